"""Counted stretches of time: "the first eight months of 2025", "six months to June 2025", "the year ended 31 March".

Companies, ministries and ports report by them. Read as the whole year, its first eight months would be held against
what the year came to.
"""

from datetime import date, timedelta

from factdesk.verdicts.dates import day_month_at, month_at
from factdesk.verdicts.datewords import COUNTS, MONTHS, Read, day_of, make, month_range, named_year
from factdesk.verdicts.line import Line
from factdesk.verdicts.tokens import words

_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_DAYS_IN = {"week": 7, "day": 1}
_TO = words("to through ended ending")
#: what may stand between these and the month
_BETWEEN = words("the end of in on")


def stretch_at(line: Line, index: int, anchor: date | None) -> Read | None:
    """Read the first eight months of 2025; the last two weeks of this year; the six months to June 2025."""
    word = line.tokens[index].lower
    if word in ("first", "last", "final"):
        return _part_of_year(line, index, anchor)
    count, after = (1, index) if word == "year" else _count(line, index)
    unit = line.lower(after).removesuffix("s")
    if not count or unit not in _MONTHS_IN or line.lower(after + 1) not in _TO:
        return None
    return _up_to(line, index, after + 2, count * _MONTHS_IN[unit], anchor)


def _part_of_year(line: Line, index: int, anchor: date | None) -> Read | None:
    count, after = _count(line, index + 1)
    unit = line.lower(after).removesuffix("s")
    if not count or unit == "year" or line.lower(after + 1) != "of":
        return None
    year, end = named_year(line, after + 2, anchor)
    if year is None:
        return None
    opening, closing = date(year, 1, 1), date(year, 12, 31)
    opens = line.tokens[index].lower == "first"
    if unit in _DAYS_IN:
        days = timedelta(days=count * _DAYS_IN[unit] - 1)
        first, last = (opening, opening + days) if opens else (closing - days, closing)
    elif unit in _MONTHS_IN and count * _MONTHS_IN[unit] <= 12:
        months = count * _MONTHS_IN[unit]
        first, last = month_range(year, 1 if opens else 13 - months, months)
    else:
        return None
    return make(line, index, end, first, last, "span") if opening <= first and last <= closing else None


def _up_to(line: Line, index: int, position: int, months: int, anchor: date | None) -> Read | None:
    """Count months back from the month or the day that is named at the position."""
    while line.lower(position) in _BETWEEN:
        position += 1
    in_words = line.lower(position) in MONTHS and line.tokens[position].capital
    time, after = (month_at(line, position, anchor) if in_words else day_month_at(line, position)) or (None, index)
    if time is None or time.yearless or time.precision not in ("month", "day"):
        return None
    serial = time.last.year * 12 + time.last.month - 1 - months
    day_before = month_range(serial // 12, serial % 12 + 1)[1]  # where the end of a month was meant
    if time.precision == "day" and (time.last + timedelta(days=1)).day != 1:
        day_before = day_of(day_before.year, day_before.month, time.last.day) or day_before
    return make(line, index, after, day_before + timedelta(days=1), time.last, "span")


def _count(line: Line, index: int) -> tuple[int, int]:
    """Return a small whole number and the index after it; 0 where none stands here."""
    word = line.lower(index)
    if word.isdecimal() and len(word) <= 3:
        return int(word), index + 1
    return COUNTS.get(word, 0), index + 1
