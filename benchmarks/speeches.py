"""Cross-validates the question "is it checkable" on the speeches of PoliClaim, beside words counted by TF-IDF.

    python benchmarks/speeches.py --data FOLDER --output RUNS [--init MODEL] [--folds 4] [--epochs 2] [--json]

FOLDER holds ``claims/policlaim.train_gold.parquet`` and ``claims/policlaim.train_silver.parquet``. Whole speeches are
left out, dealt into folds of like size; the rest of the gold rows and the silver ones, which are of other speeches, are
learned from by the shipped recipe, from a plain encoder (``--init``) and not from the detector that ships, which has
seen most of these rows. Nothing is calibrated or chosen on the speeches left out: yes is a probability of one half.

A fold takes some ten minutes of a core, and is kept in RUNS: what is there already is not trained again.
"""

import argparse
import json
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import numpy as np
from datasets import Dataset, concatenate_datasets
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from factdesk.models import Detector
from factdesk.training.detector import fine_tune
from factdesk.training.evaluate import score_answers
from factdesk.training.schedule import Clock
from factdesk.training.sentences import DetectorRecipe, Sentences, read_sentences

#: the recipe that ships; of its sources the speeches, as people labelled them and as a machine did
SHIPPED = DetectorRecipe.from_toml(str(files("factdesk.training") / "recipes" / "detector.toml"))
GOLD, SILVER = (source for source in SHIPPED.sources if "policlaim" in source.data)

Probabilities = NDArray[np.float64]


@dataclass(frozen=True)
class Fold:
    """Speeches left out, what is learned from in their place, and how the two ways read them."""

    speeches: tuple[str, ...]
    truth: NDArray[np.bool_]
    detector: Probabilities
    counted: Probabilities


def dealt(speeches: list[str], folds: int) -> list[list[str]]:
    """Deal speeches into folds with about as many rows each: the longest first, each to the fold with least."""
    sizes = {name: speeches.count(name) for name in dict.fromkeys(speeches)}
    hands: list[list[str]] = [[] for _ in range(folds)]
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        min(hands, key=lambda hand: sum(sizes[each] for each in hand)).append(name)
    return hands


def counted(training: Dataset, texts: list[str]) -> Probabilities:
    """Read texts by a logistic regression over TF-IDF of words and pairs of words."""
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=10, max_iter=2000)
    )
    model.fit(training["text"][:], np.array(training["checkable"][:]) > 0.5)
    found: Probabilities = model.predict_proba(texts)[:, 1]
    return found


def read_fold(left_out: list[str], gold: Dataset, silver: Dataset, recipe: DetectorRecipe, output: Path) -> Fold:
    """Train without the speeches left out, unless that was done before, and read them."""
    names = gold["document"][:]
    test = gold.select([number for number, name in enumerate(names) if name in left_out])
    rest = gold.select([number for number, name in enumerate(names) if name not in left_out])
    training = concatenate_datasets([rest, silver]).shuffle(seed=recipe.seed)
    if not (output / "run.json").is_file():
        rows = Sentences(training=training, held_back=test.select([]), hashes={}, rows={}, dropped={})
        fine_tune(recipe, rows, output, clock=Clock())
    texts = test["text"][:]
    return Fold(
        speeches=tuple(name.partition("#")[2] for name in left_out),
        truth=np.array(test["checkable"][:]) > 0.5,
        detector=Detector.from_pretrained(output / "model").predict(texts)[:, 0].astype(np.float64),
        counted=counted(training, texts),
    )


def told(name: str, truth: NDArray[np.bool_], ways: dict[str, Probabilities]) -> dict[str, object]:
    scores: dict[str, object] = {"speeches": name, "rows": len(truth)}
    for way, probabilities in ways.items():
        found = score_answers(probabilities, truth)
        scores |= {
            f"{way}, accuracy": found.accuracy,
            f"{way}, auroc": found.auroc,
            f"{way}, ece": found.calibration_error,
        }
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--output", type=Path, required=True, metavar="RUNS")
    parser.add_argument("--init", default="sentence-transformers/all-MiniLM-L6-v2", metavar="MODEL")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    gold, silver = read_sentences(GOLD, options.data), read_sentences(SILVER, options.data)
    recipe = replace(SHIPPED, base=options.init, epochs=options.epochs)
    folds = [
        read_fold(left_out, gold, silver, replace(recipe, seed=recipe.seed + number), options.output / str(number))
        for number, left_out in enumerate(dealt(gold["document"][:], options.folds))
    ]
    scores = [
        told(", ".join(fold.speeches), fold.truth, {"detector": fold.detector, "TF-IDF": fold.counted})
        for fold in folds
    ]
    truth = np.concatenate([fold.truth for fold in folds])
    ways = {
        "detector": np.concatenate([fold.detector for fold in folds]),
        "TF-IDF": np.concatenate([fold.counted for fold in folds]),
    }
    scores.append(told("all", truth, ways))
    if options.json:
        print(json.dumps(scores))
        return
    for row in scores:
        print("  ".join(f"{key} {value:.3f}" if isinstance(value, float) else f"{value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
