"""Fine-tune an encoder into a verifier: (evidence, claim) to supports, refutes, nei.

    factdesk train verifier verifier-base --data DATA -o runs/verifier-base --minutes 180

Label order of every model made here: supports 0, refutes 1, nei 2, written into its config.
"""

import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    PreTrainedModel,
    PreTrainedTokenizerBase,
    TrainingArguments,
    set_seed,
)

from factdesk.training.calibrate import fit_temperature
from factdesk.training.datasets import LABELS
from factdesk.training.recipe import Mix, Recipe
from factdesk.training.record import Run, write_settings
from factdesk.training.schedule import Clock, ClockTrainer


def fine_tune(
    recipe: Recipe, rows: Mix, output: Path, *, clock: Clock, save_steps: int = 200, resume: bool = False
) -> Path:
    """Train by the recipe; return the finished model, ``output/model``, calibrated on the rows held back.

    Checkpoints lie beside it, the last two, and so does ``run.json``. ``resume`` goes on from the last checkpoint.
    """
    started = time.monotonic()
    set_seed(recipe.seed)
    # 1. Model and tokenizer. The head of three labels starts from random numbers: hence the seed before it.
    tokenizer = AutoTokenizer.from_pretrained(recipe.base)
    model = AutoModelForSequenceClassification.from_pretrained(
        recipe.base,
        num_labels=len(LABELS),
        id2label=dict(enumerate(LABELS)),
        label2id={label: index for index, label in enumerate(LABELS)},
        hidden_dropout_prob=recipe.dropout,
        attention_probs_dropout_prob=recipe.dropout,
        dtype=torch.float32,
    )
    freeze(model, recipe.frozen_layers)
    # 2. Training. On several GPUs, accelerate's launcher starts this same code.
    trainer = ClockTrainer(
        clock=clock,
        model=model,
        args=TrainingArguments(
            output_dir=str(output),
            seed=recipe.seed,
            per_device_train_batch_size=recipe.batch_size,
            num_train_epochs=recipe.epochs,
            learning_rate=recipe.learning_rate,
            weight_decay=recipe.weight_decay,
            label_smoothing_factor=recipe.label_smoothing,
            train_sampling_strategy="group_by_length",
            bf16=torch.cuda.is_available(),
            dataloader_pin_memory=torch.cuda.is_available(),
            logging_steps=20,
            save_steps=save_steps,
            save_total_limit=2,
            report_to=[],
        ),
        train_dataset=encode(rows.training, tokenizer, recipe.max_tokens),
        data_collator=DataCollatorWithPadding(tokenizer),
        processing_class=tokenizer,
    )
    trainer.train(resume_from_checkpoint=resume)
    trainer.save_model(str(output / "model"))
    trainer.save_state()
    # 3. Calibration on rows the model has not seen.
    calibration = {}
    if len(rows.held_back):
        held_back = trainer.predict(encode(rows.held_back, tokenizer, recipe.max_tokens))
        calibration = {
            "temperature": fit_temperature(np.asarray(held_back.predictions), np.asarray(held_back.label_ids))
        }
    write_settings(output / "model", window=recipe.max_tokens, calibration=calibration)
    # 4. The record.
    Run(
        recipe=asdict(recipe),
        hashes=rows.hashes,
        rows=rows.rows,
        dropped=rows.dropped,
        steps=trainer.state.global_step,
        rows_seen=min(trainer.state.global_step * recipe.batch_size, round(len(rows.training) * recipe.epochs)),
        seconds=time.monotonic() - started,
        calibration=calibration,
    ).save(output / "run.json")
    return output / "model"


def encode(pairs: Dataset, tokenizer: PreTrainedTokenizerBase, max_tokens: int) -> Dataset:
    """Turn pairs into token ids, evidence first; only the evidence is cut when a pair is too long."""

    def tokenised(batch: dict[str, list[Any]]) -> dict[str, Any]:
        tokens = tokenizer(batch["evidence"], batch["claim"], truncation="only_first", max_length=max_tokens)
        return {
            **tokens,
            "length": [len(ids) for ids in tokens["input_ids"]],
            "labels": [LABELS.index(label) for label in batch["label"]],
        }

    return pairs.map(tokenised, batched=True, remove_columns=pairs.column_names)


def freeze(model: PreTrainedModel, layers: int) -> None:
    """Keep the embeddings and the lowest ``layers`` layers as they are: little is lost, and a third of the time won."""
    if layers == 0:
        return
    base = model.base_model
    for module in (base.get_submodule("embeddings"), *list(base.get_submodule("encoder.layer").children())[:layers]):
        for parameter in module.parameters():
            parameter.requires_grad = False
