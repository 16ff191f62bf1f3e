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
import torch
from datasets import Dataset
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    EarlyStoppingCallback,
    PreTrainedModel,
    PreTrainedTokenizerBase,
    TrainingArguments,
    set_seed,
)

from factdesk.models import Verifier
from factdesk.training.calibrate import fit_temperature
from factdesk.training.datasets import LABELS
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
    model = AutoModelForSequenceClassification.from_pretrained(
        base,
        num_labels=len(LABELS),
        id2label=dict(enumerate(LABELS)),
        label2id={label: index for index, label in enumerate(LABELS)},
        hidden_dropout_prob=recipe.dropout,
        attention_probs_dropout_prob=recipe.dropout,
        dtype=torch.float32,
    )
    freeze(model, recipe.frozen_layers)
    # 2. Training. On several GPUs, accelerate's launcher starts this same code.
    training = taught(rows.training, recipe.teacher) if recipe.teacher else rows.training
    stops_early = recipe.patience > 0 and len(rows.held_back) > 0
    half = takes_bfloat16()
    trainer = VerifierTrainer(
        clock=clock,
        objective=Objective(
            label_smoothing=recipe.label_smoothing,
            label_weights=recipe.label_weights,
            teacher_weight=recipe.teacher_weight,
        ),
        model=model,
        args=TrainingArguments(
            output_dir=str(output),
            seed=recipe.seed,
            per_device_train_batch_size=recipe.batch_size,
            num_train_epochs=recipe.epochs,
            learning_rate=recipe.learning_rate,
            weight_decay=recipe.weight_decay,
            train_sampling_strategy="group_by_length",
            remove_unused_columns=False,
            bf16=half,
            use_cpu=not torch.cuda.is_available() and not torch.backends.mps.is_available(),
            eval_strategy="steps" if stops_early else "no",
            eval_steps=save_steps,
            load_best_model_at_end=stops_early,
            dataloader_pin_memory=torch.cuda.is_available(),
            logging_steps=20,
            save_steps=save_steps,
            save_total_limit=2,
            report_to=[],
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


def takes_bfloat16() -> bool:
    """Whether half precision is quicker here than whole: on GPUs that have it, and on CPUs that show it.

    Instructions for it are not enough: with the same flags it is more than three times as quick on one maker's CPUs and
    half as quick on another's. So a CPU that has them multiplies both once; one without them would imitate bfloat16,
    many times slower.
    """
    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported())
    capabilities = torch.cpu.get_capabilities()
    if not (capabilities.get("avx512_bf16") or capabilities.get("amx_bf16")):
        return False
    return _seconds_of_a_product(torch.bfloat16) < _seconds_of_a_product(torch.float32)


def _seconds_of_a_product(dtype: torch.dtype) -> float:
    """Time one product of the size that a batch makes in a feed-forward layer: the quickest of five, after one more."""
    rows, weights = torch.ones(1024, 768, dtype=dtype), torch.ones(3072, 768, dtype=dtype)
    seconds = []
    for _ in range(6):
        started = time.perf_counter()
        torch.nn.functional.linear(rows, weights)
        seconds.append(time.perf_counter() - started)
    return min(seconds[1:])


class _Batch(DataCollatorWithPadding):
    """Pads what the network reads; the lengths were for drawing batches of like length."""

    def __call__(self, features: list[dict[str, Any]]) -> dict[str, Any]:
        batch = super().__call__([{name: row[name] for name in row if name != "length"} for row in features])
        return dict(batch)


def freeze(model: PreTrainedModel, layers: int) -> None:
    """Keep the embeddings and the lowest ``layers`` layers as they are: little is lost, and a third of the time won."""
    if layers == 0:
        return
    base = model.base_model
    for module in (base.get_submodule("embeddings"), *list(base.get_submodule("encoder.layer").children())[:layers]):
        for parameter in module.parameters():
            parameter.requires_grad = False
