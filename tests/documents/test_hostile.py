"""Whatever the bytes are: a document, or one sentence that says what was found and what to do."""

import contextlib
import io
import os
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from factdesk.documents import raw as limits
from factdesk.documents import read
from factdesk.documents.raw import Raw
from factdesk.documents.reading import documents_of
from factdesk.errors import InputError
from factdesk.records import Document, text_sha256


def complaint(path: Path | str) -> str:
    with pytest.raises(InputError) as caught:
        read(path)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    return message


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.csv", "a.jsonl", "a"])
@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_refused_whatever_its_name(write, name, content):
    assert "found" in complaint(write(name, content))


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.txt", bytes(range(256)) * 20, "binary data"),
        ("a.txt", os.urandom(4096), "binary data"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "an old Office file"),
        ("a.rtf", b"{\\rtf1 Hello}", "an RTF file"),
        ("a.txt", b"\x1f\x8b\x08" + bytes(30), "a gzip archive"),
        ("a.xlsx", b"PK\x03\x04 xl/workbook.xml", "an Excel workbook"),
        ("a.odt", b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument file"),
        ("a.zip", b"PK\x03\x04 notes.txt", "a zip archive"),
        ("a.json", b'[{"text": "Words."}]', "JSON"),
        ("a.docx", b"PK\x03\x04 word/document.xml and no more", "a damaged Word file"),
        ("a.pdf", b"%PDF-1.7\nand no more", "a damaged PDF"),
        ("a.html", b"<html><body><script>var words = 1</script></body></html>", "no text"),
    ],
)
def test_what_is_no_document_is_named_for_what_it_is(write, name, content, found):
    assert found in complaint(write(name, content))


def test_what_is_not_there_is_said_to_be_missing(tmp_path):
    assert "there is no such file" in complaint(tmp_path / "none.txt")
    for name in ("a\0b", "a\ud800b", "x" * 5000):
        with pytest.raises(InputError):
            read(name)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "neither a file nor a folder" in complaint(tmp_path / "pipe.txt")


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "found 50 MB; at most 34 MB are read" in complaint(path)


def test_a_file_that_grows_while_it_is_read_is_stopped(write, monkeypatch):
    path = write("a.txt", "words " * 100)
    monkeypatch.setattr(limits, "LARGEST_FILE", 599)
    monkeypatch.setattr(Path, "stat", lambda self, **_: os.stat_result((0o100644, *[0] * 9)))
    with pytest.raises(InputError, match="more than"):
        read(path)


def test_a_pdf_with_a_password_is_said_to_have_one(write, make_pdf):
    lock = (
        b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> " % (b"41" * 32, b"42" * 32)
    )
    assert "protected by a password" in complaint(write("a.pdf", make_pdf(["Secret words."], extra_trailer=lock)))


def test_a_pdf_of_pictures_is_said_to_need_text_recognition(write, make_pdf):
    assert "OCR" in complaint(write("scan.pdf", make_pdf([])))


def test_a_pdf_that_unpacks_to_gigabytes_costs_no_more_than_its_limit(write, make_pdf):
    packer = zlib.compressobj()
    head = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)  # stands alone, so it may be repeated
    packed = head + block * 1100 + packer.flush()
    assert "GB" in complaint(write("bomb.pdf", make_pdf(pack=packed)))


def test_a_word_file_that_unpacks_to_too_much_is_refused_unopened(write, make_word):
    held = io.BytesIO(make_word("Words."))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/more.xml", "w") as part:
        for _ in range(30):
            part.write(bytes(2**20))
    assert "unpacks to" in complaint(write("bomb.docx", held.getvalue()))


@pytest.mark.parametrize("depth", [300, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li"])
def test_a_page_nested_too_deep_is_read_or_refused(write, depth, tag):
    page = "<html><body><p>It opens with a sentence that stands here.</p>" + f"<{tag}>" * depth + "deep</body></html>"
    document = read(write("deep.html", page))
    assert document.text.startswith("It opens with a sentence that stands here.")


def test_a_page_of_too_many_elements_is_refused(write):
    assert "elements" in complaint(write("wide.html", "<html><body>" + "<b>x</b>" * 200_001))


def test_a_page_cannot_make_wide_cells_of_nothing(write):
    cells = '<td colspan="99999999">1</td>' * 20
    table = f"<table><tr><th>A</th><th>B</th></tr><tr>{cells}</tr></table>"
    text = read(write("t.html", f"<html><body><p>Words stand here.</p>{table}</body></html>")).text
    assert text == "Words stand here.\nA: 1; " + "; ".join("1" * 19)


def test_no_external_entity_is_read(write, make_word):
    write("secret.txt", "TOP SECRET WORDS")
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "secret.txt">]><html><body><p>Some words &x; here.</p></body></html>'
    assert "SECRET" not in read(write("a.html", page)).text


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
@pytest.mark.parametrize("words", ["The café’s owner paid €5 – or £4 – for it.\nNext line.", "Plain words only."])
def test_a_text_is_read_in_its_encoding(write, encoding, words):
    assert read(write("a.txt", words.encode(encoding))).text == words


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("latin-1", "Le gouvernement a annoncé une hausse de 3 % à l'été."),
        ("cp1251", "Население Москвы составляет тринадцать миллионов человек."),
        ("shift_jis", "日本の人口は一億二千万人です。東京は首都です。"),
        ("gb18030", "中国的人口超过十四亿，北京是首都。"),
    ],
)
def test_a_text_of_another_alphabet_is_told_by_its_letters(write, encoding, words):
    assert read(write("a.txt", words.encode(encoding))).text == words


def test_line_ends_become_line_feeds_and_controls_a_mark_one_for_one(write):
    document = read(write("a.txt", b"One\r\ntwo\rthree \0 four \x1b[31m five\n"))
    assert document.text == "One\ntwo\nthree \ufffd four \ufffd[31m five\n"
    assert document.sha256 == text_sha256(document.text)


def documents(data: bytes, suffix: str) -> list[Document]:
    """Return what is read; anything but a document or an InputError fails the test that asked."""
    found = []
    with contextlib.suppress(InputError):
        for item in documents_of(Raw(data=data, name=f"file{suffix}", stem="file", suffix=suffix)):
            assert isinstance(item, Document | InputError)
            found += [item] if isinstance(item, Document) else []
    return found


def require_sound(document: Document) -> None:
    document.text.encode("utf-8")
    document.title.encode("utf-8")
    assert "\0" not in document.text
    assert "\r" not in document.text
    assert document.text.strip()
    assert document.title
    assert Document.from_json(document.to_json()) == document


SUFFIXES = (".txt", ".md", ".html", ".csv", ".jsonl", "")
MARKUP = st.text(
    alphabet=st.sampled_from(list("<>/=\"'&;:#|-*_[](){}\\,.!` \n\r\tabpPtd1\0é\u202e\U0001f600")), max_size=300
)
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(data=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_are_a_document_or_an_input_error(data, suffix):
    for document in documents(data, suffix):
        require_sound(document)


@FUZZ
@given(text=MARKUP, suffix=st.sampled_from(SUFFIXES))
def test_any_markup_is_a_document_or_an_input_error(text, suffix):
    for document in documents(text.encode(), suffix):
        require_sound(document)


@FUZZ
@example(text="\0")
@example(text="x\0")
@given(text=st.text(min_size=1, max_size=300))
def test_any_text_in_utf_8_is_kept_character_for_character(text):
    data = ("A " + text).encode("utf-8", "replace")
    for document in documents(data, ".txt"):
        expected = data.decode().replace("\r\n", "\n").replace("\r", "\n")
        assert len(document.text) == len(expected)
        assert all(a == b or a == "\ufffd" for a, b in zip(document.text, expected, strict=True))


@settings(max_examples=15, deadline=None)
@given(cut=st.integers(0, 3000), junk=st.binary(max_size=20))
def test_a_damaged_word_file_is_a_document_or_an_input_error(make_word_bytes, cut, junk):
    for document in documents(make_word_bytes[:cut] + junk + make_word_bytes[cut + len(junk) :], ".docx"):
        require_sound(document)
