"""Merge statements of one article that say the same, keeping every place where it is said."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable

from factdesk.claims.vocabulary import EMPTY
from factdesk.records import Claim, Span

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NEGATIONS = frozenset({"not", "no", "never", "n’t", "n't", "t"})
#: share of content words that two statements of the same thing have in common
_ALIKE = 0.85


def merge(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims without near-duplicates, the first of each kept, with the others' places as its mentions.

    Two are near-duplicates when nearly all content words are shared, and all numbers and negations are. A saying and
    what was said are never one. A claim that pointed at a merged one points at the one that was kept.
    """
    kept: list[tuple[Claim, frozenset[str]]] = []
    places: dict[tuple[object, str], list[int]] = defaultdict(list)
    stands_for: dict[str, str] = {}
    for claim in claims:
        words = frozenset(_WORD.findall(claim.text.lower())) - EMPTY
        strict = frozenset(word for word in words if word in _NEGATIONS or any(map(str.isdigit, word)))
        keys = [((claim.kind == "quote", strict), word) for word in _telling(words)]
        candidates = sorted({at for key in keys for at in places[key]})
        same = next(
            (at for at in candidates if _alike(words, kept[at][1]) and not _differ(claim, words, *kept[at])), None
        )
        if same is None:
            for key in keys:
                places[key].append(len(kept))
            kept.append((claim, words))
            continue
        first, theirs = kept[same]
        stands_for[claim.id] = first.id
        place = Span(start=claim.start, end=claim.end)
        if place != Span(start=first.start, end=first.end) and place not in first.mentions:
            kept[same] = (first.evolve(mentions=(*first.mentions, place)), theirs)
    there = {claim.id for claim, _ in kept}
    return [_pointed(claim, stands_for, there) for claim, _ in kept]


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    return len(words & others) >= _ALIKE * len(words | others)


def _differ(claim: Claim, words: frozenset[str], other: Claim, others: frozenset[str]) -> bool:
    """Tell whether two statements of one sentence each have a word of their own, as the members of a list do."""
    return claim.start < other.end and other.start < claim.end and bool(words - others) and bool(others - words)


def _telling(words: frozenset[str]) -> list[str]:
    """Return the longest words, so many that any near-duplicate has one of them among its own (prefix filtering)."""
    ranked = sorted(words, key=lambda word: (-len(word), word))
    return ranked[: len(ranked) - math.ceil(_ALIKE * len(ranked)) + 1]


def _pointed(claim: Claim, stands_for: dict[str, str], there: set[str]) -> Claim:
    if claim.proposition is None:
        return claim
    target = stands_for.get(claim.proposition, claim.proposition)
    return claim.evolve(proposition=target if target in there else None)
