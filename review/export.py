"""Decisions out: rows to train on, and ClaimReview for the web."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from factdesk.records import Passage
from factdesk.review.decisions import final, standing
from factdesk.review.tables import ClaimRow, DecisionRow, VerdictRow

#: ``reviewRating.ratingValue`` on ClaimReview's scale, 1 (worst) to 5 (best); no value for what is no point on it
_VALUES = {"refuted": 1, "conflicting": 3, "supported": 5}

_RATINGS = {
    "supported": "Supported",
    "refuted": "Refuted",
    "conflicting": "Conflicting evidence",
    "not_enough_evidence": "Not enough evidence",
    "not_checkable": "Not checkable",
}

#: what a spreadsheet would take for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class DecisionLine:
    """One decided claim, ready to train on and with where everything came from."""

    #: the claim's words as the reviewer left them
    claim: str
    #: what it was decided by, pieces joined by a blank line; the machine's when the reviewer picked none
    evidence: str
    label: str
    #: how many people decided, an adjudicator among them
    reviewers: int
    #: the share of them who chose this label
    agreement: float
    rating: str
    note: str
    decided: str
    reviewer: str
    claim_id: str
    verdict_id: str
    verdict_label: str
    confidence: float
    article_id: str
    article_title: str
    article_url: str
    article_sha256: str
    evidence_sources: tuple[str, ...]
    verifier: str
    rules: str


def decision_lines(session: Session, queue: str | None = None) -> Iterator[DecisionLine]:
    """Return what was decided, in the order of the claims."""
    for claim, decision in _decided(session, queue):
        passages = _passages(decision)
        made = standing(claim)
        versions = decision.verdict.report.versions
        yield DecisionLine(
            claim=decision.claim_text or claim.text,
            evidence="\n\n".join(passage.quote for passage in passages),
            label=decision.label,
            reviewers=len({one.reviewer_id for one in made}),
            agreement=sum(one.label == decision.label for one in made) / len(made),
            rating=decision.rating,
            note=decision.note,
            decided=decision.decided_at.isoformat(),
            reviewer=decision.reviewer.name,
            claim_id=claim.record["id"],
            verdict_id=decision.verdict.record["id"],
            verdict_label=decision.verdict.label,
            confidence=decision.verdict.confidence,
            article_id=claim.article.id,
            article_title=claim.article.title,
            article_url=claim.article.url or "",
            article_sha256=claim.article.sha256,
            evidence_sources=tuple(passage.url or passage.title or passage.document_id for passage in passages),
            verifier=versions.get("verifier", ""),
            rules=versions.get("rules", ""),
        )


def to_jsonl(lines: Iterable[DecisionLine]) -> str:
    """Return one JSON object a line."""
    return "".join(json.dumps(asdict(line), ensure_ascii=False, allow_nan=False) + "\n" for line in lines)


def to_csv(lines: Iterable[DecisionLine]) -> str:
    """Return a table for a spreadsheet; what would be run there as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(DecisionLine.__dataclass_fields__), lineterminator="\n")
    writer.writeheader()
    for line in lines:
        row = asdict(line) | {"evidence_sources": " ".join(line.evidence_sources)}
        writer.writerow({name: _inert(value) for name, value in row.items()})
    return out.getvalue()


def write_parquet(lines: Iterable[DecisionLine], path: Path) -> None:
    """Write a Parquet file, the columns typed even when there are no rows."""
    import pyarrow as pa
    from pyarrow import parquet

    types = {"int": pa.int64(), "float": pa.float64(), "str": pa.string(), "tuple[str, ...]": pa.list_(pa.string())}
    kinds = DecisionLine.__annotations__.items()
    fields = [(name, types[kind.__name__ if kind in (int, float, str) else str(kind)]) for name, kind in kinds]
    parquet.write_table(pa.Table.from_pylist([asdict(line) for line in lines], schema=pa.schema(fields)), path)


def to_claimreview(
    session: Session, *, publisher: str, site: str, queue: str | None = None
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return ClaimReview objects for decided claims published under ``site``, and warnings.

    Claims that people found not checkable are left out: there is nothing reviewed to publish.
    """
    reviews, warnings = [], []
    for claim, decision in _decided(session, queue):
        if decision.label == "not_checkable":
            continue
        review = _claimreview(claim, decision, publisher, site)
        reviewed, rating = review["claimReviewed"], review["reviewRating"]["alternateName"]
        if len(reviewed) > 75:
            warnings.append(f"claim {claim.id}: claimReviewed has {len(reviewed)} characters; 75 are shown on phones")
        if len(rating) > 20:
            warnings.append(f"claim {claim.id}: the rating {rating!r} has {len(rating)} characters; 20 are shown")
        reviews.append(review)
    return reviews, warnings


def _claimreview(claim: ClaimRow, decision: DecisionRow, publisher: str, site: str) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": decision.rating or _RATINGS[decision.label]}
    if decision.label in _VALUES:
        rating |= {"ratingValue": _VALUES[decision.label], "bestRating": 5, "worstRating": 1}
    reviewed: dict[str, Any] = {"@type": "Claim"}
    if claim.speaker:
        reviewed["author"] = {"@type": "Person", "name": claim.speaker}
    if claim.article.url:
        reviewed["appearance"] = {"@type": "CreativeWork", "url": claim.article.url}
    if claim.article.published:
        reviewed["datePublished"] = claim.article.published.isoformat()
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": decision.claim_text or claim.text,
        "url": f"{site.rstrip('/')}/{claim.record['id']}",
        "datePublished": decision.decided_at.date().isoformat(),
        "author": {"@type": "Organization", "name": publisher, "url": site},
        "itemReviewed": reviewed,
        "reviewRating": rating,
    }
    sources = [passage.url for passage in _passages(decision) if passage.url]
    if sources:
        review["citation"] = list(dict.fromkeys(sources))
    if decision.note:
        review["reviewBody"] = decision.note
    return review


def is_site(url: str) -> bool:
    """Tell whether this can be the address that fact-checks are published under."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _decided(session: Session, queue: str | None) -> Iterator[tuple[ClaimRow, DecisionRow]]:
    statement = (
        select(ClaimRow)
        .where(ClaimRow.status == "decided", *([ClaimRow.queue == queue] if queue else []))
        .order_by(ClaimRow.id)
        .options(
            joinedload(ClaimRow.article),
            selectinload(ClaimRow.decisions).joinedload(DecisionRow.reviewer),
            selectinload(ClaimRow.decisions).joinedload(DecisionRow.verdict).selectinload(VerdictRow.evidence),
            selectinload(ClaimRow.decisions).joinedload(DecisionRow.verdict).joinedload(VerdictRow.report),
        )
        .execution_options(yield_per=500)
    )
    for claim in session.scalars(statement):
        decision = final(claim)
        if decision is not None:
            yield claim, decision


def _passages(decision: DecisionRow) -> list[Passage]:
    chosen = decision.evidence or [item.record["passage"] for item in decision.verdict.evidence]
    return [Passage.from_dict(passage) for passage in chosen]


def _inert(value: object) -> object:
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value
