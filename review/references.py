"""The texts that evidence stands in, kept under their hashes: a reviewer sees a piece of evidence in its place.

They come with a report (``Report.references``) where its maker put them in. A text is taken only where it has the hash
that a piece of the report's own evidence names: none is kept that nothing cites, and none can stand for another.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdesk.errors import NotFoundError
from factdesk.records import Evidence, Passage, Report, text_sha256
from factdesk.review.columns import storable
from factdesk.review.tables import ClaimRow, ReferenceText

#: Characters; of a longer reference there is the quote and what stands around it.
LONGEST_REFERENCE = 2_000_000


@dataclass(frozen=True)
class InReference:
    """A piece of evidence in its document."""

    evidence: Evidence
    #: the document's whole text; None where it did not come with the report
    text: str | None
    #: where evidence for the claim begins and ends in the text, this piece among it; passages may overlap
    spans: tuple[tuple[int, int], ...]


def keep(session: Session, report: Report, *, now: datetime) -> None:
    """Keep the texts of a report's references that its evidence stands in and that are not there yet."""
    cited = {item.passage.sha256 for verdict in report.verdicts for item in verdict.evidence}
    texts = {
        reference.sha256: reference.text
        for reference in report.references
        if reference.sha256 in cited
        and len(reference.text) <= LONGEST_REFERENCE
        and text_sha256(reference.text) == reference.sha256
    }
    for sha256 in texts.keys() - _known(session, texts):
        session.add(ReferenceText(sha256=sha256, text=texts[sha256], added_at=now))


def in_reference(session: Session, claim: ClaimRow, evidence_id: int) -> InReference:
    """Return a piece of a claim's evidence in its document. Raises NotFoundError where the claim has no such piece."""
    items = [item for verdict in claim.verdicts for item in verdict.evidence]
    pieces = {item.id: Evidence.from_dict(item.record) for item in items}
    piece = pieces.get(evidence_id)
    if piece is None:
        raise NotFoundError(f"claim {claim.id} has no evidence {evidence_id}")
    passage = piece.passage
    kept = session.get(ReferenceText, passage.sha256)
    # A span that its own report has wrong is not shown in a wrong place.
    if kept is None or not _stands(passage, kept.text):
        return InReference(piece, None, ())
    spans = {
        (other.start, other.end)
        for other in (one.passage for one in pieces.values())
        if other.sha256 == passage.sha256 and _stands(other, kept.text)
    }
    return InReference(piece, kept.text, tuple(sorted(spans)))


def _known(session: Session, hashes: Collection[str]) -> set[str]:
    return set(session.scalars(select(ReferenceText.sha256).where(ReferenceText.sha256.in_(hashes))))


def _stands(passage: Passage, text: str) -> bool:
    return text[passage.start : passage.end] == storable(passage.quote)
