"""Measures how the cost of a store grows with its size: indexing, disk, memory, and searches by words and by meaning.

    python benchmarks/growth.py --data FOLDER [--sizes 1000 10000 100000 1000000] [--dense-to 100000] [--queries 200]
        [--place FOLDER] [--plot growth.svg] [--json]

The passages are sentences of FOLDER/articles and of the corpora of FOLDER/retrieval, varied by rule so that there are
enough: passage n is the first half of the words of one sentence and the second half of those of another, so words keep
the frequencies that they have in real text. The queries are the claims of FOLDER/retrieval. Up to ``--dense-to``
passages there are vectors too: that of a passage is the mean of the real vectors of the two sentences that it is made
of, scaled to unit length, so that a store of any size can be had without running the embedder for each passage, and
texts that are alike have vectors that are alike. What is timed of a dense search includes the embedding of the claim.
Above ``factdesk.evidence.approximate.FROM`` vectors there is an approximate index, whose recall of what an exact search
ranks first is printed. Beside the time on the clock stands the median time that all threads worked on a search (CPU),
which other work on the machine stretches less. Stores lie on disk; memory is what this process takes at most.
"""

import argparse
import json
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from factdesk.evidence import EvidenceStore, approximate
from factdesk.models import Embedder
from factdesk.records import Document

#: Passages of one document, and sentences that everything is made of.
IN_DOCUMENT, SENTENCES = 20, 20_000
K = 10
#: Of the vector hits that a search fuses, how many an approximate index must not miss.
CANDIDATES = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--dense-to", type=int, default=100_000, help="the largest size with vectors; 0 for none")
    parser.add_argument("--embedded", type=int, default=2_000, help="sentences whose vectors stand behind all others")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--place", type=Path, help="keep the stores here [default: a temporary folder]")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the costs against the size (.svg, .png)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    sentences, claims = read(options.data)
    claims = claims[: options.queries]
    varied = Varied(sentences, Embedder.from_pretrained(), options.embedded) if options.dense_to else None
    report: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for size in sorted(options.sizes):
            dense = varied if varied and size <= options.dense_to else None
            place = (options.place or Path(temporary)) / f"{size}{'-dense' if dense else ''}"
            report[str(size)] = measure(place, size, sentences, claims, dense)
            if not options.json:
                numbers = "  ".join(
                    f"{key} {value:,.{3 if value < 1 else 1}f}" for key, value in report[str(size)].items()
                )
                print(f"{size:,}: {numbers}", flush=True)
    if options.json:
        print(json.dumps(report))
    if options.plot:
        draw(report, options.plot)


def read(data: Path) -> tuple[list[str], list[str]]:
    """Return sentences of 8 to 40 words, and claims, both in an order that is drawn once for all."""
    texts: list[str] = []
    for path in [
        *sorted((data / "articles").glob("*.parquet")),
        *sorted((data / "retrieval").glob("*.corpus.parquet")),
    ]:
        texts += pq.read_table(path, columns=["text"])["text"].to_pylist()
    chance = random.Random(61)  # noqa: S311 - no secret
    chance.shuffle(texts)
    sentences: dict[str, None] = {}
    for text in texts:
        found = (" ".join(part.split()) for part in re.split(r"(?<=[.!?])\s+", text[:20_000]))
        sentences |= dict.fromkeys(part for part in found if 8 <= part.count(" ") <= 40)
        if len(sentences) >= SENTENCES:
            break
    claims: list[str] = []
    for path in sorted((data / "retrieval").glob("*.queries.parquet")):
        claims += pq.read_table(path, columns=["text"])["text"].to_pylist()
    chance.shuffle(claims)
    return list(sentences), claims


class Varied:
    """An embedder for the varied passages, which knows them by their first and last words."""

    def __init__(self, sentences: Sequence[str], embedder: Embedder, count: int) -> None:
        self.embedder, self.version, self.dimensions = embedder, f"varied-{embedder.version}", embedder.dimensions
        real = embedder.encode(sentences[:count])
        self._first = {halves(sentence)[0]: real[at % count] for at, sentence in enumerate(sentences)}
        self._second = {halves(sentence)[1]: real[at % count] for at, sentence in enumerate(sentences)}

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        vectors = np.stack([self._of(text) for text in texts])
        scaled: npt.NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return scaled

    def _of(self, text: str) -> npt.NDArray[np.float32]:
        first, _, second = text.partition(" ~ ")
        if first in self._first and second in self._second:
            both: npt.NDArray[np.float32] = self._first[first] + self._second[second]
            return both
        # A claim, or one of the few passages that are cut in the middle of a half.
        return self.embedder.encode([text])[0]


def halves(sentence: str) -> tuple[str, str]:
    words = sentence.split()
    middle = len(words) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])


def documents(sentences: Sequence[str], size: int) -> Iterator[Document]:
    """Yield documents of IN_DOCUMENT passages, ``size`` passages in all, each a line of its own."""
    chance = random.Random(size)  # noqa: S311 - no secret
    split = [halves(sentence) for sentence in sentences]
    for number in range(-(-size // IN_DOCUMENT)):
        lines = (f"- {chance.choice(split)[0]} ~ {chance.choice(split)[1]}" for _ in range(IN_DOCUMENT))
        yield Document(id=str(number), text="\n".join(lines))


def measure(
    place: Path, size: int, sentences: Sequence[str], claims: Sequence[str], embedder: Varied | None
) -> dict[str, float]:
    results: dict[str, float] = {}
    store = EvidenceStore.open(place, embedder=embedder)
    began = time.perf_counter()
    if added := store.add(documents(sentences, size)).passages:
        results["indexed passages/s"] = added / (time.perf_counter() - began)
    results["passages"] = store.stats().passages
    results["disk MB"] = sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) / 2**20
    results |= searched("words", EvidenceStore.open(place), claims)
    if embedder:
        results |= searched("words and meaning", store, claims)
        results |= recall(store, claims, embedder)
    return results | {"peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def searched(name: str, store: EvidenceStore, claims: Sequence[str]) -> dict[str, float]:
    store.search(claims[:5], K)  # what is read once, is read
    seconds, worked = [], []
    for claim in claims:
        began, before = time.perf_counter(), time.process_time()
        store.search([claim], K)
        seconds.append(time.perf_counter() - began)
        worked.append(time.process_time() - before)
    return {
        **{f"{name} p{percent} ms": float(np.percentile(seconds, percent)) * 1000 for percent in (50, 99)},
        f"{name} CPU ms": float(np.median(worked)) * 1000,
    }


def recall(store: EvidenceStore, claims: Sequence[str], embedder: Varied) -> dict[str, float]:
    """Return the share of the nearest vectors that the approximate index finds; nothing where there is none."""
    passages = store._tables.passages
    probes = approximate.probes(passages)
    if not probes:
        return {}
    shares = []
    for claim in claims:
        query = passages.search(embedder.encode([claim])[0], vector_column_name="vector").distance_type("dot")
        # Their places alone: the same likeness, worked out in two ways, may differ in its last digit.
        query = query.with_row_id(True).select(["_distance"]).limit(CANDIDATES)
        near = query.minimum_nprobes(probes).maximum_nprobes(probes).to_arrow()["_rowid"].to_pylist()
        exact = query.bypass_vector_index().to_arrow()["_rowid"].to_pylist()
        shares.append(len(set(near) & set(exact)) / len(exact))
    return {f"index recall@{CANDIDATES}": float(np.mean(shares))}


def draw(report: dict[str, dict[str, float]], path: Path) -> None:
    import matplotlib

    matplotlib.use("svg" if path.suffix == ".svg" else "agg")
    import matplotlib.pyplot as plt

    figure, panels = plt.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
    for panel, title, names in (
        (
            panels[0],
            "search, ms",
            ("words p50 ms", "words CPU ms", "words and meaning p50 ms", "words and meaning CPU ms"),
        ),
        (panels[1], "on disk, MB", ("disk MB",)),
        (panels[2], "indexed, passages a second", ("indexed passages/s",)),
    ):
        for name in names:
            points = [(int(size), numbers[name]) for size, numbers in report.items() if name in numbers]
            if points:
                panel.plot(*zip(*points, strict=True), marker="o", label=name.removesuffix(" ms"))
        panel.set(xscale="log", yscale="log", xlabel="passages", title=title)
        panel.grid(alpha=0.3)
        if len(names) > 1:
            panel.legend(fontsize="small")
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)


if __name__ == "__main__":
    main()
