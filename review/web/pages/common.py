"""What pages share: where a form leads, who there is to choose from, how long a claim may be put aside."""

from collections.abc import Sequence

from fastapi import Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from factdesk.review import leases
from factdesk.review.people import Person
from factdesk.review.tables import Queue, User
from factdesk.review.web.access import Desk

#: what the snooze menu offers, in hours
SNOOZES = {"an hour": 1, "a day": 24, "three days": 72, "a week": 168}


def see(path: str) -> Response:
    """Answer a form with a page to look at next, so that reloading sends nothing twice."""
    return RedirectResponse(path, status_code=303)


def names(session: Session) -> Sequence[str]:
    """Return the names of all who may log in."""
    return session.scalars(select(User.name).where(User.disabled_at.is_(None)).order_by(User.name)).all()


def queues(session: Session) -> Sequence[str]:
    """Return the names of all queues."""
    return session.scalars(select(Queue.name).order_by(Queue.name)).all()


def go_on(desk: Desk, person: Person, queue: str, done: str = "") -> Response:
    """Take the person's most urgent claim and show it, with what they have just done."""
    with desk.store.writing() as session:
        lease = leases.take_next(session, person, now=desk.clock(), queue=queue)
    target = f"/claims/{lease.claim_id}" if lease else "/queue"
    return see(f"{target}?done={done or ('' if lease else 'empty')}".removesuffix("?done="))
