"""The REST API, under /api: all that the pages can do, for programs. Its OpenAPI document is /api/openapi.json."""

import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.orm import Session

from factdesk.errors import InputError, NotFoundError, ReviewError
from factdesk.records import Report
from factdesk.review import audit, bulk, decisions, export, intake, leases, people, queues, tags, views, webhooks
from factdesk.review.agreement import agreement
from factdesk.review.figures import figures
from factdesk.review.listing import Filters, find
from factdesk.review.people import Person
from factdesk.review.priority import Weights
from factdesk.review.tables import ClaimRow, DecisionRow, View
from factdesk.review.tables import Draft as DraftRow
from factdesk.review.web.access import Asking, AtDesk
from factdesk.review.web.answer import Answer, Draft, LeaseTold, Selection

router = APIRouter(prefix="/api", tags=["review"])


class ClaimTold(BaseModel):
    """A claim as a list shows it."""

    id: int
    queue: str
    text: str
    kind: str
    speaker: str
    article_id: str
    article_title: str
    status: str
    verdict_label: str
    confidence: float
    decided_label: str | None
    changed: str
    tags: list[str]
    added_at: datetime
    held: bool


class DecisionTold(BaseModel):
    """A decision, and its stage: first, second or adjudication."""

    id: int
    stage: str
    record: dict[str, Any]


class ClaimInFull(ClaimTold):
    """A claim with everything that the caller may see of it."""

    article: dict[str, Any]
    claim: dict[str, Any]
    verdict_id: int
    verdict: dict[str, Any]
    #: id and record, best first
    evidence: list[tuple[int, dict[str, Any]]]
    decisions: list[DecisionTold]
    comments: list[dict[str, str]]
    draft: Draft | None


class Page(BaseModel):
    """A page of claims, and whether another follows."""

    claims: list[ClaimTold]
    more: bool


class Fence(BaseModel):
    """The lease that something is done under."""

    fence: int


class Skip(Fence):
    """Why a claim is left to others."""

    reason: str = Field(max_length=leases.LONGEST_REASON)


class Snooze(Fence):
    """Until when a claim sleeps."""

    until: AwareDatetime


class Reopen(BaseModel):
    """Why a claim is decided anew."""

    reason: str = Field(default="", max_length=leases.LONGEST_REASON)


class Assign(BaseModel):
    """Who alone gets a claim; null for whoever comes first."""

    to: str | None = None


class Tags(BaseModel):
    """Words to put on a claim, and words to take off it."""

    add: list[str] = Field(default_factory=list, max_length=tags.MOST_TAGS)
    remove: list[str] = Field(default_factory=list, max_length=tags.MOST_TAGS)


class NewView(BaseModel):
    """Filters to save under a name."""

    name: str
    filters: Filters
    #: for the whole team; editors only
    shared: bool = False


class ViewTold(NewView):
    """A saved view."""

    id: int
    owner: str


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


class Remark(BaseModel):
    """Something said to the team."""

    text: str = Field(max_length=decisions.LONGEST_NOTE)


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


@router.post("/reports", status_code=201)
async def add_report(
    request: Request, desk: AtDesk, asking: Asking, reach: float = 1.0, queue: Annotated[str, Query(max_length=80)] = ""
) -> dict[str, Any]:
    """Put a report (the JSON of ``factdesk check --format json``) into a queue. Editors only."""
    asking.person.require_editor("add reports")
    try:
        report = Report.from_json(await request.body())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole body"
        raise InputError(f"not a report: {where}: {first['msg']}; wanted factdesk check --format json") from error
    with desk.store.writing() as session:
        done = intake.add_report(
            session,
            report,
            actor=asking.person.name,
            now=desk.clock(),
            reach=reach,
            queue=queue or queues.DEFAULT,
        )
    return asdict(done)


@router.post("/next")
def take_next(
    desk: AtDesk, asking: Asking, queue: Annotated[str, Query(max_length=80)] = queues.DEFAULT
) -> LeaseTold | None:
    """Take the caller's most urgent claim; null when there is none."""
    with desk.store.writing() as session:
        lease = leases.take_next(session, asking.person, now=desk.clock(), queue=queue)
    return LeaseTold(**asdict(lease)) if lease else None


@router.get("/claims")
def list_claims(desk: AtDesk, asking: Asking, filters: Annotated[Filters, Query()]) -> Page:
    """List claims by filters and search."""
    with desk.store.reading() as session:
        claims, more = find(session, filters)
        return Page(claims=[ClaimTold(**_told(claim, desk.clock())) for claim in claims], more=more)


@router.get("/claims/{claim_id}")
def read_claim(desk: AtDesk, asking: Asking, claim_id: int) -> ClaimInFull:
    """Read a claim with its verdict, evidence, and the decisions that the caller may see."""
    with desk.store.reading() as session:
        claim = session.get(ClaimRow, claim_id)
        if claim is None:
            raise NotFoundError(f"there is no claim {claim_id}")
        return _in_full(session, claim, asking.person, desk.clock())


@router.post("/claims/{claim_id}/lease")
def take(desk: AtDesk, asking: Asking, claim_id: int) -> LeaseTold:
    """Take this claim."""
    with desk.store.writing() as session:
        return LeaseTold(**asdict(leases.take(session, claim_id, asking.person, now=desk.clock())))


@router.put("/claims/{claim_id}/lease")
def renew(desk: AtDesk, asking: Asking, claim_id: int, body: Fence) -> LeaseTold:
    """Put off the end of the caller's lease."""
    with desk.store.writing() as session:
        return LeaseTold(**asdict(leases.renew(session, claim_id, body.fence, asking.person, now=desk.clock())))


@router.delete("/claims/{claim_id}/lease", status_code=204)
def release(desk: AtDesk, asking: Asking, claim_id: int, fence: int) -> None:
    """Give a claim back undecided."""
    with desk.store.writing() as session:
        leases.release(session, claim_id, fence, asking.person, now=desk.clock())


@router.put("/claims/{claim_id}/draft", status_code=204)
def save_draft(desk: AtDesk, asking: Asking, claim_id: int, body: Draft) -> None:
    """Keep what the caller has typed so far."""
    with desk.store.writing() as session:
        decisions.save_draft(session, claim_id, asking.person, body.model_dump(), now=desk.clock())


@router.post("/claims/{claim_id}/decisions", status_code=201)
def decide(desk: AtDesk, asking: Asking, claim_id: int, body: Answer) -> DecisionTold:
    """Decide a claim under the caller's lease; 409 when it has ended, with nothing saved."""
    with desk.store.writing() as session:
        claim = leases.held(session, claim_id, body.fence, asking.person, now=desk.clock())
        made = decisions.decide(
            session,
            claim_id,
            body.fence,
            asking.person,
            body.choice(claim),
            now=desk.clock(),
            verdict_id=body.verdict_id,
        )
        return _decision(made)


@router.post("/claims/{claim_id}/skip", status_code=204)
def skip(desk: AtDesk, asking: Asking, claim_id: int, body: Skip) -> None:
    """Leave a claim to the others, with a reason."""
    with desk.store.writing() as session:
        leases.skip(session, claim_id, body.fence, asking.person, reason=body.reason, now=desk.clock())


@router.post("/claims/{claim_id}/snooze", status_code=204)
def snooze(desk: AtDesk, asking: Asking, claim_id: int, body: Snooze) -> None:
    """Put a claim aside until a moment."""
    with desk.store.writing() as session:
        leases.snooze(session, claim_id, body.fence, asking.person, until=body.until, now=desk.clock())


@router.post("/claims/{claim_id}/undo", status_code=204)
def undo(desk: AtDesk, asking: Asking, claim_id: int) -> None:
    """Take back the caller's own decision."""
    with desk.store.writing() as session:
        decisions.undo(session, claim_id, asking.person, now=desk.clock())


@router.post("/claims/{claim_id}/reopen", status_code=204)
def reopen(desk: AtDesk, asking: Asking, claim_id: int, body: Reopen) -> None:
    """Have a claim decided anew. Editors only."""
    with desk.store.writing() as session:
        decisions.reopen(session, claim_id, asking.person, reason=body.reason, now=desk.clock())


@router.put("/claims/{claim_id}/assigned", status_code=204)
def assign(desk: AtDesk, asking: Asking, claim_id: int, body: Assign) -> None:
    """Give a claim to one person alone, or to whoever comes first. Editors only."""
    with desk.store.writing() as session:
        leases.assign(session, claim_id, asking.person, to=body.to, now=desk.clock())


@router.post("/claims/{claim_id}/comments", status_code=204)
def comment(desk: AtDesk, asking: Asking, claim_id: int, body: Remark) -> None:
    """Say something to the team."""
    with desk.store.writing() as session:
        decisions.comment(session, claim_id, asking.person, body.text, now=desk.clock())


@router.post("/claims/{claim_id}/tags", status_code=204)
def tag(desk: AtDesk, asking: Asking, claim_id: int, body: Tags) -> None:
    """Put tags on a claim and take others off."""
    with desk.store.writing() as session:
        tags.tag(session, claim_id, asking.person, add=body.add, remove=body.remove, now=desk.clock())


@router.post("/bulk")
def do_all(desk: AtDesk, asking: Asking, body: Selection) -> bulk.Outcome:
    """Do one thing to many claims; those that refuse it say why, and the others are done all the same."""
    with desk.store.writing() as session:
        return bulk.do_all(session, body.claims, body.deed, asking.person, now=desk.clock())


@router.get("/views")
def list_views(desk: AtDesk, asking: Asking) -> list[ViewTold]:
    """List the caller's saved views and those that are shared."""
    with desk.store.reading() as session:
        return [_view(view) for view in views.seen_by(session, asking.person)]


@router.post("/views", status_code=201)
def save_view(desk: AtDesk, asking: Asking, body: NewView) -> ViewTold:
    """Save filters under a name, in place of the caller's view of that name."""
    with desk.store.writing() as session:
        return _view(views.save(session, asking.person, body.name, body.filters, shared=body.shared))


@router.delete("/views/{view_id}", status_code=204)
def remove_view(desk: AtDesk, asking: Asking, view_id: int) -> None:
    """Remove a saved view."""
    with desk.store.writing() as session:
        views.remove(session, asking.person, view_id)


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


@router.get("/figures")
def read_figures(desk: AtDesk, asking: Asking, queue: str | None = None) -> dict[str, Any]:
    """Return what the dashboard shows."""
    with desk.store.reading() as session:
        return asdict(figures(session, queue=queue, now=desk.clock()))


@router.get("/agreement")
def read_agreement(desk: AtDesk, asking: Asking, queue: str | None = None) -> list[dict[str, Any]]:
    """Return how far reviewers agree."""
    with desk.store.reading() as session:
        return [asdict(row) for row in agreement(session, queue)]


@router.get("/audit")
def read_audit(desk: AtDesk, asking: Asking, head: str | None = None) -> dict[str, Any]:
    """Verify the audit trail. Admins only."""
    asking.person.require_admin("verify the audit trail")
    with desk.store.reading() as session:
        return asdict(audit.verify(session, head=head))


@router.get("/export")
def read_export(
    desk: AtDesk, asking: Asking, form: Literal["jsonl", "csv", "parquet"] = "jsonl", queue: str | None = None
) -> Response:
    """Download the decisions, ready to train on. Editors only."""
    asking.person.require_editor("export decisions")
    with desk.store.reading() as session:
        lines = export.decision_lines(session, queue)
        match form:
            case "csv":
                body, kind = export.to_csv(lines).encode(), "text/csv; charset=utf-8"
            case "parquet":
                body, kind = _parquet(lines), "application/vnd.apache.parquet"
            case _:
                body, kind = export.to_jsonl(lines).encode(), "application/jsonl"
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="decisions.{form}"'})


@router.get("/claimreview")
def read_claimreview(
    desk: AtDesk, asking: Asking, publisher: str, site: str, queue: str | None = None
) -> dict[str, Any]:
    """Return the decided claims as ClaimReview objects published under ``site``. Editors only."""
    asking.person.require_editor("export decisions")
    if not export.is_site(site):
        raise ReviewError(f"{site[:80]!r} is no address of a site; wanted one such as https://news.example/fact-checks")
    with desk.store.reading() as session:
        reviews, warnings = export.to_claimreview(session, publisher=publisher, site=site, queue=queue)
    return {"reviews": reviews, "warnings": warnings}


def _told(claim: ClaimRow, now: datetime) -> dict[str, Any]:
    names = ClaimTold.model_fields.keys() - {"article_title", "held", "tags"}
    told = {name: getattr(claim, name) for name in names}
    held = claim.held_until is not None and claim.held_until > now
    words = [one.name for one in claim.tags]
    return {**told, "article_title": claim.article.title, "held": held, "tags": words}


def _view(view: View) -> ViewTold:
    return ViewTold(
        id=view.id, name=view.name, owner=view.owner.name, shared=view.shared, filters=Filters(**view.filters)
    )


def _in_full(session: Session, claim: ClaimRow, person: Person, now: datetime) -> ClaimInFull:
    verdict, article = claim.verdicts[-1], claim.article
    saved = session.get(DraftRow, (claim.id, person.id))
    return ClaimInFull(
        **_told(claim, now),
        article={"id": article.id, "title": article.title, "url": article.url, "text": article.text},
        claim=claim.record,
        verdict_id=verdict.id,
        verdict=verdict.record,
        evidence=[(item.id, item.record) for item in verdict.evidence],
        decisions=[_decision(made) for made in decisions.visible(claim, person)],
        comments=[
            {"author": remark.author.name, "text": remark.text, "at": remark.at.isoformat()}
            for remark in decisions.visible_comments(claim)
        ],
        draft=Draft.model_validate(saved.body) if saved else None,
    )


def _decision(made: DecisionRow) -> DecisionTold:
    return DecisionTold(id=made.id, stage=made.stage, record=decisions.to_record(made).to_dict())


def _parquet(lines: Iterator[export.DecisionLine]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.parquet"
        export.write_parquet(lines, path)
        return path.read_bytes()
