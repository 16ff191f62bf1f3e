"""How long something went on, by its first and its last day: from 2003 to 2011 is eight years.

The two may be told in one phrase, or as when it began and when it ended.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from factdesk.verdicts.derived import Derived
from factdesk.verdicts.mentions import Amount, Moment
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import Subject, word_class
from factdesk.verdicts.times import Border
from factdesk.verdicts.tokens import words
from factdesk.verdicts.tolerance import outcome
from factdesk.verdicts.units import UNITS
from factdesk.verdicts.wording import plain

_PRESENT = word_class("present")
_BEGUN = frozenset(map(word_class, words("began opened launched married broke")))
_ENDED = frozenset(map(word_class, words("ended closed stopped lifted arrived landed divorced separated")))

_BORDERS: tuple[Border, ...] = ("day", "month", "year")


def durations(claim: Quantity, statements: Sequence[Statement]) -> Iterator[Derived]:
    """Yield, for a claim that tells how long something went on, how long a passage's stretches of time are.

    Hours are not held against days, nor weeks against years: what went on for so many hours may have done so every day.
    """
    if claim.role != "level" or claim.unit.dimension != "time" or claim.per is not None:
        return
    for statement in statements:
        for moment in statement.moments:
            yield from _told(claim, moment, alone=len(statement.moments) == 1 and _PRESENT not in moment.near.words)
    told = [statement.moments for statement in statements]
    for moments in [*told, *(one + other for one, other in pairwise(told) if one and other)]:
        begun = [moment for moment in moments if moment.own.words & _BEGUN]
        ended = [moment for moment in moments if moment.own.words & _ENDED]
        if len(begun) == len(ended) == 1 and (whole := _from_to(begun[0], ended[0])) is not None:
            yield from _told(claim, whole, alone=len(moments) == 2)


def _told(claim: Quantity, moment: Moment, *, alone: bool) -> Iterator[Derived]:
    """Yield the length of a stretch of time; beside other times it may be one of several: "1973-1987, 1995-2001"."""
    borders = moment.time.borders
    if borders is not None and claim.unit.factor >= UNITS[borders].factor:
        lasted = _lasted(claim, moment, borders)
        if alone or lasted.amount.quantity.wording == "exact":
            yield lasted


def _from_to(begun: Moment, ended: Moment) -> Moment | None:
    """Return the stretch between two times of one precision; None where they are not two such, or in no such order."""
    first, last = begun.time, ended.time
    borders: Border | None = next((kind for kind in _BORDERS if first.precision == last.precision == kind), None)
    if borders is None or first.yearless or last.yearless or not first.first < last.first:
        return None
    time = replace(first, text=f"{first.text} to {last.text}", last=last.last, precision="span", borders=borders)
    return begun._replace(time=time, near=begun.near | ended.near, own=begun.own | ended.own)


def _lasted(claim: Quantity, moment: Moment, borders: Border) -> Derived:
    """Return the length that the claim tells where it may be that, else all that it may be."""
    border, unit = UNITS[borders], claim.unit.factor
    least = _whole(moment.time.first, moment.time.last, borders)
    length = claim._replace(
        text=moment.time.text, low=least, high=least, step=1.0, unit=border, wording="exact", every=False
    )
    # From May to July is two months or, with all of July, three; from 2003 to 2011 is called eight years.
    longest = least if borders == "year" else least + 1
    for value in (least, longest):
        exact = length._replace(low=value, high=value)
        if value > 0 and outcome(claim, exact) == "agrees":
            return _derived(moment, exact, exact)
    slack = 1 + claim.step * unit / border.factor / 2
    return _derived(moment, length._replace(low=least - slack, high=least + slack, wording="range"), length)


def _whole(first: date, last: date, borders: Border) -> int:
    """Return how many whole days, months or years lie between two borders of a stretch."""
    if borders == "day":
        return (last - first).days
    years = last.year - first.year
    return years if borders == "year" else 12 * years + last.month - first.month


def _derived(moment: Moment, quantity: Quantity, shown: Quantity) -> Derived:
    return Derived(amount_of(moment, quantity), f"“{quantity.text}” is {plain(shown)}")


def amount_of(moment: Moment, quantity: Quantity) -> Amount:
    """Return a quantity that follows from a time, among the words that tell what happened then."""
    return Amount(
        sentence=moment.sentence,
        near=moment.near,
        negated=moment.negated,
        denied_too=moment.denied_too,
        ranks=moment.ranks,
        quantity=quantity,
        core=moment.near,
        period=None,
        cell="",
        column=frozenset(),
        anchor=Subject(),
        label="",
        once=False,
        earlier=False,
        then=False,
        possible=False,
        now=False,
        pace=None,
    )
