"""A claim as a full-text query."""

import re

#: Words beyond these add nothing but time: the longest claims of the fact-checking sets have about 120.
MAX_WORDS = 200

_WORD = re.compile(r"\w+")


def words_of(claim: str) -> str:
    """Return the claim's different words in order, for a query of words alone: it has no operators to misread."""
    found = dict.fromkeys(word for word in _WORD.findall(claim.casefold()))
    return " ".join(list(found)[:MAX_WORDS])
