"""Web pages, by trafilatura: the article without its navigation, with title, author, site and published date.

Tables are evidence, so each row of one becomes a line that reads alone before the page is searched for its article.
"""

import logging

import lxml.html
from lxml import etree
from trafilatura.core import bare_extraction

from factdesk.documents.encoding import decode, one_line, require_text, tidy
from factdesk.documents.header import parse_day
from factdesk.documents.raw import Raw
from factdesk.documents.rows import row_line
from factdesk.errors import InputError
from factdesk.records import Document

#: bytes: a page takes some thirty times its size in memory while it is searched
LARGEST_PAGE = 8 * 2**20
_NO_ARTICLE = "give a page whose article stands in its HTML, or save the text as a .txt file"

logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def read_html(raw: Raw) -> Document:
    """Return the document of a web page. Raises InputError when no article is found in it."""
    if len(raw.data) > LARGEST_PAGE:
        raise InputError(
            f"{raw.name}: found a page of {len(raw.data) / 1e6:,.0f} MB; at most {LARGEST_PAGE / 1e6:,.0f} MB of HTML "
            "are read, so save its text as a .txt file"
        )
    page = _parse(decode(raw), raw.name)
    _lay_out_tables(page)
    found = bare_extraction(
        page,
        url=raw.url,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        # A date is taken where the page declares one; guessing from its text would set evidence aside by mistake.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = tidy((found.text if found else None) or "")
    require_text(text, raw.name, advice=_NO_ARTICLE)
    return Document(
        text=text,
        title=one_line(found.title) or raw.stem,
        url=raw.url or found.url,
        published=parse_day(found.date),
        author=one_line(found.author) or None,
        site=one_line(found.sitename) or None,
        language=_language(page),
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
        columns: list[str] = []
        if all(cell.tag == "th" for cell in rows[0]) or not any(cell.tag == "th" for row in rows for cell in row):
            columns = [cell.text_content() for cell in rows.pop(0)]
        block = etree.Element("div")
        for caption in table.iterchildren("caption"):
            etree.SubElement(block, "p").text = one_line(caption.text_content())
        for row in rows:
            etree.SubElement(block, "p").text = row_line(columns, [cell.text_content() for cell in row])
        block.tail = table.tail
        parent = table.getparent()
        if parent is not None:
            parent.replace(table, block)


def _language(page: lxml.html.HtmlElement) -> str | None:
    return one_line(page.get("lang"))[:2].lower() or None
