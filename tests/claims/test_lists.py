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
        (
            "The treaty was signed by France, Spain and Italy in 1990.",
            [
                "The treaty was signed by France in 1990.",
                "The treaty was signed by Spain in 1990.",
                "The treaty was signed by Italy in 1990.",
            ],
        ),
        (
            "Paris, Lyon and Nice are among the largest cities.",
            [
                "Paris is among the largest cities.",
                "Lyon is among the largest cities.",
                "Nice is among the largest cities.",
            ],
        ),
        (
            "The firm makes steel, wood and glass from Asia.",
            [
                "The firm makes steel from Asia.",
                "The firm makes wood from Asia.",
                "The firm makes glass from Asia.",
            ],
        ),
        (
            "The cup was shared, with the silver medal going to Poland and the bronze to Armenia.",
            ["The cup was shared, with the silver medal going to Poland and the bronze to Armenia."],
        ),
        (
            "Members of the House, the Treasury and my office have been involved in the bill.",
            [
                "Members of the House have been involved in the bill.",
                "The Treasury has been involved in the bill.",
                "My office has been involved in the bill.",
            ],
        ),
        (
            "Lopez is an American actor, singer and dancer.",
            ["Lopez is an American actor.", "Lopez is a singer.", "Lopez is a dancer."],
        ),
        (
            "The film was a critical and commercial success.",
            ["The film was a critical success.", "The film was a commercial success."],
        ),
        (
            "The lab studies public finance, international trade and development, and economic history.",
            [
                "The lab studies public finance.",
                "The lab studies international trade and development.",
                "The lab studies economic history.",
            ],
        ),
    ],
)
def test_a_list_of_objects_makes_a_statement_of_each(stated: Stated, sentence: str, expected: list[str]) -> None:
    assert stated(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Such foods make up 58% of the calories eaten in Spain and about 20% in Brazil.",
        "She bought food and water.",
        "The talks between France and Spain failed.",
        "Lopez and Smith spoke.",
        "The plan combined a tax cut and a bond sale for both towns.",
        "The council sold a school or a stadium.",
        "No schools, hospitals and parks were closed.",
        "The ministry cut spending on roads, schools and hospitals by 3%.",
        "The number of deaths, injuries and arrests rose to 40.",
        "Police made 40 arrests in Paris, Lyon and Nice.",
        "Lopez, Smith and Brown met.",
        "The ship flew a black and white flag.",
        "Most of the cuts would be made in the United States and the Netherlands.",
        "The cuts were mainly in the United States and the Netherlands.",
        "The company has two months and 10 days to appeal.",
        "The leisure centres, in Holt Road and Park Street, will shut on 30 June.",
        "The prize went to David Arnell, John Haskins and Demi Sorel for their work on proteins.",
        "The river broke the record by a foot and a half.",
        "She called it “a victory for travelers who faced higher fares and fewer choices.”",
        "The group kept its forecast of core earnings of between $1.1 billion and $1.3 billion.",
    ],
)
def test_what_belongs_together_stays_together(stated: Stated, sentence: str) -> None:
    assert stated(sentence) == [sentence]
