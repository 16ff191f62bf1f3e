"""Rows a second of batch scoring, beside the verifier alone and beside what people use instead; memory as rows grow.

    python benchmarks/batch.py --data FOLDER [--split dev] [--limit 20000] [--verifier small] [--json]
    python benchmarks/batch.py --memory 10000 1000000 [--json]

FOLDER holds ``nli/*.parquet`` with columns evidence and claim; all files of the split are read. ``predict`` is
``Verifier.predict`` on pairs in memory, ``score`` the whole way from file to file with the same verifier;
``cross_encoder`` and ``pipeline`` read the same file with sentence-transformers and transformers, and are left out
where the verifier has no safetensors. ``--memory`` scores rows made up here with a verifier that does nothing, a
process a size, and prints the peak of each (Linux).
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np


def pairs_of(folder: Path, split: str, limit: int) -> list[tuple[str, str]]:
    import pyarrow.parquet as pq

    pairs: list[tuple[str, str]] = []
    for path in sorted((folder / "nli").glob(f"*.{split}.parquet")):
        rows = pq.read_table(path, columns=["evidence", "claim"]).to_pylist()
        pairs += [(row["evidence"], row["claim"]) for row in rows]
    if not pairs:
        raise SystemExit(f"{folder}/nli: found no *.{split}.parquet")
    return list(dict.fromkeys(pairs))[:limit]


def write_rows(pairs: Sequence[tuple[str, str]], path: Path) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for evidence, claim in pairs:
            stream.write(json.dumps({"evidence": evidence, "claim": claim}, ensure_ascii=False) + "\n")


def read_rows(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            yield row["evidence"], row["claim"]


def score(source: Path, output: Path, verifier: Any) -> None:
    from factdesk.batch import Columns, Scorer
    from factdesk.batch.run import opened, run

    columns = Columns()
    with opened(str(source), columns, store=False) as sources:
        run(sources, output, lambda: Scorer(verifier), columns=columns)


def cross_encoder(source: Path, folder: Path) -> None:
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(str(folder), device="cpu")
    rows = read_rows(source)
    while chunk := list(islice(rows, 1024)):
        model.predict(chunk, batch_size=32, show_progress_bar=False)


def pipeline(source: Path, folder: Path) -> None:
    import transformers

    classify = transformers.pipeline("text-classification", model=str(folder), top_k=None, device="cpu")
    inputs = ({"text": evidence, "text_pair": claim} for evidence, claim in read_rows(source))
    for _ in classify(inputs, batch_size=32, truncation=True):
        pass


def rate(rows: int, work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return round(rows / (perf_counter() - started), 1)


def rates(data: Path, split: str, limit: int, name: str) -> dict[str, float]:
    from factdesk.models import Verifier
    from factdesk.models.folders import ModelFolder
    from factdesk.models.verifier import SHIPPED

    pairs = pairs_of(data, split, limit)
    verifier = Verifier.from_pretrained(name)
    verifier.predict(pairs[:64])
    folder = ModelFolder.find(name, shipped=SHIPPED).path
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "pairs.jsonl"
        write_rows(pairs, source)
        found = {
            "predict": rate(len(pairs), lambda: verifier.predict(pairs)),
            "score": rate(len(pairs), lambda: score(source, Path(place) / "out.parquet", verifier)),
        }
        if any(folder.glob("model*.safetensors")):
            found["cross_encoder"] = rate(len(pairs), lambda: cross_encoder(source, folder))
            found["pipeline"] = rate(len(pairs), lambda: pipeline(source, folder))
    ratios = {f"score/{other}": round(found["score"] / value, 3) for other, value in found.items() if other != "score"}
    return {"rows": len(pairs), **found, **ratios}


class Nothing:
    """A verifier that does nothing, so that only scoring itself is measured."""

    version = "nothing"

    def predict(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        return np.tile(np.array([0.1, 0.1, 0.8], np.float32), (len(pairs), 1))


def peak(rows: int, answer: Any) -> None:
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "rows.jsonl"
        with source.open("w", encoding="utf-8") as stream:
            for number in range(rows):
                claim = f"The town of Arle has {number} bridges."
                stream.write(json.dumps({"claim": claim, "evidence": f"{claim} They are old.", "id": number}) + "\n")
        score(source, Path(place) / "out.jsonl", Nothing())
    # Not getrusage: its peak is inherited from the process that started this one.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    answer.put(int(status["VmHWM"].split()[0]) / 1024)


def peaks(sizes: Sequence[int]) -> dict[str, float]:
    context = multiprocessing.get_context("spawn")
    found = {}
    for size in sizes:
        answer = context.Queue()
        process = context.Process(target=peak, args=(size, answer))
        process.start()
        found[f"{size} rows, MiB"] = round(answer.get(), 1)
        process.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--limit", type=int, default=20_000)
    parser.add_argument("--verifier", default="small")
    parser.add_argument("--memory", type=int, nargs="+", metavar="ROWS")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not given.data and not given.memory:
        parser.error("give --data FOLDER, or --memory ROWS, or both")
    results: dict[str, dict[str, float]] = {}
    if given.data:
        results["rows a second"] = rates(given.data, given.split, given.limit, given.verifier)
    if given.memory:
        results["peak memory"] = peaks(given.memory)
    if given.json:
        json.dump(results, sys.stdout, indent=2)
        print()
        return
    for name, numbers in results.items():
        print(name)
        for what, value in numbers.items():
            print(f"  {what:<24}{value:>12,}")


if __name__ == "__main__":
    main()
