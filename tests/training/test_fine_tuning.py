"""Real fine-tuning of a tiny model, on rows of a tiny world."""

import json
import shutil
from pathlib import Path

import numpy as np
import openvino
import pytest
import torch
from datasets import Dataset
from safetensors.numpy import load_file, save_file
from sentence_transformers import CrossEncoder
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from factdesk.errors import InputError, ModelError
from factdesk.models import Verifier
from factdesk.models.folders import ModelFolder
from factdesk.models.network import Network
from factdesk.training import detector, verifier
from factdesk.training.average import average
from factdesk.training.datasets import LABELS
from factdesk.training.encoder import classifier
from factdesk.training.plain import fold_calibration, write_half
from factdesk.training.quantize import quantize
from factdesk.training.recipe import Mix, Recipe, Source, mix
from factdesk.training.restore import trainable
from factdesk.training.schedule import Clock
from factdesk.training.sentences import QUESTIONS, DetectorRecipe, SentenceSource, gather


def recipe(base: Path, file: Path, **settings: object) -> Recipe:
    return Recipe(
        base=str(base),
        sources=(Source(data=file.name, rows=100),),
        **{"learning_rate": 5e-3, "epochs": 15, "dropout": 0.0, "held_back": 6, "max_tokens": 24} | settings,
    )


@pytest.fixture(scope="module")
def trained(tiny_encoder: Path, box_rows: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    Dataset.from_list(box_rows).to_json(str(folder / "boxes.jsonl"))
    plan = recipe(tiny_encoder, folder / "boxes.jsonl")
    return verifier.fine_tune(plan, mix(plan, folder), folder / "run", clock=Clock())


def test_a_verifier_learns_its_rows_and_says_its_labels_by_name(trained: Path, box_rows: list[dict[str, str]]) -> None:
    model = AutoModelForSequenceClassification.from_pretrained(trained).eval()
    tokenizer = AutoTokenizer.from_pretrained(trained)
    tokens = tokenizer(
        [row["evidence"] for row in box_rows],
        [row["claim"] for row in box_rows],
        padding=True,
        return_tensors="pt",
    )
    with torch.inference_mode():
        answers = model(**tokens).logits.argmax(dim=1).tolist()
    hits = [model.config.id2label[answer] == row["label"] for answer, row in zip(answers, box_rows, strict=True)]
    assert np.mean(hits) > 0.9  # a third by chance


def test_a_run_leaves_its_record_and_its_calibration(trained: Path) -> None:
    run = json.loads((trained.parent / "run.json").read_text())
    settings = json.loads((trained / "config.json").read_text())["factdesk"]
    assert run["rows"] == {"boxes.jsonl": 54}
    assert len(run["hashes"]["boxes.jsonl"]) == 64
    assert run["steps"] > 0
    assert run["recipe"]["seed"] == 13
    assert run["versions"]["torch"]
    assert settings == {"window": 24, "calibration": run["calibration"]}
    assert settings["calibration"]["temperature"] > 0


def test_frozen_layers_do_not_move(tiny_encoder: Path, box_file: Path, tmp_path: Path) -> None:
    plan = recipe(tiny_encoder, box_file, frozen_layers=1, epochs=1)
    model = verifier.fine_tune(plan, mix(plan, box_file.parent), tmp_path / "run", clock=Clock())
    before, after = (load_file(folder / "model.safetensors") for folder in (tiny_encoder, model))
    moved = {name for name, values in before.items() if not np.array_equal(values, after.get(f"bert.{name}", values))}
    assert moved
    assert all(name.startswith("encoder.layer.1.") for name in moved if not name.startswith("pooler"))


def test_a_run_ends_when_its_time_is_gone(tiny_encoder: Path, box_file: Path, tmp_path: Path) -> None:
    plan = recipe(tiny_encoder, box_file, epochs=10_000)
    verifier.fine_tune(plan, mix(plan, box_file.parent), tmp_path / "run", clock=Clock(0.0))
    assert json.loads((tmp_path / "run" / "run.json").read_text())["steps"] == 1


def test_a_run_goes_on_from_its_last_checkpoint(tiny_encoder: Path, box_file: Path, tmp_path: Path) -> None:
    plan = recipe(tiny_encoder, box_file, epochs=2)
    rows = mix(plan, box_file.parent)
    verifier.fine_tune(plan, rows, tmp_path / "run", clock=Clock(0.0), save_steps=1)
    verifier.fine_tune(plan, rows, tmp_path / "run", clock=Clock(), save_steps=1, resume=True)
    steps = [
        entry["step"] for entry in json.loads((tmp_path / "run" / "trainer_state.json").read_text())["log_history"]
    ]
    assert json.loads((tmp_path / "run" / "run.json").read_text())["steps"] == max(steps) == 6


def test_evidence_is_cut_before_the_claim(tiny_encoder: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(tiny_encoder)
    pairs = Dataset.from_list([{"claim": "a lid is red", "evidence": "box " * 60, "label": "nei"}])
    (row,) = verifier.encode(pairs, tokenizer, 16).to_list()
    assert len(row["input_ids"]) == row["length"] == 16
    assert tokenizer.decode(row["input_ids"]).endswith("[SEP] a lid is red [SEP]")


def test_a_detector_learns_two_answers_from_rows_that_know_one_each(tiny_encoder: Path, tmp_path: Path) -> None:
    texts = [f"{a} {b} is {c}" for a in ("the", "a") for b in ("box", "lid", "cup") for c in ("red", "blue", "green")]
    first = [{"text": text, "checkable": float("red" in text), "document": text[:5]} for text in texts]
    second = [{"text": text, "checkworthy": float("box" in text), "document": text[:5]} for text in texts]
    for name, rows in (("first.parquet", first), ("second.parquet", second)):
        Dataset.from_list(rows).to_parquet(str(tmp_path / name))
    plan = DetectorRecipe(
        base=str(tiny_encoder),
        sources=(SentenceSource(data="first.parquet"), SentenceSource(data="second.parquet")),
        learning_rate=5e-3,
        epochs=15,
        batch_size=8,
        dropout=0.0,
    )
    model_folder = detector.fine_tune(plan, gather(plan, tmp_path), tmp_path / "run", clock=Clock())
    model = AutoModelForSequenceClassification.from_pretrained(model_folder).eval()
    assert model.config.id2label == {0: "checkable", 1: "checkworthy"}
    tokenizer = AutoTokenizer.from_pretrained(model_folder)
    with torch.inference_mode():
        logits = model(**tokenizer(["the lid is red", "the box is blue"], return_tensors="pt")).logits
    assert logits[0, 0] > logits[1, 0]
    assert logits[0, 1] < logits[1, 1]


def test_teachers_answer_what_a_sentence_leaves_open_and_half_of_what_it_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Teacher:
        def __init__(self, checkable: float) -> None:
            self.checkable = checkable

        def predict(self, sentences: list[str]) -> np.ndarray:
            return np.array([[self.checkable, 0.2]] * len(sentences), np.float32)

    monkeypatch.setattr(detector.Detector, "from_pretrained", lambda name: Teacher({"one": 0.9, "other": 0.7}[name]))
    rows = Dataset.from_dict(
        {"text": ["the box is red", "is it"], "checkable": [1.0, float("nan")], "checkworthy": [float("nan"), 0.0]}
    )
    answers = detector.taught(rows, ["one", "other"], weight=0.5)
    assert answers["checkable"][:] == pytest.approx([0.9, 0.8])
    assert answers["checkworthy"][:] == pytest.approx([0.2, 0.1])
    assert answers["text"][:] == rows["text"][:]


def test_a_shallower_network_begins_with_the_layers_that_a_recipe_keeps(tiny_encoder: Path) -> None:
    whole = classifier(tiny_encoder, QUESTIONS, dropout=0.0, frozen_layers=0)
    last = whole.config.num_hidden_layers - 1
    shallow = classifier(tiny_encoder, QUESTIONS, dropout=0.0, frozen_layers=0, layers=[last])
    assert shallow.config.num_hidden_layers == 1
    kept = shallow.base_model.encoder.layer[0].state_dict()
    there = whole.base_model.encoder.layer[last].state_dict()
    assert all(torch.equal(kept[name], there[name]) for name in there)
    with pytest.raises(InputError, match=r"found the layers \[0, 9\]; wanted some of the \d"):
        classifier(tiny_encoder, QUESTIONS, dropout=0.0, frozen_layers=0, layers=[0, 9])


def test_an_int8_folder_answers_as_the_float_one(trained: Path, tmp_path: Path) -> None:
    pytest.importorskip("nncf", reason="NNCF, which comes with the extra train, is not installed")
    output = quantize(trained, tmp_path / "int8")
    assert not list(output.glob("*.safetensors"))
    assert (output / "config.json").read_bytes() == (trained / "config.json").read_bytes()
    (weights,) = output.glob("openvino_model-*.bin")
    network = openvino.Core().read_model(
        (output / "openvino_model.xml").read_bytes(), openvino.Tensor(np.fromfile(weights, np.uint8))
    )
    tokens = AutoTokenizer.from_pretrained(trained)("the big box is red", "a box is red", return_tensors="np")
    compiled = openvino.compile_model(network, "CPU")
    (logits,) = compiled(dict(tokens)).values()
    with torch.inference_mode():
        model = AutoModelForSequenceClassification.from_pretrained(trained).eval()
        expected = model(**{name: torch.tensor(values) for name, values in tokens.items()}).logits.numpy()
    np.testing.assert_allclose(logits, expected, atol=0.05 * float(np.abs(expected).max()))


def test_quantizing_what_is_not_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a model"):
        quantize(tmp_path, tmp_path / "int8")


def test_an_int8_folder_comes_back_as_the_floats_it_computes_with(trained: Path, tmp_path: Path) -> None:
    int8 = quantize(trained, tmp_path / "int8")
    restored = AutoModelForSequenceClassification.from_pretrained(trainable(str(int8), tmp_path / "start")).eval()
    original = AutoModelForSequenceClassification.from_pretrained(trained).eval()
    tokens = AutoTokenizer.from_pretrained(int8)("the box is red", "the lid is blue", return_tensors="pt")
    assert restored.config.id2label == original.config.id2label
    with torch.inference_mode():
        assert torch.allclose(restored(**tokens).logits, original(**tokens).logits, atol=0.2)
        restored_row = restored(**tokens).logits.numpy()
    network = Network.load(ModelFolder.find(int8, shipped={}), "openvino", None)
    encoded = network.tokens.encode(["the box is red", "the lid is blue"])
    assert np.allclose(network.outputs([network.tokens.row(*encoded.values())]), restored_row, atol=1e-3)


def test_half_precision_weights_are_calibrated_for_those_who_have_only_transformers(
    trained: Path, tmp_path: Path
) -> None:
    settings = json.loads((trained / "config.json").read_text())
    settings["factdesk"]["calibration"] = {"temperature": 2.5}
    model = shutil.copytree(trained, tmp_path / "model")
    (model / "config.json").write_text(json.dumps(settings))
    folded = fold_calibration(model, tmp_path / "folded")
    plain = quantize(folded, tmp_path / "plain")
    write_half(folded, plain)
    pair = ("the box is red", "the lid is blue")
    tokens = AutoTokenizer.from_pretrained(plain)(*pair, return_tensors="pt")
    with torch.inference_mode():
        logits = AutoModelForSequenceClassification.from_pretrained(plain, dtype=torch.float32)(**tokens).logits
        original = AutoModelForSequenceClassification.from_pretrained(model)(**tokens).logits
    np.testing.assert_allclose(logits, original / 2.5, atol=5e-3)
    assert np.allclose(logits.softmax(dim=1), CrossEncoder(str(plain)).predict([pair], apply_softmax=True), atol=1e-3)
    ours = Verifier(Network.load(ModelFolder.find(plain, shipped={}), "torch", None), ("supports", "refutes", "nei"))
    assert np.allclose(logits.softmax(dim=1), ours.predict([pair]), atol=1e-3)


def test_a_calibration_that_is_more_than_a_temperature_is_not_folded(trained: Path, tmp_path: Path) -> None:
    model = shutil.copytree(trained, tmp_path / "model")
    settings = json.loads((trained / "config.json").read_text())
    settings["factdesk"]["calibration"] = {"temperature": 2.0, "bias": [0.0, 0.1, 0.0]}
    (model / "config.json").write_text(json.dumps(settings))
    with pytest.raises(ModelError, match="wanted one temperature"):
        fold_calibration(model, tmp_path / "folded")


def test_the_mean_of_two_rounds_lies_between_them(trained: Path, tmp_path: Path) -> None:
    before = shutil.copytree(trained, tmp_path / "before")
    old = {name: tensor * 0.5 for name, tensor in load_file(trained / "model.safetensors").items()}
    save_file(old, before / "model.safetensors", metadata={"format": "pt"})
    mean = load_file(average(before, trained, tmp_path / "mean", share=0.75) / "model.safetensors")
    new = load_file(trained / "model.safetensors")
    for name, tensor in mean.items():
        np.testing.assert_allclose(tensor, 0.25 * old[name] + 0.75 * new[name], atol=1e-6)
    assert Verifier(Network.load(ModelFolder.find(tmp_path / "mean", shipped={}), "torch", None), LABELS)


def test_two_different_networks_have_no_mean(trained: Path, tiny_encoder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="different networks"):
        average(tiny_encoder, trained, tmp_path / "mean", share=0.5)


def test_a_folder_with_floats_is_trained_on_as_it_is(trained: Path, tmp_path: Path) -> None:
    assert trainable(str(trained), tmp_path / "start") == trained
    assert not (tmp_path / "start").exists()


def test_a_student_learns_from_its_teacher_what_the_labels_do_not_say(
    tiny_encoder: Path, trained: Path, box_rows: list[dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = Dataset.from_list(box_rows)
    wrong = Dataset.from_list([row | {"label": "nei"} for row in box_rows])
    plan = recipe(tiny_encoder, tmp_path / "boxes.jsonl", teacher="the oracle", teacher_weight=1.0, held_back=0)

    def answers(pairs: Dataset, teacher: str) -> Dataset:
        assert teacher == "the oracle"
        truth = [[float(label == row["label"]) for label in LABELS] for row in rows]
        return pairs.add_column("teacher", truth)

    monkeypatch.setattr(verifier, "taught", answers)
    nothing = Dataset.from_dict({name: [] for name in ("claim", "evidence", "label", "group")})
    lessons = Mix(training=wrong, held_back=nothing, hashes={}, rows={}, dropped={})
    model = AutoModelForSequenceClassification.from_pretrained(
        verifier.fine_tune(plan, lessons, tmp_path / "run", clock=Clock())
    ).eval()
    tokenizer = AutoTokenizer.from_pretrained(tiny_encoder)
    tokens = tokenizer(list(rows["evidence"]), list(rows["claim"]), padding=True, return_tensors="pt")
    with torch.inference_mode():
        said = [model.config.id2label[answer] for answer in model(**tokens).logits.argmax(dim=1).tolist()]
    assert np.mean([label == row["label"] for label, row in zip(said, rows, strict=True)]) > 0.9


def test_a_run_ends_early_when_nothing_is_gained(tiny_encoder: Path, box_file: Path, tmp_path: Path) -> None:
    plan = recipe(tiny_encoder, box_file, epochs=500, patience=1, learning_rate=1e-9)
    verifier.fine_tune(plan, mix(plan, box_file.parent), tmp_path / "run", clock=Clock(), save_steps=1)
    assert json.loads((tmp_path / "run" / "run.json").read_text())["steps"] < 20
