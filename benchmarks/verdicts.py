"""What the comparisons by rule add to the model, and how often they are right.

    python benchmarks/verdicts.py --data FOLDER [--split dev] [--sets NAME ...] [--limit N] [--verifier base] [--json]

FOLDER/nli holds ``<set>.<split>.parquet`` with ``claim, evidence, label`` (supports, refutes, nei; or not_supported).
Each pair is judged as one passage that somebody gives. Printed for each set: balanced accuracy of the model alone, of
the whole verdict (an abstention is "not enough"), and their difference with a paired bootstrap's 95 % interval, on all
rows, on claims with a number and on claims with a date; the factor by which an agreement raises the odds of support
(``agreement.odds``); and how often a check that fired agrees with the gold label. Over all sets: how many times
likelier one, two or more agreeing values are in supported rows than in others. ``--verifier none`` runs the checks
alone. ``--show N`` prints fired checks, for reading. How many are answered, and how many of these wrongly: risk.py.

A gold label is of the whole claim, and a check of one value: "agrees" on a refuted claim need not be wrong. The
precision of "differs" against gold is therefore a floor for those who read them.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pairs
import pyarrow.parquet as pq

from factdesk.records import Claim, Passage, Stance
from factdesk.verdicts import DEFAULT, judge
from factdesk.verdicts.compare import comparisons
from factdesk.verdicts.comparison import Comparison, values_that
from factdesk.verdicts.statements import read_statements

LABELS = ("supports", "refutes", "nei")
#: factors tried for what an agreement tells, and the fewest rows to fit one on
ODDS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0)
FEWEST = 20
SIDES = {"supported": "supports", "refuted": "refutes"}


@dataclass(frozen=True)
class Row:
    """One pair, what the rules found in it, and what the claim holds."""

    claim: str
    evidence: str
    gold: str
    found: tuple[Comparison, ...]
    has_number: bool
    has_date: bool

    @property
    def fired(self) -> Comparison | None:
        return next((item for item in self.found if item.check.outcome != "not_comparable"), None)


def read_rows(path: Path, limit: int | None) -> list[Row]:
    pairs = pq.read_table(path, columns=["claim", "evidence", "label"]).to_pylist()
    rows = []
    for index in np.random.default_rng(0).permutation(len(pairs))[:limit]:
        pair = pairs[index]
        evidence = pair["evidence"] or ""
        passage = Passage(document_id="evidence", quote=evidence, start=0, end=len(evidence))
        statements = read_statements(pair["claim"])
        rows.append(
            Row(
                claim=pair["claim"],
                evidence=evidence,
                gold=pair["label"],
                found=comparisons(Claim.from_text(pair["claim"]), passage),
                has_number=any(item.quantity.amount for s in statements for item in s.amounts),
                has_date=any(s.moments for s in statements),
            )
        )
    return rows


def balanced_accuracy(gold: np.ndarray, said: np.ndarray) -> float:
    return float(np.mean([(said[gold == label] == label).mean() for label in np.unique(gold)])) if len(gold) else 0.0


def bootstrap(gold: np.ndarray, one: np.ndarray, other: np.ndarray, times: int = 1000) -> tuple[float, float]:
    """The 95 % interval of the second's balanced accuracy over the first's, rows drawn again in pairs."""
    generator = np.random.default_rng(0)
    gains = []
    for _ in range(times):
        drawn = generator.integers(0, len(gold), len(gold))
        gains.append(balanced_accuracy(gold[drawn], other[drawn]) - balanced_accuracy(gold[drawn], one[drawn]))
    low, high = np.percentile(gains, [2.5, 97.5])
    return float(low), float(high)


def of_fired(rows: Sequence[Row]) -> dict[str, float]:
    metrics: dict[str, float] = {}
    for outcome, agrees_with in (("differs", "refutes"), ("imprecise", "refutes"), ("agrees", "supports")):
        golds = [row.gold for row in rows if row.fired is not None and row.fired.check.outcome == outcome]
        metrics[f"{outcome}.fired"] = len(golds)
        if golds:
            right = {agrees_with, "not_supported"} if agrees_with == "refutes" else {agrees_with}
            metrics[f"{outcome}.precision"] = sum(gold in right for gold in golds) / len(golds)
    return metrics


def verdict(row: Row, stance: Stance) -> str:
    """Return the label of the whole verdict on a pair as the sets name it."""
    passage = Passage(document_id="evidence", quote=row.evidence, start=0, end=len(row.evidence))
    found = judge(Claim.from_text(row.claim), [passage], [stance], thresholds=DEFAULT.of_given())
    return SIDES.get(found.label, "nei")


def of_model(rows: Sequence[Row], alone: Sequence[Stance]) -> dict[str, float]:
    binary = any(row.gold == "not_supported" for row in rows)

    def names(said: Iterable[str]) -> np.ndarray:
        return np.array([label if not binary or label == "supports" else "not_supported" for label in said])

    gold = np.array([row.gold for row in rows])
    before = names(max(LABELS, key=lambda label, s=stance: getattr(s, label)) for stance in alone)
    after = names(verdict(row, stance) for row, stance in zip(rows, alone, strict=True))
    slices = {
        "all": np.ones(len(rows), bool),
        "number": np.array([row.has_number for row in rows]),
        "date": np.array([row.has_date for row in rows]),
    }
    metrics: dict[str, float] = {}
    for name, chosen in slices.items():
        if chosen.sum() < 10:
            continue
        metrics[f"{name}.rows"] = int(chosen.sum())
        metrics[f"{name}.model"] = balanced_accuracy(gold[chosen], before[chosen])
        metrics[f"{name}.verdict"] = balanced_accuracy(gold[chosen], after[chosen])
        low, high = bootstrap(gold[chosen], before[chosen], after[chosen])
        metrics[f"{name}.gain.low"], metrics[f"{name}.gain.high"] = low, high
    return metrics


def odds_of_agreement(rows: Sequence[Row], alone: Sequence[Stance]) -> dict[str, float]:
    """The factor on support under which the gold labels are likeliest, where a value agrees and none differs."""
    chosen = [
        (stance, row.gold)
        for stance, row in zip(alone, rows, strict=True)
        if {"agrees"} <= (outcomes := {item.check.outcome for item in row.found})
        and not outcomes & {"differs", "imprecise"}
        and row.gold in LABELS
    ]
    metrics = {"agreement.rows": float(len(chosen))}
    if len(chosen) >= FEWEST:
        shares = np.array([[getattr(stance, label) for label in LABELS] for stance, _ in chosen]).clip(1e-4)
        gold = np.array([LABELS.index(label) for _, label in chosen])
        raised = [shares * np.array([factor, 1, 1]) for factor in ODDS]
        likelihood = [np.log(row[range(len(gold)), gold] / row.sum(axis=1)).mean() for row in raised]
        metrics["agreement.odds"] = ODDS[int(np.argmax(likelihood))]
    return metrics


def of_agreements(rows: Sequence[Row]) -> dict[str, float]:
    """How many times likelier one, two or more agreeing values are in supported rows than in others."""
    counts: dict[int, list[bool]] = {}
    for row in rows:
        outcomes = {item.check.outcome for item in row.found}
        agreeing = values_that("agrees", row.found)
        if row.has_number and not outcomes & {"differs", "imprecise"}:
            counts.setdefault(min(len(agreeing), 3), []).append(row.gold == "supports")
    supported = sum(row.gold == "supports" for row in rows if row.has_number)
    others = sum(row.gold != "supports" for row in rows if row.has_number)
    metrics: dict[str, float] = {"numbers.rows": supported + others}
    for count, golds in sorted(counts.items()):
        if count and supported and others:
            metrics[f"agreeing.{count}.rows"] = len(golds)
            metrics[f"agreeing.{count}.ratio"] = (sum(golds) / supported) / max(len(golds) - sum(golds), 0.5) * others
    return metrics


def show(rows: Sequence[Row], count: int) -> None:
    for row in [row for row in rows if row.fired is not None][:count]:
        check = row.fired.check
        print(
            f"[{row.gold}] {check.outcome}: {check.explanation}\n  claim: {row.claim}\n  evidence: {row.evidence[:500]}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pairs.add_arguments(parser)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--verifier", default="base", help="a verifier's name or folder, or none")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    verifier = None
    if options.verifier != "none":
        from factdesk.models import Verifier

        verifier = Verifier.from_pretrained(options.verifier)
    results: dict[str, dict[str, float]] = {}
    everything: list[Row] = []
    for path in pairs.files(options):
        rows = read_rows(path, options.limit)
        everything += rows
        metrics: dict[str, float] = {"rows": len(rows), **of_fired(rows)}
        if verifier is not None:
            predicted = verifier.predict([(row.evidence, row.claim) for row in rows])
            stances = [Stance.from_row(scores) for scores in predicted]
            metrics |= of_model(rows, stances) | odds_of_agreement(rows, stances)
        results[path.stem] = metrics
        if not options.json:
            print(path.stem)
            print("".join(f"  {name:22} {value:.3f}\n" for name, value in metrics.items()), end="", flush=True)
            show(rows, options.show)
    results["all"] = of_agreements(everything)
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        print("all")
        print("".join(f"  {name:22} {value:.3f}\n" for name, value in results["all"].items()), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
