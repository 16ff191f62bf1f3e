"""Refuse what is not English with a clear message, rather than find nonsense in it."""

import re

from factdesk.claims.vocabulary import ENGLISH
from factdesk.errors import InputError
from factdesk.records import Document

_WORD = re.compile(r"[^\W\d_]+")
#: fewer words than this say nothing about the language
_FEWEST = 40
#: English prose has some 30 in a hundred; Dutch, the nearest, about 8
_SHARE = 0.12
#: characters of the text that are looked at
_ENOUGH = 20_000


def require_english(document: Document) -> None:
    """Raise InputError for a document that says it is in another language, or reads like one."""
    name = document.title or document.url or document.id
    if document.language and document.language.lower().split("-")[0] not in {"en", "eng", "english"}:
        raise InputError(
            f"{name} is marked as {document.language!r}; claims are found in English only. "
            f"Translate it first, or correct the document's language if the mark is wrong."
        )
    words = [word.lower() for word in _WORD.findall(document.text[:_ENOUGH])]
    found = sum(word in ENGLISH for word in words)
    if len(words) >= _FEWEST and found < _SHARE * len(words):
        raise InputError(
            f"{name} does not read like English: {found} of its first {len(words)} words are among the commonest of "
            f"English, wanted {_SHARE:.0%}. Claims are found in English only; translate it first."
        )
