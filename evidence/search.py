"""Searching a store's passages for claims: by words, by meaning, both made one, each piece of evidence once."""

import re
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from factdesk.evidence import tables
from factdesk.evidence.fusion import fuse
from factdesk.evidence.lance import MatchQuery
from factdesk.evidence.query import words_of
from factdesk.evidence.tables import Tables
from factdesk.records import Passage

#: Hits that each kind of search brings to the fusion: so many for a passage asked for, and at least so many.
CANDIDATES, AT_LEAST = 5, 100

#: In near-duplicate documents, two passages with the same numbers and this share of words in common are one.
ALIKE = 0.7

#: of unit length
Vector = npt.NDArray[np.float32]

_WORD = re.compile(r"\w+")


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
    columns = [*tables.OF_HIT, *([] if vector is None else ["vector"])]
    # LanceDB answers on threads of its own, so that three questions at once take little longer than the longest.
    with ThreadPoolExecutor(3) as asked:
        by_words = asked.submit(_said, store.passages, words, columns, where, count)
        by_meaning = (
            None if vector is None else asked.submit(_near, store.passages, vector, columns, where, count, probes)
        )
        sections = asked.submit(_sections, store.sections, words, where, count)
    found = by_words.result() if by_meaning is None else _each_once(by_words.result(), by_meaning.result())
    if not found.num_rows:
        return []
    around = sections.result()
    rows = _Rows(*(found[name].to_pylist() for name in _Rows._fields))
    dense = None if vector is None else _cosines(found["vector"], vector)
    scores = fuse(
        passage=pc.fill_null(found["_score"], 0.0).to_numpy().astype(np.float64),
        section=np.array([around.get(place, 0.0) for place in zip(rows.document_id, rows.section, strict=True)]),
        dense=dense,
    )
    # Ties go by place, so that the same store gives the same order every time.
    ranked = sorted(range(len(scores)), key=lambda at: (-scores[at], rows.document_id[at], rows.start[at]))
    chosen = _once(rows, ranked, k)
    return [
        tables.to_passage(
            row,
            score=float(scores[at]),
            fulltext=row["_score"],
            dense=None if dense is None else float(dense[at]),
        )
        for at, row in zip(chosen, found.select([*tables.OF_HIT, "_score"]).take(chosen).to_pylist(), strict=True)
    ]


class _Rows(NamedTuple):
    """The columns by which hits are told apart, a value a hit."""

    document_id: list[str]
    start: list[int]
    end: list[int]
    section: list[int]
    family: list[str]
    quote: list[str]


def _said(passages: Any, words: str, columns: list[str], where: str | None, count: int) -> pa.Table:
    """Return the passages found by words, with their BM25 as ``_score``."""
    return _rows(_by_words(passages, words, "quote").with_row_id(True), [*columns, "_score"], where, count)


def _near(passages: Any, vector: Vector, columns: list[str], where: str | None, count: int, probes: int) -> pa.Table:
    """Return the passages found by meaning."""
    query = passages.search(vector, vector_column_name="vector").distance_type("dot").with_row_id(True)
    if probes:
        # 0 is as many as it takes: a filter may leave too little in the nearest parts.
        query = query.minimum_nprobes(probes).maximum_nprobes(0 if where else probes)
    return _rows(query, [*columns, "_distance"], where, count).drop_columns(["_distance"])


def _each_once(said: pa.Table, near: pa.Table) -> pa.Table:
    """Return the passages found by words and by meaning, each once, with no ``_score`` where no word found them.

    They stay in Arrow: a Python list for each of some hundred vectors took longer than the search itself.
    """
    both = pa.concat_tables(
        [said, near.append_column("_score", pa.nulls(near.num_rows, pa.float32()))], promote_options="default"
    )
    _, first = np.unique(both["_rowid"].to_numpy(), return_index=True)
    return both.take(np.sort(first))


def _sections(sections: Any, words: str, where: str | None, count: int) -> dict[tuple[str, int], float]:
    """Return the BM25 of the best sections by document and number."""
    columns = ["document_id", "section", "_score"]
    rows = _rows(_by_words(sections, words, "words"), columns, where, count)
    documents, numbers, scores = (rows[name].to_pylist() for name in columns)
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


def _once(rows: _Rows, ranked: Sequence[int], k: int) -> list[int]:
    """Return the first ``k`` of the ranked rows that are evidence of their own.

    Not so is one that overlaps a better one of its document, that says it in the same words as a better one anywhere,
    or that in a copy of a better one's document says nearly the same (with the same numbers).
    """
    chosen: list[int] = []
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    said: set[tuple[str, ...]] = set()
    copies: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for at in ranked:
        document, family, start, end = rows.document_id[at], rows.family[at], rows.start[at], rows.end[at]
        words = tuple(_WORD.findall(rows.quote[at].casefold()))
        overlaps = any(start < other_end and other_start < end for other_start, other_end in spans[document])
        copied = any(other != document and _alike(words, theirs) for other, theirs in copies[family])
        if overlaps or copied or words in said:
            continue
        chosen.append(at)
        if len(chosen) == k:
            break
        spans[document].append((start, end))
        said.add(words)
        copies[family].append((document, words))
    return chosen


def _alike(words: Sequence[str], others: Sequence[str]) -> bool:
    if _numbers(words) != _numbers(others):
        return False
    return len(set(words) & set(others)) >= ALIKE * len(set(words) | set(others))


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(character.isdigit() for character in word)]
