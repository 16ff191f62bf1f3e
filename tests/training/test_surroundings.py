from datasets import Dataset

from factdesk.training.surroundings import surrounded

PAIRS = Dataset.from_list(
    [
        {"claim": f"{name} won the {year} Harbour Cup.", "evidence": text, "label": label, "group": group}
        for name, year, text, label, group in (
            ("Ada Moor", 1990, "Ada Moor won the Harbour Cup in 1990.", "supports", "a"),
            ("Ben Lund", 1991, "Ben Lund lost the Harbour Cup of 1991.", "refutes", "b"),
            ("Cid Vale", 1992, "Cid Vale rowed in the harbour.", "nei", "c"),
        )
    ]
    * 4
)


def test_the_claim_keeps_its_label_and_its_evidence_stands_among_other_sentences() -> None:
    made = surrounded(PAIRS, 6, seed=1)
    assert len(made) == 6
    given = {row["claim"]: row for row in PAIRS}
    for row in made:
        own = given[row["claim"]]
        assert (row["label"], row["group"]) == (own["label"], own["group"])
        assert own["evidence"] in row["evidence"]
        assert len(row["evidence"]) > len(own["evidence"])


def test_what_stands_around_it_names_little_of_what_the_claim_names_and_stands_there_once() -> None:
    for row in surrounded(PAIRS, 12, seed=2):
        others = [text for text in set(PAIRS["evidence"][:]) if text in row["evidence"]]
        assert all(row["evidence"].count(text) == 1 for text in others)
        name = " ".join(row["claim"].split()[:2])
        assert row["evidence"].count(name) == 1


def test_where_everything_may_decide_nothing_is_made() -> None:
    pairs = Dataset.from_list(
        [
            {"claim": "Ada won.", "evidence": f"Ada won race {number}.", "label": "supports", "group": str(number)}
            for number in range(20)
        ]
    )
    assert len(surrounded(pairs, 5, seed=1)) == 0
