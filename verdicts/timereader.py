"""The times of one sentence, in order: each read where it begins, its borders opened, neighbours joined."""

from dataclasses import replace
from datetime import date, timedelta

from factdesk.verdicts.dates import day_month_at, iso_at, month_at, weekday_at
from factdesk.verdicts.datewords import COUNTS, DAYS, JOINTS, MONTHS, PARTS, QUARTERS, SEASONS, Read
from factdesk.verdicts.line import Line
from factdesk.verdicts.relative import ago_at, relative_at
from factdesk.verdicts.stretches import stretch_at
from factdesk.verdicts.times import FIRST, LAST, Border, Precision, Time
from factdesk.verdicts.tokens import words
from factdesk.verdicts.years import CENTURIES, century_at, part_of_year_at, quarter_at, season_at, year_at

#: between two of these, how long something went on can be counted
_BORDERS: dict[Precision, Border] = {"day": "day", "month": "month", "year": "year"}
#: anchors outside these years are no dates of news, and leave no room to count from
_EARLIEST, _LATEST = 1600, 9000
#: a clause that a time ends has at most so many tokens, and opens with who or what it is of
_CLAUSE = 8
_WHO = words("it he she they the his her its their a an")
_RELATIVE = words("today yesterday tomorrow tonight this last next past")
#: "two weeks ago" and "six months to June" begin with one of these, and no other time does
_COUNTS = frozenset(COUNTS) | {"a"}
_STARTERS = (
    frozenset(MONTHS)
    | frozenset(DAYS)
    | frozenset(SEASONS)
    | frozenset(QUARTERS)
    | frozenset(CENTURIES)
    | _RELATIVE
    | _COUNTS
    | PARTS
    | {"q", "fy", "fiscal", "h", "final", "year"}
)


def read_times(line: Line, anchor: date | None = None) -> list[Time]:
    """Return the times that a sentence names, in order. Relative ones need the anchor and are left out without it."""
    if anchor is not None and not _EARLIEST <= anchor.year <= _LATEST:
        anchor = None
    found: list[Time] = []
    read_to = 0
    for index in [index for index, token in enumerate(line.tokens) if token[4] == "number" or token[1] in _STARTERS]:
        if index < read_to:
            continue
        read = _read(line, index, anchor)
        if read is None:
            continue
        time, read_to = read
        if time is not None:
            found.append(_bordered(line, index, time))
    return _joined(line, found)


def _read(line: Line, index: int, anchor: date | None) -> Read | None:
    token = line.tokens[index]
    if token.kind == "number":
        return (
            iso_at(line, index)
            or day_month_at(line, index)
            or year_at(line, index)
            or century_at(line, index)
            or ago_at(line, index, anchor)
            or stretch_at(line, index, anchor)
        )
    word = token.lower
    if word in _COUNTS:
        return ago_at(line, index, anchor) or stretch_at(line, index, anchor)
    if word in MONTHS and (token.capital or word != "may"):
        return month_at(line, index, anchor)
    if word in DAYS and token.capital:
        return weekday_at(line, index, anchor)
    return (
        quarter_at(line, index, anchor)
        or season_at(line, index, anchor)
        or stretch_at(line, index, anchor)
        or relative_at(line, index, anchor)
        or ago_at(line, index, anchor)
        or part_of_year_at(line, index)
        or century_at(line, index)
    )


def _bordered(line: Line, index: int, time: Time) -> Time:
    """Open the interval for "since", "after", "before", "until" and "by", and widen a day to "the week of" it."""
    word = line.lower(index - 1)
    if word == "of" and line.lower(index - 2) == "week" and time.precision == "day":
        monday = time.first - timedelta(days=time.first.weekday())
        return replace(time, first=monday, last=monday + timedelta(days=6), precision="span")
    if word in PARTS or word in ("the", "-", "in", "on"):
        word = line.lower(index - 2)
    if word not in ("since", "after", "before", "until", "till", "by"):
        word = _clause_word(line, index)
    if word not in ("since", "after", "before", "until", "till", "by"):
        return time
    lasting = word in ("since", "until", "till")
    if time.yearless:
        return replace(time, open_ended=True, lasting=lasting)
    if word == "since":
        return replace(time, last=LAST, open_ended=True, lasting=True)
    if word == "after":
        return replace(time, first=time.last + timedelta(days=1), last=LAST, open_ended=True)
    if word == "before":
        return replace(time, first=FIRST, last=time.first - timedelta(days=1), open_ended=True)
    return replace(time, first=FIRST, open_ended=True, lasting=lasting)


def _clause_word(line: Line, index: int) -> str:
    """Return the "since" of a short clause that a time ends: "since it broke out on Saturday"."""
    for place in range(index - 1, max(index - _CLAUSE, 0), -1):
        word = line.lower(place)
        if word == "since":
            return word if line.lower(place + 1) in _WHO else ""
        if line.tokens[place].kind == "mark" or line.is_time(place):
            return ""
    return ""


def _joined(line: Line, times: list[Time]) -> list[Time]:
    """Join "from March 2019 to May 2019" and "between 3 and 9 June" into one interval each, and lend a missing year."""
    joined: list[Time] = []
    places = {token.start: index for index, token in enumerate(line.tokens)} if len(times) > 1 else {}
    for time in times:
        before = joined[-1] if joined else None
        place = places.get(time.start, 0) - 1
        joint = line.lower(place)
        beside = before is not None and place > 0 and line.tokens[place - 1].end == before.end
        if before is None or not beside or joint not in JOINTS or before.open_ended or time.open_ended:
            joined.append(time)
            continue
        if before.yearless and not time.yearless:
            before = joined[-1] = _given_year(before, time.first.year)
        opened = line.lower(places.get(before.start, 0) - 1) in ("from", "between") or joint in ("-", "–", "through")
        if opened and before.yearless == time.yearless and before.first <= time.last:
            text = f"{before.text} {joint} {time.text}"
            borders = _BORDERS.get(time.precision) if time.precision == before.precision else None
            joined[-1] = replace(
                time, text=text, start=before.start, first=before.first, precision="span", borders=borders
            )
        else:
            joined.append(time)
    return joined


def _given_year(time: Time, year: int) -> Time:
    try:
        return replace(time, first=time.first.replace(year=year), last=time.last.replace(year=year), yearless=False)
    except ValueError:
        return time
