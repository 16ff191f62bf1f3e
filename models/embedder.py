"""The embedder: texts to vectors whose inner product says how close they are."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from factdesk.errors import ModelError
from factdesk.models.folders import ModelFolder
from factdesk.models.network import Network
from factdesk.models.runtimes import RuntimeName, choose

SHIPPED = {"default": "embedder"}

#: Texts to vectors (texts, dimensions) of unit length.
Encode = Callable[[Sequence[str]], NDArray[np.float32]]


class Embedder:
    """Turns texts into vectors of unit length."""

    def __init__(self, encode: Encode, *, version: str) -> None:
        probe = encode(["A text of one sentence."])
        if probe.ndim != 2 or not np.allclose(np.linalg.norm(probe, axis=-1), 1.0, atol=1e-2):
            raise ModelError(f"{version} gives {probe.shape} numbers for a text; wanted one vector of unit length")
        self._encode = encode
        self.dimensions: int = probe.shape[1]
        #: ``name@`` and 12 hexadecimal digits of the content of the model's files
        self.version = version

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
        """Load an embedder: "default" (it ships), a folder, or a Hub id of any sentence-transformers model.

        OpenVINO runs a network that returns vectors, such as the one that ships, without torch; sentence-transformers
        runs the rest. Raises ModelError.
        """
        folder = ModelFolder.find(name_or_path, shipped=SHIPPED, revision=revision, local_files_only=local_files_only)
        if choose(folder, runtime, device) == "openvino":
            return cls(Network.load(folder, "openvino").outputs_of_texts, version=folder.version)
        from factdesk.models.runtimes.sentence_transformers import load_encoder

        return cls(load_encoder(folder, device), version=folder.version)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a vector (n, dimensions) of unit length for each text, in their order.

        Equal texts are run once. A text longer than the model's window is cut to it, with a warning.
        """
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        return self._encode(texts)
