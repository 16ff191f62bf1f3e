"""The desk that a stream of work on Ray goes over; tests of batch and evidence send theirs through workers."""

import asyncio

from factdesk.models.pipeline import _Desk, through_workers


def test_what_hands_windows_on_may_begin_at_the_first_again() -> None:
    async def twice() -> list[object]:
        desk = _Desk()
        late = asyncio.create_task(desk.take(1))
        await desk.put(0, [("evidence", "claim")])
        first = await desk.take(0)
        await desk.begin((0,))
        await desk.done(0)
        await desk.end(3)
        await desk.put(2, [("more", "claim")])
        await desk.put(1, [])
        return [first, await late, await desk.take(0), await desk.take(2), await desk.take(3), await desk.begin((0,))]

    # A window that is finished is empty, and nobody waits for it; one that comes late is waited for.
    first, late, finished, third, end, tries = asyncio.run(asyncio.wait_for(twice(), 60))
    assert (first, late, third) == ([("evidence", "claim")], [], [("more", "claim")])
    assert (finished, end, tries) == ((), None, 1)


def test_tries_are_counted_until_one_is_survived() -> None:
    async def counted() -> list[int]:
        desk = _Desk()
        tries = [await desk.begin((3, 5)) for _ in range(2)]
        await desk.survive((3, 5))
        return [*tries, await desk.begin((3, 5)), await desk.begin((3,))]

    assert asyncio.run(counted()) == [1, 2, 1, 1]


def test_without_windows_nothing_is_started() -> None:
    # Not even Ray, which this process never joined.
    assert list(through_workers([], lambda _: lambda _, window: window, workers=1, cpus=1, gpus=0)) == []
