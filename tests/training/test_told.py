import json
from pathlib import Path

import pytest

from factdesk.errors import InputError
from factdesk.training.datasets import read_pairs
from factdesk.training.told import pairs_told

SENTENCES = [
    "The board met on Tuesday.",
    "Mrs Lind asked for the ferry to be put off.",
    "By three votes to two it was.",
    "The ferry had been due in May.",
    "Coffee was served.",
    "The board will meet again in June.",
]
CLAIMS = [
    "The ferry was postponed by a single vote.",
    "The ferry was expected in March.",
    "Mrs Lind fears for her jetty.",
]
DECIDING = [[1, 2], [3], [1]]
MINUTES = {
    "title": "Minutes of the harbour board",
    "sentences": SENTENCES,
    "claims": [
        {"text": text, "label": label, "by": by}
        for text, label, by in zip(CLAIMS, ("supports", "refutes", "nei"), DECIDING, strict=True)
    ],
}


def rows(claim: int) -> list[tuple[str, str]]:
    return [(row["evidence"], row["label"]) for row in pairs_told([MINUTES]) if row["claim"] == CLAIMS[claim]]


def test_a_claim_is_held_against_the_sentences_that_decide_it_under_the_documents_title() -> None:
    told = "Minutes of the harbour board. Mrs Lind asked for the ferry to be put off. By three votes to two it was."
    assert rows(0)[0] == (told, "supports")


def test_and_against_them_in_their_place() -> None:
    alone, in_place = rows(1)[0][0], rows(1)[1][0]
    assert rows(1)[1][1] == "refutes"
    assert len(in_place) > len(alone)
    assert "The ferry had been due in May." in in_place


@pytest.mark.parametrize("claim", [0, 1])
def test_what_the_document_says_elsewhere_does_not_decide_a_claim(claim: int) -> None:
    elsewhere = [evidence for evidence, label in rows(claim) if label == "nei"]
    assert len(elsewhere) == 1
    assert not any(SENTENCES[index] in elsewhere[0] for index in DECIDING[claim])


def test_the_passage_elsewhere_is_the_one_with_the_claims_words() -> None:
    assert "ferry" in next(evidence for evidence, label in rows(1) if label == "nei")


def test_an_open_claim_is_open_beside_what_comes_nearest_to_it() -> None:
    assert [label for _, label in rows(2)] == ["nei", "nei"]


def test_a_document_that_decides_a_claim_by_all_it_says_has_no_passage_elsewhere() -> None:
    whole = {**MINUTES, "claims": [{"text": "The ferry will be late.", "label": "supports", "by": [0, 5]}]}
    assert set(pairs_told([whole])["label"][:]) == {"supports"}


def test_the_same_seed_draws_the_same_rows() -> None:
    assert pairs_told([MINUTES], seed=3).to_list() == pairs_told([MINUTES], seed=3).to_list()


def test_documents_are_read_by_their_preset_and_share_a_group(tmp_path: Path) -> None:
    file = tmp_path / "told.jsonl"
    file.write_text(json.dumps(MINUTES) + "\n", encoding="utf-8")
    pairs = read_pairs(str(file), preset="told")
    assert pairs.to_list() == pairs_told([MINUTES]).to_list()
    assert set(pairs["group"][:]) == {"Minutes of the harbour board"}


@pytest.mark.parametrize("by", [[], [9], [-1]])
def test_a_claim_whose_sentences_are_not_there_is_named(tmp_path: Path, by: list[int]) -> None:
    file = tmp_path / "told.jsonl"
    claims = [{"text": "The ferry sank.", "label": "refutes", "by": by}]
    file.write_text(json.dumps({**MINUTES, "claims": claims}) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="The ferry sank"):
        read_pairs(str(file), preset="told")


def test_a_label_that_is_not_known_is_named_and_other_spellings_are_known() -> None:
    claim = {"text": "The ferry sank.", "label": "perhaps", "by": [3]}
    with pytest.raises(InputError, match="perhaps"):
        pairs_told([{**MINUTES, "claims": [claim]}])
    assert pairs_told([{**MINUTES, "claims": [{**claim, "label": "REFUTED"}]}])["label"][0] == "refutes"


def test_a_file_of_pairs_is_no_file_of_documents(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"claim": "A", "evidence": "B", "label": "nei"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="title"):
        read_pairs(str(file), preset="told")
