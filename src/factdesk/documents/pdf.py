"""PDF by pypdfium2: each page's lines joined to paragraphs, running heads and page numbers left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

import pypdfium2

from factdesk.documents.encoding import one_line, require_text, tidy
from factdesk.documents.header import find_header
from factdesk.documents.raw import LARGEST_TEXT, Raw
from factdesk.errors import InputError
from factdesk.records import Document

_SCANNED = "if its pages are pictures, run text recognition (OCR) on it first"
#: what pdfium writes where a word was broken at the end of a line
_BROKEN_WORD = re.compile("[\x02\ufffe\u00ad]\r?\n?")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:][\"”’)\]]*$")
_OPENS_ITEM = re.compile(r"(?:[•◦‣▪–—*-]|\(?\d{1,2}[.)])\s")
#: A line shorter than this share of a full line ends its paragraph.
_SHORT = 0.75
#: A line that opens or closes this share of the pages is a running head.
_RUNNING = 0.5


def read_pdf(raw: Raw) -> Document:
    """Return the document of a PDF. Raises InputError when it is encrypted, damaged or has no text."""
    try:
        pdf = pypdfium2.PdfDocument(raw.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(f"{raw.name}: found a PDF protected by a password; save a copy without it") from error
        raise InputError(
            f"{raw.name}: found a damaged PDF ({error}); save it anew from the program it came from"
        ) from error
    try:
        pages = [_lines(page) for page in _pages(pdf, raw.name)]
        declared = one_line(pdf.get_metadata_dict().get("Title"))
    except pypdfium2.PdfiumError as error:
        raise InputError(
            f"{raw.name}: found a damaged PDF ({error}); save it anew from the program it came from"
        ) from error
    finally:
        pdf.close()
    text = tidy("\n\n".join(_paragraphs(_without_running_heads(pages))))
    require_text(text, raw.name, advice=_SCANNED)
    header = find_header(text)
    return Document(
        text=text,
        title=declared or one_line(header.title) or raw.stem,
        url=raw.url or header.values.get("url"),
        published=header.published,
        author=header.values.get("author"),
        site=header.values.get("site"),
        retrieved=raw.retrieved,
    )


def _pages(pdf: pypdfium2.PdfDocument, name: str) -> Iterator[str]:
    characters = 0
    for number in range(len(pdf)):
        page = pdf[number]
        words = page.get_textpage()
        text = words.get_text_range()
        words.close()
        page.close()
        characters += len(text)
        if characters > LARGEST_TEXT:
            raise InputError(f"{name}: found more than {LARGEST_TEXT:,} characters; split it into smaller files")
        yield text


def _lines(page: str) -> list[str]:
    return [line.strip() for line in _BROKEN_WORD.sub("", page).splitlines()]


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the pages without page numbers and without the first and last lines that most pages share."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_without_digits(line) for line in (*page[:1], *page[-1:])})
    running = {line for line, count in counts.items() if len(pages) >= 3 and count >= _RUNNING * len(pages)}
    kept = []
    for page in pages:
        edges = {0, len(page) - 1}
        kept.append(
            [
                line
                for position, line in enumerate(page)
                if position not in edges or not (_PAGE_NUMBER.fullmatch(line) or _without_digits(line) in running)
            ]
        )
    return kept


def _without_digits(line: str) -> str:
    return re.sub(r"\d+", "#", line)


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
