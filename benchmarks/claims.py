"""Measures claim detection: the two scores, and the statements inside sentences.

    python benchmarks/claims.py --data FOLDER [--split dev] [--limit N] [--detector NAME] [--json]

FOLDER is laid out like the research data: ``claims/<set>.<split>.parquet``, any subset. Whole documents: articles.py.

``*claimbuster*``, ``checkthat*_t1*`` (columns text, label): F1 of "check-worthy" by the checkworthy score.
``policlaim*`` (text, label): accuracy of "holds a verifiable claim" by the checkable score. Both: expected calibration
error over 15 bins. ``propsegment*``, ``factcheckgpt.decomposition*``: precision, recall and F1 of the statements taken
out of sentences, beside two baselines, whole sentences and sentences split at commas.
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from factdesk.claims.detector import ClaimDetector
from factdesk.claims.parser import Language, load_parser
from factdesk.claims.statements import statements
from factdesk.models import Detector
from factdesk.records import Claim, Document
from factdesk.training.evaluate import score_answers

Metrics = dict[str, float]
Words = frozenset[object]

#: what others publish, or a plain baseline scored here (ANCHORS.md)
PUBLISHED = {
    "claimbuster.groundtruth": "F1: TF-IDF 0.892, DeBERTa 0.973",
    "checkthat2023_t1b.test": "F1: TF-IDF 0.704, best at the lab 0.898",
    "checkthat2024_t1.test": "F1: TF-IDF 0.531, best at the lab 0.802",
    "policlaim.test": "accuracy: TF-IDF 0.810",
}
CHECKWORTHY = {"cfs", "checkworthy", "yes"}
#: overlap from which a statement counts as found
OVERLAP = 0.8

_WORD = re.compile(r"[^\W_]+")


class Everything:
    """Finds every statement checkable, so that extraction is measured alone."""

    version = "everything"

    def predict(self, sentences: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.ones((len(sentences), 2), dtype=np.float32)


def rows(path: Path, limit: int | None) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(path).to_pylist()
    return found[:limit]


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measure_scores(detector: Detector, data: list[dict[str, object]], *, column: int) -> Metrics:
    began = time.perf_counter()
    probabilities = detector.predict([str(row["text"]) for row in data])[:, column].astype(np.float64)
    seconds = time.perf_counter() - began
    truth = np.array([row["label"] in CHECKWORTHY for row in data])
    scores = score_answers(probabilities, truth, threshold=detector.thresholds[column])
    return {
        "n": scores.rows,
        "f1": scores.f1,
        "accuracy": scores.accuracy,
        "ece": scores.calibration_error,
        "per_second": len(data) / seconds,
    }


def overlap(one: Words, other: Words) -> float:
    return len(one & other) / max(1, len(one | other))


def match(ours: Sequence[Words], theirs: Sequence[Words]) -> tuple[int, int]:
    """Return how many of ours have a counterpart among theirs, and how many of theirs among ours."""
    mine = sum(any(overlap(one, other) >= OVERLAP for other in theirs) for one in ours)
    return mine, sum(any(overlap(other, one) >= OVERLAP for one in ours) for other in theirs)


def matched(pairs: Iterable[tuple[Sequence[Words], Sequence[Words]]]) -> Metrics:
    counts = np.zeros(4)
    for ours, theirs in pairs:
        counts += (*match(ours, theirs), len(ours), len(theirs))
    precision, recall = counts[0] / max(1, counts[2]), counts[1] / max(1, counts[3])
    return {"precision": float(precision), "recall": float(recall), "f1": float(f1(precision, recall))}


def at_commas(text: str) -> list[str]:
    return [part for part in re.split(r",\s+", text) if len(part.split()) > 1]


def measure_propositions(nlp: Language, data: list[dict[str, object]]) -> dict[str, Metrics]:
    """Compare statements with propositions marked as tokens, by the indices of the tokens that are words."""
    theirs, ours, whole, commas = [], [], [], []
    for row in data:
        extra = json.loads(str(row["extra"]))
        source, tokens = str(row["source"]), extra["tokens"]
        places, at = [], 0
        for token in tokens:
            at = max(source.find(token, at), at)
            places.append(range(at, at + len(token)))
            at += len(token)
        words = {index for index, token in enumerate(tokens) if _WORD.search(token)}

        def covered(start: int, end: int, places: list[range] = places, words: set[int] = words) -> set[int]:
            return {index for index in words if places[index].start < end and start < places[index].stop}

        theirs.append([frozenset(indices) & words for indices in extra["token_indices"]])
        found = []
        for sentence in nlp(source).sents:
            for statement in statements(sentence):
                parts = [word.token for word in statement.words if word.token is not None]
                found.append(frozenset().union(*(covered(part.idx, part.idx + len(part.text)) for part in parts)))
        ours.append(found)
        whole.append([frozenset(words)])
        at, split = 0, []
        for part in at_commas(source):
            at = source.find(part, at)
            split.append(frozenset(covered(at, at + len(part))))
        commas.append(split)
    return compare(ours, whole, commas, theirs)


def compare(
    ours: Sequence[Sequence[Words]],
    whole: Sequence[Sequence[Words]],
    commas: Sequence[Sequence[Words]],
    theirs: Sequence[Sequence[Words]],
) -> dict[str, Metrics]:
    named = {"": ours, " (whole sentences)": whole, " (split at commas)": commas}
    return {name: matched(zip(found, theirs, strict=True)) for name, found in named.items()}


def bag(text: str) -> Words:
    return frozenset(word.lower() for word in _WORD.findall(text))


def measure_decomposition(nlp: Language, data: list[dict[str, Any]]) -> dict[str, Metrics]:
    """Compare the claims of each sentence, read in its document, with those that people wrote, by their words."""
    extract = ClaimDetector(nlp, Everything())
    theirs, ours, whole, commas = [], [], [], []
    read: dict[str, list[Claim]] = {}
    for row in data:
        context, source = str(row["context"]), str(row["source"]).strip()
        targets = [bag(target) for target in row["targets"]]
        start = context.find(source)
        if start < 0 or not targets:
            continue
        if context not in read:
            read[context] = extract.detect(Document(text=context))
        inside = [claim for claim in read[context] if start <= claim.start < start + len(source)]
        theirs.append(targets)
        ours.append([bag(claim.text) for claim in inside])
        whole.append([bag(source)])
        commas.append([bag(part) for part in at_commas(source)])
    return compare(ours, whole, commas, theirs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", help="only files of this split: dev, test, groundtruth ...")
    parser.add_argument("--limit", type=int, help="rows of each file")
    parser.add_argument("--detector", default="default", help="a detector's name or folder")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    nlp, network = load_parser(), Detector.from_pretrained(options.detector)
    measures: dict[str, Callable[[list[dict[str, object]]], dict[str, Metrics]]] = {
        "claimbuster": lambda data: {"": measure_scores(network, data, column=1)},
        "checkthat": lambda data: {"": measure_scores(network, data, column=1)},
        "policlaim": lambda data: {"": measure_scores(network, data, column=0)},
        "propsegment": lambda data: measure_propositions(nlp, data),
        "factcheckgpt.decomposition": lambda data: measure_decomposition(nlp, data),
    }
    results: dict[str, Metrics] = {}
    for path in sorted((options.data / "claims").glob("*.parquet")):
        name = path.name.removesuffix(".parquet")
        measure = next((found for prefix, found in measures.items() if name.startswith(prefix)), None)
        scored = "checkthat" not in name or "_t1" in name
        if measure and scored and (options.split is None or name.endswith(f".{options.split}")):
            for suffix, metrics in measure(rows(path, options.limit)).items():
                results[f"{name}{suffix}"] = metrics
    if options.json:
        print(json.dumps(results))
        return
    for name, metrics in results.items():
        values = "  ".join(
            f"{key} {value:.3f}" if value < 2 else f"{key} {value:.0f}" for key, value in metrics.items()
        )
        print(f"{name:48} {values}" + (f"   [{PUBLISHED[name]}]" if name in PUBLISHED else ""))


if __name__ == "__main__":
    main()
