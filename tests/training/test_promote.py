from dataclasses import replace

import numpy as np
import pytest

from factdesk.training.datasets import LABELS
from factdesk.training.promote import Rows, comparison_table, consider


def answers(labels: list[str], *, right: float, seed: int) -> np.ndarray:
    """Return probabilities that are right for a share of the rows, and as sure as that."""
    generator = np.random.default_rng(seed)
    truth = np.array([LABELS.index(label) for label in labels])
    said = np.where(generator.random(len(truth)) < right, truth, (truth + 1) % 3)
    probabilities = np.full((len(truth), 3), (1 - right) / 2)
    probabilities[np.arange(len(truth)), said] = right
    return probabilities


@pytest.fixture
def labels() -> list[str]:
    return list(LABELS) * 400


def rows(labels: list[str], present: float, candidate: float) -> Rows:
    return Rows(
        present=answers(labels, right=present, seed=1),
        candidate=answers(labels, right=candidate, seed=2),
        labels=labels,
    )


def test_a_model_that_is_better_everywhere_is_promoted(labels: list[str]) -> None:
    promotion = consider(rows(labels, 0.6, 0.8), {"kept": rows(labels, 0.7, 0.8)})
    assert promotion.granted
    assert "passed" in comparison_table(promotion)


def test_a_model_that_gained_on_its_target_and_lost_elsewhere_is_refused(labels: list[str]) -> None:
    promotion = consider(rows(labels, 0.6, 0.9), {"kept": rows(labels, 0.8, 0.8), "lost": rows(labels, 0.8, 0.6)})
    assert not promotion.granted
    assert [comparison.name for comparison in promotion.comparisons if not comparison.passed][-1] == "lost"
    assert "balanced accuracy may change by -0." in comparison_table(promotion)


def test_an_equal_model_is_refused_because_it_is_not_better(labels: list[str]) -> None:
    same = answers(labels, right=0.7, seed=1)
    promotion = consider(Rows(present=same, candidate=same, labels=labels), {})
    assert not promotion.granted


def test_equal_answers_pass_the_retention_suite(labels: list[str]) -> None:
    same = answers(labels, right=0.7, seed=1)
    promotion = consider(rows(labels, 0.6, 0.8), {"kept": Rows(present=same, candidate=same, labels=labels)})
    assert promotion.granted


def test_answers_that_got_too_sure_are_refused_though_as_often_right(labels: list[str]) -> None:
    kept = rows(labels, 0.7, 0.7)
    sure = np.eye(3)[kept.present.argmax(axis=1)]
    promotion = consider(rows(labels, 0.6, 0.8), {"kept": replace(kept, candidate=sure)})
    assert not promotion.granted
    assert "calibration error rises" in promotion.comparisons[1].objection


def test_a_retention_set_too_small_to_tell_is_not_a_pass() -> None:
    few = list(LABELS) * 5
    promotion = consider(rows(list(LABELS) * 400, 0.6, 0.8), {"few": rows(few, 0.7, 0.7)})
    assert not promotion.granted
