"""From what the user names (a file, a folder, a URL, ``-``) to documents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from factdesk.documents.folder import files_of
from factdesk.documents.kind import kind_of
from factdesk.documents.raw import Raw
from factdesk.documents.web import fetch, is_url
from factdesk.errors import InputError
from factdesk.records import Document


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source that gave no document, and one sentence that says why and what to do."""

    source: str
    message: str


def read(source: str | Path) -> Document:
    """Return the one document of a source: a file, an http(s) URL, or ``-`` for standard input.

    Raises InputError when there is none or more than one.
    """
    found = list(read_all([source]))
    if not found:
        raise InputError(f"{source}: found no document; give a file with text in it")
    if len(found) > 1:
        raise InputError(f"{source}: found {len(found):,} documents; wanted one, so give a single file")
    if isinstance(found[0], Unreadable):
        raise InputError(found[0].message)
    return found[0]


def read_all(sources: Iterable[str | Path]) -> Iterator[Document | Unreadable]:
    """Yield the documents of files, folders, http(s) URLs and ``-``, in order.

    What cannot be read is yielded as ``Unreadable`` in its place, and the rest goes on.
    """
    for source in sources:
        for raw in _raws(str(source)):
            if isinstance(raw, Unreadable):
                yield raw
                continue
            try:
                for document in documents_of(raw):
                    yield Unreadable(raw.name, str(document)) if isinstance(document, InputError) else document
            except InputError as error:
                yield Unreadable(raw.name, str(error))


def documents_of(raw: Raw) -> Iterator[Document | InputError]:
    """Yield the documents in the bytes of one file; of a table, a row that gives none as its error.

    Raises InputError when the whole cannot be read.
    """
    match kind_of(raw):
        case "html":
            from factdesk.documents.html import read_html

            yield read_html(raw)
        case "pdf":
            from factdesk.documents.pdf import read_pdf

            yield read_pdf(raw)
        case "word":
            from factdesk.documents.word import read_word

            yield read_word(raw)
        case "markdown":
            from factdesk.documents.markdown import read_markdown

            yield read_markdown(raw)
        case "csv":
            from factdesk.documents.tables import read_csv

            yield from read_csv(raw)
        case "jsonl":
            from factdesk.documents.tables import read_jsonl

            yield from read_jsonl(raw)
        case "text":
            from factdesk.documents.text import read_text

            yield read_text(raw)


def _raws(source: str) -> Iterator[Raw | Unreadable]:
    """Yield the bytes that a source names, a folder's file by file."""
    try:
        if source == "-":
            yield Raw.from_standard_input()
        elif is_url(source):
            yield fetch(source)
        elif _is_folder(source):
            empty = True
            for path in files_of(Path(source)):
                empty = False
                yield from _raws_of_file(path)
            if empty:
                yield Unreadable(source, f"{source}: found a folder without files; put documents in it")
        else:
            yield Raw.from_path(Path(source))
    except InputError as error:
        yield Unreadable(source, str(error))


def _raws_of_file(path: Path) -> Iterator[Raw | Unreadable]:
    try:
        yield Raw.from_path(path)
    except InputError as error:
        yield Unreadable(str(path), str(error))


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False
