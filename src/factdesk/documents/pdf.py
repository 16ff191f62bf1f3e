"""PDF by pypdfium2: each page's lines joined to paragraphs, running heads and page numbers left out."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from factdesk.documents.encoding import one_line, require_text, tidy
from factdesk.documents.header import split_header
from factdesk.documents.pdf_pages import MOST_MEMORY
from factdesk.documents.raw import Raw
from factdesk.errors import InputError
from factdesk.records import Document

_SCANNED = "if its pages are pictures, run text recognition (OCR) on it first"
#: what pdfium writes where a word was broken at the end of a line
_BROKEN_WORD = re.compile("[\x02\ufffe\u00ad]\r?\n?")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?|(?:page\s*)?\d{1,4}\s*(?:/|of)\s*\d{1,4}", re.IGNORECASE
)
#: a title that the program wrote, not the author
_FILE_NAME = re.compile(
    r"Microsoft Word - .*|.*\.(?:docx?|indd|pages|tex|pdf|odt|rtf|txt)|untitled.*|document\d*", re.I
)
_SENTENCE_END = re.compile(r"[.!?:][\"”’)\]]*$")
_OPENS_ITEM = re.compile(r"(?:[•◦‣▪–—*-]|\(?\d{1,2}[.)])\s")
#: A line shorter than this share of a full line ends its paragraph.
_SHORT = 0.75
#: A line that stands at the edge of this share of the pages is a running head; this many lines are its edge.
_RUNNING = 0.5
_EDGE = 2
#: seconds for one file
LONGEST = 60.0


def read_pdf(raw: Raw) -> Document:
    """Return the document of a PDF. Raises InputError when it is encrypted, damaged, too costly or has no text."""
    found = _extract(raw)
    pages = [_lines(page) for page in found["pages"]]
    declared = one_line(found["title"])
    text = tidy("\n\n".join(_paragraphs(_without_running_heads(pages))))
    require_text(text, raw.name, advice=_SCANNED)
    header, text = split_header(text)
    return header.document(text, raw, title="" if _FILE_NAME.fullmatch(declared) else declared)


def _extract(raw: Raw) -> dict[str, Any]:
    """Return what ``pdf_pages`` finds in a process of its own, where a hostile file costs no more than its limits."""
    # -P: a file of the current folder is not taken for a module of the standard library.
    command = [sys.executable, "-P", "-m", "factdesk.documents.pdf_pages"]
    try:
        done = subprocess.run(command, input=raw.data, capture_output=True, timeout=LONGEST, check=False)  # noqa: S603 - our own
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:  # ended by its limit of memory, it leaves no JSON
        raise InputError(
            f"{raw.name}: found a PDF that takes more than {LONGEST:.0f} s or {MOST_MEMORY / 1e9:.1f} GB; "
            "print it to a new PDF, or save its text as a .txt file"
        ) from error
    if "error" in found:
        raise InputError(f"{raw.name}: {found['error']}")
    return found


def _lines(page: str) -> list[str]:
    return [line.strip() for line in _BROKEN_WORD.sub("", page).splitlines()]


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the pages without page numbers and without the first and last lines that most pages share."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_without_digits(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    running = {line for line, count in counts.items() if len(pages) >= 3 and count >= _RUNNING * len(pages)}
    kept = []
    for page in pages:
        edges = {*range(_EDGE), *range(len(page) - _EDGE, len(page))}
        kept.append(
            [
                line
                for position, line in enumerate(page)
                if position not in edges or not (_PAGE_NUMBER.fullmatch(line) or _without_digits(line) in running)
            ]
        )
    return kept


def _without_digits(line: str) -> str:
    return re.sub(r"\d+", "#", line)  # "Page 3 of 9", "11/23/26"


def _paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Join the lines of each page to paragraphs: a short line, an empty one and a list item's start end one."""
    lengths = [len(line) for page in pages for line in page if len(line) > 20]
    full = median(lengths) if lengths else 0
    for page in pages:
        paragraph: list[str] = []
        for line in page:
            if paragraph and (not line or _OPENS_ITEM.match(line) or _ends(paragraph[-1], line, full)):
                yield " ".join(paragraph)
                paragraph = []
            if line:
                paragraph.append(line)
        if paragraph:
            yield " ".join(paragraph)


def _ends(line: str, following: str, full: float) -> bool:
    if len(line) >= _SHORT * full and not (_SENTENCE_END.search(line) and len(line) < 0.9 * full):
        return False
    return bool(_SENTENCE_END.search(line)) or not following[:1].islower()
