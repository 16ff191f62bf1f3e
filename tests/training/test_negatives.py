from datasets import Dataset

from factdesk.training.negatives import UNLABELLED, undecided, unlabelled

PAIRS = Dataset.from_list(
    [
        {"claim": f"Ada Moor won the {year} Harbour Cup.", "evidence": text, "label": "supports", "group": group}
        for year, text, group in (
            (1990, "Ada Moor won the Harbour Cup in 1990.", "a"),
            (1991, "Ben Lund won the Harbour race.", "b"),
            (1992, "Cid Vale lost the Harbour race.", "c"),
            (1993, "Dot Reed sold a house in Moor Lane.", "d"),
        )
    ]
    * 4
)


def test_negatives_are_nei_with_evidence_of_another_group_that_lacks_most_of_the_claims_names() -> None:
    made = undecided(PAIRS, 5, seed=1)
    assert len(made) == 5
    groups = {row["evidence"]: row["group"] for row in PAIRS}
    for row in made:
        assert row["label"] == "nei"
        assert groups[row["evidence"]] != row["group"]
        assert row["evidence"] != "Ada Moor won the Harbour Cup in 1990."


def test_none_are_made_where_every_passage_names_what_the_claim_names() -> None:
    pairs = Dataset.from_list(
        [
            {"claim": "Ada won.", "evidence": f"Ada won race {number}.", "label": "supports", "group": str(number)}
            for number in range(20)
        ]
    )
    assert len(undecided(pairs, 5, seed=1)) == 0


def test_unlabelled_pairs_have_evidence_of_another_group_that_names_what_the_claim_names() -> None:
    made = unlabelled(PAIRS, 5, seed=1)
    assert 0 < len(made) <= 5
    groups = {row["evidence"]: row["group"] for row in PAIRS}
    for row in made:
        assert row["label"] == UNLABELLED
        assert groups[row["evidence"]] != row["group"]
        assert not set(row["evidence"].split()).isdisjoint({"Ada", "Moor", "Harbour"})
