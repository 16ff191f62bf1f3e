"""Fine-tune a small encoder into the detector: one sentence to two probabilities, checkable and checkworthy.

    factdesk train detector detector --data DATA -o runs/detector
    factdesk train detector mine.toml --init default --data DATA -o runs/mine

Both questions share the encoder, so what PoliClaim teaches about statements helps ClaimBuster's question and the other
way round. With ``teachers`` in the recipe a smaller model learns what larger ones say of each sentence, and of what its
set leaves open too (distillation; Hinton et al. 2015, who have several teach as one). Column order of every model made
here: checkable 0, checkworthy 1, written into its config.
"""

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from torch.nn.functional import binary_cross_entropy_with_logits
from transformers import AutoTokenizer, DataCollatorWithPadding, PreTrainedTokenizerBase, set_seed

from factdesk.models.detector import SHIPPED, Detector
from factdesk.training.arguments import arguments
from factdesk.training.calibrate import best_threshold, fit_line, on_line
from factdesk.training.encoder import classifier
from factdesk.training.record import Run, write_settings
from factdesk.training.restore import trainable
from factdesk.training.schedule import Clock, ClockTrainer
from factdesk.training.sentences import QUESTIONS, DetectorRecipe, Sentences


class MaskedTrainer(ClockTrainer):
    """Binary cross-entropy over the answers that are known, each row by its weight."""

    def compute_loss(
        self,
        model: torch.nn.Module,
        inputs: dict[str, Any],
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | int | None = None,
    ) -> Any:
        """Give the weighted mean loss over known answers."""
        answers, weight = inputs["labels"], inputs["weight"]
        outputs = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"])
        losses = binary_cross_entropy_with_logits(outputs.logits, answers.nan_to_num(), reduction="none")
        shares = ~answers.isnan() * weight[:, None]
        loss = (losses * shares).sum() / shares.sum().clamp(min=1e-9)
        return (loss, outputs) if return_outputs else loss


def fine_tune(
    recipe: DetectorRecipe, rows: Sentences, output: Path, *, clock: Clock, save_steps: int = 100, resume: bool = False
) -> Path:
    """Train by the recipe; return the finished model, ``output/model``, calibrated on the documents held back.

    Checkpoints lie beside it, the last two, and so does ``run.json``. ``resume`` goes on from the last checkpoint.
    """
    started = time.monotonic()
    set_seed(recipe.seed)
    # 1. Model and tokenizer.
    base = trainable(recipe.base, output / "start", shipped=SHIPPED)
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = classifier(
        base,
        QUESTIONS,
        dropout=recipe.dropout,
        layers=recipe.layers,
        frozen_layers=recipe.frozen_layers,
        problem_type="multi_label_classification",
    )
    # 2. Training.
    training = taught(rows.training, recipe.teachers, recipe.teacher_weight) if recipe.teachers else rows.training
    trainer = MaskedTrainer(
        clock=clock,
        model=model,
        args=arguments(recipe, output, save_steps=save_steps),
        train_dataset=encode(training, tokenizer, recipe.max_tokens),
        data_collator=DataCollatorWithPadding(tokenizer),
        processing_class=tokenizer,
    )
    trainer.train(resume_from_checkpoint=resume)
    trainer.save_model(str(output / "model"))
    # 3. Calibration: a line per question, on people's answers only.
    calibration, thresholds = {}, [0.5] * len(QUESTIONS)
    if len(rows.held_back):
        held_back = trainer.predict(encode(rows.held_back, tokenizer, recipe.max_tokens))
        by_people = np.array(rows.held_back["weight"][:]) >= 1.0
        sources = np.array(rows.held_back["source"][:])[by_people]
        logits, answers = np.asarray(held_back.predictions), np.asarray(held_back.label_ids)
        calibration = fit_lines(logits[by_people], answers[by_people], sources)
        thresholds = fit_thresholds(logits[by_people], answers[by_people], calibration)
    write_settings(output / "model", window=recipe.max_tokens, calibration=calibration, thresholds=thresholds)
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


def taught(rows: Dataset, teachers: Sequence[str], weight: float) -> Dataset:
    """Return sentences with answers that teachers helped to give.

    To a known answer the mean of their calibrated probabilities comes by ``weight``, from 0 to 1; an unknown one is
    that mean.
    """
    said = np.mean([Detector.from_pretrained(teacher).predict(rows["text"][:]) for teacher in teachers], axis=0)
    for column, question in enumerate(QUESTIONS):
        answers = np.array(rows[question][:])
        mixed = np.where(np.isnan(answers), said[:, column], (1.0 - weight) * answers + weight * said[:, column])
        rows = rows.remove_columns(question).add_column(question, mixed.tolist())
    return rows


def fit_lines(logits: np.ndarray, answers: np.ndarray, sources: np.ndarray) -> dict[str, list[float]]:
    """Give the calibration (temperature and bias per question) of logits (n, 2) by answers (n, 2), NaN not known.

    A source that only ever says yes to a question (ClaimBuster to the first) tells nothing of how often yes is right.
    """
    temperature, bias = [], []
    for column in range(len(QUESTIONS)):
        said = answers[:, column]
        both = [source for source in np.unique(sources) if {0.0, 1.0} <= set(said[sources == source])]
        known = ~np.isnan(said) & np.isin(sources, both)
        slope, offset = fit_line(logits[known, column], said[known]) if known.any() else (1.0, 0.0)
        temperature.append(1.0 / slope)
        bias.append(offset)
    return {"temperature": temperature, "bias": bias}


def fit_thresholds(logits: np.ndarray, answers: np.ndarray, calibration: dict[str, list[float]]) -> list[float]:
    """Give the probability of each question from which a yes serves best.

    Few sentences are worth checking, so that question is judged by F1; about half are checkable, and one half serves.
    """
    column = QUESTIONS.index("checkworthy")
    known = ~np.isnan(answers[:, column])
    slope, offset = 1.0 / calibration["temperature"][column], calibration["bias"][column]
    scores, said = on_line(logits[known, column], slope, offset), answers[known, column] > 0.5
    thresholds = [0.5] * len(QUESTIONS)
    if said.any():
        thresholds[column] = best_threshold(scores, said)
    return thresholds


def encode(rows: Dataset, tokenizer: PreTrainedTokenizerBase, max_tokens: int) -> Dataset:
    """Turn sentences into token ids with the answers and weights beside them."""

    def tokenised(batch: dict[str, list[Any]]) -> dict[str, Any]:
        tokens = tokenizer(batch["text"], truncation=True, max_length=max_tokens)
        answers = [[float(a), float(b)] for a, b in zip(batch["checkable"], batch["checkworthy"], strict=True)]
        return {**tokens, "length": [len(ids) for ids in tokens["input_ids"]], "labels": answers}

    return rows.map(tokenised, batched=True, remove_columns=[name for name in rows.column_names if name != "weight"])
