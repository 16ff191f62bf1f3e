"""What any room asks of a Ray cluster before its workers load a model there: to join it, room, and one version."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

from factdesk.errors import InputError, MissingExtraError, ModelError

# Ray reports its use over the network unless told not to before it is imported.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

try:
    import ray
    import ray.exceptions
except ImportError as error:
    raise MissingExtraError("working on Ray", "ray") from error

_L = TypeVar("_L")
_A = TypeVar("_A")

#: How often work is tried again when its worker dies: a text that kills every worker must not do so for ever.
TRIES = 3


def join(address: str | None) -> None:
    """Join the cluster at an address, or start one on this machine, unless this process is in one."""
    if not ray.is_initialized():
        ray.init(address=address, include_dashboard=None if address else False, log_to_driver=False)


def require_room(workers: int, *, cpus: float, gpus: float) -> None:
    """Raise InputError where the cluster has no room for workers that take so many CPUs and GPUs each."""
    room: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]  # Ray leaves it out
    if workers < 1 or workers * cpus > room.get("CPU", 0) or workers * gpus > room.get("GPU", 0):
        found = f"{room.get('CPU', 0):g} CPUs and {room.get('GPU', 0):g} GPUs"
        raise InputError(f"found a cluster of {found}; wanted {workers} workers of {cpus:g} and {gpus:g}")


def told_of(model: str, question: Callable[[_L], _A], load: _L, *, workers: int, cpus: float, gpus: float) -> _A:
    """Return what a worker answers to a question about the model that it loads, where there is room for all workers.

    ``load`` makes the model of each; ``cpus`` and ``gpus`` are what each worker takes. Raises InputError where the
    cluster has no room for the workers, ModelError where one cannot load its model.
    """
    require_room(workers, cpus=cpus, gpus=gpus)
    ask: Any = ray.remote(question).options(num_cpus=cpus, num_gpus=gpus)
    try:
        answer: _A = ray.get(ask.remote(load))
    except ray.exceptions.RayError as error:
        raise ModelError(f"a worker cannot load its {model}: {str(error).strip().splitlines()[-1]}") from error
    return answer


def require_one(model: str, versions: set[str]) -> None:
    """Raise ModelError where workers loaded several versions of a model."""
    if len(versions) > 1:
        raise ModelError(f"the workers loaded different {model}s: {', '.join(sorted(versions))}; install one version")
