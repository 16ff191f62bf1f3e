"""Pairs that any verifier gets right: a check at load that the labels mean what they say."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from factdesk.errors import ModelError

COLUMNS = ("supports", "refutes", "nei")


class GoldenPair(NamedTuple):
    """Evidence, a claim, and what the evidence says about it."""

    evidence: str
    claim: str
    label: Literal["supports", "refutes", "nei"]


GOLDEN_PAIRS = (
    GoldenPair("The Eiffel Tower stands in Paris, France.", "The Eiffel Tower is in Paris.", "supports"),
    GoldenPair("The Eiffel Tower stands in Paris, France.", "The Eiffel Tower is in London.", "refutes"),
    GoldenPair("The museum was built by a French architect.", "The museum sold 300 tickets on Monday.", "nei"),
)


def check_golden_pairs(
    predict: Callable[[Sequence[tuple[str, str]]], NDArray[np.float32]],
    pairs: Sequence[GoldenPair],
    *,
    name: str,
    refutes_known: bool,
) -> None:
    """Raise ModelError, naming the pair, where a pair does not come out as its label.

    For a checkpoint that cannot say ``refutes``, anything but ``supports`` is right for a pair that refutes.
    """
    if not {"supports"} < {pair.label for pair in pairs}:
        raise ModelError(f"golden pairs must hold one that supports and one that does not; got {list(pairs)}")
    rows = predict([(pair.evidence, pair.claim) for pair in pairs])
    for pair, row in zip(pairs, rows, strict=True):
        found = COLUMNS[int(row.argmax())]
        wanted = pair.label if refutes_known or pair.label == "supports" else "nei"
        if found != wanted:
            shares = ", ".join(f"{label} {share:.2f}" for label, share in zip(COLUMNS, row, strict=True))
            raise ModelError(
                f"{name} says {found} ({shares}) of the evidence {pair.evidence!r} and the claim {pair.claim!r}; "
                f"wanted {wanted}: the network is not trained for this, or its labels are in another order than it "
                "says (give label_order)"
            )
