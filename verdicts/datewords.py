"""The words of dates, and the small parts that every kind of date is read from."""

import calendar
from datetime import date

from factdesk.records import months
from factdesk.verdicts.line import Line
from factdesk.verdicts.times import Precision, Time
from factdesk.verdicts.tokens import words

MONTHS = months.MONTH_NUMBERS | {"sept": 9}
DAYS = {name.lower(): number for number, name in enumerate(months.DAYS)}
#: the month that each begins in, in the north
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
#: of a month, a year or a decade; a part is read as the whole
PARTS = words("early mid late")
_TO_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
COUNTS = {word: number for number, word in enumerate(_TO_TWELVE.split(), 1)}
#: what joins two borders to one stretch of time
JOINTS = words("to and - – through until")

#: a time, or None where these words name none that can be resolved, and the index of the first token after it
Read = tuple[Time | None, int]


def make(
    line: Line,
    index: int,
    after: int,
    first: date,
    last: date,
    precision: Precision,
    *,
    yearless: bool = False,
) -> Read:
    """Make a time of the tokens from ``index`` up to ``after``."""
    start, end = line.tokens[index].start, line.tokens[after - 1].end
    text = line.text(index, after)
    return Time(text, start, end, first, last, precision, yearless), after


def year_number(line: Line, index: int) -> int | None:
    """Return a four-digit number that can be a year, or None."""
    if not 0 <= index < len(line.tokens):
        return None
    token = line.tokens[index]
    if token.kind == "number" and len(token.text) == 4 and token.text.isdecimal() and 1000 <= int(token.text) <= 2199:
        return int(token.text)
    return None


def named_year(line: Line, index: int, anchor: date | None) -> tuple[int | None, int]:
    """Return the year that is named here ("2025", "this year", "last year"), and the index after it."""
    year = year_number(line, index)
    if year is not None:
        return year, index + 1
    if anchor is not None and line.lower(index) in ("this", "last") and line.lower(index + 1) == "year":
        return anchor.year - (line.lower(index) == "last"), index + 2
    return None, index


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_range(year: int, month: int, length: int = 1) -> tuple[date, date]:
    """Return the first and the last day of so many months."""
    end = month + length - 1
    end_year, end_month = year + (end - 1) // 12, (end - 1) % 12 + 1
    return date(year, month, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def day_number(line: Line, index: int) -> tuple[int, int] | None:
    """Return a day of the month and the index after it ("14", "14th"), or None."""
    if not 0 <= index < len(line.tokens):
        return None
    token = line.tokens[index]
    if token.kind != "number" or not token.text.isdecimal() or len(token.text) > 2 or not 1 <= int(token.text) <= 31:
        return None
    after = index + 1
    if line.lower(after) in ("st", "nd", "rd", "th") and line.touches(after):
        after += 1
    return int(token.text), after
