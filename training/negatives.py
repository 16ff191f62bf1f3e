"""Pairs that nobody wrote: claims with evidence that a search would bring up for them.

In the product most retrieved passages do not decide. Sets without ``nei`` (FEVER, FEVEROUS, TabFact) would teach that
their kind of text always does, so hard negatives are mined inside the same set: passages that rank high for a claim
but do not mention most of what it is about. The other passages that rank high may decide or not; they have no label,
and a teacher says what it thinks of them.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
from datasets import Dataset
from sklearn.feature_extraction.text import TfidfVectorizer

from factdesk.training.datasets import pairs_of
from factdesk.training.decontaminate import normalise

#: The label of a pair whose label is not known.
UNLABELLED = "unlabelled"

#: Names, numbers and years of a claim: words with a capital or a digit.
_ANCHOR = re.compile(r"\b(?=\w*[A-Z0-9])\w+")
#: Passages that are taken for like a claim, and claims that are compared with all passages at a time.
_NEAREST = 10
_BATCH = 512


def undecided(pairs: Dataset, rows: int, *, seed: int) -> Dataset:
    """Pair up to ``rows`` claims with similar evidence of another group that lacks most of their names and numbers.

    Another group alone is not enough: two pages may tell the same fact. Evidence that does not mention most of what
    the claim is about cannot support it, and hardly ever refutes it.
    """
    return _paired(pairs, rows, label="nei", fits=lacks_most_anchors, seed=seed)


def unlabelled(pairs: Dataset, rows: int, *, seed: int) -> Dataset:
    """Pair up to ``rows`` claims with similar evidence of another group that mentions most of what they are about."""
    return _paired(
        pairs, rows, label=UNLABELLED, fits=lambda claim, text: not lacks_most_anchors(claim, text), seed=seed
    )


def _paired(pairs: Dataset, rows: int, *, label: str, fits: Callable[[str, str], bool], seed: int) -> Dataset:
    found = (
        {**row, "evidence": evidence, "label": label}
        for row, candidates in similar(pairs, seed)
        for evidence in islice((text for text in candidates if fits(row["claim"], text)), 1)
    )
    return pairs_of(islice(found, rows), pairs)


def similar(pairs: Dataset, seed: int) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Give each row, in random order, with the evidence of other groups that is nearest to its claim."""
    passages = list(dict.fromkeys(zip(pairs["evidence"][:], pairs["group"][:], strict=True)))
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    vectors = vectorizer.fit_transform(text for text, _ in passages).tocsr()
    order = np.random.default_rng(seed).permutation(len(pairs))
    for start in range(0, len(order), _BATCH):
        batch = pairs.select(order[start : start + _BATCH])
        scores = (vectorizer.transform(batch["claim"][:]) @ vectors.T).toarray()
        nearest = np.argpartition(-scores, min(_NEAREST, len(passages) - 1), axis=1)[:, :_NEAREST]
        for row, candidates in zip(batch.to_list(), nearest, strict=True):
            others = [text for text, group in (passages[index] for index in candidates) if group != row["group"]]
            yield row, others


def lacks_most_anchors(claim: str, evidence: str) -> bool:
    """Whether evidence mentions less than half of the names, numbers and years of a claim."""
    words = set(normalise(evidence).split())
    anchors = [normalise(anchor) for anchor in _ANCHOR.findall(claim)]
    return 2 * sum(anchor in words for anchor in anchors) < len(anchors)
