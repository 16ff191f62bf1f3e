"""The list: what waits, looked through and worked on many at a time."""

from datetime import timedelta
from typing import Annotated, Any, get_args
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError

from factdesk.errors import ReviewError
from factdesk.records import ClaimKind
from factdesk.review import bulk, views
from factdesk.review.listing import Filters, find
from factdesk.review.queues import DEFAULT
from factdesk.review.web.access import Asking, AtDesk, Caller, Desk
from factdesk.review.web.answer import Selection
from factdesk.review.web.pages.common import SNOOZES, go_on, names, queues, see
from factdesk.review.web.render import LABELS, page

router = APIRouter(include_in_schema=False)

#: what a filter by kind offers: the kinds of claims, without what is none
KINDS = [kind for kind in get_args(ClaimKind) if kind not in ("opinion", "question", "greeting", "boilerplate")]


@router.get("/queue")
def queue_page(request: Request, desk: AtDesk, asking: Asking) -> Response:
    """List claims by filters and search."""
    asked = {name: value for name, value in request.query_params.items() if value != ""}
    done = asked.pop("done", "")
    return _queue_page(request, desk, asking, asked, done=done)


def _queue_page(
    request: Request,
    desk: Desk,
    asking: Caller,
    asked: dict[str, str],
    *,
    done: str = "",
    problem: str = "",
    outcome: bulk.Outcome | None = None,
) -> Response:
    try:
        filters = Filters.model_validate(asked)
    except ValidationError as error:
        filters = Filters()
        first = error.errors()[0]
        problem = f"{'.'.join(map(str, first['loc']))}: {first['msg']}. All claims are listed."
    with desk.store.reading() as session:
        claims, more = find(session, filters)
        shown: dict[str, Any] = {
            "claims": claims,
            "more": more,
            "filters": filters,
            "asked": filters.model_dump(mode="json", exclude_defaults=True),
            "problem": problem,
            "done": done,
            "outcome": outcome,
            "views": views.seen_by(session, asking.person),
            "usual": _usual(asking.person.name),
            "queues": queues(session),
            "names": names(session),
            "kinds": KINDS,
            "snoozes": SNOOZES,
            "label_options": [(name, words) for name, (_, words, _) in LABELS.items()],
        }
        return page(request, "queue.html", asking, now=desk.clock(), **shown)


def _usual(name: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the views that every desk needs: what to call each, and its filters."""
    return [
        ("All", {}),
        ("Waiting", {"waiting": True}),
        ("Given to me", {"assigned": name, "waiting": True}),
        ("Second opinions", {"status": "second"}),
        ("Disputed", {"status": "disputed", "order": "disagreement"}),
        ("Changed since decided", {"changed": True}),
        ("Decided", {"status": "decided", "order": "newest"}),
    ]


@router.post("/queue")
async def do_to_selection(request: Request, desk: AtDesk, asking: Asking) -> Response:
    """Do something to the claims that are ticked, and show the same list again with what became of it."""
    form = {name: value for name, value in (await request.form()).multi_items() if isinstance(value, str)}
    ticked = [value for value in (await request.form()).getlist("claim") if isinstance(value, str)]
    asked = dict(parse_qsl(form.get("asked", "")))
    action = form.get("action", "")
    wanted: dict[str, Any] = {"action": action}
    match action:
        case "skip" | "reopen":
            wanted["reason"] = form.get("reason", "")
        case "snooze":
            hours = int(form.get("hours", "")) if form.get("hours", "").isascii() and form["hours"].isdecimal() else 0
            wanted["until"] = desk.clock() + timedelta(hours=min(hours, 10_000))
        case "assign":
            wanted["to"] = form.get("to") or None
        case "tag" | "untag":
            wanted |= {"action": "tag", "add" if action == "tag" else "remove": [form.get("tag", "")]}
    return await run_in_threadpool(_do_to_selection, request, desk, asking, asked, ticked, wanted)


def _do_to_selection(
    request: Request, desk: Desk, asking: Caller, asked: dict[str, str], ticked: list[str], wanted: dict[str, Any]
) -> Response:
    try:
        selection = Selection.model_validate({"claims": ticked, "deed": wanted})
        with desk.store.writing() as session:
            outcome = bulk.do_all(session, selection.claims, selection.deed, asking.person, now=desk.clock())
    except ValidationError as error:
        told = "Tick some claims first." if not ticked else error.errors()[0]["msg"]
        return _queue_page(request, desk, asking, asked, problem=told)
    if outcome.refused:
        return _queue_page(request, desk, asking, asked, outcome=outcome)
    return see(f"/queue?{urlencode({**asked, 'done': f'{len(outcome.done)} claims'})}")


@router.post("/views")
def save_view(
    request: Request,
    desk: AtDesk,
    asking: Asking,
    name: Annotated[str, Form(max_length=200)] = "",
    asked: Annotated[str, Form(max_length=4000)] = "",
    shared: Annotated[bool, Form()] = False,
) -> Response:
    """Save what is looked for under a name."""
    wanted = dict(parse_qsl(asked))
    try:
        with desk.store.writing() as session:
            views.save(session, asking.person, name, Filters.model_validate(wanted), shared=shared)
    except (ValidationError, ReviewError) as error:
        told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        return _queue_page(request, desk, asking, wanted, problem=told)
    return see(f"/queue?{urlencode(wanted)}")


@router.post("/views/{view_id}/remove")
def remove_view(desk: AtDesk, asking: Asking, view_id: int) -> Response:
    """Remove a saved view."""
    with desk.store.writing() as session:
        views.remove(session, asking.person, view_id)
    return see("/queue")


@router.post("/next")
def next_claim(desk: AtDesk, asking: Asking, queue: Annotated[str, Form(max_length=200)] = DEFAULT) -> Response:
    """Take the most urgent claim."""
    return go_on(desk, asking.person, queue)
