"""Whole documents as input: each file is one article, and its claims are scored where they stand."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from factdesk.batch.rows import Columns, Row
from factdesk.batch.sources import files_of
from factdesk.errors import InputError
from factdesk.records import Document

#: Reads the document of a file. Raises InputError where there is none.
Reader = Callable[[Path], Document]


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file that is one article: a text, a page, a PDF; what ``read`` can read."""

    path: Path
    name: str
    read: Reader = field(repr=False)

    def rows(self, columns: Columns) -> Iterator[Row]:
        """Yield the article, or an error where the file cannot be read."""
        try:
            yield Row(article=self.read(self.path), source=self.name, lines=_text(self.path))
        except InputError as error:
            yield Row(error=str(error).removeprefix(f"{self.name}: "), source=self.name)

    def count(self) -> int:
        """Return how many rows there are: how many claims it has is not known before it is read."""
        return 1


def documents(source: str, read: Reader) -> list[DocumentFile]:
    """Return the documents that a file, folder or glob names, or ``-``, in the order of their paths.

    Files and folders whose names begin with a dot are left out. Raises InputError where there is none.
    """
    if source == "-":
        return [DocumentFile(Path("-"), "standard input", read)]
    found = files_of(source, lambda path: True, wanted="wanted a file, folder or glob of documents")
    shown = [path for path in found if not any(part.startswith(".") for part in _below(path, source))]
    if not shown:
        raise InputError(f"{source}: found hidden files alone; wanted a file, folder or glob of documents")
    return [DocumentFile(path, str(path), read) for path in shown]


def line_of(lines: str, quote: str) -> int | None:
    """Return the line, counted from 1, in which a quote begins in a file's text; None where it is not in it.

    White space is any: where the file breaks its lines, the document that was read of it may not.
    """
    words = quote.split()
    found = re.search(r"\s+".join(map(re.escape, words)), lines) if words else None
    return lines.count("\n", 0, found.start()) + 1 if found else None


def _below(path: Path, source: str) -> tuple[str, ...]:
    """Return the parts of a path that the user did not write."""
    folder = Path(source)
    return path.relative_to(folder).parts if folder.is_dir() else (path.name,) if path != folder else ()


def _text(path: Path) -> str:
    """Return a file's own text, empty where it is none (a PDF, standard input, which is read already)."""
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    return "" if b"\0" in data else data.decode("utf-8", "replace")
