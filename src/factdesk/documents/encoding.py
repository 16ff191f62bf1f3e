"""Bytes to characters, and characters to those a document may have.

A byte order mark decides; then what the server or the page declared; then UTF-8. What is none of these is Windows-1252
(of which Latin-1 text is a part) when read so it is mostly plain letters, and otherwise what charset-normalizer finds:
its statistics need a text that is mostly not ASCII, and call short Western texts Central European.
"""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from factdesk.documents.raw import LARGEST_TEXT, Raw
from factdesk.errors import InputError

#: The longest marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: bytes that are looked at to guess an encoding
_SAMPLE = 100_000
#: A text in which more characters than this are controls is no text.
_MOST_CONTROLS = 0.05
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


def decode(raw: Raw) -> str:
    """Return the text of the bytes, lines ending with a line feed. Raises InputError where there is none."""
    text = tidy(_characters(raw.data, raw.charset))
    require_text(text, raw.name)
    sample = text[:_SAMPLE]
    controls = sample.count("\ufffd")
    if controls > max(3, _MOST_CONTROLS * len(sample)):
        raise InputError(f"{raw.name}: found binary data; give text, Markdown, HTML, PDF, Word (.docx), CSV or JSONL")
    return text


def tidy(text: str) -> str:
    """Return the text with ``\\n`` as its line end, and U+FFFD for each control character and lone surrogate."""
    return _NOT_TEXT.sub("\ufffd", _LINE_END.sub("\n", text))


def require_text(text: str, name: str, *, advice: str = "give a file with text in it") -> None:
    """Raise InputError unless there is some text and not too much of it."""
    if not any(character.isalnum() for character in text):
        raise InputError(f"{name}: found no text; {advice}")
    if len(text) > LARGEST_TEXT:
        raise InputError(
            f"{name}: found {len(text):,} characters; at most {LARGEST_TEXT:,} are read, so split it into smaller files"
        )


def _characters(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if declared and _is_charset(declared):
        try:
            return data.decode(declared)
        except UnicodeDecodeError:
            pass  # what is declared is often wrong
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode(_guess(data), "replace")
    else:
        if "\0" in text:
            text = data.decode(_sixteen_bits(data[:_SAMPLE]) or "utf-8", "replace")
    return text


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    western = sample.decode("cp1252", "replace")
    letters = [character for character in western if character.isalpha()]
    if sum(character.isascii() for character in letters) >= 0.7 * len(letters):
        return _sixteen_bits(sample) or "cp1252"
    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _sixteen_bits(sample: bytes) -> str | None:
    """Return the UTF-16 without a mark in which most characters are Latin: every other byte is then 0."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.7 * len(sample) / 2 or min(even, odd) > 0.1 * len(sample) / 2:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_charset(name: str) -> bool:
    """Tell whether a name is that of a charset that pages use, and no other codec that Python has."""
    try:
        return codecs.lookup(name).name.startswith(
            ("utf-8", "utf-16", "iso", "cp", "gb", "big5", "euc", "shift", "koi8")
        )
    except (LookupError, ValueError):
        return False


def one_line(text: str | None) -> str:
    """Return the text on one line, as titles and names stand: no controls, no runs of white space."""
    tidied = tidy(text or "")
    return " ".join("".join(c for c in tidied if c.isspace() or unicodedata.category(c) != "Cc").split())
