"""The team and its tools: queues, people, keys for programs, webhooks, the audit trail."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from factdesk.errors import ForbiddenError
from factdesk.review import audit, people, queues, webhooks
from factdesk.review.priority import Weights
from factdesk.review.tables import Queue
from factdesk.review.web.access import Asking, AtDesk, address_of

router = APIRouter()


class NewWebhook(BaseModel):
    """An address to tell of decisions."""

    url: str = Field(max_length=webhooks.LONGEST_URL)


class WebhookTold(NewWebhook):
    """A webhook; its secret is told once, when it is added."""

    id: int
    created_at: datetime
    secret: str | None = None


class DeliveryTold(BaseModel):
    """A message to a webhook; without ``due_at`` and ``delivered_at`` it was given up."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    event: str
    created_at: datetime
    due_at: datetime | None
    attempts: int
    delivered_at: datetime | None
    problem: str


class Settings(BaseModel):
    """A queue's settings; what is null stays."""

    second_share: float | None = None
    weights: Weights | None = None
    lease_seconds: int | None = None


class QueueTold(BaseModel):
    """A queue and its settings."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    second_share: float
    weights: Weights
    lease_seconds: int


class PersonTold(BaseModel):
    """Somebody of the team; ``disabled_at`` is since when they cannot log in."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    role: str
    created_at: datetime
    disabled_at: datetime | None


class NewPassword(BaseModel):
    """The caller's password as it is, and as it shall be."""

    old: str = Field(max_length=people.LONGEST_PASSWORD)
    new: str = Field(max_length=people.LONGEST_PASSWORD)


class NewToken(BaseModel):
    """What a key for programs is for."""

    name: str = Field(min_length=1, max_length=people.LONGEST_NAME)


class TokenTold(NewToken):
    """A key; what it holds is told once, when it is made."""

    created_at: datetime | None = None
    token: str | None = None


class NewPerson(BaseModel):
    """Somebody for the team."""

    name: str
    password: str
    role: str = "reviewer"


@router.get("/queues")
def list_queues(desk: AtDesk, asking: Asking) -> list[QueueTold]:
    """List the queues and their settings."""
    with desk.store.reading() as session:
        return [QueueTold.model_validate(queue) for queue in session.scalars(select(Queue).order_by(Queue.name))]


@router.put("/queues/{name}", status_code=204)
def configure(desk: AtDesk, asking: Asking, name: str, body: Settings) -> None:
    """Change a queue's settings. Admins only."""
    asking.person.require_admin("change a queue's settings")
    with desk.store.writing() as session:
        queues.configure(session, name, actor=asking.person.name, now=desk.clock(), **dict(body))


@router.get("/people")
def list_people(desk: AtDesk, asking: Asking) -> list[PersonTold]:
    """List everybody. Admins only."""
    asking.person.require_admin("see the team")
    with desk.store.reading() as session:
        return [PersonTold.model_validate(user) for user in people.everybody(session)]


@router.post("/people", status_code=201)
def add_person(desk: AtDesk, asking: Asking, body: NewPerson) -> dict[str, Any]:
    """Add somebody to the team. Admins only."""
    asking.person.require_admin("add people")
    with desk.store.writing() as session:
        added = people.add_user(
            session, body.name, password=body.password, role=body.role, actor=asking.person.name, now=desk.clock()
        )
    return asdict(added)


@router.get("/webhooks")
def list_webhooks(desk: AtDesk, asking: Asking) -> list[WebhookTold]:
    """List the addresses that are told of decisions. Admins only."""
    asking.person.require_admin("see webhooks")
    with desk.store.reading() as session:
        return [WebhookTold(id=hook.id, url=hook.url, created_at=hook.created_at) for hook in webhooks.live(session)]


@router.post("/webhooks", status_code=201)
def add_webhook(desk: AtDesk, asking: Asking, body: NewWebhook) -> WebhookTold:
    """Tell an address of all decisions from now on. Admins only."""
    asking.person.require_admin("add webhooks")
    with desk.store.writing() as session:
        hook = webhooks.add(session, body.url, actor=asking.person.name, now=desk.clock())
        return WebhookTold(id=hook.id, url=hook.url, created_at=hook.created_at, secret=hook.secret)


@router.delete("/webhooks/{hook_id}", status_code=204)
def remove_webhook(desk: AtDesk, asking: Asking, hook_id: int) -> None:
    """Tell an address no more. Admins only."""
    asking.person.require_admin("remove webhooks")
    with desk.store.writing() as session:
        webhooks.remove(session, hook_id, actor=asking.person.name, now=desk.clock())


@router.get("/webhooks/{hook_id}/deliveries")
def list_deliveries(desk: AtDesk, asking: Asking, hook_id: int) -> list[DeliveryTold]:
    """List the newest messages to a webhook and what became of them. Admins only."""
    asking.person.require_admin("see webhooks")
    with desk.store.reading() as session:
        return [DeliveryTold.model_validate(one) for one in webhooks.deliveries(session, hook_id)]


@router.get("/audit")
def read_audit(desk: AtDesk, asking: Asking, head: str | None = None) -> dict[str, Any]:
    """Verify the audit trail. Admins only."""
    asking.person.require_admin("verify the audit trail")
    with desk.store.reading() as session:
        return asdict(audit.verify(session, head=head))


@router.put("/password", status_code=204)
def change_password(request: Request, desk: AtDesk, asking: Asking, body: NewPassword) -> None:
    """Change the caller's own password; all their sessions end."""
    address = address_of(request)
    with desk.store.writing() as session:
        done = people.change_password(session, asking.person, body.old, body.new, address=address, now=desk.clock())
    if not done:
        raise ForbiddenError(people.NOT_YOURS)


@router.get("/tokens")
def list_tokens(desk: AtDesk, asking: Asking) -> list[TokenTold]:
    """List the caller's keys for programs."""
    with desk.store.reading() as session:
        return [TokenTold(name=one.name, created_at=one.created_at) for one in people.tokens_of(session, asking.person)]


@router.post("/tokens", status_code=201)
def add_token(desk: AtDesk, asking: Asking, body: NewToken) -> TokenTold:
    """Make a key with which programs act as the caller."""
    me = asking.person.name
    with desk.store.writing() as session:
        made = people.add_token(session, me, body.name, actor=me, now=desk.clock())
    return TokenTold(name=body.name, token=made)


@router.delete("/tokens", status_code=204)
def revoke_token(desk: AtDesk, asking: Asking, name: str) -> None:
    """Revoke the caller's keys of a name."""
    me = asking.person.name
    with desk.store.writing() as session:
        people.revoke_token(session, me, name, actor=me, now=desk.clock())
