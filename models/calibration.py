"""What makes a checkpoint's probabilities honest: numbers fitted on held-back data, stored with the model.

In config.json::

    "factdesk": {"calibration": {"temperature": 1.4, "bias": [0.0, 0.1, -0.1]}}

Each logit is divided by the temperature, then the bias of its column is added. Either may be left out; each is one
number or one a column, in the checkpoint's own column order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from factdesk.errors import ModelError


@dataclass(frozen=True)
class Calibration:
    """Temperature and bias of each column of a checkpoint."""

    temperature: tuple[float, ...]
    bias: tuple[float, ...]

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any], columns: int) -> Self:
        """Read it from what config.json says under ``factdesk``. Raises ModelError where a number cannot be right."""
        stored = settings.get("calibration", {})
        try:
            temperature = np.broadcast_to(np.asarray(stored.get("temperature", 1.0), float), columns)
            bias = np.broadcast_to(np.asarray(stored.get("bias", 0.0), float), columns)
        except (AttributeError, TypeError, ValueError) as error:
            raise ModelError(
                f"the calibration {stored!r} does not fit a checkpoint of {columns} columns: {error}"
            ) from error
        if not (np.all(np.isfinite(temperature)) and np.all(temperature > 0) and np.all(np.isfinite(bias))):
            raise ModelError(
                f"the calibration {stored!r} holds a temperature that is not above 0 or a number that is not finite"
            )
        return cls(tuple(temperature.tolist()), tuple(bias.tolist()))

    def __call__(self, logits: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return calibrated logits (n, columns)."""
        temperature, bias = np.array(self.temperature, np.float32), np.array(self.bias, np.float32)
        return logits / temperature + bias
