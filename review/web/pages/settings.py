"""What admins set: how each queue works, and which addresses are told of decisions. And what editors take out."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from pydantic import ValidationError
from sqlalchemy import select

from factdesk.errors import ReviewError
from factdesk.review import queues, webhooks
from factdesk.review.exports.forms import Form as ExportForm
from factdesk.review.exports.publication import Publication
from factdesk.review.priority import Weights
from factdesk.review.tables import Queue
from factdesk.review.web.access import Asking, AtDesk, Caller, Desk
from factdesk.review.web.pages.common import queues as queue_names
from factdesk.review.web.pages.common import see
from factdesk.review.web.render import page

router = APIRouter(include_in_schema=False)


@router.get("/exports")
def exports_page(request: Request, desk: AtDesk, asking: Asking) -> Response:
    """Show what can be taken out."""
    return _exports(request, desk, asking)


def _exports(
    request: Request, desk: Desk, asking: Caller, *, problem: str = "", publisher: str = "", site: str = ""
) -> Response:
    asking.person.require_editor("export decisions")
    with desk.store.reading() as session:
        names = queue_names(session)
    shown = {"forms": list(ExportForm), "queues": names, "problem": problem, "publisher": publisher, "site": site}
    return page(request, "exports.html", asking, now=desk.clock(), status=400 if problem else 200, **shown)


@router.post("/exports")
def publish(
    request: Request,
    desk: AtDesk,
    asking: Asking,
    form: Annotated[Literal["claimreview", "feeds/claimreview.json", "feeds/decisions.atom"], Form()] = "claimreview",
    publisher: Annotated[str, Form(max_length=200)] = "",
    site: Annotated[str, Form(max_length=2000)] = "",
    queue: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Lead to what is published, or say what is missing."""
    asking.person.require_editor("export decisions")
    try:
        Publication(publisher, site)
    except ReviewError as error:
        return _exports(request, desk, asking, problem=str(error), publisher=publisher, site=site)
    asked = {"publisher": publisher, "site": site, **({"queue": queue} if queue else {})}
    return see(f"/api/{form}?{urlencode(asked)}")


@router.get("/settings")
def settings_page(request: Request, desk: AtDesk, asking: Asking) -> Response:
    """Show how queues are set, and the webhooks."""
    return _settings(request, desk, asking)


def _settings(
    request: Request, desk: Desk, asking: Caller, *, problem: str = "", secret: str = "", url: str = ""
) -> Response:
    asking.person.require_admin("change settings")
    with desk.store.reading() as session:
        newest = {hook.id: webhooks.deliveries(session, hook.id, limit=1) for hook in webhooks.live(session)}
        shown = {
            "settings": session.scalars(select(Queue).order_by(Queue.name)).all(),
            "hooks": [(hook, next(iter(newest[hook.id]), None)) for hook in webhooks.live(session)],
            "problem": problem,
            "secret": secret,
            "url": url,
        }
        return page(request, "settings.html", asking, now=desk.clock(), status=400 if problem else 200, **shown)


@router.post("/settings/queues")
def configure(
    request: Request,
    desk: AtDesk,
    asking: Asking,
    name: Annotated[str, Form(max_length=80)],
    second_share: Annotated[float, Form()],
    lease_seconds: Annotated[int, Form()],
    checkworthy: Annotated[float, Form()],
    uncertainty: Annotated[float, Form()],
    reach: Annotated[float, Form()],
    doubling_days: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Change how a queue works."""
    asking.person.require_admin("change settings")
    told = {"checkworthy": checkworthy, "uncertainty": uncertainty, "reach": reach}
    try:
        weights = Weights.model_validate({**told, "doubling_days": doubling_days or None})
        with desk.store.writing() as session:
            queues.configure(
                session,
                name,
                actor=asking.person.name,
                now=desk.clock(),
                second_share=second_share,
                weights=weights,
                lease_seconds=lease_seconds,
            )
    except ValidationError as error:
        first = error.errors()[0]
        return _settings(request, desk, asking, problem=f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
    except ReviewError as error:
        return _settings(request, desk, asking, problem=str(error))
    return see("/settings")


@router.post("/settings/webhooks")
def add_webhook(
    request: Request, desk: AtDesk, asking: Asking, url: Annotated[str, Form(max_length=webhooks.LONGEST_URL)] = ""
) -> Response:
    """Tell an address of all decisions from now on, and show what its messages are signed with, this once."""
    asking.person.require_admin("add webhooks")
    try:
        with desk.store.writing() as session:
            secret = webhooks.add(session, url, actor=asking.person.name, now=desk.clock()).secret
    except ReviewError as error:
        return _settings(request, desk, asking, problem=str(error), url=url)
    return _settings(request, desk, asking, secret=secret)


@router.post("/settings/webhooks/{hook_id}/remove")
def remove_webhook(desk: AtDesk, asking: Asking, hook_id: int) -> Response:
    """Tell an address no more."""
    asking.person.require_admin("remove webhooks")
    with desk.store.writing() as session:
        webhooks.remove(session, hook_id, actor=asking.person.name, now=desk.clock())
    return see("/settings")
