from collections import Counter

from datasets import Dataset

from factdesk.training.conjunctions import joined


def pairs(*rows: tuple[str, str, str, str]) -> Dataset:
    return Dataset.from_list([dict(zip(("claim", "evidence", "label", "group"), row, strict=True)) for row in rows])


MANY = pairs(
    *(
        (f"Ship{number} carried grain{number}.", f"Grain{number} was aboard ship{number}.", label, f"{number % 5}")
        for number in range(30)
        for label in (("supports", "refutes")[number % 2],)
    )
)


def test_a_claim_of_two_halves_is_supported_by_both_refuted_by_one_and_open_where_one_is_not_told() -> None:
    labels = {row["evidence"]: row["label"] for row in MANY}
    for row in joined(MANY, 30, seed=1):
        told = [labels[text] for text in labels if text in row["evidence"]]
        assert row["claim"].count("carried") == 2
        if "refutes" in told:
            assert row["label"] == "refutes"
        else:
            assert row["label"] == ("supports" if len(told) == 2 else "nei")


def test_there_are_as_many_of_each_label() -> None:
    counts = Counter(joined(MANY, 12, seed=3)["label"][:])
    assert set(counts.values()) == {4}


def test_versions_of_one_fact_are_never_joined() -> None:
    rows = [(f"The pier opened in {year}.", f"It opened in {year}.", "supports", "pier") for year in range(1900, 1920)]
    assert len(joined(pairs(*rows), 5, seed=1)) == 0


def test_the_second_half_begins_in_small_letters_unless_it_begins_with_a_name() -> None:
    two = pairs(
        ("The pier burned down.", "It burned down.", "supports", "a"),
        ("Ada Moor sold boats.", "She sold boats.", "supports", "a"),
    )
    claims = {row["claim"] for seed in range(20) for row in joined(two, 3, seed=seed)}
    assert any(claim.endswith("the pier burned down.") for claim in claims)
    assert any(claim.endswith("Ada Moor sold boats.") for claim in claims)


def test_rows_that_are_open_or_only_not_supported_are_left_alone() -> None:
    rows = [
        (f"Ship{n} carried grain{n}.", f"Fog{n}.", label, "a") for n in range(9) for label in ("nei", "not_supported")
    ]
    assert len(joined(pairs(*rows), 5, seed=1)) == 0
