"""Word files (.docx) by python-docx: paragraphs and tables in their order, inserted text in, deleted text out."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from factdesk.documents.encoding import one_line, require_text, tidy
from factdesk.documents.header import split_header
from factdesk.documents.raw import Raw
from factdesk.documents.rows import table_lines
from factdesk.errors import InputError
from factdesk.records import Document

#: bytes that the parts of a file may unpack to, pictures and all
LARGEST_UNPACKED = 256 * 2**20
#: bytes of one part that is parsed
LARGEST_PART = 24 * 2**20
_SAVE_ANEW = "open it in Word or LibreOffice and save it anew as .docx"


def read_word(raw: Raw) -> Document:
    """Return the document of a Word file. Raises InputError when it is damaged, too large or has no text."""
    _require_sound_archive(raw)
    try:
        file = docx.Document(io.BytesIO(raw.data))
        text = tidy("\n\n".join(_blocks(file)))
        declared = one_line(file.core_properties.title)
        author = one_line(file.core_properties.author)
        heading = next((_text(p) for p in file.paragraphs if _is_heading(p)), "")
    except Exception as error:  # python-docx meets a damaged file with the errors of a dozen libraries
        raise InputError(f"{raw.name}: found a damaged Word file ({error}); {_SAVE_ANEW}") from error
    require_text(text, raw.name)
    header, text = split_header(text)
    return header.document(text, raw, title=declared or one_line(heading), author=author)


def _require_sound_archive(raw: Raw) -> None:
    """Raise InputError unless the parts are whole and unpack to no more than their limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(f"{raw.name}: found a damaged Word file ({error}); {_SAVE_ANEW}") from error
    unpacked = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if unpacked > LARGEST_UNPACKED or largest > LARGEST_PART:
        raise InputError(
            f"{raw.name}: found a Word file that unpacks to {unpacked / 1e6:,.0f} MB; "
            f"at most {LARGEST_UNPACKED / 1e6:,.0f} MB are unpacked, so save its text as a .txt file"
        )


def _blocks(file: WordDocument) -> Iterator[str]:
    for block in file.iter_inner_content():
        if isinstance(block, Table):
            yield "\n".join(table_lines(_rows(block)))
        else:
            text = _text(block).strip()
            if text:
                yield text


def _rows(table: Table) -> list[list[str]]:
    return [[" ".join(_text(p) for p in cell.paragraphs) for cell in row.cells] for row in table.rows]


_TEXT, _TAB, _BREAK = qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _text(paragraph: Paragraph) -> str:
    """Return the paragraph's words with all tracked changes accepted; ``Paragraph.text`` drops insertions."""
    words = []
    for element in paragraph._p.iter(_TEXT, _TAB, *_BREAK):
        if any(True for _ in element.iterancestors(_FALLBACK)):
            continue  # a text box is written twice: for new programs, and again for old ones
        words.append((element.text or "") if element.tag == _TEXT else "\n" if element.tag in _BREAK else " ")
    return "".join(words)


def _is_heading(paragraph: Paragraph) -> bool:
    name = (paragraph.style.name or "") if paragraph.style else ""
    return name.startswith(("Title", "Heading 1"))
