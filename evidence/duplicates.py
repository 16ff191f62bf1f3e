"""Near-duplicate documents: syndicated copies of one report, which as evidence count once.

Each document gets a MinHash sketch (Broder 1997) of its runs of four words; documents whose sketches share a band
(locality-sensitive hashing) and agree in enough places belong to one family, named after the first that was seen.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

#: The share of word runs in common from which two documents are the same report. A copy with a new headline and one
#: added paragraph keeps more; two reports of the same event by two desks keep less than a tenth.
SAME = 0.6
SHINGLE = 4
_BANDS, _ROWS = 16, 4
#: Texts with fewer word runs are too short to tell a copy from a coincidence.
_MIN_SHINGLES = 20
_MAX_WORDS = 20_000
#: Pages of one template share bands without being copies; so many are compared.
_MAX_IN_BAND = 50
_WORD = re.compile(r"\w+")

_random = np.random.default_rng(61)
_FACTORS = _random.integers(0, 1 << 64, _BANDS * _ROWS, dtype=np.uint64) | np.uint64(1)
_MIXERS = _random.integers(0, 1 << 64, SHINGLE, dtype=np.uint64) | np.uint64(1)
_OFFSETS = _random.integers(0, 1 << 64, _BANDS * _ROWS, dtype=np.uint64)


def sketch(text: str) -> bytes:
    """Return the MinHash of a text as 64 four-byte numbers; empty for a text that is too short to compare."""
    words = _WORD.findall(text.casefold())[:_MAX_WORDS]
    if len(words) < SHINGLE + _MIN_SHINGLES:
        return b""
    # crc32 rather than hash(), which differs from one process to the next.
    codes = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    runs = np.lib.stride_tricks.sliding_window_view(codes, SHINGLE)
    shingles = np.unique((runs * _MIXERS).sum(axis=1, dtype=np.uint64))
    if len(shingles) < _MIN_SHINGLES:
        return b""
    # Multiply-shift hashing: the upper half of a product modulo 2**64.
    hashed: npt.NDArray[np.uint64] = (shingles[:, None] * _FACTORS + _OFFSETS) >> np.uint64(32)
    return bytes(hashed.min(axis=0).astype("<u4").tobytes())


def likeness(one: bytes, other: bytes) -> float:
    """Return the estimated share of word runs that two sketches' texts have in common (their Jaccard index)."""
    if not one or not other:
        return 0.0
    return float((_numbers(one) == _numbers(other)).mean())


class Families:
    """The families of the documents seen so far."""

    def __init__(self, known: Iterable[tuple[str, bytes]] = ()) -> None:
        self._bands: defaultdict[bytes, list[tuple[str, bytes]]] = defaultdict(list)
        for family, signature in known:
            self._remember(family, signature)

    def of(self, document_id: str, signature: bytes) -> str:
        """Return the family of a new document: its own id when nothing like it was seen."""
        near = {entry for band in _bands(signature) for entry in self._bands.get(band, ())}
        alike = [(likeness(signature, other), family) for family, other in near]
        best, family = max(alike, default=(0.0, document_id))
        if best >= SAME:
            return family
        self._remember(document_id, signature)
        return document_id

    def _remember(self, family: str, signature: bytes) -> None:
        for band in _bands(signature):
            if len(self._bands[band]) < _MAX_IN_BAND:
                self._bands[band].append((family, signature))


def _numbers(signature: bytes) -> npt.NDArray[np.uint32]:
    return np.frombuffer(signature, dtype="<u4")


def _bands(signature: bytes) -> list[bytes]:
    width = _ROWS * 4
    return [bytes([at // width]) + signature[at : at + width] for at in range(0, len(signature), width)]
