"""How far a long run over rows is: a bar with rate and time left on a terminal, else now and then a line."""

from collections import deque
from datetime import timedelta
from time import perf_counter
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

#: Seconds between two lines where standard error is no terminal, and between two looks at the clock.
_BETWEEN_LINES = 30.0
_BETWEEN_LOOKS = 0.2
#: Seconds that the rate is taken over: rows that an earlier run finished rush past, and say nothing of those to come.
_RECENT = 30.0


class Rate:
    """A ``factdesk.batch.run.Progress`` on standard error."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        self._terminal = console.is_terminal
        self._bar = Progress(*columns, console=console, transient=True, disable=not self._terminal)
        self._task = self._bar.add_task("starting", total=None)
        self._shown = perf_counter()
        #: when how many rows were done, the last before the recent seconds first
        self._looks = deque([(self._shown, 0)])

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        """Show how many of about how many rows are done."""
        now = perf_counter()
        if now - self._shown < (_BETWEEN_LOOKS if self._terminal else _BETWEEN_LINES):
            return
        self._shown = now
        self._looks.append((now, done))
        while len(self._looks) > 2 and now - self._looks[1][0] >= _RECENT:
            self._looks.popleft()
        then, before = self._looks[0]
        rate = (done - before) / (now - then)
        left = timedelta(seconds=round(max(total - done, 0) / rate)) if rate else "unknown time"
        if self._terminal:
            said = f"{rate:,.1f} rows/s, {left} left"
            self._bar.update(self._task, completed=done, total=max(total, done), description=said)
        else:
            click.echo(f"{done:,} of about {total:,} rows, {rate:,.1f} rows/s, {left} left", err=True)
