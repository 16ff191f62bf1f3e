"""What is done to a claim beside deciding it."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Response

from factdesk.review import decisions, leases, tags
from factdesk.review.web.access import Asking, AtDesk
from factdesk.review.web.pages.common import see

router = APIRouter(include_in_schema=False)


@router.post("/claims/{claim_id}/take")
def take(desk: AtDesk, asking: Asking, claim_id: int) -> Response:
    """Take this claim."""
    with desk.store.writing() as session:
        leases.take(session, claim_id, asking.person, now=desk.clock())
    return see(f"/claims/{claim_id}")


@router.post("/claims/{claim_id}/skip")
def skip(
    desk: AtDesk,
    asking: Asking,
    claim_id: int,
    fence: Annotated[int, Form()],
    reason: Annotated[str, Form(max_length=leases.LONGEST_REASON)] = "",
) -> Response:
    """Leave a claim to the others, with a reason."""
    with desk.store.writing() as session:
        leases.skip(session, claim_id, fence, asking.person, reason=reason, now=desk.clock())
    return see("/queue?done=skipped")


@router.post("/claims/{claim_id}/snooze")
def snooze(
    desk: AtDesk,
    asking: Asking,
    claim_id: int,
    fence: Annotated[int, Form()],
    hours: Annotated[int, Form(ge=1, le=8760)],
) -> Response:
    """Put a claim aside for some hours."""
    with desk.store.writing() as session:
        until = desk.clock() + timedelta(hours=hours)
        leases.snooze(session, claim_id, fence, asking.person, until=until, now=desk.clock())
    return see("/queue?done=snoozed")


@router.post("/claims/{claim_id}/release")
def release(desk: AtDesk, asking: Asking, claim_id: int, fence: Annotated[int, Form()]) -> Response:
    """Give a claim back undecided."""
    with desk.store.writing() as session:
        leases.release(session, claim_id, fence, asking.person, now=desk.clock())
    return see("/queue?done=released")


@router.post("/claims/{claim_id}/undo")
def undo(desk: AtDesk, asking: Asking, claim_id: int) -> Response:
    """Take back one's own decision, and have the claim again."""
    with desk.store.writing() as session:
        decisions.undo(session, claim_id, asking.person, now=desk.clock())
        leases.take(session, claim_id, asking.person, now=desk.clock())
    return see(f"/claims/{claim_id}")


@router.post("/claims/{claim_id}/reopen")
def reopen(
    desk: AtDesk, asking: Asking, claim_id: int, reason: Annotated[str, Form(max_length=leases.LONGEST_REASON)] = ""
) -> Response:
    """Have a claim decided anew."""
    with desk.store.writing() as session:
        decisions.reopen(session, claim_id, asking.person, reason=reason, now=desk.clock())
    return see(f"/claims/{claim_id}")


@router.post("/claims/{claim_id}/keep")
def keep(desk: AtDesk, asking: Asking, claim_id: int) -> Response:
    """Let a decision stand although a later report changed what it was made on."""
    with desk.store.writing() as session:
        decisions.keep(session, claim_id, asking.person, now=desk.clock())
    return see(f"/claims/{claim_id}")


@router.post("/claims/{claim_id}/assign")
def assign(desk: AtDesk, asking: Asking, claim_id: int, to: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Give a claim to one person, or to whoever comes first."""
    with desk.store.writing() as session:
        leases.assign(session, claim_id, asking.person, to=to or None, now=desk.clock())
    return see(f"/claims/{claim_id}")


@router.post("/claims/{claim_id}/tag")
def tag(
    desk: AtDesk,
    asking: Asking,
    claim_id: int,
    add: Annotated[str, Form(max_length=200)] = "",
    remove: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Put a tag on a claim, or take one off."""
    with desk.store.writing() as session:
        words = {"add": [add] if add else [], "remove": [remove] if remove else []}
        tags.tag(session, claim_id, asking.person, **words, now=desk.clock())
    return see(f"/claims/{claim_id}")


@router.post("/claims/{claim_id}/comment")
def comment(
    desk: AtDesk, asking: Asking, claim_id: int, text: Annotated[str, Form(max_length=decisions.LONGEST_NOTE)] = ""
) -> Response:
    """Say something to the team."""
    with desk.store.writing() as session:
        decisions.comment(session, claim_id, asking.person, text, now=desk.clock())
    return see(f"/claims/{claim_id}#comments")
