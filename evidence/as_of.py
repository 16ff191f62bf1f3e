"""Searching as of a day, so that evidence which came later is told from no evidence at all."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from factdesk.records import Claim, Passage

#: How many passages each claim is judged by, unless told.
PASSAGES_PER_CLAIM = 4


class Searcher(Protocol):
    """What is asked of an evidence store."""

    def search(
        self, claims: Sequence[Claim | str], k: int = ..., *, published_before: date | None = ...
    ) -> list[list[Passage]]:
        """Return the best ``k`` passages for each claim."""
        ...


def search_as_of(store: Searcher, claims: Sequence[Claim], k: int, as_of: date | None) -> list[list[Passage]]:
    """Return the best ``k`` passages for each claim that were published by ``as_of``.

    A claim with none is given the later ones: ``judge`` sets those aside and says so, instead of "nothing found".
    """
    found = store.search(claims, k, published_before=as_of)
    late = [index for index, passages in enumerate(found) if not passages] if as_of else []
    if late:
        later = store.search([claims[index] for index in late], k)
        for index, passages in zip(late, later, strict=True):
            found[index] = passages
    return found
