"""Documents that were made to break what reads them, put into a store by the command: a clear line each, never more."""

import io
import zipfile
from itertools import count
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.cli import factdesk
from factdesk.evidence import EvidenceStore
from factdesk.records import Document

PDF = (
    b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> "
    b"endobj\n3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >> endobj\n"
    b"4 0 obj << /Length 900 >> stream\nBT (Ships left"
)


def zip_bomb() -> bytes:
    """Return a Word file whose parts unpack to a thousand times its size."""
    held = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Ships left.")
    document.save(held)
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/more.xml", "w") as part:
        for _ in range(64):
            part.write(bytes(2**20))
    return held.getvalue()


HOSTILE = {
    "cut.pdf": PDF,
    "bomb.docx": zip_bomb(),
    "cut.docx": zip_bomb()[:2000],
    "line.txt": b"ships " * (10_000_001 // 6 + 1),
    "nested.html": b"<html><body>" + b"<div>" * 50_000,
    "torn.html": b"<html><p <a href='><table><tr><td>\x00<script>ships<!-- </p>",
    "nothing.txt": b"",
    "lines.jsonl": b'{"text": "ships"\n[1, 2\n"',
    "quotes.csv": b'text,title\n"ships never closed,\n' + b'"' * 999,
}


def test_hostile_files_are_named_in_a_line_each_and_the_rest_is_indexed(tmp_path: Path) -> None:
    folder = tmp_path / "references"
    folder.mkdir()
    (folder / "good.txt").write_text("Twelve ships left Antwerp in spring.")
    for name, content in HOSTILE.items():
        (folder / name).write_bytes(content)
    store = str(tmp_path / "store")
    result = CliRunner().invoke(
        factdesk, ["index", str(folder), "--store", store, "--no-dense"], catch_exceptions=False
    )  # fmt: skip
    assert result.exit_code == 0
    said = [line for line in result.stderr.splitlines() if line.startswith("skipped ")]
    assert len(said) == len(result.stderr.splitlines())
    for name in ("cut.pdf", "bomb.docx", "cut.docx", "line.txt", "nothing.txt"):
        assert sum(name in line for line in said) == 1, name
    assert max(map(len, said)) < 500
    assert "Antwerp" in EvidenceStore.open(store).search(["twelve ships left Antwerp"], 1)[0][0].quote


@pytest.mark.parametrize(
    "text",
    ["ships " * 1_700_000, "x" * 10_000_000, ". " * 5_000_000],
    ids=["words", "one word", "full stops"],
)
def test_a_line_of_ten_megabytes_is_stored_in_bounded_passages_or_skipped(text: str) -> None:
    store = EvidenceStore.in_memory()
    added = store.add([Document(text=text, title="Long"), Document(text="Twelve ships left Antwerp.")])
    assert added.documents + len(added.skipped) == 2
    assert all(len(hit.quote) <= 900 for hit in store.search(["ships it is x a"], 50)[0])
    assert "Antwerp" in store.search(["Antwerp"])[0][0].quote


_FUZZED = EvidenceStore.in_memory()
_IDS = count()


@given(
    text=st.text(max_size=300),
    title=st.text(max_size=20),
    site=st.none() | st.text(max_size=20),
    url=st.none() | st.text(max_size=20),
    rating=st.none() | st.text(max_size=20),
)
@settings(max_examples=40, deadline=None)
def test_any_document_is_stored_word_for_word_or_skipped_with_a_reason(
    text: str, title: str, site: str | None, url: str | None, rating: str | None
) -> None:
    document = Document(
        id=str(next(_IDS)),
        text=text,
        title=title,
        site=site,
        url=url,
        metadata={} if rating is None else {"factcheck": rating},
    )
    added = _FUZZED.add([document], sync=True)
    assert added.documents + len(added.skipped) == 1
    assert all(skipped.reason for skipped in added.skipped)
    for hit in _FUZZED.search([text[:100]], 20)[0]:
        assert hit.document_id == document.id
        assert document.text[hit.start : hit.end] == hit.quote
        assert (hit.title, hit.site, hit.url, hit.factcheck) == (title, site, url, rating)
