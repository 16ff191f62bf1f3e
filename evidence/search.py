"""Searching a store's passages for claims: by words, by meaning, both made one, each piece of evidence once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from factdesk.evidence import tables
from factdesk.evidence.fusion import fuse
from factdesk.evidence.lance import MatchQuery
from factdesk.evidence.once import once
from factdesk.evidence.query import words_of
from factdesk.evidence.tables import Tables
from factdesk.records import Passage

#: Hits that each kind of search brings to the fusion: so many for a passage asked for, and at least so many.
CANDIDATES, AT_LEAST = 5, 100

#: of unit length
Vector = npt.NDArray[np.float32]


def condition(
    *,
    published_before: date | None,
    published_after: date | None,
    site: str | None,
    language: str | None,
    factchecks: bool,
) -> str | None:
    """Return the SQL filter for passages; both days are included, and passages without a date pass both."""
    parts = []
    if published_before:
        parts.append(f"(published IS NULL OR published <= date '{published_before.isoformat()}')")
    if published_after:
        parts.append(f"(published IS NULL OR published >= date '{published_after.isoformat()}')")
    if site is not None:
        parts.append(f"site = {tables.quoted(site)}")
    if language is not None:
        parts.append(f"language = {tables.quoted(language)}")
    if factchecks:
        parts.append("factcheck IS NOT NULL")
    return " AND ".join(parts) or None


def search(
    store: Tables, claim: str, k: int, *, where: str | None, vector: Vector | None, probes: int = 0
) -> list[Passage]:
    """Return the best ``k`` passages for a claim, best first.

    ``vector`` is the claim's own, None for words alone; ``probes`` is how many parts of an index over the vectors are
    looked into, and more where ``where`` leaves too little in those.
    """
    words = words_of(claim)
    if not words or k < 1:
        return []
    count = max(AT_LEAST, CANDIDATES * k)
    # By meaning takes as long as by words and by sections together. Those two beside each other gain nothing: to wait
    # for a thread takes longer than it saves (16 ms against 12 one after the other, 100,000 passages, two cores).
    with ThreadPoolExecutor(1) as beside:
        near = None if vector is None else beside.submit(_near, store.passages, vector, where, count, probes)
        found = _said(store.passages, words, where, count, vectors=vector is not None)
        around = _sections(store.sections, words, where, count)
    dense = None
    if vector is not None and near is not None:
        found, dense = _each_once(found, near.result(), vector)
    if not found.num_rows:
        return []
    documents, starts, numbers, families, receipts, fulltext = (
        found[name].to_pylist() for name in (*tables.OF_HIT, "_score")
    )
    scores = fuse(
        passage=pc.fill_null(found["_score"], 0.0).to_numpy().astype(np.float64),
        section=np.array([around.get(place, 0.0) for place in zip(documents, numbers, strict=True)]),
        dense=dense,
    )

    def hits() -> Iterator[tuple[str, Passage]]:
        # Ties go by place, so that the same store gives the same order every time.
        for at in sorted(range(len(scores)), key=lambda at: (-scores[at], documents[at], starts[at])):
            yield (
                families[at],
                Passage.from_json(receipts[at]).evolve(
                    score=float(scores[at]),
                    fulltext=fulltext[at],
                    dense=None if dense is None else float(dense[at]),
                ),
            )

    return once(hits(), k)


def _said(passages: Any, words: str, where: str | None, count: int, *, vectors: bool) -> pa.Table:
    """Return the passages found by words, with their BM25 as ``_score``."""
    columns = [*tables.OF_HIT, "_score", *(["vector"] if vectors else [])]
    return _rows(_by_words(passages, words, "quote").with_row_id(True), columns, where, count)


def _near(passages: Any, vector: Vector, where: str | None, count: int, probes: int) -> pa.Table:
    """Return the passages found by meaning, with one less their inner product as ``_distance``."""
    query = passages.search(vector, vector_column_name="vector").distance_type("dot").with_row_id(True)
    if probes:
        # 0 is as many as it takes: a filter may leave too little in the nearest parts.
        query = query.minimum_nprobes(probes).maximum_nprobes(0 if where else probes)
    return _rows(query, [*tables.OF_HIT, "_distance"], where, count)


def _each_once(said: pa.Table, near: pa.Table, vector: Vector) -> tuple[pa.Table, npt.NDArray[np.float64]]:
    """Return the passages found by words and by meaning, each once, and the inner product of each with the claim.

    ``_score`` is null where no word found a passage.
    """
    new = near.filter(pc.invert(pc.is_in(near["_rowid"], value_set=said["_rowid"].combine_chunks())))
    likeness = 1.0 - new["_distance"].to_numpy().astype(np.float64)
    both = pa.concat_tables([said.drop_columns(["vector"]), new.drop_columns(["_distance"])], promote_options="default")
    return both, np.concatenate([_cosines(said["vector"], vector), likeness])


def _sections(sections: Any, words: str, where: str | None, count: int) -> dict[tuple[str, int], float]:
    """Return the BM25 of the best sections by document and number."""
    rows = _rows(_by_words(sections, words, "words"), ["document_id", "section", "_score"], where, count)
    documents, numbers, scores = (rows[name].to_pylist() for name in ("document_id", "section", "_score"))
    return dict(zip(zip(documents, numbers, strict=True), scores, strict=True))


def _by_words(table: Any, words: str, column: str) -> Any:
    return table.search(MatchQuery(words, column), query_type="fts")


def _rows(query: Any, columns: list[str], where: str | None, count: int) -> pa.Table:
    query = query.select(columns).limit(count)
    return (query.where(where, prefilter=True) if where else query).to_arrow()


def _cosines(vectors: pa.ChunkedArray, other: Vector) -> npt.NDArray[np.float64]:
    """Return the inner product of each unit vector with another."""
    # A passage has no vector between being added by words alone and the end of the next add with an embedder.
    there = vectors.is_valid().to_numpy()
    cosines = np.zeros(len(vectors))
    cosines[there] = vectors.drop_null().combine_chunks().flatten().to_numpy().reshape(-1, len(other)) @ other
    return cosines
