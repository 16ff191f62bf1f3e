"""One claim in its article, with its verdict, its evidence, and the form to decide it."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from sqlalchemy.orm import Session

from factdesk.errors import LeaseError, NotFoundError, ReviewError
from factdesk.records import Evidence, Verdict
from factdesk.review import decisions, leases
from factdesk.review.queues import queue_named, why_here
from factdesk.review.tables import ClaimRow
from factdesk.review.tables import Draft as DraftRow
from factdesk.review.web.access import Asking, AtDesk, Caller, Desk
from factdesk.review.web.answer import Answer, Draft
from factdesk.review.web.pages.common import SNOOZES, go_on, names
from factdesk.review.web.render import in_article, page

router = APIRouter(include_in_schema=False)


@router.get("/claims/{claim_id}")
def claim_page(request: Request, desk: AtDesk, asking: Asking, claim_id: int, done: str = "") -> Response:
    """Show a claim in its article, with its verdict, its evidence, and the form to decide it."""
    with desk.store.reading() as session:
        return _claim_page(request, desk, session, asking, claim_id, done=done)


def _claim_page(
    request: Request,
    desk: Desk,
    session: Session,
    asking: Caller,
    claim_id: int,
    *,
    done: str = "",
    draft: Draft | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    claim = session.get(ClaimRow, claim_id)
    if claim is None:
        raise NotFoundError(f"there is no claim {claim_id}")
    now, person = desk.clock(), asking.person
    saved = session.get(DraftRow, (claim_id, person.id))
    live = claim.held_until is not None and claim.held_until > now
    row = claim.verdicts[-1]
    evidence = [(item.id, Evidence.from_dict(item.record)) for item in row.evidence]
    verdict = Verdict.from_dict({**row.record, "claim": claim.record, "evidence": []})
    seen = decisions.visible(claim, person)
    queue = queue_named(session, claim.queue)
    shown: dict[str, Any] = {
        "claim": claim,
        "verdict": verdict,
        "verdict_id": row.id,
        "evidence": evidence,
        "where": in_article(claim),
        "worth": why_here(queue, claim, now),
        "mine": live and claim.holder_id == person.id,
        "holder": claim.holder.name if live and claim.holder else "",
        "why_not": leases.why_not(session, claim, person),
        "decisions": seen,
        "comments": decisions.visible_comments(claim),
        "final": decisions.final(claim),
        "can_undo": bool(seen) and seen[-1].reviewer_id == person.id and not live,
        "draft": draft or (Draft.model_validate(saved.body) if saved else Draft()),
        "skips": leases.skips(session, claim_id),
        "earlier": claim.verdicts[:-1],
        "made_by": row.report,
        # Two of them may be lost on the way.
        "renew": max(1, queue.lease_seconds // 3),
        "names": names(session),
        "snoozes": SNOOZES,
        "done": done if done.isdecimal() else "",
        "problem": problem,
    }
    return page(request, "claim.html", asking, now=now, status=status, **shown)


@router.post("/claims/{claim_id}/decide")
def decide(
    request: Request, desk: AtDesk, asking: Asking, claim_id: int, answer: Annotated[Answer, Form()]
) -> Response:
    """Save the decision and go on; a late or impossible save gives back everything that was typed."""
    try:
        with desk.store.writing() as session:
            claim = leases.held(session, claim_id, answer.fence, asking.person, now=desk.clock())
            choice, queue = answer.choice(claim), claim.queue
            decisions.decide(
                session, claim_id, answer.fence, asking.person, choice, now=desk.clock(), verdict_id=answer.verdict_id
            )
    except NotFoundError:
        raise
    except ReviewError as error:
        with desk.store.writing() as session:
            decisions.save_draft(session, claim_id, asking.person, answer.draft.model_dump(), now=desk.clock())
            late = isinstance(error, LeaseError)
            told = f"{error} Nothing was saved as a decision; all that you wrote is below." if late else str(error)
            return _claim_page(
                request,
                desk,
                session,
                asking,
                claim_id,
                draft=answer.draft,
                problem=told,
                status=409 if late else 400,
            )
    return go_on(desk, asking.person, queue, done=str(claim_id))
