"""An embedder that is many: one in each worker of a Ray Data pipeline (``factdesk.models.pipeline``).

Making vectors is nearly all of the work of indexing: beside it a document is read and cut in no time. So the process
that was started reads, cuts and writes, which a store wants one process to do, and the passages go through the pipeline
meanwhile. The store is the same, row for row, as one made without a cluster. A worker that dies is started anew, and
what it had is done again.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Self

# First, for it says what is missing where Ray is.
from factdesk.models.cluster import TRIES, join, require_one, told_of  # isort: skip

import numpy as np
import numpy.typing as npt

from factdesk.errors import ModelError
from factdesk.evidence.encoder import Encoder
from factdesk.models import Embedder
from factdesk.models.pipeline import Tries, through_workers

#: Texts that one worker gets at a time.
PART = 256

Vectors = npt.NDArray[np.float32]


class ClusterEmbedder:
    """Embedders in processes of their own on a Ray cluster, one in each worker."""

    def __init__(self, load: Callable[[], Encoder], *, workers: int, cpus: float = 1.0, gpus: float = 0.0) -> None:
        """Take workers on the cluster that ``ray.init`` joined; ``load`` makes the embedder of each.

        ``cpus`` and ``gpus`` are what each worker takes; a part of a GPU is allowed. Raises InputError where the
        cluster has no room for the workers, ModelError where they cannot load their embedder.
        """
        self._load, self._workers, self._cpus, self._gpus = load, workers, cpus, gpus
        self.version, self.dimensions = told_of("embedder", _about, load, workers=workers, cpus=cpus, gpus=gpus)

    @classmethod
    def from_pretrained(
        cls, name: str = "default", *, workers: int, address: str | None = None, gpus: float = 0.0
    ) -> Self:
        """Have an embedder loaded in each worker, on the cluster at an address, or on one of this machine's own."""
        join(address)
        return cls(partial(Embedder.from_pretrained, name, device="cuda" if gpus else None), workers=workers, gpus=gpus)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (texts, dimensions), rows of unit length."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        (vectors,) = self.encode_each([texts])
        return vectors

    def encode_each(self, batches: Iterable[Sequence[str]]) -> Iterator[Vectors]:
        """Yield what ``encode`` returns of each batch, none of which is empty, in order.

        Batches are drawn as far ahead as keeps the workers busy. Raises ModelError where workers load another embedder,
        or a text kills each that embeds it.
        """
        counts: deque[int] = deque()

        def parts() -> Iterator[Sequence[str]]:
            for texts in batches:
                starts = range(0, len(texts), PART)
                counts.append(len(starts))
                yield from (texts[start : start + PART] for start in starts)

        start = partial(_Embedding, self._load, self.version)
        made: list[Vectors] = []
        for vectors in through_workers(parts(), start, workers=self._workers, cpus=self._cpus, gpus=self._gpus):
            made.append(vectors)
            if len(made) == counts[0]:
                counts.popleft()
                yield np.concatenate(made)
                made = []


def _about(load: Callable[[], Encoder]) -> tuple[str, int]:
    embedder = load()
    return embedder.version, embedder.dimensions


class _Embedding:
    """The embedder of one worker."""

    def __init__(self, load: Callable[[], Encoder], version: str, tries: Tries) -> None:
        self._embedder, self._tries = load(), tries
        require_one("embedder", {version, self._embedder.version})

    def __call__(self, number: int, texts: Sequence[str]) -> Vectors:
        return np.concatenate(self._tries.in_pieces((number,), texts, self._embedder.encode, _killing))


def _killing(text: str) -> Vectors:
    raise ModelError(f"every worker that embedded {text[:80]!r} died ({TRIES} tries)")
