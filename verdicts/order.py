"""Which of two events came first: "the dam was finished before the stadium" against the times that a passage gives."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.mentions import Moment
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import Subject, content_of, denials
from factdesk.verdicts.times import alike
from factdesk.verdicts.tokens import sentences, words

_ORDERS = {"before": True, "after": False}
#: what stands before a thing, or a name, is no "before" of a clause ("before it closed")
_THINGS = words("the a an its their his her")
#: of these, "after" is a part: "looked after the citizens"
_PHRASAL = words("look looks looked looking name named go goes went going take takes took run runs ran come came")
#: share of an event's words that must stand beside a time for the time to be the event's
_SAME_EVENT = 0.5
#: a passage with more times than this is a chronicle: too many pairs could be meant
_MOST_TIMES = 6


class Order(NamedTuple):
    """Two events in the order that a claim tells, and its words for that."""

    first: Subject
    second: Subject
    text: str


def order_of(text: str) -> Order | None:
    """Return the order of two events that a text tells; None where it tells none, or more than that."""
    found = sentences(text)
    tokens = found[0] if len(found) == 1 else []
    places = [index for index, token in enumerate(tokens) if token.lower in _ORDERS]
    if len(places) != 1 or denials(tokens):
        return None
    index = places[0]
    if tokens[index - 1].lower in _PHRASAL:
        return None
    following = tokens[index + 1 : index + 2]
    if not following or not (following[0].lower in _THINGS or following[0].capital):
        return None
    content = content_of(tokens)
    one, other = Subject.from_content(content[:index]), Subject.from_content(content[index + 1 :])
    if not one.words or not other.words or one.words <= other.words:
        return None
    told = text[tokens[index].start : tokens[-1].end].rstrip(" .")
    return Order(one, other, told) if _ORDERS[tokens[index].lower] else Order(other, one, told)


def compare_order(claim: Order, statements: Sequence[Statement]) -> Comparison | None:
    """Hold the order of two events against the one that a passage tells of them, by their times or in so many words."""
    found = {*_by_times(claim, statements), *_by_gaps(claim, statements)}
    if len({right for right, _, _ in found}) != 1:
        return None
    right, written, why = min(found)
    text = f"The claim says “{claim.text}”, and {why}: {'so it came' if right else 'it was the other way round'}."
    return Comparison.of("time", claim.text, written, "agrees" if right else "differs", text)


def _by_times(claim: Order, statements: Sequence[Statement]) -> Iterator[tuple[bool, str, str]]:
    moments = [item for statement in statements for item in statement.moments if not item.time.open_ended]
    if len(moments) > _MOST_TIMES:
        return
    pairs = [
        (one, two)
        for one, two in permutations(moments, 2)
        if _is_of(one.own, claim.first, claim.second) and _is_of(two.own, claim.second, claim.first)
    ]
    if len(pairs) == 1 and (right := _in_order(*pairs[0])) is not None:
        one, two = pairs[0]
        yield right, f"{one.time.text}, {two.time.text}", f"the evidence has {one.time.text} and {two.time.text}"


def _by_gaps(claim: Order, statements: Sequence[Statement]) -> Iterator[tuple[bool, str, str]]:
    for statement in statements:
        for amount in statement.amounts:
            if amount.quantity.role != "gap" or not amount.anchor.words:
                continue
            event = Subject(amount.near.words - amount.anchor.words, amount.near.names - amount.anchor.names)
            first, second = (event, amount.anchor) if amount.quantity.direction < 0 else (amount.anchor, event)
            text = amount.quantity.text
            why = f"the evidence has “{text} {'before' if amount.quantity.direction < 0 else 'after'}”"
            if _is_of(first, claim.first, claim.second) and _is_of(second, claim.second, claim.first):
                yield True, text, why
            elif _is_of(first, claim.second, claim.first) and _is_of(second, claim.first, claim.second):
                yield False, text, why


def _in_order(one: Moment, two: Moment) -> bool | None:
    """Does the first time lie before the second? None where they overlap or cannot be told apart."""
    if one.time.yearless != two.time.yearless:
        return None
    first, second = alike(one.time, two.time)
    return None if first.overlaps(second) else first.last < second.first


def _is_of(told: Subject, event: Subject, other: Subject) -> bool:
    mine, theirs = event.coverage(told), other.coverage(told)
    # Whom it is told of is not what happened: "was on a series" is not when he was born.
    happened = event.words - event.names
    return mine >= _SAME_EVENT and mine > theirs and (not happened or not happened.isdisjoint(told.words))
