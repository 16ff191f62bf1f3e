"""A text as sentences of tokens, by one bounded pattern: the parsers of this room read tokens, never raw text.

Light on purpose. Judging is pure and must never be the slow part, so no parser is loaded here; what the rules need of
grammar (clause borders, the noun after a number) they take from word order and closed lists.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, repeat
from typing import NamedTuple


def words(listed: str) -> frozenset[str]:
    """Return a closed list of words that is written as one reads it, with spaces between."""
    return frozenset(listed.split())


#: one group around all, so that splitting a text by it gives what stands between the tokens and the tokens, in turn;
#: what is longer than any word is cut, because words are remembered
_TOKEN = re.compile(
    r"((?:[Gg]ross [Dd]omestic [Pp]roduct)\b"  # told by its initials as often
    r"|[^\W\d_](?:\.(?:[^\W\d_]\.){1,39}|[^\W\d_]{0,98})"  # initials: U.S.  a.m. - or a word
    r"|\d{1,99}(?:(?:,\d{2,3}){0,6},\d{3}(?!\d))?(?:\.\d{1,99})?"  # a number: 1,200,000  48,00,000  582.4
    r"|['’](?:s|re|ve|ll|d|t|m)\b"  # a clitic
    r"|[^\w\s]|_)"  # a mark
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
    # A third of the time of reading a text goes here: nothing of Python's own runs for a token but what is looked up.
    parts = _TOKEN.split(text)
    ends = list(accumulate(map(len, parts)))
    found = parts[1::2]
    if not found:
        return ()
    lower, kinds = zip(*map(known_token, found), strict=True)
    # The constructor of a named tuple takes as long again.
    return tuple(map(_new, repeat(Token), zip(found, lower, ends[::2], ends[1::2], kinds, strict=False)))


_new: Callable[[type[Token], Iterable[object]], Token] = tuple.__new__


@lru_cache(maxsize=8192)  # the words of a language that come often; numbers go on for ever
def known_token(word: str) -> tuple[str, str]:
    """Return a token's text in lower case, and its kind, which its characters tell."""
    if word[0].isdecimal():
        kind = "number"
    elif word[0].isalnum():  # "½" is a word, as the pattern has it
        kind = "initials" if word[-1] == "." else "word"
    else:
        kind = "clitic" if len(word) > 1 else "mark"
    return ("gdp" if word.lower() == "gross domestic product" else word.lower()), kind


def text_of(tokens: Sequence[Token]) -> str:
    """Return the tokens as they stood, with a space wherever there was any."""
    text, _, _, end, _ = tokens[0]
    for word, _, start, after, _ in tokens[1:]:
        text += word if start == end else f" {word}"
        end = after
    return text


def sentences(text: str) -> list[Sequence[Token]]:
    """Return the text's tokens cut into sentences; a line break between two lines of text also ends one."""
    tokens = tokenize(text)
    result: list[Sequence[Token]] = []
    start = 0
    for index in _after_ends(tokens, text):
        while index - start > _LONGEST:
            result.append(tokens[start : start + _LONGEST])
            start += _LONGEST
        if index - start == _LONGEST or _begins_sentence(tokens, start, index, text):
            result.append(tokens[start:index])
            start = index
    while len(tokens) - start > _LONGEST:
        result.append(tokens[start : start + _LONGEST])
        start += _LONGEST
    if tokens:
        result.append(tokens[start:])
    return result


def _after_ends(tokens: Sequence[Token], text: str) -> list[int]:
    """Return the index of each token before which a sentence may end."""
    after = [index for index, token in enumerate(tokens, 1) if token[0] in _MAY_END or token[4] == "initials"]
    if "\n" in text:
        broken = [index for index in range(1, len(tokens)) if "\n" in text[tokens[index - 1][3] : tokens[index][2]]]
        after = sorted({*after, *broken})
    return after if not after or after[-1] < len(tokens) else after[:-1]


def _begins_sentence(tokens: Sequence[Token], start: int, index: int, text: str) -> bool:
    """Does a sentence begin with this token, where the one before it began at ``start``?"""
    last, token = tokens[index - 1], tokens[index]
    gap = text[last.end : token.start]
    if not gap:
        return False
    # A row of a table begins with its first column's name.
    row = any(following.text == ":" for following in tokens[index + 1 : index + 4])
    if "\n" in gap and (row or gap.count("\n") > 1 or last.text in ".!?:;"):
        return True
    if last.kind == "initials":
        return token.capital and token.lower in _OPENERS
    closing, second = last, tokens[index - 2] if index - start > 1 else None
    if last.text in "\"'”’)]" and second is not None and second.text in ".!?":
        closing = second
    if closing.text not in (".", "!", "?"):
        return False
    if not (row or token.capital or token.kind == "number" or token.text in "\"'“‘([$€£`"):
        return False
    if closing.text == "." and closing is last and second is not None:
        if second.lower in _ABBREVIATIONS:
            return False
        if len(second.text) == 1 and second.capital and second.lower != "i":
            return False
    return True
