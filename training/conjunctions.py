"""Claims that say two things, of rows that say one each.

Such a claim is supported where both halves are and refuted where one is; evidence that speaks of one half alone leaves
it open, however well that half is supported.
"""

from collections import defaultdict

import numpy as np
from datasets import Dataset

from factdesk.training.datasets import LABELS

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
    generator = np.random.default_rng(seed)
    table = pairs.to_list()
    groups: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(table):
        groups[row["group"]].append(index)
    made: dict[str, list[str]] = {"claim": [], "evidence": [], "label": [], "group": []}
    left = dict.fromkeys(LABELS, -(-rows // len(LABELS)))
    for index in generator.permutation(len(table)):
        first = table[int(index)]
        beside = [other for other in groups[first["group"]] if not _alike(first, table[other])]
        second = table[int(generator.choice(beside) if beside else generator.integers(len(table)))]
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
        for column, value in zip(made, (claim, " ".join(evidence), label, first["group"]), strict=True):
            made[column].append(value)
        if not any(left.values()):
            break
    return Dataset.from_dict(made, features=pairs.features)


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
