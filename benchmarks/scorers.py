"""Ways to say whether evidence supports a claim, all on the same weights: the ways are compared and not the models.

Each takes (evidence, claim) pairs and returns a number a pair; more is more support. ``threshold`` is where its
authors, or its arithmetic, call a claim supported.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factdesk.batch import score
from factdesk.models import Verifier
from factdesk.models.folders import ModelFolder
from factdesk.models.labels import labels_of

Pairs = Sequence[tuple[str, str]]

#: words of one chunk of MiniCheck: with the claim they fit the window of the models that ship
CHUNK_WORDS = 160
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")


@dataclass(frozen=True)
class Scorer:
    """One way, with its name in the tables."""

    name: str
    supported: Callable[[Pairs], NDArray[np.floating[Any]]]
    threshold: float = 0.5


def sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE_END.split(text.strip()) if part] or [text]


def with_windows(verifier: Verifier) -> Scorer:
    """factdesk's verifier alone: long evidence in windows that overlap."""
    return Scorer("factdesk, verifier alone", lambda pairs: verifier.predict(pairs)[:, 0])


def with_checks(verifier: Verifier) -> Scorer:
    """factdesk whole: the verdict after numbers, times and speakers were compared. It answers, and ranks nothing."""

    def supported(pairs: Pairs) -> NDArray[np.floating[Any]]:
        rows = [{"claim": claim, "evidence": evidence} for evidence, claim in pairs]
        return np.array([row["label"] == "supported" for row in score(rows, verifier=verifier)], float)

    return Scorer("factdesk, verdict", supported)


def summac(verifier: Verifier) -> Scorer:
    """SummaC-ZS (Laban et al. 2022): each sentence of the claim against each of the evidence; the best, then the mean.

    The score of a claim's sentence is its highest support less its highest contradiction.
    """

    def supported(pairs: Pairs) -> NDArray[np.floating[Any]]:
        table, ends = [], [0]
        for evidence, claim in pairs:
            table += [(left, right) for right in sentences(claim) for left in sentences(evidence)]
            ends.append(len(table))
        rows = verifier.predict(table)
        found = []
        for (start, end), (_, claim) in zip(pairwise(ends), pairs, strict=True):
            block = rows[start:end].reshape(len(sentences(claim)), -1, 3).max(axis=1)
            found.append((block[:, 0] - block[:, 1]).mean())
        return np.array(found)

    return Scorer("SummaC-ZS", supported, threshold=0.0)


def minicheck(verifier: Verifier) -> Scorer:
    """MiniCheck (Tang et al. 2024): each sentence of the claim against chunks of whole sentences.

    The best chunk counts, and of the claim's sentences the least.
    """

    def supported(pairs: Pairs) -> NDArray[np.floating[Any]]:
        table, ends = [], [0]
        for evidence, claim in pairs:
            table += [(chunk, sentence) for sentence in sentences(claim) for chunk in chunks(evidence)]
            ends.append(len(table))
        rows = verifier.predict(table)[:, 0]
        return np.array(
            [
                rows[start:end].reshape(len(sentences(claim)), -1).max(axis=1).min()
                for (start, end), (_, claim) in zip(pairwise(ends), pairs, strict=True)
            ]
        )

    return Scorer("MiniCheck", supported)


def chunks(text: str) -> list[str]:
    """Whole sentences, as many as fit a chunk."""
    found: list[list[str]] = [[]]
    words = 0
    for sentence in sentences(text):
        length = len(sentence.split())
        if found[-1] and words + length > CHUNK_WORDS:
            found.append([])
            words = 0
        found[-1].append(sentence)
        words += length
    return [" ".join(chunk) for chunk in found]


def cross_encoder(folder: Path) -> Scorer:
    """sentence-transformers' CrossEncoder with its defaults: evidence cut at the window."""
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(str(folder), device="cpu")
    column = _order(folder).index("supports")
    return Scorer("CrossEncoder", lambda pairs: model.predict(list(pairs), apply_softmax=True)[:, column])


def pipeline(folder: Path) -> Scorer:
    """transformers' text-classification pipeline with its defaults (one pair at a time), evidence cut at the window."""
    from transformers import pipeline as make

    model = make("text-classification", model=str(folder), device="cpu", top_k=None)
    name = model.model.config.id2label[_order(folder).index("supports")]

    def supported(pairs: Pairs) -> NDArray[np.floating[Any]]:
        rows = [{"text": evidence, "text_pair": claim} for evidence, claim in pairs]
        answers = model(rows, truncation="only_first", max_length=model.tokenizer.model_max_length)
        return np.array([next(item["score"] for item in answer if item["label"] == name) for answer in answers])

    return Scorer("transformers.pipeline", supported)


def _order(folder: Path) -> list[str]:
    return list(labels_of(ModelFolder(folder, folder.name).config["id2label"]))
