"""Windows judged on a Ray cluster: a Ray Data pipeline behind the interface of an engine.

The process that was started reads rows, searches, applies the rules and writes. Its windows go through a dataset of one
window a block: one task hands them on as they come, a pool of actors with a verifier each judges them, and they come
back in their order. Windows are drawn only as results are taken, a few for each worker.

A worker that dies is started anew and its window is judged again. Ray tries without end, and cannot leave out a block
and say so; therefore each try is counted beside the windows, and a window that has killed its workers is judged pair by
pair, until the pairs that kill are found. They fail, and the others do not.
"""

import asyncio
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Self

# First, for it says what is missing where Ray is.
from factdesk.models.cluster import TRIES, answered, join, require_one, require_room  # isort: skip

import pyarrow
import ray
import ray.data
import ray.exceptions
from ray.data.block import BlockMetadata
from ray.data.datasource import Datasource, ReadTask
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from factdesk.batch.engine import Failure, Judged, judge_window
from factdesk.errors import ModelError
from factdesk.models.predictor import Pair, Predictor, load_predictor

#: Windows under way for each worker: one that it judges, one at hand, and one on its way there or back.
_AHEAD = 3

_KILLS = f"every worker that judged it died ({TRIES} tries)"


class RayEngine:
    """Verifiers in processes of their own on a Ray cluster, one in each worker."""

    def __init__(self, load: Callable[[], Predictor], *, workers: int, cpus: float = 1.0, gpus: float = 0.0) -> None:
        """Take workers on the cluster that ``ray.init`` joined; ``load`` makes the verifier of each.

        ``cpus`` and ``gpus`` are what each worker takes; a part of a GPU is allowed. Raises InputError where the
        cluster has no room for the workers, ModelError where they cannot load their verifier.
        """
        require_room(workers, cpus=cpus, gpus=gpus)
        self._load, self._cpus, self._gpus = load, cpus, gpus
        self.workers = workers
        ask = ray.remote(_version).options(num_cpus=cpus, num_gpus=gpus)
        (self.version,) = answered("verifier", [ask.remote(load)])

    @classmethod
    def from_pretrained(
        cls, name: str = "base", *, workers: int, address: str | None = None, gpus: float = 0.0
    ) -> Self:
        """Have a verifier loaded in each worker, on the cluster at an address, or on one of this machine's own."""
        join(address)
        load = partial(load_predictor, name, device="cuda" if gpus else None)
        return cls(load, workers=workers, gpus=gpus)

    def judge(self, windows: Iterable[Sequence[Pair]]) -> Iterator[Judged]:
        """Yield what each window comes to, in order. Raises ModelError where workers load another verifier."""
        here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
        start: Any = ray.remote(_Desk).options(num_cpus=0, scheduling_strategy=here).remote
        desk = start()
        results: Any = iter(
            self._dataset(desk).iter_batches(batch_size=None, prefetch_batches=0, batch_format="pyarrow")
        )
        numbered = enumerate(windows)
        drawn = came = 0

        def draw() -> None:
            nonlocal drawn
            for number, pairs in numbered:
                desk.put.remote(number, pairs)
                drawn = number + 1
                return
            desk.end.remote(drawn)

        try:
            for _ in range(_AHEAD * self.workers):
                draw()
            for came, result in enumerate(results, 1):
                desk.done.remote(came - 1)
                draw()
                yield pickle.loads(result["window"][0].as_py())  # noqa: S301  # our own worker's
        except ray.exceptions.RayError as error:
            raise ModelError(f"the cluster cannot go on: {str(error).strip().splitlines()[-1]}") from error
        else:
            if came != drawn:
                raise ModelError(f"the cluster gave back {came} windows of {drawn}; run the same command again")
        finally:
            results.close()
            ray.kill(desk)

    def _dataset(self, desk: Any) -> ray.data.Dataset:
        context = ray.data.DataContext.get_current().copy()
        context.execution_options.preserve_order = True
        # A window is worth seconds: each has a block, which Ray would else fill with many.
        context.target_max_block_size = 1
        # How long a window takes, and who takes the results, is not for Ray to judge.
        context.execution_no_progress_timeout_s = -1
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        with ray.data.DataContext.current(context):
            waiting: ray.data.Dataset = ray.data.read_datasource(_Windows(desk), override_num_blocks=1, num_cpus=0)
            return waiting.map_batches(
                _Worker,
                fn_constructor_args=(desk, self._load, self.version),
                batch_size=1,
                batch_format="pyarrow",
                compute=ray.data.ActorPoolStrategy(size=self.workers),
                num_cpus=self._cpus,
                num_gpus=self._gpus,
            )


def _version(load: Callable[[], Predictor]) -> str:
    return load().version


class _Desk:
    """The windows that are under way, and how often each was begun. An actor on the node of those who feed it.

    It may be told things in another order than they were said.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, Sequence[Pair]] = {}
        self._begun: Counter[tuple[int, ...]] = Counter()
        #: the windows before this one are finished
        self._finished = 0
        #: how many windows there are, once that is known
        self._count: int | None = None
        self._changed = asyncio.Condition()

    async def put(self, number: int, pairs: Sequence[Pair]) -> None:
        async with self._changed:
            self._waiting[number] = pairs
            self._changed.notify_all()

    async def end(self, count: int) -> None:
        async with self._changed:
            self._count = count
            self._changed.notify_all()

    async def take(self, number: int) -> Sequence[Pair] | None:
        """Return a window when it is there, None where there are no more.

        One that is finished is empty: what hands windows on begins at the first again where it was lost.
        """

        def known() -> bool:
            over = self._count is not None and number >= self._count
            return over or number in self._waiting or number < self._finished

        async with self._changed:
            await self._changed.wait_for(known)
        if number < self._finished:
            return ()
        return self._waiting.get(number)

    async def begin(self, place: tuple[int, ...]) -> int:
        """Return how often this window, or this pair of a window, was begun and not survived, this time included."""
        self._begun[place] += 1
        return self._begun[place]

    async def survive(self, place: tuple[int, ...]) -> None:
        del self._begun[place]

    async def done(self, number: int) -> None:
        self._finished = max(self._finished, number + 1)
        del self._waiting[number]
        for place in [place for place in self._begun if place[0] == number]:
            del self._begun[place]


class _Windows(Datasource):
    """The windows of a desk as a dataset."""

    def __init__(self, desk: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Ray leaves it out
        self._desk = desk

    def estimate_inmemory_data_size(self) -> None:
        return None

    def get_read_tasks(self, *_: Any, **__: Any) -> list[ReadTask]:
        unknown = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
        return [ReadTask(partial(_hand_on, self._desk), unknown)]


def _hand_on(desk: Any) -> Iterator[pyarrow.Table]:
    number = 0
    while (pairs := ray.get(desk.take.remote(number))) is not None:
        yield _block(number, pairs)
        number += 1


class _Worker:
    """One verifier in a process of its own."""

    def __init__(self, desk: Any, load: Callable[[], Predictor], version: str) -> None:
        self._desk = desk
        self._verifier = load()
        require_one("verifier", {version, self._verifier.version})

    def __call__(self, block: pyarrow.Table) -> pyarrow.Table:
        number = block["number"][0].as_py()
        pairs = pickle.loads(block["window"][0].as_py())  # noqa: S301  # our own
        return _block(number, self._judged((number,), pairs))

    def _judged(self, place: tuple[int, ...], pairs: Sequence[Pair]) -> Judged:
        if ray.get(self._desk.begin.remote(place)) <= TRIES:
            judged = judge_window(self._verifier, pairs)
            self._desk.survive.remote(place)
            return judged
        if len(pairs) == 1:
            return Judged([Failure(_KILLS)], 0.0)
        parts = [self._judged((*place, number), [pair]) for number, pair in enumerate(pairs)]
        return Judged([stance for part in parts for stance in part.stances], sum(part.seconds for part in parts))


def _block(number: int, window: Sequence[Pair] | Judged) -> pyarrow.Table:
    # Pickled, as Ray pickles what it is given: columns of pairs and of stances would want a schema each way, and Arrow
    # refuses texts with half a character in them, which a caller's own windows may hold.
    return pyarrow.table({"number": [number], "window": pyarrow.array([pickle.dumps(window)], pyarrow.binary())})
