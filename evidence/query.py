"""A claim as a query: in words that references use, and as a full-text query of words alone."""

import re

#: Words beyond these add nothing but time: the longest claims of the fact-checking sets have about 120.
MAX_WORDS = 200

_WORD = re.compile(r"\w+")
#: "#BlackLivesMatter" and "@realDonaldTrump", but neither "#1" nor an e-mail address.
_TAG = re.compile(r"(?<![\w@#&/])[#@](\w*[^\W\d_]\w*)")
#: Between the words of a tag: "BlackLives", "WWIIVeteran", "Election2020", "stop_it".
_SEAM = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_]{3})(?=\d)|_+")
#: Addresses that say nothing about what they lead to; the rest of an address often does.
_PICTURE = re.compile(r"(?:https?://)?(?:pic\.twitter\.com|t\.co)/\w+", re.IGNORECASE)

#: "— Anna Reed (@annareed) March 24, 2019": who posted it and when, as it stands under a post that is quoted.
_SIGNATURE = re.compile(r"[—–]\s*[^—–]{1,60}?\(@\w+\)\s*\w+ \d{1,2}, \d{4}")


def unsigned(claim: str) -> str:
    """Return the claim without the lines under posts that say who posted them and when, unless nothing else is left."""
    return _SIGNATURE.sub(" ", claim).strip() or claim


def spelled_out(claim: str) -> str:
    """Return the claim with hashtags and handles of social posts as words and without links to their pictures.

    "Stand with #BlackLivesMatter pic.twitter.com/a1b2" becomes "Stand with Black Lives Matter". Other text stays.
    """
    if "#" not in claim and "@" not in claim and "/" not in claim:
        return claim
    return _TAG.sub(lambda tag: f" {_SEAM.sub(' ', tag[1])} ", _PICTURE.sub(" ", claim))


def words_of(claim: str) -> str:
    """Return the claim's different words in order, for a query of words alone: it has no operators to misread."""
    found = dict.fromkeys(_WORD.findall(claim.casefold()))
    return " ".join(list(found)[:MAX_WORDS])
