"""The scores of one search made into one number a passage."""

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]

#: Of the words' side, the share of the section that a passage stands in; the rest is the passage's own.
SECTION_WEIGHT = 0.67
#: The share of meaning (dense) beside words (full text).
DENSE_WEIGHT = 0.5


def fuse(*, passage: Scores, section: Scores, dense: Scores | None) -> Scores:
    """Return one score from 0 to 1 a passage: a convex combination (Bruch et al. 2023) of what was found.

    ``passage`` and ``section`` are BM25 scores, 0 where no word was found; ``dense`` are cosines.
    """
    words = (1 - SECTION_WEIGHT) * _share_of_best(passage) + SECTION_WEIGHT * _share_of_best(section)
    if dense is None:
        return words
    return (1 - DENSE_WEIGHT) * words + DENSE_WEIGHT * dense.clip(0.0, 1.0)


def _share_of_best(scores: Scores) -> Scores:
    best = scores.max(initial=0.0)
    return scores / best if best > 0 else scores
