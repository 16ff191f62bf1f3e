"""What a verifier reads of a passage has the claim's own words for values that are the same, and no others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.records import Claim
from factdesk.verdicts.reworded import reworded

PUBLISHED = date(2025, 6, 5)


def read(claim: str, text: str) -> str:
    return reworded(Claim.from_text(claim), text, PUBLISHED)


@pytest.mark.parametrize(
    ("claim", "quote", "expected"),
    [
        ("It speaks for 2,300 teachers.", "It speaks for 2,318 teachers.", "It speaks for 2,300 teachers."),
        ("It lasted 90 minutes.", "It took an hour and a half.", "It took 90 minutes."),
        ("It cost nearly $600 billion.", "It cost $582.4 billion.", "It cost nearly $600 billion."),
        ("It moved more than 6,000 people.", "It moved 6,230 residents.", "It moved more than 6,000 residents."),
        (
            "It made more than $170 million at home and more than $320 million worldwide.",
            "It has made $170.5 million at home, for a worldwide total of $320.7 million.",
            "It has made more than $170 million at home, for a worldwide total of more than $320 million.",
        ),
        ("About 41,000 customers called.", "Some 41,300 customers called.", "about 41,000 customers called."),
    ],
)
def test_a_value_that_is_the_same_has_the_claims_words(claim: str, quote: str, expected: str) -> None:
    assert read(claim, quote) == expected


@pytest.mark.parametrize(
    ("claim", "quote", "expected"),
    [
        (
            "It fell in the first eight months of 2025.",
            "It fell from January to August 2025.",
            "It fell in the first eight months of 2025.",
        ),
        ("In May 2025 it met twice.", "It met twice last month.", "It met twice in May 2025."),
        ("It met in May 2025.", "Last month it met.", "In May 2025 it met."),
        (
            "It lost 2 million in the second quarter of 2024.",
            "Between April and June 2024 it lost 2 million.",
            "In the second quarter of 2024 it lost 2 million.",
        ),
        ("It met on 4 June 2025.", "It met yesterday.", "It met on 4 June 2025."),
        ("It grew during 2024.", "It grew in the twelve months to December 2024.", "It grew during 2024."),
    ],
)
def test_a_time_of_the_same_days_has_the_claims_words(claim: str, quote: str, expected: str) -> None:
    assert read(claim, quote) == expected


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("It fell in the first eight months of 2025.", "It fell in 2025."),
        ("It fell in June 2024.", "It has risen since June 2024."),
        ("The fee rose in June 2025.", "From 1 June 2025 the fee is 12 euros."),
        ("The fee rose in June 2025.", "From June 2025 the fee is 12 euros."),
        ("It met in May 2025.", "It is to be built by May 2025."),
        ("It won the 2016 Cup.", "The 2016 Cup was won by another."),
        ("It met in 2025.", "It met last month."),
        ("It met in May 2025.", "The storm of last month was strong."),
    ],
)
def test_any_other_time_stays_as_it_was_written(claim: str, quote: str) -> None:
    assert read(claim, quote) == quote


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("He had 4 dogs in 2019.", "He had 5 dogs in 2019."),
        ("It speaks for 2,300 teachers.", "It speaks for 2,318 pupils."),
        ("It costs $600.", "It weighs 600 kg."),
        ("More than 200 people spoke.", "More than 4 million people heard it."),
        ("Sales rose by 4%.", "Sales fell by 4%."),
        ("It flies as flight 370.", "It carries 370 people."),
    ],
)
def test_any_other_value_stays_as_it_was_written(claim: str, quote: str) -> None:
    assert read(claim, quote) == quote


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_written_something_is_read(claim: str, quote: str) -> None:
    assert isinstance(read(f"Claim {claim}", f"Quote {quote}"), str)


@given(st.integers(2, 999).map(lambda n: n * 1000))
def test_one_value_written_in_three_ways_is_read_alike(value: int) -> None:
    claim = f"The firm has {value:,} workers."
    ways = (f"{value:,}", str(value), f"{value // 1000} thousand")
    assert {read(claim, f"It has {way} workers.") for way in ways} == {f"It has {value:,} workers."}
