"""factdesk index and factdesk search as a person types them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factdesk.cli import factdesk
from factdesk.errors import FactdeskError
from factdesk.evidence import Encoder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(factdesk, [*arguments, "--no-dense"], catch_exceptions=False)


@pytest.fixture
def references(tmp_path: Path) -> Path:
    folder = tmp_path / "references"
    folder.mkdir()
    (folder / "ships.txt").write_text("Twelve ships left Antwerp in spring. Nobody knew why they did that.")
    (folder / "planes.txt").write_text("Forty planes left Riga in June.")
    return folder


def test_a_folder_is_indexed_and_searched(references: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "a store")
    indexed = run("index", str(references), "--store", store)
    assert "2 documents and 3 passages added" in indexed.stdout
    found = run("search", "how many ships left Antwerp?", "--store", store, "-k", "1")
    assert "Twelve *ships* *left* *Antwerp* in spring." in found.stdout
    hits = json.loads(run("search", "ships", "--store", store, "--format", "json").stdout)
    assert [hit["quote"] for hit in hits] == ["Twelve ships left Antwerp in spring."]


def test_a_changed_file_takes_the_place_of_its_older_self(references: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    run("index", str(references), "--store", store)
    assert "2 unchanged" in run("index", str(references), "--store", store).stdout
    (references / "ships.txt").write_text("Thirteen ships left Antwerp in spring.")
    assert "1 unchanged, 1 replaced" in run("index", str(references), "--store", store).stdout
    assert "Twelve" not in run("search", "ships left Antwerp", "--store", store).stdout


def test_sync_forgets_a_file_that_is_gone(references: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    run("index", str(references), "--store", store)
    (references / "planes.txt").unlink()
    assert "1 forgotten" in run("index", str(references), "--store", store, "--sync").stdout
    assert "nothing found" in run("search", "planes", "--store", store).stdout


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(references: Path, tmp_path: Path) -> None:
    (references / "broken.pdf").write_bytes(b"%PDF-1.4 cut in the middle")
    indexed = run("index", str(references), "--store", str(tmp_path / "store"))
    assert "2 documents" in indexed.stdout
    assert "1 skipped" in indexed.stdout
    assert indexed.stderr.count("broken.pdf") == 1


def test_a_name_that_is_no_file_is_refused_before_anything_is_forgotten(references: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    run("index", str(references), "--store", store)
    mistyped = run("index", str(references) + "x", "--store", store, "--sync")
    assert mistyped.exit_code == 2
    assert "there is no such file or folder" in mistyped.stderr
    assert "Antwerp" in run("search", "ships", "--store", store).stdout


def test_a_hit_names_its_file_and_marks_numbers_whole(references: Path, tmp_path: Path) -> None:
    (references / "rates.txt").write_text("Unemployment fell to 3.4 percent, from 3.9.")
    store = str(tmp_path / "store")
    run("index", str(references), "--store", store)
    found = run("search", "Unemployment fell to 3.4 percent", "--store", store).stdout
    assert "*Unemployment* *fell* to *3.4* *percent*, from 3.9." in found
    assert f"0-43 · {references / 'rates.txt'}" in found


def test_fact_checks_are_indexed_and_found_alone(references: Path, tmp_path: Path) -> None:
    (tmp_path / "checks.csv").write_text(
        "claimReviewed,rating,url\nTwelve ships sank,False,https://checkers.example/1\n"
    )
    store = str(tmp_path / "store")
    run("index", str(references), "--factchecks", str(tmp_path / "checks.csv"), "--store", store)
    found = run("search", "twelve ships", "--store", store, "--factchecks").stdout
    assert "rated False" in found
    assert "checkers.example" in found
    assert "Antwerp" not in found


def test_a_store_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FactdeskError, match="make one with: factdesk index"):
        run("search", "ships", "--store", str(tmp_path / "none"))
    assert not (tmp_path / "none").exists()


def test_control_characters_of_a_reference_do_not_reach_the_terminal(references: Path, tmp_path: Path) -> None:
    (references / "evil.txt").write_text("Ships \x1b[2Jand \u202emore ships arrived in the harbour.")
    store = str(tmp_path / "store")
    run("index", str(references), "--store", store)
    found = run("search", "ships harbour", "--store", store).stdout
    assert "arrived" in found
    assert not {"\x1b", "\u202e"} & set(found)


def test_sync_with_nothing_given_does_not_empty_the_store(references: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    run("index", str(references), "--store", store)
    assert run("index", "--store", store, "--sync").exit_code == 2
    assert "Antwerp" in run("search", "ships", "--store", store).stdout


def test_a_store_is_searched_with_the_embedder_that_made_it(
    references: Path, tmp_path: Path, embedders: Callable[[str], Encoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factdesk.models.Embedder.from_pretrained", embedders)
    store = str(tmp_path / "store")

    def run_with(*arguments: str) -> Result:
        return CliRunner().invoke(factdesk, arguments, catch_exceptions=False)

    run_with("index", str(references), "--store", store, "--embedder", "owner/one")
    with pytest.raises(FactdeskError, match="embedder owner/one, this is default"):
        run_with("search", "ships", "--store", store)
    found = run_with("search", "ships", "--store", store, "--embedder", "owner/one", "--format", "json")
    assert json.loads(found.stdout)[0]["dense"] is not None


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--workers", "2"), "are for --engine ray"),
        (("--address", "local"), "are for --engine ray"),
        (("--engine", "ray"), "leave one out"),
    ],
)
def test_a_cluster_is_for_vectors(references: Path, tmp_path: Path, arguments: tuple[str, ...], complaint: str) -> None:
    result = run("index", str(references), "--store", str(tmp_path / "store"), *arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr
