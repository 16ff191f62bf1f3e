"""A model over several data sets: the same rows, in the same order, for every model that is measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from factdesk.errors import InputError
from factdesk.models import Detector
from factdesk.models.predictor import Predictor
from factdesk.training.datasets import read_pairs
from factdesk.training.evaluate import Scores, score, score_slices
from factdesk.training.sentences import QUESTIONS, SentenceSource, read_sentences

_FILES = ("*.parquet", "*.jsonl", "*.csv")


@dataclass(frozen=True)
class Measured:
    """One model's answers on one set, and what they score."""

    probabilities: np.ndarray
    labels: tuple[str, ...]
    scores: Scores
    slices: dict[str, Scores]


def sources_in(names: Sequence[str]) -> dict[str, str]:
    """Give the sets that are named, by a short name: files, the files of folders, or names on the Hub."""
    sources: dict[str, str] = {}
    for name in names:
        path = Path(name)
        files = sorted(file for pattern in _FILES for file in path.glob(pattern)) if path.is_dir() else []
        if path.is_dir() and not files:
            raise InputError(f"{name}: no {', '.join(_FILES)} in this folder; give files or a folder that holds some")
        sources |= {file.stem: str(file) for file in files} or {path.stem if path.is_file() else name: name}
    return sources


def measure(
    model: Predictor, source: str, *, preset: str = "factdesk", limit: int | None = None, seed: int = 0
) -> Measured:
    """Measure a model on one set, or on ``limit`` rows of it drawn by ``seed``."""
    pairs = read_pairs(source, preset=preset, split="test")
    if not len(pairs):
        raise InputError(f"{source}: no labelled pairs in it; wanted at least one row with claim, evidence and label")
    if limit is not None and limit < len(pairs):
        pairs = pairs.shuffle(seed=seed).select(range(limit))
    claims, evidence, labels = pairs["claim"][:], pairs["evidence"][:], pairs["label"][:]
    probabilities = model.predict(list(zip(evidence, claims, strict=True)))
    return Measured(
        probabilities=probabilities,
        labels=tuple(labels),
        scores=score(probabilities, labels),
        slices=score_slices(probabilities, labels, claims, evidence),
    )


@dataclass(frozen=True)
class Answered:
    """A detector's probabilities of "yes" to one question, and people's answers, 1 or 0: n of each."""

    probabilities: np.ndarray
    answers: np.ndarray


def ask(detector: Detector, source: str, *, preset: str = "factdesk") -> dict[str, Answered]:
    """Ask a detector about the sentences of one Parquet file, by question; one that no row answers is left out.

    Raises InputError for a file that cannot be read so.
    """
    path = Path(source)
    rows = read_sentences(SentenceSource(data=path.name, preset=preset), path.parent)
    probabilities = detector.predict(rows["text"][:])
    found = {}
    for column, question in enumerate(QUESTIONS):
        answers = np.array(rows[question][:], dtype=float)
        known = ~np.isnan(answers)
        if known.any():
            found[question] = Answered(probabilities[known, column], answers[known])
    return found
