"""What a verifier reads of a passage: its values in the claim's own words, where they are the same.

A model reads "2,300" and "2,318", "90 minutes" and "an hour and a half", or "from January to August" and "in the first
eight months" as two things. That 214 is "more than 200" is for arithmetic to say, and which days a phrase names is for
the calendar; in the claim's words the passage stays true, and what is left to judge is whether it speaks of the same.
The passage that a verdict shows is the one that was written.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from factdesk.records import Claim
from factdesk.verdicts.amounts import same_value
from factdesk.verdicts.mentions import Amount
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.statements import read_statements
from factdesk.verdicts.times import Time
from factdesk.verdicts.tokens import Token, sentences, words

#: what stands before a time that says when something was; "by" and "since" say something else, "of 2024" whose it is
_WHEN = words("in on during over throughout")
#: what stands before two borders; before one of them it says when something began
_BORDERS = words("from between")
#: times that say when without such a word, "last month"
_BARE = words("last this next yesterday today")


class _When(NamedTuple):
    """A time with the words that make it say when: from one character to another, and those words."""

    time: Time
    start: int
    end: int
    text: str


def reworded(claim: Claim, text: str, published: date | None = None) -> str:
    """Return a text with each amount and each time that meets one of the claim's written as the claim has it.

    ``published`` is the text's day, from which "last year" is counted.
    """
    return _with_its_amounts(claim, _with_its_times(claim, text, published), published)


def _with_its_times(claim: Claim, text: str, published: date | None) -> str:
    """Return a text with the same days in the same words; a verifier reads the claim's hypothesis."""
    if not (asked := _times(claim.hypothesis, None)):
        return text
    for theirs in reversed(_times(text, published)):
        said = next((mine for mine in asked if mine.time.same(theirs.time)), None)
        if said is not None and said.time.text.casefold() != theirs.time.text.casefold():
            opens = theirs.text[:1].isupper()
            first = said.text[:1].upper() if opens else said.text[:1].lower()
            text = text[: theirs.start] + first + said.text[1:] + text[theirs.end :]
    return text


def _times(text: str, anchor: date | None) -> list[_When]:
    statements = read_statements(text, anchor)
    if not any(statement.times for statement in statements):
        return []
    return [
        when
        for tokens, statement in zip(sentences(text), statements, strict=True)
        for time in statement.times
        if not (time.named or time.yearless or time.open_ended or time.precision == "season")
        and (when := _when(text, tokens, time)) is not None
    ]


def _when(text: str, tokens: Sequence[Token], time: Time) -> _When | None:
    """Return a time with its preposition and article, or None where it does not say when something was."""
    first = next(index for index, token in enumerate(tokens) if token.start == time.start)
    if tokens[first].lower in _BARE and (not first or tokens[first - 1].lower not in (*_WHEN, *_BORDERS, "the", "of")):
        return _When(time, time.start, time.end, text[time.start : time.end])
    before = first - 1 if first and tokens[first - 1].lower == "the" else first
    lead = tokens[before - 1].lower if before else ""
    if lead not in _WHEN and not (lead in _BORDERS and time.precision == "span"):
        return None
    start = tokens[before - 1].start
    return _When(time, start, time.end, text[start : time.end])


def _with_its_amounts(claim: Claim, text: str, published: date | None) -> str:
    asked = list(_amounts(claim.text, None))
    if not asked:
        return text
    for theirs in sorted(_amounts(text, published), key=lambda item: -item.quantity.start):
        met = [mine.quantity for mine in asked if same_value(mine, theirs)]
        # Of two bounds that a value keeps, the nearer one is meant: "more than 170, and more than 320 worldwide".
        said = min(met, key=lambda mine: _apart(mine, theirs.quantity), default=None)
        if said is not None and said.text.casefold() != theirs.quantity.text.casefold():
            text = text[: theirs.quantity.start] + _inside(said) + text[theirs.quantity.end :]
    return text


def _apart(one: Quantity, other: Quantity) -> float:
    """Return how far two values are apart, as a share of the larger one."""
    mine, theirs = one.base[1], other.base[1]
    return abs(mine - theirs) / (max(abs(mine), abs(theirs)) or 1.0)


def _inside(said: Quantity) -> str:
    """Return a value's words as they stand inside a sentence."""
    opens = said.start == 0 and said.text[1:2].islower()
    return said.text[:1].lower() + said.text[1:] if opens else said.text


def _amounts(text: str, anchor: date | None) -> Iterator[Amount]:
    for statement in read_statements(text, anchor):
        yield from (amount for amount in statement.amounts if amount.quantity.amount and not amount.cell)
