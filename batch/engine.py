"""What judges windows of rows: one verifier here, one on each of several devices, or workers on a cluster.

An engine is given a stream of windows and gives what they come to in the same order, drawing no further ahead than
keeps its verifiers busy. That depends on a window's rows alone, so that every engine writes the same output.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any, Protocol, Self, runtime_checkable

from factdesk.batch.window import Answer, Asked, Judged, Window, judge, tokenise
from factdesk.errors import InputError
from factdesk.models.predictor import Pair, Predictor, load_predictor


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

    def judge(self, windows: Iterable[Sequence[Asked]]) -> Iterator[Sequence[Answer]]:
        """Yield what the rows of each window come to, in order; a window is drawn only when there is room for it."""
        ...


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

    def judge(self, windows: Iterable[Sequence[Asked]]) -> Iterator[Sequence[Answer]]:
        """Yield what the rows of each window come to, in order. One more than there are verifiers is drawn ahead.

        A window is read and turned into tokens, and another's verdicts are made, while the verifiers judge those
        between.
        """
        free: SimpleQueue[Predictor] = SimpleQueue()
        for verifier in self._verifiers:
            free.put(verifier)

        def work(pairs: Sequence[Pair], tokenised: Future[Any]) -> Judged:
            ready = tokenised.result()
            verifier = free.get()
            try:
                return judge(verifier, pairs, ready)
            finally:
                free.put(verifier)

        ahead: deque[tuple[Window, Future[Judged]]] = deque()

        def first() -> list[Answer]:
            window, judged = ahead.popleft()
            return window.answers(judged.result())

        aside, tokenising = ThreadPoolExecutor(self.workers), ThreadPoolExecutor(1)
        try:
            for asked in windows:
                window = Window.of(asked)
                pairs = window.pairs
                # Copies of one verifier read the same tokens.
                tokenised = tokenising.submit(tokenise, self._verifiers[0], pairs)
                ahead.append((window, aside.submit(work, pairs, tokenised)))
                # While the verifiers have windows before them, the results of those that are done are written.
                if len(ahead) > self.workers:
                    yield first()
            while ahead:
                yield first()
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
