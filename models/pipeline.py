"""A stream of work through the workers of a Ray cluster: a Ray Data pipeline that is fed as its results are taken.

The process that was started has windows of work, one after the other, and wants what each comes to in the same order.
They go through a dataset of one window a block: one task hands them on as they come, a pool of actors works on them,
and what they make comes back in the windows' order. Windows are drawn only as results are taken, a few for each worker.

A worker that dies is started anew and its window is done again. Ray tries without end, and cannot leave out a block and
say so; therefore workers can count tries beside the windows (``Tries``), and end what kills every worker.
"""

import asyncio
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, TypeVar

# First, for it says what is missing where Ray is.
from factdesk.models import cluster  # isort: skip

import pyarrow
import ray
import ray.data
import ray.exceptions
from ray.data.block import BlockMetadata
from ray.data.datasource import Datasource, ReadTask
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from factdesk.errors import FactdeskError, ModelError

#: Windows under way for each worker: one that it works on, one at hand, and one on its way there or back.
_AHEAD = 3

#: A window, or a part of a window, by its number and the part's number in it.
Place = tuple[int, ...]

_I = TypeVar("_I")
_W = TypeVar("_W")
_R = TypeVar("_R")


class Tries:
    """How often each window was begun, so that one which kills its workers is not tried for ever."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk

    def in_pieces(
        self, place: Place, items: Sequence[_I], work: Callable[[Sequence[_I]], _R], kills: Callable[[_I], _R]
    ) -> list[_R]:
        """Return what ``work`` makes of a window's items: in one piece, or item by item once they have killed workers.

        What an item comes to that kills every worker alone, ``kills`` says.
        """
        if self._left(place):
            made = work(items)
            self._desk.survive.remote(place)
            return [made]
        if len(items) == 1:
            return [kills(items[0])]
        parts = (self.in_pieces((*place, number), [item], work, kills) for number, item in enumerate(items))
        return list(chain.from_iterable(parts))

    def _left(self, place: Place) -> bool:
        """Begin a window, or a part of one, once more; False where that has killed as many workers as it may."""
        begun: int = ray.get(self._desk.begin.remote(place))
        return begun <= cluster.TRIES


#: What works on windows in a worker; it is told each window's number, by which tries are counted.
Work = Callable[[int, _W], _R]


def through_workers(
    windows: Iterable[_W], start: Callable[[Tries], Work[_W, _R]], *, workers: int, cpus: float, gpus: float
) -> Iterator[_R]:
    """Yield what each window comes to, in order. ``start`` is called once in each worker and makes what works there.

    Windows and what they come to are pickled, as Ray pickles what it is given. Raises what a worker raises of
    factdesk's own errors, and ModelError where a worker cannot be started or fails in another way.
    """
    numbered: Iterator[tuple[int, _W]] = enumerate(windows)
    # Workers are started for something to do.
    if (first := next(numbered, None)) is None:
        return
    numbered = chain([first], numbered)
    here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
    open_desk: Any = ray.remote(_Desk).options(num_cpus=0, scheduling_strategy=here).remote
    desk = open_desk()
    dataset = _dataset(desk, start, workers=workers, cpus=cpus, gpus=gpus)
    results: Iterator[Any] = iter(())
    drawn = came = 0

    def draw() -> None:
        nonlocal drawn
        for number, window in numbered:
            desk.put.remote(number, window)
            drawn = number + 1
            return
        desk.end.remote(drawn)

    try:
        for _ in range(_AHEAD * workers):
            draw()
        # It works on the first window before it returns. Batches of rows are what Ray advises, but a thread of theirs
        # outlives whoever stops in the middle, and where Ray is shut down meanwhile it ends the whole process.
        results = dataset.iter_internal_ref_bundles()
        for came, bundle in enumerate(results, 1):
            desk.done.remote(came - 1)
            draw()
            (block,) = ray.get(list(bundle.block_refs))
            made = pickle.loads(block["window"][0].as_py())  # noqa: S301  # our own worker's
            if isinstance(made, FactdeskError):
                raise made
            yield made
    except ray.exceptions.RayError as error:
        raise ModelError(f"the cluster cannot go on: {str(error).strip().splitlines()[-1]}") from error
    else:
        if came != drawn:
            raise ModelError(f"the cluster gave back {came} windows of {drawn}; run the same command again")
    finally:
        # Ends the pipeline, and waits for that.
        del results
        ray.kill(desk)


def _dataset(
    desk: Any, start: Callable[[Tries], Work[Any, Any]], *, workers: int, cpus: float, gpus: float
) -> ray.data.Dataset:
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
            fn_constructor_args=(desk, start),
            batch_size=1,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=workers),
            num_cpus=cpus,
            num_gpus=gpus,
        )


class _Desk:
    """The windows that are under way, and how often each was begun. An actor on the node of those who feed it.

    It may be told things in another order than they were said.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, Any] = {}
        self._begun: Counter[Place] = Counter()
        #: the windows before this one are finished
        self._finished = 0
        #: how many windows there are, once that is known
        self._count: int | None = None
        self._changed = asyncio.Condition()

    async def put(self, number: int, window: Any) -> None:
        async with self._changed:
            self._waiting[number] = window
            self._changed.notify_all()

    async def end(self, count: int) -> None:
        async with self._changed:
            self._count = count
            self._changed.notify_all()

    async def take(self, number: int) -> Any:
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

    async def begin(self, place: Place) -> int:
        """Return how often this window, or this part of a window, was begun and not survived, this time included."""
        self._begun[place] += 1
        return self._begun[place]

    async def survive(self, place: Place) -> None:
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
    while (window := ray.get(desk.take.remote(number))) is not None:
        yield _block(number, window)
        number += 1


class _Worker:
    """What works on windows, in a process of its own."""

    def __init__(self, desk: Any, start: Callable[[Tries], Work[Any, Any]]) -> None:
        self._work = start(Tries(desk))

    def __call__(self, block: pyarrow.Table) -> pyarrow.Table:
        number = block["number"][0].as_py()
        window = pickle.loads(block["window"][0].as_py())  # noqa: S301  # our own
        try:
            return _block(number, self._work(number, window))
        except FactdeskError as error:
            # Raised here, it would come out among Ray's own lines.
            return _block(number, error)


def _block(number: int, window: Any) -> pyarrow.Table:
    # Pickled, as Ray pickles what it is given: columns of each kind of window would want a schema each way, and Arrow
    # refuses texts with half a character in them, which a caller's own windows may hold.
    return pyarrow.table({"number": [number], "window": pyarrow.array([pickle.dumps(window)], pyarrow.binary())})
