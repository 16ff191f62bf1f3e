"""Days and months: "14 March 2019", "2019-03-14", "May 10 and 11", "last March", "Thursday"."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from factdesk.verdicts.datewords import (
    DAYS,
    JOINTS,
    MONTHS,
    Read,
    day_number,
    day_of,
    make,
    month_range,
    year_number,
)
from factdesk.verdicts.line import Line
from factdesk.verdicts.times import NO_YEAR
from factdesk.verdicts.tokens import words

#: months that are also names of people or plain words, and what stands before those that are months
_NAMES_TOO = words("may march mar jan dec sep april june august")
_BEFORE_MONTH = words(
    "in since by last until till from of to this next during and through between mid late early - before after"
)
_STATING = words("was is were stood came")
_VOTES = words("vote votes voted voters support supported campaign")
_AFTER_AMOUNTS = words("percent % million billion")


def iso_at(line: Line, index: int) -> Read | None:
    """Read 2019-03-14, and 14/03/2019 where only one order can be meant."""
    if line.lower(index + 1) not in ("-", "/"):
        return None
    five = line.tokens[index : index + 5]
    if len(five) < 5 or five[3].text != five[1].text:
        return None
    if any(before.end != after.start for before, after in pairwise(five)):
        return None
    parts = [five[0].text, five[2].text, five[4].text]
    if not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    one, two, three = (int(part) for part in parts)
    if len(parts[0]) == 4:
        day = day_of(one, two, three)
    elif len(parts[2]) == 4 and (one > 12 or two > 12 or one == two):
        day = day_of(three, two, one) if one > 12 or one == two else day_of(three, one, two)
    elif len(parts[2]) == 4 and 1000 <= three <= 2199:
        # Day and month could stand in either order; the year is certain.
        return make(line, index, index + 5, date(three, 1, 1), date(three, 12, 31), "year")
    else:
        return None
    return None if day is None else make(line, index, index + 5, day, day, "day")


def day_month_at(line: Line, index: int) -> Read | None:
    """Read 14 March 2019, 14 March, 10 and 11 May 2025, the 14th of March."""
    first = day_number(line, index)
    if first is None:
        return None
    day, after = first
    last_day = day
    second = day_number(line, after + 1) if line.lower(after) in JOINTS else None
    if second is not None and second[0] > day and line.lower(second[1]) in MONTHS:
        last_day, after = second
    if line.lower(after) == "of":
        after += 1
    month = MONTHS.get(line.lower(after))
    if month is None or (not line.tokens[after].capital and line.lower(after) in ("may", "mar", "march")):
        return None
    after += 1
    return _with_year(line, index, after, month, day, last_day)


def _with_year(line: Line, index: int, after: int, month: int, day: int, last_day: int) -> Read | None:
    if line.lower(after) == "." and line.touches(after) and after + 1 < len(line.tokens):
        after += 1 if line.tokens[after + 1].kind == "number" or line.tokens[after + 1].text == "," else 0
    position = after + 1 if line.lower(after) == "," else after
    year = year_number(line, position)
    first, last = day_of(year or NO_YEAR, month, day), day_of(year or NO_YEAR, month, last_day)
    if first is None or last is None:
        return None
    end = after if year is None else position + 1
    time, end = make(line, index, end, first, last, "day", yearless=year is None)
    return (replace(time, borders="day") if time is not None and first < last else time), end


def month_at(line: Line, index: int, anchor: date | None) -> Read | None:
    """Read March 14, 2019; May 10 and 11, 2025; March 2019; in March."""
    month = MONTHS[line.tokens[index].lower]
    after = index + 1
    if line.lower(after) == "." and line.touches(after) and len(line.tokens[index].text) <= 4:
        after += 1
    if (first := day_number(line, after)) is not None:
        day, last_day, end = first[0], first[0], first[1]
        second = day_number(line, end + 1) if line.lower(end) in JOINTS else None
        if second is not None and second[0] > day and line.lower(second[1]) not in _AFTER_AMOUNTS:
            last_day, end = second
        return _with_year(line, index, end, month, day, last_day)
    position = after + 1 if line.lower(after) in (",", "of") else after
    if (year := year_number(line, position)) is not None:
        return make(line, index, position + 1, *month_range(year, month), "month")
    if not line.tokens[index].capital:
        return None
    before = line.lower(index - 1)
    # "The rate for May was 6.9%"; a vote for May is one for somebody.
    figure = before == "for" and line.lower(index + 1) in _STATING and _VOTES.isdisjoint(line.words)
    if line.tokens[index].lower in _NAMES_TOO and before not in _BEFORE_MONTH and not figure:
        return None
    if before in ("last", "next", "this") and anchor is not None:
        year = _nearest_year(anchor, month, before)
        return make(line, index, index + 1, *month_range(year, month), "month")
    return make(line, index, index + 1, *month_range(NO_YEAR, month), "month", yearless=True)


def _nearest_year(anchor: date, month: int, word: str) -> int:
    if word == "next":
        return anchor.year if month > anchor.month else anchor.year + 1
    return anchor.year if month < anchor.month or (word == "this" and month == anchor.month) else anchor.year - 1


def weekday_at(line: Line, index: int, anchor: date | None) -> Read | None:
    """Read Thursday: the last one on or before the anchor; "last Thursday" lies before it, "next Thursday" after."""
    dated = _read_dated(line, index + 2 if line.lower(index + 1) == "," else index + 1)
    if dated is not None:
        time, after = dated
        named = None if time is None else replace(time, start=line.tokens[index].start, text=line.text(index, after))
        return named, after
    if anchor is None:
        return None, index + 1
    back = (anchor.weekday() - DAYS[line.tokens[index].lower]) % 7
    before = line.lower(index - 1)
    if before == "next":
        day = anchor + timedelta(days=7 - back)
    else:
        day = anchor - timedelta(days=back or (7 if before == "last" else 0))
    return make(line, index, index + 1, day, day, "day")


def _read_dated(line: Line, index: int) -> Read | None:
    if index >= len(line.tokens):
        return None
    if line.tokens[index].kind == "number":
        return day_month_at(line, index)
    if line.tokens[index].lower in MONTHS and day_number(line, index + 1) is not None:
        return month_at(line, index, None)
    return None
