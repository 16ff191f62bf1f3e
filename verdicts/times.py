"""A time as the interval of days it names, and how two of them lie to each other.

A day or month without its year is kept so (``yearless``) and is compared by month and day alone.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from factdesk.records.months import MONTHS

Precision = Literal["day", "month", "quarter", "season", "half", "year", "decade", "century", "span"]
Border = Literal["day", "month", "year"]

#: placeholder year of a date without one; a leap year, so that 29 February exists
NO_YEAR = 2000
FIRST, LAST = date.min, date.max


@dataclass(frozen=True, slots=True)
class Time:
    """An interval of days that a phrase names: ``text`` from character ``start`` to ``end``."""

    text: str
    start: int
    end: int
    first: date
    last: date
    precision: Precision
    yearless: bool = False
    #: an open end ("since 2019", "before March"): only one border was said
    open_ended: bool = False
    #: how long something went on ("since 2019", "until March"), and not merely which side of a border it lies on
    lasting: bool = False
    #: what its first and its last one are, where both were said ("from 2003 to 2011")
    borders: Border | None = None
    #: part of a name ("the 2016 Women's Championship"), and then no time of anything else
    named: bool = False

    @property
    def plain(self) -> str:
        """The interval as a person writes it."""
        if self.yearless:
            return f"{'around ' if self.open_ended else ''}{self.text}"
        if self.first == FIRST:
            return f"before {day_in_words(self.last + timedelta(days=1))}"
        if self.last == LAST:
            return f"from {day_in_words(self.first)}"
        if self.first == self.last:
            return day_in_words(self.first)
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31):
            return (
                str(self.first.year) if self.first.year == self.last.year else f"{self.first.year} to {self.last.year}"
            )
        if self.precision == "month":
            return f"{MONTHS[self.first.month - 1]} {self.first.year}"
        return f"{day_in_words(self.first)} to {day_in_words(self.last)}"

    def overlaps(self, other: "Time") -> bool:
        """Do the two intervals share a day, or may they, where one has an open end but no year?"""
        if (self.open_ended and self.yearless) or (other.open_ended and other.yearless):
            return True
        mine, theirs = alike(self, other)
        return mine.first <= theirs.last and theirs.first <= mine.last

    def within(self, other: "Time") -> bool:
        """Does this interval lie inside the other?"""
        mine, theirs = alike(self, other)
        return theirs.first <= mine.first and mine.last <= theirs.last

    def ends_with(self, other: "Time") -> bool:
        """Does something that went on so long begin (or end) at the other time, to the year?"""
        if self.yearless or other.yearless:
            return self.overlaps(other)
        mine, theirs = (self.first, other.first) if self.last == LAST else (self.last, other.last)
        return mine.year == theirs.year

    def same(self, other: "Time") -> bool:
        """Are both the same interval?"""
        mine, theirs = alike(self, other)
        return (mine.first, mine.last, mine.open_ended) == (theirs.first, theirs.last, theirs.open_ended)


def day_in_words(day: date) -> str:
    """Return a day as a person writes it: "2 April 1938"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def alike(one: Time, other: Time) -> tuple[Time, Time]:
    """Bring both to month and day alone where one has no year; a year says nothing against a day without one."""
    if one.yearless == other.yearless:
        return one, other
    return _without_year(one), _without_year(other)


def _without_year(time: Time) -> Time:
    if time.yearless:
        return time
    if time.open_ended or time.last - time.first > timedelta(days=92):
        return replace(time, first=date(NO_YEAR, 1, 1), last=date(NO_YEAR, 12, 31))
    try:
        return replace(time, first=time.first.replace(year=NO_YEAR), last=time.last.replace(year=NO_YEAR))
    except ValueError:
        return time
