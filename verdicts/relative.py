"""Times told from a day: "yesterday", "last month", "this year", "two weeks ago".

They are anchored to the day the claim is read as of, or the day the text they stand in was published. Without an anchor
they stay unresolved and are compared with nothing.
"""

from datetime import date, timedelta

from factdesk.verdicts.datewords import Read, make, month_range
from factdesk.verdicts.line import Line
from factdesk.verdicts.numbers import read_number
from factdesk.verdicts.times import Precision
from factdesk.verdicts.tokens import words

_UNITS = words("day days week weeks month months year years decade decades")


def relative_at(line: Line, index: int, anchor: date | None) -> Read | None:
    """Read today, yesterday, this week, last month, earlier this year."""
    word, after = line.tokens[index].lower, index + 1
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(word)
    if shift is not None:
        if anchor is None:
            return None, after
        day = anchor + timedelta(days=shift)
        return make(line, index, after, day, day, "day")
    if word not in ("this", "last", "next", "past"):
        return None
    unit = line.lower(after)
    if unit not in ("week", "month", "quarter", "year", "decade"):
        return None
    if anchor is None:
        return None, after + 1
    step = {"this": 0, "last": -1, "past": -1, "next": 1}[word]
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        return make(line, index, after + 1, monday, monday + timedelta(days=6), "span")
    if unit in ("year", "decade"):
        year = anchor.year + step if unit == "year" else (anchor.year // 10 + step) * 10
        length = 1 if unit == "year" else 10
        return make(
            line,
            index,
            after + 1,
            date(year, 1, 1),
            date(year + length - 1, 12, 31),
            "year" if length == 1 else "decade",
        )
    length = 1 if unit == "month" else 3
    serial = anchor.year * 12 + anchor.month - 1
    serial = (serial // length + step) * length
    precision: Precision = "month" if unit == "month" else "quarter"
    return make(line, index, after + 1, *month_range(serial // 12, serial % 12 + 1, length), precision)


def ago_at(line: Line, index: int, anchor: date | None) -> Read | None:
    """Read two weeks ago, three years ago: to the precision of its unit."""
    word = line.tokens[index].lower
    if "ago" not in [token[1] for token in line.tokens[index + 2 : index + 6]]:
        return None
    if word in ("a", "one"):
        count, after = 1, index + 1
    else:
        number = read_number(line.tokens, index)
        if number is None or number.low != number.high or number.low != int(number.low) or not 0 < number.low < 5000:
            return None
        count, after = int(number.low), number.after
    unit = line.lower(after).removesuffix("s")
    if f"{unit}s" not in _UNITS or line.lower(after + 1) != "ago":
        return None
    if anchor is None:
        return None, after + 2
    try:
        if unit == "day":
            day = anchor - timedelta(days=count)
            return make(line, index, after + 2, day, day, "day")
        if unit == "week":
            day = anchor - timedelta(weeks=count)
            return make(line, index, after + 2, day - timedelta(days=3), day + timedelta(days=3), "span")
        if unit == "month":
            serial = anchor.year * 12 + anchor.month - 1 - count
            return make(line, index, after + 2, *month_range(serial // 12, serial % 12 + 1), "month")
        year = anchor.year - count * (10 if unit == "decade" else 1)
        return make(line, index, after + 2, date(year, 1, 1), date(year, 12, 31), "year")
    except (OverflowError, ValueError):
        return None, after + 2
