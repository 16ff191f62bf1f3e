"""Fine-tune an encoder into a verifier: (evidence, claim) to supports, refutes, nei.

    factdesk train verifier verifier-base --data DATA -o runs/verifier-base --minutes 180

With a ``teacher`` in the recipe a smaller model learns what a larger one thinks of each pair (distillation).

Label order of every model made here: supports 0, refutes 1, nei 2, written into its config.
"""

import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from datasets import Dataset
from transformers import (
    AutoTokenizer,
    DataCollatorWithPadding,
    EarlyStoppingCallback,
    PreTrainedTokenizerBase,
    set_seed,
)

from factdesk.models import Verifier
from factdesk.training.arguments import arguments
from factdesk.training.calibrate import fit_temperature
from factdesk.training.datasets import LABELS
from factdesk.training.encoder import classifier
from factdesk.training.objective import NO_LABEL, NUMBERS, Objective, VerifierTrainer
from factdesk.training.recipe import Mix, Recipe
from factdesk.training.record import Run, write_settings
from factdesk.training.restore import trainable
from factdesk.training.schedule import Clock


def fine_tune(
    recipe: Recipe, rows: Mix, output: Path, *, clock: Clock, save_steps: int = 200, resume: bool = False
) -> Path:
    """Train by the recipe; return the finished model, ``output/model``, calibrated on the rows held back.

    Checkpoints lie beside it, the last two, and so does ``run.json``. ``resume`` goes on from the last checkpoint.
    """
    started = time.monotonic()
    set_seed(recipe.seed)
    # 1. Model and tokenizer. The head of three labels starts from random numbers: hence the seed before it.
    base = trainable(recipe.base, output / "start")
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = classifier(base, LABELS, dropout=recipe.dropout, frozen_layers=recipe.frozen_layers)
    # 2. Training. On several GPUs, accelerate's launcher starts this same code.
    training = taught(rows.training, recipe.teacher) if recipe.teacher else rows.training
    stops_early = recipe.patience > 0 and len(rows.held_back) > 0
    trainer = VerifierTrainer(
        clock=clock,
        objective=Objective(
            label_smoothing=recipe.label_smoothing,
            label_weights=recipe.label_weights,
            teacher_weight=recipe.teacher_weight,
        ),
        model=model,
        args=arguments(
            recipe,
            output,
            save_steps=save_steps,
            eval_strategy="steps" if stops_early else "no",
            eval_steps=save_steps,
            load_best_model_at_end=stops_early,
        ),
        train_dataset=encode(training, tokenizer, recipe.max_tokens),
        eval_dataset=encode(rows.held_back, tokenizer, recipe.max_tokens) if stops_early else None,
        # Lengths of every kind would have the CPU's kernels made anew for each, which costs more than the padding.
        data_collator=_Batch(tokenizer, pad_to_multiple_of=8),
        processing_class=tokenizer,
        callbacks=[EarlyStoppingCallback(recipe.patience)] if stops_early else [],
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
        rows_seen=min(trainer.state.global_step * recipe.batch_size, round(len(training) * recipe.epochs)),
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
            "labels": [NUMBERS.get(label, NO_LABEL) for label in batch["label"]],
        }

    kept = {"teacher"} & set(pairs.column_names)
    return pairs.map(tokenised, batched=True, remove_columns=[name for name in pairs.column_names if name not in kept])


def taught(pairs: Dataset, teacher: str) -> Dataset:
    """Add what a teacher thinks of each pair, as the column ``teacher``: probabilities of :data:`LABELS`."""
    verifier = Verifier.from_pretrained(teacher)
    probabilities = verifier.predict(list(zip(pairs["evidence"][:], pairs["claim"][:], strict=True)))
    return pairs.add_column("teacher", probabilities.tolist())


class _Batch(DataCollatorWithPadding):
    """Pads what the network reads; the lengths were for drawing batches of like length."""

    def __call__(self, features: list[dict[str, Any]]) -> dict[str, Any]:
        batch = super().__call__([{name: row[name] for name in row if name != "length"} for row in features])
        return dict(batch)
