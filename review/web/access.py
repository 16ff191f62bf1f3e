"""Who asks: a browser by its cookie, which must also send the secret of its forms, or a program by its token."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request, Response

from factdesk.errors import ForbiddenError, LoginNeededError
from factdesk.review import people
from factdesk.review.people import Person
from factdesk.review.store import Store

_SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Desk:
    """What all pages share."""

    store: Store
    clock: Callable[[], datetime]
    #: no login: whoever reaches the server is the one user
    single_user: bool
    #: served over https, so that cookies may be told to travel no other way
    https: bool

    @property
    def cookie(self) -> str:
        """The session cookie's name; the prefix makes browsers refuse one that another host has set."""
        return "__Host-factdesk" if self.https else "factdesk"

    def give_cookie(self, response: Response, value: str) -> None:
        """Let the browser keep this session."""
        age = int(people.SESSION_LASTS.total_seconds())
        response.set_cookie(self.cookie, value, max_age=age, path="/", secure=self.https, httponly=True, samesite="lax")


@dataclass(frozen=True)
class Caller:
    """Who asks, and the secret of their forms; None for a program, which has no cookie that another page could use."""

    person: Person
    csrf: str | None


def desk_of(request: Request) -> Desk:
    """Return what all pages share."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)  # noqa: S101 - create_app put it there
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]


def address_of(request: Request) -> str:
    """Return the network address that a request comes from; wrong passwords are counted against it."""
    return request.client.host if request.client else ""


def known(request: Request, desk: AtDesk) -> Caller:
    """Return who asks. Raises LoginNeededError: pages answer with the login, the API with 401."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    cookie = request.cookies.get(desk.cookie)
    with desk.store.reading() as session:
        if scheme.lower() == "bearer":
            if owner := people.token_owner(session, token.strip()):
                return Caller(owner, None)
        elif cookie and (found := people.session_of(session, cookie, now=desk.clock())):
            return Caller(found.person, found.csrf)
    raise LoginNeededError("log in, or send a token")


async def caller(request: Request, found: Annotated[Caller, Depends(known)]) -> Caller:
    """Return who asks, having made sure that a change was sent by one of our own pages."""
    if request.method in _SAFE or found.csrf is None:
        return found
    refuse_other_sites(request)
    told = request.headers.get("x-csrf-token")
    if told is None and "form" in request.headers.get("content-type", ""):
        value = (await request.form()).get("csrf")
        told = value if isinstance(value, str) else None
    if told is None or not people.same_secret(told, found.csrf):
        raise ForbiddenError("This form is from another session. Go back, reload the page, and send it again.")
    return found


Asking = Annotated[Caller, Depends(caller)]


def refuse_other_sites(request: Request) -> None:
    """Refuse what a browser says that another site's page sent. Raises ForbiddenError."""
    origin = request.headers.get("origin")
    foreign = origin is not None and origin.partition("://")[2] != request.headers.get("host")
    if foreign or request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        raise ForbiddenError("This was sent by another site's page. Log in here and do it here.")


def local_path(target: str) -> str:
    """Return where to go after the login: a path of ours, or the queue where it would lead elsewhere."""
    plain = target.startswith("/") and not target.startswith("//") and "\\" not in target and target.isprintable()
    return target if plain else "/queue"
