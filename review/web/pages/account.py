"""One's own account, and for admins the team."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from factdesk.errors import ReviewError
from factdesk.review import people
from factdesk.review.tables import User
from factdesk.review.web.access import Asking, AtDesk, Caller, Desk, address_of
from factdesk.review.web.pages.common import see
from factdesk.review.web.render import page

router = APIRouter(include_in_schema=False)


@router.get("/account")
def account(request: Request, desk: AtDesk, asking: Asking, done: str = "") -> Response:
    """Show one's own account, and to admins the whole team."""
    return _account(request, desk, asking, done="Your password is changed." if done == "password" else "")


def _account(
    request: Request, desk: Desk, asking: Caller, *, problem: str = "", done: str = "", token: str = ""
) -> Response:
    users: Sequence[User] = ()
    with desk.store.reading() as session:
        tokens = people.tokens_of(session, asking.person)
        if asking.person.role == "admin":
            users = people.everybody(session)
    status = 400 if problem else 200
    shown = {"users": users, "tokens": tokens, "problem": problem, "done": done, "token_shown": token}
    return page(request, "account.html", asking, now=desk.clock(), status=status, **shown)


@router.post("/account/password")
def change_password(
    request: Request,
    desk: AtDesk,
    asking: Asking,
    old: Annotated[str, Form(max_length=people.LONGEST_PASSWORD)],
    new: Annotated[str, Form(max_length=people.LONGEST_PASSWORD)],
) -> Response:
    """Change one's own password; other sessions end, this one goes on under a new cookie."""
    address = address_of(request)
    try:
        with desk.store.writing() as session:
            done = people.change_password(session, asking.person, old, new, address=address, now=desk.clock())
            cookie = people.open_session(session, asking.person, now=desk.clock()) if done else None
    except ReviewError as error:
        return _account(request, desk, asking, problem=str(error))
    if cookie is None:
        return _account(request, desk, asking, problem=people.NOT_YOURS)
    response = see("/account?done=password")
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


@router.post("/account/tokens")
def add_token(
    request: Request, desk: AtDesk, asking: Asking, name: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Make a key for programs and show it, this once."""
    me = asking.person.name
    try:
        with desk.store.writing() as session:
            token = people.add_token(session, me, name, actor=me, now=desk.clock())
    except ReviewError as error:
        return _account(request, desk, asking, problem=str(error))
    return _account(request, desk, asking, token=token)


@router.post("/account/tokens/revoke")
def revoke_token(desk: AtDesk, asking: Asking, name: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Revoke one's keys of a name."""
    me = asking.person.name
    with desk.store.writing() as session:
        people.revoke_token(session, me, name, actor=me, now=desk.clock())
    return see("/account")
