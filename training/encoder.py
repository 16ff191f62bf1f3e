"""The network that is fine-tuned: a pretrained encoder with a head of named outputs, some of its layers left as is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForSequenceClassification, PreTrainedModel

from factdesk.errors import InputError


def classifier(
    base: Path, outputs: Sequence[str], *, dropout: float, frozen_layers: int, layers: Sequence[int] = (), **more: Any
) -> PreTrainedModel:
    """Load the encoder in the folder ``base`` with a head for ``outputs``, whose order goes into its config.

    ``layers`` are those of its layers, counted from 0, that are kept; none named keeps all. The embeddings and the
    lowest ``frozen_layers`` of them are not trained; 0 trains everything. ``more`` is what transformers' config is to
    have besides. Raises InputError for a layer that it does not have.
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
    if layers:
        _keep(network, layers)
    _freeze(network, frozen_layers)
    return network


def _keep(model: PreTrainedModel, layers: Sequence[int]) -> None:
    """Take the other layers out: a shallower network that begins with what a deeper one knows (Sanh et al. 2019)."""
    stack = model.base_model.get_submodule("encoder.layer")
    there = list(stack.children())
    if not set(layers) <= set(range(len(there))):
        raise InputError(f"found the layers {list(layers)}; wanted some of the {len(there)} from 0 to {len(there) - 1}")
    model.base_model.get_submodule("encoder").layer = torch.nn.ModuleList(there[number] for number in layers)
    model.config.num_hidden_layers = len(layers)


def _freeze(model: PreTrainedModel, layers: int) -> None:
    """Keep the embeddings and the lowest ``layers`` layers as they are: little is lost, and a third of the time won."""
    if layers == 0:
        return
    base = model.base_model
    for module in (base.get_submodule("embeddings"), *list(base.get_submodule("encoder.layer").children())[:layers]):
        for parameter in module.parameters():
            parameter.requires_grad = False
