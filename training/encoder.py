"""The network that is fine-tuned: a pretrained encoder with a head of named outputs, some of its layers left as is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForSequenceClassification, PreTrainedModel


def classifier(
    base: Path, outputs: Sequence[str], *, dropout: float, frozen_layers: int, **more: Any
) -> PreTrainedModel:
    """Load the encoder in the folder ``base`` with a head for ``outputs``, whose order goes into its config.

    The embeddings and the lowest ``frozen_layers`` layers are not trained; 0 trains everything. ``more`` is what
    transformers' config is to have besides.
    """
    # transformers leaves it without types, which type checkers notice or not by what they have cached
    load: Any = AutoModelForSequenceClassification.from_pretrained
    network: PreTrainedModel = load(
        base,
        num_labels=len(outputs),
        id2label=dict(enumerate(outputs)),
        label2id={output: index for index, output in enumerate(outputs)},
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
        dtype=torch.float32,
        **more,
    )
    _freeze(network, frozen_layers)
    return network


def _freeze(model: PreTrainedModel, layers: int) -> None:
    """Keep the embeddings and the lowest ``layers`` layers as they are: little is lost, and a third of the time won."""
    if layers == 0:
        return
    base = model.base_model
    for module in (base.get_submodule("embeddings"), *list(base.get_submodule("encoder.layer").children())[:layers]):
        for parameter in module.parameters():
            parameter.requires_grad = False
