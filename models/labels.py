"""Which column of a checkpoint means what: by the names it gives its labels, never by their position."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from factdesk.errors import ModelError

#: ``not_supported`` is the other side of a two-way checkpoint: refuted or not enough information, it cannot say which.
Label = Literal["supports", "refutes", "nei", "not_supported"]

_SPELLINGS: dict[Label, str] = {
    "supports": "support supports supported entail entails entailed entailment consistent grounded faithful",
    "refutes": "refute refutes refuted contradict contradicts contradicted contradiction contradictory",
    "nei": "nei neutral notenoughinfo notenoughinformation notenoughevidence noinfo unknown unrelated",
    "not_supported": (
        "notsupport notsupports notsupported unsupported notentail notentailed notentailment nonentailment "
        "inconsistent ungrounded notgrounded unfaithful hallucinated hallucination"
    ),
}
_LABELS: dict[str, Label] = {spelling: label for label, all_ in _SPELLINGS.items() for spelling in all_.split()}
_KINDS = ({"supports", "refutes", "nei"}, {"supports", "not_supported"}, {"supports"})


def label_named(name: str) -> Label | None:
    """Return the label that a name stands for, in any case and spelling ("NOT ENOUGH INFO"); None for no known one."""
    return _LABELS.get(re.sub(r"[^a-z]", "", name.casefold()) if not re.fullmatch(r"LABEL_\d+", name) else "")


def labels_of(id2label: Mapping[str, str], label_order: Sequence[str] | None = None) -> tuple[Label, ...]:
    """Return what each column of a checkpoint means, in its own order.

    ``id2label`` is that of config.json. ``label_order`` names the columns where the checkpoint does not (LABEL_0) or
    names them wrongly. Raises ModelError where a name is not known or the labels do not make a verifier: three-way, or
    two-way with all that is not ``supports`` on one side, or the probability of ``supports`` alone.
    """
    names = list(label_order) if label_order is not None else [id2label[key] for key in sorted(id2label, key=int)]
    if label_order is not None and id2label and len(names) != len(id2label):
        raise ModelError(f"label_order names {len(names)} columns: {names}; the checkpoint has {len(id2label)}")
    labels = [label_named(name) for name in names]
    known = [label for label in labels if label is not None]
    if len(known) < len(labels) or not known:
        raise ModelError(
            f"the checkpoint names its labels {names}, which does not say what they mean; wanted names such as "
            "entailment, neutral, contradiction: give label_order, for example ('supports', 'refutes', 'nei'), in the "
            "checkpoint's own order"
        )
    if set(known) not in _KINDS or len(set(known)) < len(known):
        raise ModelError(
            f"the checkpoint's labels {names} do not make a verifier; wanted supports, refutes and not enough "
            "information, or supported and not supported"
        )
    return tuple(known)


def three_way(logits: NDArray[np.float32], labels: Sequence[Label]) -> NDArray[np.float32]:
    """Turn a checkpoint's logits (n, columns) into probabilities (n, 3): supports, refutes, nei.

    A two-way checkpoint cannot say ``refutes``: that column stays 0 and all that is not supported is ``nei``.
    """
    if len(labels) == 1:
        logits = np.concatenate([logits, np.zeros_like(logits)], axis=1)  # a sigmoid is a softmax against 0
        labels = (*labels, "not_supported")
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    columns = {label: shares[:, column] for column, label in enumerate(labels)}
    refutes = columns.get("refutes", np.zeros_like(columns["supports"]))
    rest = columns["nei"] if "nei" in columns else columns["not_supported"]
    return np.stack([columns["supports"], refutes, rest], axis=1)
