"""Speed and quality beside what people use instead, on the same weights and the same rows; writes docs/benchmarks.md.

    python benchmarks/side_by_side.py --data FOLDER [--verifier base] [--limit 40] [--write docs] [--json]

FOLDER holds ``nli/*.parquet`` (claim, evidence, label) and ``retrieval/`` as ``benchmarks/retrieval.py`` reads it; any
of the files below may be missing. What runs in torch runs the floats of the same int8 weights. With the default limit
it takes some four minutes of two cores.
"""

import argparse
import json
import platform
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow.parquet as parquet
import retrieval
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scorers import Scorer, cross_encoder, minicheck, pipeline, summac, with_checks, with_windows
from sklearn.metrics import roc_auc_score

from factdesk.evidence import EvidenceStore
from factdesk.models import Verifier
from factdesk.records import Document
from factdesk.training.plot import plot
from factdesk.training.restore import trainable
from factdesk.training.suite import Measured, measure

#: evidence of a paragraph to a page; then of a sentence or two
LONG = ("wice.dev", "control_nli.dev")
SHORT = ("vitaminc_real.dev", "fever_symmetric.v02_dev")
#: three labels, for how honest the probabilities are: like the training rows, and unlike them
HONEST = ("vitaminc_real.dev", "lingnli_litl.val", "healthver.dev")
WORDS = (8, 16, 32, 64, 128)
CORPUS = (500, 1000, 2000, 4000)
VERSIONED = ("factdesk", "openvino", "torch", "transformers", "sentence-transformers", "bm25s")
#: where documents are searched beside bm25s, and by how many of its claims
SEARCHED, CLAIMS = "scifact", 200

Json = dict[str, Any]


def rows_of(file: Path, limit: int) -> tuple[list[tuple[str, str]], NDArray[np.bool_]]:
    """(evidence, claim) pairs drawn by a seed, and whether each claim is supported."""
    table = parquet.read_table(file, columns=["evidence", "claim", "label"]).to_pylist()
    drawn = np.random.default_rng(0).permutation(len(table))[:limit]
    rows = [table[number] for number in drawn]
    return [(row["evidence"], row["claim"]) for row in rows], np.array([row["label"] == "supports" for row in rows])


def quality(scorers: list[Scorer], data: Path, limit: int) -> dict[str, Json]:
    """Of each set and scorer: balanced accuracy of "supported", area under the curve, pairs a second."""
    found: dict[str, Json] = {}
    for name in (*LONG, *SHORT):
        file = data / "nli" / f"{name}.parquet"
        if not file.exists():
            continue
        pairs, truth = rows_of(file, limit)
        found[name] = {"rows": len(pairs), "words of evidence": float(np.mean([len(e.split()) for e, _ in pairs]))}
        for scorer in scorers:
            began = perf_counter()
            scores = scorer.supported(pairs)
            seconds = perf_counter() - began
            said = scores > scorer.threshold
            found[name][scorer.name] = {
                "balanced_accuracy": float((said[truth].mean() + (~said[~truth]).mean()) / 2),
                "auroc": float(roc_auc_score(truth, scores)) if len(set(scores)) > 2 else None,
                "pairs_per_second": len(pairs) / seconds,
            }
    return found


def speed(scorers: list[Scorer], data: Path) -> dict[str, dict[int, float]]:
    """Pairs a second by words of evidence: the same words for all, 32 pairs, the better of two runs."""
    pairs, _ = rows_of(data / "nli" / f"{SHORT[0]}.parquet", 32)
    text = " ".join(evidence for evidence, _ in pairs).split()
    found: dict[str, dict[int, float]] = {}
    for scorer in scorers:
        scorer.supported(pairs[:4])
        for words in WORDS:
            cut = [(" ".join(text[n * 7 : n * 7 + words]), claim) for n, (_, claim) in enumerate(pairs)]
            seconds = min(timed(lambda cut=cut, scorer=scorer: scorer.supported(cut)) for _ in range(2))
            found.setdefault(scorer.name, {})[words] = len(cut) / seconds
    return found


def honesty(verifier: Verifier, data: Path, limit: int) -> dict[str, Measured]:
    """The verifier alone on sets of three labels."""
    files = {name: data / "nli" / f"{name}.parquet" for name in HONEST}
    return {name: measure(verifier, str(file), limit=limit) for name, file in files.items() if file.exists()}


def search_cost(data: Path) -> dict[str, dict[int, float]]:
    """Milliseconds by documents of the corpus: to index one of them, and to search for a claim, by words alone."""
    files = sorted((data / "retrieval").glob("*.corpus.parquet"))
    texts = [row["text"] for file in files for row in parquet.read_table(file, columns=["text"]).to_pylist()]
    found: dict[str, dict[int, float]] = {"indexing a document": {}, "searching for a claim": {}}
    for size in (size for size in CORPUS if size <= len(texts)):
        store = EvidenceStore.in_memory(embedder=None)
        documents = [Document(text=text, title=f"{number}") for number, text in enumerate(texts[:size]) if text]
        found["indexing a document"][size] = 1000 * timed(lambda s=store, d=documents: s.add(d)) / len(documents)
        claims = [text[:120] for text in texts[: size : size // 20]][:20]
        store.search(claims[:1], 10)
        found["searching for a claim"][size] = 1000 * timed(lambda s=store, c=claims: s.search(c, 10)) / len(claims)
    return found


def beside_bm25s(data: Path) -> dict[str, dict[str, float]]:
    """Full text and bm25s over the same documents and claims: nDCG@10, recall@20, milliseconds at the median."""
    corpus = data / "retrieval" / f"{SEARCHED}.corpus.parquet"
    if not corpus.exists():
        return {}
    asked = argparse.Namespace(split=None, limit=CLAIMS, documents=None, copies_as_one=False)
    task = retrieval.Task.read(corpus, asked)
    store = EvidenceStore.in_memory(embedder=None)
    store.add(task.documents)
    measured = retrieval.searching("fulltext", store, task) | retrieval.with_bm25s(task)
    ways = {"factdesk, full text": "fulltext", "bm25s": "bm25s"}
    return {
        way: {number: measured[f"{name} {number}"] for number in ("nDCG@10", "recall@20", "p50 ms")}
        for way, name in ways.items()
    }


def draw(path: Path, x: str, y: str, curves: dict[str, dict[int, float]]) -> None:
    """Curves over numbers that double, both axes logarithmic; told apart without colour."""
    figure = Figure(figsize=(6.4, 3.6), layout="constrained")
    axes = figure.subplots()
    for style, (name, points) in zip(("o-", "s--", "^:", "d-."), curves.items(), strict=False):
        axes.plot(list(points), list(points.values()), style, label=name)
    axes.set(xlabel=x, ylabel=y, xscale="log", yscale="log")
    axes.set_xticks(sorted({place for points in curves.values() for place in points}))
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_formatter("{x:,.3g}")
    axes.minorticks_off()
    axes.legend(frameon=False)
    figure.savefig(path)


def timed(run: Callable[[], object]) -> float:
    began = perf_counter()
    run()
    return perf_counter() - began


def page(found: Json, machine: str) -> str:
    """docs/benchmarks.md, from what was measured."""
    return TEXT.format(
        day=date.today(),
        machine=machine,
        versions=", ".join(f"{name} {number}" for name, number in found["versions"].items()),
        quality=_quality_table(found["quality"]),
        limit=found["limit"],
        speed=_table("words", found["speed"], "{:.1f}"),
        searched=SEARCHED,
        claims=CLAIMS,
        search=_search_table(found["search"]),
        corpus=_table("documents", found["corpus"], "{:.1f}"),
    )


TEXT = """# Benchmarks

<!-- Written by make bench. -->

The ways to score a claim that people use, on the **same weights** and the same rows, so that the way is compared, not
the model. Supported or not: three-way labels count as not supported where they are not `supports`.

Written {day} on {machine}, by

<!-- not run: it needs data and minutes -->
```sh
make bench DATA=FOLDER
```

Versions: {versions}.

## Quality

Balanced accuracy / area under the ROC curve / pairs a second. SummaC-ZS (Laban et al. 2022) holds sentences against
sentences; MiniCheck (Tang et al. 2024) takes the best of chunks of whole sentences; CrossEncoder and
`transformers.pipeline` run float32 in torch with their defaults and cut evidence at the window. A verdict answers and
ranks nothing, so it has no area.

{quality}

With {limit} rows a set, differences below about ten points are noise.

## Speed

Pairs a second by words of evidence (32 pairs, the better of two runs).

{speed}

![Pairs a second against words of evidence](plots/speed.svg)

## How honest the probabilities are

Of the verifier alone. `vitaminc_real.dev` and `lingnli_litl.val` are like its training rows, `healthver.dev` is not.
On the dashed line answers are as often right as they are sure; below it the model is too sure of itself. On the right,
what answering only the surest claims buys. `factdesk evaluate base FILES --plot FILE.svg` draws the same of your own.

![Accuracy, reliability, risk against coverage](plots/honesty.svg)

## Search

By words alone, over the documents of `{searched}` and {claims} of its claims. bm25s holds all in memory; the store is
the one that filters by day, adds and forgets, and stands on a disk or in object storage.

{search}

## Cost of a corpus

Milliseconds by documents, indexed and searched by words alone, in memory.

{corpus}

![Cost against corpus size](plots/corpus.svg)

## Published numbers

By their authors, on whole test sets, with models of their own: for orientation, not comparable row by row.

| test set | who | accuracy |
|---|---|---|
| VitaminC, real | ALBERT trained on FEVER / on VitaminC | 59 / 84 |
| FEVER-symmetric v0.2 | the same | 87 / 95 |
| ANLI R1 to R3 | the same / DeBERTa-v3-large (435 M) | 36 to 43 / 70 |
| MNLI matched | DeBERTa-v3-large | 91 |
| LLM-AggreFact, balanced accuracy of 11 sets | MiniCheck (0.8 B) / AlignScore / SummaC-Conv | 75 / 73 / 70 |

The models that ship here have 110 and 22 million parameters and run on two cores. What they score stands in their
cards, with the rows, the command and the interval.
"""


def _quality_table(sets: dict[str, Json]) -> str:
    names = [name for name, numbers in next(iter(sets.values())).items() if isinstance(numbers, dict)]
    head = "".join(f" {name}, {round(of['words of evidence'])} words |" for name, of in sets.items())
    lines = [f"| way |{head}", "|---|" + "---|" * len(sets)]
    for name in names:
        cells = [of[name] for of in sets.values()]
        shown = [
            f" {100 * cell['balanced_accuracy']:.0f} / {_percent(cell['auroc'])} / {cell['pairs_per_second']:.1f} |"
            for cell in cells
        ]
        lines.append(f"| {name} |{''.join(shown)}")
    return "\n".join(lines)


def _search_table(ways: dict[str, dict[str, float]]) -> str:
    numbers = list(next(iter(ways.values()), {}))
    lines = [f"| way | {' | '.join(numbers)} |", "|---|" + "---|" * len(numbers)]
    lines += [f"| {way} | {' | '.join(f'{one:.3g}' for one in found.values())} |" for way, found in ways.items()]
    return "\n".join(lines)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f}"


def _table(first: str, curves: dict[str, dict[int, float]], form: str) -> str:
    places = sorted({place for points in curves.values() for place in points})
    lines = [f"| {first} | " + " | ".join(f"{place:,}" for place in places) + " |", "|---|" + "---|" * len(places)]
    for name, points in curves.items():
        lines.append(f"| {name} | " + " | ".join(form.format(points[place]) for place in places) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--verifier", default="base")
    parser.add_argument("--limit", type=int, default=40)
    parser.add_argument("--machine", default=f"{platform.machine()}, {platform.system()}", help="What to call it.")
    parser.add_argument("--write", type=Path, metavar="DOCS", help="Write benchmarks.md and plots/ into this folder.")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    verifier = Verifier.from_pretrained(options.verifier)
    with TemporaryDirectory() as folder:
        floats = trainable(options.verifier, Path(folder))
        torch = [cross_encoder(floats), pipeline(floats)]
    ours = with_windows(verifier)
    certainties = honesty(verifier, options.data, 4 * options.limit)
    found: Json = {
        "limit": options.limit,
        "versions": {"verifier": verifier.version} | {name: version(name) for name in VERSIONED},
        "quality": quality(
            [with_checks(verifier), ours, minicheck(verifier), summac(verifier), *torch], options.data, options.limit
        ),
        "speed": speed([ours, *torch], options.data),
        "search": beside_bm25s(options.data),
        "corpus": search_cost(options.data),
    }
    if options.write:
        folder = options.write / "plots"
        folder.mkdir(exist_ok=True)
        plot(certainties, folder / "honesty.svg")
        draw(folder / "speed.svg", "words of evidence", "pairs a second", found["speed"])
        draw(folder / "corpus.svg", "documents", "milliseconds", found["corpus"])
        text = page(found, options.machine)
        (options.write / "benchmarks.md").write_text(text, encoding="utf-8")
    if options.json:
        print(json.dumps(found))
    elif not options.write:
        print(_quality_table(found["quality"]))
        print(_table("words", found["speed"], "{:.1f}"))
        print(_search_table(found["search"]))
        print(_table("documents", found["corpus"], "{:.1f}"))


if __name__ == "__main__":
    main()
