"""Putting hits in order by what a verifier says of them, for as long as there is time.

A passage that supports or refutes the claim is what a search is for, so its relevance is what the verifier leaves over
from "not enough information". That is mixed with the score of the search: the verifier is sure of itself also where a
passage speaks of something else in like words.
"""

import time
from collections.abc import Sequence

import numpy as np

from factdesk.models.predictor import Predictor
from factdesk.records import Passage

#: The share of the verifier beside the search. ``benchmarks/retrieval.py --rerank`` measures both together.
VERIFIER_WEIGHT = 0.3
#: Hits that are judged at most: what a search puts after these is seldom evidence.
MOST = 40
#: Pairs judged between two looks at the clock.
AT_ONCE = 8
#: Seconds that a claim may take, unless a caller gives another budget.
SECONDS = 2.0


def rerank(claim: str, passages: Sequence[Passage], verifier: Predictor, *, seconds: float) -> list[Passage]:
    """Return the passages with the verifier's share in their scores, best first.

    They are judged from the best on until the time is over: a batch that would, as slow as the slowest before it, end
    later is not begun. Those that were not judged count as the least relevant of those that were, and so stay behind
    them; with no time at all the order is that of the search.
    """
    relevance = _judged(claim, passages[:MOST], verifier, time.monotonic() + seconds)
    if not relevance:
        return list(passages)
    relevance += [min(relevance)] * (len(passages) - len(relevance))
    mixed = [
        passage.evolve(score=(1 - VERIFIER_WEIGHT) * passage.score + VERIFIER_WEIGHT * share)
        for passage, share in zip(passages, relevance, strict=True)
    ]
    return sorted(mixed, key=lambda passage: -passage.score)


def _judged(claim: str, passages: Sequence[Passage], verifier: Predictor, deadline: float) -> list[float]:
    """Return the relevance, 0 to 1, of as many of the first passages as there is time for."""
    relevance: list[float] = []
    slowest = 0.0
    for start in range(0, len(passages), AT_ONCE):
        began = time.monotonic()
        if began + slowest >= deadline:
            break
        rows = verifier.predict([(passage.premise, claim) for passage in passages[start : start + AT_ONCE]])
        relevance += np.clip(1.0 - rows[:, 2], 0.0, 1.0).tolist()
        slowest = max(slowest, time.monotonic() - began)
    return relevance
