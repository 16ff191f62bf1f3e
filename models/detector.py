"""The detector: which sentences can be checked, and which are worth a fact-checker's time."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from factdesk.errors import ModelError
from factdesk.models.calibration import Calibration
from factdesk.models.folders import ModelFolder
from factdesk.models.network import Network
from factdesk.models.runtimes import RuntimeName

SHIPPED = {"default": "detector"}


class Detector:
    """Says of sentences how likely each is a statement that can be checked, and one that is worth checking."""

    #: what the columns of ``predict`` are, whatever order the checkpoint has
    columns = ("checkable", "checkworthy")

    def __init__(self, network: Network) -> None:
        names = network.folder.config.get("id2label", {})
        labels = [str(names[key]).casefold() for key in sorted(names, key=int)]
        if sorted(labels) != sorted(self.columns):
            raise ModelError(
                f"{network.folder.name} has the labels {labels}; wanted {list(self.columns)}, in any order"
            )
        self._order = [labels.index(column) for column in self.columns]
        self._network = network
        self._calibration = Calibration.from_settings(network.folder.settings, len(labels))
        #: the probabilities, column by column, from which a yes serves best: one half unless the checkpoint says so
        self.thresholds = _thresholds(network.folder.settings, self._order)

    @classmethod
    def from_pretrained(
        cls,
        name_or_path: str | Path = "default",
        *,
        revision: str | None = None,
        local_files_only: bool | None = None,
        runtime: RuntimeName = "auto",
        device: str | None = None,
    ) -> Self:
        """Load a detector: "default" (it ships), a folder, or a Hub id.

        Two yes-or-no questions in one classifier of transformers (``multi_label_classification``), in safetensors, its
        labels named checkable and checkworthy. Raises ModelError.
        """
        folder = ModelFolder.find(name_or_path, shipped=SHIPPED, revision=revision, local_files_only=local_files_only)
        return cls(Network.load(folder, runtime, device))

    @cached_property
    def version(self) -> str:
        """``name@`` and 12 hexadecimal digits of the content of the model's files."""
        return self._network.folder.version

    def predict(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return the probabilities (n, 2) of checkable and checkworthy, in the order of the sentences.

        A sentence without a letter or digit is neither.
        """
        probabilities = np.zeros((len(sentences), 2), np.float32)
        spoken = [number for number, sentence in enumerate(sentences) if any(map(str.isalnum, sentence))]
        if spoken:
            logits = self._calibration(self._network.outputs_of_texts([sentences[number] for number in spoken]))
            probabilities[spoken] = 0.5 + 0.5 * np.tanh(0.5 * logits[:, self._order])  # the sigmoid, without overflow
        return probabilities


def _thresholds(settings: Mapping[str, Any], order: Sequence[int]) -> tuple[float, ...]:
    """Read what config.json says under ``factdesk``: ``"thresholds": [0.5, 0.3]``, in the checkpoint's column order."""
    stored = settings.get("thresholds", [0.5] * len(order))
    numbers = isinstance(stored, list) and all(isinstance(value, int | float) for value in stored)
    if not numbers or len(stored) != len(order) or not all(0 < value < 1 for value in stored):
        raise ModelError(f"the thresholds are {stored!r}; wanted {len(order)} numbers between 0 and 1")
    return tuple(float(stored[column]) for column in order)
