"""Windows judged on a Ray cluster: the pipeline of ``factdesk.models.pipeline`` behind the interface of an engine.

The process that was started reads rows, searches and writes; each worker has a verifier, and applies the rules to the
windows that it judges, so that what one process can do is no limit for many workers. A window that has killed its
workers is judged row by row, until the rows that kill are found. They fail, and the others do not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Self

# First, for it says what is missing where Ray is.
from factdesk.models.cluster import TRIES, join, require_one, told_of  # isort: skip

from factdesk.batch.window import Answer, Asked, Window, failed, judge
from factdesk.models.pipeline import Tries, through_workers
from factdesk.models.predictor import Predictor, load_predictor

_KILLS = f"every worker that judged it died ({TRIES} tries)"


class RayEngine:
    """Verifiers in processes of their own on a Ray cluster, one in each worker."""

    def __init__(self, load: Callable[[], Predictor], *, workers: int, cpus: float = 1.0, gpus: float = 0.0) -> None:
        """Take workers on the cluster that ``ray.init`` joined; ``load`` makes the verifier of each.

        ``cpus`` and ``gpus`` are what each worker takes; a part of a GPU is allowed. Raises InputError where the
        cluster has no room for the workers, ModelError where they cannot load their verifier.
        """
        self._load, self._cpus, self._gpus = load, cpus, gpus
        self.workers = workers
        self.version = told_of("verifier", _version, load, workers=workers, cpus=cpus, gpus=gpus)

    @classmethod
    def from_pretrained(
        cls, name: str = "base", *, workers: int, address: str | None = None, gpus: float = 0.0
    ) -> Self:
        """Have a verifier loaded in each worker, on the cluster at an address, or on one of this machine's own."""
        join(address)
        load = partial(load_predictor, name, device="cuda" if gpus else None)
        return cls(load, workers=workers, gpus=gpus)

    def judge(self, windows: Iterable[Sequence[Asked]]) -> Iterator[Sequence[Answer]]:
        """Yield what each window comes to, in order. Raises ModelError where workers load another verifier."""
        start = partial(_Judge, self._load, self.version)
        return through_workers(windows, start, workers=self.workers, cpus=self._cpus, gpus=self._gpus)


def _version(load: Callable[[], Predictor]) -> str:
    return load().version


class _Judge:
    """The verifier of one worker."""

    def __init__(self, load: Callable[[], Predictor], version: str, tries: Tries) -> None:
        self._verifier, self._tries = load(), tries
        require_one("verifier", {version, self._verifier.version})

    def __call__(self, number: int, asked: Sequence[Asked]) -> list[Answer]:
        parts = self._tries.in_pieces((number,), asked, self._answers, _killing)
        return [answer for part in parts for answer in part]

    def _answers(self, asked: Sequence[Asked]) -> list[Answer]:
        window = Window.of(asked)
        return window.answers(judge(self._verifier, window.pairs))


def _killing(_: Asked) -> list[Answer]:
    return [Answer(failed(_KILLS))]
