"""Claim, evidence, and the outcome of comparing their values that a careful reader gives: news prose, by subject.

Most rows of ``outcomes/*.tsv`` were written before the rules were tried on them (docs/verdicts.md tells how many came
out right at the first run), the others after articles and reports of a few events. ``as_of`` is the day that a claim's
relative times are read as of.
"""

import csv
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from factdesk.records import Claim, Passage
from factdesk.verdicts import compare

SUBJECTS = sorted((Path(__file__).parent / "outcomes").glob("*.tsv"))
#: what a reader can decide and the rules do not see
LEFT_OPEN = "left_open"


class Row(NamedTuple):
    claim: str
    evidence: str
    #: a check's outcome, or "nothing" where no two values are set side by side
    outcome: str
    as_of: date | None


def rows(subject: Path) -> list[Row]:
    with subject.open(encoding="utf-8", newline="") as lines:
        read = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Row(
                row["claim"],
                row["evidence"],
                row["outcome"],
                date.fromisoformat(row["as_of"]) if row["as_of"] else None,
            )
            for row in read
        ]


def cases(*, left_open: bool) -> list[object]:
    found = [(path.stem, row) for path in SUBJECTS if (path.stem == LEFT_OPEN) is left_open for row in rows(path)]
    return [pytest.param(row, id=f"{subject}: {row.claim} / {row.evidence}") for subject, row in found]


def outcomes(row: Row) -> list[str]:
    passage = Passage(document_id="e", quote=row.evidence, start=0, end=len(row.evidence))
    return [check.outcome for check in compare(Claim.from_text(row.claim), passage, row.as_of)]


@pytest.mark.parametrize("row", cases(left_open=False))
def test_the_outcome_is_a_careful_readers(row: Row) -> None:
    found = outcomes(row)
    assert (found[0] if found else "nothing") == row.outcome
    assert set(found) <= {row.outcome, "not_comparable"}


@pytest.mark.parametrize("row", cases(left_open=True))
def test_what_the_rules_do_not_see_they_leave_open(row: Row) -> None:
    assert set(outcomes(row)) <= {"not_comparable"}
