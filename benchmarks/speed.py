"""Pairs a second of the int8 verifier beside sentence-transformers' CrossEncoder: same weights, same pairs, same run.

    python benchmarks/speed.py --data FOLDER [--verifier base] [--split dev] [--limit 512] [--curve] [--chip cuda]

FOLDER holds ``nli/*.parquet`` with columns evidence, claim and label; pairs of 50 to 128 tokens are taken, some 80 in
the mean. CrossEncoder runs the verifier's own weights, brought back to floats, in float32 with its defaults (batches of
32). Each is warmed up, then run twice in turn, and its best time counts. ``--curve`` adds pairs a second of the int8
network over row lengths and batch sizes; ``--json`` prints one object.

Where there is a GPU (or where ``--chip`` names a device of torch's, cpu for one) the floats run there too, in the type
that ``Verifier`` takes for it, and with them one large product of matrices in that type: pairs a second, and the share
of the chip's measured throughput that the network's own products come to. ``--limit 20000`` fills one.
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
import torch
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
#: rows and columns of the matrices that tell what a chip can do
WIDTH = {"cuda": 16384, "cpu": 2048}


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


def on_chip(device: str, safetensors: Path, pairs: list[tuple[str, str]]) -> dict[str, float]:
    """Pairs a second of the floats on a device of torch's, and what their products are of the most that it does."""
    verifier = Verifier.from_pretrained(safetensors, runtime="torch", device=device)
    network = verifier._network.runtime._model
    products = products_of(verifier, pairs)
    verifier.predict(pairs[:256])
    width = WIDTH.get(device.partition(":")[0], 4096)
    one = torch.randn(width, width, device=device, dtype=network.dtype)
    one @ one

    def multiplied() -> None:
        (one @ one)[0, 0].item()  # asked for, so that it is waited for

    seconds = best_seconds({"pairs": lambda: verifier.predict(pairs), "matrices": multiplied}, times=3)
    most = 2 * width**3 / seconds["matrices"]
    return {
        "pairs_per_second": len(pairs) / seconds["pairs"],
        "measured_teraflops": most / 1e12,
        "share_of_it": products / seconds["pairs"] / most,
    }


def products_of(verifier: Verifier, pairs: list[tuple[str, str]]) -> float:
    """Multiplications and additions in the matrix products of all pairs; what fills rows up to a length is left out."""
    network = verifier._network.runtime._model
    layers, width = network.config.num_hidden_layers, network.config.hidden_size
    weights = sum(
        module.weight.numel()
        for name, module in network.named_modules()
        if isinstance(module, torch.nn.Linear) and "encoder" in name
    )
    lengths = [
        len(row) for start in range(0, len(pairs), 4096) for row in verifier.tokenised(pairs[start:][:4096]).rows
    ]
    return float(sum(2 * weights * length + 4 * layers * width * length**2 for length in lengths))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--verifier", default="base")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--limit", type=int, default=512)
    parser.add_argument("--curve", action="store_true")
    default = "cuda" if torch.cuda.is_available() else None
    parser.add_argument("--chip", default=default, help="run the floats on this device of torch's too")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    verifier = Verifier.from_pretrained(options.verifier)
    pairs, labels, mean_tokens = rows_of(verifier, options.data, options.split, options.limit)
    with TemporaryDirectory() as folder:
        floats = trainable(options.verifier, Path(folder) / "floats")
        speed = {"mean_tokens": mean_tokens, **compare(verifier, floats, pairs, labels)}
        chip = on_chip(options.chip, floats, pairs) if options.chip else {}
    found: dict[str, Any] = {"speed": speed, "chip": chip}
    if options.curve:
        found["curve"] = curve(options.verifier)
    if options.json:
        print(json.dumps(found))
        return
    for metric, number in [*speed.items(), *((f"{options.chip}: {name}", value) for name, value in chip.items())]:
        print(f"{metric:32} {number:10.3f}")
    for length, speeds in found.get("curve", {}).items():
        print(f"{length:>4} tokens:", "  ".join(f"{size} rows {speed:.0f}/s" for size, speed in speeds.items()))


if __name__ == "__main__":
    main()
