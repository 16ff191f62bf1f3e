"""What the tests of the evidence room share."""

import zlib
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pytest

from factdesk.evidence import Encoder, EvidenceStore
from factdesk.records import Document


class HashingEmbedder:
    """Real vectors without a model: each word of a text adds to one of 64 places, chosen by its checksum."""

    dimensions = 64

    def __init__(self, version: str = "hashing-1") -> None:
        self.version = version

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        vectors = np.full((len(texts), self.dimensions), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.casefold().split():
                vectors[row, zlib.crc32(word.encode("utf-8", "surrogatepass")) % self.dimensions] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _article(number: int, *, url: str | None = None) -> Document:
    return Document(
        title=f"Harbour report {number}",
        url=url,
        text=f"The port of Town{number} handled {number}{number} ships in 2024. Workers painted cranes{number}.\n\n"
        f"Mayor Alder{number} opened pier {number} on May {number % 28 + 1}. Fishing{number} boats stayed away.",
    )


@pytest.fixture
def article() -> Callable[..., Document]:
    """Make a document of four sentences that no other number's shares."""
    return _article


@pytest.fixture
def embedders() -> Callable[[str], Encoder]:
    """Make an embedder of a version."""
    return HashingEmbedder


@pytest.fixture
def embedder() -> Encoder:
    return HashingEmbedder()


@pytest.fixture
def store() -> EvidenceStore:
    return EvidenceStore.in_memory()
