"""Labelled pairs from anywhere: Parquet, JSONL, CSV, or a data set's name on the Hub, under one set of columns.

People publish claim verification data under two dozen column names and label spellings. A preset says which columns of
one convention hold the claim and the evidence; labels are read by name, never by position. What comes out always has
the columns ``claim, evidence, label, group`` with the labels of :data:`LABELS` (or :data:`NOT_SUPPORTED`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from datasets import ClassLabel, Dataset, load_dataset

from factdesk.errors import InputError
from factdesk.models.labels import label_named
from factdesk.training.told import pairs_told

#: The verifier's labels in the order of its columns.
LABELS = ("supports", "refutes", "nei")

#: What binary sets say when they do not tell a refuted claim from an open one.
NOT_SUPPORTED = "not_supported"

#: How sets mark a row that its annotators did not agree on.
_UNLABELLED = ("-1", "-", "none", "")

_READERS = {".parquet": "parquet", ".jsonl": "json", ".json": "json", ".csv": "csv"}


@dataclass(frozen=True, kw_only=True)
class Preset:
    """One convention of columns: where the claim, the evidence, the label and the group stand."""

    claim: str = "claim"
    evidence: str = "evidence"
    label: str = "label"
    #: Rows of one page, claim or table share a group, so that a split keeps them together; the claim when None.
    group: str | None = None
    #: Spellings of labels that this set alone uses, numbers as text ("0").
    labels: Mapping[str, str] = field(default_factory=dict)
    #: What makes pairs of rows that are none.
    pairs: Callable[[Dataset], Dataset] | None = None


# The order of the ClassLabel of MNLI, SNLI and ANLI, for copies that lost its names.
_NLI_NUMBERS = {"0": "supports", "1": "nei", "2": "refutes"}
_NLI = Preset(claim="hypothesis", evidence="premise", labels=_NLI_NUMBERS)

#: Preset by name. ``factdesk`` is the shape of our own exports; the others are data sets as they are published.
PRESETS: Mapping[str, Preset] = {
    "factdesk": Preset(group="group"),
    "claim-evidence": Preset(),
    "premise-hypothesis": _NLI,
    "mnli": _NLI,
    "snli": _NLI,
    "anli": _NLI,
    # pietrolesci/nli_fever turns the pair round: its premise is the claim.
    "fever-nli": Preset(claim="premise", evidence="hypothesis", labels=_NLI_NUMBERS),
    "vitaminc": Preset(group="page"),
    "scifact": Preset(group="claim_id"),
    "climate-fever": Preset(label="evidence_label", labels={"0": "supports", "1": "refutes", "2": "nei"}),
    # Its fourth label says that the evidence is at odds with itself: no single pair is.
    "averitec": Preset(labels={"conflicting evidence/cherrypicking": ""}),
    "healthver": Preset(),
    # Documents, claims about them, and which sentences decide: see ``told``.
    "told": Preset(pairs=pairs_told),
}


def read_pairs(source: str, *, preset: str = "factdesk", split: str = "train") -> Dataset:
    """Read labelled pairs from a Parquet, JSONL or CSV file, or from the Hub by name.

    Rows whose label the preset leaves out on purpose (SNLI's -1, AVeriTeC's "conflicting") are dropped; any other
    label that is not known is an :class:`InputError`, and so is a missing column.
    """
    if preset not in PRESETS:
        raise InputError(f"unknown preset {preset!r}; known: {', '.join(sorted(PRESETS))}")
    columns = PRESETS[preset]
    rows = _load(source, split)
    if columns.pairs is not None:
        return columns.pairs(rows)
    missing = [name for name in (columns.claim, columns.evidence, columns.label) if name not in rows.column_names]
    if missing:
        raise InputError(
            f"{source}: no column {', '.join(missing)}; it has {', '.join(rows.column_names)}. "
            f"Preset {preset!r} does not fit; known presets: {', '.join(sorted(PRESETS))}"
        )
    labels = [_label(source, value, columns) for value in _names(rows, columns.label)]
    group = columns.group if columns.group in rows.column_names else columns.claim
    pairs = Dataset.from_dict(
        {
            "claim": [str(text or "") for text in rows[columns.claim][:]],
            "evidence": [_joined(text) for text in rows[columns.evidence][:]],
            "label": labels,
            "group": [str(value) for value in rows[group][:]],
        }
    )
    keep = [
        index
        for index, (claim, evidence, label) in enumerate(
            zip(pairs["claim"][:], pairs["evidence"][:], labels, strict=True)
        )
        if label and claim.strip() and evidence.strip()
    ]
    return pairs.select(keep)


def pairs_of(rows: Iterable[Mapping[str, str]], like: Dataset) -> Dataset:
    """Return rows as pairs with the columns of ``like``, which they have all; there may be none."""
    columns: dict[str, list[str]] = {name: [] for name in like.column_names}
    for row in rows:
        for name, values in columns.items():
            values.append(row[name])
    return Dataset.from_dict(columns, features=like.features)


def _load(source: str, split: str) -> Dataset:
    path = Path(source)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        return load_dataset(source, split=split)
    if not path.is_file():
        raise InputError(f"{source}: no such file; wanted Parquet, JSONL or CSV with labelled pairs")
    return load_dataset(reader, data_files=str(path), split="train")


def _names(rows: Dataset, column: str) -> list[str]:
    """Give the labels as text; a ClassLabel's numbers as its names."""
    feature = rows.features[column]
    values = rows[column][:]
    if isinstance(feature, ClassLabel):
        return [feature.names[value] if value >= 0 else "-1" for value in values]
    return [str(value) for value in values]


def _label(source: str, value: str, columns: Preset) -> str:
    """Give our label for one of theirs; empty text for a row to drop."""
    spelling = value.strip().lower()
    if spelling in columns.labels:
        return columns.labels[spelling]
    if spelling in _UNLABELLED:
        return ""
    label = label_named(value)
    if label is None:
        raise InputError(f"{source}: label {value!r} is not known; wanted names such as supports, refutes, nei")
    return label


def _joined(evidence: object) -> str:
    """Evidence as one text: some sets give a list of sentences."""
    if isinstance(evidence, list):
        return " ".join(_joined(part) for part in evidence)
    return str(evidence or "")
