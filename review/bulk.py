"""One deed done to many claims: to each by the rules for one, and those that refuse it say why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal, Protocol

from pydantic import AwareDatetime, BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from factdesk.errors import ReviewError
from factdesk.review import decisions, leases, tags
from factdesk.review.people import Person
from factdesk.review.tables import ClaimRow

#: claims of one selection
MOST_CLAIMS = 500


class Deed(Protocol):
    """Something that can be done to a claim."""

    def do(self, session: Session, claim_id: int, person: Person, now: datetime) -> None:
        """Do it to one claim. Raises ReviewError where it cannot be done."""
        ...


class SkipAll(BaseModel):
    """Leave claims to the others."""

    action: Literal["skip"]
    reason: str = Field(max_length=leases.LONGEST_REASON)

    def do(self, session: Session, claim_id: int, person: Person, now: datetime) -> None:
        """Take a turn, so that nothing is skipped under the hands of somebody else, and end it."""
        lease = leases.take(session, claim_id, person, now=now)
        leases.skip(session, claim_id, lease.fence, person, reason=self.reason, now=now)


class SnoozeAll(BaseModel):
    """Put claims aside until a moment."""

    action: Literal["snooze"]
    until: AwareDatetime

    def do(self, session: Session, claim_id: int, person: Person, now: datetime) -> None:
        """Take a turn and end it."""
        lease = leases.take(session, claim_id, person, now=now)
        leases.snooze(session, claim_id, lease.fence, person, until=self.until, now=now)


class AssignAll(BaseModel):
    """Give claims to one person alone, or, with null, to whoever comes first. Editors only."""

    action: Literal["assign"]
    to: str | None = Field(default=None, max_length=200)

    def do(self, session: Session, claim_id: int, person: Person, now: datetime) -> None:
        """Assign one."""
        leases.assign(session, claim_id, person, to=self.to, now=now)


class ReopenAll(BaseModel):
    """Have claims decided anew. Editors only."""

    action: Literal["reopen"]
    reason: str = Field(default="", max_length=leases.LONGEST_REASON)

    def do(self, session: Session, claim_id: int, person: Person, now: datetime) -> None:
        """Reopen one."""
        decisions.reopen(session, claim_id, person, reason=self.reason, now=now)


class TagAll(BaseModel):
    """Put tags on claims and take others off."""

    action: Literal["tag"]
    add: list[str] = Field(default_factory=list, max_length=tags.MOST_TAGS)
    remove: list[str] = Field(default_factory=list, max_length=tags.MOST_TAGS)

    def do(self, session: Session, claim_id: int, person: Person, now: datetime) -> None:
        """Tag one."""
        tags.tag(session, claim_id, person, add=self.add, remove=self.remove, now=now)


AnyDeed = Annotated[SkipAll | SnoozeAll | AssignAll | ReopenAll | TagAll, Field(discriminator="action")]


@dataclass(frozen=True)
class Refusal:
    """A claim that something was not done to, and why."""

    claim_id: int
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What became of a selection."""

    done: tuple[int, ...]
    refused: tuple[Refusal, ...]


def do_all(session: Session, claim_ids: Sequence[int], deed: Deed, person: Person, *, now: datetime) -> Outcome:
    """Do something to each of these claims that allows it; a refusal by one changes nothing for the others."""
    ids = sorted(set(claim_ids))
    if not 1 <= len(ids) <= MOST_CLAIMS:
        raise ReviewError(f"{len(ids)} claims are selected; wanted from 1 to {MOST_CLAIMS}")
    # All claims before the first entry of the audit trail, which one writer at a time may append to: somebody who has
    # one of the claims would wait for the trail, and we for the claim.
    session.execute(select(ClaimRow.id).where(ClaimRow.id.in_(ids)).order_by(ClaimRow.id).with_for_update())
    done, refused = [], []
    for claim_id in ids:
        try:
            with session.begin_nested():
                deed.do(session, claim_id, person, now)
            done.append(claim_id)
        except ReviewError as error:
            refused.append(Refusal(claim_id, str(error)))
    return Outcome(tuple(done), tuple(refused))
