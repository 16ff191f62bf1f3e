"""How far a long run over rows is: a bar with rate and time left on a terminal, else now and then a line."""

from datetime import timedelta
from time import perf_counter
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

#: Seconds between two lines where standard error is no terminal, and between two looks at the clock.
_BETWEEN_LINES = 30.0
_BETWEEN_LOOKS = 0.2


class Rate:
    """A ``factdesk.batch.run.Progress`` on standard error."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
        self._terminal = console.is_terminal
        self._bar = Progress(*columns, console=console, transient=True, disable=not self._terminal)
        self._task = self._bar.add_task("starting", total=None)
        self._started = self._shown = perf_counter()

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
        rate = done / (now - self._started)
        if self._terminal:
            self._bar.update(self._task, completed=done, total=max(total, done), description=f"{rate:,.1f} rows/s")
        else:
            left = timedelta(seconds=round(max(total - done, 0) / rate))
            click.echo(f"{done:,} of about {total:,} rows, {rate:,.1f} rows/s, {left} left", err=True)
