"""A statement as words in reading order, the sentence that they make, and where in the article they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factdesk.claims.parser import Token
from factdesk.records import Span


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a statement's text."""

    text: str
    #: where it stands in the article; None for a word that was put in
    token: Token | None = None
    #: part of the claim's quote, rather than brought in from elsewhere
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase of the article was read as, before offsets are known."""

    tokens: tuple[Token, ...]
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its words in reading order, the predicate that heads it, and what was read differently."""

    head: Token
    words: tuple[Word, ...]
    readings: tuple[Reading, ...] = ()
    #: words that could not be read safely
    unresolved: tuple[str, ...] = ()
    #: the statement that somebody said something; its ``proposition`` heads what they said
    saying: bool = False
    proposition: Token | None = None

    def tokens(self) -> list[Token]:
        """Return the article's tokens that the statement's quote is made of, in the article's order."""
        return sorted((word.token for word in self.words if word.token and word.quoted), key=lambda token: token.i)


_NO_SPACE_BEFORE = frozenset(
    {",", ".", ";", ":", "!", "?", ")", "]", "”", "’", "%", "'s", "’s", "'", "n't", "n’t", "…"}
)
_NO_SPACE_AFTER = frozenset({"(", "[", "“", "‘", "$", "£", "€", "#"})
_FULL_STOPS = (".", "!", "?", "…", ".”", "!”", "?”", '."', '!"', '?"', ".)", ".’")


def sentence_text(words: Sequence[Word]) -> str:
    """Return the words as one clean English sentence: a capital first, a full stop last, the article's spacing."""
    text = _capital(lay_out(words)[0].strip())
    text = re.sub(r",([”\"’]+)$", r".\1", text)
    if text.endswith((",", ";", ":", "-", "–", "—")):
        text = text[:-1].rstrip()
    return text if text.endswith(_FULL_STOPS) else f"{text}."


def lay_out(words: Sequence[Word]) -> tuple[str, list[int]]:
    """Return the words in one line with the article's spacing, and where in it each begins."""
    text = ""
    starts: list[int] = []
    before: Word | None = None
    for word in words:
        if before is not None and word.text and _spaced(before, word):
            text += " "
        starts.append(len(text))
        text += " ".join(_small(word).split() if text else word.text.split())
        before = word if word.text else before
    return text, starts


def _small(word: Word) -> str:
    """Return the word without the capital that it has only because a sentence of the article begins with it."""
    token = word.token
    opens = token is not None and token.is_sent_start and token.pos_ in {"DET", "ADP", "SCONJ", "CCONJ", "ADV"}
    opens = opens or (token is not None and token.is_sent_start and token.tag_ == "NNS" and not token.ent_type_)
    return word.text[:1].lower() + word.text[1:] if opens else word.text


def _spaced(before: Word, word: Word) -> bool:
    one, other = before.token, word.token
    # Where "’re" was put into another form it is a word of its own.
    if one is not None and other is not None and one.i + 1 == other.i and word.text == other.text:
        return bool(one.whitespace_)
    leans = before.text in _NO_SPACE_AFTER and not (one is not None and one.whitespace_)  # "C# is", "# 1"
    return word.text not in _NO_SPACE_BEFORE and not leans


def _capital(text: str) -> str:
    """Give the first word its capital, unless it is written in a way of its own ("iPhone", "eBay")."""
    at = next((place for place, character in enumerate(text) if character.isalnum()), None)
    if at is None:
        return text
    first = text[at:].split(maxsplit=1)[0]
    own_way = any(character.isupper() for character in first[1:])
    return text if own_way else text[:at] + text[at].upper() + text[at + 1 :]


def spans(tokens: Sequence[Token], start: int) -> list[Span]:
    """Return the stretches of the document that the tokens cover, joined over white space and punctuation."""
    stretches: list[list[int]] = []
    last: Token | None = None
    for token in tokens:
        first, end = start + token.idx, start + token.idx + len(token.text)
        if last is not None and (
            last.i + 1 == token.i
            or all(between.is_space or between.is_punct for between in token.doc[last.i + 1 : token.i])
        ):
            stretches[-1][1] = end
        else:
            stretches.append([first, end])
        last = token
    return [Span(start=first, end=end) for first, end in stretches]
