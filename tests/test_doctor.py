"""factdesk doctor: what is wrong is marked, named, and does not keep the rest from being looked at."""

import importlib.metadata
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factdesk.cli import factdesk
from factdesk.doctor import EXTRAS, VERIFIERS
from factdesk.models import folders
from factdesk.models.verifier import SHIPPED

ROOT = Path(__file__).parents[1]


def examined() -> tuple[Result, dict[str, str]]:
    """Return what the command did, and its lines by what they are about."""
    ran = CliRunner().invoke(factdesk, ["doctor"])
    lines = [line for line in ran.stdout.splitlines() if line[:3].strip() in ("ok", "!!")]
    return ran, {line[3:].strip().split("  ")[0]: line for line in lines}


@pytest.fixture
def without_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A package that was built without its models, or a clone without its large files."""
    monkeypatch.setattr(folders, "SHIPPED", tmp_path)


def test_where_all_is_well_every_part_has_been_seen_to_run() -> None:
    ran, lines = examined()
    assert ran.exit_code == 0, ran.stdout
    assert all(line.startswith("ok") for line in lines.values())
    assert lines.keys() > {
        "reading a web page",
        "evidence store",
        "english pipeline",
        "verifier base",
        "verifier small",
        "detector",
        "embedder",
    }
    assert all(word in ran.stdout for word in ("runtime", "cache", "network", "none"))


def test_every_verifier_that_ships_and_every_extra_is_looked_at() -> None:
    assert set(VERIFIERS) == set(SHIPPED)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert EXTRAS.keys() == declared.keys()


def test_models_that_are_missing_are_named_and_the_rest_is_looked_at(without_weights: None) -> None:
    ran, lines = examined()
    assert ran.exit_code == 2
    assert "Traceback" not in ran.output
    for model in ("verifier base", "verifier small", "embedder", "english pipeline"):
        assert lines[model].startswith("!!")
        assert "ModelError" in lines[model]
    assert lines["reading a web page"].startswith("ok")
    assert lines["evidence store"].startswith("ok")


def test_a_package_that_is_missing_is_named_with_the_command_that_brings_it(
    without_weights: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = importlib.metadata.version

    def gone(name: str) -> str:
        if name == "openvino":
            raise importlib.metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(importlib.metadata, "version", gone)
    _, lines = examined()
    assert lines["openvino"].startswith("!!")
    assert "pip install factdesk" in lines["openvino"]


def test_what_breaks_while_a_page_is_read_is_the_finding(
    without_weights: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ImportError("lxml.html.clean module is now a separate project lxml_html_clean")

    monkeypatch.setattr("factdesk.documents.reading.documents_of", broken)
    _, lines = examined()
    assert lines["reading a web page"].startswith("!!")
    assert "lxml_html_clean" in lines["reading a web page"]
