"""What there is to export: claims with the decision that stands, and the passages it stands on."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from factdesk.records import Passage
from factdesk.review.decisions import final
from factdesk.review.tables import ClaimRow, DecisionRow, VerdictRow

#: rows read at a time
_BATCH = 500


def decided(
    session: Session, queue: str | None, *, newest: int | None = None
) -> Iterator[tuple[ClaimRow, DecisionRow]]:
    """Return decided claims of one queue or all, in their order; or only the ``newest`` decided, the newest first."""
    statement = _with_decisions(select(ClaimRow).where(ClaimRow.status == "decided", *_of(queue)))
    if newest is None:
        statement = statement.order_by(ClaimRow.id)
    else:
        statement = statement.order_by(ClaimRow.decided_at.desc(), ClaimRow.id.desc()).limit(newest)
    for claim in session.scalars(statement.execution_options(yield_per=_BATCH)):
        decision = final(claim)
        if decision is not None:
            yield claim, decision


def every(session: Session, queue: str | None) -> Iterator[tuple[ClaimRow, DecisionRow | None]]:
    """Return all claims that the articles still have, in their order, with the decision where one stands."""
    statement = _with_decisions(select(ClaimRow).where(ClaimRow.status != "gone", *_of(queue)))
    statement = statement.options(selectinload(ClaimRow.verdicts).selectinload(VerdictRow.evidence))
    statement = statement.options(selectinload(ClaimRow.verdicts).joinedload(VerdictRow.report))
    for claim in session.scalars(statement.order_by(ClaimRow.id).execution_options(yield_per=_BATCH)):
        yield claim, final(claim)


def passages(decision: DecisionRow) -> list[Passage]:
    """Return what a decision rests on: what the reviewer picked and pasted, or all that the machine found."""
    return [Passage.from_dict(one) for one in decision.evidence] or found_by_machine(decision.verdict)


def found_by_machine(verdict: VerdictRow) -> list[Passage]:
    """Return the passages of a verdict, best first."""
    return [Passage.from_dict(item.record["passage"]) for item in verdict.evidence]


def _of(queue: str | None) -> list[ColumnElement[bool]]:
    return [ClaimRow.queue == queue] if queue else []


def _with_decisions(statement: Select[ClaimRow]) -> Select[ClaimRow]:
    made = selectinload(ClaimRow.decisions)
    return statement.options(
        joinedload(ClaimRow.article),
        made.joinedload(DecisionRow.reviewer),
        made.joinedload(DecisionRow.verdict).selectinload(VerdictRow.evidence),
        made.joinedload(DecisionRow.verdict).joinedload(VerdictRow.report),
    )
