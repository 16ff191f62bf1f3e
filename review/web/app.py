"""The web application: pages, API, static files, and one answer for each kind of thing that goes wrong."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from factdesk import __version__
from factdesk.errors import (
    FactdeskError,
    ForbiddenError,
    LeaseError,
    LoginNeededError,
    NotFoundError,
    TooManyTriesError,
)
from factdesk.review.store import Store
from factdesk.review.web import api, pages
from factdesk.review.web.access import Caller, Desk, known
from factdesk.review.web.guard import Guard
from factdesk.review.web.logs import RequestLog
from factdesk.review.web.render import page

_log = logging.getLogger(__name__)

#: Without a login, a page elsewhere could reach us under a name of its own that leads here (DNS rebinding).
LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")

_STATUS: dict[type[FactdeskError], int] = {
    NotFoundError: 404,
    TooManyTriesError: 429,
    ForbiddenError: 403,
    LeaseError: 409,
}


def _utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    store: Store, *, single_user: bool = False, https: bool = False, clock: Callable[[], datetime] = _utc_now
) -> FastAPI:
    """Return the application that serves a queue."""
    middleware = [Middleware(RequestLog), Middleware(Guard)]
    if single_user:
        middleware.append(Middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK)))
    app = FastAPI(
        title="factdesk review",
        version=__version__,
        openapi_url="/api/openapi.json",
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        middleware=middleware,
    )
    app.state.desk = Desk(store, clock, single_user, https)
    app.include_router(pages.router)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(directory=str(files("factdesk.review.web") / "static")))
    app.get("/healthz", include_in_schema=False)(healthz)
    app.exception_handler(LoginNeededError)(_login_needed)
    app.exception_handler(FactdeskError)(_expected)
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(RequestValidationError)(_invalid)
    return app


def healthz(request: Request) -> Response:
    """Say that the server runs and reaches its database, or with 503 that it does not."""
    try:
        with request.app.state.desk.store.reading() as session:
            session.execute(text("SELECT 1"))
    except DBAPIError:
        _log.exception("the database cannot be reached", extra={"action": "health"})
        return PlainTextResponse("the database cannot be reached", 503)
    return PlainTextResponse("ok")


async def _login_needed(request: Request, error: Exception) -> Response:
    if _is_api(request):
        return JSONResponse({"error": str(error)}, 401, {"WWW-Authenticate": "Bearer"})
    back = request.url.path if request.method == "GET" else "/queue"
    if request.method == "GET" and request.url.query:
        back += f"?{request.url.query}"
    return RedirectResponse(f"/login?next={quote(back, safe='')}", status_code=303)


def _expected(request: Request, error: Exception) -> Response:
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 400)
    return _told(request, status, str(error))


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _told(request, status, "There is no such page." if status == 404 else str(getattr(error, "detail", error)))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - it is registered for nothing else
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return _told(request, 422, f"{where}: {first['msg']}".removeprefix(": "))


def _told(request: Request, status: int, problem: str) -> Response:
    if _is_api(request):
        return JSONResponse({"error": problem}, status)
    caller: Caller | None
    try:
        caller = known(request, request.app.state.desk)
    except LoginNeededError:
        caller = None
    now = request.app.state.desk.clock()
    return page(request, "error.html", caller, now=now, status=status, code=status, problem=problem)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")
