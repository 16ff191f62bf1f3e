"""What judges pairs, by name: one verifier, or a quick one before a better one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

#: Evidence, claim.
Pair = tuple[str, str]


class Predictor(Protocol):
    """What the rooms ask of a verifier; ``Verifier`` and ``Cascade`` are such."""

    @property
    def version(self) -> str:
        """Changes whenever what it predicts may change."""
        ...

    def predict(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Return the probabilities (n, 3) of supports, refutes and nei for (evidence, claim) pairs, in their order."""
        ...


def load_predictor(name: str | Path, *, device: str | None = None, side_by_side: bool = False) -> Predictor:
    """Load what a name says: "base", "small", a folder or a Hub id, or two of these: "small+base".

    Of two, the first drops the pairs that say nothing and the second judges the rest. ``device`` and ``side_by_side``
    mean what they mean in ``Verifier.from_pretrained``. Raises ModelError.
    """
    from factdesk.models import Cascade, Verifier

    load = partial(Verifier.from_pretrained, device=device, side_by_side=side_by_side)
    screen, plus, judge = str(name).partition("+")
    if not plus or Path(name).is_dir():
        return load(name)
    return Cascade(load(screen), load(judge))


def as_predictor(verifier: str | Path | Predictor) -> Predictor:
    """Return a verifier that is loaded already as it is, and load one that is named. Raises ModelError."""
    return load_predictor(verifier) if isinstance(verifier, str | Path) else verifier
