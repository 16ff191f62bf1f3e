"""Searching a store's passages for claims: by words, by meaning, both made one, each piece of evidence once."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from factdesk.evidence import tables
from factdesk.evidence.feedback import FIRST, LEADERS, behind_the_first, moved
from factdesk.evidence.fusion import Scores, fuse
from factdesk.evidence.lance import MatchQuery, asynchronous
from factdesk.evidence.once import once
from factdesk.evidence.query import words_of
from factdesk.evidence.tables import Tables
from factdesk.records import Passage

#: Hits that each kind of search brings to the fusion: so many for a passage asked for, and at least so many. More bring
#: nothing (docs/evidence.md) and each takes time, because its columns are read from as many places.
CANDIDATES, AT_LEAST = 5, 50

_OF_SECTION = ["document_id", "section"]

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
    store: Tables,
    claims: Sequence[str],
    k: int,
    *,
    where: str | None,
    vectors: Iterable[Vector | None],
    probes: int = 0,
) -> list[list[Passage]]:
    """Return the best ``k`` passages for each claim, best first.

    ``vectors`` are the claims' own, None for words alone; ``probes`` is how many parts of an index over the vectors are
    looked into, and more where ``where`` leaves too little in those.
    """

    async def each() -> list[list[Passage]]:
        return [
            await _search(store, claim, k, where=where, vector=vector, probes=probes)
            for claim, vector in zip(claims, vectors, strict=True)
        ]

    # On a thread of its own, because the caller's may be inside a loop (a notebook, a server).
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, each()).result()


async def _search(
    store: Tables, claim: str, k: int, *, where: str | None, vector: Vector | None, probes: int
) -> list[Passage]:
    words = words_of(claim)
    if not words or k < 1:
        return []
    long = k > FIRST
    count = max(AT_LEAST, CANDIDATES * k)
    looked_up = [_said(store.passages, words, where, count, vectors=vector is not None)]
    looked_up.append(_rows(_by_words(store.sections, words, "words"), [*_OF_SECTION, "_score"], where, count))
    if vector is not None:
        looked_up.append(_near(store.passages, vector, where, count, probes, vectors=long))
    found, sections, *near = await asyncio.gather(*looked_up)
    around = _by_place(sections)
    dense = None
    if vector is not None:
        found, dense = _each_once(found, near[0], vector)
    if not found.num_rows:
        return []
    documents, starts, numbers, families, receipts, fulltext = (
        found[name].to_pylist() for name in (*tables.OF_HIT, "_score")
    )
    fused = partial(
        fuse,
        passage=pc.fill_null(found["_score"], 0.0).to_numpy().astype(np.float64),
        section=np.array([around.get(place, 0.0) for place in zip(documents, numbers, strict=True)]),
    )

    def ranked(scores: Scores) -> npt.NDArray[np.intp]:
        # Ties go by place, so that the same store gives the same order every time.
        return np.lexsort((starts, documents, -scores))

    scores = fused(dense=dense)
    if vector is not None and long and len(scores) > FIRST:
        order = ranked(scores)
        towards = moved(vector, _vectors(found["vector"].take(order[:LEADERS])))
        scores = behind_the_first(order, scores, fused(dense=_cosines(found["vector"], towards)))

    def hits() -> Iterator[tuple[str, Passage]]:
        for at in ranked(scores):
            yield (
                families[at],
                Passage.from_json(receipts[at]).evolve(
                    score=float(scores[at]),
                    fulltext=fulltext[at],
                    dense=None if dense is None else float(dense[at]),
                ),
            )

    return once(hits(), k)


async def _said(passages: Any, words: str, where: str | None, count: int, *, vectors: bool) -> pa.Table:
    """Return the passages found by words, with their BM25 as ``_score``."""
    columns = [*tables.OF_HIT, "_score", *(["vector"] if vectors else [])]
    return await _rows(_by_words(passages, words, "quote").with_row_id(), columns, where, count)


async def _near(
    passages: Any, vector: Vector, where: str | None, count: int, probes: int, *, vectors: bool
) -> pa.Table:
    """Return the passages found by meaning, with one less their inner product as ``_distance``."""
    query = asynchronous(passages).query().nearest_to(vector).column("vector").distance_type("dot").with_row_id()
    if probes:
        query = query.nprobes(probes)
        # As many as it takes: a filter may leave too little in the nearest parts.
        query = query.maximum_nprobes(0) if where else query
    columns = [*tables.OF_HIT, "_distance", *(["vector"] if vectors else [])]
    return await _rows(query, columns, where, count)


def _each_once(said: pa.Table, near: pa.Table, vector: Vector) -> tuple[pa.Table, npt.NDArray[np.float64]]:
    """Return the passages found by words and by meaning, each once, and the inner product of each with the claim.

    ``_score`` is null where no word found a passage. They keep their vectors where those found by meaning have them.
    """
    new = near.filter(pc.invert(pc.is_in(near["_rowid"], value_set=said["_rowid"].combine_chunks())))
    likeness = 1.0 - new["_distance"].to_numpy().astype(np.float64)
    kept = said if "vector" in near.column_names else said.drop_columns(["vector"])
    both = pa.concat_tables([kept, new.drop_columns(["_distance"])], promote_options="default")
    return both, np.concatenate([_cosines(said["vector"], vector), likeness])


def _by_place(sections: pa.Table) -> dict[tuple[str, int], float]:
    """Return the BM25 of sections by document and number."""
    documents, numbers, scores = (sections[name].to_pylist() for name in (*_OF_SECTION, "_score"))
    return dict(zip(zip(documents, numbers, strict=True), scores, strict=True))


def _by_words(table: Any, words: str, column: str) -> Any:
    return asynchronous(table).query().nearest_to_text(MatchQuery(words, column))


async def _rows(query: Any, columns: list[str], where: str | None, count: int) -> pa.Table:
    query = query.select(columns).limit(count)
    return await (query.where(where) if where else query).to_arrow()


def _cosines(vectors: pa.ChunkedArray, other: Vector) -> npt.NDArray[np.float64]:
    """Return the inner product of each unit vector with another, 0 where there is none."""
    # A passage has no vector between being added by words alone and the end of the next add with an embedder.
    there = vectors.is_valid().to_numpy()
    cosines = np.zeros(len(vectors))
    cosines[there] = _vectors(vectors) @ other
    return cosines


def _vectors(column: pa.ChunkedArray) -> Vector:
    """Return the vectors (n, dimensions) that are there."""
    there = column.drop_null().combine_chunks()
    values: Vector = there.flatten().to_numpy()
    return values.reshape(len(there), column.type.list_size)
