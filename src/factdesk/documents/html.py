"""Web pages, by trafilatura: the article without its navigation, with title, author, site and published date.

Tables are evidence, so each row of one becomes a line that reads alone before the page is searched for its article.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

import lxml.html
from lxml import etree
from trafilatura.core import bare_extraction
from trafilatura.settings import Document as Article

from factdesk.documents.encoding import decode, one_line, require_text, tidy
from factdesk.documents.header import parse_day
from factdesk.documents.raw import Raw
from factdesk.documents.rows import row_line, table_lines
from factdesk.documents.web import is_url
from factdesk.errors import InputError
from factdesk.records import Document

#: bytes and elements of a page: it takes some forty times its size in memory while it is searched
LARGEST_PAGE = 8 * 2**20
MOST_ELEMENTS = 200_000
#: Above this many elements the second and third opinion on what the article is are not asked for: the time that one of
#: them (justext) takes grows with the square of the page.
_MANY_ELEMENTS = 8_000
#: columns that one cell may take
_WIDEST_CELL = 100
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_NO_ARTICLE = "give a page whose article stands in its HTML, or save the text as a .txt file"

logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def read_html(raw: Raw) -> Document:
    """Return the document of a web page. Raises InputError when no article is found in it."""
    if len(raw.data) > LARGEST_PAGE:
        raise InputError(
            f"{raw.name}: found a page of {len(raw.data) / 1e6:,.0f} MB; at most {LARGEST_PAGE / 1e6:,.0f} MB of HTML "
            "are read, so save its text as a .txt file"
        )
    declared = _DECLARED.search(raw.data[:4096])
    if declared and not raw.charset:
        raw = replace(raw, charset=declared[1].decode("ascii"))
    page = _parse(decode(raw), raw.name)
    elements = sum(1 for _ in page.iter())
    if elements > MOST_ELEMENTS:
        raise InputError(
            f"{raw.name}: found a page of {elements:,} elements; at most {MOST_ELEMENTS:,} are read, "
            "so save its text as a .txt file"
        )
    language = one_line(page.get("lang"))[:2].lower()
    _lay_out_tables(page)
    found = bare_extraction(
        page,
        url=raw.url,
        fast=elements > _MANY_ELEMENTS,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        # A date is taken where the page declares one; guessing from its text would set evidence aside by mistake.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Article):
        raise InputError(f"{raw.name}: found no text; {_NO_ARTICLE}")
    text = tidy(found.text or "")
    require_text(text, raw.name, advice=_NO_ARTICLE)
    return Document(
        text=text,
        title=one_line(found.title) or raw.stem,
        url=raw.url or (found.url if found.url and is_url(found.url) else None),
        published=parse_day(found.date),
        author=one_line(found.author) or None,
        site=one_line(found.sitename) or None,
        language=language or None,
        retrieved=raw.retrieved,
    )


def _parse(markup: str, name: str) -> lxml.html.HtmlElement:
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        page = lxml.html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"{name}: found no HTML that can be read ({error}); {_NO_ARTICLE}") from error
    return page


def _lay_out_tables(page: lxml.html.HtmlElement) -> None:
    """Replace each table of data by its caption and a paragraph a row."""
    for table in list(page.iter("table")):
        rows = [list(row.iterchildren("th", "td")) for row in table.iter("tr")]
        rows = [row for row in rows if row]
        if len(rows) < 2 or max(map(len, rows)) < 2 or any(True for _ in table.iterdescendants("table")):
            continue  # a table that lays a page out, not one of data
        block = etree.Element("div")
        captions = [one_line(caption.text_content()) for caption in table.iterchildren("caption")]
        first_is_head = all(cell.tag == "th" for cell in rows[0])
        if not first_is_head and any(cell.tag == "th" for row in rows for cell in row):
            lines = [_headed(row) for row in rows]
        else:
            lines = list(table_lines([_cells(row) for row in rows], " ".join(captions[-1:])))
        for line in (*captions, *lines):
            etree.SubElement(block, "p").text = line
        block.tail = table.tail
        parent = table.getparent()
        if parent is not None:
            parent.replace(table, block)


def _headed(row: Sequence[lxml.html.HtmlElement]) -> str:
    """Return a row whose name may stand in front: "Population: 67 million"."""
    cells = _cells(row)
    named = row[0].tag == "th"
    return row_line(cells[:1], ["; ".join(filter(None, cells[1:]))]) if named else row_line((), cells)


def _cells(row: Sequence[lxml.html.HtmlElement]) -> list[str]:
    """Return the words of a row's cells; a wide one is followed by empty ones, so that later ones keep their column."""
    cells: list[str] = []
    for cell in row:
        span = cell.get("colspan", "1")
        width = min(int(span), _WIDEST_CELL) if span.isascii() and span.isdigit() else 1
        cells += [one_line(cell.text_content())] + [""] * (width - 1)
    return cells
