import numpy as np
import pytest
from scipy.special import expit

from factdesk.training.calibrate import fit_line, fit_softmax


def test_the_temperature_and_the_biases_that_moved_logits_are_found() -> None:
    generator = np.random.default_rng(1)
    truth = np.repeat([0, 1, 2], 2000)
    honest = generator.normal(size=(6000, 3)) + 2.0 * np.eye(3)[truth]
    honest *= 2.0  # of two normal logits this far apart, these are the log likelihoods
    moved = (honest - np.array([0.5, 0.0, -0.5])) * 2.5
    temperature, bias = fit_softmax(moved, truth)
    assert temperature == pytest.approx(2.5, rel=0.1)
    assert bias == pytest.approx([0.5, 0.0, -0.5], abs=0.1)


def test_a_label_that_is_rare_where_it_is_fitted_weighs_as_much_as_the_others() -> None:
    generator = np.random.default_rng(2)
    truth = np.repeat([0, 1, 2], [5000, 500, 3000])
    logits = generator.normal(size=(len(truth), 3)) * 2 + 4.0 * np.eye(3)[truth]
    _, bias = fit_softmax(logits, truth)
    assert bias == pytest.approx([0, 0, 0], abs=0.15)


def test_decisions_that_never_say_nei_do_not_teach_that_nothing_ever_is() -> None:
    generator = np.random.default_rng(5)
    truth = np.repeat([0, 1], 400)
    logits = generator.normal(size=(800, 3)) + 2.0 * np.eye(3)[truth]
    temperature, bias = fit_softmax(logits, truth)
    assert bias == [0.0, 0.0, 0.0]
    assert temperature > 0


def test_the_line_that_moved_logits_is_found() -> None:
    generator = np.random.default_rng(2)
    honest = generator.normal(size=6000) * 2
    truth = (generator.random(6000) < expit(honest)).astype(float)
    slope, offset = fit_line((honest - 1.0) / 0.5, truth)
    assert (slope, offset) == pytest.approx((0.5, 1.0), abs=0.1)


def test_logits_that_know_nothing_become_almost_even() -> None:
    generator = np.random.default_rng(3)
    logits = generator.normal(size=(2000, 3)) * 5
    assert fit_softmax(logits, generator.integers(3, size=2000))[0] > 10
