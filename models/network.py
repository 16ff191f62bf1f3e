"""A loaded model: its tokenizer and its network, from texts to one row of numbers each."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

from factdesk.models.folders import ModelFolder
from factdesk.models.runtimes import Runtime, RuntimeName, load
from factdesk.models.tokens import Tokens, fit, readable

#: Texts tokenised at a time: enough to sort by length well, few enough to stay lean.
CHUNK = 4096


class Network:
    """What the verifier, the detector and the embedder have in common."""

    def __init__(self, folder: ModelFolder, tokens: Tokens, runtime: Runtime) -> None:
        self.folder = folder
        self.tokens = tokens
        self.runtime = runtime

    @classmethod
    def load(
        cls,
        folder: ModelFolder,
        runtime: RuntimeName = "auto",
        device: str | None = None,
        *,
        side_by_side: bool = False,
    ) -> Self:
        """Load a folder's tokenizer and network. Raises ModelError."""
        return cls(folder, Tokens.from_folder(folder), load(folder, runtime, device, side_by_side=side_by_side))

    def outputs(self, rows: Sequence[Encoding]) -> NDArray[np.float32]:
        """Return the network's output (rows, columns) for rows of tokens, in their order."""
        groups = list(self.tokens.grouped(rows, self.runtime.tokens_per_batch))
        if not groups:
            return np.empty((0, 0), np.float32)

        def run(numbers: list[int]) -> NDArray[np.float32]:
            return self.runtime(self.tokens.batch([rows[number] for number in numbers]))

        with ThreadPoolExecutor(self.runtime.at_once) as side_by_side:
            found = np.concatenate(list(side_by_side.map(run, groups)))
        outputs = np.empty_like(found)
        outputs[list(chain.from_iterable(groups))] = found
        return outputs

    def outputs_of_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the output (texts, columns) for texts taken one by one; equal ones are run once.

        A text longer than the window is cut to it, with a warning.
        """
        room = self.tokens.room(pair=False)
        readable_texts = [readable(text) for text in texts]
        number_of = {text: number for number, text in enumerate(dict.fromkeys(readable_texts))}
        distinct = list(number_of)
        parts = []
        for start in range(0, len(distinct), CHUNK):
            encoded = self.tokens.encode(distinct[start : start + CHUNK])
            for text in encoded.values():
                fit(text, room, "a text")
            parts.append(self.outputs([self.tokens.row(text) for text in encoded.values()]))
        if not parts:
            return np.empty((0, 0), np.float32)
        return np.concatenate(parts)[[number_of[text] for text in readable_texts]]
