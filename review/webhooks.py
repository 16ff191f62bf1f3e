"""Webhooks: addresses that are told what is decided, by signed messages.

A message is written in the transaction of what it tells, so that none is lost and none tells what was not saved;
``courier`` sends it afterwards. Messages and signatures are those of Standard Webhooks (standardwebhooks.com): the
receiver computes HMAC-SHA256 over ``webhook-id.webhook-timestamp.body`` with the secret, and refuses old timestamps.
"""

import base64
import hashlib
import hmac
import ipaddress
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from factdesk.errors import NotFoundError, ReviewError
from factdesk.review import audit
from factdesk.review.tables import Delivery, Webhook

Event = Literal["claim.decided", "claim.reopened"]

LONGEST_URL = 2_000
_PREFIX = "whsec_"


def add(session: Session, url: str, *, actor: str, now: datetime) -> Webhook:
    """Tell this address of all decisions from now on; its ``secret`` is to be given to who listens there."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
        usable = usable and parts.port != 0 and url.isprintable() and url.isascii() and " " not in url
    except ValueError:
        usable = False
    if not usable or len(url) > LONGEST_URL:
        raise ReviewError(f"{url[:80]!r} is no address to tell; wanted one such as https://desk.example/hook")
    if not _may_be_public(parts.hostname or ""):
        raise ReviewError(f"{url[:80]!r} is inside a private network; wanted an address of the public web")
    hook = Webhook(url=url, secret=_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode(), created_at=now)
    session.add(hook)
    session.flush()
    audit.append(session, actor=actor, action="add webhook", subject=f"webhook {hook.id}", detail={"url": url}, now=now)
    return hook


def live(session: Session) -> Sequence[Webhook]:
    """Return the webhooks that are told."""
    return session.scalars(select(Webhook).where(Webhook.removed_at.is_(None)).order_by(Webhook.id)).all()


def remove(session: Session, hook_id: int, *, actor: str, now: datetime) -> None:
    """Tell an address no more; what waits to be told to it is given up."""
    hook = session.get(Webhook, hook_id)
    if hook is None or hook.removed_at is not None:
        raise NotFoundError(f"there is no webhook {hook_id}")
    hook.removed_at = now
    waiting = (Delivery.webhook_id == hook_id, Delivery.due_at.is_not(None))
    session.execute(update(Delivery).where(*waiting).values(due_at=None, problem="the webhook was removed"))
    audit.append(session, actor=actor, action="remove webhook", subject=f"webhook {hook_id}", now=now)


def deliveries(session: Session, hook_id: int, limit: int = 100) -> Sequence[Delivery]:
    """Return the newest messages to a webhook, the newest first. Raises NotFoundError."""
    if session.get(Webhook, hook_id) is None:
        raise NotFoundError(f"there is no webhook {hook_id}")
    newest = select(Delivery).where(Delivery.webhook_id == hook_id).order_by(Delivery.id.desc()).limit(limit)
    return session.scalars(newest).all()


def announce(session: Session, event: Event, data: Mapping[str, Any], *, now: datetime) -> None:
    """Write a message to each webhook, in the caller's transaction."""
    # ASCII, so that what is signed is what any database and any receiver keeps.
    body = json.dumps({"type": event, "timestamp": now.astimezone(UTC).isoformat(), "data": data}, allow_nan=False)
    for hook in live(session):
        session.add(
            Delivery(webhook_id=hook.id, event=event, body=body, created_at=now, due_at=now, attempts=0, problem="")
        )


def signed(delivery: Delivery, secret: str, now: datetime) -> dict[str, str]:
    """Return the headers that a message travels with."""
    name, moment = f"msg_{delivery.id}", str(int(now.timestamp()))
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    seal = hmac.digest(key, f"{name}.{moment}.{delivery.body}".encode(), hashlib.sha256)
    return {
        "content-type": "application/json",
        "user-agent": "factdesk",
        "webhook-id": name,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(seal).decode()}",
    }


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public web: not private, link-local, loopback, or a way into one."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if inner:
            return is_public(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/32"):  # translated to any IPv4 address
            return False
    return ip.is_global and not ip.is_multicast


def _may_be_public(host: str) -> bool:
    try:
        return is_public(host)
    except ValueError:  # a name; where it leads is seen each time something is sent
        return host != "localhost" and not host.endswith(".localhost")
