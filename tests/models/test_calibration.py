"""The numbers that make probabilities honest."""

import numpy as np
import pytest

from factdesk.errors import ModelError
from factdesk.models.calibration import Calibration


def test_logits_stay_as_they_are_where_nothing_is_stored():
    logits = np.array([[1.0, -2.0, 0.5]], np.float32)
    np.testing.assert_array_equal(Calibration.from_settings({}, 3)(logits), logits)


def test_logits_are_divided_by_the_temperature_before_the_bias_is_added():
    calibration = Calibration.from_settings({"calibration": {"temperature": 2.0, "bias": [0.0, 1.0, -1.0]}}, 3)
    np.testing.assert_allclose(calibration(np.array([[4.0, 4.0, 4.0]], np.float32)), [[2.0, 3.0, 1.0]])


def test_each_column_may_have_its_own_temperature():
    calibration = Calibration.from_settings({"calibration": {"temperature": [1.0, 4.0]}}, 2)
    np.testing.assert_allclose(calibration(np.array([[4.0, 4.0]], np.float32)), [[4.0, 1.0]])


@pytest.mark.parametrize(
    "stored",
    [
        {"temperature": 0},
        {"temperature": -1.0},
        {"temperature": float("nan")},
        {"temperature": [1.0, 2.0]},
        {"temperature": "warm"},
        {"bias": [0.0, float("inf"), 0.0]},
        {"bias": None},
        [1.0],
        "1.5",
    ],
    ids=str,
)
def test_numbers_that_cannot_be_right_are_refused(stored):
    with pytest.raises(ModelError, match="calibration"):
        Calibration.from_settings({"calibration": stored}, 3)
