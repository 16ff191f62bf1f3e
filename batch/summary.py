"""What a run came to: counts, confidence, speed, what went wrong and, where there are gold labels, how right it was."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter

from factdesk.batch.scoring import Scored
from factdesk.models.labels import Label, label_named
from factdesk.records import Record, VerdictLabel

#: Bars of the confidence histogram, from 0 to 1.
_BARS = 10
_SAMPLES = 5

_VERDICTS: dict[VerdictLabel, Label] = {"supported": "supports", "refuted": "refutes", "not_enough_evidence": "nei"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Gold:
    """The labels of a run against those of a column of its input."""

    rows: int
    accuracy: float
    #: the mean of ``recall``: what guessing one label for all would not raise
    balanced_accuracy: float
    #: by gold label, the share of its rows that got it; an abstention is right only where nei (or its like) is gold
    recall: dict[str, float]
    #: rows whose gold label is missing or is no known name for one
    unknown: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary(Record):
    """What a run came to."""

    rows: int
    #: judged by this run; the others were finished before, or equal to one that was, or had an error
    scored: int
    #: rows with an error
    failed: int
    labels: dict[str, int]
    #: of rows that abstain
    reasons: dict[str, int]
    #: how many rows have a confidence from 0.0 to 0.1, to 0.2, and so on to 1.0
    confidence: tuple[int, ...]
    seconds: float
    rows_per_second: float
    #: the first few errors
    errors: tuple[str, ...]
    gold: Gold | None = None

    def to_text(self) -> str:
        """Return the summary as lines for a person."""
        lines = [
            f"{self.rows:,} rows in {self.seconds:,.1f} s ({self.rows_per_second:,.1f} rows/s): "
            f"{self.scored:,} scored, {self.rows - self.scored - self.failed:,} known before, {self.failed:,} failed"
        ]
        lines += [f"  {label:<22}{count:>10,}" for label, count in self.labels.items()]
        lines += [f"    {reason:<20}{count:>10,}" for reason, count in self.reasons.items()]
        if most := max(self.confidence):
            lines.append("confidence")
            lines += [
                f"  {bar / _BARS:.1f} to {(bar + 1) / _BARS:.1f}  {count:>10,} {'▇' * round(30 * count / most)}"
                for bar, count in enumerate(self.confidence)
                if count
            ]
        if self.gold:
            recalls = ", ".join(f"{label} {recall:.3f}" for label, recall in self.gold.recall.items())
            score = f"balanced accuracy {self.gold.balanced_accuracy:.3f} ({recalls})"
            lines.append(f"against {self.gold.rows:,} gold labels: {score}")
            if self.gold.unknown:
                lines.append(f"  {self.gold.unknown:,} gold labels are missing or name no known label")
        if self.failed:
            lines.append(f"{self.failed:,} rows failed, for example")
            lines += [f"  {error}" for error in self.errors]
        return "\n".join(lines)


@dataclass(slots=True)
class Tally:
    """Counts the results of a run as they pass. ``gold`` names the column of the input with the right labels."""

    gold: str | None = None
    rows: int = 0
    scored: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    confidence: Counter[int] = field(default_factory=Counter)
    failed: int = 0
    errors: list[str] = field(default_factory=list)
    #: (gold, found) by how often
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    unknown: int = 0
    started: float = field(default_factory=perf_counter)

    def add(self, scored: Scored) -> None:
        """Count one result."""
        columns = scored.columns
        self.rows += 1
        self.scored += scored.new and columns["error"] is None
        self.labels[columns["label"]] += 1
        if columns["reason"]:
            self.reasons[columns["reason"]] += 1
        if columns["confidence"] is not None:
            self.confidence[min(int(columns["confidence"] * _BARS), _BARS - 1)] += 1
        if columns["error"] is not None:
            self.failed += 1
            if len(self.errors) < _SAMPLES:
                self.errors.append(columns["error"])
        if self.gold is not None:
            self._compare(scored.row.extra.get(self.gold), columns["label"])

    def _compare(self, gold: object, found: str) -> None:
        wanted = _gold_label(gold)
        if wanted is None:
            self.unknown += 1
            return
        label: str = _VERDICTS.get(found, found)  # type: ignore[call-overload]
        if wanted == "not_supported" and label != "supports":
            label = wanted
        self.pairs[wanted, label] += 1

    def summary(self) -> Summary:
        """Return what was counted so far."""
        seconds = perf_counter() - self.started
        return Summary(
            rows=self.rows,
            scored=self.scored,
            failed=self.failed,
            labels=dict(self.labels.most_common()),
            reasons=dict(self.reasons.most_common()),
            confidence=tuple(self.confidence[bar] for bar in range(_BARS)),
            seconds=round(seconds, 3),
            rows_per_second=round(self.rows / seconds, 1) if seconds else 0.0,
            errors=tuple(self.errors),
            gold=_measure(self.pairs, self.unknown) if self.gold is not None else None,
        )


def _gold_label(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return "conflicting" if value.strip().casefold() == "conflicting" else label_named(value)


def _measure(pairs: Mapping[tuple[str, str], int], unknown: int) -> Gold:
    totals: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for (wanted, found), count in pairs.items():
        totals[wanted] += count
        right[wanted] += count * (wanted == found)
    recall = {label: round(right[label] / total, 4) for label, total in sorted(totals.items())}
    return Gold(
        rows=sum(totals.values()),
        accuracy=round(sum(right.values()) / max(sum(totals.values()), 1), 4),
        balanced_accuracy=round(sum(recall.values()) / max(len(recall), 1), 4),
        recall=recall,
        unknown=unknown,
    )
