"""How many claims are answered, and how many of the answers are wrong, at each threshold: the risk-coverage curve.

    python benchmarks/risk.py --data FOLDER [--split dev] [--sets NAME ...] [--limit N] [--verifier base]
                              [--wrong 0.1] [--json]

FOLDER/nli holds ``<set>.<split>.parquet`` with ``claim, evidence, label`` (supports, refutes, nei). Each pair is judged
as one passage that somebody gives, by the whole verdict, model and checks, with ``decide`` at each threshold. Answered
is what was called supported or refuted; wrong is an answer that is not the gold label, a "not enough" among them.
``--wrong`` asks for the lowest threshold at which at most this share of the answers is wrong, on each set and on all
together: the meaning of the setting ``decide`` (``factdesk check --decide``). The area under the curve (``aurc``) is
the mean of the risk over all shares answered, the surest first; lower is better.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pairs
import pyarrow.parquet as pq

from factdesk.models import Verifier
from factdesk.records import Claim, Passage, Stance, Verdict
from factdesk.verdicts import DEFAULT, judge

THRESHOLDS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
SIDES = {"supported": "supports", "refuted": "refutes"}


def judged(path: Path, limit: int | None, verifier: Verifier) -> list[tuple[str, list[Verdict]]]:
    """Return for each row its gold label and the verdict at each threshold."""
    table = pq.read_table(path, columns=["claim", "evidence", "label"]).to_pylist()
    order = np.random.default_rng(0).permutation(len(table))[:limit]
    rows = [table[index] for index in order if table[index]["label"] in (*SIDES.values(), "nei")]
    stances = verifier.predict([(row["evidence"] or "", row["claim"]) for row in rows])
    found = []
    for row, scores in zip(rows, stances, strict=True):
        evidence = row["evidence"] or ""
        passage = Passage(document_id="evidence", quote=evidence, start=0, end=len(evidence))
        claim, stance = Claim.from_text(row["claim"]), Stance.from_row(scores)
        verdicts = [
            judge(claim, [passage], [stance], thresholds=replace(DEFAULT, decide=threshold).of_given())
            for threshold in THRESHOLDS
        ]
        found.append((row["label"], verdicts))
    return found


def curve(rows: Sequence[tuple[str, Sequence[Verdict]]], wrong: float) -> dict[str, float | None]:
    metrics: dict[str, float | None] = {"rows": len(rows)}
    kept: float | None = None
    for index, threshold in reversed(list(enumerate(THRESHOLDS))):
        answers = [(gold, SIDES[said[index].label]) for gold, said in rows if said[index].label in SIDES]
        risk = sum(gold != side for gold, side in answers) / len(answers) if answers else None
        metrics[f"answered@{threshold}"] = len(answers) / max(1, len(rows))
        metrics[f"wrong@{threshold}"] = risk
        if kept == (THRESHOLDS[index + 1] if index + 1 < len(THRESHOLDS) else None) and (risk is None or risk <= wrong):
            kept = threshold
    metrics[f"decide for at most {wrong:g} wrong"] = kept
    surest = sorted(
        ((said[0].confidence, gold != SIDES[said[0].label]) for gold, said in rows if said[0].label in SIDES),
        key=lambda pair: -pair[0],
    )
    errors = np.cumsum([is_wrong for _, is_wrong in surest])
    metrics["aurc"] = float(np.mean(errors / np.arange(1, len(errors) + 1))) if len(errors) else None
    return metrics


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pairs.add_arguments(parser)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--verifier", default="base")
    parser.add_argument("--wrong", type=float, default=0.1, help="the share wrong among those answered that is allowed")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    verifier = Verifier.from_pretrained(options.verifier)
    rows: dict[str, list[tuple[str, list[Verdict]]]] = {}
    for path in pairs.files(options):
        if found := judged(path, options.limit, verifier):
            rows[path.stem] = found
    rows["all together"] = [row for found in rows.values() for row in found]
    results = {name: curve(found, options.wrong) for name, found in rows.items()}
    if options.json:
        print(json.dumps(results, indent=1))
        return 0
    for name, metrics in results.items():
        print(name)
        for key, value in metrics.items():
            print(f"  {key:32} {'none' if value is None else f'{value:.3f}'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
