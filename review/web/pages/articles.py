"""An article: its claims, and what each of its reports changed."""

from typing import Any

from fastapi import APIRouter, Request, Response

from factdesk.review import articles
from factdesk.review.web.access import Asking, AtDesk
from factdesk.review.web.render import page

router = APIRouter(include_in_schema=False)


@router.get("/articles/{article_id}")
def article_page(request: Request, desk: AtDesk, asking: Asking, article_id: str) -> Response:
    """Show an article through time."""
    with desk.store.reading() as session:
        article = articles.article_named(session, article_id)
        shown: dict[str, Any] = {
            "article": article,
            "claims": articles.claims_of(session, article),
            "reports": articles.history(session, article),
        }
        return page(request, "article.html", asking, now=desk.clock(), **shown)
