"""Whose turn it is: a claim is given to one person at a time, under a lease that ends by itself.

Every turn has a fencing token, a number that grows with each turn of the claim. Who saves shows it: a save from a turn
that has ended is refused even when the same person or nobody holds the claim now, so two people never decide the same
item unknowingly.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from factdesk.errors import ForbiddenError, LeaseError, NotFoundError, ReviewError
from factdesk.review import audit
from factdesk.review.people import Person
from factdesk.review.queues import DEFAULT, queue_named
from factdesk.review.tables import Assignment, ClaimRow, DecisionRow, Ending, User

#: the longest reason, in characters
LONGEST_REASON = 500


@dataclass(frozen=True)
class Lease:
    """That a person has a claim: show ``fence`` when saving, renew before ``until``."""

    claim_id: int
    fence: int
    until: datetime


def take_next(session: Session, person: Person, *, now: datetime, queue: str = DEFAULT) -> Lease | None:
    """Give the person the most urgent claim that is theirs to decide, or None when there is none.

    First what they hold already, then what is assigned to them, then (for editors) the widest disagreement, then the
    highest priority among claims that wait for a second opinion or for a first one.
    """
    settings = queue_named(session, queue, create=True)
    mine = select(ClaimRow).where(ClaimRow.queue == queue, ClaimRow.holder_id == person.id, ClaimRow.held_until > now)
    if held := session.scalars(mine.with_for_update().limit(1)).first():
        return _extend(held, settings.lease_seconds, now)
    free = select(ClaimRow).where(ClaimRow.queue == queue, _is_free(now), ClaimRow.ready_at <= now)
    by_rank = free.order_by(ClaimRow.rank.desc(), ClaimRow.id)
    unassigned = ClaimRow.assigned_id.is_(None)
    turns: list[Select[Any]] = [by_rank.where(ClaimRow.assigned_id == person.id, _may_decide(person))]
    if person.is_editor:
        widest = free.order_by(ClaimRow.disagreement.desc(), ClaimRow.rank.desc(), ClaimRow.id)
        turns.append(widest.where(unassigned, ClaimRow.status == "disputed", _is_adjudicable_by(person)))
    turns.append(by_rank.where(unassigned, ClaimRow.status == "second", ClaimRow.first_id != person.id))
    turns.append(by_rank.where(unassigned, ClaimRow.status == "open"))
    # What this person skipped comes last: it is somebody else's, unless nothing else is left.
    for turn in (*(turn.where(~_was_skipped_by(person)) for turn in turns), *turns):
        # A row that somebody else is taking at this moment is theirs.
        claim: ClaimRow | None = session.scalars(turn.limit(1).with_for_update(of=ClaimRow, skip_locked=True)).first()
        if claim is not None:
            return _give(session, claim, person, settings.lease_seconds, now)
    return None


def take(session: Session, claim_id: int, person: Person, *, now: datetime) -> Lease:
    """Give the person this claim. Raises LeaseError when somebody has it, ForbiddenError when it is not theirs."""
    claim = locked(session, claim_id)
    seconds = queue_named(session, claim.queue).lease_seconds
    if claim.held_until is not None and claim.held_until > now:
        if claim.holder_id == person.id:
            return _extend(claim, seconds, now)
        raise LeaseError(f"{claim.holder.name if claim.holder else 'Somebody'} has this claim at the moment.")
    refusal = why_not(session, claim, person)
    if refusal:
        raise ForbiddenError(refusal)
    return _give(session, claim, person, seconds, now)


def why_not(session: Session, claim: ClaimRow, person: Person) -> str:
    """Say why this claim is not this person's to decide now; empty when it is."""
    if claim.status in ("decided", "gone"):
        return f"This claim is {claim.status}; an editor may reopen it."
    if claim.assigned_id not in (None, person.id):
        return f"This claim is assigned to {claim.assigned.name if claim.assigned else 'somebody else'}."
    if claim.status == "second" and claim.first_id == person.id:
        return "You decided this claim first; the second opinion is somebody else's."
    if claim.status == "disputed":
        if not person.is_editor:
            return "Two reviewers disagree about this claim; an editor decides."
        if any(done.reviewer_id == person.id and done.withdrawn_at is None for done in claim.decisions):
            return "You are one of the two who disagree; another editor decides."
    return ""


def renew(session: Session, claim_id: int, fence: int, person: Person, *, now: datetime) -> Lease:
    """Put off the end of a lease that has not ended. Raises LeaseError when it has."""
    claim = held(session, claim_id, fence, person, now=now)
    return _extend(claim, queue_named(session, claim.queue).lease_seconds, now)


def release(session: Session, claim_id: int, fence: int, person: Person, *, now: datetime) -> None:
    """Give a claim back undecided."""
    end(session, held(session, claim_id, fence, person, now=now), "released", now=now)


def skip(session: Session, claim_id: int, fence: int, person: Person, *, reason: str, now: datetime) -> None:
    """Give a claim back with a reason, to be shown to all; this person gets it last."""
    claim = held(session, claim_id, fence, person, now=now)
    reason = _reason(reason)
    end(session, claim, "skipped", now=now, reason=reason)
    _note(session, claim, person, "skip", now, reason=reason)


def snooze(session: Session, claim_id: int, fence: int, person: Person, *, until: datetime, now: datetime) -> None:
    """Put a claim aside until a moment within a year."""
    claim = held(session, claim_id, fence, person, now=now)
    if not now < until <= now + timedelta(days=366):
        raise ReviewError(f"snooze until {until:%Y-%m-%d %H:%M}: wanted a moment in the coming year")
    claim.ready_at = until
    end(session, claim, "snoozed", now=now)
    _note(session, claim, person, "snooze", now, until=until.isoformat())


def skips(session: Session, claim_id: int) -> list[tuple[str, str]]:
    """Return who skipped a claim and why, the first first."""
    skipped = select(User.name, Assignment.reason).join(Assignment, Assignment.reviewer_id == User.id)
    skipped = skipped.where(Assignment.claim_id == claim_id, Assignment.ending == "skipped").order_by(Assignment.id)
    return [(name, reason) for name, reason in session.execute(skipped)]


def assign(session: Session, claim_id: int, editor: Person, *, to: str | None, now: datetime) -> None:
    """Give a claim to one person alone, or, with None, to whoever comes first. Editors only."""
    editor.require_editor("assign claims")
    claim = locked(session, claim_id)
    user = None
    if to is not None:
        user = session.scalars(select(User).where(User.name == to, User.disabled_at.is_(None))).first()
        if user is None:
            raise NotFoundError(f"there is nobody named {to!r}; see factdesk review user list")
    claim.assigned_id = user.id if user else None
    claim.ready_at = min(claim.ready_at, now)
    _note(session, claim, editor, "assign", now, to=to)


def locked(session: Session, claim_id: int) -> ClaimRow:
    """Return the claim, held for this transaction alone. Raises NotFoundError."""
    statement = (
        select(ClaimRow).where(ClaimRow.id == claim_id).with_for_update().execution_options(populate_existing=True)
    )
    claim = session.scalars(statement).first()
    if claim is None:
        raise NotFoundError(f"there is no claim {claim_id}")
    return claim


def held(session: Session, claim_id: int, fence: int, person: Person, *, now: datetime) -> ClaimRow:
    """Return the claim that this person holds under this lease. Raises LeaseError when the lease has ended."""
    claim = locked(session, claim_id)
    live = claim.held_until is not None and claim.held_until > now
    if live and claim.holder_id == person.id and claim.fence == fence:
        return claim
    if live and claim.holder_id != person.id:
        raise LeaseError(
            f"Your turn has ended, and {claim.holder.name if claim.holder else 'somebody'} has this claim."
        )
    raise LeaseError("Your turn with this claim has ended.")


def end(session: Session, claim: ClaimRow, ending: Ending, *, now: datetime, reason: str = "") -> None:
    """End the turn that the claim's lease stands for."""
    this = and_(Assignment.claim_id == claim.id, Assignment.fence == claim.fence)
    session.execute(update(Assignment).where(this).values(ended_at=now, ending=ending, reason=reason))
    claim.holder_id = claim.held_until = None
    session.flush()


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(ClaimRow.held_until.is_(None), ClaimRow.held_until <= now)


def _may_decide(person: Person) -> ColumnElement[bool]:
    ways = [ClaimRow.status == "open", and_(ClaimRow.status == "second", ClaimRow.first_id != person.id)]
    if person.is_editor:
        ways.append(and_(ClaimRow.status == "disputed", _is_adjudicable_by(person)))
    return or_(*ways)


def _is_adjudicable_by(person: Person) -> ColumnElement[bool]:
    theirs = and_(DecisionRow.reviewer_id == person.id, DecisionRow.withdrawn_at.is_(None))
    return ~exists().where(DecisionRow.claim_id == ClaimRow.id, theirs)


def _was_skipped_by(person: Person) -> ColumnElement[bool]:
    return exists().where(
        Assignment.claim_id == ClaimRow.id, Assignment.reviewer_id == person.id, Assignment.ending == "skipped"
    )


def _give(session: Session, claim: ClaimRow, person: Person, seconds: int, now: datetime) -> Lease:
    claim.fence += 1
    claim.holder_id, claim.held_until = person.id, now + timedelta(seconds=seconds)
    turn = Assignment(claim_id=claim.id, reviewer_id=person.id, fence=claim.fence, taken_at=now, reason="")
    session.add(turn)
    session.flush()
    return Lease(claim.id, claim.fence, claim.held_until)


def _extend(claim: ClaimRow, seconds: int, now: datetime) -> Lease:
    claim.held_until = now + timedelta(seconds=seconds)
    return Lease(claim.id, claim.fence, claim.held_until)


def _reason(reason: str) -> str:
    reason = reason.strip()
    if not 1 <= len(reason) <= LONGEST_REASON:
        raise ReviewError(f"a reason of {len(reason)} characters; wanted from 1 to {LONGEST_REASON}")
    return reason


def _note(session: Session, claim: ClaimRow, person: Person, action: str, now: datetime, **detail: object) -> None:
    audit.append(session, actor=person.name, action=action, subject=f"claim {claim.id}", detail=detail, now=now)
