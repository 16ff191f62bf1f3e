from collections.abc import Callable

import pytest

Stated = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lopez won a Grammy and two Oscars.", ["Lopez won a Grammy.", "Lopez won two Oscars."]),
        (
            "The storm killed 12 people, 40 cows and three dogs.",
            ["The storm killed 12 people.", "The storm killed 40 cows.", "The storm killed three dogs."],
        ),
    ],
)
def test_a_list_of_objects_makes_a_statement_of_each(stated: Stated, sentence: str, expected: list[str]) -> None:
    assert stated(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "She bought food and water.",
        "The talks between France and Spain failed.",
        "Lopez and Smith spoke.",
        "The plan combined a tax cut and a bond sale for both towns.",
        "The council sold a school or a stadium.",
    ],
)
def test_what_belongs_together_stays_together(stated: Stated, sentence: str) -> None:
    assert stated(sentence) == [sentence]
