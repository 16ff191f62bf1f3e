"""A text as sentences of tokens, by one bounded pattern: the parsers of this room read tokens, never raw text.

Light on purpose. Judging is pure and must never be the slow part, so no parser is loaded here; what the rules need of
grammar (clause borders, the noun after a number) they take from word order and closed lists.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple


def words(listed: str) -> frozenset[str]:
    """Return a closed list of words that is written as one reads it, with spaces between."""
    return frozenset(listed.split())


_TOKEN = re.compile(
    r"(?P<number>\d+(?:(?:,\d{2,3}){0,6},\d{3}(?!\d))?(?:\.\d+)?)"  # 1,200,000  48,00,000  582.4
    r"|(?P<initials>(?:[^\W\d_]\.){2,})"  # U.S.  a.m.
    r"|(?P<clitic>['’](?:s|re|ve|ll|d|t|m)\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\w\s]|_)"
)

#: words whose full stop does not end a sentence
_ABBREVIATIONS = words(
    "mr mrs ms dr prof gen sen rep gov lt col sgt capt st no nos vs etc inc ltd co corp jr sr fig art sec ch pp p vol "
    "jan feb mar apr jun jul aug sep sept oct nov dec approx est ca c u.s u.k"
)
_MAY_END = frozenset(".!?:;\"'”’)]")
#: no sentence has more tokens; a longer stretch is cut, so that no rule within a sentence can cost more than this
_LONGEST = 300
#: after initials, a capital starts a new sentence only when it is one of these
_OPENERS = words("the in on at it he she they we this that these those a an but and as by for after before")


class Token(NamedTuple):
    """One number, word, clitic or mark, and where it stands in the text."""

    text: str
    lower: str
    start: int
    end: int
    kind: str

    @property
    def capital(self) -> bool:
        """Does it begin with a capital letter?"""
        return self.text[0].isupper()


@lru_cache(maxsize=16)  # a text is read for its statements and for its subject, one soon after the other
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text in order; time and memory are linear in its length."""
    return tuple(
        # Half of the time of reading a text goes here, and the constructor of a named tuple takes as long again.
        _new(Token, (word := found[0], word.lower(), found.start(), found.end(), found.lastgroup))
        for found in _TOKEN.finditer(text)
    )


_new = tuple.__new__


def sentences(text: str) -> list[Sequence[Token]]:
    """Return the text's tokens cut into sentences; a line break between two lines of text also ends one."""
    tokens = tokenize(text)
    result: list[Sequence[Token]] = []
    lines = "\n" in text
    start = 0
    for index in range(1, len(tokens)):
        last = tokens[index - 1]
        may_end = last[0] in _MAY_END or last[4] == "initials" or (lines and "\n" in text[last[3] : tokens[index][2]])
        if index - start >= _LONGEST or (
            may_end and _begins_sentence(tokens[start:index], tokens[index], tokens[index + 1 : index + 4], text)
        ):
            result.append(tokens[start:index])
            start = index
    if tokens:
        result.append(tokens[start:])
    return result


def _begins_sentence(before: Sequence[Token], token: Token, after: Sequence[Token], text: str) -> bool:
    last = before[-1]
    gap = text[last.end : token.start]
    row = any(following.text == ":" for following in after)  # a row of a table begins with its first column's name
    if "\n" in gap and (row or gap.count("\n") > 1 or last.text in ".!?:;"):
        return True
    if not gap:
        return False
    if last.kind == "initials":
        return token.capital and token.lower in _OPENERS
    closing = last
    if last.text in "\"'”’)]" and len(before) > 1 and before[-2].text in ".!?":
        closing = before[-2]
    if closing.text not in (".", "!", "?"):
        return False
    if not (row or token.capital or token.kind == "number" or token.text in "\"'“‘([$€£`"):
        return False
    if closing.text == "." and closing is last and len(before) > 1:
        word = before[-2]
        if word.lower in _ABBREVIATIONS:
            return False
        if len(word.text) == 1 and word.capital and word.lower != "i":
            return False
    return True
