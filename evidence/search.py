"""Searching a store's passages for claims: by words, by meaning, both made one, each piece of evidence once."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

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
    store: Tables, claim: str, k: int, *, where: str | None, vector: npt.NDArray[np.float32] | None
) -> list[Passage]:
    """Return the best ``k`` passages for a claim, best first; ``vector`` is the claim's own, None for words alone."""
    words = words_of(claim)
    if not words or k < 1:
        return []
    rows = _candidates(store.passages, words, vector, where, max(AT_LEAST, CANDIDATES * k))
    around = _sections(store.sections, words, where, max(AT_LEAST, CANDIDATES * k))
    dense = None if vector is None else np.array([_cosine(row["vector"], vector) for row in rows])
    scores = fuse(
        passage=np.array([row.get("_score", 0.0) for row in rows]),
        section=np.array([around.get((row["document_id"], row["section"]), 0.0) for row in rows]),
        dense=dense,
    )
    # Ties go by place, so that the same store gives the same order every time.
    ranked = sorted(range(len(rows)), key=lambda at: (-scores[at], rows[at]["document_id"], rows[at]["start"]))
    return [
        tables.to_passage(
            rows[at],
            score=float(scores[at]),
            fulltext=rows[at].get("_score"),
            dense=None if dense is None else float(dense[at]),
        )
        for at in _once(rows, ranked, k)
    ]


def _candidates(
    passages: Any, words: str, vector: npt.NDArray[np.float32] | None, where: str | None, count: int
) -> list[dict[str, Any]]:
    """Return the passages found by words (with their BM25 as ``_score``) and by meaning, each once."""
    columns = [*tables.OF_HIT, *([] if vector is None else ["vector"])]
    rows = _rows(_by_words(passages, words, "quote"), [*columns, "_score"], where, count)
    if vector is not None:
        by_meaning = passages.search(vector, vector_column_name="vector").distance_type("dot")
        rows += _rows(by_meaning, [*columns, "_distance"], where, count)
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    for row in rows:
        found.setdefault((row["document_id"], row["start"], row["end"]), row)
    return list(found.values())


def _sections(sections: Any, words: str, where: str | None, count: int) -> dict[tuple[str, int], float]:
    """Return the BM25 of the best sections by document and number."""
    rows = _rows(_by_words(sections, words, "words"), ["document_id", "section", "_score"], where, count)
    return {(row["document_id"], row["section"]): row["_score"] for row in rows}


def _by_words(table: Any, words: str, column: str) -> Any:
    return table.search(MatchQuery(words, column), query_type="fts")


def _rows(query: Any, columns: list[str], where: str | None, count: int) -> list[dict[str, Any]]:
    query = query.select(columns).limit(count)
    rows: list[dict[str, Any]] = (query.where(where, prefilter=True) if where else query).to_list()
    return rows


def _cosine(vector: Sequence[float] | None, other: npt.NDArray[np.float32]) -> float:
    # A passage has no vector between being added by words alone and the end of the next add with an embedder.
    return 0.0 if vector is None else float(np.dot(np.asarray(vector, dtype=np.float32), other))


def _once(rows: Sequence[dict[str, Any]], ranked: Sequence[int], k: int) -> list[int]:
    """Return the first ``k`` of the ranked rows that are evidence of their own.

    Not so is one that overlaps a better one of its document, that says it in the same words as a better one anywhere,
    or that in a copy of a better one's document says nearly the same (with the same numbers).
    """
    chosen: list[int] = []
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    said: set[tuple[str, ...]] = set()
    copies: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for at in ranked:
        row = rows[at]
        document, family, start, end = row["document_id"], row["family"], row["start"], row["end"]
        words = tuple(_WORD.findall(row["quote"].casefold()))
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
