"""Labelled sentences for the detector: is it checkable, is it worth checking, as shares from 0 to 1, or not known.

The two are different questions. PoliClaim asks whether a sentence holds a verifiable factual claim; ClaimBuster asks
whether the public would want to know if it is true. A row that answers one leaves the other NaN.
"""

import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from datasets import Dataset, concatenate_datasets, load_dataset

from factdesk.errors import InputError
from factdesk.training.decontaminate import decontaminate
from factdesk.training.toml import read_recipe

#: The detector's outputs in the order of its columns.
QUESTIONS = ("checkable", "checkworthy")

Row = Mapping[str, Any]
_UNKNOWN = math.nan
#: PoliClaim's machine scores, and the share of its 1,953 gold rows with each that people called checkable
_SCORES = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
_SAID_YES = (0.0, 0.03, 0.23, 0.61, 0.83, 0.96, 1.0)


def _claimbuster(row: Row) -> tuple[float, float]:
    # What is worth checking is checkable. The reverse does not hold: ClaimBuster's "non-factual" has sentences that
    # PoliClaim calls verifiable, so its other labels say nothing about the first question.
    worthy = row["label"] == "cfs"
    return (1.0 if worthy else _UNKNOWN), float(worthy)


def _policlaim(row: Row) -> tuple[float, float]:
    return float(row["label"] == "checkworthy"), _UNKNOWN


def _policlaim_scored(row: Row) -> tuple[float, float]:
    # The machine's score runs from 0 to 3. PoliClaim's gold rows have it too: it says how often people then say yes.
    return float(np.interp(row["score"], _SCORES, _SAID_YES)), _UNKNOWN


def _unlabelled(_: Row) -> tuple[float, float]:
    return _UNKNOWN, _UNKNOWN


def _factdesk(row: Row) -> tuple[float, float]:
    checkable, checkworthy = (row.get(question) for question in QUESTIONS)
    return (
        _UNKNOWN if checkable is None else float(checkable),
        _UNKNOWN if checkworthy is None else float(checkworthy),
    )


#: How each convention answers the two questions. ``factdesk`` is the shape of our own exports; ``unlabelled`` answers
#: neither, for a teacher to.
PRESETS: Mapping[str, Callable[[Row], tuple[float, float]]] = {
    "claimbuster": _claimbuster,
    "policlaim": _policlaim,
    "policlaim-scored": _policlaim_scored,
    "factdesk": _factdesk,
    "unlabelled": _unlabelled,
}


@dataclass(frozen=True, kw_only=True)
class SentenceSource:
    """One data set of sentences and how much its rows count."""

    data: str
    preset: str = "factdesk"
    #: The column that the sentences stand in, and how many are drawn; 0 takes all.
    column: str = "text"
    rows: int = 0
    weight: float = 1.0
    licence: str = "not stated"


@dataclass(frozen=True, kw_only=True)
class DetectorRecipe:
    """Everything that decides what a fine-tuned detector becomes."""

    base: str
    sources: tuple[SentenceSource, ...]
    #: Files no training row may share a sentence with.
    evaluation: tuple[str, ...] = ()
    seed: int = 13
    max_tokens: int = 96
    dropout: float = 0.1
    learning_rate: float = 1e-4
    weight_decay: float = 0.01
    batch_size: int = 32
    epochs: float = 3.0
    #: The layers of ``base`` that are kept, counted from 0; none named keeps all.
    layers: tuple[int, ...] = ()
    #: The embeddings and this many of the lowest layers stay as they are; 0 trains everything.
    frozen_layers: int = 0
    #: The share of each source's documents kept from training, to calibrate on.
    held_back: float = 0.15
    #: Detectors to learn from beside the answers, by the mean of what they say: "default", folders or Hub ids.
    teachers: tuple[str, ...] = ()
    #: The teacher's share of an answer that is known; one that is not known is all its own.
    teacher_weight: float = 0.5

    @classmethod
    def from_toml(cls, path: str | Path) -> Self:
        """Read a recipe. Raises InputError for a file that is none, or has a key that is not known."""
        return read_recipe(path, cls, SentenceSource, example="detector.toml")


@dataclass(frozen=True)
class Sentences:
    """The rows of a recipe: ``text, checkable, checkworthy, weight, source, document``."""

    training: Dataset
    held_back: Dataset
    #: SHA-256 of each file, rows used of each, and rows dropped because they stood in evaluation data.
    hashes: Mapping[str, str]
    rows: Mapping[str, int]
    dropped: Mapping[str, int]


def read_sentences(source: SentenceSource, folder: Path) -> Dataset:
    """Read one Parquet file of sentences. Raises InputError for no such file or a preset that does not fit.

    Of sentences without a label each is read once.
    """
    if source.preset not in PRESETS:
        raise InputError(f"unknown preset {source.preset!r}; known: {', '.join(sorted(PRESETS))}")
    table = _table(source.data, folder, source.column)
    rows = table.to_list()
    if source.preset == "unlabelled":
        rows = list({row[source.column]: row for row in rows}.values())
    try:
        answers = [PRESETS[source.preset](row) for row in rows]
    except KeyError as error:
        raise InputError(
            f"{source.data}: no column {error}; it has {', '.join(table.column_names)}. "
            f"Preset {source.preset!r} does not fit; known presets: {', '.join(sorted(PRESETS))}"
        ) from error
    return Dataset.from_dict(
        {
            "text": [row[source.column] for row in rows],
            "checkable": [checkable for checkable, _ in answers],
            "checkworthy": [checkworthy for _, checkworthy in answers],
            "weight": [source.weight] * len(rows),
            "source": [source.data] * len(rows),
            "document": [f"{source.data}#{row.get('document') or index}" for index, row in enumerate(rows)],
        }
    )


def _table(name: str, folder: Path, column: str = "text") -> Dataset:
    """Read a Parquet file that has sentences in a column."""
    path = folder / name
    if not path.is_file():
        raise InputError(f"{path}: no such file; wanted Parquet with sentences")
    table = load_dataset("parquet", data_files=str(path), split="train")
    if column not in table.column_names:
        raise InputError(f"{path}: no column {column}; it has {', '.join(table.column_names)}")
    return table


def gather(recipe: DetectorRecipe, folder: Path) -> Sentences:
    """Read and decontaminate all sources, and hold back whole documents of each.

    Raises InputError as reading does, and where nobody answers for sentences without a label.
    """
    unlabelled = [source.data for source in recipe.sources if source.preset == "unlabelled"]
    if unlabelled and not recipe.teachers:
        raise InputError(f"{unlabelled[0]} has no labels and the recipe no teachers; name one with --teacher")
    evaluation = [_table(name, folder) for name in recipe.evaluation]
    training, held_back = [], []
    hashes: dict[str, str] = {}
    used: dict[str, int] = {}
    dropped: dict[str, int] = {}
    for source in recipe.sources:
        rows, overlap = decontaminate(read_sentences(source, folder), evaluation, columns=("text",))
        if 0 < source.rows < len(rows):
            rows = rows.shuffle(seed=recipe.seed).select(range(source.rows))
        used[source.data] = used.get(source.data, 0) + len(rows)
        dropped[source.data] = dropped.get(source.data, 0) + overlap.rows - overlap.kept
        hashes[source.data] = hashlib.sha256((folder / source.data).read_bytes()).hexdigest()
        documents = rows["document"][:]
        # What is held back is what people answered: nothing is calibrated on what nobody did.
        share = 0.0 if source.preset == "unlabelled" else recipe.held_back
        kept = _chosen_documents(documents, share, recipe.seed)
        training.append(rows.select([i for i, document in enumerate(documents) if document not in kept]))
        held_back.append(rows.select([i for i, document in enumerate(documents) if document in kept]))
    return Sentences(
        training=concatenate_datasets(training).shuffle(seed=recipe.seed),
        held_back=concatenate_datasets(held_back),
        hashes=hashes,
        rows=used,
        dropped=dropped,
    )


def _chosen_documents(documents: list[str], share: float, seed: int) -> set[str]:
    names = sorted(set(documents))
    order = np.random.default_rng(seed).permutation(len(names))
    chosen: set[str] = set()
    rows = 0
    for index in order:
        if rows >= share * len(documents):
            break
        chosen.add(names[index])
        rows += documents.count(names[index])
    return chosen
