"""Dates, months, quarters, years and relative expressions, each as the interval of days it names.

"Last month" is anchored to a day: the day the claim is read as of, or the day the text it stands in was published.
Without an anchor a relative expression stays unresolved and is compared with nothing. A day or month without its year
is kept so (``yearless``) and is compared by month and day alone.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from factdesk.verdicts.numbers import read_number
from factdesk.verdicts.tokens import Token, words

Precision = Literal["day", "month", "quarter", "season", "half", "year", "decade", "century", "span"]

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PARTS = words("early mid late")
#: a bare year stands after one of these, in brackets, or at the head of a phrase such as "the 2016 election"
_BEFORE_YEAR = words(
    "in since by from until till during before after of the for to through between around circa and early late mid"
)
_UNITS = words("day days week weeks month months year years decade decades")
#: placeholder year of a date without one; a leap year, so that 29 February exists
_NO_YEAR = 2000
#: months that are also names of people or plain words, and what stands before those that are months
_NAMES_TOO = words("may march mar jan dec sep april june august")
_BEFORE_MONTH = words(
    "in since by last until till from of to this next during and through between mid late early - before after"
)
_AFTER_AMOUNTS = words("percent % million billion")
_JOINTS = words("to and - – through until")
#: anchors outside these years are no dates of news, and leave no room to count from
_EARLIEST, _LATEST = 1600, 9000
_FIRST, _LAST = date.min, date.max


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
    #: part of a name ("the 2016 Women's Championship"), and then no time of anything else
    named: bool = False

    @property
    def plain(self) -> str:
        """The interval as a person writes it."""
        if self.yearless:
            return f"{'around ' if self.open_ended else ''}{self.text}"
        if self.first == _FIRST:
            return f"before {_day(self.last + timedelta(days=1))}"
        if self.last == _LAST:
            return f"from {_day(self.first)}"
        if self.first == self.last:
            return _day(self.first)
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31):
            return (
                str(self.first.year) if self.first.year == self.last.year else f"{self.first.year} to {self.last.year}"
            )
        if self.precision == "month":
            return f"{self.first:%B %Y}"
        return f"{_day(self.first)} to {_day(self.last)}"

    def overlaps(self, other: "Time") -> bool:
        """Do the two intervals share a day, or may they, where one has an open end but no year?"""
        if (self.open_ended and self.yearless) or (other.open_ended and other.yearless):
            return True
        mine, theirs = _alike(self, other)
        return mine.first <= theirs.last and theirs.first <= mine.last

    def within(self, other: "Time") -> bool:
        """Does this interval lie inside the other?"""
        mine, theirs = _alike(self, other)
        return theirs.first <= mine.first and mine.last <= theirs.last

    def same(self, other: "Time") -> bool:
        """Are both the same interval?"""
        mine, theirs = _alike(self, other)
        return (mine.first, mine.last, mine.open_ended) == (theirs.first, theirs.last, theirs.open_ended)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _alike(one: Time, other: Time) -> tuple[Time, Time]:
    """Bring both to month and day alone where one has no year; a year says nothing against a day without one."""
    if one.yearless == other.yearless:
        return one, other
    return _without_year(one), _without_year(other)


def _without_year(time: Time) -> Time:
    if time.yearless:
        return time
    if time.open_ended or time.last - time.first > timedelta(days=92):
        return replace(time, first=date(_NO_YEAR, 1, 1), last=date(_NO_YEAR, 12, 31))
    try:
        return replace(time, first=time.first.replace(year=_NO_YEAR), last=time.last.replace(year=_NO_YEAR))
    except ValueError:
        return time


def read_times(tokens: Sequence[Token], anchor: date | None = None) -> list[Time]:
    """Return the times that these tokens name, in order. Relative ones need the anchor and are left out without it."""
    if anchor is not None and not _EARLIEST <= anchor.year <= _LATEST:
        anchor = None
    found: list[Time] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind == "mark" or not (token.kind == "number" or token.lower in _STARTERS):
            index += 1
            continue
        read = _read(tokens, index, anchor)
        if read is None:
            index += 1
            continue
        time, after = read
        if time is not None:
            found.append(_bordered(tokens, index, time))
        index = max(after, index + 1)
    return _joined(tokens, found)


_RELATIVE = words(
    "today yesterday tomorrow tonight this last next earlier the past a one two three four five six seven ten"
)
_STARTERS = (
    frozenset(_MONTHS)
    | frozenset(_DAYS)
    | frozenset(_SEASONS)
    | frozenset(_QUARTERS)
    | _RELATIVE
    | _PARTS
    | {"q", "fy", "fiscal", "h"}
)

_Read = tuple[Time | None, int]


def _lower(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def _make(
    tokens: Sequence[Token],
    index: int,
    after: int,
    first: date,
    last: date,
    precision: Precision,
    *,
    yearless: bool = False,
) -> _Read:
    start, end = tokens[index].start, tokens[after - 1].end
    text = _text(tokens[index:after])
    return Time(text, start, end, first, last, precision, yearless), after


def _text(tokens: Sequence[Token]) -> str:
    """Return the tokens as they stood, with a space wherever there was any."""
    parts = [tokens[0].text]
    for before, token in pairwise(tokens):
        parts.append(("" if before.end == token.start else " ") + token.text)
    return "".join(parts)


def _read(tokens: Sequence[Token], index: int, anchor: date | None) -> _Read | None:
    token = tokens[index]
    if token.kind == "number":
        return _iso(tokens, index) or _day_month(tokens, index) or _year(tokens, index) or _ago(tokens, index, anchor)
    word = token.lower
    if word in _MONTHS and (token.capital or word != "may"):
        return _month(tokens, index, anchor)
    if word in _DAYS and token.capital:
        return _weekday(tokens, index, anchor)
    return (
        _quarter(tokens, index, anchor)
        or _season(tokens, index)
        or _relative(tokens, index, anchor)
        or _ago(tokens, index, anchor)
        or _part_of_year(tokens, index)
    )


def _year_number(tokens: Sequence[Token], index: int) -> int | None:
    """Return a four-digit number that can be a year, or None."""
    if not 0 <= index < len(tokens):
        return None
    token = tokens[index]
    if token.kind == "number" and len(token.text) == 4 and token.text.isdecimal() and 1000 <= int(token.text) <= 2199:
        return int(token.text)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_range(year: int, month: int, length: int = 1) -> tuple[date, date]:
    end = month + length - 1
    end_year, end_month = year + (end - 1) // 12, (end - 1) % 12 + 1
    return date(year, month, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def _iso(tokens: Sequence[Token], index: int) -> _Read | None:
    """2019-03-14, and 14/03/2019 where only one order can be meant."""
    five = tokens[index : index + 5]
    if len(five) < 5 or five[1].text not in ("-", "/") or five[3].text != five[1].text:
        return None
    if any(before.end != after.start for before, after in pairwise(five)):
        return None
    parts = [five[0].text, five[2].text, five[4].text]
    if not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    one, two, three = (int(part) for part in parts)
    if len(parts[0]) == 4:
        day = _date(one, two, three)
    elif len(parts[2]) == 4 and (one > 12 or two > 12 or one == two):
        day = _date(three, two, one) if one > 12 or one == two else _date(three, one, two)
    elif len(parts[2]) == 4 and 1000 <= three <= 2199:
        # Day and month could stand in either order; the year is certain.
        return _make(tokens, index, index + 5, date(three, 1, 1), date(three, 12, 31), "year")
    else:
        return None
    return None if day is None else _make(tokens, index, index + 5, day, day, "day")


def _day_number(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Return a day of the month and the index after it ("14", "14th"), or None."""
    if not 0 <= index < len(tokens):
        return None
    token = tokens[index]
    if token.kind != "number" or not token.text.isdecimal() or len(token.text) > 2 or not 1 <= int(token.text) <= 31:
        return None
    after = index + 1
    if _lower(tokens, after) in ("st", "nd", "rd", "th") and tokens[after].start == token.end:
        after += 1
    return int(token.text), after


def _day_month(tokens: Sequence[Token], index: int) -> _Read | None:
    """14 March 2019, 14 March, 10 and 11 May 2025, the 14th of March."""
    first = _day_number(tokens, index)
    if first is None:
        return None
    day, after = first
    last_day = day
    second = _day_number(tokens, after + 1) if _lower(tokens, after) in _JOINTS else None
    if second is not None and second[0] > day and _lower(tokens, second[1]) in _MONTHS:
        last_day, after = second
    if _lower(tokens, after) == "of":
        after += 1
    month = _MONTHS.get(_lower(tokens, after))
    if month is None or (not tokens[after].capital and _lower(tokens, after) in ("may", "mar", "march")):
        return None
    after += 1
    return _with_year(tokens, index, after, month, day, last_day)


def _with_year(tokens: Sequence[Token], index: int, after: int, month: int, day: int, last_day: int) -> _Read | None:
    if _lower(tokens, after) == "." and tokens[after].start == tokens[after - 1].end and after + 1 < len(tokens):
        after += 1 if tokens[after + 1].kind == "number" or tokens[after + 1].text == "," else 0
    position = after + 1 if _lower(tokens, after) == "," else after
    year = _year_number(tokens, position)
    first, last = _date(year or _NO_YEAR, month, day), _date(year or _NO_YEAR, month, last_day)
    if first is None or last is None:
        return None
    if year is None:
        return _make(tokens, index, after, first, last, "day", yearless=True)
    return _make(tokens, index, position + 1, first, last, "day")


def _month(tokens: Sequence[Token], index: int, anchor: date | None) -> _Read | None:
    """March 14, 2019; May 10 and 11, 2025; March 2019; in March."""
    month = _MONTHS[tokens[index].lower]
    after = index + 1
    if _lower(tokens, after) == "." and tokens[after].start == tokens[index].end and len(tokens[index].text) <= 4:
        after += 1
    if (first := _day_number(tokens, after)) is not None:
        day, last_day, end = first[0], first[0], first[1]
        second = _day_number(tokens, end + 1) if _lower(tokens, end) in _JOINTS else None
        if second is not None and second[0] > day and _lower(tokens, second[1]) not in _AFTER_AMOUNTS:
            last_day, end = second
        return _with_year(tokens, index, end, month, day, last_day)
    position = after + 1 if _lower(tokens, after) in (",", "of") else after
    if (year := _year_number(tokens, position)) is not None:
        return _make(tokens, index, position + 1, *_month_range(year, month), "month")
    if not tokens[index].capital:
        return None
    before = _lower(tokens, index - 1)
    if tokens[index].lower in _NAMES_TOO and before not in _BEFORE_MONTH:
        return None
    if before in ("last", "next", "this") and anchor is not None:
        year = _nearest_year(anchor, month, before)
        return _make(tokens, index, index + 1, *_month_range(year, month), "month")
    return _make(tokens, index, index + 1, *_month_range(_NO_YEAR, month), "month", yearless=True)


def _nearest_year(anchor: date, month: int, word: str) -> int:
    if word == "next":
        return anchor.year if month > anchor.month else anchor.year + 1
    return anchor.year if month < anchor.month or (word == "this" and month == anchor.month) else anchor.year - 1


def _weekday(tokens: Sequence[Token], index: int, anchor: date | None) -> _Read | None:
    """Thursday: the last one on or before the anchor; "last Thursday" lies before it, "next Thursday" after."""
    dated = _read_dated(tokens, index + 2 if _lower(tokens, index + 1) == "," else index + 1)
    if dated is not None:
        time, after = dated
        named = None if time is None else replace(time, start=tokens[index].start, text=_text(tokens[index:after]))
        return named, after
    if anchor is None:
        return None, index + 1
    back = (anchor.weekday() - _DAYS[tokens[index].lower]) % 7
    before = _lower(tokens, index - 1)
    if before == "next":
        day = anchor + timedelta(days=7 - back)
    else:
        day = anchor - timedelta(days=back or (7 if before == "last" else 0))
    return _make(tokens, index, index + 1, day, day, "day")


def _read_dated(tokens: Sequence[Token], index: int) -> _Read | None:
    if index >= len(tokens):
        return None
    if tokens[index].kind == "number":
        return _day_month(tokens, index)
    if tokens[index].lower in _MONTHS and _day_number(tokens, index + 1) is not None:
        return _month(tokens, index, None)
    return None


#: nouns that people count in four digits without a comma; "2000 workers" is an amount, "the 2000 election" a year
_COUNTED = words(
    "people persons men women children workers employees staff soldiers troops students pupils voters patients "
    "deaths cases jobs houses homes units votes seats dollars euros pounds rupees tonnes tons miles kilometres "
    "kilometers metres meters feet acres hectares species stores branches schools hospitals fans spectators "
    "passengers residents inhabitants members copies km m kg percent years days hours minutes times prisoners "
    "refugees migrants mw kw"
)


def _year(tokens: Sequence[Token], index: int) -> _Read | None:
    """2019; 2019-20; 2015 to 2019; the 1980s; 1914–1918."""
    year = _year_number(tokens, index)
    if year is None:
        return None
    after = index + 1
    before = _lower(tokens, index - 1)
    following = _lower(tokens, after)
    touching = after < len(tokens) and tokens[after].start == tokens[index].end
    if (
        following in ("s", "'s", "’s")
        and touching
        and year % 10 == 0
        and before in ("the", "in", "early", "late", "mid", "-")
    ):
        return _make(
            tokens, index, after + 1, date(year, 1, 1), date(year + (99 if year % 100 == 0 else 9), 12, 31), "decade"
        )
    if before in ("$", "€", "£", "#", "no", "№") or following in (
        "%",
        "thousand",
        "million",
        "billion",
        "°",
        "percent",
    ):
        return None
    if following == "-" and touching and after + 1 < len(tokens) and tokens[after + 1].kind == "word":
        return None  # a 2019-metre wall
    if following in _COUNTED and not (before in ("the", "in") and year >= 1900):
        return None
    if (
        index
        and tokens[index - 1].end == tokens[index].start
        and before not in ("(", "[", "-", "–", "—", "/", "'", "’", "mid", '"', "“")
    ):
        return None
    if not 1700 <= year <= 2100 and (before not in _BEFORE_YEAR or before in ("of", "to", "for", "the", "after")):
        return None
    if following in ("ad", "bc", "ce", "bce"):
        return _make(tokens, index, after + 1, date(year, 1, 1), date(year, 12, 31), "year")
    if following in ("-", "–", "/", "to", "through", "until", "and"):
        end = _end_year(tokens, after, year)
        joins = (
            following in ("-", "–")
            or before in ("from", "between", "(", "of", "in", "during")
            or following in ("to", "through")
        )
        if end is not None and joins and not (following == "and" and before != "between"):
            return _make(tokens, index, after + 2, date(year, 1, 1), date(end, 12, 31), "span")
    time, after = _make(tokens, index, after, date(year, 1, 1), date(year, 12, 31), "year")
    named = after < len(tokens) and tokens[after].kind == "word" and tokens[after].capital and before == "the"
    return (replace(time, named=named) if time is not None else None), after


def _end_year(tokens: Sequence[Token], after: int, year: int) -> int | None:
    end = _year_number(tokens, after + 1)
    if end is not None:
        return end if end > year else None
    if after + 1 < len(tokens) and tokens[after].text in ("-", "–", "/"):
        text = tokens[after + 1].text
        if len(text) == 2 and text.isdecimal() and tokens[after + 1].start == tokens[after].end:
            short = year - year % 100 + int(text)
            return short if year < short <= year + 20 else None
    return None


def _part_of_year(tokens: Sequence[Token], index: int) -> _Read | None:
    """mid-May, early 2020, late March 2019: the whole it is part of."""
    if tokens[index].lower not in _PARTS:
        return None
    position = index + 2 if _lower(tokens, index + 1) == "-" else index + 1
    if position >= len(tokens):
        return None
    if tokens[position].lower in _MONTHS and tokens[position].capital:
        return _month(tokens, position, None)
    return _year(tokens, position) if tokens[position].kind == "number" else None


def _quarter(tokens: Sequence[Token], index: int, anchor: date | None) -> _Read | None:
    """Q1 2020, the first quarter of 2020, the second half of 2019, fiscal 2023."""
    word = tokens[index].lower
    after = index + 1
    if word in ("fy", "fiscal"):
        position = after + 1 if _lower(tokens, after) == "year" else after
        year = _year_number(tokens, position)
        return (
            None if year is None else _make(tokens, index, position + 1, date(year, 1, 1), date(year, 12, 31), "year")
        )
    if word in ("q", "h") and tokens[index].capital and _lower(tokens, after) in ("1", "2", "3", "4"):
        if tokens[after].start != tokens[index].end:
            return None
        part, length, after = int(tokens[after].text), (3 if word == "q" else 6), after + 1
    elif word in _QUARTERS and _lower(tokens, after) == "quarter":
        part, length, after = _QUARTERS[word], 3, after + 1
    elif word in ("first", "second") and _lower(tokens, after) == "half" and _lower(tokens, after + 1) == "of":
        part, length, after = _QUARTERS[word], 6, after + 1
    else:
        return None
    if part * length > 12:
        return None
    position = after + 1 if _lower(tokens, after) in ("of", ",") else after
    year = _year_number(tokens, position)
    month = (part - 1) * length + 1
    precision: Precision = "quarter" if length == 3 else "half"
    if year is not None:
        return _make(tokens, index, position + 1, *_month_range(year, month, length), precision)
    if anchor is not None and _lower(tokens, position) in ("this", "last") and _lower(tokens, position + 1) == "year":
        year = anchor.year - (_lower(tokens, position) == "last")
        return _make(tokens, index, position + 2, *_month_range(year, month, length), precision)
    if _lower(tokens, after) == "of":
        return None
    return _make(tokens, index, after, *_month_range(_NO_YEAR, month, length), precision, yearless=True)


def _season(tokens: Sequence[Token], index: int) -> _Read | None:
    word = tokens[index].lower
    if word not in _SEASONS:
        return None
    position = index + 2 if _lower(tokens, index + 1) in ("of", ",") else index + 1
    year = _year_number(tokens, position)
    if year is None:
        return None
    # "Winter of 1946" may begin in either December or January of that year; both ends are kept.
    first, last = _month_range(year, _SEASONS[word], 3)
    if word == "winter":
        first = date(year, 1, 1)
    return _make(tokens, index, position + 1, first, last, "season")


def _relative(tokens: Sequence[Token], index: int, anchor: date | None) -> _Read | None:
    """Today, yesterday, this week, last month, earlier this year."""
    word, after = tokens[index].lower, index + 1
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(word)
    if shift is not None:
        if anchor is None:
            return None, after
        day = anchor + timedelta(days=shift)
        return _make(tokens, index, after, day, day, "day")
    if word not in ("this", "last", "next", "past"):
        return None
    unit = _lower(tokens, after)
    if unit not in ("week", "month", "quarter", "year", "decade"):
        return None
    if anchor is None:
        return None, after + 1
    step = {"this": 0, "last": -1, "past": -1, "next": 1}[word]
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        return _make(tokens, index, after + 1, monday, monday + timedelta(days=6), "span")
    if unit in ("year", "decade"):
        year = anchor.year + step if unit == "year" else (anchor.year // 10 + step) * 10
        length = 1 if unit == "year" else 10
        return _make(
            tokens,
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
    return _make(tokens, index, after + 1, *_month_range(serial // 12, serial % 12 + 1, length), precision)


def _ago(tokens: Sequence[Token], index: int, anchor: date | None) -> _Read | None:
    """Two weeks ago, three years ago: to the precision of its unit."""
    word = tokens[index].lower
    if word in ("a", "one"):
        count, after = 1, index + 1
    else:
        number = read_number(tokens, index)
        if number is None or number.low != number.high or number.low != int(number.low) or not 0 < number.low < 5000:
            return None
        count, after = int(number.low), number.after
    unit = _lower(tokens, after).removesuffix("s")
    if f"{unit}s" not in _UNITS or _lower(tokens, after + 1) != "ago":
        return None
    if anchor is None:
        return None, after + 2
    try:
        if unit == "day":
            day = anchor - timedelta(days=count)
            return _make(tokens, index, after + 2, day, day, "day")
        if unit == "week":
            day = anchor - timedelta(weeks=count)
            return _make(tokens, index, after + 2, day - timedelta(days=3), day + timedelta(days=3), "span")
        if unit == "month":
            serial = anchor.year * 12 + anchor.month - 1 - count
            return _make(tokens, index, after + 2, *_month_range(serial // 12, serial % 12 + 1), "month")
        year = anchor.year - count * (10 if unit == "decade" else 1)
        return _make(tokens, index, after + 2, date(year, 1, 1), date(year, 12, 31), "year")
    except (OverflowError, ValueError):
        return None, after + 2


def _bordered(tokens: Sequence[Token], index: int, time: Time) -> Time:
    """Open the interval for "since", "after", "before", "until" and "by"."""
    word = _lower(tokens, index - 1)
    if word in _PARTS or word in ("the", "-", "in", "on"):
        word = _lower(tokens, index - 2)
    if word not in ("since", "after", "before", "until", "till", "by"):
        return time
    if time.yearless:
        return replace(time, open_ended=True)
    if word == "since":
        return replace(time, last=_LAST, open_ended=True)
    if word == "after":
        return replace(time, first=time.last + timedelta(days=1), last=_LAST, open_ended=True)
    if word == "before":
        return replace(time, first=_FIRST, last=time.first - timedelta(days=1), open_ended=True)
    return replace(time, first=_FIRST, open_ended=True)


def _joined(tokens: Sequence[Token], times: list[Time]) -> list[Time]:
    """Join "from March 2019 to May 2019" and "between 3 and 9 June" into one interval each, and lend a missing year."""
    joined: list[Time] = []
    places = {token.start: index for index, token in enumerate(tokens)} if len(times) > 1 else {}
    for time in times:
        before = joined[-1] if joined else None
        place = places.get(time.start, 0) - 1
        joint = _lower(tokens, place)
        beside = before is not None and place > 0 and tokens[place - 1].end == before.end
        if before is None or not beside or joint not in _JOINTS or before.open_ended or time.open_ended:
            joined.append(time)
            continue
        if before.yearless and not time.yearless:
            before = joined[-1] = _given_year(before, time.first.year)
        opened = _lower(tokens, places.get(before.start, 0) - 1) in ("from", "between") or joint in ("-", "–")
        if opened and before.yearless == time.yearless and before.first <= time.last:
            text = f"{before.text} {joint} {time.text}"
            joined[-1] = replace(time, text=text, start=before.start, first=before.first, precision="span")
        else:
            joined.append(time)
    return joined


def _given_year(time: Time, year: int) -> Time:
    try:
        return replace(time, first=time.first.replace(year=year), last=time.last.replace(year=year), yearless=False)
    except ValueError:
        return time
