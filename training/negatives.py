"""Hard negatives for ``nei``: passages that a search would rank high for a claim but that do not decide it.

In the product most retrieved passages do not decide. Sets without ``nei`` (FEVER, FEVEROUS, TabFact) would teach that
their kind of text always does, so the negatives are mined inside the same set.
"""

import re

import numpy as np
from datasets import Dataset
from sklearn.feature_extraction.text import TfidfVectorizer

from factdesk.training.decontaminate import normalise

#: Names, numbers and years of a claim: words with a capital or a digit.
_ANCHOR = re.compile(r"\b(?=\w*[A-Z0-9])\w+")
_NEAREST = 10
_BATCH = 512


def undecided(pairs: Dataset, rows: int, *, seed: int) -> Dataset:
    """Pair up to ``rows`` claims with similar evidence of another group that lacks most of their names and numbers.

    Another group alone is not enough: two pages may tell the same fact. Evidence that does not mention most of what
    the claim is about cannot support it, and hardly ever refutes it.
    """
    passages = list(dict.fromkeys(zip(pairs["evidence"][:], pairs["group"][:], strict=True)))
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    vectors = vectorizer.fit_transform(text for text, _ in passages).tocsr()
    order = np.random.default_rng(seed).permutation(len(pairs))
    found: dict[str, list[str]] = {"claim": [], "evidence": [], "label": [], "group": []}
    for start in range(0, len(order), _BATCH):
        batch = pairs.select(order[start : start + _BATCH])
        scores = (vectorizer.transform(batch["claim"][:]) @ vectors.T).toarray()
        nearest = np.argpartition(-scores, min(_NEAREST, len(passages) - 1), axis=1)[:, :_NEAREST]
        for row, candidates in zip(batch.to_list(), nearest, strict=True):
            evidence = next(
                (
                    text
                    for text, group in (passages[index] for index in candidates)
                    if group != row["group"] and _lacks_most_anchors(row["claim"], text)
                ),
                None,
            )
            if evidence is None:
                continue
            for column, value in zip(found, (row["claim"], evidence, "nei", row["group"]), strict=True):
                found[column].append(value)
            if len(found["claim"]) == rows:
                return Dataset.from_dict(found, features=pairs.features)
    return Dataset.from_dict(found, features=pairs.features)


def _lacks_most_anchors(claim: str, evidence: str) -> bool:
    words = set(normalise(evidence).split())
    anchors = [normalise(anchor) for anchor in _ANCHOR.findall(claim)]
    return 2 * sum(anchor in words for anchor in anchors) < len(anchors)
