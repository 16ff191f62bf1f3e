"""Whole articles as rows: each is taken apart into its claims, and each claim is a row of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, tee
from typing import Protocol

from factdesk.batch.documents import line_of
from factdesk.batch.rows import Row
from factdesk.batch.window import said
from factdesk.records import Claim, Document


class Finder(Protocol):
    """What scoring asks of a claim detector."""

    def detect_each(
        self, documents: Iterable[Document], *, as_of: date | None = ...
    ) -> Iterator[Sequence[Claim] | Exception]:
        """Yield the claims of each document, or what went wrong with it."""
        ...


def claims_of(rows: Iterable[Row], detector: Finder | None, as_of: date | None) -> Iterator[Row]:
    """Yield the rows, in place of each article a row for each of its claims; its columns pass through to all of them.

    An article without a claim, or one that the detector fails on, is a row with an error: nothing goes without a word.
    """
    for is_article, some in groupby(rows, lambda row: row.article is not None and row.error is None):
        if not is_article:
            yield from some
        elif detector is None:
            for row in some:
                yield replace(row, error="found an article; wanted a claim, or a detector to find its claims")
        else:
            yield from _claims(some, detector, as_of)


def _claims(articles: Iterable[Row], detector: Finder, as_of: date | None) -> Iterator[Row]:
    articles, read = tee(articles)
    each = detector.detect_each((row.article for row in read if row.article), as_of=as_of)
    for found, row in zip(each, articles, strict=True):
        if isinstance(found, Exception):
            yield replace(row, error=said(found))
            continue
        if not found:
            yield replace(row, error="found no claim in the article that can be checked")
        for claim in found:
            line = row.line if row.number else line_of(row.lines, claim.quote)
            yield replace(row, claim=claim, article=None, line=line, lines="")
