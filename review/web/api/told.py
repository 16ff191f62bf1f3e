"""Claims and decisions as the API tells them."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from factdesk.review import decisions, leases, queues
from factdesk.review.people import Person
from factdesk.review.tables import ClaimRow, DecisionRow
from factdesk.review.tables import Draft as DraftRow
from factdesk.review.web.answer import Draft


class ClaimTold(BaseModel):
    """A claim as a list shows it."""

    id: int
    queue: str
    text: str
    kind: str
    speaker: str
    article_id: str
    article_title: str
    status: str
    verdict_label: str
    confidence: float
    decided_label: str | None
    changed: str
    tags: list[str]
    added_at: datetime
    held: bool


class DecisionTold(BaseModel):
    """A decision, and its stage: first, second or adjudication."""

    id: int
    stage: str
    record: dict[str, Any]


class ClaimInFull(ClaimTold):
    """A claim with everything that the caller may see of it."""

    article: dict[str, Any]
    claim: dict[str, Any]
    verdict_id: int
    verdict: dict[str, Any]
    #: id and record, best first
    evidence: list[tuple[int, dict[str, Any]]]
    decisions: list[DecisionTold]
    comments: list[dict[str, str]]
    draft: Draft | None
    #: why it stands where it stands in the queue
    priority: str
    skips: list[dict[str, str]]


class EvidenceTold(BaseModel):
    """A piece of evidence in its document."""

    passage: dict[str, Any]
    #: the passage with its stance and its checks
    evidence: dict[str, Any]
    #: the document's whole text; null where it did not come with the report
    text: str | None
    #: start and end of what in the text is evidence for the claim, this piece among it
    spans: list[tuple[int, int]]


def told(claim: ClaimRow, now: datetime) -> ClaimTold:
    """Tell a claim as a list shows it."""
    return ClaimTold(**_fields(claim, now))


def in_full(session: Session, claim: ClaimRow, person: Person, now: datetime) -> ClaimInFull:
    """Tell a claim with everything that this person may see of it."""
    verdict, article = claim.verdicts[-1], claim.article
    saved = session.get(DraftRow, (claim.id, person.id))
    return ClaimInFull(
        **_fields(claim, now),
        article={"id": article.id, "title": article.title, "url": article.url, "text": article.text},
        claim=claim.record,
        verdict_id=verdict.id,
        verdict=verdict.record,
        evidence=[(item.id, item.record) for item in verdict.evidence],
        decisions=[decision_told(made) for made in decisions.visible(claim, person)],
        comments=[
            {"author": remark.author.name, "text": remark.text, "at": remark.at.isoformat()}
            for remark in decisions.visible_comments(claim)
        ],
        draft=Draft.model_validate(saved.body) if saved else None,
        priority=queues.why_here(queues.queue_named(session, claim.queue), claim, now),
        skips=[{"reviewer": name, "reason": reason} for name, reason in leases.skips(session, claim.id)],
    )


def decision_told(made: DecisionRow) -> DecisionTold:
    """Tell a decision."""
    return DecisionTold(id=made.id, stage=made.stage, record=decisions.to_record(made).to_dict())


def _fields(claim: ClaimRow, now: datetime) -> dict[str, Any]:
    names = ClaimTold.model_fields.keys() - {"article_title", "held", "tags"}
    held = claim.held_until is not None and claim.held_until > now
    words = [one.name for one in claim.tags]
    known = {name: getattr(claim, name) for name in names}
    return {**known, "article_title": claim.article.title, "held": held, "tags": words}
