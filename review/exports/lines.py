"""Decisions as rows, with where everything came from: JSON lines, CSV and Parquet."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from factdesk.review.decisions import standing
from factdesk.review.exports.found import decided, passages

#: what a spreadsheet would take for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class DecisionLine:
    """One decided claim, with where everything came from."""

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
    for claim, decision in decided(session, queue):
        rests_on = passages(decision)
        made = standing(claim)
        versions = decision.verdict.report.versions
        yield DecisionLine(
            claim=decision.claim_text or claim.text,
            evidence="\n\n".join(passage.quote for passage in rests_on),
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
            evidence_sources=tuple(passage.url or passage.title or passage.document_id for passage in rests_on),
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


def _inert(value: object) -> object:
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value
