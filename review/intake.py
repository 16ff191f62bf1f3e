"""Reports in: an article and its claims become work. The same report twice adds nothing.

A newer report of the same article (the same address, or the same text where it has none) is laid over the old one:
claims are known again by their text, decisions stay with them, and what changed is told, and noted on a claim that
people had already decided.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdesk.errors import ReviewError
from factdesk.records import Document, Report, Verdict
from factdesk.review import audit, references
from factdesk.review.columns import storable
from factdesk.review.queues import DEFAULT, queue_named, rank_of
from factdesk.review.tables import Article, ClaimRow, EvidenceRow, ReportRow, VerdictRow

#: At most this many verdicts of one report, so that one import cannot fill the store.
MOST_VERDICTS = 20_000


@dataclass(frozen=True)
class Change:
    """One thing that a newer report of an article changed, in a plain sentence."""

    claim_id: int
    claim: str
    kind: Literal["verdict", "evidence", "gone", "back"]
    sentence: str
    #: people had decided it already
    decided: bool


@dataclass(frozen=True)
class Intake:
    """What an import did."""

    report_id: str
    article_id: str
    #: the report was there already, so nothing was done
    known: bool = False
    added: int = 0
    unchanged: int = 0
    changes: tuple[Change, ...] = field(default=())


def add_report(
    session: Session, report: Report, *, actor: str, now: datetime, reach: float = 1.0, queue: str = DEFAULT
) -> Intake:
    """Put a report's claims into a queue; ``reach`` is how many people the article reaches, 1 being ordinary."""
    if not 0.0 < reach <= 1e9:
        raise ReviewError(f"a reach of {reach}; wanted a number above 0, where 1 is an ordinary article")
    if len(report.verdicts) > MOST_VERDICTS:
        raise ReviewError(f"the report has {len(report.verdicts):,} verdicts; wanted at most {MOST_VERDICTS:,}")
    references.keep(session, report, now=now)
    if session.get(ReportRow, report.id) is not None:
        return Intake(report_id=report.id, article_id=report.document.id, known=True)

    settings = queue_named(session, queue, create=True)
    article = _article(session, report.document, reach, now)
    known = _known_claims(session, article.key)
    row = ReportRow(id=report.id, article_id=article.id, as_of=report.as_of, notes=list(report.notes), added_by=actor)
    row.versions, row.added_at, row.changes = report.versions.to_dict(), now, []
    session.add(row)
    session.flush()

    added = unchanged = 0
    changes: list[Change] = []
    for key, verdict in _numbered(report.verdicts):
        claim = known.pop(key, None)
        if claim is None:
            claim = _claim(session, article, verdict, key[1], queue, now)
            added += 1
        elif not (change := _lay_over(session, claim, article, verdict)):
            unchanged += 1
            continue
        else:
            changes.append(change)
        _add_verdict(session, claim, verdict, row)
        claim.rank = rank_of(settings if claim.queue == queue else queue_named(session, claim.queue), claim)
    for claim in known.values():
        if claim.status != "gone":
            changes.append(_lose(claim))
    row.changes = [asdict(change) for change in changes]
    session.flush()

    detail = {"article": article.id, "queue": queue, "added": added, "unchanged": unchanged, "changed": len(changes)}
    audit.append(session, actor=actor, action="import", subject=f"report {report.id}", detail=detail, now=now)
    return Intake(report.id, article.id, added=added, unchanged=unchanged, changes=tuple(changes))


def _article(session: Session, document: Document, reach: float, now: datetime) -> Article:
    article = session.get(Article, document.id)
    if article is None:
        article = Article(
            id=document.id,
            key=storable(document.url or document.id),
            title=storable(document.title),
            url=document.url and storable(document.url),
            site=document.site and storable(document.site),
            published=document.published,
            sha256=document.sha256,
            text=storable(document.text),
            added_at=now,
        )
        session.add(article)
    article.reach = reach
    session.flush()
    return article


def _known_claims(session: Session, key: str) -> dict[tuple[str, int], ClaimRow]:
    claims = session.scalars(select(ClaimRow).join(Article).where(Article.key == key)).all()
    return {(claim.text, claim.occurrence): claim for claim in claims}


def _numbered(verdicts: tuple[Verdict, ...]) -> Iterator[tuple[tuple[str, int], Verdict]]:
    seen: defaultdict[str, int] = defaultdict(int)
    for verdict in verdicts:
        text = storable(verdict.claim.text)
        yield (text, seen[text]), verdict
        seen[text] += 1


def _claim(
    session: Session, article: Article, verdict: Verdict, occurrence: int, queue: str, now: datetime
) -> ClaimRow:
    said = verdict.claim
    speaker = storable(said.attribution.speaker) if said.attribution else ""
    claim = ClaimRow(
        article=article,
        queue=queue,
        record=said.to_dict(),
        text=storable(said.text),
        occurrence=occurrence,
        kind=said.kind,
        speaker=speaker,
        search_text=" \n".join((storable(said.text), speaker, article.title)),
        status="open",
        added_at=now,
        ready_at=now,
        fence=0,
        verdict_label=verdict.label,
        confidence=verdict.confidence,
        disagreement=0.0,
        changed="",
        rank=0.0,
    )
    session.add(claim)
    return claim


def _add_verdict(session: Session, claim: ClaimRow, verdict: Verdict, report: ReportRow) -> None:
    record = verdict.to_dict()
    evidence = record.pop("evidence")
    del record["claim"]
    row = VerdictRow(claim=claim, report=report, record=record, added_at=report.added_at)
    row.label, row.reason, row.confidence = verdict.label, verdict.reason, verdict.confidence
    row.evidence = [EvidenceRow(position=position, record=item) for position, item in enumerate(evidence)]
    session.add(row)
    claim.verdict_label, claim.confidence = verdict.label, verdict.confidence


def _lay_over(session: Session, claim: ClaimRow, article: Article, verdict: Verdict) -> Change | None:
    """Move a known claim to where the newer text has it, and say what its newer verdict changes, if anything."""
    claim.article, claim.record = article, verdict.claim.to_dict()
    decided = claim.decided_label is not None
    was, now = (label.replace("_", " ") for label in (claim.verdict_label, verdict.label))
    change: Change | None = None
    if claim.verdict_label != verdict.label:
        told = f"The verdict was {was} ({claim.confidence:.0%} sure); it is now {now} ({verdict.confidence:.0%} sure)."
        change = Change(claim.id, claim.text, "verdict", told, decided)
    elif _evidence(claim) != [(item.passage.sha256, item.passage.quote) for item in verdict.evidence]:
        told = f"The verdict is still {now}, on other evidence than before."
        change = Change(claim.id, claim.text, "evidence", told, decided)
    elif claim.status == "gone":
        change = Change(claim.id, claim.text, "back", "The article has this claim again.", decided)
    if claim.status == "gone":
        claim.status = "open"
    if change is not None and decided:
        claim.changed = change.sentence
    return change


def _evidence(claim: ClaimRow) -> list[tuple[str, str]]:
    passages = [item.record["passage"] for item in claim.verdicts[-1].evidence]
    return [(passage["sha256"], passage["quote"]) for passage in passages]


def _lose(claim: ClaimRow) -> Change:
    told = "The newest report of the article no longer has this claim."
    decided = claim.decided_label is not None
    if claim.status == "open":
        claim.status = "gone"
    else:
        claim.changed = told
    return Change(claim.id, claim.text, "gone", told, decided)
