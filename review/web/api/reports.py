"""Reports in, what each of them changed, and the desk in figures."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ValidationError

from factdesk.errors import InputError
from factdesk.records import Report
from factdesk.review import articles, intake, queues
from factdesk.review.agreement import agreement
from factdesk.review.figures import figures
from factdesk.review.web.access import Asking, AtDesk
from factdesk.review.web.api.told import ClaimTold, told

router = APIRouter()


class ArticleTold(BaseModel):
    """An article through time."""

    id: str
    title: str
    url: str | None
    published: date | None
    text: str
    claims: list[ClaimTold]
    #: the newest first
    reports: list[articles.Laid]


@router.post("/reports", status_code=201)
async def add_report(
    request: Request, desk: AtDesk, asking: Asking, reach: float = 1.0, queue: Annotated[str, Query(max_length=80)] = ""
) -> dict[str, Any]:
    """Put a report (the JSON of ``factdesk check --format json``) into a queue. Editors only."""
    asking.person.require_editor("add reports")
    try:
        report = Report.from_json(await request.body())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole body"
        raise InputError(f"not a report: {where}: {first['msg']}; wanted factdesk check --format json") from error
    with desk.store.writing() as session:
        done = intake.add_report(
            session,
            report,
            actor=asking.person.name,
            now=desk.clock(),
            reach=reach,
            queue=queue or queues.DEFAULT,
        )
    return asdict(done)


@router.get("/figures")
def read_figures(desk: AtDesk, asking: Asking, queue: str | None = None) -> dict[str, Any]:
    """Return what the dashboard shows."""
    with desk.store.reading() as session:
        return asdict(figures(session, queue=queue, now=desk.clock()))


@router.get("/agreement")
def read_agreement(desk: AtDesk, asking: Asking, queue: str | None = None) -> list[dict[str, Any]]:
    """Return how far reviewers agree."""
    with desk.store.reading() as session:
        return [asdict(row) for row in agreement(session, queue)]


@router.get("/articles/{article_id}")
def read_article(desk: AtDesk, asking: Asking, article_id: str) -> ArticleTold:
    """Read an article, its claims, and what each of its reports changed."""
    with desk.store.reading() as session:
        article = articles.article_named(session, article_id)
        claims = articles.claims_of(session, article)
        return ArticleTold(
            id=article.id,
            title=article.title,
            url=article.url,
            published=article.published,
            text=article.text,
            claims=[told(claim, desk.clock()) for claim in claims],
            reports=articles.history(session, article),
        )
