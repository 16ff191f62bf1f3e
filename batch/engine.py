"""What judges windows of pairs: one verifier here, one on each of several devices, or workers on a cluster.

An engine is given a stream of windows and gives what they say in the same order, drawing no further ahead than keeps
its verifiers busy. What a window comes to depends on its pairs alone, so that every engine writes the same output.
"""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from time import perf_counter
from typing import Any, Protocol, Self, TypeVar, runtime_checkable

import numpy as np
import numpy.typing as npt

from factdesk.errors import InputError
from factdesk.models.predictor import Pair, Predictor, load_predictor

_log = logging.getLogger(__name__)

_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with one row."""

    message: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the verifier says about the pairs of one window, and how long it took to."""

    #: for each pair a row (3,) of supports, refutes and nei
    stances: Sequence[npt.NDArray[np.float32] | Failure]
    seconds: float


@runtime_checkable
class Engine(Protocol):
    """Judges a stream of windows."""

    @property
    def version(self) -> str:
        """What the verifier says of itself, the same for all that it has."""
        ...

    @property
    def workers(self) -> int:
        """How many verifiers judge at once."""
        ...

    def judge(self, windows: Iterable[Sequence[Pair]]) -> Iterator[Judged]:
        """Yield what each window comes to, in order; one that was not judged is drawn only when there is room."""
        ...


@runtime_checkable
class TokenisesAhead(Protocol):
    """A verifier whose pairs can be tokenised while it judges others: ``Verifier`` is one, ``Cascade`` is none."""

    def tokenised(self, pairs: Sequence[Pair]) -> Any:
        """Return the pairs as its network reads them."""
        ...

    def judged(self, tokenised: Any) -> npt.NDArray[np.float32]:
        """Return what ``predict`` returns of the pairs."""
        ...


def judge_window(verifier: Predictor, pairs: Sequence[Pair], tokenised: Any = None) -> Judged:
    """Judge the pairs of one window together; where that fails, or is not tokenised, as ``predict`` does."""
    started = perf_counter()
    if tokenised is not None and isinstance(verifier, TokenisesAhead):
        try:
            return Judged(list(verifier.judged(tokenised)), perf_counter() - started)
        except Exception as error:  # noqa: BLE001  # the pairs are tried again below, one by one if need be
            _log.warning("a window failed: %s", said(error), extra={"action": "again"})
    stances = each(lambda some: list(verifier.predict(some)), pairs)
    return Judged(stances, perf_counter() - started)


def _tokenised(verifier: Predictor, pairs: Sequence[Pair]) -> Any:
    """Return a window as the verifier's network reads it; None where it does not say, or cannot."""
    if not pairs or not isinstance(verifier, TokenisesAhead):
        return None
    try:
        return verifier.tokenised(pairs)
    except Exception as error:  # noqa: BLE001  # which pair it was comes out when they are judged
        _log.warning("a window could not be tokenised: %s", said(error), extra={"action": "again"})
        return None


def each(work: Callable[[Sequence[_T]], Sequence[_R]], items: Sequence[_T]) -> list[_R | Failure]:
    """Do the work on all items at once; where that fails, one by one, so that only those fail that must."""
    if not items:
        return []
    try:
        return list(work(items))
    except Exception as error:  # noqa: BLE001  # one bad row never stops the run
        if len(items) == 1:
            return [Failure(said(error))]
        _log.warning("trying %d rows one by one after: %s", len(items), said(error), extra={"action": "one_by_one"})
        return [result for item in items for result in each(work, [item])]


def said(error: Exception) -> str:
    """Return what an error says, on one line of bounded length."""
    return f"{type(error).__name__}: {error}"[:500]


class LocalEngine:
    """Verifiers of this process, each with a thread of its own: one, or one on each of several devices."""

    def __init__(self, verifiers: Sequence[Predictor]) -> None:
        """Take verifiers that are the same but for where they run. Raises InputError where they are not."""
        versions = {verifier.version for verifier in verifiers}
        if len(versions) != 1:
            raise InputError(f"found verifiers {', '.join(sorted(versions)) or '(none)'}; wanted copies of one")
        self.version = versions.pop()
        self.workers = len(verifiers)
        self._verifiers = tuple(verifiers)

    @classmethod
    def from_pretrained(
        cls, name: str = "base", *, devices: Sequence[str | None] = (None,), workers: int | None = None
    ) -> Self:
        """Load a verifier for each worker, on the devices in turn; without ``workers`` one a device.

        Workers on the CPU share its cores, unless ``OMP_NUM_THREADS`` says how many each may take. Raises InputError
        where there are fewer workers than devices, ModelError where the verifier cannot be loaded.
        """
        count = len(devices) if workers is None else workers
        if count < len(devices):
            raise InputError(f"found {count} workers for {len(devices)} devices; wanted one for each at least")
        with _cores_shared(count):
            return cls(
                [load_predictor(name, device=devices[n % len(devices)], side_by_side=True) for n in range(count)]
            )

    def judge(self, windows: Iterable[Sequence[Pair]]) -> Iterator[Judged]:
        """Yield what each window comes to, in order. One window more than there are verifiers is drawn ahead.

        A window is tokenised, and the results of another are written, while the verifiers judge those before it.
        """
        free: SimpleQueue[Predictor] = SimpleQueue()
        for verifier in self._verifiers:
            free.put(verifier)

        def work(pairs: Sequence[Pair], tokenised: Future[Any]) -> Judged:
            ready = tokenised.result()
            verifier = free.get()
            try:
                return judge_window(verifier, pairs, ready)
            finally:
                free.put(verifier)

        ahead: deque[Future[Judged]] = deque()
        aside, tokenising = ThreadPoolExecutor(self.workers), ThreadPoolExecutor(1)
        try:
            for pairs in windows:
                # Copies of one verifier read the same tokens.
                ahead.append(aside.submit(work, pairs, tokenising.submit(_tokenised, self._verifiers[0], pairs)))
                # While the verifiers have windows before them, the results of those that are done are written.
                if len(ahead) > self.workers:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            # Not waited for: where results are left unread, the garbage collector closes this generator, maybe inside
            # the start of another thread, and to join a thread there is a deadlock.
            for pool in (tokenising, aside):
                pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _cores_shared(workers: int) -> Iterator[None]:
    """Let models that are loaded here take an equal part of the cores each."""
    if workers == 1 or "OMP_NUM_THREADS" in os.environ:
        yield
        return
    # The limit that torch and OpenVINO go by here, read when a model is loaded.
    os.environ["OMP_NUM_THREADS"] = str(max(1, (os.cpu_count() or 1) // workers))
    try:
        yield
    finally:
        del os.environ["OMP_NUM_THREADS"]
