import pytest
from datasets import Dataset

from factdesk.training.negations import negated


def made(*claims: str, label: str = "supports") -> list[dict[str, str]]:
    rows = [{"claim": claim, "evidence": "e", "label": label, "group": "g"} for claim in claims]
    return negated(Dataset.from_list(rows), 10, seed=1).to_list()


@pytest.mark.parametrize(
    ("claim", "contrary"),
    [
        ("The pier was built in 1902.", "The pier was not built in 1902."),
        ("Ada Moor is a writer.", "Ada Moor is not a writer."),
        ("The pier has been sold.", "The pier has not been sold."),
        ("The pier will open in May.", "The pier will not open in May."),
    ],
)
def test_the_contrary_of_what_is_supported_is_refuted_and_the_other_way_round(claim: str, contrary: str) -> None:
    for label, turned in (("supports", "refutes"), ("refutes", "supports")):
        (row,) = made(claim, label=label)
        assert (row["claim"], row["label"], row["evidence"], row["group"]) == (contrary, turned, "e", "g")


@pytest.mark.parametrize(
    "claim",
    [
        "The pier was never sold.",
        "Some of the piers were sold.",
        "The pier was sold and is closed.",
        "The man who was sold the pier left.",
        "The pier was sold for more than $4.",
        "The pier burned down.",
        "She's the owner and isn't here.",
    ],
)
def test_where_a_not_makes_no_contrary_nothing_is_made(claim: str) -> None:
    assert made(claim) == []


def test_what_is_open_stays_unmade() -> None:
    assert made("The pier was built in 1902.", label="nei") == []


def test_there_are_as_many_supported_as_refuted() -> None:
    rows = [
        {"claim": f"Pier {n} was built in 1902.", "evidence": "e", "label": label, "group": "g"}
        for n, label in enumerate(["supports"] * 9 + ["refutes"] * 9)
    ]
    labels = [row["label"] for row in negated(Dataset.from_list(rows), 8, seed=1)]
    assert sorted(labels) == ["refutes"] * 4 + ["supports"] * 4
