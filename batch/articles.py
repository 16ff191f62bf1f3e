"""Whole articles as rows: each is taken apart into its claims, and each claim is a row of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from factdesk.batch.documents import line_of
from factdesk.batch.rows import Row
from factdesk.records import Claim, Document


class Finder(Protocol):
    """What scoring asks of a claim detector."""

    def detect(self, document: Document, *, as_of: date | None = ...) -> Sequence[Claim]:
        """Return the claims of a document."""
        ...


def claims_of(rows: Iterable[Row], detector: Finder | None, as_of: date | None) -> Iterator[Row]:
    """Yield the rows, in place of each article a row for each of its claims; its columns pass through to all of them.

    An article without a claim, or one that the detector fails on, is a row with an error: nothing goes without a word.
    """
    for row in rows:
        if row.article is None or row.error is not None:
            yield row
        elif detector is None:
            yield replace(row, error="found an article; wanted a claim, or a detector to find its claims")
        else:
            yield from _claims(row, row.article, detector, as_of)


def _claims(row: Row, article: Document, detector: Finder, as_of: date | None) -> Iterator[Row]:
    try:
        claims = detector.detect(article, as_of=as_of)
    except Exception as error:  # noqa: BLE001  # one bad article never stops the run
        yield replace(row, error=f"{type(error).__name__}: {error}"[:500])
        return
    if not claims:
        yield replace(row, error="found no claim in the article that can be checked")
    for claim in claims:
        line = row.line if row.number else line_of(row.lines, claim.quote)
        yield replace(row, claim=claim, article=None, line=line, lines="")
