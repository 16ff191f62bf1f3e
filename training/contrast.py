"""Contrast pairs: a supported claim with one fact of it changed, so that only reading the evidence tells them apart.

VitaminC (Schuster et al. 2021) showed that a verifier trained on pairs that differ in a single fact learns to look at
it instead of at the overlap of words. Here they are made by rule, of rows whose evidence supports the claim: a number,
a year, a month or a name that stands on both sides is replaced in the claim.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from datasets import Dataset

from factdesk.records.months import MONTHS
from factdesk.training.datasets import pairs_of

_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,-])\d+(?:\.\d+)?(?![\w,])")
_YEAR = re.compile(r"(?<![\w.,-])(?:1[5-9]|20)\d\d(?![\w,])")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
#: Names of two or more words: single capitals may be the sentence's first word, or a word of a title.
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)+\b")
#: After these a changed number may still be true: more than 5 of 7 is also more than 4.
_OPEN = re.compile(
    r"(?:more|less|fewer|greater|higher|lower|larger|smaller|earlier|later) than|at (?:least|most)"
    r"|\b(?:over|under|above|below|up to|about|around|nearly|almost|approximately|roughly|before|after|since|until|by"
    r"|between|from|to)\b",
    re.IGNORECASE,
)
#: Characters before a number in which such a word is looked for.
_CONTEXT = 24
#: How many names are drawn for one that fits.
_DRAWS = 20


@dataclass(frozen=True)
class _Change:
    """A piece of a claim, and what to put in its place; another subject is another question, hence the label."""

    start: int
    end: int
    text: str
    label: str


def contrasted(pairs: Dataset, rows: int, *, seed: int) -> Dataset:
    """Make up to ``rows`` pairs of supported rows: the same evidence, the claim with one fact changed.

    The new pair is ``refutes``, or ``nei`` where the changed name is the claim's subject: what is true of one person
    may be true of another. It stands in the group of the row it was made of.
    """
    return pairs_of(islice(_contrasts(pairs, np.random.default_rng(seed)), rows), pairs)


def _contrasts(pairs: Dataset, generator: np.random.Generator) -> Iterator[dict[str, str]]:
    supported = pairs.select([index for index, label in enumerate(pairs["label"][:]) if label == "supports"])
    names = sorted({name for claim in supported["claim"][:] for name in _NAME.findall(claim)})
    for index in generator.permutation(len(supported)):
        row = supported[int(index)]
        changes = list(_changes(row["claim"], row["evidence"], names, generator))
        if changes:
            change = changes[int(generator.integers(len(changes)))]
            claim = row["claim"][: change.start] + change.text + row["claim"][change.end :]
            yield {**row, "claim": claim, "label": change.label}


def _changes(claim: str, evidence: str, names: Sequence[str], generator: np.random.Generator) -> Iterator[_Change]:
    """Give the facts of a claim that stand in its evidence word for word, each with something else in its place."""
    told = set(_NUMBER.findall(evidence))
    for match in _NUMBER.finditer(claim):
        if match[0] not in told or _OPEN.search(claim[: match.start()][-_CONTEXT:]):
            continue
        other = (
            _another_year(match[0], generator) if _YEAR.fullmatch(match[0]) else _another_number(match[0], generator)
        )
        if other not in evidence:
            yield _Change(match.start(), match.end(), other, "refutes")
    for match in _MONTH.finditer(claim):
        other = MONTHS[int(generator.integers(12))]
        if match[0] in evidence and other not in evidence and not _OPEN.search(claim[: match.start()][-_CONTEXT:]):
            yield _Change(match.start(), match.end(), other, "refutes")
    for match in _NAME.finditer(claim):
        if match[0] not in evidence:
            continue
        drawn = (names[int(generator.integers(len(names)))] for _ in range(_DRAWS))
        others = (name for name in drawn if name.count(" ") == match[0].count(" "))
        another = next((name for name in others if not any(word in evidence for word in name.split())), None)
        if another is not None:
            yield _Change(match.start(), match.end(), another, "nei" if match.start() == 0 else "refutes")


def _another_year(year: str, generator: np.random.Generator) -> str:
    return str(int(year) + int(generator.choice([-10, -4, -3, -2, -1, 1, 2, 3, 4, 10])))


def _another_number(number: str, generator: np.random.Generator) -> str:
    """Give a number a third to twice as far from zero, never within a tenth, in the same way of writing."""
    value = float(number.replace(",", ""))
    decimals = len(number.partition(".")[2])
    step = 10.0**-decimals
    changed = round(value * float(generator.choice([0.35, 0.5, 0.65, 0.8, 1.25, 1.5, 1.8, 2.0])), decimals)
    if changed == value:
        changed = value + step
    return f"{changed:,.{decimals}f}" if "," in number else f"{changed:.{decimals}f}"
