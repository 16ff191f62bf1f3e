"""A fifth round of claims and evidence with a careful reader's outcome: what articles and reports of one event gave."""

from collections.abc import Callable

import pytest

Row = tuple[str, str, str]

MONEY: list[Row] = [
    (
        "Net profit was 3.1 billion Danish kroner.",
        "Net profit was DKK 3.1 billion (Q4 2023: DKK 4.2 billion).",
        "agrees",
    ),
    ("Net profit was 4.6 billion Danish kroner.", "Net profit was DKK 3.1 billion.", "differs"),
    ("Revenue was 18.6 billion kroner.", "Revenue was NOK 18.6 billion.", "agrees"),
    ("Revenue was 18.6 billion kroner.", "Revenue was SEK 18.6 billion.", "not_comparable"),
    ("The stadium cost 900 million pesos.", "The stadium cost 900 million Chilean pesos.", "agrees"),
    ("The stadium cost 900 million Mexican pesos.", "The stadium cost 900 million Chilean pesos.", "not_comparable"),
    ("The fine was 20 million Hong Kong dollars.", "The fine was HKD 20 million.", "agrees"),
    ("The grant was 5 million Swiss francs.", "The grant was CHF 8 million.", "differs"),
]

PARTS_OF_A_WHOLE: list[Row] = [
    ("The order covers nine counties.", "The order covers nine of Vermont's 14 counties.", "agrees"),
    ("The order covers seven counties.", "The order covers nine of Vermont's 14 counties.", "not_comparable"),
    ("The firm cut 2,400 positions.", "The firm cut 2,400 of its 30,100 positions.", "agrees"),
    ("More than 130 roads are closed.", "A total of 134 state and local roads are closed.", "agrees"),
]

PEOPLE: list[Row] = [
    ("At least three people have died.", "Three deaths have been confirmed.", "agrees"),
    ("At least three people died in the flood.", "Two deaths in the flood have been confirmed.", "differs"),
    ("Three people died in the flood.", "Three injuries in the flood have been confirmed.", "not_comparable"),
    (
        "At least three people have died.",
        "Two people died when their cars were carried away; one man died after a tree fell on his house.",
        "not_comparable",
    ),
    (
        "At least four people have died.",
        "Two people died when their cars were carried away.",
        "differs",
    ),
]

THE_YEAR_BEFORE: list[Row] = [
    ("Revenue rose 2% last year.", "Revenue was DKK 18.6 billion (2023: DKK 18.2 billion).", "agrees"),
    ("Revenue rose 12%.", "Revenue was DKK 18.6 billion (Q4 2023: DKK 18.2 billion).", "differs"),
    ("Net profit fell to 3.1 billion dollars.", "Net profit was $3.1 billion (Q4 2023: $4.2 billion).", "agrees"),
    ("Sales rose 2%.", "Sales were $18.6 billion (forecast: $18.2 billion).", "not_comparable"),
]

STAGES: list[Row] = [
    ("The dam was built in 1954.", "Construction of the dam is scheduled to start in spring 2026.", "not_comparable"),
    ("The museum opened in 1998.", "The museum announced in 1994 that it would open.", "not_comparable"),
    ("The museum opened in 1998.", "The museum opened in 1996.", "differs"),
]

NAMES: list[Row] = [
    (
        "Ultra-processed foods make up about 20% in Brazil.",
        "Those who took a third of their energy from ultra-processed foods had 28% more of them.",
        "not_comparable",
    ),
    ("The museum in Malmö drew 90,000 visitors.", "The museum drew 40,000 visitors.", "not_comparable"),
    ("The museum in Malmö drew 90,000 visitors.", "The museum in Malmö drew 40,000 visitors.", "differs"),
]

STATISTICS: list[Row] = [
    ("Those on a placebo lost 2%.", "Mean weight loss was 2.0% in those on a placebo.", "agrees"),
    ("The highest wage was $90.", "The average wage was $70.", "not_comparable"),
    ("About 41,000 customers were without power.", "Some 41,300 customers were without power.", "agrees"),
]

CASES = [*MONEY, *PARTS_OF_A_WHOLE, *PEOPLE, *THE_YEAR_BEFORE, *STAGES, *NAMES, *STATISTICS]


@pytest.mark.parametrize("case", CASES, ids=[f"{row[0]} / {row[1]}" for row in CASES])
def test_the_outcome_is_a_careful_readers(case: Row, require_outcome: Callable[..., None]) -> None:
    require_outcome(*case)
