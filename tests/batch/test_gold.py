"""A run against gold labels: the verdicts and, apart from them, the verifier's scores, by the measures of training."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from factdesk.batch.gold import Gold, GoldTally
from factdesk.batch.rows import Row
from factdesk.batch.scoring import Scored
from factdesk.records import Claim
from factdesk.training.evaluate import score

SHARES = {"supported": (0.9, 0.04, 0.06), "refuted": (0.1, 0.7, 0.2), "not_enough_evidence": (0.5, 0.1, 0.4)}


def measured(rows: Sequence[tuple[Any, str | None]], *, claim: str = "Arle has bridges.") -> Gold:
    """Measure rows of gold label and verdict; None is a row that failed."""
    tally = GoldTally("gold")
    for gold, label in rows:
        shares = SHARES.get(label or "", (None, None, None))
        columns: dict[str, Any] = dict(zip(("supports", "refutes", "nei"), shares, strict=True))
        columns |= {"label": label or "not_enough_evidence", "error": None if label else "it failed"}
        columns |= {"confidence": shares[0] and max(shares[:2]), "evidence": []}
        row = Row(claim=Claim.from_text(claim), evidence=("Arle is old.",), extra={"gold": gold})
        tally.add(Scored(row=row, columns=columns, new=True))
    return tally.measure()


def test_verdicts_and_the_verifiers_scores_are_measured_apart() -> None:
    rows = [("supports", "supported"), ("refutes", "refuted"), ("nei", "not_enough_evidence"), ("refutes", "supported")]
    gold = measured(rows)
    assert (gold.rows, gold.accuracy, gold.balanced_accuracy) == (4, 0.75, 0.8333)
    assert gold.recall == {"supports": 1.0, "refutes": 0.5, "nei": 1.0}
    assert gold.interval[0] <= gold.balanced_accuracy <= gold.interval[1]
    alone = score(np.array([SHARES[label] for _, label in rows], np.float32), [wanted for wanted, _ in rows])
    assert gold.verifier is not None
    assert gold.verifier["rows"] == 4
    assert gold.verifier["balanced_accuracy"] == pytest.approx(alone.balanced_accuracy, abs=1e-4)
    assert gold.verifier["brier"] == pytest.approx(alone.brier, abs=1e-4)
    assert gold.verifier["balanced_accuracy"] < gold.balanced_accuracy  # it abstained, and was right to


def test_a_row_that_failed_is_never_right() -> None:
    gold = measured([("nei", None), ("not supported", None), ("supports", "supported")])
    assert gold.accuracy == pytest.approx(1 / 3, abs=1e-4)
    assert gold.verifier is not None
    assert gold.verifier["rows"] == 1


def test_not_supported_is_met_by_refuted_and_by_not_enough_evidence() -> None:
    gold = measured([("not supported", "refuted"), ("not supported", "not_enough_evidence"), ("supports", "supported")])
    assert gold.recall == {"supports": 1.0, "not_supported": 1.0}


def test_a_column_without_a_known_label_is_told_and_gives_no_number_that_is_none() -> None:
    for rows in ([("who knows", "supported"), (None, "refuted"), (7, "refuted")], []):
        gold = measured(rows)
        assert (gold.rows, gold.unknown, gold.verifier, gold.calibration_error) == (0, len(rows), None, None)
        assert "NaN" not in json.dumps([gold.accuracy, gold.balanced_accuracy, gold.interval], allow_nan=False)


def test_rows_are_measured_by_slice() -> None:
    gold = measured([("supports", "supported"), ("refutes", "refuted")], claim="Arle has 12 bridges since May 1931.")
    assert set(gold.slices) == {"number in the claim", "date in the claim"}
    assert gold.slices["number in the claim"]["rows"] == 2


def test_what_is_kept_of_a_row_is_small() -> None:
    tally = GoldTally("gold")
    assert sum(column.itemsize for column in (tally.wanted, tally.found, tally.slices)) + 4 * tally.shares.itemsize < 20


def test_conflicting_is_a_gold_label_that_the_verifier_alone_cannot_say(tmp_path: Path) -> None:
    gold = measured([("conflicting", "refuted"), ("refutes", "refuted")])
    assert gold.recall == {"refutes": 1.0, "conflicting": 0.0}
    assert gold.verifier is not None
    assert gold.verifier["rows"] == 1
