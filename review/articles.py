"""An article through time: its reports, and what each of them changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factdesk.errors import NotFoundError
from factdesk.review.intake import Change
from factdesk.review.tables import Article, ClaimRow, ReportRow, VerdictRow


@dataclass(frozen=True)
class Laid:
    """One report as it was laid over those before it."""

    id: str
    added_at: datetime
    added_by: str
    as_of: date | None
    versions: dict[str, Any]
    notes: tuple[str, ...]
    #: the text of the article was another than the report before had
    new_text: bool
    #: claims with a verdict of this report, new ones among them
    judged: int
    changes: tuple[Change, ...]


def article_named(session: Session, article_id: str) -> Article:
    """Return an article's newest text, asked for by any of its texts. Raises NotFoundError."""
    asked = session.get(Article, article_id)
    if asked is None:
        raise NotFoundError(f"there is no article {article_id[:80]!r}")
    newest = (
        select(Article)
        .join(ReportRow, ReportRow.article_id == Article.id)
        .where(Article.key == asked.key)
        .order_by(ReportRow.added_at.desc())
        .limit(1)
    )
    return session.scalars(newest).first() or asked


def claims_of(session: Session, article: Article) -> Sequence[ClaimRow]:
    """Return an article's claims in the order of its text; those that it no longer has come last."""
    found = session.scalars(select(ClaimRow).join(Article).where(Article.key == article.key)).all()
    return sorted(found, key=lambda claim: (claim.status == "gone", claim.record["start"], claim.id))


def history(session: Session, article: Article) -> list[Laid]:
    """Return the reports of an article, the newest first."""
    statement = select(ReportRow).join(Article).where(Article.key == article.key).order_by(ReportRow.added_at)
    reports = session.scalars(statement).all()
    theirs = VerdictRow.report_id.in_([one.id for one in reports])
    counted = session.execute(select(VerdictRow.report_id, func.count()).where(theirs).group_by(VerdictRow.report_id))
    judged: dict[str, int] = {report: count for report, count in counted}  # noqa: C416 - dict() takes no rows
    laid = []
    for before, report in zip((None, *reports), reports, strict=False):
        laid.append(
            Laid(
                id=report.id,
                added_at=report.added_at,
                added_by=report.added_by,
                as_of=report.as_of,
                versions=report.versions,
                notes=tuple(report.notes),
                new_text=before is not None and before.article_id != report.article_id,
                judged=judged.get(report.id, 0),
                changes=tuple(Change(**change) for change in report.changes),
            )
        )
    return laid[::-1]
