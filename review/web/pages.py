"""The pages. Each does one thing of the queue and shows the result; the API in ``api`` does the same things."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any, get_args
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from factdesk.errors import FactdeskError, LeaseError, NotFoundError, ReviewError
from factdesk.records import ClaimKind, Evidence, Verdict
from factdesk.review import bulk, decisions, leases, people, tags, views
from factdesk.review.agreement import agreement
from factdesk.review.figures import figures
from factdesk.review.listing import Filters, find
from factdesk.review.people import Person
from factdesk.review.priority import Weights, sentence
from factdesk.review.queues import DEFAULT, queue_named
from factdesk.review.tables import Assignment, ClaimRow, Queue, User
from factdesk.review.tables import Draft as DraftRow
from factdesk.review.web.access import Asking, AtDesk, Caller, Desk, local_path, refuse_other_sites
from factdesk.review.web.answer import Answer, Draft, Selection
from factdesk.review.web.render import LABELS, in_article, page

router = APIRouter(include_in_schema=False)

#: what a filter by kind offers: the kinds of claims, without what is none
KINDS = [kind for kind in get_args(ClaimKind) if kind not in ("opinion", "question", "greeting", "boilerplate")]

#: what the snooze menu offers, in hours
SNOOZES = {"an hour": 1, "a day": 24, "three days": 72, "a week": 168}


def see(path: str) -> Response:
    """Answer a form with a page to look at next, so that reloading sends nothing twice."""
    return RedirectResponse(path, status_code=303)


@router.get("/")
def home() -> Response:
    """Begin at the queue."""
    return see("/queue")


@router.get("/login")
def login_form(request: Request, desk: AtDesk, target: Annotated[str, Query(alias="next")] = "/queue") -> Response:
    """Ask who it is, unless there is but one user."""
    if not desk.single_user:
        return page(request, "login.html", None, now=desk.clock(), next=local_path(target), problem="", name="")
    with desk.store.writing() as session:
        person = people.single_user(session, now=desk.clock())
        cookie = people.open_session(session, person, now=desk.clock())
    response = see(local_path(target))
    desk.give_cookie(response, cookie)
    return response


@router.post("/login")
def log_in(
    request: Request,
    desk: AtDesk,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=people.LONGEST_PASSWORD)] = "",
    target: Annotated[str, Form(alias="next", max_length=2000)] = "/queue",
) -> Response:
    """Let somebody in, always under a new cookie."""
    refuse_other_sites(request)
    address = request.client.host if request.client else ""
    problem, status, cookie = "Name or password is wrong.", 401, None
    with desk.store.writing() as session:
        try:
            person = people.log_in(session, name, password, address=address, now=desk.clock())
        except people.TooManyTriesError as error:
            person, problem, status = None, str(error), 429
        if person is not None:
            cookie = people.open_session(session, person, now=desk.clock())
    if cookie is None:
        shown: dict[str, Any] = {"next": local_path(target), "problem": problem, "name": name}
        return page(request, "login.html", None, now=desk.clock(), status=status, **shown)
    response = see(local_path(target))
    desk.give_cookie(response, cookie)
    return response


@router.post("/logout")
def log_out(request: Request, desk: AtDesk, asking: Asking) -> Response:
    """End the session."""
    with desk.store.writing() as session:
        people.close_session(session, request.cookies.get(desk.cookie, ""))
    response = see("/login")
    response.delete_cookie(desk.cookie, path="/", secure=desk.https, httponly=True, samesite="lax")
    return response


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
            "queues": session.scalars(select(Queue.name).order_by(Queue.name)).all(),
            "names": _names(session),
            "kinds": KINDS,
            "snoozes": SNOOZES,
            "label_options": [(name, words) for name, (_, words, _) in LABELS.items()],
        }
        return page(request, "queue.html", asking, now=desk.clock(), **shown)


def _names(session: Session) -> Sequence[str]:
    return session.scalars(select(User.name).where(User.disabled_at.is_(None)).order_by(User.name)).all()


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
    return _go_on(desk, asking.person, queue)


def _go_on(desk: Desk, person: Person, queue: str, done: str = "") -> Response:
    with desk.store.writing() as session:
        lease = leases.take_next(session, person, now=desk.clock(), queue=queue)
    target = f"/claims/{lease.claim_id}" if lease else "/queue"
    return see(f"{target}?done={done or ('' if lease else 'empty')}".removesuffix("?done="))


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
    skips = select(Assignment, User.name).join(User, User.id == Assignment.reviewer_id)
    skips = skips.where(Assignment.claim_id == claim_id, Assignment.ending == "skipped").order_by(Assignment.id)
    row = claim.verdicts[-1]
    evidence = [(item.id, Evidence.from_dict(item.record)) for item in row.evidence]
    verdict = Verdict.from_dict({**row.record, "claim": claim.record, "evidence": []})
    seen = decisions.visible(claim, person)
    queue = queue_named(session, claim.queue)
    worth = sentence(
        Weights.model_validate(queue.weights),
        checkworthy=claim.record["checkworthy"],
        confidence=claim.confidence,
        reach=claim.article.reach,
        added=claim.added_at,
        now=now,
    )
    shown: dict[str, Any] = {
        "claim": claim,
        "verdict": verdict,
        "verdict_id": row.id,
        "evidence": evidence,
        "where": in_article(claim),
        "worth": worth,
        "mine": live and claim.holder_id == person.id,
        "holder": claim.holder.name if live and claim.holder else "",
        "why_not": leases.why_not(session, claim, person),
        "decisions": seen,
        "comments": decisions.visible_comments(claim),
        "final": decisions.final(claim),
        "can_undo": bool(seen) and seen[-1].reviewer_id == person.id and not live,
        "draft": draft or (Draft.model_validate(saved.body) if saved else Draft()),
        "skips": session.execute(skips).all(),
        "earlier": claim.verdicts[:-1],
        "names": _names(session),
        "snoozes": SNOOZES,
        "done": done if done.isdecimal() else "",
        "problem": problem,
    }
    return page(request, "claim.html", asking, now=now, status=status, **shown)


@router.post("/claims/{claim_id}/take")
def take(desk: AtDesk, asking: Asking, claim_id: int) -> Response:
    """Take this claim."""
    with desk.store.writing() as session:
        leases.take(session, claim_id, asking.person, now=desk.clock())
    return see(f"/claims/{claim_id}")


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
    return _go_on(desk, asking.person, queue, done=str(claim_id))


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
    return see("/queue")


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
    return see("/queue")


@router.post("/claims/{claim_id}/release")
def release(desk: AtDesk, asking: Asking, claim_id: int, fence: Annotated[int, Form()]) -> Response:
    """Give a claim back undecided."""
    with desk.store.writing() as session:
        leases.release(session, claim_id, fence, asking.person, now=desk.clock())
    return see("/queue")


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


@router.get("/dashboard")
def dashboard(request: Request, desk: AtDesk, asking: Asking, queue: str = "") -> Response:
    """Show the desk in figures."""
    with desk.store.reading() as session:
        shown: dict[str, Any] = {
            "figures": figures(session, queue=queue or None, now=desk.clock()),
            "agreement": agreement(session, queue or None),
            "queue": queue,
            "queues": session.scalars(select(Queue.name).order_by(Queue.name)).all(),
        }
    return page(request, "dashboard.html", asking, now=desk.clock(), **shown)


@router.get("/account")
def account(request: Request, desk: AtDesk, asking: Asking) -> Response:
    """Show one's own account, and to admins the whole team."""
    return _account(request, desk, asking)


def _account(request: Request, desk: Desk, asking: Caller, *, problem: str = "", done: str = "") -> Response:
    users: Sequence[User] = ()
    if asking.person.role == "admin":
        with desk.store.reading() as session:
            users = people.everybody(session)
    status = 400 if problem else 200
    return page(
        request, "account.html", asking, now=desk.clock(), status=status, users=users, problem=problem, done=done
    )


@router.post("/account/password")
def change_password(
    request: Request,
    desk: AtDesk,
    asking: Asking,
    old: Annotated[str, Form(max_length=people.LONGEST_PASSWORD)],
    new: Annotated[str, Form(max_length=people.LONGEST_PASSWORD)],
) -> Response:
    """Change one's own password; other sessions end, this one goes on under a new cookie."""
    try:
        with desk.store.writing() as session:
            people.change_password(session, asking.person, old, new, now=desk.clock())
            cookie = people.open_session(session, asking.person, now=desk.clock())
    except FactdeskError as error:
        return _account(request, desk, asking, problem=str(error))
    response = see("/account")
    desk.give_cookie(response, cookie)
    return response


@router.post("/people")
def add_person(
    request: Request,
    desk: AtDesk,
    asking: Asking,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=people.LONGEST_PASSWORD)],
    role: Annotated[str, Form(max_length=20)],
) -> Response:
    """Add somebody to the team."""
    asking.person.require_admin("add people")
    try:
        with desk.store.writing() as session:
            people.add_user(session, name, password=password, role=role, actor=asking.person.name, now=desk.clock())
    except ReviewError as error:
        return _account(request, desk, asking, problem=str(error))
    return _account(request, desk, asking, done=f"{name} can log in now.")
