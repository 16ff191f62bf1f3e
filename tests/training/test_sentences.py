import math
from dataclasses import replace
from pathlib import Path

import pytest
from datasets import Dataset

from factdesk.errors import InputError
from factdesk.training.sentences import DetectorRecipe, SentenceSource, gather, read_sentences


def saved(folder: Path, name: str, rows: list[dict[str, object]]) -> str:
    Dataset.from_list(rows).to_parquet(str(folder / name))
    return name


@pytest.mark.parametrize(
    ("preset", "row", "checkable", "checkworthy"),
    [
        ("claimbuster", {"label": "cfs"}, 1.0, 1.0),
        ("claimbuster", {"label": "ufs"}, math.nan, 0.0),
        ("claimbuster", {"label": "nfs"}, math.nan, 0.0),
        ("policlaim", {"label": "checkworthy"}, 1.0, math.nan),
        ("policlaim", {"label": "not_checkworthy"}, 0.0, math.nan),
        ("policlaim-scored", {"label": "checkworthy", "score": 3.0}, 1.0, math.nan),
        ("factdesk", {"checkable": 1, "checkworthy": None}, 1.0, math.nan),
        ("unlabelled", {"label": "cfs"}, math.nan, math.nan),
    ],
)
def test_each_convention_answers_what_it_knows_and_leaves_the_rest_open(
    tmp_path: Path, preset: str, row: dict[str, object], checkable: float, checkworthy: float
) -> None:
    name = saved(tmp_path, "rows.parquet", [{"text": "The box is red.", **row}])
    (sentence,) = read_sentences(SentenceSource(data=name, preset=preset), tmp_path).to_list()
    assert (sentence["checkable"], sentence["checkworthy"]) == pytest.approx((checkable, checkworthy), nan_ok=True)


def test_an_unknown_preset_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown preset 'x'"):
        read_sentences(SentenceSource(data="a", preset="x"), tmp_path)


@pytest.mark.parametrize(
    ("data", "preset", "message"),
    [
        ("none.parquet", "factdesk", "none.parquet: no such file"),
        ("bare.parquet", "factdesk", "no column text; it has label"),
        ("rows.parquet", "policlaim-scored", "no column 'score'; it has text, label"),
    ],
)
def test_a_file_that_does_not_fit_is_named_with_what_it_lacks(
    tmp_path: Path, data: str, preset: str, message: str
) -> None:
    saved(tmp_path, "bare.parquet", [{"label": "cfs"}])
    saved(tmp_path, "rows.parquet", [{"text": "The box is red.", "label": "cfs"}])
    with pytest.raises(InputError, match=message):
        read_sentences(SentenceSource(data=data, preset=preset), tmp_path)


def test_documents_held_back_are_whole_and_evaluation_sentences_are_dropped(tmp_path: Path) -> None:
    rows = [{"text": f"Sentence {number}.", "label": "cfs", "document": f"debate {number % 5}"} for number in range(50)]
    name = saved(tmp_path, "rows.parquet", rows)
    seen = saved(tmp_path, "test.parquet", [{"text": "sentence 7"}])
    recipe = DetectorRecipe(
        base="", sources=(SentenceSource(data=name, preset="claimbuster"),), evaluation=(seen,), held_back=0.2
    )
    sentences = gather(recipe, tmp_path)
    assert sentences.dropped == {name: 1}
    assert len(sentences.training) + len(sentences.held_back) == 49
    assert not set(sentences.training["document"][:]) & set(sentences.held_back["document"][:])
    assert len(set(sentences.held_back["document"][:])) == 1


def test_sentences_without_a_label_are_read_once_from_any_column_and_none_is_held_back(tmp_path: Path) -> None:
    pairs = [{"claim": f"Claim {number % 40}.", "label": "nei"} for number in range(80)]
    name = saved(tmp_path, "pairs.parquet", pairs)
    source = SentenceSource(data=name, preset="unlabelled", column="claim", rows=30)
    recipe = DetectorRecipe(base="", sources=(source,), held_back=0.5, teachers=("default",))
    sentences = gather(recipe, tmp_path)
    assert len(set(sentences.training["text"][:])) == len(sentences.training) == 30
    assert not len(sentences.held_back)
    assert sentences.rows == {name: 30}
    with pytest.raises(InputError, match=r"pairs.parquet has no labels and the recipe no teachers"):
        gather(replace(recipe, teachers=()), tmp_path)


def test_a_recipe_names_layers_and_teachers_as_lists(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('base = "default"\nlayers = [0, 5]\nteachers = ["default", "runs/large"]\n', encoding="utf-8")
    recipe = DetectorRecipe.from_toml(path)
    assert recipe.layers == (0, 5)
    assert recipe.teachers == ("default", "runs/large")
