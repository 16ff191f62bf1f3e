"""A run against gold labels of its input: how often the verdicts are right, and how good the verifier's scores are.

The measures are those of ``factdesk.training.evaluate``. What they need of a row is some 20 bytes.
"""

from array import array
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from factdesk.batch.scoring import Scored
from factdesk.models.labels import label_named

_FOUND = {"supported": "supports", "refuted": "refutes", "not_enough_evidence": "nei", "conflicting": "conflicting"}
_CODES = ("supports", "refutes", "nei", "conflicting", "not_supported", "failed")
#: Gold labels that the verifier's scores, columns of supports, refutes and nei, can be measured against.
_SCORED = {"supports", "refutes", "nei", "not_supported"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Gold:
    """The labels of a run against those of a column of its input; shares from 0 to 1."""

    rows: int
    #: of the verdicts: an abstention is right only where nei (or its like) is gold, a row that failed never
    accuracy: float
    #: the mean of ``recall``: what guessing one label for all would not raise
    balanced_accuracy: float
    #: 95 % bootstrap interval of the balanced accuracy
    interval: tuple[float, float]
    #: by gold label, the share of its rows that got it
    recall: dict[str, float]
    #: expected calibration error of the verdicts' confidence; None where no row has one
    calibration_error: float | None
    #: the probabilities of the passage that decided, rules and thresholds aside: ``factdesk.training.evaluate.Scores``
    verifier: dict[str, Any] | None
    #: the same by slice of the rows
    slices: dict[str, dict[str, Any]]
    #: rows whose gold label is missing or is no known name for one
    unknown: int


@dataclass(slots=True)
class GoldTally:
    """Keeps what measuring needs of each row as it passes. ``column`` of the input has the right label."""

    column: str
    unknown: int = 0
    wanted: "array[int]" = field(default_factory=lambda: array("b"))
    found: "array[int]" = field(default_factory=lambda: array("b"))
    #: one bit a slice
    slices: "array[int]" = field(default_factory=lambda: array("B"))
    #: of each row supports, refutes, nei and confidence; -1 for what it has not
    shares: "array[float]" = field(default_factory=lambda: array("f"))

    def add(self, scored: Scored) -> None:
        """Take down one result."""
        wanted = _label(scored.row.extra.get(self.column))
        if wanted is None:
            self.unknown += 1
            return
        columns = scored.columns
        found = "failed" if columns["error"] is not None else _FOUND[columns["label"]]
        if wanted == "not_supported" and found not in {"supports", "failed"}:
            found = wanted
        self.wanted.append(_CODES.index(wanted))
        self.found.append(_CODES.index(found))
        self.shares.extend(_or_less(columns[name]) for name in ("supports", "refutes", "nei", "confidence"))
        self.slices.append(_slices(scored))

    def measure(self) -> Gold:
        """Return what the rows so far come to."""
        import numpy as np

        from factdesk.training.evaluate import balanced_accuracy, bootstrap_interval, calibration_error

        wanted, found = np.array(self.wanted), np.array(self.found)
        shares = np.array(self.shares, np.float32).reshape(-1, 4)
        hits = wanted == found
        sure = shares[:, 3] >= 0
        low, high = bootstrap_interval(wanted, found) if len(wanted) else (0.0, 0.0)
        verifier, slices = self._of_the_verifier(wanted, shares)
        return Gold(
            rows=len(wanted),
            accuracy=_short(hits.mean()) if len(wanted) else 0.0,
            balanced_accuracy=_short(balanced_accuracy(wanted, found)) if len(wanted) else 0.0,
            interval=(_short(low), _short(high)),
            recall={_CODES[code]: _short(hits[wanted == code].mean()) for code in np.unique(wanted)},
            calibration_error=_short(calibration_error(shares[sure, 3], hits[sure])) if sure.any() else None,
            verifier=verifier,
            slices=slices,
            unknown=self.unknown,
        )

    def _of_the_verifier(self, wanted: Any, shares: Any) -> tuple[dict[str, Any] | None, dict[str, dict[str, Any]]]:
        import numpy as np

        from factdesk.training.evaluate import SLICES, score

        known = (shares[:, 0] >= 0) & np.isin(wanted, [_CODES.index(name) for name in _SCORED])
        if not known.any():
            return None, {}
        bits = np.array(self.slices)[known]
        labels = [_CODES[code] for code in wanted[known]]
        slices = {}
        for number, name in enumerate(SLICES):
            if rows := np.flatnonzero(bits & (1 << number)).tolist():
                slices[name] = _plain(asdict(score(shares[known][rows, :3], [labels[row] for row in rows])))
        return _plain(asdict(score(shares[known][:, :3], labels))), slices


def _label(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return "conflicting" if value.strip().casefold() == "conflicting" else label_named(value)


def _slices(scored: Scored) -> int:
    from factdesk.training.evaluate import SLICES

    claim = scored.row.claim.text if scored.row.claim else ""
    evidence = " ".join(scored.row.evidence or (item["passage"]["quote"] for item in scored.columns["evidence"]))
    return sum(1 << number for number, belongs in enumerate(SLICES.values()) if belongs(claim, evidence))


def _or_less(value: float | None) -> float:
    return -1.0 if value is None else value


def _short(share: float) -> float:
    return round(float(share), 4)


def _plain(value: Any) -> Any:
    """Return scores as JSON has them, to four places."""
    match value:
        case float():
            return _short(value)
        case Mapping():
            return {str(name): _plain(item) for name, item in value.items()}
        case tuple():
            return [_plain(item) for item in value]
    return value
