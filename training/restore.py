"""An int8 folder back to float weights, so that a model that ships can be trained further.

What ships is OpenVINO IR whose weights are int8 with one scale a row (see :mod:`factdesk.training.quantize`). The
float network made here computes what the int8 weights say; what rounding lost stays lost, and training goes on from
there as from any checkpoint.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import openvino
import torch
from numpy.typing import NDArray
from transformers import AutoConfig, AutoModelForSequenceClassification

from factdesk.errors import ModelError
from factdesk.models.folders import ModelFolder
from factdesk.models.verifier import SHIPPED

_BESIDE = ("tokenizer.json", "tokenizer_config.json")


def trainable(name: str, output: Path, *, shipped: Mapping[str, str] = SHIPPED) -> Path:
    """Return a folder to train on from: the model that is named, or, of one that is int8 only, a float copy.

    The name is one of ``shipped`` (the verifiers, unless told otherwise), a folder or a Hub id; ``output`` takes the
    copy. Raises ModelError.
    """
    folder = ModelFolder.find(name, shipped=shipped)
    if any(path.suffix == ".safetensors" for path in folder.weights):
        return folder.path
    return restore(folder.path, output)


def restore(model: Path, output: Path) -> Path:
    """Write ``output``, a folder of safetensors that transformers trains on, from an int8 classifier's folder.

    Raises ModelError where the folder holds no such network, or lacks a weight that its config asks for.
    """
    try:
        config = AutoConfig.from_pretrained(model)
        # transformers leaves it without types, which type checkers notice or not by what they have cached
        make: Any = AutoModelForSequenceClassification.from_config
        network = make(config, dtype=torch.float32)
        weights = {name: torch.from_numpy(values) for name, values in _weights(_read(model))}
    except (OSError, ValueError, RuntimeError) as error:
        raise ModelError(f"{model} is not an int8 classifier that factdesk made: {error}") from error
    wanted = dict(network.named_parameters())
    if lacking := sorted(set(wanted) - set(weights)):
        raise ModelError(f"{model} has no weights for {', '.join(lacking[:3])} and {len(lacking)} parameters in all")
    network.load_state_dict({name: weights[name].reshape(wanted[name].shape) for name in wanted}, strict=False)
    network.save_pretrained(output)
    for name in _BESIDE:
        shutil.copyfile(model / name, output / name)
    return output


def _read(model: Path) -> openvino.Model:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "openvino_model.bin"
        whole.write_bytes(b"".join(part.read_bytes() for part in sorted(model.glob("openvino_model*.bin"))))
        network = openvino.Core().read_model(model / "openvino_model.xml", whole)
        # The network reads its weights from the file as they are asked for; a copy lets the file go.
        return network.clone()


def _weights(network: openvino.Model) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Give each parameter by the name it has in the torch network.

    Matrices keep their names in the IR. Vectors lose theirs, but the operation that takes them says whose they are.
    """
    constants = {op.get_friendly_name(): op for op in network.get_ordered_ops() if op.get_type_name() == "Constant"}
    for name, constant in constants.items():
        if scale := constants.get(f"{name}/scale"):
            yield name.removeprefix("self."), constant.data.astype(np.float32) * scale.data.astype(np.float32)
            continue
        for port in constant.output(0).get_target_inputs():
            module, _, operation = port.get_node().get_friendly_name().removeprefix("__module.").partition("/aten::")
            if operation in ("linear/Add", "layer_norm/Add"):
                yield f"{module}.bias", constant.data.astype(np.float32)
            elif operation == "layer_norm/Multiply_1":
                yield f"{module}.weight", constant.data.astype(np.float32)
