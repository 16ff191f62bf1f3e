"""Two rankings of the same passages made into one."""

import numpy as np
import numpy.typing as npt

#: The weight of meaning (dense) beside words (full text).
DENSE_WEIGHT = 0.5


def fuse(
    fulltext: npt.NDArray[np.float32], dense: npt.NDArray[np.float32] | None, *, weight: float = DENSE_WEIGHT
) -> npt.NDArray[np.float32]:
    """Return one score from 0 to 1 a passage: the convex combination of both sides (Bruch et al. 2023).

    ``fulltext`` are BM25 scores, 0 where no word was found; ``dense`` are cosines.
    """
    top = float(fulltext.max(initial=0.0))
    words = fulltext / top if top > 0 else fulltext
    if dense is None:
        return words
    return ((1 - weight) * words + weight * dense.clip(0.0, 1.0)).astype(np.float32)
