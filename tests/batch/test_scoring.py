"""Rows to results: who is asked about what, how often, and what becomes of rows that cannot be judged."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from factdesk import FactDesk
from factdesk.batch import Columns, Scorer, score, scoring
from factdesk.batch.ledger import Ledger
from factdesk.batch.rows import Row, as_row
from factdesk.batch.window import judged_columns
from factdesk.evidence import EvidenceStore
from factdesk.records import Claim, Document, Evidence, Passage


def pair(claim: str, evidence: str | list[str] | None) -> dict[str, Any]:
    return {"claim": claim, "evidence": evidence}


def row(claim: str, evidence: str | list[str] | None = None) -> Row:
    return as_row(pair(claim, evidence), Columns())


BRIDGES = pair("The town of Arle has stone bridges.", "The town of Arle has stone bridges. They are old.")
NO_BRIDGES = pair(
    "The town of Arle has stone bridges.", "It is not so that The town of Arle has stone bridges. It has none."
)


class Shelf:
    """A store with one passage for each claim that speaks of Arle, published on one day."""

    def __init__(self, published: date | None = None) -> None:
        self.published = published

    def search(
        self, claims: Sequence[Claim | str], k: int = 10, *, published_before: date | None = None
    ) -> list[list[Passage]]:
        return [self._found(claim if isinstance(claim, str) else claim.text, published_before) for claim in claims]

    def _found(self, claim: str, before: date | None) -> list[Passage]:
        if "storm" in claim:
            raise RuntimeError("the store choked")
        if "Arle" not in claim or (self.published and before and self.published > before):
            return []
        text = "The town of Arle has stone bridges."
        return [Passage(document_id="d", quote=text, start=0, end=len(text), title="Arle", published=self.published)]


def test_each_label_comes_with_its_numbers_and_its_receipt(plain: Callable) -> None:
    supported, refuted, unknown = score([BRIDGES, NO_BRIDGES, pair("Arle has a harbour.", None)], verifier=plain())
    assert [one["label"] for one in (supported, refuted, unknown)] == ["supported", "refuted", "not_enough_evidence"]
    assert supported["supports"] > 0.8
    assert sum(supported[name] for name in ("supports", "refutes", "nei")) == pytest.approx(1)
    receipt = Evidence.from_dict(supported["evidence"][0])
    assert receipt.passage.quote == BRIDGES["evidence"]
    assert (unknown["reason"], unknown["supports"], unknown["evidence"]) == ("no_evidence", None, [])
    assert supported["verifier"] == "plain@1"


def test_equal_rows_are_judged_once_also_across_windows(plain: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "WINDOW", 3)
    verifier = plain()
    results = list(score([BRIDGES, NO_BRIDGES] * 20, verifier=verifier))
    assert len(verifier.asked) == 2
    assert len({one["key"] for one in results}) == 2
    assert results == results[:2] * 20


def test_rows_come_out_in_their_order(plain: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "WINDOW", 7)
    claims = [f"The town of Arle has {n} stone bridges." for n in range(50)]
    assert [one["claim"] for one in score((pair(c, c * (len(c) % 3)) for c in claims), verifier=plain())] == claims


def test_rows_stream_so_that_the_first_results_come_before_the_last_rows_are_read(
    plain: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "WINDOW", 10)
    taken: list[int] = []

    def endless() -> Any:
        while True:
            taken.append(len(taken))
            yield pair(f"Arle has bridge number {len(taken)}.", "It has.")

    results = score(endless(), verifier=plain())
    for _ in range(25):
        next(results)
    results.close()
    assert len(taken) <= 50


def test_a_row_that_the_verifier_chokes_on_fails_alone(plain: Callable) -> None:
    good, bad, again = score([BRIDGES, pair("Arle is a town.", "poison"), NO_BRIDGES], verifier=plain())
    assert (good["label"], again["label"]) == ("supported", "refuted")
    assert bad["error"] == "row 2: RuntimeError: the verifier choked"
    assert (bad["label"], bad["reason"], bad["confidence"]) == ("not_enough_evidence", "error", None)


def test_numbers_that_are_no_probabilities_are_an_error_and_never_come_out() -> None:
    class Broken:
        version = "broken"

        def predict(self, pairs: Sequence[tuple[str, str]]) -> Any:
            return np.full((len(pairs), 3), np.nan, np.float32)

    (result,) = score([BRIDGES], verifier=Broken())
    assert result["reason"] == "error"
    assert "nan" in result["error"]
    assert result["supports"] is None


def test_a_row_without_evidence_is_judged_by_what_the_store_has(plain: Callable) -> None:
    verifier = plain()
    found, own, nothing, broken = score(
        [
            pair("The town of Arle has stone bridges.", ""),
            BRIDGES,
            pair("Quarl has a harbour.", None),
            pair("The storm hit Arle.", None),
        ],
        verifier=verifier,
        store=Shelf(),
    )
    assert (found["label"], found["evidence"][0]["passage"]["document_id"]) == ("supported", "d")
    assert own["evidence"][0]["passage"]["quote"] == BRIDGES["evidence"]
    assert nothing["reason"] == "no_evidence"
    assert broken["error"] == "row 4: RuntimeError: the store choked"
    assert ("Arle. The town of Arle has stone bridges.", "The town of Arle has stone bridges.") in verifier.asked


class Resigned:
    """A verifier that finds a claim supported by a text that has both halves of it, and contradicted by a denial."""

    version = "resigned"

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Any:
        return np.array([self._row(evidence) for evidence, _ in pairs], np.float32).reshape(-1, 3)

    def _row(self, evidence: str) -> tuple[float, float, float]:
        if "resigned" in evidence and "elected" in evidence:
            return 0.9, 0.02, 0.08
        return (0.02, 0.9, 0.08) if "never" in evidence else (0.1, 0.1, 0.8)


def test_a_claim_has_the_verdict_of_a_desk_over_the_same_store() -> None:
    store = EvidenceStore.in_memory()
    store.add(
        [
            Document(text="The mayor resigned on Monday after ten years in office.", title="Monday"),
            Document(text="The council elected Ana Ruiz, her deputy, as successor.", title="Tuesday"),
            Document(text="Arle never had a harbour. Its river is too shallow.", title="Arle"),
            Document(text="Enrolment stood at 212,000 in 2019. It fell later.", published=date(2025, 6, 6)),
        ]
    )
    claims = [
        "The mayor resigned and the council elected Ana Ruiz as her successor.",
        "The town of Arle had a harbour.",
        "Enrolment stood at 212,000 in 2019.",
        "Nobody speaks of zebras.",
    ]
    day = date(2025, 6, 5)
    finds_none: Any = object()
    desk = FactDesk(store=store, detector=finds_none, verifier=Resigned())
    verdicts = desk.judge([Claim.from_text(claim) for claim in claims], as_of=day)
    results = list(score((pair(claim, None) for claim in claims), verifier=Resigned(), store=store, as_of=day))
    assert [one["label"] for one in results] == ["supported", "refuted", "not_enough_evidence", "not_enough_evidence"]
    assert "together" in results[0]["explanation"]
    assert {item["passage"]["title"] for item in results[0]["evidence"]} == {"Monday", "Tuesday"}
    for result, verdict in zip(results, verdicts, strict=True):
        assert {name: result[name] for name in judged_columns(verdict)} == judged_columns(verdict)


def test_evidence_after_the_day_is_said_to_be_late_rather_than_missing(plain: Callable) -> None:
    claims = [pair("The town of Arle has stone bridges.", None)]
    (late,) = score(claims, verifier=plain(), store=Shelf(date(2025, 6, 6)), as_of=date(2025, 6, 5))
    (in_time,) = score(claims, verifier=plain(), store=Shelf(date(2025, 6, 5)), as_of=date(2025, 6, 5))
    assert (late["reason"], in_time["label"]) == ("evidence_after_as_of", "supported")


@pytest.mark.parametrize("other", ["claim", "evidence", "order", "verifier", "rules", "as_of", "title"])
def test_the_key_depends_on_all_that_decides_the_verdict(
    other: str, plain: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Arle has two bridges."
    claim = Claim.from_text(text)
    first = Passage(document_id="d", quote=text, start=0, end=len(text))
    passages = [first, first.evolve(document_id="e")]
    before = Scorer(plain()).key(claim, passages)
    assert before == Scorer(plain()).key(Claim.from_text(text), list(passages))
    scorer = Scorer(plain("plain@2" if other == "verifier" else "plain@1"))
    match other:
        case "claim":
            claim = Claim.from_text("Arle has nine bridges.")
        case "evidence":
            passages = passages[:1]
        case "order":
            passages = passages[::-1]
        case "title":
            passages[0] = first.evolve(title="Arle")
        case "as_of":
            scorer = Scorer(plain(), as_of=date(2025, 6, 5))
        case "rules":
            monkeypatch.setattr(scoring, "RULES_VERSION", "other")
            scorer = Scorer(plain())
    assert scorer.key(claim, passages) != before


def test_windows_hold_every_row_once_and_end_by_pairs_and_by_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "WINDOW", 10)
    rows = [row("a b", "c") for _ in range(12)] + [row("a b", "c" * 9_000)] * 2 + [row("a b")] * 3
    cut = list(scoring.windows(rows, 8))
    assert [one for window in cut for one in window] == rows
    assert [len(window) for window in cut] == [10, 3, 1, 2, 1]


def test_what_the_ledger_has_is_not_judged_again_but_failures_are(plain: Callable, tmp_path: Path) -> None:
    rows = [BRIDGES, pair("Arle is a town.", "poison")]
    first = list(score(rows, verifier=plain(), ledger=tmp_path / "ledger"))
    verifier = plain()
    assert list(score(rows, verifier=verifier, ledger=tmp_path / "ledger")) == first
    assert {evidence for evidence, _ in verifier.asked} == {"poison"}


def test_a_ledger_forgets_failures_and_all_when_told(tmp_path: Path) -> None:
    columns = {"error": None, "label": "supported"}
    with Ledger(tmp_path / "ledger") as ledger:
        ledger.keep({"a": columns, "b": columns | {"error": "no"}})
        assert ledger.found(["a", "b", "c"]).keys() == {"a", "b"}
    with Ledger(tmp_path / "ledger") as ledger:
        assert ledger.found(["a", "b"]) == {"a": columns}
        ledger.clear()
        assert ledger.found(["a"]) == {}
