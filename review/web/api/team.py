"""The team and its tools: queues, people, keys for programs, webhooks, the audit trail."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from factdesk.review import audit, people, queues, webhooks
from factdesk.review.priority import Weights
from factdesk.review.web.access import Asking, AtDesk

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


class NewPerson(BaseModel):
    """Somebody for the team."""

    name: str
    password: str
    role: str = "reviewer"


@router.put("/queues/{name}", status_code=204)
def configure(desk: AtDesk, asking: Asking, name: str, body: Settings) -> None:
    """Change a queue's settings. Admins only."""
    asking.person.require_admin("change a queue's settings")
    with desk.store.writing() as session:
        queues.configure(session, name, actor=asking.person.name, now=desk.clock(), **dict(body))


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
