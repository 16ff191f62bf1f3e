"""Plain text: the document is the file, character for character; its head gives title and date."""

from factdesk.documents.encoding import decode, one_line
from factdesk.documents.header import find_header
from factdesk.documents.raw import Raw
from factdesk.records import Document


def read_text(raw: Raw) -> Document:
    """Return the document of a plain-text file."""
    text = decode(raw)
    header = find_header(text)
    return Document(
        text=text,
        title=one_line(header.title) or raw.stem,
        url=raw.url or header.values.get("url"),
        published=header.published,
        author=header.values.get("author"),
        site=header.values.get("site"),
        language=header.values.get("language"),
        retrieved=raw.retrieved,
    )
