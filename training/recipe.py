"""A recipe: which rows, how many of each, and the few settings that matter, in one TOML file beside the code.

The recipe, the data's hashes and the versions go into the model card, so that a run can be repeated.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from datasets import Dataset, concatenate_datasets

from factdesk.errors import InputError
from factdesk.training.conjunctions import joined
from factdesk.training.contrast import contrasted
from factdesk.training.datasets import LABELS, NOT_SUPPORTED, read_pairs
from factdesk.training.decontaminate import decontaminate
from factdesk.training.negations import negated
from factdesk.training.negatives import UNLABELLED, undecided, unlabelled
from factdesk.training.surroundings import surrounded
from factdesk.training.toml import read_recipe

logger = logging.getLogger(__name__)

_LEARNED = (*LABELS, NOT_SUPPORTED)
#: Where the rows lie that ship with the recipes: ``told/``.
_SHIPPED = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Source:
    """One data set of a mix and how much of it."""

    data: str
    rows: int
    #: Draw as many rows of each label, where the set has as many: what is rare in a set is not what is rare in use, and
    #: a label that a set seldom has would be learned from its kind of text instead of its content.
    balanced: bool = False
    #: Rows of ``nei`` made of this set's claims and another group's evidence (see ``negatives``).
    undecided: int = 0
    #: Rows made of supported claims with one fact changed (see ``contrast``).
    contrasted: int = 0
    #: Rows whose evidence stands among sentences that do not decide (see ``surroundings``).
    surrounded: int = 0
    #: Rows whose claim says what two rows say (see ``conjunctions``).
    joined: int = 0
    #: Rows whose claim is the contrary of a decided one (see ``negations``).
    negated: int = 0
    #: Pairs of claims and found evidence without a label, for a teacher to judge (see ``negatives``).
    unlabelled: int = 0
    preset: str = "factdesk"
    licence: str = "not stated"


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Everything that decides what a fine-tuned verifier becomes."""

    base: str
    sources: tuple[Source, ...]
    #: Files no training row may share a text with.
    evaluation: tuple[str, ...] = ()
    seed: int = 13
    max_tokens: int = 256
    #: Pairs over this many words are left out: attention over long pairs is what costs the time on a CPU.
    max_words: int = 120
    frozen_layers: int = 0
    #: One pass over fresh rows has nothing to overfit, and drawing the masks costs time on a CPU.
    dropout: float = 0.1
    learning_rate: float = 4e-5
    label_smoothing: float = 0.05
    #: How much a label counts in the loss, by name; 1 where it is not named.
    label_weights: Mapping[str, float] = field(default_factory=dict)
    #: A verifier to learn from beside the labels: "base", a folder or a Hub id; none when empty.
    teacher: str = ""
    #: The teacher's share of the loss of a labelled row.
    teacher_weight: float = 0.7
    weight_decay: float = 0.01
    batch_size: int = 16
    epochs: float = 1.0
    #: Rows kept from training, whole groups, to fit the calibration on.
    held_back: int = 0
    #: End after so many checkpoints in a row without a smaller loss on the rows held back; 0 goes on to the end.
    patience: int = 0

    @classmethod
    def from_toml(cls, path: str | Path) -> Self:
        """Read a recipe. Raises InputError for a file that is none, or has a key that is not known."""
        return read_recipe(path, cls, Source, example="verifier-base.toml")


@dataclass(frozen=True)
class Mix:
    """The rows of a recipe: to train on, to calibrate on, and where they came from."""

    training: Dataset
    held_back: Dataset
    #: SHA-256 of each local file, by name.
    hashes: Mapping[str, str]
    #: Rows used of each source, by name, and rows dropped because they stood in evaluation data.
    rows: Mapping[str, int]
    dropped: Mapping[str, int]


def mix(recipe: Recipe, folder: Path) -> Mix:
    """Read, decontaminate, sample and shuffle the rows of a recipe; relative names are files of ``folder``."""
    evaluation = [read_pairs(_located(name, folder)) for name in recipe.evaluation]
    parts: list[Dataset] = []
    hashes, used, dropped = {}, {}, {}
    for number, source in enumerate(recipe.sources):
        location = _located(source.data, folder)
        pairs = read_pairs(location, preset=source.preset)
        pairs = pairs.select([index for index, label in enumerate(pairs["label"][:]) if label in _LEARNED])
        pairs, overlap = decontaminate(pairs, evaluation)
        dropped[source.data] = overlap.rows - overlap.kept
        short = pairs.select([index for index, words in enumerate(_words(pairs)) if words <= recipe.max_words])
        part = _drawn(short.shuffle(seed=recipe.seed + number), source)
        part = concatenate_datasets([part, *_made(short, source, seed=recipe.seed + number)])
        part = part.add_column("source", [source.data] * len(part))
        used[source.data] = len(part)
        if Path(location).is_file():
            hashes[source.data] = hashlib.sha256(Path(location).read_bytes()).hexdigest()
        parts.append(part)
        logger.info("%s: %d rows, %d dropped as evaluation text", source.data, len(part), dropped[source.data])
    everything = _without_repeats(concatenate_datasets(parts).shuffle(seed=recipe.seed))
    if not recipe.teacher and UNLABELLED in everything["label"][:]:
        raise InputError("the recipe asks for unlabelled pairs and names no teacher to judge them; give it one")
    training, held_back = _hold_back(everything, recipe.held_back)
    return Mix(training=training, held_back=held_back, hashes=hashes, rows=used, dropped=dropped)


def _located(name: str, folder: Path) -> str:
    """Return where a source lies: in the folder of the data, among the rows that ship, or by its name on the Hub."""
    places = (folder / name, _SHIPPED / name)
    return next((str(place) for place in places if place.is_file()), name)


def _words(pairs: Dataset) -> Iterable[int]:
    return (len(c.split()) + len(e.split()) for c, e in zip(pairs["claim"][:], pairs["evidence"][:], strict=True))


def _made(pairs: Dataset, source: Source, *, seed: int) -> list[Dataset]:
    """Make the rows that a source asks for beyond its own."""
    wanted = (
        (undecided, source.undecided),
        (contrasted, source.contrasted),
        (surrounded, source.surrounded),
        (joined, source.joined),
        (negated, source.negated),
        (unlabelled, source.unlabelled),
    )
    return [make(pairs, rows, seed=seed) for make, rows in wanted if rows]


def _drawn(pairs: Dataset, source: Source) -> Dataset:
    """Take the first rows that a source asks for, of each label alike if it says so."""
    labels = pairs["label"][:]
    if not source.balanced:
        return pairs.select(range(min(source.rows, len(pairs))))
    share = -(-source.rows // len(set(labels)))
    taken: Counter[str] = Counter()
    chosen = []
    for index, label in enumerate(labels):
        if taken[label] < share:
            taken[label] += 1
            chosen.append(index)
    return pairs.select(chosen[: source.rows])


def _without_repeats(pairs: Dataset) -> Dataset:
    """Keep the first of rows with the same pair: sets copy from one another, at times with another label."""
    first: dict[tuple[str, str], int] = {}
    for index, pair in enumerate(zip(pairs["claim"][:], pairs["evidence"][:], strict=True)):
        first.setdefault(pair, index)
    return pairs.select(list(first.values()))


def _hold_back(pairs: Dataset, rows: int) -> tuple[Dataset, Dataset]:
    """Split off about ``rows`` rows, never cutting a group in two; of those, rows without one of three labels go."""
    chosen: set[str] = set()
    sizes: dict[str, int] = {}
    groups = pairs["group"][:]
    for group in groups:
        sizes[group] = sizes.get(group, 0) + 1
    taken = 0
    for group in dict.fromkeys(groups):
        if taken >= rows:
            break
        chosen.add(group)
        taken += sizes[group]
    training = [index for index, group in enumerate(groups) if group not in chosen]
    labels = pairs["label"][:]
    held_back = [index for index, group in enumerate(groups) if group in chosen and labels[index] in LABELS]
    return pairs.select(training), pairs.select(held_back)
