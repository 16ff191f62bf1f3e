"""factdesk score as a person or a pipeline calls it: what it says, what it writes, how it exits."""

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from factdesk import models
from factdesk.cli import main
from factdesk.evidence import EvidenceStore
from factdesk.records import Document

CLAIM = "The town of Arle has stone bridges."


class Loaded:
    """Stands where the shipped verifier is loaded, so that each test does not pay for it."""

    made: Callable

    @classmethod
    def from_pretrained(cls, name: str, *, device: str | None = None, side_by_side: bool = False) -> object:
        return cls.made(name)


@pytest.fixture
def light(plain: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Loaded, "made", plain, raising=False)
    monkeypatch.setitem(vars(models), "Verifier", Loaded)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(f"claim,evidence,gold\n{CLAIM},{CLAIM},supports\n{CLAIM},It is not so that {CLAIM},refutes\n")
    return path


@pytest.fixture
def factdesk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable:
    def call(*arguments: object, code: int = 0) -> str:
        monkeypatch.setattr(sys, "argv", ["factdesk", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        shown = capsys.readouterr()
        assert (left.value.code or 0) == code, shown.err
        assert "Traceback" not in shown.err
        return shown.err + shown.out

    return call


def test_rows_are_scored_and_counted(tmp_path: Path, source: Path, light: None, factdesk: Callable) -> None:
    output, report = tmp_path / "out.parquet", tmp_path / "report.json"
    said = factdesk("score", source, "-o", output, "--gold", "gold", "--report", report, "--verifier", "plain@3")
    assert "2 rows" in said
    assert "balanced accuracy 1.000" in said
    rows = pq.read_table(output).to_pylist()
    assert [row["label"] for row in rows] == ["supported", "refuted"]
    assert {row["verifier"] for row in rows} == {"plain@3"}
    assert json.loads(report.read_text())["labels"] == {"supported": 1, "refuted": 1}


@pytest.mark.parametrize(("suffix", "start"), [(".html", "<!DOCTYPE html>"), (".json", "{"), (".txt", "2 rows in")])
def test_the_report_is_a_page_json_or_text_by_its_name(
    tmp_path: Path, source: Path, light: None, factdesk: Callable, suffix: str, start: str
) -> None:
    report = tmp_path / f"report{suffix}"
    factdesk("score", source, "-o", tmp_path / "out.jsonl", "--gold", "gold", "--report", report)
    assert report.read_text().startswith(start)
    assert "balanced" in report.read_text().casefold()


def test_fail_on_is_exit_code_1_with_the_output_written(
    tmp_path: Path, source: Path, light: None, factdesk: Callable
) -> None:
    output = tmp_path / "out.jsonl"
    factdesk("score", source, "-o", output, "--fail-on", "conflicting")
    factdesk("score", source, "-o", output, "--fail-on", "refuted", code=1)
    assert len(output.read_text().splitlines()) == 2


def test_rows_that_failed_are_exit_code_1_and_said(tmp_path: Path, light: None, factdesk: Callable) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"claim": CLAIM, "evidence": CLAIM}) + "\n{broken\n")
    said = factdesk("score", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", code=1)
    assert "1 row failed" in said
    assert "row 2: found no JSON" in said
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert [json.loads(line)["error"] is None for line in lines] == [True, False]


def test_standard_input_is_scored(
    tmp_path: Path, light: None, factdesk: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = json.dumps({"statement": CLAIM, "text": [CLAIM]}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    names = ("--claim-column", "statement", "--evidence-column", "text")
    factdesk("score", "-", "-o", tmp_path / "out.jsonl", *names)
    assert json.loads((tmp_path / "out.jsonl").read_text())["label"] == "supported"


def test_claims_are_scored_against_a_store(tmp_path: Path, light: None, factdesk: Callable) -> None:
    store = EvidenceStore.open(tmp_path / "store")
    store.add([Document(text=f"{CLAIM} They are old.", title="Arle", published=date(2025, 6, 1))])
    (tmp_path / "in.csv").write_text(f"claim\n{CLAIM}\nQuarl makes no cheese.\n")
    factdesk("score", tmp_path / "in.csv", "-o", tmp_path / "out.jsonl", "--store", tmp_path / "store", "--no-dense")
    found, nothing = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert (found["label"], found["evidence"][0]["passage"]["published"]) == ("supported", "2025-06-01")
    assert (nothing["label"], nothing["reason"]) == ("not_enough_evidence", "no_evidence")


def test_a_dry_run_says_what_there_is_and_writes_nothing(
    tmp_path: Path, source: Path, light: None, factdesk: Callable
) -> None:
    assert "2 rows (0 cannot be read)" in factdesk("score", source, "-o", tmp_path / "out.jsonl", "--dry-run")
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("{in}",), "Missing option"),
        (("{in}", "-o", "{out}.txt"), "wanted one of .parquet"),
        (("{in}.missing", "-o", "{out}.jsonl"), "found nothing to score"),
        (("{in}", "-o", "{out}.jsonl", "--claim-column", "statement"), "found the columns claim, evidence, gold"),
        (("{in}", "-o", "{out}.jsonl", "--evidence-column", "text"), "or give a --store"),
        (("{in}", "-o", "{out}.jsonl", "--store", "{in}.store"), "found no evidence store"),
        (("{in}", "-o", "{in}.none/out.jsonl"), "found no folder"),
        (("{in}", "-o", "{out}.jsonl", "--gold", "lable"), "name the one with the gold labels by --gold"),
        (("{in}", "-o", "{out}.jsonl", "--evidence-column", "claim"), "wanted a column for each"),
        (("{in}", "-o", "{out}.jsonl", "--gpus", "0.5"), "are for --engine ray"),
        (("{in}", "-o", "{out}.jsonl", "--device", "cuda:0,cuda:1", "--workers", "1"), "found 1 workers for 2 devices"),
        (("{in}", "-o", "{out}.jsonl", "--report", "{out}.pdf"), "wanted .html, .json or .txt"),
        (("{in}", "-o", "{out}.jsonl", "--report", "{in}.none/a.html"), "found no folder"),
        (("{in}", "-o", "{out}.jsonl", "--engine", "ray", "--device", "cpu"), "is for --engine local"),
        (("{in}", "-o", "{out}.jsonl", "--articles"), "give a --store to search"),
        (("{in}", "-o", "{out}.jsonl", "--articles", "--store", "{in}", "--gold", "gold"), "there are none"),
    ],
)
def test_bad_usage_is_exit_code_2_and_one_clear_line(
    tmp_path: Path, source: Path, factdesk: Callable, arguments: tuple[str, ...], problem: str
) -> None:
    places = {"in": str(source), "out": str(tmp_path / "out")}
    filled = [argument.format(**places) for argument in arguments]
    said = factdesk("score", *filled, code=2)
    assert problem in said
    assert not list(tmp_path.glob("out.jsonl"))


def test_the_verifier_that_ships_scores_rows(tmp_path: Path, factdesk: Callable) -> None:
    rows = [
        ("The bridge opened in 1931.", "The bridge opened in 1931 after four years of work."),
        ("The bridge opened in 1931.", "The bridge never opened; it was torn down in 1930."),
        ("The bridge opened in 1931.", "Bread is made of flour, water and salt."),
    ]
    lines = "".join(json.dumps({"claim": claim, "evidence": text}) + "\n" for claim, text in rows)
    (tmp_path / "in.jsonl").write_text(lines)
    factdesk("score", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    first = (tmp_path / "out.jsonl").read_bytes()
    labels = [json.loads(line)["label"] for line in first.decode().splitlines()]
    assert labels[0] == "supported"
    assert labels[2] == "not_enough_evidence"
    factdesk("score", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--fresh")
    assert (tmp_path / "out.jsonl").read_bytes() == first
