"""A text, and the claims that a careful reader takes out of it: plain copy, by what is hard about it.

Rows of ``readings/*.tsv`` were written where a piece of news was read wrongly; most are such a sentence told of other
people. Several claims stand beside each other between bars, in the order of the article. ``as_of`` is the day that
relative dates are read as of.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from factdesk.claims.detector import ClaimDetector
from factdesk.records import Document


def _cases() -> list[object]:
    found = []
    for path in sorted((Path(__file__).parent / "readings").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                case = (row["text"], row["claims"].split(" | "), row["as_of"])
                found.append(pytest.param(*case, id=f"{path.stem}: {row['text']}"))
    return found


@pytest.mark.parametrize(("text", "claims", "as_of"), _cases())
def test_the_claims_are_a_careful_readers(detector: ClaimDetector, text: str, claims: list[str], as_of: str) -> None:
    found = detector.detect(Document(text=text), as_of=date.fromisoformat(as_of) if as_of else None)
    assert [claim.text for claim in found] == claims
