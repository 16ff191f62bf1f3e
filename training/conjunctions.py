"""Claims that say two things, of rows that say one each.

Such a claim is supported where both halves are and refuted where one is; evidence that speaks of one half alone leaves
it open, however well that half is supported.
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from datasets import Dataset

from factdesk.training.datasets import LABELS, pairs_of

#: Words that lose their capital inside a sentence; anything else may be a name.
_OPENINGS = frozenset(
    (
        *("a", "an", "the", "in", "on", "at", "by", "from", "there", "no", "some", "all"),
        *("it", "he", "she", "they", "this", "these", "its", "his", "her", "their"),
    )
)
_AND = (" and ", ", and ", ", while ", "; ")


def joined(pairs: Dataset, rows: int, *, seed: int) -> Dataset:
    """Make up to ``rows`` rows of two decided ones each, of the same group where that has another claim.

    Half of them lack the evidence of one half, which leaves the claim open unless the other half is refuted. Of each
    label there are as many. The new row stands in the first one's group.
    """
    return pairs_of(_conjunctions(pairs, rows, np.random.default_rng(seed)), pairs)


def _conjunctions(pairs: Dataset, rows: int, generator: np.random.Generator) -> Iterator[dict[str, str]]:
    table = pairs.to_list()
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in table:
        groups[row["group"]].append(row)
    left = dict.fromkeys(LABELS, -(-rows // len(LABELS)))
    for index in generator.permutation(len(table)):
        first = table[int(index)]
        others = [row for row in groups[first["group"]] if not _alike(first, row)] or table
        second = others[int(generator.integers(len(others)))]
        if _alike(first, second) or not {first["label"], second["label"]} <= {"supports", "refutes"}:
            continue
        evidence, labels = [first["evidence"]], {first["label"], second["label"]}
        if generator.integers(2):
            evidence.insert(int(generator.integers(2)), second["evidence"])
        else:
            labels = {first["label"], "nei"}
        label = next(name for name in ("refutes", "nei", "supports") if name in labels)
        if not left[label]:
            continue
        left[label] -= 1
        claim = _both(first["claim"], second["claim"], str(generator.choice(_AND)), swapped=bool(generator.integers(2)))
        yield {"claim": claim, "evidence": " ".join(evidence), "label": label, "group": first["group"]}
        if not any(left.values()):
            return


def _alike(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two rows may speak of the same fact: sets hold one claim in several versions, whose numbers differ."""
    if one["evidence"] == other["evidence"]:
        return True
    mine, theirs = set(one["claim"].casefold().split()), set(other["claim"].casefold().split())
    return 2 * len(mine & theirs) > min(len(mine), len(theirs))


def _both(one: str, other: str, between: str, *, swapped: bool) -> str:
    first, second = (other, one) if swapped else (one, other)
    opening, space, rest = second.partition(" ")
    if opening.casefold() in _OPENINGS:
        second = opening.casefold() + space + rest
    return first.rstrip(" .") + between + second
