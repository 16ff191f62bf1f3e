"""The desk in figures."""

from typing import Any

from fastapi import APIRouter, Request, Response

from factdesk.review.agreement import agreement
from factdesk.review.figures import figures
from factdesk.review.web.access import Asking, AtDesk
from factdesk.review.web.pages.common import queues
from factdesk.review.web.render import page

router = APIRouter(include_in_schema=False)


@router.get("/dashboard")
def dashboard(request: Request, desk: AtDesk, asking: Asking, queue: str = "") -> Response:
    """Show the desk in figures."""
    with desk.store.reading() as session:
        shown: dict[str, Any] = {
            "figures": figures(session, queue=queue or None, now=desk.clock()),
            "agreement": agreement(session, queue or None),
            "queue": queue,
            "queues": queues(session),
        }
    return page(request, "dashboard.html", asking, now=desk.clock(), **shown)
