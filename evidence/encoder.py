"""What a store asks of an embedder; ``factdesk.models.Embedder`` is one, and any other of the same shape will do."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

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


@runtime_checkable
class EncodesAhead(Protocol):
    """An encoder that is given all its batches as one stream, and works at several at once."""

    def encode_each(self, batches: Iterable[Sequence[str]]) -> Iterator[npt.NDArray[np.float32]]:
        """Yield what ``encode`` returns of each batch, in order; none is empty."""
        ...


def encoded(encoder: Encoder, batches: Iterable[Sequence[str]]) -> Iterator[npt.NDArray[np.float32]]:
    """Yield the vectors of each batch of texts, in order; batches may be drawn ahead of the vectors that are taken."""
    return encoder.encode_each(batches) if isinstance(encoder, EncodesAhead) else map(encoder.encode, batches)
