"""Words that the team puts on claims, to find them by."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from factdesk.errors import ForbiddenError, ReviewError
from factdesk.review import audit, leases
from factdesk.review.columns import storable
from factdesk.review.people import Person
from factdesk.review.tables import Tag

LONGEST_TAG = 40
MOST_TAGS = 20


def tag(
    session: Session,
    claim_id: int,
    person: Person,
    *,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
    now: datetime,
) -> None:
    """Put tags on a claim and take others off; a tag is one word or a few, in lower case."""
    added, removed = {tag_named(name) for name in add}, {tag_named(name) for name in remove}
    if not added and not removed:
        raise ReviewError("no tag was given; wanted a word or a few")
    claim = leases.locked(session, claim_id)
    if claim.status == "second" and claim.first_id == person.id:
        raise ForbiddenError("The second opinion on this claim is blind; tag it when it is decided.")
    there = {one.name for one in claim.tags}
    if len((there | added) - removed) > MOST_TAGS:
        raise ReviewError(f"claim {claim_id} would have more than {MOST_TAGS} tags; take some off first")
    session.execute(delete(Tag).where(Tag.claim_id == claim_id, Tag.name.in_(removed)))
    session.add_all(Tag(claim_id=claim_id, name=name) for name in sorted(added - there - removed))
    session.flush()
    session.expire(claim, ["tags"])
    detail = {"add": sorted(added), "remove": sorted(removed)}
    audit.append(session, actor=person.name, action="tag", subject=f"claim {claim_id}", detail=detail, now=now)


def tag_named(name: str) -> str:
    """Return a tag as it is kept. Raises ReviewError for what is none."""
    kept = storable(" ".join(name.split()).lower())
    if not 1 <= len(kept) <= LONGEST_TAG or not kept.isprintable():
        raise ReviewError(f"{name[:LONGEST_TAG]!r} is no tag; wanted 1 to {LONGEST_TAG} characters that can be printed")
    return kept
