"""A tiny real model whose answers are known: a one-layer BERT of fifteen words with weights set by hand.

Its attention is even, so that it sees which words stand in a pair and not where: with "confirms" it supports, with
"denies" it refutes, with neither it has not enough information. Layer norm makes one such word count among many others.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from factdesk.models import Verifier
from factdesk.models.golden import GoldenPair

WORDS = "the report confirms denies it happened on monday tuesday a man said so . rain"
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")

GOLDEN = (
    GoldenPair("the report confirms it .", "it happened", "supports"),
    GoldenPair("the report denies it .", "it happened", "refutes"),
    GoldenPair("rain on monday .", "it happened", "nei"),
)

#: What a column of the classifier wants of the two words' shares, and how much it says without them.
COLUMNS = {
    "entailment": (6.0, 0.0, 0.0),
    "contradiction": (0.0, 6.0, 0.0),
    "neutral": (0.0, 0.0, 2.0),
    "not_entailment": (0.0, 0.0, 2.0),
}

MakeModel = Callable[..., Path]
MakeVerifier = Callable[..., Verifier]


def tiny_tokenizer() -> Tokenizer:
    vocabulary = {word: number for number, word in enumerate([*SPECIAL, *WORDS.split()])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return tokenizer


def tiny_network(labels: Sequence[str], names: Sequence[str]) -> BertForSequenceClassification:
    config = BertConfig(
        vocab_size=len(SPECIAL) + len(WORDS.split()),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=32,
        num_labels=len(labels),
        id2label=dict(enumerate(names)),
        label2id={name: number for number, name in enumerate(names)},
    )
    network = BertForSequenceClassification(config).eval()
    vocabulary = tiny_tokenizer().get_vocab()
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if "LayerNorm" not in name:
                parameter.zero_()
        layer = network.bert.encoder.layer[0]
        for dense in (layer.attention.self.value, layer.attention.output.dense, network.bert.pooler.dense):
            dense.weight.copy_(torch.eye(8))
        network.bert.embeddings.word_embeddings.weight[vocabulary["confirms"], 0] = 1.0
        network.bert.embeddings.word_embeddings.weight[vocabulary["denies"], 1] = 1.0
        for column, label in enumerate(labels):
            confirms, denies, silence = COLUMNS[label]
            network.classifier.weight[column, 0] = confirms
            network.classifier.weight[column, 1] = denies
            network.classifier.bias[column] = silence
    return network


@pytest.fixture
def make_model(tmp_path: Path) -> MakeModel:
    """Write a tiny verifier into a folder: its columns by meaning, their names, and more entries for config.json."""

    def make(
        *labels: str, names: Sequence[str] | None = None, folder: str = "tiny", config: dict[str, object] | None = None
    ) -> Path:
        labels = labels or ("entailment", "neutral", "contradiction")
        path = tmp_path / folder
        tiny_network(labels, names or labels).save_pretrained(path)
        tokenizer = PreTrainedTokenizerFast(
            tokenizer_object=tiny_tokenizer(),
            unk_token="[UNK]",
            pad_token="[PAD]",
            cls_token="[CLS]",
            sep_token="[SEP]",
        )
        tokenizer.save_pretrained(path)
        stored = json.loads((path / "config.json").read_text())
        (path / "config.json").write_text(json.dumps({**stored, **(config or {})}))
        return path

    return make


@pytest.fixture
def make_verifier(make_model: MakeModel) -> MakeVerifier:
    """Load a tiny verifier, its golden pairs those of its own small world."""

    def make(*labels: str, label_order: Sequence[str] | None = None, **model: Any) -> Verifier:
        return Verifier.from_pretrained(make_model(*labels, **model), label_order=label_order, golden_pairs=GOLDEN)

    return make


@pytest.fixture
def golden() -> tuple[GoldenPair, ...]:
    return GOLDEN
