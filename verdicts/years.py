"""Years and parts of years: "2019", "the 1980s", "2015 to 2019", "mid-May", "Q1 2020", "winter of 1946"."""

from dataclasses import replace
from datetime import date

from factdesk.verdicts.dates import month_at
from factdesk.verdicts.datewords import (
    MONTHS,
    PARTS,
    QUARTERS,
    SEASONS,
    Read,
    make,
    month_range,
    named_year,
    year_number,
)
from factdesk.verdicts.line import Line
from factdesk.verdicts.times import NO_YEAR, Precision
from factdesk.verdicts.tokens import words

#: a bare year stands after one of these, in brackets, or at the head of a phrase such as "the 2016 election"
_BEFORE_YEAR = words(
    "in since by from until till during before after of the for to through between around circa and early late mid"
)
CENTURIES = {"fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20}
#: nouns that people count in four digits without a comma; "2000 workers" is an amount, "the 2000 election" a year
_COUNTED = words(
    "people persons men women children workers employees staff soldiers troops students pupils voters patients "
    "deaths cases jobs houses homes units votes seats dollars euros pounds rupees tonnes tons miles kilometres "
    "kilometers metres meters feet acres hectares species stores branches schools hospitals fans spectators "
    "passengers residents inhabitants members copies km m kg percent years days hours minutes times prisoners "
    "refugees migrants mw kw"
)


def year_at(line: Line, index: int) -> Read | None:
    """Read 2019; 2019-20; 2015 to 2019; the 1980s; 1914–1918."""
    year = year_number(line, index)
    if year is None:
        return None
    after = index + 1
    before = line.lower(index - 1)
    following = line.lower(after)
    touching = line.touches(after)
    if (
        following in ("s", "'s", "’s")
        and touching
        and year % 10 == 0
        and before in ("the", "in", "early", "late", "mid", "-")
    ):
        return make(
            line, index, after + 1, date(year, 1, 1), date(year + (99 if year % 100 == 0 else 9), 12, 31), "decade"
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
    if following == "-" and touching and after + 1 < len(line.tokens) and line.tokens[after + 1].kind == "word":
        return None  # a 2019-metre wall
    if following in _COUNTED and not (before in ("the", "in") and year >= 1900):
        return None
    if line.touches(index) and before not in ("(", "[", "-", "–", "—", "/", "'", "’", "mid", '"', "“"):
        return None
    if not 1700 <= year <= 2100 and (before not in _BEFORE_YEAR or before in ("of", "to", "for", "the", "after")):
        return None
    if following in ("ad", "bc", "ce", "bce"):
        return make(line, index, after + 1, date(year, 1, 1), date(year, 12, 31), "year")
    if following in ("-", "–", "/", "to", "through", "until", "and"):
        end = _end_year(line, after, year)
        joins = (
            following in ("-", "–")
            or before in ("from", "between", "(", "of", "in", "during")
            or (before == "the" and line.lower(index - 2) == "between")
            or following in ("to", "through")
        )
        if end is not None and joins and not (following == "and" and "between" not in (before, line.lower(index - 2))):
            time, after = make(line, index, after + 2, date(year, 1, 1), date(end, 12, 31), "span")
            told = time is not None and year_number(line, after - 1) is not None  # 2019-20 is one season
            return (replace(time, borders="year") if time is not None and told else time), after
    time, after = make(line, index, after, date(year, 1, 1), date(year, 12, 31), "year")
    named = (
        after < len(line.tokens)
        and line.tokens[after].kind == "word"
        and line.tokens[after].capital
        and before == "the"
    )
    return (replace(time, named=named) if time is not None else None), after


def _end_year(line: Line, after: int, year: int) -> int | None:
    end = year_number(line, after + 1)
    if end is not None:
        return end if end > year else None
    if after + 1 < len(line.tokens) and line.tokens[after].text in ("-", "–", "/"):
        text = line.tokens[after + 1].text
        if len(text) == 2 and text.isdecimal() and line.touches(after + 1):
            short = year - year % 100 + int(text)
            return short if year < short <= year + 20 else None
    return None


def part_of_year_at(line: Line, index: int) -> Read | None:
    """Read mid-May, early 2020, late March 2019: the whole it is part of."""
    if line.tokens[index].lower not in PARTS:
        return None
    position = index + 2 if line.lower(index + 1) == "-" else index + 1
    if position >= len(line.tokens):
        return None
    if line.tokens[position].lower in MONTHS and line.tokens[position].capital:
        return month_at(line, position, None)
    return year_at(line, position) if line.tokens[position].kind == "number" else None


def quarter_at(line: Line, index: int, anchor: date | None) -> Read | None:
    """Read Q1 2020, the first quarter of 2020, the second half of 2019, fiscal 2023."""
    word = line.tokens[index].lower
    after = index + 1
    if word in ("fy", "fiscal"):
        position = after + 1 if line.lower(after) == "year" else after
        year = year_number(line, position)
        return None if year is None else make(line, index, position + 1, date(year, 1, 1), date(year, 12, 31), "year")
    if word in ("q", "h") and line.tokens[index].capital and line.lower(after) in ("1", "2", "3", "4"):
        if not line.touches(after):
            return None
        part, length, after = int(line.tokens[after].text), (3 if word == "q" else 6), after + 1
    elif word in QUARTERS and line.lower(after) == "quarter":
        part, length, after = QUARTERS[word], 3, after + 1
    elif word in ("first", "second") and line.lower(after) == "half" and line.lower(after + 1) == "of":
        part, length, after = QUARTERS[word], 6, after + 1
    else:
        return None
    if part * length > 12:
        return None
    position = after + 1 if line.lower(after) in ("of", ",") else after
    year, end = named_year(line, position, anchor)
    month = (part - 1) * length + 1
    precision: Precision = "quarter" if length == 3 else "half"
    if year is not None:
        return make(line, index, end, *month_range(year, month, length), precision)
    if line.lower(after) == "of":
        return None
    return make(line, index, after, *month_range(NO_YEAR, month, length), precision, yearless=True)


def century_at(line: Line, index: int) -> Read | None:
    """Read the 19th century, the nineteenth century."""
    spelled, text = CENTURIES.get(line.tokens[index].lower, 0), line.tokens[index].text
    if not spelled and (line.lower(index + 1) not in ("st", "nd", "rd", "th") or len(text) > 2):
        return None
    number = spelled or (int(text) if text.isdecimal() else 0)
    after = index + (1 if spelled else 2)
    after += line.lower(after) == "-"
    if not 1 < number < 22 or line.lower(after) not in ("century", "centuries"):
        return None
    if line.lower(after + 1) in ("bc", "bce"):
        return None
    first = date(number * 100 - 100, 1, 1)
    return make(line, index, after + 1, first, date(number * 100, 12, 31), "century")


def _season_by(anchor: date, month: int, word: str) -> tuple[date, date]:
    """Return the season that begins in this month: the year's own, the last that was over, the next to begin."""
    years = [month_range(anchor.year + shift, month, 3) for shift in (-2, -1, 0, 1)]
    if word == "last":
        return [season for season in years if season[1] < anchor][-1]
    if word == "next":
        return next(season for season in years if season[0] > anchor)
    return min(years, key=lambda season: abs((season[0] - anchor).days + 45))


def season_at(line: Line, index: int, anchor: date | None) -> Read | None:
    """Read summer 2019, the winter of 1946, this spring."""
    word = line.tokens[index].lower
    if word not in SEASONS:
        return None
    told = line.lower(index - 1)
    if anchor is not None and told in ("this", "last", "next"):
        return make(line, index, index + 1, *_season_by(anchor, SEASONS[word], told), "season")
    position = index + 2 if line.lower(index + 1) in ("of", ",") else index + 1
    year = year_number(line, position)
    if year is None:
        return None
    # "Winter of 1946" may begin in either December or January of that year; both ends are kept.
    first, last = month_range(year, SEASONS[word], 3)
    if word == "winter":
        first = date(year, 1, 1)
    return make(line, index, position + 1, first, last, "season")
