"""How fast the rules read: sentences a second, from text to statements, and pairs compared a second.

    python benchmarks/parsing.py --data FOLDER [--sets NAME ...] [--limit N] [--json]

FOLDER/nli holds ``<set>.parquet`` with ``claim, evidence``. CPU time of one process is taken, so that others on the
machine do not count; no text is read twice, and what was read is not kept between the two measurements.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from factdesk.records import Claim, Passage
from factdesk.verdicts import compare
from factdesk.verdicts.statements import read_statements
from factdesk.verdicts.tokens import sentences


def measured(path: Path, limit: int) -> dict[str, float]:
    rows = pq.read_table(path, columns=["claim", "evidence"]).to_pylist()[:limit]
    texts = list(dict.fromkeys(text for row in rows for text in (row["claim"], row["evidence"] or "")))
    cut = [sentences(text) for text in texts]
    count, tokens = sum(map(len, cut)), sum(len(sentence) for text in cut for sentence in text)
    for text in texts[:200]:
        read_statements(text)  # what is compiled and stemmed once
    read_statements.cache_clear()
    start = time.process_time()
    for text in texts:
        read_statements(text)
    reading = time.process_time() - start
    read_statements.cache_clear()
    pairs = [
        (Claim.from_text(row["claim"]), Passage(document_id="e", quote=quote, start=0, end=len(quote)))
        for row in rows
        if (quote := row["evidence"] or "")
    ]
    start = time.process_time()
    for claim, passage in pairs:
        compare(claim, passage)
    comparing = time.process_time() - start
    return {
        "sentences": count,
        "tokens/sentence": tokens / count,
        "sentences/s": count / reading,
        "tokens/s": tokens / reading,
        "pairs": len(pairs),
        "pairs/s": len(pairs) / comparing,
    }


def together(sets: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the figures of all sets read one after the other."""
    sentences_read = sum(item["sentences"] for item in sets)
    tokens = sum(item["sentences"] * item["tokens/sentence"] for item in sets)
    reading = sum(item["sentences"] / item["sentences/s"] for item in sets)
    pairs = sum(item["pairs"] for item in sets)
    return {
        "sentences": sentences_read,
        "tokens/sentence": tokens / sentences_read,
        "sentences/s": sentences_read / reading,
        "tokens/s": tokens / reading,
        "pairs": pairs,
        "pairs/s": pairs / sum(item["pairs"] / item["pairs/s"] for item in sets),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sets", nargs="*", default=["vitaminc_real.dev", "mnli_olora.test", "averitec.train"])
    parser.add_argument("--limit", type=int, default=1000, help="rows of each set")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    paths = [path for name in options.sets if (path := options.data / "nli" / f"{name}.parquet").exists()]
    if not paths:
        print(f"none of {', '.join(options.sets)} in {options.data / 'nli'}", file=sys.stderr)
        return 2
    results = {path.stem: measured(path, options.limit) for path in paths}
    if len(results) > 1:
        results["all"] = together(list(results.values()))
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        for name, metrics in results.items():
            print(f"{name:20} " + "  ".join(f"{key} {value:,.0f}" for key, value in metrics.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
