from pathlib import Path

import pytest
from datasets import Dataset

import factdesk.training
from factdesk.errors import InputError
from factdesk.training.recipe import Recipe, Source, mix
from factdesk.training.sentences import DetectorRecipe

RECIPES = Path(factdesk.training.__file__).parent / "recipes"


def saved(path: Path, rows: list[dict[str, str]]) -> str:
    Dataset.from_list(rows).to_json(str(path))
    return path.name


def pair(claim: str, evidence: str, label: str = "supports", group: str = "g") -> dict[str, str]:
    return {"claim": claim, "evidence": evidence, "label": label, "group": group}


VERIFIERS = ("verifier-base", "verifier-base-told", "verifier-small")


def test_the_shipped_recipes_are_recipes() -> None:
    for name in VERIFIERS:
        assert Recipe.from_toml(RECIPES / f"{name}.toml").sources
    assert Recipe.from_toml(RECIPES / "verifier-small.toml").teacher == "base"
    assert DetectorRecipe.from_toml(RECIPES / "detector.toml").sources


@pytest.mark.parametrize("name", VERIFIERS)
def test_no_shipped_recipe_learns_from_what_it_is_measured_on(name: str) -> None:
    recipe = Recipe.from_toml(RECIPES / f"{name}.toml")
    assert not {source.data for source in recipe.sources} & set(recipe.evaluation)


def test_rows_that_ship_are_found_wherever_the_other_data_lie(tmp_path: Path) -> None:
    told = Source(data="told/mixed.jsonl", preset="told", rows=30)
    rows = mix(Recipe(base="", sources=(told,)), tmp_path)
    assert rows.rows == {"told/mixed.jsonl": 30}
    assert set(rows.hashes) == {"told/mixed.jsonl"}


@pytest.mark.parametrize("text", ["base = 'x'\nlaerning_rate = 1", "base = [", "epochs = 1"])
def test_a_recipe_with_a_mistake_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "recipe.toml"
    path.write_text(text, encoding="utf-8")
    for kind in (Recipe, DetectorRecipe):
        with pytest.raises(InputError, match="not a recipe"):
            kind.from_toml(path)


def test_the_same_recipe_gives_the_same_rows(tmp_path: Path, box_rows: list[dict[str, str]]) -> None:
    recipe = Recipe(base="", sources=(Source(data=saved(tmp_path / "a.jsonl", box_rows), rows=20),), held_back=5)
    first, second = mix(recipe, tmp_path), mix(recipe, tmp_path)
    assert first.training.to_list() == second.training.to_list()
    assert first.hashes == second.hashes
    assert len(first.training) + len(first.held_back) == 20


def test_groups_held_back_are_whole(tmp_path: Path, box_rows: list[dict[str, str]]) -> None:
    recipe = Recipe(base="", sources=(Source(data=saved(tmp_path / "a.jsonl", box_rows), rows=100),), held_back=5)
    rows = mix(recipe, tmp_path)
    assert len(rows.held_back) >= 5
    assert not set(rows.held_back["group"][:]) & set(rows.training["group"][:])


def test_evaluation_text_long_pairs_and_repeats_are_left_out(tmp_path: Path) -> None:
    data = saved(
        tmp_path / "a.jsonl",
        [
            pair("One.", "It is one."),
            pair("One.", "It is one.", "refutes"),
            pair("Two!", "It is two."),
            pair("Long.", "word " * 200),
        ],
    )
    seen = saved(tmp_path / "dev.jsonl", [pair("two", "Other words.")])
    rows = mix(Recipe(base="", sources=(Source(data=data, rows=10),), evaluation=(seen,)), tmp_path)
    assert rows.training["claim"][:] == ["One."]
    assert rows.dropped == {data: 1}


def test_rows_that_are_only_not_supported_are_learned_from_and_never_calibrated_on(tmp_path: Path) -> None:
    rows = [pair(f"Claim {number}.", f"Text {number}.", "not_supported", group=str(number)) for number in range(20)]
    data = saved(tmp_path / "a.jsonl", rows)
    made = mix(Recipe(base="", sources=(Source(data=data, rows=20),), held_back=5), tmp_path)
    assert set(made.training["label"][:]) == {"not_supported"}
    assert len(made.held_back) == 0


def test_a_balanced_source_gives_as_many_rows_of_each_label(tmp_path: Path) -> None:
    rows = [pair(f"claim {number}", f"evidence {number}", "supports", str(number)) for number in range(40)]
    rows += [pair(f"other {number}", f"text {number}", "refutes", f"r{number}") for number in range(6)]
    source = Source(data=saved(tmp_path / "a.jsonl", rows), rows=20, balanced=True)
    labels = mix(Recipe(base="", sources=(source,)), tmp_path).training["label"][:]
    assert labels.count("supports") == 10
    assert labels.count("refutes") == 6  # all there are


def test_unlabelled_pairs_want_a_teacher_and_are_never_held_back(tmp_path: Path) -> None:
    rows = [
        pair(f"Ada Moor won race {number}.", f"Ada Moor won a race, number {number}.", group=str(number))
        for number in range(30)
    ]
    source = Source(data=saved(tmp_path / "a.jsonl", rows), rows=30, unlabelled=20)
    with pytest.raises(InputError, match="no teacher"):
        mix(Recipe(base="", sources=(source,)), tmp_path)
    made = mix(Recipe(base="", sources=(source,), teacher="base", held_back=10), tmp_path)
    assert "unlabelled" in made.training["label"][:]
    assert "unlabelled" not in made.held_back["label"][:]
