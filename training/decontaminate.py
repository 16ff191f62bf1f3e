"""Nothing that a model is measured on may be learned from: rows that share a text with an evaluation row are dropped.

Texts are compared normalised (case, punctuation, spacing, width and PTB brackets do not count), because data sets copy
from one another in different tokenisations.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datasets import Dataset

_WORD = re.compile(r"\w+")
_BRACKETS = re.compile(r"-(?:LRB|RRB|LSB|RSB|LCB|RCB)-")


@dataclass(frozen=True)
class Overlap:
    """How many training rows shared a text with an evaluation row, by the column that gave them away first."""

    rows: int
    dropped: dict[str, int]

    @property
    def kept(self) -> int:
        """The number of rows left."""
        return self.rows - sum(self.dropped.values())


def normalise(text: str) -> str:
    """Give the words of a text in one form: lower case, no punctuation, single spaces."""
    plain = unicodedata.normalize("NFKC", _BRACKETS.sub(" ", text)).casefold()
    return " ".join(_WORD.findall(plain))


def decontaminate(
    training: Dataset, evaluation: Iterable[Dataset], *, columns: Sequence[str] = ("claim", "evidence")
) -> tuple[Dataset, Overlap]:
    """Drop each training row that shares any of ``columns`` with any evaluation row.

    Sharing a claim or a passage is enough, which is stricter than sharing a pair: MNLI has three claims a passage, and
    a passage seen with two of them gives away something of the third.
    """
    seen: dict[str, set[str]] = {column: set() for column in columns}
    for rows in evaluation:
        for column in columns:
            seen[column].update(map(normalise, rows[column][:]))
    for texts in seen.values():
        texts.discard("")
    guilty = {column: [normalise(text) in seen[column] for text in training[column][:]] for column in columns}
    dropped = dict.fromkeys(columns, 0)
    keep = []
    for index in range(len(training)):
        first = next((column for column in columns if guilty[column][index]), None)
        if first is None:
            keep.append(index)
        else:
            dropped[first] += 1
    return training.select(keep), Overlap(rows=len(training), dropped=dropped)
