"""What a run came to: counts, confidence, speed, what went wrong and, where there are gold labels, how right it was."""

import heapq
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter

from factdesk.batch.gold import Gold, GoldTally
from factdesk.batch.scoring import Scored
from factdesk.records import Record

#: Bars of the confidence histogram, from 0 to 1.
BARS = 10
#: How many kinds of errors, and how many slow rows, are shown.
_SHOWN = 5
#: Kinds of errors that are told apart.
_KINDS = 100
#: Characters of a claim that are shown.
_CLAIM = 160

#: What differs between two errors of one kind: quoted text, numbers, what stands in brackets.
_PARTICULAR = re.compile(r"'[^']*'|\"[^\"]*\"|\([^)]*\)?|\d[\d,.]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorKind:
    """Rows that failed in one way."""

    rows: int
    #: the first of them, with its place
    sample: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SlowRow:
    """A row that took long."""

    place: str
    claim: str
    #: passages that it was judged by
    passages: int
    #: its part, by length, of the time that its window took, and that of the rules
    seconds: float


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
    #: the commonest kinds of errors
    errors: tuple[ErrorKind, ...]
    #: of what this run judged
    slowest: tuple[SlowRow, ...]
    #: of what judged: ``verifier``, ``rules``
    versions: dict[str, str]
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
                f"  {bar / BARS:.1f} to {(bar + 1) / BARS:.1f}  {count:>10,} {'▇' * round(30 * count / most)}"
                for bar, count in enumerate(self.confidence)
                if count
            ]
        if self.gold:
            lines += _gold_lines(self.gold)
        if self.slowest:
            lines.append("slowest rows")
            lines += [
                f"  {row.seconds:8.3f} s  {row.place}, passages {row.passages:,}: {row.claim}" for row in self.slowest
            ]
        if self.failed:
            lines.append(f"{self.failed:,} {'row' if self.failed == 1 else 'rows'} failed, for example")
            lines += [f"  {kind.rows:,} such as {kind.sample}" for kind in self.errors]
        return "\n".join(lines)


def _gold_lines(gold: Gold) -> list[str]:
    recalls = ", ".join(f"{label} {recall:.3f}" for label, recall in gold.recall.items())
    low, high = gold.interval
    lines = [
        f"against {gold.rows:,} gold labels: balanced accuracy {gold.balanced_accuracy:.3f} "
        f"[{low:.3f}, {high:.3f}], accuracy {gold.accuracy:.3f} ({recalls})"
    ]
    if gold.calibration_error is not None:
        lines.append(f"  the confidence is off by {gold.calibration_error:.3f} on average (ECE)")
    if scores := gold.verifier:
        auroc = "" if scores["auroc"] is None else f", AUROC {scores['auroc']:.3f}"
        lines.append(
            f"  the verifier alone, {scores['rows']:,} rows: balanced accuracy {scores['balanced_accuracy']:.3f}, "
            f"macro F1 {scores['macro_f1']:.3f}{auroc}, ECE {scores['calibration_error']:.3f}, "
            f"Brier {scores['brier']:.3f}"
        )
    if gold.unknown:
        lines.append(f"  {gold.unknown:,} gold labels are missing or name no known label")
    return lines


@dataclass(slots=True)
class Tally:
    """Counts the results of a run as they pass."""

    gold: GoldTally | None = None
    rows: int = 0
    scored: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    confidence: Counter[int] = field(default_factory=Counter)
    failed: int = 0
    #: by kind how many, and the first
    errors: dict[str, tuple[int, str]] = field(default_factory=dict)
    slowest: list[tuple[float, int, Scored]] = field(default_factory=list)
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
            self.confidence[min(int(columns["confidence"] * BARS), BARS - 1)] += 1
        if columns["error"] is not None:
            self.failed += 1
            self._sample(columns["error"].removeprefix(f"{scored.row.place}: "), columns["error"])
        if scored.new:
            # Of rows that took as long, the number keeps the first and spares comparing the rows themselves.
            heapq.heappush(self.slowest, (scored.seconds, -self.rows, scored))
            if len(self.slowest) > _SHOWN:
                heapq.heappop(self.slowest)
        if self.gold is not None:
            self.gold.add(scored)

    def _sample(self, error: str, placed: str) -> None:
        kind = _PARTICULAR.sub("…", error)
        if kind not in self.errors and len(self.errors) == _KINDS:
            kind = next(reversed(self.errors))
        count, sample = self.errors.get(kind, (0, placed))
        self.errors[kind] = count + 1, _shown(sample)

    def summary(self, versions: Mapping[str, str]) -> Summary:
        """Return what was counted so far, with the versions of what judged."""
        seconds = perf_counter() - self.started
        return Summary(
            rows=self.rows,
            scored=self.scored,
            failed=self.failed,
            labels=dict(self.labels.most_common()),
            reasons=dict(self.reasons.most_common()),
            confidence=tuple(self.confidence[bar] for bar in range(BARS)),
            seconds=round(seconds, 3),
            rows_per_second=round(self.rows / seconds, 1) if seconds else 0.0,
            errors=tuple(
                ErrorKind(rows=count, sample=sample)
                for count, sample in sorted(self.errors.values(), key=lambda kind: -kind[0])[:_SHOWN]
            ),
            slowest=tuple(_slow(scored) for _, _, scored in sorted(self.slowest, reverse=True)),
            versions=dict(versions),
            gold=self.gold.measure() if self.gold is not None else None,
        )


def _shown(text: str) -> str:
    """Return text of a row on one line, without what would steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))


def _slow(scored: Scored) -> SlowRow:
    claim = _shown(scored.row.claim.text) if scored.row.claim else ""
    return SlowRow(
        place=_shown(scored.row.place),
        claim=claim if len(claim) <= _CLAIM else f"{claim[:_CLAIM]}…",
        passages=len(scored.columns["evidence"]),
        seconds=round(scored.seconds, 4),
    )
