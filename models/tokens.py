"""Texts to batches of token ids: each distinct text is tokenised once, and rows of like length share a batch."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from factdesk.errors import ModelError
from factdesk.models.folders import ModelFolder

_log = logging.getLogger(__name__)

#: The arrays (rows, tokens) that a network takes, by the names that transformers gives them.
Batch = dict[str, NDArray[np.int64]]

#: Rows are filled up to a multiple of this, so that a runtime meets few shapes and prepares for each once. Of claims
#: (24 tokens) 8 would be 18 % of filling, and 1 more shapes than a runtime keeps.
LENGTH_STEP = 4


def readable(text: str) -> str:
    """Return the text with U+FFFD for each lone surrogate, which no tokenizer takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def fit(text: Encoding, most: int, what: str) -> None:
    """Cut the tokens of a text to the first ``most``, with a warning, where there are more."""
    if len(text) > most:
        _log.warning("%s of %d tokens is cut to its first %d", what, len(text), most, extra={"action": "cut"})
        text.truncate(most)


@dataclass(frozen=True)
class Tokens:
    """A model's tokenizer, with what its network wants to be given."""

    tokenizer: Tokenizer
    #: tokens that the network takes at once, special tokens included
    window: int
    pad_id: int
    takes_types: bool

    @classmethod
    def from_folder(cls, folder: ModelFolder) -> Self:
        """Read tokenizer.json, or what transformers makes of an older tokenizer's files. Raises ModelError."""
        path = folder.path / "tokenizer.json"
        try:
            tokenizer = Tokenizer.from_file(str(path)) if path.exists() else _converted(folder)
        except Exception as error:  # tokenizers raises bare Exception
            raise ModelError(f"cannot read the tokenizer of {folder.name}: {error}") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(tokenizer, folder.window, folder.pad_id, folder.takes_token_types)

    def room(self, *, pair: bool) -> int:
        """How many tokens of text fit into the window beside the special ones."""
        return self.window - int(self.tokenizer.num_special_tokens_to_add(pair))

    def encode(self, texts: Iterable[str]) -> dict[str, Encoding]:
        """Tokenise each distinct text, without special tokens."""
        distinct = list(dict.fromkeys(texts))
        encodings = self.tokenizer.encode_batch([readable(text) for text in distinct], add_special_tokens=False)
        return dict(zip(distinct, encodings, strict=True))

    def row(self, first: Encoding, second: Encoding | None = None) -> Encoding:
        """Put special tokens around one text or two."""
        return self.tokenizer.post_process(first, second, True)

    def grouped(self, rows: Sequence[Encoding], tokens_per_batch: int) -> Iterator[list[int]]:
        """Yield the numbers of the rows that make a batch together, shortest rows first.

        A batch holds at most ``tokens_per_batch`` tokens, padding included, and one row at least.
        """
        start = 0
        order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
        while start < len(order):
            end = start + 1
            while end < len(order) and _padded(len(rows[order[end]])) * (end + 1 - start) <= tokens_per_batch:
                end += 1
            yield order[start:end]
            start = end

    def batch(self, rows: Sequence[Encoding]) -> Batch:
        """Return rows of tokens as a network takes them, each filled up to the length of the longest."""
        lengths = np.array([len(row) for row in rows])
        filled = np.arange(_padded(int(lengths.max()))) < lengths[:, None]
        batch = {"input_ids": np.full(filled.shape, self.pad_id), "attention_mask": filled.astype(np.int64)}
        batch["input_ids"][filled] = list(chain.from_iterable(row.ids for row in rows))
        if self.takes_types:
            batch["token_type_ids"] = np.zeros(filled.shape, np.int64)
            batch["token_type_ids"][filled] = list(chain.from_iterable(row.type_ids for row in rows))
        return batch


def _padded(length: int) -> int:
    return -(-length // LENGTH_STEP) * LENGTH_STEP


def _converted(folder: ModelFolder) -> Tokenizer:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(folder.path, local_files_only=True, trust_remote_code=False).backend_tokenizer
