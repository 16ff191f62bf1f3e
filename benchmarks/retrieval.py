"""Measures search: quality beside published numbers, and speed beside other full-text search in the same run.

    python benchmarks/retrieval.py --data FOLDER [--sets SET ...] [--split train] [--limit N] [--no-dense] [--json]
        [--documents N] [--copies-as-one] [--weights 0 0.5 1] [--rerank SECONDS] [--beside MODEL] [--stores FOLDER]

FOLDER/retrieval holds ``<set>.corpus|queries|qrels.parquet`` in BEIR's form: corpus (id, title, text), queries (id,
text, split), qrels (query_id, corpus_id, score). A document ranks as its best passage does. The whole corpus is
indexed, or with ``--documents`` its first N documents, and then the queries are those whose relevant documents are all
among them, which is an easier task; ``--limit`` takes the first N queries. Rows: full text alone; dense alone (the same
hits ordered by cosine); fused, which is what ``factdesk search`` does; and bm25s over whole documents where it is
installed. A search shows evidence that says the same in the same words once; with ``--copies-as-one`` a document whose
text is another's word for word counts as that one, in bm25s' ranking too. ``--weights`` adds fused search with these
shares of meaning beside words; ``--rerank`` fused search, or with ``--no-dense`` full text, put in order by the
verifier within so many seconds a claim; and ``--beside`` the speed of the embedder beside
``SentenceTransformer.encode`` with its defaults and MODEL, the folder in safetensors that the embedder's int8 weights
were made from. ``--stores`` keeps the vectors in a folder, for another run.
"""

import argparse
import json
import math
import re
import resource
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from factdesk.evidence import Encoder, EvidenceStore, fusion
from factdesk.models import Embedder, Verifier
from factdesk.records import Document, Passage

PUBLISHED = {
    "scifact": "nDCG@10 on test: BM25 0.665-0.679, all-MiniLM-L6-v2 0.645, all-mpnet-base-v2 0.656, bge-small 0.713",
    "checkthat2020_t2": "MAP@5: BM25 0.85",
    "checkthat2021_t2b": "MAP@5: BM25 0.32, best at the lab 0.328",
}
#: Passages asked for; enough that 20 documents are among them.
PASSAGES = 120
#: Texts encoded beside sentence-transformers, about, and how long each is: most passages are shorter than this.
ENCODED, PASSAGE_CHARACTERS = 512, 300

WORD = re.compile(r"\w+")

Gold = dict[str, dict[str, int]]
Ranking = list[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", help="queries of this split alone [default: dev where there is one, else train]")
    parser.add_argument("--sets", nargs="*", help="these sets alone")
    parser.add_argument("--limit", type=int, help="the first N queries of each set")
    parser.add_argument("--documents", type=int, help="the first N documents of each corpus alone")
    parser.add_argument("--no-dense", action="store_true", help="full text alone")
    parser.add_argument("--copies-as-one", action="store_true", help="documents with the same text count as one")
    parser.add_argument(
        "--weights", nargs="*", type=float, default=(), help="fused search with these dense weights too"
    )
    parser.add_argument("--rerank", type=float, metavar="SECONDS", help="reranked by the verifier for so long a claim")
    parser.add_argument("--beside", type=Path, metavar="MODEL", help="encode with sentence-transformers too")
    parser.add_argument("--stores", type=Path, metavar="FOLDER", help="keep the vectors here")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    embedder = None if options.no_dense else Remembering(Embedder.from_pretrained())
    verifier = None if options.rerank is None else Verifier.from_pretrained()
    report: dict[str, dict[str, float]] = {}
    for corpus in sorted((options.data / "retrieval").glob("*.corpus.parquet")):
        name = corpus.name.removesuffix(".corpus.parquet")
        if options.sets and name not in options.sets:
            continue
        task = Task.read(corpus, options)
        report[name] = results = {"queries": len(task.queries), "documents": len(task.documents)}
        store = EvidenceStore.in_memory()
        results |= indexing("fulltext", store, task.documents)
        results |= searching("fulltext", store, task)
        if find_spec("bm25s"):
            results |= with_bm25s(task)
        if embedder:
            store = opened(options.stores and options.stores / name, embedder)
            results |= indexing("dense", store, task.documents)
            results |= searching("dense", store, task, order=by_cosine)
            results |= searching("fused", store, task)
            for weight in options.weights:
                with patch.object(fusion, "DENSE_WEIGHT", weight):
                    results |= searching(f"fused {weight}", store, task)
        if verifier:
            results |= searching("reranked", store, task, reranker=verifier, seconds=options.rerank)
        if embedder and options.beside:
            results |= beside_sentence_transformers(embedder.embedder, options.beside, task.documents)
        results["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if not options.json:
            show(name, results)
    if options.json:
        print(json.dumps(report))


class Remembering:
    """An embedder that runs a query once, however many ways of searching are tried with it."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder, self.version, self.dimensions = embedder, embedder.version, embedder.dimensions
        self._known: dict[str, npt.NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        if len(texts) > 1:
            return self.embedder.encode(texts)
        if texts[0] not in self._known:
            self._known[texts[0]] = self.embedder.encode(texts)
        return self._known[texts[0]]


@dataclass(frozen=True)
class Task:
    """A corpus, its queries, and for each query the documents that are wanted."""

    documents: list[Document]
    queries: list[str]
    wanted: list[dict[str, int]]
    #: the document that each counts as: itself, or the first with its text
    counts_as: dict[str, str]

    @classmethod
    def read(cls, corpus: Path, options: argparse.Namespace) -> "Task":
        name, split = corpus.name.removesuffix(".corpus.parquet"), options.split
        rows = pq.read_table(corpus).to_pylist()[: options.documents]
        documents = [Document(id=row["id"], title=row["title"] or "", text=row["text"]) for row in rows]
        there = {document.id for document in documents}
        gold = read_gold(corpus.with_name(f"{name}.qrels.parquet"))
        gold = {query: relevant for query, relevant in gold.items() if relevant.keys() <= there}
        queries = pq.read_table(corpus.with_name(f"{name}.queries.parquet")).to_pylist()
        queries = [row for row in queries if row["id"] in gold]
        split = split or ("dev" if any(row["split"] == "dev" for row in queries) else "train")
        queries = [row for row in queries if row["split"] == split][: options.limit]
        if not queries:
            raise SystemExit(f"{name}: no query of split {split!r} has a relevant document")
        first: dict[str, str] = {}
        counts_as = {
            document.id: first.setdefault(" ".join(WORD.findall(document.text.casefold())), document.id)
            if options.copies_as_one
            else document.id
            for document in documents
        }
        wanted = [{counts_as[key]: score for key, score in gold[row["id"]].items()} for row in queries]
        return cls(documents, [row["text"] for row in queries], wanted, counts_as)

    def ranking(self, found: Iterable[str]) -> Ranking:
        return list(dict.fromkeys(self.counts_as[document] for document in found))


def read_gold(path: Path) -> Gold:
    gold: Gold = {}
    for row in pq.read_table(path).to_pylist():
        if row["score"] > 0:
            gold.setdefault(row["query_id"], {})[row["corpus_id"]] = row["score"]
    return gold


def opened(place: Path | None, embedder: Encoder) -> EvidenceStore:
    return EvidenceStore.open(place, embedder=embedder) if place else EvidenceStore.in_memory(embedder=embedder)


def indexing(name: str, store: EvidenceStore, documents: Sequence[Document]) -> dict[str, float]:
    began = time.perf_counter()
    added = store.add(documents)
    rate = added.passages / (time.perf_counter() - began)
    return {
        **({f"{name} indexed passages/s": rate} if added.passages else {}),
        "passages": store.stats().passages,
        "not indexed": len(documents) - added.documents - added.unchanged,
    }


def searching(
    name: str,
    store: EvidenceStore,
    task: Task,
    order: Callable[[Iterable[Passage]], Iterable[str]] = lambda hits: [hit.document_id for hit in hits],
    **rerank: Any,
) -> dict[str, float]:
    ranked, seconds = [], []
    for text in task.queries:
        began = time.perf_counter()
        (hits,) = store.search([text], PASSAGES, **rerank)
        seconds.append(time.perf_counter() - began)
        ranked.append(task.ranking(order(hits)))
    return quality(name, ranked, task.wanted) | latency(name, seconds)


def latency(name: str, seconds: Sequence[float]) -> dict[str, float]:
    return {f"{name} p{percent} ms": float(np.percentile(seconds, percent)) * 1000 for percent in (50, 99)}


def by_cosine(hits: Iterable[Passage]) -> list[str]:
    return [hit.document_id for hit in sorted(hits, key=lambda hit: -(hit.dense or 0.0))]


def with_bm25s(task: Task) -> dict[str, float]:
    import bm25s
    import Stemmer

    tokenize = partial(bm25s.tokenize, stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False)
    began = time.perf_counter()
    index = bm25s.BM25()
    index.index(tokenize([f"{d.title} {d.text}" for d in task.documents]), show_progress=False)
    built = time.perf_counter() - began
    ranked, seconds = [], []
    for text in task.queries:
        began = time.perf_counter()
        found, _ = index.retrieve(tokenize([text]), k=min(PASSAGES, len(task.documents)), show_progress=False)
        seconds.append(time.perf_counter() - began)
        ranked.append(task.ranking(task.documents[at].id for at in found[0]))
    return (
        quality("bm25s", ranked, task.wanted)
        | latency("bm25s", seconds)
        | {"bm25s indexed documents/s": len(task.documents) / built}
    )


def beside_sentence_transformers(ours: Embedder, model: Path, documents: Sequence[Document]) -> dict[str, float]:
    """Texts a second of both over the same texts, as long as passages are; each runs twice and its best time counts.

    By CPU is by the time that all threads worked, which other work on the machine stretches less.
    """
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(model), device="cpu")
    every = max(1, len(documents) // ENCODED)
    texts = [document.text[:PASSAGE_CHARACTERS] for document in documents[::every]]
    encoders = {"ours": ours.encode, "theirs": theirs.encode}
    seconds, worked = dict.fromkeys(encoders, math.inf), dict.fromkeys(encoders, math.inf)
    vectors: dict[str, npt.NDArray[np.float32]] = {}
    for _ in range(2):
        for name, encode in encoders.items():
            began, before = time.perf_counter(), time.process_time()
            vectors[name] = encode(texts)
            seconds[name] = min(seconds[name], time.perf_counter() - began)
            worked[name] = min(worked[name], time.process_time() - before)
    cosines = (vectors["ours"] * vectors["theirs"]).sum(axis=1) / np.linalg.norm(vectors["theirs"], axis=1)
    return {
        "encoding texts": len(texts),
        "encoding texts/s": len(texts) / seconds["ours"],
        "encoding sentence-transformers texts/s": len(texts) / seconds["theirs"],
        "encoding times as fast": seconds["theirs"] / seconds["ours"],
        "encoding times as fast by CPU": worked["theirs"] / worked["ours"],
        "encoding mean cosine": float(cosines.mean()),
        "encoding lowest cosine": float(cosines.min()),
    }


def quality(name: str, ranked: Sequence[Ranking], wanted: Sequence[Mapping[str, int]]) -> dict[str, float]:
    pairs = list(zip(ranked, wanted, strict=True))
    return {
        f"{name} nDCG@10": float(np.mean([ndcg(ranking, gold, 10) for ranking, gold in pairs])),
        f"{name} recall@20": float(
            np.mean([len(set(ranking[:20]) & set(gold)) / len(gold) for ranking, gold in pairs])
        ),
        f"{name} MAP@5": float(np.mean([average_precision(ranking, gold, 5) for ranking, gold in pairs])),
    }


def ndcg(ranking: Ranking, gold: Mapping[str, int], k: int) -> float:
    gains = [gold.get(document, 0) for document in ranking[:k]]
    ideal = sorted(gold.values(), reverse=True)[:k]
    return discounted(gains) / discounted(ideal)


def discounted(gains: Sequence[int]) -> float:
    return float(sum(gain / np.log2(place + 2) for place, gain in enumerate(gains)))


def average_precision(ranking: Ranking, gold: Mapping[str, int], k: int) -> float:
    found = [place for place, document in enumerate(ranking[:k]) if document in gold]
    return sum((count + 1) / (place + 1) for count, place in enumerate(found)) / min(k, len(gold))


def show(name: str, results: Mapping[str, Any]) -> None:
    print(f"\n{name}: " + ", ".join(f"{results[key]:,.0f} {key}" for key in ("queries", "documents", "passages")))
    systems = dict.fromkeys(key.rsplit(" nDCG@10")[0] for key in results if key.endswith(" nDCG@10"))
    for system in [*systems, "encoding"]:
        numbers = {key.removeprefix(f"{system} "): results[key] for key in results if belongs(key, system, systems)}
        if numbers:
            print(f"  {system:9}  " + "  ".join(f"{key} {readable(value)}" for key, value in numbers.items()))
    if name in PUBLISHED:
        print(f"  published {PUBLISHED[name]}")


def belongs(key: str, system: str, systems: Iterable[str]) -> bool:
    longer = [other for other in systems if len(other) > len(system) and key.startswith(f"{other} ")]
    return key.startswith(f"{system} ") and not longer


def readable(value: float) -> str:
    return f"{value:,.{4 if value < 1 else 1}f}"


if __name__ == "__main__":
    main()
