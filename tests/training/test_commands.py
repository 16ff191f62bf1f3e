import json
from pathlib import Path

from click.testing import CliRunner

from factdesk.cli import factdesk

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


def test_every_command_shows_an_example() -> None:
    for command in (["train"], ["train", "verifier"], ["train", "detector"], ["train", "quantize"], ["evaluate"]):
        assert "Example:" in CliRunner().invoke(factdesk, [*command, "--help"]).output
