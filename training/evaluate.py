"""How good a verifier is: every number of the field, with intervals, by data set and by slice.

Works on probabilities and labels, so that it measures any model, in any runtime, the same way. Probabilities are
(n, 3) arrays with the columns of :data:`~factdesk.training.datasets.LABELS`.

Balanced accuracy is the mean recall over the labels that stand in the set. In a set without ``nei`` there are two ways
to take a model that knows three labels, and both are given. It may answer ``nei``, and that is a miss, as it is in the
product; or it must choose between the labels of the set, which is what numbers published on sets of two labels mean. In
a set with ``not_supported`` (refuted or open, unknown which) the model's ``refutes`` and ``nei`` both count as
``not_supported``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import f1_score, roc_auc_score

from factdesk.errors import InputError
from factdesk.training.datasets import LABELS, NOT_SUPPORTED

_RESAMPLES = 1000
_CALIBRATION_BINS = 15

_NUMBER = re.compile(r"\d")
_YEAR_OR_MONTH = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_NEGATION = re.compile(r"\b(?:not?|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’ ]?t\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])")
#: Words from which on evidence is called long: more than two sentences of news.
_LONG_EVIDENCE = 60

#: Slice by name: does a (claim, evidence) pair belong to it?
SLICES: Mapping[str, Callable[[str, str], bool]] = {
    "number in the claim": lambda claim, _: bool(_NUMBER.search(claim)),
    "date in the claim": lambda claim, _: bool(_YEAR_OR_MONTH.search(claim)),
    "negation in the claim": lambda claim, _: bool(_NEGATION.search(claim)),
    "several sentences of evidence": lambda _, evidence: bool(_SENTENCE_END.search(evidence)),
    "long evidence": lambda _, evidence: len(evidence.split()) > _LONG_EVIDENCE,
}


@dataclass(frozen=True, kw_only=True)
class Scores:
    """What one model scores on one set or slice; shares from 0 to 1."""

    rows: int
    accuracy: float
    balanced_accuracy: float
    #: 95 % bootstrap interval of the balanced accuracy.
    interval: tuple[float, float]
    #: Balanced accuracy where the answer is the likeliest of the labels in the set; None where all rows have one label.
    choice_accuracy: float | None
    macro_f1: float
    #: Recall by label.
    recall: Mapping[str, float]
    #: Of the probability of ``supports`` against everything else; None when only one kind is present.
    auroc: float | None
    #: Expected calibration error of the answer's probability, 15 bins of equal width (Naeini et al. 2015).
    calibration_error: float
    #: Mean squared distance between the probabilities and the truth, from 0 to 2 (Brier 1950).
    brier: float
    #: Error among the most certain share of rows, by share: the risk-coverage curve (El-Yaniv and Wiener 2010).
    risk_at_coverage: Mapping[float, float]


def score(probabilities: np.ndarray, labels: Sequence[str]) -> Scores:
    """Score probabilities (n, 3) against n labels. Raises InputError where they do not fit each other."""
    probabilities, truth, names = aligned(probabilities, labels)
    answers = probabilities.argmax(axis=1)
    hits = answers == truth
    present = sorted(set(truth.tolist()))
    chosen = np.array(present)[probabilities[:, present].argmax(axis=1)]
    certainty = probabilities.max(axis=1)
    supported = truth == names.index("supports")
    by_certainty = hits[np.argsort(-certainty, kind="stable")]
    return Scores(
        rows=len(truth),
        accuracy=float(hits.mean()),
        balanced_accuracy=balanced_accuracy(truth, answers),
        interval=bootstrap_interval(truth, answers),
        choice_accuracy=balanced_accuracy(truth, chosen) if len(present) > 1 else None,
        macro_f1=float(f1_score(truth, answers, labels=present, average="macro", zero_division=0)),
        recall={names[label]: float(hits[truth == label].mean()) for label in present},
        auroc=float(roc_auc_score(supported, probabilities[:, 0])) if 0 < supported.sum() < len(truth) else None,
        calibration_error=calibration_error(certainty, hits),
        brier=float(((probabilities - np.eye(len(names))[truth]) ** 2).sum(axis=1).mean()),
        risk_at_coverage={
            share: float(1.0 - by_certainty[: max(1, round(share * len(truth)))].mean())
            for share in (0.25, 0.5, 0.75, 1.0)
        },
    )


def score_slices(
    probabilities: np.ndarray, labels: Sequence[str], claims: Sequence[str], evidence: Sequence[str]
) -> dict[str, Scores]:
    """Score each slice of :data:`SLICES` that has rows."""
    scores = {}
    for name, belongs in SLICES.items():
        rows = [index for index, pair in enumerate(zip(claims, evidence, strict=True)) if belongs(*pair)]
        if rows:
            scores[name] = score(probabilities[rows], [labels[index] for index in rows])
    return scores


def balanced_accuracy(truth: np.ndarray, answers: np.ndarray) -> float:
    """Give the mean recall over the labels present in ``truth``; an answer outside them is a miss.

    ``truth`` and ``answers`` are n label numbers each.
    """
    return float(np.mean([(answers[truth == label] == label).mean() for label in np.unique(truth)]))


def bootstrap_interval(truth: np.ndarray, answers: np.ndarray, *, seed: int = 0) -> tuple[float, float]:
    """Give the 95 % percentile interval of the balanced accuracy, resampling rows within each label.

    How many rows of a label a resample has right is binomial, so each is drawn as one number (Efron and Tibshirani
    1993). ``truth`` and ``answers`` are n label numbers each.
    """
    generator = np.random.default_rng(seed)
    recalls = []
    for label in np.unique(truth):
        hits = answers[truth == label] == label
        recalls.append(generator.binomial(len(hits), hits.mean(), size=_RESAMPLES) / len(hits))
    low, high = np.percentile(np.mean(recalls, axis=0), [2.5, 97.5])
    return float(low), float(high)


def calibration_error(certainty: np.ndarray, hits: np.ndarray) -> float:
    """Give the expected calibration error: how far certainty is from accuracy, averaged over bins of certainty.

    ``certainty`` are n probabilities, ``hits`` n booleans: whether the answer was right.
    """
    bins = np.minimum((certainty * _CALIBRATION_BINS).astype(int), _CALIBRATION_BINS - 1)
    gaps = [
        abs(certainty[bins == number].mean() - hits[bins == number].mean()) * (bins == number).mean()
        for number in np.unique(bins)
    ]
    return float(sum(gaps))


def aligned(probabilities: np.ndarray, labels: Sequence[str]) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    """Give probabilities, label numbers and label names; the last two columns are one in a ``not_supported`` set.

    Raises InputError where there are not as many predictions as labels, none, or labels that are not known.
    """
    if len(probabilities) != len(labels) or not len(labels):
        raise InputError(f"{len(probabilities)} predictions for {len(labels)} labels; wanted as many, and at least one")
    names: tuple[str, ...] = LABELS
    if NOT_SUPPORTED in labels:
        probabilities = np.column_stack([probabilities[:, 0], probabilities[:, 1:].sum(axis=1)])
        names = ("supports", NOT_SUPPORTED)
        labels = ["supports" if label == "supports" else NOT_SUPPORTED for label in labels]
    unknown = set(labels) - set(names)
    if unknown:
        raise InputError(f"labels {sorted(unknown)} are not known; wanted {', '.join((*LABELS, NOT_SUPPORTED))}")
    return probabilities, np.array([names.index(label) for label in labels]), names


@dataclass(frozen=True, kw_only=True)
class AnswerScores:
    """What a detector scores on one question; shares from 0 to 1."""

    rows: int
    accuracy: float
    #: Of "yes", from the threshold on.
    f1: float
    #: None when all answers are the same.
    auroc: float | None
    #: Expected calibration error, 15 bins of equal width.
    calibration_error: float


def score_answers(probabilities: np.ndarray, answers: np.ndarray, *, threshold: float = 0.5) -> AnswerScores:
    """Score n probabilities of "yes" against n answers, 1 or 0; from ``threshold`` on the model says yes.

    Raises InputError where there are not as many of both, or none.
    """
    if len(probabilities) != len(answers) or not len(answers):
        raise InputError(f"{len(probabilities)} predictions for {len(answers)} answers; wanted as many, at least one")
    truth = np.asarray(answers) >= 0.5
    said = probabilities >= threshold
    return AnswerScores(
        rows=len(truth),
        accuracy=float((said == truth).mean()),
        f1=float(f1_score(truth, said, zero_division=0)),
        auroc=float(roc_auc_score(truth, probabilities)) if 0 < truth.sum() < len(truth) else None,
        calibration_error=calibration_error(probabilities, truth),
    )
