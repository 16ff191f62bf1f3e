"""Options that several verbs share, and how their values are read."""

import io
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypedDict

import click
from rich.console import Console

from factdesk.errors import InputError


class IsoDate(click.ParamType[date]):
    """A day written as 2025-06-05."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with the form that was wanted."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"found {value!r}; wanted a day such as 2025-06-05", param, ctx)


class NewFile(click.Path):
    """A file to be written, in a folder that is there: told before the work is done, not after it."""

    name = "file"

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path, or fail with what is wrong with its folder."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.parent.is_dir():
            self.fail(f"{path}: found no folder {path.parent}; make it, or give another file", param, ctx)
        if not os.access(path.parent, os.W_OK):
            self.fail(f"{path}: the folder {path.parent} cannot be written to; give another file", param, ctx)
        return path


Command = Callable[..., None]


def as_of(command: Command) -> Command:
    """Add ``--as-of``."""
    return click.option(
        "--as-of",
        type=IsoDate(),
        metavar="DATE",
        help="Read relative dates as of this day and set later evidence aside [default: the day it was published].",
    )(command)


def preset(command: Command) -> Command:
    """Add ``--preset``, of labelled pairs."""
    return click.option(
        "--preset",
        default="factdesk",
        show_default=True,
        help="Whose columns and labels the data have: factdesk, mnli, vitaminc, ...; another name lists all.",
    )(command)


def verifier(default: str) -> Callable[[Command], Command]:
    """Add ``--verifier``."""
    return click.option(
        "--verifier",
        default=default,
        show_default=True,
        metavar="NAME",
        help="The model that judges: one that ships, a local folder, or a Hugging Face name; or two of these, A+B: A "
        "drops what says nothing, B judges the rest.",
    )


def embedder(command: Command) -> Command:
    """Add ``--embedder``."""
    return click.option(
        "--embedder",
        default="default",
        show_default=True,
        metavar="NAME",
        help="What makes vectors: the model that ships, or one of sentence-transformers (folder or Hugging Face name).",
    )(command)


def output(command: Command) -> Command:
    """Add ``-o``/``--output``."""
    return click.option(
        "-o",
        "--output",
        type=NewFile(),
        metavar="FILE",
        help="Write the result here instead of to standard output.",
    )(command)


def write(text: str, output: Path | None) -> None:
    """Write a result to a file, or to standard output when there is none. Raises InputError where it cannot."""
    if output is None:
        click.echo(text.rstrip("\n"))
        return
    try:
        output.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}); give another file") from error


def note(text: str) -> None:
    """Say something to the person at the keyboard, apart from the result."""
    click.echo(f"note: {text}", err=True)


class Terminal(TypedDict):
    """How wide the reader's terminal is, and whether it shows colour."""

    width: int
    color: bool


def terminal(output: Path | None) -> Terminal:
    """Return what to draw for: plain text of 100 columns into files and pipes, colour on a terminal unless NO_COLOR."""
    console = Console(file=sys.stdout) if output is None else Console(file=io.StringIO())
    if not console.is_terminal:
        return {"width": 100, "color": False}
    return {"width": console.width, "color": not console.no_color}
