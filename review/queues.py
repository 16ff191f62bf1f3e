"""Queues and their settings: how many items get a second reviewer, what counts for priority, how long a lease lasts."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factdesk.errors import NotFoundError, ReviewError
from factdesk.review import audit
from factdesk.review.priority import Weights, rank, sentence
from factdesk.review.tables import ClaimRow, Queue

DEFAULT = "default"

#: seconds that a lease lasts unless it is renewed; an open page renews it each minute
LEASE_SECONDS = 600


def queue_named(session: Session, name: str, *, create: bool = False) -> Queue:
    """Return a queue. Raises NotFoundError, unless it is to be made with the usual settings."""
    queue = session.get(Queue, name)
    if queue is None:
        if not create:
            known = ", ".join(session.scalars(select(Queue.name).order_by(Queue.name))) or "none yet"
            raise NotFoundError(f"there is no queue {name!r}; there is: {known}")
        queue = Queue(name=name, second_share=0.0, weights=Weights().model_dump(), lease_seconds=LEASE_SECONDS)
        session.add(queue)
        session.flush()
    return queue


def configure(
    session: Session,
    name: str,
    *,
    actor: str,
    now: datetime,
    second_share: float | None = None,
    weights: Weights | None = None,
    lease_seconds: int | None = None,
) -> Queue:
    """Change a queue's settings; new weights put all its items in a new order."""
    queue = queue_named(session, name, create=True)
    if second_share is not None:
        if not 0.0 <= second_share <= 1.0:
            raise ReviewError(f"a share of {second_share} cannot get a second reviewer; wanted a number from 0 to 1")
        queue.second_share = second_share
    if lease_seconds is not None:
        if not 10 <= lease_seconds <= 86_400:
            raise ReviewError(f"a lease of {lease_seconds} seconds; wanted from 10 seconds to a day")
        queue.lease_seconds = lease_seconds
    if weights is not None:
        queue.weights = weights.model_dump()
        claims = select(ClaimRow).where(ClaimRow.queue == name).options(joinedload(ClaimRow.article))
        for claim in session.scalars(claims.execution_options(yield_per=1000)):
            claim.rank = rank_of(queue, claim)
    settings = {"second_share": queue.second_share, "weights": queue.weights, "lease_seconds": queue.lease_seconds}
    audit.append(session, actor=actor, action="configure", subject=f"queue {name}", detail=settings, now=now)
    return queue


def rank_of(queue: Queue, claim: ClaimRow) -> float:
    """Return a claim's place in the order of its queue's work."""
    return rank(Weights.model_validate(queue.weights), **_parts(claim))


def why_here(queue: Queue, claim: ClaimRow, now: datetime) -> str:
    """Say why a claim stands where it stands in the order of its queue's work."""
    return sentence(Weights.model_validate(queue.weights), **_parts(claim), now=now)


def _parts(claim: ClaimRow) -> dict[str, Any]:
    """Return what a claim's priority is made of."""
    worth, article = claim.record["checkworthy"], claim.article
    return {"checkworthy": worth, "confidence": claim.confidence, "reach": article.reach, "added": claim.added_at}
