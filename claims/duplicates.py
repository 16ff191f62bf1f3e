"""Merge statements of one article that say the same, keeping every place where it is said."""

import re
from collections.abc import Iterable

from factdesk.claims.vocabulary import EMPTY
from factdesk.records import Claim, Span

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*", re.UNICODE)
#: share of content words that two statements of the same thing have in common
_ALIKE = 0.85


def merge(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims without near-duplicates, the first of each kept, with the others' places as its mentions.

    Two are near-duplicates when nearly all content words are shared and every number is.
    """
    kept: list[tuple[Claim, frozenset[str]]] = []
    for claim in claims:
        words = _content(claim.text)
        same = next(
            (at for at, (other, theirs) in enumerate(kept) if _alike(words, theirs) and _pair(claim, other)), None
        )
        if same is None:
            kept.append((claim, words))
            continue
        first, theirs = kept[same]
        place = Span(start=claim.start, end=claim.end)
        if place != Span(start=first.start, end=first.end) and place not in first.mentions:
            kept[same] = (first.evolve(mentions=(*first.mentions, place)), theirs)
    return [claim for claim, _ in kept]


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.lower()) if word not in EMPTY)


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    if not words or not others:
        return False
    differing = words ^ others
    if any(any(character.isdigit() for character in word) for word in differing) or differing & {"not", "no", "never"}:
        return False
    return len(words & others) >= _ALIKE * len(words | others)


def _pair(claim: Claim, other: Claim) -> bool:
    """Tell whether two claims may be one: a saying and what was said never are."""
    return (claim.kind == "quote") == (other.kind == "quote")
