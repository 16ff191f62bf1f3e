"""The desk in figures: how much waits and how long, what was decided, and how often the model was right."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from factdesk.review.tables import Article, ClaimRow, DecisionRow, VerdictRow

#: days of the throughput plot
_DAYS = 14

_BINS = 5

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
    #: why the model abstained, most common first
    abstentions: tuple[tuple[str, int], ...]
    #: by speaker and by site, the most claims first: decided claims and how many of them were refuted
    speakers: tuple[tuple[str, int, int], ...]
    sites: tuple[tuple[str, int, int], ...]


def figures(session: Session, *, queue: str | None, now: datetime) -> Figures:
    """Count what the dashboard shows, for one queue or for all."""
    here = [ClaimRow.queue == queue] if queue else []
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
    judged = session.execute(
        select(ClaimRow.verdict_label, ClaimRow.confidence, ClaimRow.decided_label).where(
            *here, ClaimRow.decided_label.is_not(None), ClaimRow.decided_label != "not_checkable"
        )
    ).all()
    told = [(label, confidence, label == decided) for label, confidence, decided in judged]
    by_label = [
        _rightness(label, [row for row in told if row[0] == label]) for label in sorted({row[0] for row in told})
    ]
    bins = [[row for row in told if min(int(row[1] * _BINS), _BINS - 1) == step] for step in range(_BINS)]
    by_confidence = [
        _rightness(f"{step / _BINS:.0%} to {(step + 1) / _BINS:.0%}", rows) for step, rows in enumerate(bins) if rows
    ]

    newest = select(func.max(VerdictRow.id)).group_by(VerdictRow.claim_id)
    reasons = session.execute(
        select(VerdictRow.reason, func.count())
        .join(ClaimRow)
        .where(*here, VerdictRow.id.in_(newest), VerdictRow.reason.is_not(None))
        .group_by(VerdictRow.reason)
        .order_by(func.count().desc(), VerdictRow.reason)
    )
    decided = session.execute(
        select(ClaimRow.speaker, Article.site, ClaimRow.decided_label)
        .join(Article)
        .where(*here, ClaimRow.decided_label.is_not(None))
    ).all()
    return Figures(
        by_status=by_status,
        oldest=oldest,
        ages=tuple((words, by_age.get(words, 0)) for words in (*(words for words, _ in _AGES), _OLDER)),
        throughput=tuple((day.isoformat(), per_day[day]) for day in days),
        by_label=tuple(by_label),
        by_confidence=tuple(by_confidence),
        abstentions=tuple((reason, count) for reason, count in reasons if reason),
        speakers=_most([(speaker, label) for speaker, _, label in decided]),
        sites=_most([(site, label) for _, site, label in decided]),
    )


def _rightness(of: str, rows: list[tuple[str, float, bool]]) -> Rightness:
    return Rightness(of, len(rows), sum(row[2] for row in rows), sum(row[1] for row in rows) / len(rows))


def _most(told: list[tuple[str | None, str | None]]) -> tuple[tuple[str, int, int], ...]:
    claims = Counter(name for name, _ in told if name)
    refuted = Counter(name for name, label in told if name and label == "refuted")
    return tuple((name, count, refuted[name]) for name, count in claims.most_common(10))
