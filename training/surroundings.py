"""Evidence as documents have it: among sentences that say something else.

Sets give the very sentences that decide, and a verifier trained on those alone loses its way in a paragraph. Here the
evidence of labelled rows is put among similar sentences of other pages that do not decide (MiniCheck, Tang et al. 2024,
trains on documents for the same reason).
"""

from collections.abc import Iterator
from itertools import islice

import numpy as np
from datasets import Dataset

from factdesk.training.datasets import pairs_of
from factdesk.training.negatives import lacks_most_anchors, similar

#: Sentences put around one, at most, and the words that they may have in all.
_MOST, _WORDS = 4, 80


def surrounded(pairs: Dataset, rows: int, *, seed: int) -> Dataset:
    """Make up to ``rows`` rows of labelled ones: the same claim and label, the evidence among others' sentences.

    What surrounds it is the evidence of other groups that is most like the claim but mentions less than half of what
    the claim names, as for ``undecided``: it neither supports nor refutes.
    """
    return pairs_of(islice(_among_others(pairs, seed), rows), pairs)


def _among_others(pairs: Dataset, seed: int) -> Iterator[dict[str, str]]:
    generator = np.random.default_rng(seed)
    for row, candidates in similar(pairs, seed):
        others = [text for text in dict.fromkeys(candidates) if lacks_most_anchors(row["claim"], text)]
        others = [text for text in others if row["evidence"] not in text and text not in row["evidence"]]
        count = int(generator.integers(1, _MOST + 1))
        chosen = [others[index] for index in generator.permutation(len(others))[:count]]
        while chosen and sum(len(text.split()) for text in chosen) > _WORDS:
            chosen.pop()
        if chosen:
            chosen.insert(int(generator.integers(len(chosen) + 1)), row["evidence"])
            yield {**row, "evidence": " ".join(chosen)}
