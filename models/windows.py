"""Evidence that is longer than a network's window: cut at sentence borders, judged piece by piece, combined.

So that neither a lone irrelevant piece nor the order of the pieces decides, pieces overlap by a sentence, each is
judged against the whole claim, and their rows are averaged with weights that fall with how little a piece says. What is
not judged even so is logged as a warning, never dropped in silence.
"""

import logging
import re
from collections import Counter
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

_log = logging.getLogger(__name__)

#: A piece weighs ``(1 - nei) ** 4``: ten pieces that say a little do not outweigh one that says it.
SHARPNESS = 4
#: Of evidence of more pieces than this, those are judged that share the rarest tokens with the claim.
MOST_PIECES = 64

_BORDER = re.compile(r"(?<=[.!?。！？])\s+|\n+")


def pieces(text: str, tokens: Encoding, claim: Encoding, room: int) -> list[str]:
    """Cut a text into overlapping pieces of at most ``room`` tokens each, in order; the text itself where it fits.

    Borders are those of sentences; a sentence longer than the room is cut between tokens. A piece begins with the last
    sentence of the one before where that is at most half the room. More than ``MOST_PIECES`` are narrowed, with a
    warning, to those that share the rarest tokens with the claim.
    """
    if len(tokens) <= room:
        return [text]
    ranges = _ranges(_sentences(text, tokens, room), room)
    if len(ranges) > MOST_PIECES:
        _log.warning(
            "evidence of %d tokens makes %d pieces; the %d closest to the claim are judged",
            *(len(tokens), len(ranges), MOST_PIECES),
            extra={"action": "pieces_narrowed"},
        )
        ranges = _closest(ranges, tokens.ids, set(claim.ids))
    offsets = tokens.offsets
    return [text[offsets[start][0] : offsets[end - 1][1]] for start, end in ranges]


def combined(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Combine what the pieces of one text say, rows (n, 3) of supports, refutes, nei, into one row (3,).

    A mean weighted by ``(1 - nei) ** 4``: a piece that says nothing about the claim weighs nothing, however many there
    are, and two that disagree both weigh.
    """
    weights = (1.0 - rows[:, 2]) ** SHARPNESS + 1e-6
    mean: NDArray[np.float32] = (weights[:, None] * rows).sum(axis=0) / weights.sum()
    return mean


def _sentences(text: str, tokens: Encoding, room: int) -> list[tuple[int, int]]:
    """Return the token ranges of the sentences, those longer than the room cut into parts."""
    starts = np.array([start for start, _ in tokens.offsets])
    borders = np.searchsorted(starts, [border.end() for border in _BORDER.finditer(text)])
    edges = np.unique([0, *borders, len(tokens)])
    return [
        (part, min(part + room, int(end)))
        for start, end in pairwise(edges)
        for part in range(int(start), int(end), room)
    ]


def _ranges(sentences: list[tuple[int, int]], room: int) -> list[tuple[int, int]]:
    """Join neighbouring sentences into ranges that fill the room, overlapping by a sentence."""
    ranges: list[tuple[int, int]] = []
    first = 0
    while True:
        start = sentences[first][0]
        last = first
        while last + 1 < len(sentences) and sentences[last + 1][1] - start <= room:
            last += 1
        ranges.append((start, sentences[last][1]))
        if last + 1 == len(sentences):
            return ranges
        overlaps = last > first and 2 * (sentences[last][1] - sentences[last][0]) <= room
        # The overlap must leave room for the next sentence, or nothing new would come in.
        overlaps = overlaps and sentences[last + 1][1] - sentences[last][0] <= room
        first = last if overlaps else last + 1


def _closest(ranges: list[tuple[int, int]], ids: list[int], claim: set[int]) -> list[tuple[int, int]]:
    shared = [claim.intersection(ids[start:end]) for start, end in ranges]
    spread = Counter(token for tokens in shared for token in tokens)
    closeness = [sum(1 / spread[token] for token in tokens) for tokens in shared]
    best = sorted(range(len(ranges)), key=lambda number: -closeness[number])[:MOST_PIECES]
    return [ranges[number] for number in sorted(best)]
