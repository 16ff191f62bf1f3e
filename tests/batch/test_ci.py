"""JUnit and SARIF: what a CI system is told of each row."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from factdesk.batch import Columns, Scorer
from factdesk.batch.ci import junit, sarif
from factdesk.batch.run import opened, run
from factdesk.errors import InputError

CLAIM = "The town of Arle has stone bridges."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    rows = [
        {"claim": CLAIM, "evidence": CLAIM},
        {"claim": CLAIM, "evidence": f"It is not so that {CLAIM} <\0&\ud800>"},
        {"claim": "Arle has a harbour \x07.", "evidence": ""},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    return path


def score(source: Path, verifier: object, watcher: Callable) -> None:
    columns = Columns()
    with opened(str(source), columns, store=False) as sources:
        output = source.with_suffix(".out.jsonl")
        run(sources, output, lambda: Scorer(verifier), columns=columns, watchers=[watcher])  # type: ignore[arg-type]  # part of a verifier


def test_junit_has_a_test_case_for_each_row(tmp_path: Path, source: Path, plain: Callable) -> None:
    with junit(tmp_path / "junit.xml") as watcher:
        score(source, plain(), watcher)
    cases = ElementTree.parse(tmp_path / "junit.xml").findall("testsuite/testcase")  # noqa: S314  # our own file
    assert [[child.tag for child in case] for case in cases] == [[], ["failure"], ["skipped"], ["error"]]
    assert cases[1].get("name") == CLAIM
    assert cases[1].get("classname") == f"{source}, row 2"
    assert "contradicts the claim" in str(cases[1][0].get("message"))


def test_junit_says_before_the_first_row_how_many_there_are(tmp_path: Path, source: Path, plain: Callable) -> None:
    with junit(tmp_path / "junit.xml") as watcher:
        score(source, plain(), watcher)
    (suite,) = ElementTree.parse(tmp_path / "junit.xml").getroot()  # noqa: S314  # our own file
    told = {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")}
    assert told == {"tests": "4", "failures": "1", "errors": "1", "skipped": "1"}


def test_sarif_names_a_file_as_a_uri_and_a_row_of_csv_by_the_line_where_it_begins(
    tmp_path: Path, plain: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "two rows über.csv"
    source.write_text(f'claim,evidence\n{CLAIM},"one\ntwo"\n\nArle has {{}}.,none\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for given, uri in ((source, source.as_uri()), (Path(source.name), "two%20rows%20%C3%BCber.csv")):
        with sarif(tmp_path / "out.sarif") as watcher:
            score(given, plain(), watcher)
        found = json.loads((tmp_path / "out.sarif").read_text())["runs"][0]["results"]
        places = [one["locations"][0]["physicalLocation"] for one in found]
        assert [place["region"]["startLine"] for place in places] == [2, 5]
        assert {place["artifactLocation"]["uri"] for place in places} == {uri}


def test_sarif_has_a_finding_at_the_line_of_each_row_that_is_not_supported(
    tmp_path: Path, source: Path, plain: Callable
) -> None:
    with sarif(tmp_path / "out.sarif") as watcher:
        score(source, plain(), watcher)
    log = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0"
    found = log["runs"][0]["results"]
    assert [(one["ruleId"], one["level"]) for one in found] == [
        ("refuted", "error"),
        ("not_enough_evidence", "note"),
        ("error", "error"),
    ]
    places = [one["locations"][0]["physicalLocation"] for one in found]
    assert [place["region"]["startLine"] for place in places] == [2, 3, 4]
    assert {place["artifactLocation"]["uri"] for place in places} == {source.as_uri()}
    assert {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]} >= {one["ruleId"] for one in found}


def test_sarif_without_findings_is_whole(tmp_path: Path, plain: Callable) -> None:
    source = tmp_path / "in.csv"
    source.write_text(f"claim,evidence\n{CLAIM},{CLAIM}\n")
    with sarif(tmp_path / "out.sarif") as watcher:
        score(source, plain(), watcher)
    assert json.loads((tmp_path / "out.sarif").read_text())["runs"][0]["results"] == []


@pytest.mark.parametrize("writer", [junit, sarif])
def test_a_run_that_stops_leaves_no_half_file(tmp_path: Path, writer: Callable) -> None:
    with pytest.raises(InputError, match="stop"), writer(tmp_path / "file"):
        raise InputError("stop")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="is its folder there"), writer(tmp_path / "none" / "file"):
        pass
