"""Pairs a second of the int8 verifier beside sentence-transformers' CrossEncoder: same weights, same pairs, same run.

    python benchmarks/speed.py --data FOLDER [--verifier base] [--split dev] [--limit 512] [--curve]

FOLDER holds ``nli/*.parquet`` with columns evidence, claim and label; pairs of 50 to 128 tokens are taken, some 80 in
the mean. CrossEncoder runs the verifier's own weights, brought back to floats, in float32 with its defaults (batches of
32). Each is warmed up, then run twice in turn, and its best time counts. ``--curve`` adds pairs a second of the int8
network over row lengths and batch sizes; ``--json`` prints one object.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow.parquet as parquet
from numpy.typing import NDArray

from factdesk.models import Verifier
from factdesk.models.folders import ModelFolder
from factdesk.models.labels import labels_of
from factdesk.models.network import Network
from factdesk.models.verifier import SHIPPED
from factdesk.training.restore import trainable

LENGTHS = (16, 32, 64, 128, 256, 512)
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256)
COLUMNS = ("supports", "refutes", "nei")
TOKENS = range(50, 129)


def rows_of(verifier: Verifier, folder: Path, split: str, limit: int) -> tuple[list[tuple[str, str]], list[str], float]:
    """Pairs and labels of three-way sets, as many of each file, and how many tokens a pair has in the mean."""
    tokenizer = verifier._network.tokens.tokenizer
    files = sorted((folder / "nli").glob(f"*.{split}*.parquet"))
    pairs, labels, lengths = [], [], []
    for file in files:
        table = parquet.read_table(file, columns=["evidence", "claim", "label"]).to_pydict()
        taken = 0
        for evidence, claim, label in zip(*table.values(), strict=True):
            if label not in COLUMNS or (length := len(tokenizer.encode(evidence, claim))) not in TOKENS:
                continue
            pairs.append((evidence, claim))
            labels.append(label)
            lengths.append(length)
            taken += 1
            if taken * len(files) >= limit:
                break
    return pairs, labels, float(np.mean(lengths))


def best_seconds(runs: dict[str, Callable[[], object]], times: int = 2) -> dict[str, float]:
    """The least seconds of each run; they take turns, so that a busy minute hits both."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(times):
        for name, run in runs.items():
            start = perf_counter()
            run()
            best[name] = min(best[name], perf_counter() - start)
    return best


def balanced_accuracy(rows: NDArray[np.float32], labels: list[str]) -> float:
    answers = np.array(COLUMNS)[rows.argmax(axis=1)]
    truth = np.array(labels)
    return float(np.mean([(answers[truth == label] == label).mean() for label in set(labels)]))


def compare(verifier: Verifier, safetensors: Path, pairs: list[tuple[str, str]], labels: list[str]) -> dict[str, float]:
    from sentence_transformers import CrossEncoder

    cross_encoder = CrossEncoder(str(safetensors), device="cpu")
    order = labels_of(ModelFolder(safetensors, safetensors.name).config["id2label"])
    columns = [order.index(label) for label in COLUMNS]
    verifier.predict(pairs[:32])
    cross_encoder.predict(pairs[:32])
    theirs = cross_encoder.predict(pairs, apply_softmax=True)[:, columns]
    ours = verifier.predict(pairs)
    seconds = best_seconds(
        {"int8": lambda: verifier.predict(pairs), "cross_encoder": lambda: cross_encoder.predict(pairs)}
    )
    return {
        "pairs": len(pairs),
        "int8_pairs_per_second": len(pairs) / seconds["int8"],
        "cross_encoder_pairs_per_second": len(pairs) / seconds["cross_encoder"],
        "times_faster": seconds["cross_encoder"] / seconds["int8"],
        "same_label": float((ours.argmax(axis=1) == theirs.argmax(axis=1)).mean()),
        "int8_balanced_accuracy": balanced_accuracy(ours, labels),
        "cross_encoder_balanced_accuracy": balanced_accuracy(theirs, labels),
    }


def curve(name: str) -> dict[str, dict[str, float]]:
    """Pairs a second by row length and rows a batch."""
    network = Network.load(ModelFolder.find(name, shipped=SHIPPED))
    word = network.tokens.tokenizer.encode("word", add_special_tokens=False)
    speeds: dict[str, dict[str, float]] = {}
    for length in (length for length in LENGTHS if length <= network.tokens.window):
        special = len(network.tokens.row(word)) - 1
        text = type(word).merge([word] * (length - special))
        row = network.tokens.row(text)
        for size in BATCHES:
            rows = [row] * size
            network.runtime.tokens_per_batch = length * size
            network.outputs(rows)
            seconds = best_seconds({"run": lambda rows=rows: network.outputs(rows)})["run"]
            speeds.setdefault(str(length), {})[str(size)] = size / seconds
    return speeds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--verifier", default="base")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--limit", type=int, default=512)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    verifier = Verifier.from_pretrained(options.verifier)
    pairs, labels, mean_tokens = rows_of(verifier, options.data, options.split, options.limit)
    with TemporaryDirectory() as folder:
        floats = trainable(options.verifier, Path(folder) / "floats")
        speed = {"mean_tokens": mean_tokens, **compare(verifier, floats, pairs, labels)}
    found: dict[str, Any] = {"speed": speed}
    if options.curve:
        found["curve"] = curve(options.verifier)
    if options.json:
        print(json.dumps(found))
        return
    for metric, number in found["speed"].items():
        print(f"{metric:32} {number:10.3f}")
    for length, speeds in found.get("curve", {}).items():
        print(f"{length:>4} tokens:", "  ".join(f"{size} rows {speed:.0f}/s" for size, speed in speeds.items()))


if __name__ == "__main__":
    main()
