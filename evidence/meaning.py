"""Claims as vectors to search by."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from factdesk.evidence.encoder import Encoder
from factdesk.evidence.query import spelled_out, unsigned


def meanings(claims: Sequence[str], embedder: Encoder) -> npt.NDArray[np.float32]:
    """Return a unit vector for each claim, an array (claims, dimensions).

    It lies half-way between the whole claim's and that of the claim without who posted it and when. Both are needed:
    a fact-check often names who posted, and in a post of a few words the name drowns the rest. docs/evidence.md says
    what it brings. Claims without such a line are encoded once.
    """
    readings = [(spelled_out(claim), spelled_out(unsigned(claim))) for claim in claims]
    distinct = list(dict.fromkeys(text for pair in readings for text in pair))
    vectors = dict(zip(distinct, embedder.encode(distinct), strict=True))
    sums = np.stack([vectors[whole] + vectors[bare] for whole, bare in readings])
    scaled: npt.NDArray[np.float32] = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return scaled
