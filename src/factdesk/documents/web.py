"""A page from the web: only when the caller names its URL, only http and https, within limits of size and time."""

import time
from datetime import date
from email.message import Message
from http.client import HTTPException, HTTPResponse
from pathlib import PurePosixPath
from typing import IO
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from factdesk import __version__
from factdesk.documents.raw import LARGEST_FILE, Raw, too_large
from factdesk.errors import InputError

#: seconds without a byte, and seconds in all
SILENCE = 20.0
LONGEST = 60.0
MOST_REDIRECTS = 5

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def is_url(source: str) -> bool:
    """Tell whether a source names a page of the web."""
    return source.lower().startswith(("http://", "https://"))


def fetch(url: str) -> Raw:
    """Fetch a page. Raises InputError when it cannot be had, is too large, or takes too long."""
    try:
        asked = {"User-Agent": f"factdesk/{__version__}", "Accept-Encoding": "identity"}
        request = Request(url, headers=asked)  # noqa: S310 - our opener has no handler but http's and https's
        with _opener().open(request, timeout=SILENCE) as answer:
            data = _bounded(answer, url)
            kind, charset = answer.headers.get_content_type(), answer.headers.get_content_charset()
            path = PurePosixPath(unquote(urlsplit(answer.url).path))
    except HTTPError as error:
        raise InputError(f"{url}: the server answered {error.code} {error.reason}; check the address") from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise InputError(f"{url}: could not be fetched ({reason}); check the address and the connection") from error
    return Raw(
        data=data,
        name=url,
        stem=path.stem or urlsplit(url).netloc,
        suffix=_SUFFIXES.get(kind, path.suffix.lower()),
        url=url,
        retrieved=date.today(),
        charset=charset,
    )


class _Redirects(HTTPRedirectHandler):
    max_redirections = MOST_REDIRECTS

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        if not is_url(newurl):
            raise InputError(f"{req.full_url}: redirects to {newurl}; only http and https are fetched")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # it hands its own headers on


def _opener() -> OpenerDirector:
    # urllib's own opener would also open file: and ftp: addresses.
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _bounded(answer: HTTPResponse, url: str) -> bytes:
    # The time limit of a socket is for one silence; a server that drips would hold us for ever.
    end = time.monotonic() + LONGEST
    data = bytearray()
    while chunk := answer.read1(64 * 1024):
        data += chunk
        if len(data) > LARGEST_FILE:
            raise too_large(url)
        if time.monotonic() > end:
            raise InputError(f"{url}: took longer than {LONGEST:.0f} seconds; save the page and give the file")
    return bytes(data)
