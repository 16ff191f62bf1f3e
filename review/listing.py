"""Looking through the queue: filters, full-text search, pages of a list."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, String, func, literal, literal_column, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from factdesk.review.columns import storable
from factdesk.review.tables import Article, ClaimRow, DecisionRow, Status, Tag, User

#: claims of one page of a list
PAGE = 50


class Filters(BaseModel):
    """Which claims to list; what is None is not asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    queue: str | None = None
    status: Status | None = None
    #: the verdict's label
    label: str | None = None
    #: the label that people decided
    decided: str | None = None
    kind: str | None = None
    speaker: str | None = None
    #: an article's id
    article: str | None = None
    #: the name of somebody who decided it, on claims that are decided: the second opinion is blind
    reviewer: str | None = None
    assigned: str | None = None
    tag: str | None = None
    added_from: date | None = None
    added_to: date | None = None
    confidence_from: float | None = Field(default=None, ge=0.0, le=1.0)
    confidence_to: float | None = Field(default=None, ge=0.0, le=1.0)
    #: not decided yet: open, for a second opinion, or disputed
    waiting: bool = False
    #: decided, and changed by a later report
    changed: bool = False
    #: words of the claim, its speaker or its article's title
    search: str | None = Field(default=None, max_length=500)
    order: Literal["priority", "newest", "oldest", "disagreement"] = "priority"
    page: int = Field(default=1, ge=1, le=100_000)


def find(session: Session, filters: Filters) -> tuple[Sequence[ClaimRow], bool]:
    """Return a page of the claims that fit, and whether there is another page after it."""
    orders: dict[str, ColumnElement[Any] | InstrumentedAttribute[Any]] = {
        "priority": ClaimRow.rank.desc(),
        "newest": ClaimRow.added_at.desc(),
        "oldest": ClaimRow.added_at,
        "disagreement": ClaimRow.disagreement.desc(),
    }
    # First the ids alone, out of an index, then what is shown: claims are too wide to be sorted by the thousand.
    ids = session.scalars(
        select(ClaimRow.id)
        .where(*_conditions(session, filters))
        .order_by(orders[filters.order], ClaimRow.id)
        .offset((filters.page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    shown = ids[:PAGE]
    claims = session.scalars(
        select(ClaimRow)
        .where(ClaimRow.id.in_(shown))
        .options(
            joinedload(ClaimRow.article).defer(Article.text), joinedload(ClaimRow.holder), selectinload(ClaimRow.tags)
        )
    )
    return sorted(claims, key=lambda claim: shown.index(claim.id)), len(ids) > PAGE


def _conditions(session: Session, filters: Filters) -> list[ColumnElement[bool]]:
    same = {
        ClaimRow.status: filters.status,
        ClaimRow.verdict_label: filters.label,
        ClaimRow.decided_label: filters.decided,
        ClaimRow.kind: filters.kind,
        ClaimRow.speaker: filters.speaker,
        ClaimRow.article_id: filters.article,
    }
    conditions: list[ColumnElement[bool]] = [column == value for column, value in same.items() if value]
    if filters.queue:
        # An expression, so that no index is used for it: few queues hold few claims, and the order's index has it too.
        conditions.append(func.coalesce(ClaimRow.queue, "") == filters.queue)
    if filters.reviewer:
        theirs = (
            select(DecisionRow.claim_id)
            .join(User)
            .where(DecisionRow.withdrawn_at.is_(None), User.name == filters.reviewer)
        )
        conditions += [ClaimRow.status == "decided", _is_one_of(theirs)]
    if filters.assigned:
        them = select(User.id).where(User.name == filters.assigned).scalar_subquery()
        conditions.append(ClaimRow.assigned_id == them)
    if filters.added_from:
        conditions.append(ClaimRow.added_at >= _midnight(filters.added_from))
    if filters.added_to and filters.added_to < date.max:  # which has no day after it
        conditions.append(ClaimRow.added_at < _midnight(filters.added_to) + timedelta(days=1))
    if filters.confidence_from is not None:
        conditions.append(ClaimRow.confidence >= filters.confidence_from)
    if filters.confidence_to is not None:
        conditions.append(ClaimRow.confidence <= filters.confidence_to)
    if filters.tag:
        conditions.append(_is_one_of(select(Tag.claim_id).where(Tag.name == filters.tag)))
    if filters.waiting:
        conditions.append(ClaimRow.status.in_(("open", "second", "disputed")))
    if filters.changed:
        conditions.append(ClaimRow.changed != "")
    if filters.search and filters.search.strip():
        conditions.append(_matches(session, filters.search))
    return conditions


def _matches(session: Session, words: str) -> ColumnElement[bool]:
    words = storable(words)
    if session.get_bind().dialect.name == "postgresql":
        english: ColumnElement[Any] = literal_column("'english'::regconfig")
        vector = func.to_tsvector(english, ClaimRow.search_text)
        return vector.bool_op("@@")(func.plainto_tsquery(english, literal(words, String)))
    # Each word in quotation marks, where nothing of FTS5's own query language is left to misread.
    quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
    rows = text("SELECT rowid FROM claims_search WHERE claims_search MATCH :quoted").bindparams(quoted=quoted)
    return _is_one_of(rows.columns(ClaimRow.id))


def _is_one_of(ids: Any) -> ColumnElement[bool]:
    # An expression of the id, so that the order's index is walked and these are looked for in it: they may be many.
    return (ClaimRow.id + 0).in_(ids)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
