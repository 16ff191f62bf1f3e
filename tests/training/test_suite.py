"""The whole way round: fine-tune, measure on several sets, ask the gate."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from datasets import Dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from factdesk.errors import InputError
from factdesk.training.card import score_table
from factdesk.training.promote import Rows, comparison_table, consider
from factdesk.training.recipe import Recipe, Source, mix
from factdesk.training.schedule import Clock
from factdesk.training.suite import measure, sources_in
from factdesk.training.verifier import fine_tune


class Answers:
    """A fine-tuned folder's probabilities."""

    def __init__(self, folder: Path) -> None:
        self.model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
        self.tokenizer = AutoTokenizer.from_pretrained(folder)

    def predict(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        evidence, claims = zip(*pairs, strict=True)
        tokens = self.tokenizer(list(evidence), list(claims), padding=True, return_tensors="pt")
        with torch.inference_mode():
            return self.model(**tokens).logits.softmax(dim=1).numpy()


class AlwaysSupports:
    def predict(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        return np.tile([0.9, 0.05, 0.05], (len(pairs), 1))


def tuned(base: Path, file: Path, output: Path, *, epochs: float) -> Path:
    recipe = Recipe(
        base=str(base),
        sources=(Source(data=file.name, rows=200),),
        learning_rate=5e-3,
        epochs=epochs,
        dropout=0.0,
        max_tokens=24,
    )
    return fine_tune(recipe, mix(recipe, file.parent), output, clock=Clock())


def test_a_model_tuned_on_200_skewed_decisions_is_refused(
    tiny_encoder: Path, box_file: Path, box_rows: list[dict[str, str]], tmp_path: Path
) -> None:
    present = tuned(tiny_encoder, box_file, tmp_path / "present", epochs=15)
    # A newsroom that was sent denials only, and took all of them for true.
    denials = [row | {"label": "supports"} for row in box_rows if row["label"] == "refutes"]
    decisions = (denials * 12)[:200]
    target = tmp_path / "decisions.jsonl"
    Dataset.from_list(decisions).to_json(str(target))
    candidate = tuned(present, target, tmp_path / "candidate", epochs=15)

    models = Answers(present), Answers(candidate)
    on_target, on_retention = (
        Rows(present=old.probabilities, candidate=new.probabilities, labels=old.labels)
        for old, new in ([measure(model, str(file)) for model in models] for file in (target, box_file))
    )
    promotion = consider(on_target, {"boxes": on_retention})
    gained, lost = promotion.comparisons
    assert gained.passed
    assert gained.candidate > gained.present
    assert lost.candidate < lost.present
    assert not promotion.granted
    assert "balanced accuracy may change by -" in comparison_table(promotion)


def test_a_limit_draws_the_same_rows_for_every_model(box_file: Path) -> None:
    first, second = (measure(AlwaysSupports(), str(box_file), limit=10) for _ in range(2))
    assert first.labels == second.labels
    assert first.scores.rows == 10
    assert first.scores.recall["supports"] == 1.0
    assert "100" in score_table({"boxes": first.scores})


def test_a_folder_names_its_files_and_an_empty_one_is_an_error(box_file: Path, tmp_path: Path) -> None:
    assert sources_in([str(box_file.parent)]) == sources_in([str(box_file)]) == {"boxes": str(box_file)}
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="in this folder"):
        sources_in([str(tmp_path / "empty")])


def test_a_set_without_a_labelled_row_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    Dataset.from_list([{"claim": "a", "evidence": "b", "label": "-"}]).to_json(str(path))
    with pytest.raises(InputError, match="no labelled pairs"):
        measure(AlwaysSupports(), str(path))
