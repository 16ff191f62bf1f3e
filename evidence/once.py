"""Each piece of evidence once: of ranked hits, those that say something which no better one has said."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from factdesk.records import Passage

#: In near-duplicate documents, two passages with the same numbers and this share of words in common are one.
ALIKE = 0.7

_WORD = re.compile(r"\w+")


def once(ranked: Iterable[tuple[str, Passage]], k: int) -> list[Passage]:
    """Return the first ``k`` that are evidence of their own, of hits from the best on, each with its document's family.

    Not so is one that overlaps a better one of its document, that says it in the same words as a better one anywhere,
    or that in a copy of a better one's document says nearly the same (with the same numbers). No more are drawn than
    it takes.
    """
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    said: set[tuple[str, ...]] = set()
    copies: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)

    def new(family: str, hit: Passage) -> bool:
        words = tuple(_WORD.findall(hit.quote.casefold()))
        if (
            words in said
            or any(hit.start < end and start < hit.end for start, end in spans[hit.document_id])
            or any(other != hit.document_id and _alike(words, theirs) for other, theirs in copies[family])
        ):
            return False
        spans[hit.document_id].append((hit.start, hit.end))
        said.add(words)
        copies[family].append((hit.document_id, words))
        return True

    return list(islice((hit for family, hit in ranked if new(family, hit)), k))


def _alike(words: Sequence[str], others: Sequence[str]) -> bool:
    if _numbers(words) != _numbers(others):
        return False
    return len(set(words) & set(others)) >= ALIKE * len(set(words) | set(others))


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(character.isdigit() for character in word)]
