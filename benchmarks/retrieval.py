"""Measures search: quality beside published numbers, and speed beside other full-text search in the same run.

    python benchmarks/retrieval.py --data FOLDER [--split train] [--limit N] [--no-dense] [--json]

FOLDER/retrieval holds ``<set>.corpus|queries|qrels.parquet`` in BEIR's form: corpus (id, title, text), queries (id,
text, split), qrels (query_id, corpus_id, score). A document ranks as its best passage does. The whole corpus is
indexed; ``--limit`` takes the first N queries. Rows: full text alone; dense alone (the same hits ordered by cosine);
fused, which is what ``factdesk search`` does; and bm25s over whole documents where it is installed.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from factdesk.evidence import EvidenceStore
from factdesk.models import Embedder
from factdesk.records import Document, Passage

PUBLISHED = {
    "scifact": "nDCG@10 on test: BM25 0.665-0.679, all-MiniLM-L6-v2 0.645, all-mpnet-base-v2 0.656, bge-small 0.713",
    "checkthat2020_t2": "MAP@5: BM25 0.85",
    "checkthat2021_t2b": "MAP@5: BM25 0.32, best at the lab 0.328",
}
#: Passages asked for; enough that 20 documents are among them.
PASSAGES = 120

Gold = dict[str, dict[str, int]]
Ranking = list[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", help="queries of this split alone [default: dev where there is one, else train]")
    parser.add_argument("--sets", nargs="*", help="these sets alone")
    parser.add_argument("--limit", type=int, help="the first N queries of each set")
    parser.add_argument("--no-dense", action="store_true", help="full text alone")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    embedder = None if options.no_dense else Embedder.from_pretrained()
    report: dict[str, dict[str, float]] = {}
    for corpus in sorted((options.data / "retrieval").glob("*.corpus.parquet")):
        name = corpus.name.removesuffix(".corpus.parquet")
        if options.sets and name not in options.sets:
            continue
        report[name] = measure(name, corpus.parent, options.split, options.limit, embedder)
        if not options.json:
            show(name, report[name])
    if options.json:
        print(json.dumps(report))


def measure(
    name: str, folder: Path, split: str | None, limit: int | None, embedder: Embedder | None
) -> dict[str, float]:
    rows = pq.read_table(folder / f"{name}.corpus.parquet").to_pylist()
    documents = [Document(id=row["id"], title=row["title"] or "", text=row["text"]) for row in rows]
    gold = read_gold(folder / f"{name}.qrels.parquet")
    queries = [row for row in pq.read_table(folder / f"{name}.queries.parquet").to_pylist() if row["id"] in gold]
    split = split or ("dev" if any(row["split"] == "dev" for row in queries) else "train")
    queries = [row for row in queries if row["split"] == split][:limit]
    texts, wanted = [row["text"] for row in queries], [gold[row["id"]] for row in queries]
    if not queries:
        raise SystemExit(f"{name}: no query of split {split!r} has a relevant document")

    results: dict[str, float] = {"queries": len(queries), "documents": len(documents)}
    words = EvidenceStore.in_memory()
    results |= indexing("fulltext", words, documents)
    results |= searching("fulltext", words, texts, wanted, by_score)
    if embedder:
        both = EvidenceStore.in_memory(embedder=embedder)
        results |= indexing("dense", both, documents)
        results |= searching("dense", both, texts, wanted, by_cosine)
        results |= searching("fused", both, texts, wanted, by_score)
    if find_spec("bm25s"):
        results |= with_bm25s(documents, texts, wanted)
    return results | {"peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def read_gold(path: Path) -> Gold:
    gold: Gold = {}
    for row in pq.read_table(path).to_pylist():
        if row["score"] > 0:
            gold.setdefault(row["query_id"], {})[row["corpus_id"]] = row["score"]
    return gold


def indexing(name: str, store: EvidenceStore, documents: Sequence[Document]) -> dict[str, float]:
    began = time.perf_counter()
    added = store.add(documents)
    return {
        f"{name} indexed passages/s": added.passages / (time.perf_counter() - began),
        "passages": added.passages,
        "not indexed": len(documents) - added.documents,
    }


def searching(
    name: str,
    store: EvidenceStore,
    texts: Sequence[str],
    wanted: Sequence[Mapping[str, int]],
    order: Callable[[Iterable[Passage]], Ranking],
) -> dict[str, float]:
    ranked, seconds = [], []
    for text in texts:
        began = time.perf_counter()
        (hits,) = store.search([text], PASSAGES)
        seconds.append(time.perf_counter() - began)
        ranked.append(order(hits))
    speed = {f"{name} p{percent} ms": float(np.percentile(seconds, percent)) * 1000 for percent in (50, 99)}
    return quality(name, ranked, wanted) | speed


def by_score(hits: Iterable[Passage]) -> Ranking:
    return list(dict.fromkeys(hit.document_id for hit in hits))


def by_cosine(hits: Iterable[Passage]) -> Ranking:
    return by_score(sorted(hits, key=lambda hit: -(hit.dense or 0.0)))


def with_bm25s(
    documents: Sequence[Document], texts: Sequence[str], wanted: Sequence[Mapping[str, int]]
) -> dict[str, float]:
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    began = time.perf_counter()
    tokens = bm25s.tokenize([f"{d.title} {d.text}" for d in documents], stemmer=stemmer, show_progress=False)
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    built = time.perf_counter() - began
    ranked, seconds = [], []
    for text in texts:
        began = time.perf_counter()
        asked = bm25s.tokenize([text], stemmer=stemmer, show_progress=False)
        found, _ = index.retrieve(asked, k=min(20, len(documents)), show_progress=False)
        seconds.append(time.perf_counter() - began)
        ranked.append([documents[at].id for at in found[0]])
    speed = {f"bm25s p{percent} ms": float(np.percentile(seconds, percent)) * 1000 for percent in (50, 99)}
    return quality("bm25s", ranked, wanted) | speed | {"bm25s indexed documents/s": len(documents) / built}


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
    for system in ("fulltext", "dense", "fused", "bm25s"):
        numbers = {
            key.removeprefix(f"{system} "): value for key, value in results.items() if key.startswith(f"{system} ")
        }
        if numbers:
            print(
                f"  {system:9}"
                + "  ".join(f"{key} {value:,.{4 if value < 1 else 1}f}" for key, value in numbers.items())
            )
    if name in PUBLISHED:
        print(f"  published {PUBLISHED[name]}")


if __name__ == "__main__":
    main()
