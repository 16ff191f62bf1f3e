"""A verifier's folder for people who have only transformers: half-precision safetensors whose logits are calibrated.

``CrossEncoder`` and ``AutoModelForSequenceClassification`` know nothing of the temperature in ``config.json``. Divided
into the last layer it is part of the weights, and a softmax over their logits is the probability that
:class:`factdesk.models.Verifier` gives.
"""

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from transformers import AutoModelForSequenceClassification, AutoTokenizer, PreTrainedModel

from factdesk.errors import ModelError


def fold_calibration(model: Path, output: Path) -> Path:
    """Write ``output``, the fine-tuned folder ``model`` with its temperature inside its last layer.

    Raises ModelError where the folder is no classifier, or its calibration is more than one temperature.
    """
    network = _classifier(model)
    config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    calibration = config.get("factdesk", {}).get("calibration", {})
    temperature = calibration.get("temperature", 1.0)
    if set(calibration) - {"temperature"} or not isinstance(temperature, int | float):
        raise ModelError(f"{model}: found the calibration {calibration}; wanted one temperature, to divide logits by")
    with torch.no_grad():
        for parameter in _last_layer(network).parameters():
            parameter.div_(temperature)
    network.save_pretrained(output)
    AutoTokenizer.from_pretrained(model).save_pretrained(output)
    folded = json.loads((output / "config.json").read_text(encoding="utf-8"))
    folded["factdesk"] = config.get("factdesk", {}) | {"calibration": {}}
    (output / "config.json").write_text(json.dumps(folded, indent=2) + "\n", encoding="utf-8")
    return output


def write_half(model: Path, output: Path) -> Path:
    """Write the weights of the folder ``model`` into the folder ``output`` in half precision; return their file."""
    weights = {name: tensor.half().contiguous() for name, tensor in _classifier(model).state_dict().items()}
    path = output / "model.safetensors"
    save_file(weights, path, metadata={"format": "pt"})
    return path


def _classifier(model: Path) -> PreTrainedModel:
    try:
        # transformers leaves it without types, which type checkers notice or not by what they have cached
        load: Any = AutoModelForSequenceClassification.from_pretrained
        network: PreTrainedModel = load(model, dtype=torch.float32)
    except (OSError, ValueError) as error:
        raise ModelError(f"{model} is not a classifier that transformers loads: {error}") from error
    return network


def _last_layer(network: PreTrainedModel) -> torch.nn.Linear:
    """Return the layer that the logits come from: the last of as many rows as there are labels."""
    layers = [it for it in network.modules() if isinstance(it, torch.nn.Linear)]
    return next(layer for layer in reversed(layers) if layer.out_features == network.config.num_labels)
