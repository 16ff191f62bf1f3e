"""Plain text: the document is the file, character for character, after a head that gives title and date."""

from factdesk.documents.encoding import decode
from factdesk.documents.header import split_header
from factdesk.documents.raw import Raw
from factdesk.records import Document


def read_text(raw: Raw) -> Document:
    """Return the document of a plain-text file."""
    header, text = split_header(decode(raw))
    return header.document(text, raw)
