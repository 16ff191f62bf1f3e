"""Which format some bytes have: by how they begin, which cannot be wrong, then by the file's extension."""

import re
from typing import Literal

from factdesk.documents.raw import Raw
from factdesk.errors import InputError

Kind = Literal["text", "markdown", "html", "pdf", "word", "csv", "jsonl"]

_SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_NOT_PROSE = {
    ".json": ("JSON", "give JSONL: one object a line, in a .jsonl file"),
    ".xml": ("XML", "save it as .html or .txt"),
    ".css": ("a style sheet", "give a document"),
    ".js": ("a script", "give a document"),
}
#: Office files and books are zip archives; the name of a part, or what stands first in them, tells which.
_ARCHIVES = (
    (b"xl/workbook.xml", "an Excel workbook", "save it as CSV"),
    (b"ppt/presentation.xml", "a PowerPoint file", "save it as PDF"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", "save it as .docx or PDF"),
    (b"application/epub+zip", "an e-book", "save its text as .html or .txt"),
)
#: What is often given, is told by its first bytes, and is not read.
_NOT_READ = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file, or one protected by a password", "save it as .docx"),
    (b"{\\rtf", "an RTF file", "save it as .docx or .txt"),
    (b"PK\x03\x04", "a zip archive", "unpack it and give the files"),
    (b"PK\x05\x06", "a zip archive", "unpack it and give the files"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and give the files"),
    (b"\x89PNG", "a picture", "give its text"),
    (b"\xff\xd8\xff", "a picture", "give its text"),
    (b"GIF8", "a picture", "give its text"),
    (b"\x7fELF", "a program", "give a document"),
    (b"PAR1", "a Parquet file", "save it as CSV or JSONL"),
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def kind_of(raw: Raw) -> Kind:
    """Return the format of the bytes. Raises InputError for one that is known and not read."""
    start = raw.data[:4096]
    if not start.strip():
        raise InputError(f"{raw.name}: found an empty file; give a file with text in it")
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(b"PK\x03\x04") and b"word/document.xml" in raw.data:
        return "word"
    if start.startswith(b"PK\x03\x04"):
        for part, found, advice in _ARCHIVES:
            if part in raw.data:
                raise InputError(f"{raw.name}: found {found}; {advice}")
    for mark, found, advice in _NOT_READ:
        if start.startswith(mark):
            raise InputError(f"{raw.name}: found {found}; {advice}")
    if raw.suffix in _NOT_PROSE:
        found, advice = _NOT_PROSE[raw.suffix]
        raise InputError(f"{raw.name}: found {found}; {advice}")
    if raw.suffix in _SUFFIXES:
        return _SUFFIXES[raw.suffix]
    if _PAGE.match(start):
        return "html"
    return "text"
