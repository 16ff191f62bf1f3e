"""What a store asks of an embedder; ``factdesk.models.Embedder`` is one, and any other of the same shape will do."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is their likeness."""

    @property
    def version(self) -> str:
        """Names the model and its weights: vectors of two versions are never compared."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return an array of shape (texts, dimensions), rows of unit length."""
        ...
