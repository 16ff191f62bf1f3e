"""An embedder that is many: one in each of several processes on a Ray cluster, behind the interface of one.

Making vectors is nearly all of the work of indexing: beside it a document is read and cut in no time. So the process
that was started reads, cuts and writes, which a store wants one process to do, and the passages of each batch go to the
workers in parts. The store is the same, row for row, as one made without a cluster. A worker that dies is started anew,
and its part is done again.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Self

# First, for it says what is missing where Ray is.
from factdesk.models.cluster import TRIES, answered, join, require_one, require_room  # isort: skip

import numpy as np
import numpy.typing as npt
import ray
import ray.util

from factdesk.evidence.encoder import Encoder
from factdesk.models import Embedder

#: Texts that one worker gets at a time.
PART = 256


class _Worker:
    """One embedder in a process of its own."""

    def __init__(self, load: Callable[[], Encoder]) -> None:
        self._embedder = load()

    def about(self) -> tuple[str, int]:
        return self._embedder.version, self._embedder.dimensions

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return self._embedder.encode(texts)


class ClusterEmbedder:
    """Spreads texts over workers."""

    def __init__(self, load: Callable[[], Encoder], *, workers: int, cpus: float = 1.0, gpus: float = 0.0) -> None:
        """Start the workers on the cluster that ``ray.init`` joined; ``load`` makes the embedder of each.

        ``cpus`` and ``gpus`` are what each worker takes; a part of a GPU is allowed. Raises InputError where the
        cluster has no room for the workers, ModelError where they cannot load, or load different models.
        """
        require_room(workers, cpus=cpus, gpus=gpus)
        options: Any = {"num_cpus": cpus, "num_gpus": gpus, "max_restarts": -1, "max_task_retries": TRIES}
        start = ray.remote(_Worker).options(**options).remote
        everyone: list[Any] = [start(load) for _ in range(workers)]
        about = answered("embedder", [worker.about.remote() for worker in everyone])
        require_one("embedder", {version for version, _ in about})
        self.version: str
        self.dimensions: int
        self.version, self.dimensions = about[0]
        self._pool: Any = ray.util.ActorPool(everyone)

    @classmethod
    def from_pretrained(
        cls, name: str = "default", *, workers: int, address: str | None = None, gpus: float = 0.0
    ) -> Self:
        """Load an embedder in each worker, on the cluster at an address, or on one of this machine's own."""
        join(address)
        return cls(partial(Embedder.from_pretrained, name, device="cuda" if gpus else None), workers=workers, gpus=gpus)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return an array of shape (texts, dimensions), rows of unit length."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        parts = [list(texts[start : start + PART]) for start in range(0, len(texts), PART)]
        return np.concatenate(list(self._pool.map(lambda worker, part: worker.encode.remote(part), parts)))
