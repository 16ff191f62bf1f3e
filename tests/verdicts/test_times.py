"""Times as they stand in sentences, as intervals of days."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.verdicts.line import Line
from factdesk.verdicts.timereader import read_times
from factdesk.verdicts.times import Time
from factdesk.verdicts.tokens import tokenize

ANCHOR = date(2025, 6, 5)


def times(text: str, anchor: date | None = ANCHOR) -> list[Time]:
    return read_times(Line(tokenize(text)), anchor)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 14 March 2019", "2019-03-14", "2019-03-14"),
        ("on March 14, 2019", "2019-03-14", "2019-03-14"),
        ("on 2019-03-14", "2019-03-14", "2019-03-14"),
        ("on 14/03/2019", "2019-03-14", "2019-03-14"),
        ("on 05/03/2019", "2019-01-01", "2019-12-31"),
        ("on Thursday, June 5, 2025", "2025-06-05", "2025-06-05"),
        ("on May 10 and 11, 2025", "2025-05-10", "2025-05-11"),
        ("from March 3 to May 9, 2019", "2019-03-03", "2019-05-09"),
        ("in March 2019", "2019-03-01", "2019-03-31"),
        ("in Q3 2021", "2021-07-01", "2021-09-30"),
        ("in the first half of 2020", "2020-01-01", "2020-06-30"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("between 2015 and 2019", "2015-01-01", "2019-12-31"),
        ("in the 2019-20 season", "2019-01-01", "2020-12-31"),
        ("in the 1980s", "1980-01-01", "1989-12-31"),
        ("in the spring of 1900", "1900-03-01", "1900-05-31"),
        ("last month", "2025-05-01", "2025-05-31"),
        ("last week", "2025-05-26", "2025-06-01"),
        ("yesterday", "2025-06-04", "2025-06-04"),
        ("this year", "2025-01-01", "2025-12-31"),
        ("three years ago", "2022-01-01", "2022-12-31"),
        ("on Tuesday", "2025-06-03", "2025-06-03"),
        ("on Thursday", "2025-06-05", "2025-06-05"),
        ("last Thursday", "2025-05-29", "2025-05-29"),
        ("last quarter", "2025-01-01", "2025-03-31"),
        ("in the first eight months of 2024", "2024-01-01", "2024-08-31"),
        ("in the last 3 months of last year", "2024-10-01", "2024-12-31"),
        ("during the first three quarters of 2024", "2024-01-01", "2024-09-30"),
        ("in the first six weeks of 2024", "2024-01-01", "2024-02-11"),
        ("in the six months to June 2025", "2025-01-01", "2025-06-30"),
        ("in the year ended 31 March 2024", "2023-04-01", "2024-03-31"),
        ("in the year to February 29, 2024", "2023-03-01", "2024-02-29"),
        ("in the three months ending 15 May 2025", "2025-02-16", "2025-05-15"),
        ("through the end of the 12 months to September 2024", "2023-10-01", "2024-09-30"),
        ("January through August of 2025", "2025-01-01", "2025-08-31"),
    ],
)
def test_phrases_name_intervals(text: str, first: str, last: str) -> None:
    (time,) = times(f"It happened {text}.")
    assert (time.first.isoformat(), time.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text", ["2000 workers left", "$2019 was paid", "he may 5", "a 2019-metre wall", "1,984 people"]
)
def test_amounts_are_no_years(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    "text", ["a year to remember", "the first three of them", "six months to go", "a year to the day"]
)
def test_not_every_count_of_months_is_a_stretch_of_a_year(text: str) -> None:
    assert times(text) == []


def test_relative_times_without_an_anchor_are_left_out() -> None:
    assert times("It happened last month, yesterday and on Tuesday.", anchor=None) == []


def test_a_day_without_its_year_is_compared_by_month_and_day() -> None:
    (bare,), (full,), (other,) = times("on March 14"), times("on 14 March 2019"), times("on 15 March 2019")
    assert bare.yearless
    assert bare.same(full)
    assert not bare.overlaps(other)


def test_open_ends_reach_all_that_follows() -> None:
    (since,), (later,), (earlier,) = times("since 2019"), times("in 2023"), times("in 2011")
    assert since.overlaps(later)
    assert not since.overlaps(earlier)


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2100, 12, 31)))
@settings(max_examples=80, deadline=None)
def test_a_date_is_the_same_however_it_is_written(day: date) -> None:
    for written in (f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        (time,) = times(f"It happened on {written}.")
        assert (time.first, time.last) == (day, day)


@given(st.text(max_size=100), st.dates())
@settings(max_examples=100, deadline=None)
def test_no_text_or_anchor_breaks_the_reading(text: str, anchor: date) -> None:
    for time in times(text + " last month, 900 years ago, next week, on Tuesday since 2019", anchor):
        assert time.first <= time.last
        assert time.plain
