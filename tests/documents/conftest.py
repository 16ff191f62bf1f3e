"""Files of every format, made here."""

import io
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest

Write = Callable[[str, bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file and return its path."""

    def write_file(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    return pdf_bytes


@pytest.fixture
def make_word() -> Callable[..., bytes]:
    return word_bytes


def pdf_bytes(*pages: Sequence[str], title: str = "", extra_trailer: bytes = b"", pack: bytes | None = None) -> bytes:
    """Return a PDF with these lines on its pages; ``pack`` is a stream that stands for the only page's content."""
    streams = []
    for page in pages:
        lines = b"".join(
            b"1 0 0 1 72 %d Tm (%s) Tj\n" % (720 - 14 * number, line.encode("latin-1"))
            for number, line in enumerate(page)
        )
        streams.append(zlib.compress(b"BT /F1 11 Tf\n" + lines + b"ET"))
    if pack is not None:
        streams = [pack]
    kids = [4 + 2 * number for number in range(len(streams))]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for kid, stream in zip(kids, streams, strict=True):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (kid + 1)
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(b"<< /Title (%s) >>" % title.encode("latin-1"))
    written, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R %s>>" % (len(objects) + 1, len(objects), extra_trailer)
    return written + b"xref\n0 %d\n0000000000 65535 f \n%strailer %s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        trailer,
        len(written),
    )


def word_bytes(*paragraphs: str, rows: Sequence[Sequence[str]] = (), title: str = "") -> bytes:
    """Return a .docx with these paragraphs and, after them, one table."""
    file = docx.Document()
    file.core_properties.title = title
    file.core_properties.author = ""
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    if rows:
        table = file.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


@pytest.fixture(scope="session")
def make_word_bytes() -> bytes:
    return word_bytes("The year in trade", "It was good.")
