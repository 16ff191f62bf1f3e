"""The whole way round: decisions of the review queue become a model that passes, or does not pass, the gate."""

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factdesk.cli import factdesk
from factdesk.models import verifier as verifier_module
from factdesk.records import Claim, Document, Evidence, Passage, Report, Stance, Verdict, Versions
from factdesk.review import Store, decisions, leases, people
from factdesk.review.decisions import Choice
from factdesk.review.intake import add_report
from factdesk.training.datasets import read_pairs

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DECIDED = {"supports": "supported", "refutes": "refuted", "nei": "not_enough_evidence"}


def judged(claim: str, evidence: str, document: Document) -> Verdict:
    start = document.text.index(claim)
    found = Passage(document_id="reference", quote=evidence, start=0, end=len(evidence), sha256="0" * 64)
    unsure = Evidence(passage=found, stance=Stance(supports=0.4, refutes=0.3, nei=0.3))
    span = Claim(text=claim, quote=claim, start=start, end=start + len(claim), document_id=document.id)
    return Verdict(claim=span, label="supported", confidence=0.4, evidence=(unsure,))


@pytest.fixture
def queue(tmp_path: Path, box_rows: list[dict[str, str]]) -> Path:
    """A queue in which somebody has decided, by its evidence, every claim about the boxes."""
    place = tmp_path / "queue.sqlite"
    store = Store.open(place)
    with store.writing() as session:
        ana = people.add_user(session, "ana", password=None, role="editor", actor="t", now=NOW)
    for number, first in enumerate(range(0, len(box_rows), 3)):
        three = box_rows[first : first + 3]
        text = ". ".join(row["claim"] for row in three)
        document = Document(text=text, url=f"https://boxes.example/{number}")
        verdicts = tuple(judged(row["claim"], row["evidence"], document) for row in three)
        report = Report(document=document, verdicts=verdicts, versions=Versions(verifier="first"))
        with store.writing() as session:
            add_report(session, report, actor="t", now=NOW)
        for row in three:
            with store.writing() as session:
                lease = leases.take_next(session, ana, now=NOW)
                assert lease is not None
                claim = leases.locked(session, lease.claim_id)
                label = next(DECIDED[one["label"]] for one in three if one["claim"] == claim.text)
                picked = Passage.from_dict(claim.verdicts[-1].evidence[0].record["passage"])
                choice = Choice(label=label, evidence=(picked,))
                decisions.decide(session, claim.id, lease.fence, ana, choice, now=NOW)
                assert row["evidence"] == picked.quote
    store.close()
    return place


def run(*arguments: str) -> Result:
    return CliRunner().invoke(factdesk, arguments, catch_exceptions=False)


def test_decisions_go_out_as_pairs_whole_articles_kept_aside(queue: Path, tmp_path: Path) -> None:
    out = tmp_path / "exports"
    told = run("review", "export", "--training", "-o", str(out), "--queue", str(queue))
    assert "of 54 decisions; 0 say nothing" in told.stderr
    rows = {name: [json.loads(line) for line in (out / name).read_text().splitlines()] for name in
            ("decisions.jsonl", "target.jsonl")}  # fmt: skip
    assert len(rows["decisions.jsonl"]) + len(rows["target.jsonl"]) == 54
    groups = [{row["group"] for row in part} for part in rows.values()]
    assert groups[0]
    assert groups[1]
    assert not groups[0] & groups[1]
    assert {row["label"] for row in rows["decisions.jsonl"]} == {"supports", "refutes", "nei"}
    assert (rows["decisions.jsonl"][0]["reviewers"], rows["decisions.jsonl"][0]["verifier"]) == (1, "first")
    assert len(read_pairs(str(out / "target.jsonl"))) == len(rows["target.jsonl"])
    recipe = tomllib.loads((out / "recipe.toml").read_text())
    assert recipe["source"][0]["rows"] == len(rows["decisions.jsonl"])


def test_the_documented_path_ends_at_the_gate(
    queue: Path, tmp_path: Path, tiny_encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Fifteen words know no Eiffel Tower.
    monkeypatch.setattr(verifier_module, "check_golden_pairs", lambda *_, **__: None)
    out, start, desk = tmp_path / "exports", tmp_path / "start", tmp_path / "desk"
    run("review", "export", "--training", "-o", str(out), "--queue", str(queue))
    recipe = out / "recipe.toml"
    # A tiny network learns in large steps.
    recipe.write_text(recipe.read_text().replace("1e-5", "5e-3").replace("epochs = 2.0", "epochs = 30.0"))
    train = ("train", "verifier", str(recipe), "--data", str(out), "--init")
    assert run(*train, str(tiny_encoder), "-o", str(start), "--minutes", "0.001").exit_code == 0
    assert run(*train, str(tiny_encoder), "-o", str(desk)).exit_code == 0
    gate = ("--target", str(out / "target.jsonl"), "--retention", str(out / "decisions.jsonl"), "--margin", "0.5")
    better = run("promote", str(desk / "model"), "--present", str(start / "model"), *gate)
    same = run("promote", str(desk / "model"), "--present", str(desk / "model"), *gate)
    assert better.exit_code == 0, better.output
    assert "may replace" in better.stderr
    assert same.exit_code == 1
    assert "is refused" in same.stderr
