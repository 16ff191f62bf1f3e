"""The promotion gate: a new model replaces the old one only where it is better, and nowhere worse.

Fine-tuning on a newsroom's own decisions makes a model better at those and, most often, worse at everything else. So a
candidate must beat the present model on its target, and on each set of a frozen retention suite it must not be worse by
more than a stated margin, calibration included. Both are judged by a paired bootstrap over the same rows (Efron and
Tibshirani 1993; Berg-Kirkpatrick et al. 2012).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from factdesk.training.card import table
from factdesk.training.evaluate import aligned, balanced_accuracy, calibration_error

_RESAMPLES = 2000


@dataclass(frozen=True, kw_only=True)
class Rows:
    """One set, as both models see it: probabilities (n, 3) of each, and the labels."""

    present: np.ndarray
    candidate: np.ndarray
    labels: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Candidate minus present on one set; ``low`` and ``high`` bound the difference of balanced accuracy (90 %)."""

    name: str
    present: float
    candidate: float
    low: float
    high: float
    calibration_error_present: float
    calibration_error_candidate: float
    passed: bool
    #: What was wanted and not reached; empty when passed.
    objection: str


@dataclass(frozen=True, kw_only=True)
class Promotion:
    """The gate's answer, with the table that it rests on: the target first."""

    comparisons: tuple[Comparison, ...]

    @property
    def granted(self) -> bool:
        """Whether the candidate may replace the present model."""
        return all(comparison.passed for comparison in self.comparisons)


def consider(
    target: Rows,
    retention: Mapping[str, Rows],
    *,
    margin: float = 0.01,
    calibration_margin: float = 0.02,
    seed: int = 0,
) -> Promotion:
    """Compare a candidate with the present model on its target and on each set of the retention suite.

    On the target the whole 90 % interval of the difference must lie above zero. On a retention set its lower end must
    lie above ``-margin``, so a set too small to tell counts as worse: an unknown loss is not a pass. Margins are
    shares: 0.01 is one point of balanced accuracy. Raises InputError for labels and predictions of two numbers.
    """
    comparisons = [_compare("target", target, floor=0.0, calibration_margin=calibration_margin, seed=seed)]
    for name, rows in retention.items():
        comparisons.append(_compare(name, rows, floor=-margin, calibration_margin=calibration_margin, seed=seed))
    return Promotion(comparisons=tuple(comparisons))


def _compare(name: str, rows: Rows, *, floor: float, calibration_margin: float, seed: int) -> Comparison:
    present, truth, _ = aligned(rows.present, rows.labels)
    candidate, _, _ = aligned(rows.candidate, rows.labels)
    answers = present.argmax(axis=1), candidate.argmax(axis=1)
    low, high = _difference_interval(truth, *answers, seed=seed)
    errors = [
        calibration_error(probabilities.max(axis=1), said == truth)
        for probabilities, said in zip((present, candidate), answers, strict=True)
    ]
    objections = []
    if low <= floor:
        objections.append(f"balanced accuracy may change by {low:+.3f}, wanted above {floor:+.3f}")
    if errors[1] > errors[0] + calibration_margin:
        objections.append(f"calibration error rises from {errors[0]:.3f} to {errors[1]:.3f}")
    return Comparison(
        name=name,
        present=balanced_accuracy(truth, answers[0]),
        candidate=balanced_accuracy(truth, answers[1]),
        low=low,
        high=high,
        calibration_error_present=errors[0],
        calibration_error_candidate=errors[1],
        passed=not objections,
        objection="; ".join(objections),
    )


def _difference_interval(
    truth: np.ndarray, present: np.ndarray, candidate: np.ndarray, *, seed: int
) -> tuple[float, float]:
    """Give the 90 % interval of candidate minus present, resampling the same rows for both within each label."""
    generator = np.random.default_rng(seed)
    differences = []
    for label in np.unique(truth):
        rows = truth == label
        gain = (candidate[rows] == label).astype(float) - (present[rows] == label)
        # A row gains, loses or stays; so does each resample, in the same shares.
        shares = [(gain > 0).mean(), (gain < 0).mean(), (gain == 0).mean()]
        counts = generator.multinomial(len(gain), shares, size=_RESAMPLES)
        differences.append((counts[:, 0] - counts[:, 1]) / len(gain))
    low, high = np.percentile(np.mean(differences, axis=0), [5, 95])
    return float(low), float(high)


def comparison_table(promotion: Promotion) -> str:
    """Give the comparisons as a Markdown table, in per cent, with what was objected to."""
    rows = [
        (
            comparison.name,
            f"{100 * comparison.present:.1f}",
            f"{100 * comparison.candidate:.1f}",
            f"{100 * comparison.low:+.1f} to {100 * comparison.high:+.1f}",
            f"{comparison.calibration_error_present:.3f}",
            f"{comparison.calibration_error_candidate:.3f}",
            comparison.objection or "passed",
        )
        for comparison in promotion.comparisons
    ]
    return table(("set", "present", "candidate", "difference (90 %)", "ECE present", "ECE candidate", "outcome"), rows)
