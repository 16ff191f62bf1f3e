"""The queue's tables: what came in (articles, claims, verdicts, evidence), who has it (assignments), what was decided.

An article is one immutable text; texts of one address share its ``key``. A claim is the unit of work. The columns of a
claim that the queue orders and filters by repeat what its record or its current verdict says, so that they can be
indexed. Records are kept whole as JSON: nothing that a report said is lost.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Literal

from sqlalchemy import JSON, ForeignKey, Index, MetaData, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from factdesk.review.columns import BoundedInteger, StorableText, UtcDateTime

Role = Literal["reviewer", "editor", "admin"]

#: ``open``: nobody decided yet; ``second``: waits for a blind second reviewer; ``disputed``: waits for an adjudicator;
#: ``gone``: the newest report of the article no longer has it, and nobody had decided it.
Status = Literal["open", "second", "disputed", "decided", "gone"]

Stage = Literal["first", "second", "adjudication"]

#: How a turn ended; None while it lasts, or when it ran out.
Ending = Literal["decided", "skipped", "snoozed", "released"]


class Base(DeclarativeBase):
    """What all tables share: names for their constraints, so that migrations can name them too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        int: BoundedInteger(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        str: StorableText(),
        Role: Text(),
        Status: Text(),
        Stage: Text(),
        Ending: Text(),
    }


class Queue(Base):
    """A list of work with its own settings."""

    __tablename__ = "queues"
    name: Mapped[str] = mapped_column(primary_key=True)
    #: the share of items, 0 to 1, that get a blind second reviewer
    second_share: Mapped[float]
    #: ``priority.Weights`` as JSON
    weights: Mapped[dict[str, Any]]
    lease_seconds: Mapped[int]


class User(Base):
    """A person. Without a password hash they cannot log in (the one user of ``--single-user``)."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    role: Mapped[Role]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class Login(Base):
    """A session in a browser. Only the digest of its cookie is kept."""

    __tablename__ = "sessions"
    digest: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    csrf: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    user: Mapped[User] = relationship()


class FailedLogin(Base):
    """A wrong password, remembered to slow the next ones down."""

    __tablename__ = "failed_logins"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class Token(Base):
    """A key for programs. Only its digest is kept."""

    __tablename__ = "tokens"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[str]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    user: Mapped[User] = relationship()


class Article(Base):
    """One text of an article, as it was when it was checked."""

    __tablename__ = "articles"
    #: ``Document.id``, a content hash
    id: Mapped[str] = mapped_column(primary_key=True)
    #: what later texts of the same article share: its address, or its id when it has none
    key: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    url: Mapped[str | None]
    site: Mapped[str | None]
    published: Mapped[date | None]
    sha256: Mapped[str]
    text: Mapped[str]
    #: how many people it reaches, as a multiple of an ordinary article
    reach: Mapped[float]
    added_at: Mapped[datetime]


class ReportRow(Base):
    """That a report was imported, and what made it."""

    __tablename__ = "reports"
    id: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), index=True)
    as_of: Mapped[date | None]
    versions: Mapped[dict[str, Any]]
    notes: Mapped[list[Any]]
    #: ``intake.Change`` as JSON, one for each thing that it changed in the reports before it
    changes: Mapped[list[Any]]
    added_by: Mapped[str]
    added_at: Mapped[datetime]


class ClaimRow(Base):
    """A claim in the queue: the unit of work."""

    __tablename__ = "claims"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), index=True)
    queue: Mapped[str] = mapped_column(ForeignKey("queues.name"))
    #: ``records.Claim`` as JSON
    record: Mapped[dict[str, Any]]
    text: Mapped[str]
    #: 0 for the first claim of the article with this text, 1 for the next
    occurrence: Mapped[int]
    kind: Mapped[str]
    speaker: Mapped[str]
    #: what the full-text search looks through
    search_text: Mapped[str]
    status: Mapped[Status]
    #: see ``priority``: the order of work, which waiting does not change
    rank: Mapped[float]
    added_at: Mapped[datetime]
    #: not before then (snoozed)
    ready_at: Mapped[datetime]
    #: only this person gets it
    assigned_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)

    #: the lease: who holds it, until when, and a number that grows with every turn
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    held_until: Mapped[datetime | None]
    fence: Mapped[int]

    #: of the current verdict
    verdict_label: Mapped[str]
    confidence: Mapped[float]
    #: of the decision that stands; None until one does
    decided_label: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    #: who decided first, so that somebody else is second
    first_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: how far the two reviewers are apart, 0 to 1
    disagreement: Mapped[float]
    #: what a later report changed after people had decided; empty when nothing
    changed: Mapped[str]

    article: Mapped[Article] = relationship()
    assigned: Mapped[User | None] = relationship(foreign_keys=[assigned_id])
    holder: Mapped[User | None] = relationship(foreign_keys=[holder_id])
    verdicts: Mapped[list["VerdictRow"]] = relationship(order_by="VerdictRow.id", back_populates="claim")
    decisions: Mapped[list["DecisionRow"]] = relationship(order_by="DecisionRow.id", back_populates="claim")
    comments: Mapped[list["Comment"]] = relationship(order_by="Comment.id")
    tags: Mapped[list["Tag"]] = relationship(order_by="Tag.name")


# What is to be done next, in the very order in which it is given out: no sorting.
Index("ix_claims_work", ClaimRow.queue, ClaimRow.status, ClaimRow.rank.desc(), ClaimRow.id)
Index(
    "ix_claims_disputes",
    ClaimRow.queue,
    ClaimRow.status,
    ClaimRow.disagreement.desc(),
    ClaimRow.rank.desc(),
    ClaimRow.id,
)

#: What lists are filtered by and is short. It stands in the indexes by which lists are ordered, so that a filter that
#: few claims fit, or none, reads an index and not all claims.
_FILTERED = (
    *(ClaimRow.queue, ClaimRow.status, ClaimRow.verdict_label, ClaimRow.decided_label, ClaimRow.kind),
    ClaimRow.confidence,
)
Index("ix_claims_by_priority", ClaimRow.rank.desc(), ClaimRow.id, *_FILTERED, ClaimRow.added_at)
Index("ix_claims_by_age", ClaimRow.added_at.desc(), ClaimRow.id, *_FILTERED)
Index("ix_claims_by_disagreement", ClaimRow.disagreement.desc(), ClaimRow.id, *_FILTERED, ClaimRow.added_at)
# Long text has no place in a tree: PostgreSQL refuses rows whose indexed text is longer than a third of a page.
Index("ix_claims_speaker", ClaimRow.speaker, postgresql_using="hash")
Index(
    "ix_claims_changed", ClaimRow.rank.desc(), ClaimRow.id,
    sqlite_where=ClaimRow.changed != "", postgresql_where=ClaimRow.changed != "",
)  # fmt: skip


class VerdictRow(Base):
    """One verdict on a claim; the last of a claim is its current one."""

    __tablename__ = "verdicts"
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), index=True)
    #: ``records.Verdict`` as JSON, without its claim and evidence
    record: Mapped[dict[str, Any]]
    label: Mapped[str]
    reason: Mapped[str | None]
    confidence: Mapped[float]
    added_at: Mapped[datetime]
    claim: Mapped[ClaimRow] = relationship(back_populates="verdicts")
    report: Mapped[ReportRow] = relationship()
    evidence: Mapped[list["EvidenceRow"]] = relationship(order_by="EvidenceRow.position")


class EvidenceRow(Base):
    """One piece of evidence of a verdict."""

    __tablename__ = "evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdicts.id"), index=True)
    position: Mapped[int]
    #: ``records.Evidence`` as JSON
    record: Mapped[dict[str, Any]]


class ReferenceText(Base):
    """The whole text of a document that evidence stands in, under the hash by which passages name it."""

    __tablename__ = "reference_texts"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    added_at: Mapped[datetime]


class Assignment(Base):
    """One turn: that a person was given a claim under a lease, and how it ended."""

    __tablename__ = "assignments"
    __table_args__ = (UniqueConstraint("claim_id", "fence"), Index("ix_assignments_whose", "reviewer_id", "claim_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    fence: Mapped[int]
    taken_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ending: Mapped[Ending | None]
    reason: Mapped[str]


class DecisionRow(Base):
    """What a person decided. Never changed: one that no longer stands was withdrawn."""

    __tablename__ = "decisions"
    __table_args__ = (UniqueConstraint("claim_id", "fence"), Index("ix_decisions_whose", "reviewer_id", "claim_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdicts.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    stage: Mapped[Stage]
    #: the lease it was made under
    fence: Mapped[int]
    label: Mapped[str]
    rating: Mapped[str]
    note: Mapped[str]
    claim_text: Mapped[str | None]
    #: ``records.Passage`` as JSON, one each
    evidence: Mapped[list[Any]]
    decided_at: Mapped[datetime] = mapped_column(index=True)
    withdrawn_at: Mapped[datetime | None]
    claim: Mapped[ClaimRow] = relationship(back_populates="decisions")
    verdict: Mapped[VerdictRow] = relationship()
    reviewer: Mapped[User] = relationship()


class Draft(Base):
    """What a reviewer has typed and not saved yet."""

    __tablename__ = "drafts"
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    body: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class Comment(Base):
    """A remark on a claim, for the team."""

    __tablename__ = "comments"
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    text: Mapped[str]
    at: Mapped[datetime]
    author: Mapped[User] = relationship()


class Tag(Base):
    """A word that the team put on a claim."""

    __tablename__ = "tags"
    __table_args__ = (Index("ix_tags_name", "name", "claim_id"),)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)


class View(Base):
    """Filters under a name, for their owner or for all."""

    __tablename__ = "views"
    __table_args__ = (UniqueConstraint("owner_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str]
    #: ``listing.Filters`` as JSON, without what is not asked for
    filters: Mapped[dict[str, Any]]
    shared: Mapped[bool]
    owner: Mapped[User] = relationship()


class Webhook(Base):
    """An address that is told what is decided."""

    __tablename__ = "webhooks"
    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]
    #: what its messages are signed with, so it cannot be kept as a digest
    secret: Mapped[str]
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Delivery(Base):
    """One message to one webhook: written with what it tells in one transaction, sent afterwards."""

    __tablename__ = "deliveries"
    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id"), index=True)
    event: Mapped[str]
    #: the very characters that are signed
    body: Mapped[str]
    created_at: Mapped[datetime]
    #: when to try next; None when it was delivered or given up
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int]
    delivered_at: Mapped[datetime | None]
    #: why the last attempt failed
    problem: Mapped[str]
    webhook: Mapped[Webhook] = relationship()


class AuditEntry(Base):
    """One link of the audit chain; see ``audit``."""

    __tablename__ = "audit"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: ISO 8601 in UTC; text, because the hash is over these very characters
    at: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    #: canonical JSON
    detail: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]
