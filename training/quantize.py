"""A fine-tuned folder to the int8 folder that ships: OpenVINO IR that ``factdesk.models`` runs without torch.

Weights become int8, one scale a row; activations are quantised by the runtime as they come. Quantising the activations
beforehand (NNCF's static ``quantize``) is as accurate on average but changed 14 % of a verifier's labels; this way
the labels stay those of the float model, and no calibration rows are needed.
"""

import logging
import shutil
import warnings
from pathlib import Path

import numpy as np
import openvino
import torch
from torch.jit._trace import TracerWarning
from transformers import AutoConfig, AutoModel, AutoModelForSequenceClassification, AutoTokenizer

from factdesk.errors import MissingExtraError, ModelError
from factdesk.models.runtimes.mapped import PAGE

logger = logging.getLogger(__name__)

#: GitHub warns about files above 50 MB, and refuses those above 100. Whole pages, so that the parts can be mapped.
PART_BYTES = 704 * PAGE
_COPIED = ("config.json", "tokenizer.json", "tokenizer_config.json", "run.json")


def quantize(model: Path, output: Path) -> Path:
    """Write ``output`` from a fine-tuned folder or an encoder: its config and tokenizer, and int8 weights in parts.

    Raises MissingExtraError without nncf, ModelError where the folder holds no model.
    """
    try:
        import nncf  # the extra ``train``; nothing else here needs it
    except ImportError as error:
        raise MissingExtraError("making an int8 model", "train") from error
    try:
        network = _network(model)
        tokenizer = AutoTokenizer.from_pretrained(model)
    except (OSError, ValueError) as error:
        raise ModelError(f"{model} is not a model that transformers loads: {error}") from error
    # The converter names the inputs as the network does and leaves rows and tokens open.
    example = dict(tokenizer("What is said.", "What is claimed.", return_tensors="pt"))
    with warnings.catch_warnings():
        # OpenVINO still traces, which torch has deprecated, and touches old attributes of models on the way; tracing
        # remarks on shapes that it takes for fixed, and the converter leaves open.
        for category in (DeprecationWarning, FutureWarning, TracerWarning):
            warnings.simplefilter("ignore", category)
        converted = openvino.convert_model(network, example_input=example)
    compressed = nncf.compress_weights(converted, mode=nncf.CompressWeightsMode.INT8_SYM)
    output.mkdir(parents=True, exist_ok=True)
    _save(compressed, output)
    for name in _COPIED:
        if (model / name).exists():
            shutil.copyfile(model / name, output / name)
    return output


class SentenceVectors(torch.nn.Module):
    """An encoder with what sentence-transformers puts behind it: the mean over the tokens, at unit length."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Give unit vectors (rows, dimensions)."""
        types = {} if token_type_ids is None else {"token_type_ids": token_type_ids}
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask, **types).last_hidden_state
        mask = attention_mask[:, :, None].to(states.dtype)
        return torch.nn.functional.normalize((states * mask).sum(dim=1) / mask.sum(dim=1), dim=1)


def _network(model: Path) -> torch.nn.Module:
    """Load a classifier, whose network gives logits, or an encoder, whose network gives sentence vectors."""
    architectures = AutoConfig.from_pretrained(model).architectures or []
    if any(name.endswith("ForSequenceClassification") for name in architectures):
        classifier: torch.nn.Module = AutoModelForSequenceClassification.from_pretrained(model, dtype=torch.float32)
        return classifier.eval()
    return SentenceVectors(AutoModel.from_pretrained(model, dtype=torch.float32)).eval()


def _save(network: openvino.Model, output: Path) -> None:
    """Write the network as XML and weights cut into numbered parts, replacing what lay there."""
    for old in output.glob("openvino_model*"):
        old.unlink()
    whole = output / "openvino_model.bin"
    openvino.serialize(network, output / "openvino_model.xml", whole)
    weights = np.fromfile(whole, np.uint8)
    whole.unlink()
    parts = np.split(weights, range(PART_BYTES, len(weights), PART_BYTES))
    for number, part in enumerate(parts, start=1):
        part.tofile(output / f"openvino_model-{number:05d}-of-{len(parts):05d}.bin")
    logger.info("%s: %.1f MB of weights in %d parts", output, len(weights) / 1e6, len(parts))
