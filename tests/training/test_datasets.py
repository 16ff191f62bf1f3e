from pathlib import Path

import pytest
from datasets import ClassLabel, Dataset, Features, Value

from factdesk.errors import InputError
from factdesk.training.datasets import PRESETS, read_pairs

PAIR = {"claim": "The box is red.", "evidence": "It is red."}


def saved(path: Path, rows: Dataset) -> str:
    {".parquet": rows.to_parquet, ".jsonl": rows.to_json, ".csv": rows.to_csv}[path.suffix](str(path))
    return str(path)


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl", ".csv"])
def test_the_same_pairs_come_out_of_every_kind_of_file(tmp_path: Path, suffix: str) -> None:
    rows = Dataset.from_list([PAIR | {"label": "SUPPORTS", "group": "g"}])
    pairs = read_pairs(saved(tmp_path / f"rows{suffix}", rows))
    assert pairs.to_list() == [PAIR | {"label": "supports", "group": "g"}]


@pytest.mark.parametrize(
    ("spelling", "label"),
    [
        ("SUPPORTS", "supports"),
        ("entailment", "supports"),
        ("Refuted", "refutes"),
        ("contradiction", "refutes"),
        ("NOT ENOUGH INFO", "nei"),
        ("neutral", "nei"),
        ("Not Enough Evidence", "nei"),
        ("not_supported", "not_supported"),
    ],
)
def test_labels_are_read_in_every_spelling(tmp_path: Path, spelling: str, label: str) -> None:
    source = saved(tmp_path / "rows.jsonl", Dataset.from_list([PAIR | {"label": spelling}]))
    assert read_pairs(source)["label"][:] == [label]


def test_a_class_label_is_read_by_its_names_and_not_by_its_numbers(tmp_path: Path) -> None:
    features = Features(
        {
            "premise": Value("string"),
            "hypothesis": Value("string"),
            "label": ClassLabel(names=["contradiction", "entailment", "neutral"]),
        }
    )
    rows = {"premise": ["p"] * 3, "hypothesis": ["h"] * 3, "label": [0, 1, 2]}
    source = saved(tmp_path / "rows.parquet", Dataset.from_dict(rows, features=features))
    assert read_pairs(source, preset="mnli")["label"][:] == ["refutes", "supports", "nei"]


def test_numbers_without_names_are_read_in_the_order_of_the_preset(tmp_path: Path) -> None:
    rows = Dataset.from_dict({"premise": ["p"] * 4, "hypothesis": ["h"] * 4, "label": [0, 1, 2, -1]})
    pairs = read_pairs(saved(tmp_path / "rows.parquet", rows), preset="snli")
    assert pairs["label"][:] == ["supports", "nei", "refutes"]
    assert pairs["evidence"][0] == "p"
    assert pairs["claim"][0] == "h"


def test_fever_nli_has_its_claim_in_the_column_premise(tmp_path: Path) -> None:
    rows = Dataset.from_dict({"premise": ["the claim"], "hypothesis": ["the evidence"], "label": [0]})
    (pair,) = read_pairs(saved(tmp_path / "rows.parquet", rows), preset="fever-nli").to_list()
    assert (pair["claim"], pair["evidence"], pair["label"]) == ("the claim", "the evidence", "supports")


def test_evidence_in_sentences_becomes_one_text(tmp_path: Path) -> None:
    rows = Dataset.from_list([{"claim": "c", "evidence": ["One.", "Two."], "label": "supports"}])
    assert read_pairs(saved(tmp_path / "rows.jsonl", rows))["evidence"][:] == ["One. Two."]


def test_a_row_without_text_is_left_out(tmp_path: Path) -> None:
    rows = Dataset.from_list([PAIR | {"label": "nei"}, PAIR | {"evidence": " ", "label": "nei"}])
    assert len(read_pairs(saved(tmp_path / "rows.jsonl", rows))) == 1


def test_an_unknown_label_is_an_error_that_says_which(tmp_path: Path) -> None:
    source = saved(tmp_path / "rows.jsonl", Dataset.from_list([PAIR | {"label": "maybe"}]))
    with pytest.raises(InputError, match="'maybe' is not known"):
        read_pairs(source)


def test_a_missing_column_is_an_error_that_names_those_that_are_there(tmp_path: Path) -> None:
    source = saved(tmp_path / "rows.jsonl", Dataset.from_list([{"text": "a", "label": "nei"}]))
    with pytest.raises(InputError, match=r"no column claim, evidence; it has text, label"):
        read_pairs(source)


def test_a_missing_file_and_an_unknown_preset_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_pairs(str(tmp_path / "none.csv"))
    with pytest.raises(InputError, match=f"known: {sorted(PRESETS)[0]}"):
        read_pairs("rows.csv", preset="nonsense")
