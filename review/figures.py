"""The desk in figures: how much waits and how long, what was decided, and how often the model was right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session, aliased, join

from factdesk.review.tables import Article, ClaimRow, DecisionRow, VerdictRow

#: days of the throughput plot
_DAYS = 14

_BINS = 5

#: speakers and sites that are shown
_MOST = 10

#: how long a claim may wait to be counted with these, in days; the last ones have waited longer
_AGES = (("less than a day", 1), ("1 to 3 days", 3), ("3 to 7 days", 7), ("1 to 4 weeks", 28))
_OLDER = "more than 4 weeks"


@dataclass(frozen=True)
class Rightness:
    """How often the model's label was the one that people decided, among claims that have something in common."""

    of: str
    claims: int
    right: int
    #: the mean of the model's confidence
    confidence: float


@dataclass(frozen=True)
class Record:
    """The decided claims of one speaker or one site."""

    of: str
    decided: int
    refuted: int
    #: those that the model is right or wrong about, and how often it was right
    judged: int
    right: int


@dataclass(frozen=True)
class Figures:
    """What the dashboard shows."""

    by_status: dict[str, int]
    #: when the oldest claim that waits came in
    oldest: datetime | None
    #: claims that wait, by how long: words and count, the newest first
    ages: tuple[tuple[str, int], ...]
    #: the last two weeks, day by day: decisions made
    throughput: tuple[tuple[str, int], ...]
    by_label: tuple[Rightness, ...]
    #: equal steps of confidence, lowest first; those without claims are left out
    by_confidence: tuple[Rightness, ...]
    #: why the model found not enough evidence, most common first
    abstentions: tuple[tuple[str, int], ...]
    #: the most claims first
    speakers: tuple[Record, ...]
    sites: tuple[Record, ...]


def figures(session: Session, *, queue: str | None, now: datetime) -> Figures:
    """Count what the dashboard shows, for one queue or for all."""
    here: list[ColumnElement[bool]] = [ClaimRow.queue == queue] if queue else []
    counted = session.execute(select(ClaimRow.status, func.count()).where(*here).group_by(ClaimRow.status))
    by_status: dict[str, int] = {status: count for status, count in counted}  # noqa: C416 - dict() takes no rows
    waiting = ClaimRow.status.in_(("open", "second", "disputed"))
    oldest = session.scalars(
        select(ClaimRow.added_at).where(*here, waiting).order_by(ClaimRow.added_at).limit(1)
    ).first()

    bounds = [(ClaimRow.added_at > now - timedelta(days=days), words) for words, days in _AGES]
    age = case(*bounds, else_=_OLDER)
    waited = session.execute(select(age, func.count()).where(*here, waiting).group_by(age))
    by_age: dict[str, int] = {words: count for words, count in waited}  # noqa: C416 - dict() takes no rows

    since = (now - timedelta(days=_DAYS - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    moments = session.scalars(
        select(DecisionRow.decided_at)
        .join(ClaimRow)
        .where(*here, DecisionRow.decided_at >= since, DecisionRow.withdrawn_at.is_(None))
    )
    per_day = Counter(moment.date() for moment in moments)
    days = [(since + timedelta(days=day)).date() for day in range(_DAYS)]

    # Not checkable is a word about the claim, not about the verdict: it says the model right nor wrong.
    decided = (*here, ClaimRow.decided_label.is_not(None))
    judged = (*decided, ClaimRow.decided_label != "not_checkable")

    newer = aliased(VerdictRow)
    superseded = exists().where(newer.claim_id == VerdictRow.claim_id, newer.id > VerdictRow.id)
    reasons = session.execute(
        select(VerdictRow.reason, func.count())
        .join(ClaimRow)
        .where(*here, VerdictRow.label == "not_enough_evidence", ~superseded)
        .group_by(VerdictRow.reason)
        .order_by(func.count().desc(), VerdictRow.reason)
    )
    return Figures(
        by_status=by_status,
        oldest=oldest,
        ages=tuple((words, by_age.get(words, 0)) for words in (*(words for words, _ in _AGES), _OLDER)),
        throughput=tuple((day.isoformat(), per_day[day]) for day in days),
        by_label=tuple(_rightness(session, ClaimRow.verdict_label, judged)),
        by_confidence=tuple(_rightness(session, _bin(), judged)),
        abstentions=tuple((reason, count) for reason, count in reasons if reason),
        speakers=_most(session, ClaimRow.speaker, decided, ClaimRow),
        sites=_most(session, Article.site, decided, join(ClaimRow, Article)),
    )


def _bin() -> ColumnElement[str]:
    """Say in words which of the equal steps of confidence a claim belongs to, in the order of their names."""
    bounds = [step / _BINS for step in range(_BINS + 1)]
    steps = [(ClaimRow.confidence < high, f"{low:.0%} to {high:.0%}") for low, high in pairwise(bounds)]
    return case(*steps[:-1], else_=steps[-1][1])


def _rightness(session: Session, by: Any, conditions: Sequence[ColumnElement[bool]]) -> Iterator[Rightness]:
    right = func.sum(case((ClaimRow.verdict_label == ClaimRow.decided_label, 1), else_=0))
    counted = select(by.label("of"), func.count(), right, func.avg(ClaimRow.confidence)).where(*conditions)
    for of, claims, hits, confidence in session.execute(counted.group_by("of").order_by("of")):
        yield Rightness(of, claims, hits, confidence)


def _most(session: Session, by: Any, conditions: Sequence[ColumnElement[bool]], among: Any) -> tuple[Record, ...]:
    """Return the records of those with the most decided claims."""

    def count(of: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((of, 1), else_=0))

    counted = select(
        by.label("of"),
        func.count().label("decided"),
        count(ClaimRow.decided_label == "refuted").label("refuted"),
        count(ClaimRow.decided_label != "not_checkable").label("judged"),
        count(ClaimRow.decided_label == ClaimRow.verdict_label).label("right"),
    )
    most = counted.select_from(among).where(*conditions, by != "").group_by(by).order_by(func.count().desc(), by)
    return tuple(Record(**row) for row in session.execute(most.limit(_MOST)).mappings())
