from datetime import date

import pytest

from factdesk.claims.detector import ClaimDetector
from factdesk.records import Claim, Document

THURSDAY = date(2025, 6, 5)


def _only(detector: ClaimDetector, text: str, *, published: date | None = THURSDAY, as_of: date | None = None) -> Claim:
    return detector.detect(Document(text=text, published=published), as_of=as_of)[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court ruled on Thursday.", "The court ruled on Thursday, June 5, 2025."),
        ("The court ruled Monday.", "The court ruled on Monday, June 2, 2025."),
        ("Stocks fell Wednesday morning.", "Stocks fell on the morning of Wednesday, June 4, 2025."),
        ("The court ruled yesterday.", "The court ruled on Wednesday, June 4, 2025."),
        ("The court will rule on Monday.", "The court will rule on Monday, June 9, 2025."),
        ("Exports fell by 3% last month.", "Exports fell by 3% in May 2025."),
        ("Exports have fallen since last month.", "Exports have fallen since May 2025."),
        ("Exports fell last year.", "Exports fell in 2024."),
        ("Exports fell by 3% this year.", "Exports fell by 3% in 2025."),
        ("The two met on Jan. 17.", "The two met on Jan. 17, 2025."),
        ("The two met on December 20.", "The two met on December 20, 2024."),
        ("The two will meet on January 17.", "The two will meet on January 17, 2026."),
        ("Tariffs rose to 145% in April.", "Tariffs rose to 145% in April 2025."),
        ("Wheat for September delivery rose 4%.", "Wheat for September 2025 delivery rose 4%."),
        ("Tariffs rose to 145% in November.", "Tariffs rose to 145% in November 2024."),
        ("The firm was founded three years ago.", "The firm was founded in 2022."),
        ("Thursday's vote was the third of its kind.", "The June 5, 2025, vote was the third of its kind."),
        ("Last month's vote failed by 3 votes.", "The May 2025 vote failed by 3 votes."),
        ("The final has been moved to July 15.", "The final has been moved to July 15, 2025."),
        ("The school canceled classes until June 20.", "The school canceled classes until June 20, 2025."),
        ("The line is shut until at least Friday.", "The line is shut until at least Friday, June 6, 2025."),
        ("The bank cut its August estimate.", "The bank cut its August 2024 estimate."),
        ("The survey week included Oct. 12.", "The survey week included Oct. 12, 2024."),
        ("Inspectors came in March last year.", "Inspectors came in March 2024."),
        ("The bill was signed on 4 May of this year.", "The bill was signed on 4 May 2025."),
        ("The bridge opens in May next year.", "The bridge opens in May 2026."),
        (
            "The survey was done in Leeds between Jan. 18 and 25.",
            "The survey was done in Leeds between Jan. 18 and 25, 2025.",
        ),
        (
            "Last year work began on 139,000, some 60,000 short of the pace.",
            "In 2024 work began on 139,000, some 60,000 short of the pace.",
        ),
        (
            "Ash will pay 31% more than Birch's closing price on Friday.",
            "Ash will pay 31% more than Birch's closing price on Friday, May 30, 2025.",
        ),
        ("On the busiest day, May 2, some 24,951 came.", "On the busiest day, May 2, 2025, some 24,951 came."),
        (
            "The data cover the year to the end of September.",
            "The data cover the year to the end of September 2024.",
        ),
        ("Last month was the driest July since 1976.", "May 2025 was the driest July since 1976."),
    ],
)
def test_a_relative_date_is_said_in_full(detector: ClaimDetector, text: str, expected: str) -> None:
    claim = _only(detector, text)
    assert claim.text == expected
    (resolution,) = claim.resolved
    assert resolution.source == "published date"
    assert text[resolution.start : resolution.end] == resolution.phrase


def test_a_period_that_runs_over_new_year_is_of_no_one_year(detector: ClaimDetector) -> None:
    text = "Sales were higher than in the same period a year ago."
    assert _only(detector, text, published=date(2023, 1, 24)).unresolved == ("a year ago",)
    assert "in 2022" in _only(detector, text, published=date(2023, 7, 24)).text


def test_what_will_be_is_of_no_year_gone_by(detector: ClaimDetector) -> None:
    document = Document(text="The unit, which opened in 2009, will close on September 30.", published=date(2025, 6, 5))
    assert "The unit will close on September 30, 2025." in [claim.text for claim in detector.detect(document)]


def test_the_year_that_two_months_share_is_not_lost_to_the_first(detector: ClaimDetector) -> None:
    assert "March 2025" not in _only(detector, "Sales from March to April last year fell by 3%.").text


def test_a_year_before_that_is_read_from_the_year_before_it(detector: ClaimDetector) -> None:
    claim = _only(detector, "Harrow Vans failed in 2024, and Volta Trucks went bankrupt a year before that.")
    assert claim.text == "Volta Trucks went bankrupt in 2023."
    assert claim.unresolved == ()


def test_a_month_joined_to_another_shares_its_preposition(detector: ClaimDetector) -> None:
    claim = _only(detector, "The fee applied on 54 days between January and March.")
    assert claim.text == "The fee applied on 54 days between January 2025 and March 2025."


def test_how_long_something_was_before_something_is_no_date(detector: ClaimDetector) -> None:
    claim = _only(detector, "In 1991 it broke off and lay there for nearly 30 years before it came loose.")
    assert "30 years before it" in claim.text


def test_a_day_beside_what_happened_then_is_gone_by(detector: ClaimDetector) -> None:
    text = "The canton will let pupils vote after a referendum on Sunday in which 54.2 percent backed the change."
    assert "Sunday, June 1, 2025" in _only(detector, text).text


def test_a_decade_earlier_is_read_from_the_year_that_the_sentence_names(detector: ClaimDetector) -> None:
    claim = _only(detector, "Output doubled in 2010 compared with a decade earlier.")
    assert claim.text == "Output doubled in 2010 compared with 2000."
    assert [(found.phrase, found.source) for found in claim.resolved] == [("a decade earlier", "the year 2010")]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Exports fell last April.", "last April"),
        ("The court ruled last Tuesday.", "last Tuesday"),
        ("The court will rule next Friday.", "next Friday"),
        ("He founded the firm nearly three years ago.", "three years ago"),
        ("In 1998 exports fell. They rose in March.", "March"),
        ("The two agreed to meet on Monday.", "Monday"),
        ("The median price rose 4.1% from a year ago.", "a year ago"),
        ("The bank expects more than in its March forecast.", "March"),
        ("Exports doubled from a decade earlier.", "a decade earlier"),
        ("A judge ruled in June but was overruled in January.", "January"),
        ("The team plays in Bath a day later.", "a day later"),
        ("The following week 300 people left.", "The following week"),
    ],
)
def test_a_date_with_two_readings_is_left_and_listed(detector: ClaimDetector, text: str, phrase: str) -> None:
    claim = _only(detector, text)
    assert phrase in claim.unresolved
    assert phrase in claim.text


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose by 3% in May 2024.",
        "The two met on January 17, 2019.",
        "The shop is open every Thursday.",
        "Sales rose by 3% on Black Friday.",
        "Prices may rise by 3%.",
        "The march drew 4,000 people.",
        "Attendance on an average Sunday was 582,000.",
        "The plant is to open in 2028, two years earlier than planned.",
        "Hunters lit a fire there some 415,000 years ago.",
    ],
)
def test_what_is_no_relative_date_is_left_alone(detector: ClaimDetector, text: str) -> None:
    claim = _only(detector, text)
    assert claim.text == text
    assert (claim.resolved, claim.unresolved) == ((), ())


def test_without_a_published_date_as_of_is_the_day(detector: ClaimDetector) -> None:
    claim = _only(detector, "Exports fell by 3% last month.", published=None, as_of=date(2020, 1, 15))
    assert claim.text == "Exports fell by 3% in December 2019."
    assert [found.source for found in claim.resolved] == ["as of"]


def test_without_any_day_nothing_is_guessed(detector: ClaimDetector) -> None:
    claim = _only(detector, "Exports fell by 3% last month.", published=None)
    assert claim.text == "Exports fell by 3% last month."
    assert claim.unresolved == ("last month",)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2025, 1, 1), date(2025, 12, 31)])
@pytest.mark.parametrize(
    "text", ["It fell on Feb. 29.", "It fell on Monday.", "It fell last month.", "It fell on May 99."]
)
def test_days_at_the_edges_of_the_calendar_do_no_harm(detector: ClaimDetector, day: date, text: str) -> None:
    assert _only(detector, f"The index rose. {text}", published=day).quote


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        pytest.param(
            "Ana Ruiz, elected in 2021, said exports doubled a year earlier.", ("a year earlier",), id="aside"
        ),
        pytest.param(
            "The striker tore a ligament in March and did not play until August.", ("March", "August"), id="two years"
        ),
        pytest.param("The sea is 1.4 degrees warmer in April than the lake.", ("April",), id="what always is"),
    ],
)
def test_a_date_of_no_safe_year_is_left(detector: ClaimDetector, text: str, phrases: tuple[str, ...]) -> None:
    claims = detector.detect(Document(text=text, published=THURSDAY))
    assert all(not claim.resolved for claim in claims)
    assert {phrase for claim in claims for phrase in claim.unresolved} >= set(phrases)


def test_a_day_before_its_month_gets_its_year(detector: ClaimDetector) -> None:
    assert _only(detector, "The bank failed on 28 February.").text == "The bank failed on 28 February 2025."
