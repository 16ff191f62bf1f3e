"""One claim: read it, take it, decide it, and all else that is done to it."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, Field

from factdesk.errors import NotFoundError
from factdesk.review import decisions, leases, queues, tags
from factdesk.review.references import in_reference
from factdesk.review.tables import ClaimRow
from factdesk.review.web.access import Asking, AtDesk
from factdesk.review.web.answer import Answer, Draft, LeaseTold
from factdesk.review.web.api.told import ClaimInFull, DecisionTold, EvidenceTold, decision_told, in_full

router = APIRouter()


class Fence(BaseModel):
    """The lease that something is done under."""

    fence: int


class Skip(Fence):
    """Why a claim is left to others."""

    reason: str = Field(max_length=leases.LONGEST_REASON)


class Snooze(Fence):
    """Until when a claim sleeps."""

    until: AwareDatetime


class Reopen(BaseModel):
    """Why a claim is decided anew."""

    reason: str = Field(default="", max_length=leases.LONGEST_REASON)


class Assign(BaseModel):
    """Who alone gets a claim; null for whoever comes first."""

    to: str | None = None


class Tags(BaseModel):
    """Words to put on a claim, and words to take off it."""

    add: list[str] = Field(default_factory=list, max_length=tags.MOST_TAGS)
    remove: list[str] = Field(default_factory=list, max_length=tags.MOST_TAGS)


class Remark(BaseModel):
    """Something said to the team."""

    text: str = Field(max_length=decisions.LONGEST_NOTE)


@router.post("/next")
def take_next(
    desk: AtDesk, asking: Asking, queue: Annotated[str, Query(max_length=80)] = queues.DEFAULT
) -> LeaseTold | None:
    """Take the caller's most urgent claim; null when there is none."""
    with desk.store.writing() as session:
        lease = leases.take_next(session, asking.person, now=desk.clock(), queue=queue)
    return LeaseTold(**asdict(lease)) if lease else None


@router.get("/claims/{claim_id}")
def read_claim(desk: AtDesk, asking: Asking, claim_id: int) -> ClaimInFull:
    """Read a claim with its verdict, evidence, and the decisions that the caller may see."""
    with desk.store.reading() as session:
        claim = session.get(ClaimRow, claim_id)
        if claim is None:
            raise NotFoundError(f"there is no claim {claim_id}")
        return in_full(session, claim, asking.person, desk.clock())


@router.get("/claims/{claim_id}/evidence/{evidence_id}")
def read_evidence(desk: AtDesk, asking: Asking, claim_id: int, evidence_id: int) -> EvidenceTold:
    """Read a piece of a claim's evidence in its document."""
    with desk.store.reading() as session:
        claim = session.get(ClaimRow, claim_id)
        if claim is None:
            raise NotFoundError(f"there is no claim {claim_id}")
        found = in_reference(session, claim, evidence_id)
    record = found.evidence.to_dict()
    return EvidenceTold(passage=record["passage"], evidence=record, text=found.text, spans=list(found.spans))


@router.post("/claims/{claim_id}/lease")
def take(desk: AtDesk, asking: Asking, claim_id: int) -> LeaseTold:
    """Take this claim."""
    with desk.store.writing() as session:
        return LeaseTold(**asdict(leases.take(session, claim_id, asking.person, now=desk.clock())))


@router.put("/claims/{claim_id}/lease")
def renew(desk: AtDesk, asking: Asking, claim_id: int, body: Fence) -> LeaseTold:
    """Put off the end of the caller's lease."""
    with desk.store.writing() as session:
        return LeaseTold(**asdict(leases.renew(session, claim_id, body.fence, asking.person, now=desk.clock())))


@router.delete("/claims/{claim_id}/lease", status_code=204)
def release(desk: AtDesk, asking: Asking, claim_id: int, fence: int) -> None:
    """Give a claim back undecided."""
    with desk.store.writing() as session:
        leases.release(session, claim_id, fence, asking.person, now=desk.clock())


@router.put("/claims/{claim_id}/draft", status_code=204)
def save_draft(desk: AtDesk, asking: Asking, claim_id: int, body: Draft) -> None:
    """Keep what the caller has typed so far."""
    with desk.store.writing() as session:
        decisions.save_draft(session, claim_id, asking.person, body.model_dump(), now=desk.clock())


@router.post("/claims/{claim_id}/decisions", status_code=201)
def decide(desk: AtDesk, asking: Asking, claim_id: int, body: Answer) -> DecisionTold:
    """Decide a claim under the caller's lease; 409 when it has ended, with nothing saved."""
    with desk.store.writing() as session:
        claim = leases.held(session, claim_id, body.fence, asking.person, now=desk.clock())
        made = decisions.decide(
            session,
            claim_id,
            body.fence,
            asking.person,
            body.choice(claim),
            now=desk.clock(),
            verdict_id=body.verdict_id,
        )
        return decision_told(made)


@router.post("/claims/{claim_id}/skip", status_code=204)
def skip(desk: AtDesk, asking: Asking, claim_id: int, body: Skip) -> None:
    """Leave a claim to the others, with a reason."""
    with desk.store.writing() as session:
        leases.skip(session, claim_id, body.fence, asking.person, reason=body.reason, now=desk.clock())


@router.post("/claims/{claim_id}/snooze", status_code=204)
def snooze(desk: AtDesk, asking: Asking, claim_id: int, body: Snooze) -> None:
    """Put a claim aside until a moment."""
    with desk.store.writing() as session:
        leases.snooze(session, claim_id, body.fence, asking.person, until=body.until, now=desk.clock())


@router.post("/claims/{claim_id}/undo", status_code=204)
def undo(desk: AtDesk, asking: Asking, claim_id: int) -> None:
    """Take back the caller's own decision."""
    with desk.store.writing() as session:
        decisions.undo(session, claim_id, asking.person, now=desk.clock())


@router.post("/claims/{claim_id}/reopen", status_code=204)
def reopen(desk: AtDesk, asking: Asking, claim_id: int, body: Reopen) -> None:
    """Have a claim decided anew. Editors only."""
    with desk.store.writing() as session:
        decisions.reopen(session, claim_id, asking.person, reason=body.reason, now=desk.clock())


@router.post("/claims/{claim_id}/keep", status_code=204)
def keep(desk: AtDesk, asking: Asking, claim_id: int) -> None:
    """Let a decision stand although a later report changed what it was made on. Editors only."""
    with desk.store.writing() as session:
        decisions.keep(session, claim_id, asking.person, now=desk.clock())


@router.put("/claims/{claim_id}/assigned", status_code=204)
def assign(desk: AtDesk, asking: Asking, claim_id: int, body: Assign) -> None:
    """Give a claim to one person alone, or to whoever comes first. Editors only."""
    with desk.store.writing() as session:
        leases.assign(session, claim_id, asking.person, to=body.to, now=desk.clock())


@router.post("/claims/{claim_id}/comments", status_code=204)
def comment(desk: AtDesk, asking: Asking, claim_id: int, body: Remark) -> None:
    """Say something to the team."""
    with desk.store.writing() as session:
        decisions.comment(session, claim_id, asking.person, body.text, now=desk.clock())


@router.post("/claims/{claim_id}/tags", status_code=204)
def tag(desk: AtDesk, asking: Asking, claim_id: int, body: Tags) -> None:
    """Put tags on a claim and take others off."""
    with desk.store.writing() as session:
        tags.tag(session, claim_id, asking.person, add=body.add, remove=body.remove, now=desk.clock())
