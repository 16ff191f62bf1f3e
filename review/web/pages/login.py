"""The way in and out."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response

from factdesk.errors import TooManyTriesError
from factdesk.review import people
from factdesk.review.web.access import Asking, AtDesk, address_of, local_path, refuse_other_sites
from factdesk.review.web.pages.common import see
from factdesk.review.web.render import page

router = APIRouter(include_in_schema=False)


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
    problem, status, cookie = "Name or password is wrong.", 401, None
    with desk.store.writing() as session:
        try:
            person = people.log_in(session, name, password, address=address_of(request), now=desk.clock())
        except TooManyTriesError as error:
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
