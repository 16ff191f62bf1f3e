"""Rows a second of batch scoring, beside the verifier alone and beside what people use instead; memory as rows grow.

    python benchmarks/batch.py --data FOLDER [--split dev] [--limit 2000] [--verifier random] [--rounds 3] [--json]
    python benchmarks/batch.py --data FOLDER --ray 2 [--limit 512] [--verifier base] [--rounds 3] [--json]
    python benchmarks/batch.py --start [--rounds 3] [--verifier base] [--json]
    python benchmarks/batch.py --kills 10 [--limit 20000] [--json]
    python benchmarks/batch.py --memory 10000 1000000 [--json]

FOLDER holds ``nli/*.parquet`` with columns evidence and claim; all files of the split are read, or those that
``--sets`` names. ``predict`` is ``Verifier.predict`` on pairs in memory by a verifier as ``from_pretrained`` loads it,
``predict side by side`` by one that runs several batches at once, as batch scoring loads it, and ``score`` the whole
way from file to file with that one; ``cross_encoder`` and ``pipeline`` read the same file with sentence-transformers
and transformers, from the verifier's own weights, brought back to floats where it ships as int8. ``--verifier random``
makes a network of the size of verifier-small with random weights, as safetensors and quantised by factdesk: what it
says means nothing, how fast it says it is what a trained one is. What ``predict`` and ``score`` take of a core depends
less than the rates on what else the machine does; with OMP_NUM_THREADS=1 it has no waiting of threads in it.
``--verifier nothing`` prints what scoring itself takes of a core.
``--beside`` gives those two fewer rows, drawn from all. The best of the rounds counts, and the rounds take turns.

``--ray`` scores the rows on a cluster of one machine with one worker of one core, then with more, in windows of 64
pairs; what a cluster takes to score one row, which is its start, is taken off. ``--start`` is how long ``factdesk
score`` takes for one row, in a process of its own. ``--kills`` scores rows made up here, kills the process with -9 as
often at random moments, and compares the output with that of a run that nobody disturbed. ``--memory`` scores such rows
with a verifier that does nothing, a process a size, and prints the peak of each (Linux).
"""

import argparse
import json
import multiprocessing
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np


def pairs_of(folder: Path, split: str, sets: str, limit: int) -> list[tuple[str, str]]:
    import pyarrow.parquet as pq

    pairs: list[tuple[str, str]] = []
    for path in sorted((folder / "nli").glob(f"{sets}.{split}.parquet")):
        rows = pq.read_table(path, columns=["evidence", "claim"]).to_pylist()
        pairs += [(row["evidence"], row["claim"]) for row in rows]
    if not pairs:
        raise SystemExit(f"{folder}/nli: found no {sets}.{split}.parquet")
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


def made_up(place: Path) -> tuple[Any, Any, Path]:
    """Make a verifier of verifier-small's size with random weights; return it as ``named`` does."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    from factdesk.models.folders import SHIPPED as WEIGHTS
    from factdesk.models.folders import ModelFolder
    from factdesk.models.network import Network
    from factdesk.models.verifier import Verifier
    from factdesk.training.quantize import quantize

    torch.manual_seed(0)
    labels = dict(enumerate(("supports", "refutes", "nei")))
    sizes = {"hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536}
    network = BertForSequenceClassification(BertConfig(**sizes, id2label=labels, label2id={}))
    network.save_pretrained(place / "random")
    AutoTokenizer.from_pretrained(WEIGHTS / "detector").save_pretrained(place / "random")
    quantize(place / "random", place / "random-int8")
    folder = ModelFolder.find(place / "random-int8", shipped={})
    # Not from_pretrained: what it is asked on loading a random network gets wrong, and is refused.
    both = (Verifier(Network.load(folder, side_by_side=way), ("supports", "refutes", "nei")) for way in (True, False))
    return *both, place / "random"


def named(name: str, place: Path) -> tuple[Any, Any, Path]:
    """Return a verifier as batch scoring loads it, as ``from_pretrained`` alone loads it, and its float folder."""
    from factdesk.models import Verifier
    from factdesk.training.restore import trainable

    both = (Verifier.from_pretrained(name, side_by_side=way) for way in (True, False))
    return *both, trainable(name, place / "floats")


def seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


#: of these the cost of a row is told too
_TIMED = ("predict", "predict side by side", "score")


def rates(pairs: list[tuple[str, str]], name: str, rounds: int, beside: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as place:
        verifier, as_loaded, folder = made_up(Path(place)) if name == "random" else named(name, Path(place))
        for warmed in (verifier, as_loaded):
            warmed.predict(pairs[:64])
        source, some = Path(place) / "pairs.jsonl", Path(place) / "some.jsonl"
        write_rows(pairs, source)
        # Drawn evenly, so that their lengths are those of all.
        write_rows(pairs[:: max(1, len(pairs) // beside)][:beside], some)
        ways: dict[str, Callable[[int], object]] = {
            "predict": lambda _: as_loaded.predict(pairs),
            "predict side by side": lambda _: verifier.predict(pairs),
            # A name for each round: an output that is there is not scored again.
            "score": lambda number: score(source, Path(place) / f"{number}.parquet", verifier),
            "cross_encoder": lambda _: cross_encoder(some, folder),
            "pipeline": lambda _: pipeline(some, folder),
        }
        took: dict[str, float] = dict.fromkeys(ways, float("inf"))
        spent = took.copy()
        for number in range(rounds):
            for way, work in ways.items():
                before = process_time()
                took[way] = min(took[way], seconds(lambda work=work, number=number: work(number)))
                spent[way] = min(spent[way], process_time() - before)
    rows = {"cross_encoder": min(beside, len(pairs)), "pipeline": min(beside, len(pairs))}
    found = {way: round(rows.get(way, len(pairs)) / best, 1) for way, best in took.items()}
    ratios = {f"score/{other}": round(found["score"] / found[other], 3) for other in ways if other != "score"}
    cores = {f"{way}, ms of a core a row": round(1000 * spent[way] / len(pairs), 3) for way in ways if way in _TIMED}
    return {"rows": len(pairs), **found, **ratios, **cores}


def own_cost(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """Return what scoring itself takes of a row, from file to file, where the verifier does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write_rows(pairs[:1], place / "one.jsonl")
        write_rows(pairs[1:], place / "rest.jsonl")
        score(place / "one.jsonl", place / "one.parquet", Nothing())
        before = process_time()
        score(place / "rest.jsonl", place / "rest.parquet", Nothing())
        taken = process_time() - before
    return {"rows": len(pairs) - 1, "ms of a core a row": round(1000 * taken / (len(pairs) - 1), 3)}


def on_ray(pairs: list[tuple[str, str]], name: str, most: int, rounds: int) -> dict[str, float]:
    import ray

    from factdesk.batch import scoring
    from factdesk.batch.cluster import RayEngine

    scoring.WINDOW = 64
    rates: dict[int, list[float]] = {1: [], most: []}
    outputs = set()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write_rows(pairs[:1], place / "one.jsonl")
        write_rows(pairs, place / "all.jsonl")
        for number, workers in ((number, workers) for number in range(rounds) for workers in (1, most)):
            ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
            engine = RayEngine.from_pretrained(name, workers=workers)
            # Names of their own: an output that is there is not scored again.
            one, output = place / f"one-{number}-{workers}.parquet", place / f"all-{number}-{workers}.parquet"
            start = seconds(partial(score, place / "one.jsonl", one, engine))
            whole = seconds(partial(score, place / "all.jsonl", output, engine))
            rates[workers].append(len(pairs) / (whole - start))
            outputs.add(output.read_bytes())
            ray.shutdown()
    found = {f"{workers} workers": round(max(all_rounds), 1) for workers, all_rounds in rates.items()}
    times = max(rates[most]) / max(rates[1])
    return {"rows": len(pairs), **found, "times": round(times, 2), "same bytes": int(len(outputs) == 1)}


def started(name: str, rounds: int) -> float:
    """Return the least seconds that ``factdesk score`` takes for one row."""
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder) / "row.jsonl", Path(folder) / "out.jsonl"
        write_rows([("Arle has two bridges.", "The town of Arle has two bridges.")], source)
        command = [sys.executable, "-m", "factdesk", "score", str(source), "-o", str(output), "--verifier", name]
        run = partial(subprocess.run, [*command, "--fresh"], check=True, capture_output=True)
        return round(min(seconds(run) for _ in range(rounds)), 2)


class Nothing:
    """A verifier that does nothing, so that only scoring itself is measured."""

    version = "nothing"

    def predict(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        return np.tile(np.array([0.1, 0.1, 0.8], np.float32), (len(pairs), 1))


def write_made_up(rows: int, path: Path) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for number in range(rows):
            claim = f"The town of Arle has {number} bridges."
            stream.write(json.dumps({"claim": claim, "evidence": f"{claim} They are old.", "id": number}) + "\n")


def peak(rows: int, answer: Any) -> None:
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "rows.jsonl"
        write_made_up(rows, source)
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


class Counted(Nothing):
    """A verifier that does nothing but write down how many pairs it was asked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def predict(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(f"{len(pairs)}\n")
        return super().predict(pairs)


def killed(kills: int, rows: int) -> dict[str, float]:
    """Kill a run as often, let it end, and compare it with one that nobody disturbed."""
    from factdesk.batch.run import ledger_of
    from factdesk.batch.scoring import WINDOW

    context = multiprocessing.get_context("spawn")
    chance = random.Random()  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        source, whole, output = place / "rows.jsonl", place / "whole.parquet", place / "killed.parquet"
        write_made_up(rows, source)
        undisturbed = seconds(lambda: score(source, whole, Nothing()))
        for _ in range(kills):
            process = context.Process(target=score, args=(source, output, Counted(place / "asked")))
            process.start()
            # The start of Python, then anywhere in what of the run is left to each kill.
            process.join(1.5 + chance.random() * 2 * undisturbed / kills)
            process.kill()
            process.join()
        score(source, output, Counted(place / "asked"))
        asked = sum(map(int, (place / "asked").read_text().split()))
        with sqlite3.connect(ledger_of(output)) as ledger:
            (finished,) = ledger.execute("SELECT count(*) FROM result").fetchone()
        return {
            "rows": rows,
            "kills": kills,
            "same bytes": int(whole.read_bytes() == output.read_bytes()),
            "finished rows": finished,
            # A kill loses the windows that were begun and not written down.
            "asked again": asked - rows,
            "at most": kills * 2 * WINDOW,
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--sets", default="vitaminc_real", metavar="GLOB")
    parser.add_argument("--limit", type=int, default=20_000)
    parser.add_argument("--beside", type=int, default=20_000, metavar="ROWS")
    parser.add_argument("--verifier", default="random")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--ray", type=int, metavar="WORKERS")
    parser.add_argument("--start", action="store_true")
    parser.add_argument("--kills", type=int)
    parser.add_argument("--memory", type=int, nargs="+", metavar="ROWS")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not (given.data or given.start or given.memory or given.kills):
        parser.error("give --data FOLDER, --start, --kills TIMES, --memory ROWS, or more of these")
    results: dict[str, dict[str, float]] = {}
    if given.data:
        pairs = pairs_of(given.data, given.split, given.sets, given.limit)
        if given.verifier == "nothing":
            results["scoring itself"] = own_cost(pairs)
        elif given.ray:
            results["rows a second on Ray"] = on_ray(pairs, given.verifier, given.ray, given.rounds)
        else:
            results["rows a second"] = rates(pairs, given.verifier, given.rounds, given.beside)
    if given.start:
        results["start"] = {"seconds to score one row": started(given.verifier, given.rounds)}
    if given.kills:
        results["killed"] = killed(given.kills, given.limit)
    if given.memory:
        results["peak memory"] = peaks(given.memory)
    if given.json:
        json.dump(results, sys.stdout, indent=2)
        print()
        return
    for name, numbers in results.items():
        print(name)
        for what, value in numbers.items():
            print(f"  {what:<30}{value:>12,}")


if __name__ == "__main__":
    main()
