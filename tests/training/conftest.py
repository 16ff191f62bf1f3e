"""A tiny encoder of fifteen words, and rows of a world of coloured boxes: nothing is downloaded."""

import json
from pathlib import Path

import datasets
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

WORDS = ["the", "a", "box", "lid", "cup", "is", "was", "red", "blue", "green", "not", "big", "small", "in", "here"]


@pytest.fixture(autouse=True)
def quiet_and_tidy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep caches of data sets inside the test, and progress bars off the screen."""
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets.disable_progress_bars()


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an untrained two-layer BERT with a tokenizer of :data:`WORDS`."""
    folder = tmp_path_factory.mktemp("encoder")
    vocabulary = {word: number for number, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    ).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
        initializer_range=0.2,  # large, so that a few steps are enough
    )
    torch.manual_seed(0)
    BertModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def box_rows() -> list[dict[str, str]]:
    """Return rows whose claims repeat the evidence, deny it, or speak of something else."""
    rows = []
    for thing in ("box", "lid", "cup"):
        for colour in ("red", "blue", "green"):
            for size in ("big", "small"):
                evidence = f"the {size} {thing} is {colour}"
                for claim, label in (
                    (f"a {thing} is {colour}", "supports"),
                    (f"a {thing} is not {colour}", "refutes"),
                    (f"a {thing} was in here", "nei"),
                ):
                    rows.append({"claim": claim, "evidence": evidence, "label": label, "group": f"{size} {thing}"})
    return rows


@pytest.fixture
def box_file(tmp_path: Path, box_rows: list[dict[str, str]]) -> Path:
    """Return a JSONL file of :func:`box_rows`."""
    path = tmp_path / "boxes.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in box_rows), encoding="utf-8")
    return path
