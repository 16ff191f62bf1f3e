import re

from datasets import Dataset
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.training.contrast import contrasted


def pairs(*rows: tuple[str, str]) -> Dataset:
    return Dataset.from_list(
        [
            {"claim": claim, "evidence": evidence, "label": "supports", "group": str(number)}
            for number, (claim, evidence) in enumerate(rows)
        ]
    )


def made(*rows: tuple[str, str]) -> list[dict[str, str]]:
    return contrasted(pairs(*rows), 10, seed=1).to_list()


def test_a_number_that_stands_on_both_sides_becomes_another_and_the_evidence_refutes_it() -> None:
    (row,) = made(("The bridge cost 1,240 crowns.", "Its price was 1,240 crowns."))
    assert row["label"] == "refutes"
    assert row["evidence"] == "Its price was 1,240 crowns."
    (number,) = re.findall(r"The bridge cost ([\d,]+) crowns\.", row["claim"])
    assert number != "1,240"


def test_a_year_becomes_a_near_year_and_a_month_another_month() -> None:
    rows = made(("The mill burned in 1904.", "In 1904 the mill burned."), ("It opened on a day in May.", "Open: May."))
    claims = sorted(row["claim"] for row in rows)
    assert re.fullmatch(r"It opened on a day in (?!May)[A-Z]\w+\.", claims[0])
    year = int(re.findall(r"\d{4}", claims[1])[0])
    assert 0 < abs(year - 1904) <= 10


def test_another_object_refutes_and_another_subject_is_another_question() -> None:
    rows = made(
        ("Ada Moor founded the club.", "The club was founded by Ada Moor."),
        ("The club was sold to Ben Lund.", "Ben Lund bought the club."),
    )
    assert {row["claim"]: row["label"] for row in rows} == {
        "Ben Lund founded the club.": "nei",
        "The club was sold to Ada Moor.": "refutes",
    }


def test_what_may_still_be_true_after_the_change_is_left_alone() -> None:
    assert made(("More than 500 people came.", "There were more than 500 people.")) == []
    assert made(("It held at least 30 boats.", "At least 30 boats lay there.")) == []
    assert made(("The fair drew 40 firms.", "Dozens of firms came.")) == []


def test_only_supported_rows_are_changed() -> None:
    rows = pairs(("The fair drew 40 firms.", "40 firms came.")).to_list()
    rows[0]["label"] = "refutes"
    assert len(contrasted(Dataset.from_list(rows), 10, seed=1)) == 0


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 10**9), st.booleans()), min_size=1, max_size=10))
def test_the_changed_number_is_written_in_the_same_way(numbers: list[tuple[int, bool]]) -> None:
    written = [f"{value:,}" if grouped else str(value) for value, grouped in numbers]
    for row in made(*((f"It sold {number} tins.", f"Tins sold: {number} in all.") for number in written)):
        (before,) = re.findall(r"[\d,]+", row["evidence"])
        (after,) = re.findall(r"[\d,]+", row["claim"])
        assert after != before
        assert f"{int(after.replace(',', '')):,}" == after or "," not in after
