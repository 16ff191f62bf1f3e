import numpy as np
import pytest
from scipy.special import expit, softmax

from factdesk.training.calibrate import best_threshold, fit_line, fit_temperature


def test_the_temperature_that_made_logits_too_sure_is_found() -> None:
    generator = np.random.default_rng(1)
    honest = generator.normal(size=(4000, 3)) * 2
    truth = np.array([generator.choice(3, p=row) for row in softmax(honest, axis=1)])
    assert fit_temperature(honest * 2.5, truth) == pytest.approx(2.5, rel=0.1)


def test_the_line_that_moved_logits_is_found() -> None:
    generator = np.random.default_rng(2)
    honest = generator.normal(size=6000) * 2
    truth = (generator.random(6000) < expit(honest)).astype(float)
    slope, offset = fit_line((honest - 1.0) / 0.5, truth)
    assert (slope, offset) == pytest.approx((0.5, 1.0), abs=0.1)


def test_logits_that_know_nothing_become_almost_even() -> None:
    generator = np.random.default_rng(3)
    logits = generator.normal(size=(2000, 3)) * 5
    assert fit_temperature(logits, generator.integers(3, size=2000)) > 10


def test_the_threshold_lies_where_f1_is_best() -> None:
    scores = np.array([0.9, 0.4, 0.35, 0.2, 0.1])
    assert best_threshold(scores, np.array([True, True, False, True, False])) == pytest.approx(0.15)
    assert best_threshold(scores, np.array([True, True, False, False, False])) == pytest.approx(0.375)


def test_a_threshold_is_a_probability_even_where_scores_are_certain() -> None:
    assert best_threshold(np.ones(3), np.ones(3, bool)) < 1
