"""A network that someone else exported, run by ONNX Runtime."""

import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoModelForSequenceClassification

from factdesk.errors import ModelError
from factdesk.models import Verifier
from factdesk.models.folders import ModelFolder
from factdesk.models.golden import GoldenPair
from factdesk.models.runtimes import choose

PAIRS = [("the report confirms it .", "it happened"), ("the report denies it .", "it happened"), ("rain .", "a man")]
INPUTS = ["input_ids", "attention_mask", "token_type_ids"]


@pytest.fixture
def exported(make_model: Callable[..., Path]) -> Path:
    """Return a folder with the same network in safetensors and in ONNX."""
    folder = make_model()
    network = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager").eval()
    ids = torch.tensor([[2, 4, 6, 3, 7, 3]])
    (folder / "onnx").mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tracing remarks on what it takes for fixed
        torch.onnx.export(
            network,
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(folder / "onnx" / "model.onnx"),
            dynamo=False,
            input_names=INPUTS,
            output_names=["logits"],
            dynamic_axes={name: {0: "rows", 1: "tokens"} for name in INPUTS},
        )
    return folder


def test_it_says_what_the_torch_runtime_says(exported: Path, golden: tuple[GoldenPair, ...], tmp_path: Path) -> None:
    by_onnx, by_torch = (
        Verifier.from_pretrained(exported, runtime=runtime, golden_pairs=golden) for runtime in ("onnx", "torch")
    )
    assert np.allclose(by_onnx.predict(PAIRS), by_torch.predict(PAIRS), atol=1e-5)
    by_onnx.save_pretrained(tmp_path / "saved")
    again = Verifier.from_pretrained(tmp_path / "saved", runtime="onnx", golden_pairs=golden)
    assert np.array_equal(again.predict(PAIRS), by_onnx.predict(PAIRS))


def test_it_is_taken_before_torch_and_only_on_the_cpu(exported: Path) -> None:
    folder = ModelFolder.find(exported, shipped={})
    assert choose(folder, "auto", None) == "onnx"
    assert choose(folder, "auto", "cuda") == "torch"
    with pytest.raises(ModelError, match="onnx runs on the CPU"):
        choose(folder, "onnx", "cuda")


def test_a_folder_of_onnx_alone_is_a_model_and_a_broken_one_says_so(exported: Path, tmp_path: Path) -> None:
    (exported / "model.safetensors").unlink()
    assert choose(ModelFolder.find(exported, shipped={}), "auto", None) == "onnx"
    (exported / "onnx" / "model.onnx").write_bytes(b"not a network")
    with pytest.raises(ModelError, match=r"cannot load model\.onnx"):
        Verifier.from_pretrained(exported)
    shutil.rmtree(exported / "onnx")
    with pytest.raises(ModelError, match="holds no weights"):
        Verifier.from_pretrained(exported)
