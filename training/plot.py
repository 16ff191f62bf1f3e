"""A verifier's scores as a picture: how right it is by set, how honest its probabilities are, what abstaining buys."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from factdesk.errors import InputError, MissingExtraError
from factdesk.training.evaluate import aligned
from factdesk.training.suite import Measured

_BINS = 10
_FORMATS = (".svg", ".png")


def plot(measured: Mapping[str, Measured], path: Path) -> Path:
    """Draw three panels over some data sets into ``path``, an SVG or a PNG.

    Balanced accuracy with its 95 % interval; accuracy against the answer's probability, in ten bins of equal width over
    all sets, the line of honest probabilities beside it; and the share of wrong answers among the most certain rows,
    by set. Raises MissingExtraError without matplotlib, InputError for another kind of file.
    """
    if path.suffix.lower() not in _FORMATS:
        raise InputError(f"{path}: a plot is {' or '.join(_FORMATS)}; give a name that ends so")
    try:
        from matplotlib.figure import Figure  # the extra ``train``; a Figure of its own opens no window
    except ImportError as error:
        raise MissingExtraError("drawing a plot", "train") from error
    figure = Figure(figsize=(14, 0.28 * len(measured) + 4), layout="constrained")
    bars, honesty, coverage = figure.subplots(1, 3)
    for row, (name, one) in enumerate(measured.items()):
        low, high = one.scores.interval
        accuracy = one.scores.balanced_accuracy
        bars.errorbar(100 * accuracy, row, xerr=[[100 * (accuracy - low)], [100 * (high - accuracy)]], fmt="o")
        certainty, hits = _certainty(one)
        wrong = 1 - np.cumsum(hits[np.argsort(-certainty, kind="stable")]) / np.arange(1, len(hits) + 1)
        coverage.plot(np.arange(1, len(hits) + 1) / len(hits) * 100, 100 * wrong, label=name)
    bars.set(yticks=range(len(measured)), yticklabels=list(measured), xlabel="balanced accuracy, %", xlim=(0, 100))
    bars.invert_yaxis()
    bars.grid(axis="x", alpha=0.3)
    bars.set_title("How right it is, by set")
    said, right = _reliability(measured)
    honesty.plot([0, 100], [0, 100], color="grey", linestyle="--")
    honesty.plot(100 * said, 100 * right, marker="o")
    honesty.set(
        xlabel="probability of the answer, %", ylabel="answers that were right, %", xlim=(30, 100), ylim=(0, 100)
    )
    honesty.set_title("How honest its probabilities are")
    coverage.set(xlabel="most certain rows answered, %", ylabel="wrong among them, %", xlim=(0, 100), ylim=(0, None))
    coverage.legend(fontsize="x-small")
    coverage.set_title("What abstaining buys")
    figure.savefig(path)
    return path


def _certainty(one: Measured) -> tuple[np.ndarray, np.ndarray]:
    """Give the probability of each answer, and whether it was right."""
    probabilities, truth, _ = aligned(one.probabilities, one.labels)
    return probabilities.max(axis=1), probabilities.argmax(axis=1) == truth


def _reliability(measured: Mapping[str, Measured]) -> tuple[np.ndarray, np.ndarray]:
    """Give the mean probability and the share of right answers of each bin that has rows."""
    pairs = [_certainty(one) for one in measured.values()]
    certainty = np.concatenate([certainty for certainty, _ in pairs])
    hits = np.concatenate([hits for _, hits in pairs])
    bins = np.minimum((certainty * _BINS).astype(int), _BINS - 1)
    filled = np.unique(bins)
    return (
        np.array([certainty[bins == number].mean() for number in filled]),
        np.array([hits[bins == number].mean() for number in filled]),
    )
