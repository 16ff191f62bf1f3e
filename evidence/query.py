"""A claim as a query: in words that references use, and as a full-text query of words alone."""

import re

#: Words beyond these add nothing but time: the longest claims of the fact-checking sets have about 120.
MAX_WORDS = 200

_WORD = re.compile(r"\w+")
#: "#BlackLivesMatter" and "@realDonaldTrump", but neither "#1" nor an e-mail address.
_TAG = re.compile(r"(?<![\w@#&/])[#@](\w*[^\W\d_]\w*)")
#: Between the words of a tag: "BlackLives", "WWIIVeteran", "Election2020", "stop_it".
_SEAM = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_]{3})(?=\d)|_+")
#: What stands between the end of a sentence and the first word of the next.
_BETWEEN = " \t\r\n\"'“”‘’(["
#: Addresses that say nothing about what they lead to; the rest of an address often does.
_PICTURE = re.compile(r"(?:https?://)?(?:pic\.twitter\.com|t\.co)/\w+", re.IGNORECASE)


def spelled_out(claim: str) -> str:
    """Return the claim with hashtags and handles of social posts as words and without links to their pictures.

    "Stand with #BlackLivesMatter pic.twitter.com/a1b2" becomes "Stand with Black Lives Matter". Other text stays.
    """
    if "#" not in claim and "@" not in claim and "/" not in claim:
        return claim
    return _TAG.sub(lambda tag: f" {_SEAM.sub(' ', tag[1])} ", _PICTURE.sub(" ", claim))


def words_of(claim: str) -> str:
    """Return the claim's different words in order, then its names and numbers again, which so count twice.

    It is a query of words alone, with no operators to misread.
    """
    found = list(dict.fromkeys(_WORD.findall(claim.casefold())))[:MAX_WORDS]
    telling = names_and_numbers(claim)
    return " ".join([*found, *(word for word in found if word in telling)])


def names_and_numbers(claim: str) -> set[str]:
    """Return the words of a claim, in lower case, that have a digit or a capital where no sentence begins."""
    return {
        word[0].casefold()
        for word in _WORD.finditer(claim)
        if any(mark.isdigit() for mark in word[0]) or (word[0][0].isupper() and not _opens(claim, word.start()))
    }


def _opens(text: str, start: int) -> bool:
    """Tell whether a sentence begins here."""
    before = text[max(0, start - 4) : start].rstrip(_BETWEEN)
    return not before or before[-1] in ".!?:…"
