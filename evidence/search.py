"""Searching a store's passages for claims: by words, by meaning, both made one, each piece of evidence once."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from factdesk.evidence import tables
from factdesk.evidence.fusion import fuse
from factdesk.evidence.lance import MatchQuery
from factdesk.evidence.query import words_of
from factdesk.records import Passage

#: Hits that each kind of search brings to the fusion: so many for a passage asked for, and at least so many.
CANDIDATES, AT_LEAST = 4, 40

#: In near-duplicate documents, two passages with the same numbers and this share of words in common are one.
ALIKE = 0.7

_WORD = re.compile(r"\w+")


def condition(
    *, published_before: date | None, published_after: date | None, site: str | None, language: str | None
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
    return " AND ".join(parts) or None


def search(
    passages: Any, claim: str, k: int, *, where: str | None, vector: npt.NDArray[np.float32] | None
) -> list[Passage]:
    """Return the best ``k`` passages for a claim, best first; ``vector`` is the claim's own, None for words alone."""
    words = words_of(claim)
    if not words or k < 1:
        return []
    rows = _candidates(passages, words, vector, where, max(AT_LEAST, CANDIDATES * k))
    fulltext = np.array([row.get("_score") or 0.0 for row in rows], dtype=np.float32)
    dense = None if vector is None else np.array([_cosine(row["vector"], vector) for row in rows], dtype=np.float32)
    scores = fuse(fulltext, dense)
    # The sort is stable and its last key is the place, so that the same store gives the same order every time.
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
    """Return the hits of each kind of search as rows, each passage once; ``_score`` is BM25 where words found it."""
    queries = [passages.search(MatchQuery(words, "words"), query_type="fts")]
    columns = [[*tables.OF_HIT, "_score"]]
    if vector is not None:
        queries.append(passages.search(vector, vector_column_name="vector").distance_type("dot"))
        columns = [[*columns[0], "vector"], [*tables.OF_HIT, "vector", "_distance"]]
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    for query, names in zip(queries, columns, strict=True):
        query = query.select(names).limit(count)
        for row in (query.where(where, prefilter=True) if where else query).to_list():
            found.setdefault((row["document_id"], row["start"], row["end"]), row)
    return list(found.values())


def _cosine(vector: Sequence[float] | None, other: npt.NDArray[np.float32]) -> float:
    # A passage has no vector between being added by words alone and the end of the next add with an embedder.
    return 0.0 if vector is None else float(np.dot(np.asarray(vector, dtype=np.float32), other))


def _once(rows: Sequence[dict[str, Any]], ranked: Sequence[int], k: int) -> list[int]:
    """Return the first ``k`` of the ranked rows that say something that none before them says."""
    chosen: list[int] = []
    for at in ranked:
        if not any(_same(rows[at], rows[other]) for other in chosen):
            chosen.append(at)
            if len(chosen) == k:
                break
    return chosen


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two hits are one piece of evidence: overlapping spans, the same words, or a copy's edited words."""
    if one["document_id"] == other["document_id"]:
        return bool(one["start"] < other["end"] and other["start"] < one["end"])
    words, others = (_WORD.findall(row["quote"].casefold()) for row in (one, other))
    if words == others:
        return True
    if one["family"] != other["family"] or _numbers(words) != _numbers(others):
        return False
    common = len(set(words) & set(others))
    return common >= ALIKE * len(set(words) | set(others))


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(character.isdigit() for character in word)]
