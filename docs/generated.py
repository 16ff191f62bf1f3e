"""Writes the pages that are read off the program: docs/commands.md and docs/errors.md.

    make help-pages

A test compares the pages with what this file would write, so that neither can fall behind.
"""

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from factdesk import errors
from factdesk.cli import factdesk

HERE = Path(__file__).parent
#: columns of help text: what a code block of the site shows without a scroll bar
WIDTH = 88

_COMMANDS = """# Commands

<!-- Written by make help-pages. -->

Results go to standard output, notes to standard error. Exit codes: 0 done, 1 what `--fail-on` named was found (or a
candidate was refused, or the record is not whole), 2 bad usage or input. `--help` loads no model.
"""

_ERRORS = """# Errors

<!-- Written by make help-pages. -->

Everything that factdesk raises on purpose is a `FactdeskError`; anything else is a bug, and we want to hear of it. On
the command line an error is one line on standard error and exit code 2. Each message says what was found, what was
wanted, and what to do.

| error | is a | what it means |
|---|---|---|
"""


def commands_page() -> str:
    """Return the help of every command, each under its name."""
    parts = [_COMMANDS]
    for path, command in _commands(factdesk, ("factdesk",)):
        name = " ".join(path)
        context = click.Context(
            command,
            info_name=name,
            terminal_width=WIDTH,
            max_content_width=WIDTH,
            help_option_names=factdesk.context_settings["help_option_names"],
        )
        parts.append(f"{'#' * min(len(path) + 1, 4)} {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


def _commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from _commands(inner, (*path, name))


def errors_page() -> str:
    """Return the tree of errors as a table, each with its docstring."""
    return _ERRORS + "".join(_rows(errors.FactdeskError))


def _rows(error: type[Exception]) -> Iterator[str]:
    parent = error.__mro__[1].__name__
    yield f"| `{error.__name__}` | `{parent}` | {' '.join((inspect.getdoc(error) or '').split())} |\n"
    for child in sorted(error.__subclasses__(), key=lambda child: child.__name__):
        yield from _rows(child)


PAGES = {"commands.md": commands_page, "errors.md": errors_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
