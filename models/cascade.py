"""Two verifiers in a row: a quick one drops the pairs that say nothing, a better one judges the rest.

Of the passages that a search brings up for a claim, most do not decide it. The quick verifier need not be right about
those that might; it must only know silence when it sees it.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from factdesk.models.predictor import Pair, Predictor

#: From this probability of nei on, the quick verifier's word is taken. ``benchmarks/cascade.py`` shows what it costs.
SILENT = 0.9


class Cascade:
    """Predicts as ``judge`` does, but for pairs of which ``screen`` is sure that they say nothing."""

    def __init__(self, screen: Predictor, judge: Predictor, *, silent: float = SILENT) -> None:
        """``silent`` is the probability of nei, by ``screen``, from which on a pair is not shown to ``judge``."""
        self.screen = screen
        self.judge = judge
        self.silent = silent

    @cached_property
    def version(self) -> str:
        """The versions of both, and where the one ends and the other begins."""
        return f"{self.screen.version}<{self.silent:g}+{self.judge.version}"

    def predict(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Return the probabilities (n, 3) of supports, refutes and nei for (evidence, claim) pairs, in their order."""
        rows = self.screen.predict(pairs)
        speaking = np.flatnonzero(rows[:, 2] < self.silent).tolist()
        if speaking:
            rows[speaking] = self.judge.predict([pairs[number] for number in speaking])
        return rows
