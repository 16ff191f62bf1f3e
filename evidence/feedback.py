"""The rest of a long list, put in order by what its first hits say as well as by the claim (Rocchio 1971).

The first hits say in the references' own words what the claim says in others, so a claim's vector that is moved towards
theirs finds more. The first hits themselves keep their order: moved, they get worse (docs/evidence.md).
"""

import numpy as np
import numpy.typing as npt

from factdesk.evidence.fusion import Scores

#: Hits that keep their order: evidence is read from the top, and hardly ever further down than this.
FIRST = 30
#: The best hits that a claim is moved towards, and how far, from 0 (not at all) to 1 (to their mean).
LEADERS, SHARE = 10, 0.5


def moved(claim: npt.NDArray[np.float32], leaders: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the claim's unit vector moved towards the mean of the leaders' (n, dimensions), of unit length again.

    Without leaders, or where they are its very contrary, it stays where it is.
    """
    if not len(leaders):
        return claim
    vector = (1 - SHARE) * claim + SHARE * leaders.mean(axis=0)
    length = np.linalg.norm(vector)
    return (vector / length).astype(np.float32) if length > 1e-6 else claim


def behind_the_first(order: npt.NDArray[np.intp], scores: Scores, again: Scores) -> Scores:
    """Return the scores of the first hits as they are, and of all others the new ones, none above the first hits'.

    ``order`` has the numbers of the hits from the best on by ``scores``; there are more of them than ``FIRST``.
    """
    first = order[:FIRST]
    kept: Scores = np.minimum(again, np.nextafter(scores[first[-1]], 0.0))
    kept[first] = scores[first]
    return kept
