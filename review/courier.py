"""Sends what ``webhooks`` wrote, and tries again where it fails, ever later, until it gives up after about two days.

An address comes from a person and its name from the network, so a message goes only to the public web: the name is
resolved once, each address it has must be public, and the connection goes to the very address that was looked at. A
redirect is a failure. The answer's body is not read.
"""

import http.client
import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, Thread, Timer
from urllib.parse import urlsplit

from sqlalchemy import select

from factdesk.errors import RefusedAddressError, ReviewError
from factdesk.review.store import Store
from factdesk.review.tables import Delivery
from factdesk.review.webhooks import is_public, signed

_log = logging.getLogger(__name__)

#: how long after each failed attempt the next one comes; after the last there is none
WAITS = tuple(timedelta(minutes=minutes) for minutes in (0.5, 2, 10, 60, 240, 720, 1440))

#: seconds between looks for what is due, for one step of a connection, and for an exchange as a whole
_PAUSE, _STEP, _EXCHANGE = 2.0, 10.0, 30.0

#: A sender that dies leaves its message to the next one after this.
_LEASE = timedelta(minutes=2)

_LONGEST_PROBLEM = 300

Send = Callable[[str, bytes, dict[str, str]], int]


def send(url: str, body: bytes, headers: dict[str, str], *, allowed: Callable[[str], bool] = is_public) -> int:
    """Post a message and return the status that answers it. Raises OSError, HTTPException or RefusedAddressError."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    for address in found:
        if not allowed(address):
            raise RefusedAddressError(f"{host} is at {address}, which is no address of the public web")
    # A server that answers a byte at a time would keep the others waiting.
    connection = http.client.HTTPConnection(host, port, timeout=_STEP)
    sock = socket.create_connection((sorted(found)[0], port), timeout=_STEP)
    watch = Timer(_EXCHANGE, sock.shutdown, (socket.SHUT_RDWR,))
    watch.daemon = True
    watch.start()
    try:
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        connection.sock = sock
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, {"Host": parts.netloc, **headers})
        return connection.getresponse().status
    finally:
        watch.cancel()
        connection.close()
        sock.close()


def deliver_one(store: Store, *, now: datetime, send: Send = send) -> bool:
    """Send one message that is due and note what became of it; False when none is."""
    due = select(Delivery).where(Delivery.due_at <= now).order_by(Delivery.due_at, Delivery.id).limit(1)
    with store.reading() as session:
        if session.scalars(due).first() is None:
            return False
    with store.writing() as session:
        taken = session.scalars(due.with_for_update(skip_locked=True)).first()
        if taken is None:
            return False
        taken.due_at, taken.attempts = now + _LEASE, taken.attempts + 1
        number, attempts, event = taken.id, taken.attempts, taken.event
        url, body, headers = taken.webhook.url, taken.body.encode(), signed(taken, taken.webhook.secret, now)
    try:
        status = send(url, body, headers)
        problem = "" if 200 <= status < 300 else f"answered {status}"
    except (OSError, http.client.HTTPException, ReviewError, ValueError) as error:
        problem = f"{type(error).__name__}: {error}"[:_LONGEST_PROBLEM]
    with store.writing() as session:
        sent = session.get_one(Delivery, number)
        sent.problem = problem
        if not problem:
            sent.delivered_at = now
        if sent.due_at is not None:  # it is None when the webhook was removed meanwhile
            sent.due_at = now + WAITS[attempts - 1] if problem and attempts <= len(WAITS) else None
    told = {"action": "webhook", "delivery": number, "event": event, "attempt": attempts, "problem": problem}
    level = logging.WARNING if problem else logging.INFO
    _log.log(level, "webhook message %d: %s", number, problem or "ok", extra=told)
    return True


@contextmanager
def delivering(store: Store) -> Iterator[None]:
    """Send what is due for as long as the block lasts, then finish the message that is under way."""
    ended = Event()

    def deliver() -> None:
        while not ended.is_set():
            try:
                if deliver_one(store, now=datetime.now(UTC)):
                    continue
            except Exception:  # noqa: BLE001 - a database that is away for a moment must not end the deliveries
                _log.exception("webhook messages wait", extra={"action": "webhook"})
            ended.wait(_PAUSE)

    thread = Thread(target=deliver, name="webhooks")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
