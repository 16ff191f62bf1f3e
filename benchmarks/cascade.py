"""What it costs and wins to let a quick verifier drop the passages that say nothing, before a better one judges.

    python benchmarks/cascade.py --data FOLDER [--split dev] [--sets NAME ...] [--limit N] [--screen small]
                                 [--judge base] [--silent 0.5 0.6 0.7] [--json]

FOLDER/nli holds ``<set>.<split>.parquet`` with ``claim, evidence, label``. All evidence makes one store, and
each of N claims is judged by the passages that a search brings up there, as ``factdesk check`` does it.
For each border of the screen: ``dropped`` is the share of pairs that the judge never saw, ``same`` the share of claims
with the verdict that the judge gives them alone, ``times`` how much quicker the pairs are judged; ``right`` is the
share of claims whose verdict is the label of their own row, which other rows' evidence may rightly overrule.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
import pyarrow.parquet as pq
from pairs import add_arguments, files

from factdesk.evidence import PASSAGES_PER_CLAIM, EvidenceStore
from factdesk.models import Embedder, Verifier
from factdesk.records import Claim, Document, Stance
from factdesk.verdicts import Question, ask_found

LABELS = {"supports": "supported", "refutes": "refuted", "nei": "not_enough_evidence"}


def retrieved(path: Path, limit: int) -> tuple[list[str], list[Question]]:
    """Return the labels of ``limit`` claims, and what is asked about each."""
    rows = [row for row in pq.read_table(path, columns=["claim", "evidence", "label"]).to_pylist() if row["evidence"]]
    store = EvidenceStore.in_memory(embedder=Embedder.from_pretrained())
    store.add(Document(text=text) for text in dict.fromkeys(row["evidence"] for row in rows))
    order = np.random.default_rng(0).permutation(len(rows))
    chosen = [rows[index] for index in order if rows[index]["label"] in LABELS][:limit]
    claims = [Claim.from_text(row["claim"]) for row in chosen]
    found = store.search(claims, PASSAGES_PER_CLAIM)
    return [LABELS[row["label"]] for row in chosen], list(map(ask_found, claims, found))


def verdicts(asked: Sequence[Question], rows: np.ndarray) -> list[str]:
    said = iter(rows)
    return [question.verdict([Stance.from_row(next(said)) for _ in question.pairs]).label for question in asked]


def compare(path: Path, limit: int, screen: Verifier, alone: Verifier, borders: Sequence[float]) -> dict[str, float]:
    gold, asked = retrieved(path, limit)
    pairs = [pair for question in asked for pair in question.pairs]
    started = perf_counter()
    quick = screen.predict(pairs)
    screening = perf_counter() - started
    started = perf_counter()
    judged = alone.predict(pairs)
    judging = perf_counter() - started
    whole = verdicts(asked, judged)
    metrics = {
        "claims": float(len(gold)),
        "pairs": float(len(pairs)),
        "right": float(np.mean([said == label for said, label in zip(whole, gold, strict=True)])),
    }
    for border in borders:
        silent = quick[:, 2] >= border
        kept = [pair for pair, dropped in zip(pairs, silent, strict=True) if not dropped]
        started = perf_counter()
        alone.predict(kept)
        seconds = screening + perf_counter() - started
        said = verdicts(asked, np.where(silent[:, None], quick, judged))
        metrics[f"dropped@{border:g}"] = float(silent.mean())
        metrics[f"same@{border:g}"] = float(np.mean([one == other for one, other in zip(said, whole, strict=True)]))
        metrics[f"right@{border:g}"] = float(np.mean([one == label for one, label in zip(said, gold, strict=True)]))
        metrics[f"times@{border:g}"] = judging / seconds
    return metrics


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--limit", type=int, default=60, help="claims of each set (default: 60)")
    parser.add_argument("--screen", default="small")
    parser.add_argument("--judge", default="base")
    parser.add_argument("--silent", type=float, nargs="+", default=[0.5, 0.6, 0.7])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    screen, alone = Verifier.from_pretrained(options.screen), Verifier.from_pretrained(options.judge)
    found = {}
    for path in files(options):
        found[path.stem] = compare(path, options.limit, screen, alone, options.silent)
        if not options.json:
            print(path.stem, "  ".join(f"{name} {value:.3g}" for name, value in found[path.stem].items()), flush=True)
    if options.json:
        print(json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
