"""A piece of evidence in its whole document."""

from fastapi import APIRouter, Request, Response

from factdesk.errors import NotFoundError
from factdesk.review.references import in_reference
from factdesk.review.tables import ClaimRow
from factdesk.review.web.access import Asking, AtDesk
from factdesk.review.web.render import around, page

router = APIRouter(include_in_schema=False)


@router.get("/claims/{claim_id}/evidence/{evidence_id}")
def evidence_page(request: Request, desk: AtDesk, asking: Asking, claim_id: int, evidence_id: int) -> Response:
    """Show a piece of a claim's evidence in its document, marked, with what else of it is evidence for the claim."""
    with desk.store.reading() as session:
        claim = session.get(ClaimRow, claim_id)
        if claim is None:
            raise NotFoundError(f"there is no claim {claim_id}")
        found = in_reference(session, claim, evidence_id)
        return page(
            request,
            "evidence.html",
            asking,
            now=desk.clock(),
            claim=claim,
            evidence=found.evidence,
            around=around(found),
        )
