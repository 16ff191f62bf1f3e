import json
import shutil
from pathlib import Path

from click.testing import CliRunner
from datasets import Dataset

from factdesk.cli import factdesk
from factdesk.errors import InputError
from factdesk.models.detector import SHIPPED as DETECTORS
from factdesk.models.folders import ModelFolder
from factdesk.models.verifier import SHIPPED as VERIFIERS

RECIPE = """
base = "{base}"
epochs = 1
max_tokens = 24

[[source]]
data = "boxes.jsonl"
rows = 20
"""


def test_one_command_goes_from_rows_to_a_model(tiny_encoder: Path, box_file: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(RECIPE.format(base=tiny_encoder), encoding="utf-8")
    arguments = ["train", "verifier", str(recipe), "--data", str(box_file.parent), "-o", str(tmp_path / "run")]
    result = CliRunner().invoke(factdesk, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert f"the model is in {tmp_path / 'run' / 'model'}" in result.stderr
    config = json.loads((tmp_path / "run" / "model" / "config.json").read_text())
    assert list(config["id2label"].values()) == ["supports", "refutes", "nei"]


def test_the_card_of_a_verifier_has_its_scores_and_what_it_was_made_of(box_file: Path, tmp_path: Path) -> None:
    shipped = ModelFolder.find("small", shipped=VERIFIERS).path
    shutil.copytree(shipped, tmp_path / "verifier")
    arguments = [str(tmp_path / "verifier"), str(box_file), "--run", str(shipped / "run.json"), "--limit", "20"]
    words = ["--name", "boxes", "--summary", "Knows boxes.", "--fault", "It knows no bags.", "--licence", "mit"]
    CliRunner().invoke(factdesk, ["train", "card", *arguments, *words], catch_exceptions=False)
    card = (tmp_path / "verifier" / "README.md").read_text()
    assert card.startswith("---\nlicense: mit")
    assert "- It knows no bags." in card
    assert "| boxes | 20 |" in card
    assert "## How it was made" in card


def test_the_card_of_a_detector_has_its_scores_and_a_curve_for_each_question(tmp_path: Path) -> None:
    shipped = ModelFolder.find("default", shipped=DETECTORS).path
    shutil.copytree(shipped, tmp_path / "detector")
    rows = [{"text": f"The ministry cut {number} jobs in 2024.", "label": "cfs"} for number in range(4)]
    rows += [{"text": "Thank you all for coming.", "label": "nfs"}] * 4
    Dataset.from_list(rows).to_parquet(str(tmp_path / "speech.parquet"))
    arguments = [str(tmp_path / "detector"), str(tmp_path / "speech.parquet"), "--run", str(shipped / "run.json")]
    words = ["--preset", "claimbuster", "--name", "d", "--summary", "s", "--fault", "f"]
    CliRunner().invoke(factdesk, ["train", "card", *arguments, *words], catch_exceptions=False)
    card = (tmp_path / "detector" / "README.md").read_text()
    assert "| checkable: speech | 4 |" in card
    assert "| checkworthy: speech | 8 |" in card
    assert card.count("| probability | rows |") == 2


def test_an_unknown_recipe_is_named_with_those_that_ship(tmp_path: Path) -> None:
    result = CliRunner().invoke(factdesk, ["train", "verifier", "verifier-huge", "-o", str(tmp_path)])
    assert isinstance(result.exception, InputError)
    assert "detector, detector-quick, detector-taught, verifier-base, verifier-base-told, verifier-small" in str(
        result.exception
    )


def test_every_command_shows_an_example() -> None:
    for command in ("train", "train verifier", "train detector", "train quantize", "train card", "evaluate"):
        assert "Example:" in CliRunner().invoke(factdesk, [*command.split(), "--help"]).output
