"""The scores of one search made into one number a passage.

A convex combination of scores, each side spread over 0 to 1 (Bruch et al. 2023): ranks lose how far apart two hits are.
``benchmarks/retrieval.py`` prints how each side and both together do.
"""

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]

#: Of the words' side, the share of the section that a passage stands in; the rest is the passage's own.
SECTION_WEIGHT = 2 / 3
#: The share of meaning (dense) beside words (full text).
DENSE_WEIGHT = 0.65


def fuse(*, passage: Scores, section: Scores, dense: Scores | None) -> Scores:
    """Return one score from 0 to 1 a passage.

    ``passage`` and ``section`` are BM25 scores, 0 where no word was found; ``dense`` are cosines.
    """
    words = (1 - SECTION_WEIGHT) * _share_of_best(passage) + SECTION_WEIGHT * _share_of_best(section)
    if dense is None:
        return words
    return (1 - DENSE_WEIGHT) * _spread(words) + DENSE_WEIGHT * _spread(dense)


def _share_of_best(scores: Scores) -> Scores:
    best = scores.max(initial=0.0)
    return scores / best if best > 0 else scores


def _spread(scores: Scores) -> Scores:
    """Return the scores stretched from 0 for the worst to 1 for the best; all 1 where they are equal."""
    if not scores.size or scores.max() == scores.min():
        return np.ones_like(scores)
    spread: Scores = (scores - scores.min()) / (scores.max() - scores.min())
    return spread
