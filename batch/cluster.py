"""A verifier that is many: one in each of several processes on a Ray cluster, behind the interface of one.

Windows of pairs go to whichever worker is free, as many at once as there are workers, so that rows are read no faster
than they are judged. Rules, ledger and output stay with the process that was started: what is written is the same as
without a cluster. A worker that dies is started anew, and its window is judged again by it or another.
"""

import os
from collections.abc import Callable, Sequence
from functools import partial
from queue import SimpleQueue
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from factdesk.batch.engine import Predictor
from factdesk.errors import InputError, MissingExtraError, ModelError
from factdesk.models import Verifier

# Ray reports its use over the network unless told not to before it is imported.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

try:
    import ray
    import ray.exceptions
except ImportError as error:
    raise MissingExtraError("scoring on Ray", "ray") from error

#: How often a window is tried again when its worker dies: a text that kills every worker must not do so for ever.
_TRIES = 3


class _Worker:
    """One verifier in a process of its own."""

    def __init__(self, load: Callable[[], Predictor]) -> None:
        self._verifier = load()

    def version(self) -> str:
        return self._verifier.version

    def predict(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        return self._verifier.predict(pairs)


class ClusterVerifier:
    """Spreads windows over workers, one to each. To be called from ``at_once`` threads: one keeps one worker busy."""

    def __init__(self, load: Callable[[], Predictor], *, workers: int, cpus: float = 1.0, gpus: float = 0.0) -> None:
        """Start the workers on the cluster that ``ray.init`` joined; ``load`` makes the verifier of each.

        ``cpus`` and ``gpus`` are what each worker takes; a part of a GPU is allowed. Raises InputError where the
        cluster has no room for the workers, ModelError where they cannot load, or load different models.
        """
        room: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]  # Ray leaves it out
        if workers < 1 or workers * cpus > room.get("CPU", 0) or workers * gpus > room.get("GPU", 0):
            found = f"{room.get('CPU', 0):g} CPUs and {room.get('GPU', 0):g} GPUs"
            raise InputError(f"found a cluster of {found}; wanted {workers} workers of {cpus:g} and {gpus:g}")
        options: Any = {"num_cpus": cpus, "num_gpus": gpus, "max_restarts": -1, "max_task_retries": _TRIES}
        start = ray.remote(_Worker).options(**options).remote
        self.at_once = workers
        everyone: list[Any] = [start(load) for _ in range(workers)]
        try:
            versions = set(ray.get([worker.version.remote() for worker in everyone]))
        except ray.exceptions.RayError as error:
            raise ModelError(f"a worker cannot load its verifier: {str(error).strip().splitlines()[-1]}") from error
        if len(versions) > 1:
            raise ModelError(
                f"the workers loaded different verifiers: {', '.join(sorted(versions))}; install one version"
            )
        self.version: str = versions.pop()
        self._free: SimpleQueue[Any] = SimpleQueue()
        for worker in everyone:
            self._free.put(worker)

    @classmethod
    def from_pretrained(
        cls, name: str = "base", *, workers: int, address: str | None = None, gpus: float = 0.0
    ) -> Self:
        """Load a verifier in each worker, on the cluster at an address, or on one of this machine's own."""
        if not ray.is_initialized():
            ray.init(address=address, include_dashboard=None if address else False, log_to_driver=False)
        load = partial(Verifier.from_pretrained, name, device="cuda" if gpus else None)
        return cls(load, workers=workers, gpus=gpus)

    def predict(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        """Return the probabilities (n, 3) of supports, refutes and nei for the pairs, judged together by one worker."""
        worker = self._free.get()
        try:
            found: npt.NDArray[np.float32] = ray.get(worker.predict.remote(pairs))
        except ray.exceptions.RayTaskError as error:
            raise error.cause from error
        finally:
            self._free.put(worker)
        return found
