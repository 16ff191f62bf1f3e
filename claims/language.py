"""Refuse what is not English with a clear message, rather than find nonsense in it."""

import re
import unicodedata

from factdesk.claims.vocabulary import ENGLISH, FOREIGN
from factdesk.errors import InputError
from factdesk.records import Document

_WORD = re.compile(r"[^\W\d_]+")
#: fewer words than this say nothing about the language
_FEWEST = 40
#: common words of other languages that settle it in a shorter text
_CLEARLY = 4
#: English prose has some 30 in a hundred; Dutch, the nearest, about 8
_SHARE = 0.12
#: letters of the Latin alphabet among all letters; English that quotes another alphabet at length has more
_LATIN = 0.5
#: fewer letters than this say nothing about the alphabet
_FEWEST_LETTERS = 10
#: characters of the text that are looked at
_ENOUGH = 20_000


def require_english(document: Document) -> None:
    """Raise InputError for a document that says it is in another language, or reads like one."""
    name = document.title or document.url or "The text"
    if document.language and document.language.lower().split("-")[0] not in {"en", "eng", "english"}:
        raise InputError(
            f"{name} is marked as {document.language!r}; claims are found in English only. "
            f"Translate it first, or correct the document's language if the mark is wrong."
        )
    # Another alphabet tells after a word or two, long before the commonest words do.
    letters = [letter for letter in document.text[:_ENOUGH] if letter.isalpha()]
    latin = sum(letter.isascii() or unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if len(letters) >= _FEWEST_LETTERS and latin < _LATIN * len(letters):
        raise InputError(
            f"{name} is not written in the English alphabet: {latin} of its first {len(letters)} letters are Latin. "
            "Claims are found in English only; translate it first."
        )
    words = [word.lower() for word in _WORD.findall(document.text[:_ENOUGH])]
    found = sum(word in ENGLISH for word in words)
    # Different ones: a single foreign word said over and over is no language.
    foreign = len(FOREIGN.intersection(words))
    if (len(words) >= _FEWEST and found < _SHARE * len(words)) or (foreign >= _CLEARLY and foreign > 2 * found):
        raise InputError(
            f"{name} does not read like English: {found} of its first {len(words)} words are among the commonest of "
            f"English, wanted {_SHARE:.0%}. Claims are found in English only; translate it first."
        )
