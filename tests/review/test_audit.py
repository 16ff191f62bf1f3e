"""Whatever is changed behind the trail's back, in any column of any row that it vouches for, is found."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import DateTime, Double, Integer, Table, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import JSON, TypeDecorator

from factdesk.review import audit, decisions, leases, queues
from factdesk.review.decisions import Choice
from factdesk.review.store import Store
from factdesk.review.tables import AuditEntry, ClaimRow, DecisionRow

VOUCHED = [(model.__table__, column) for model in (AuditEntry, DecisionRow) for column in model.__table__.columns]
VOUCHED += [(ClaimRow.__table__, ClaimRow.__table__.c[name]) for name in ("status", "decided_label")]

NAMED = {
    "status": ("second", "disputed", "decided", "held", ""),  # open and gone differ by the reports alone
    "decided_label": (*decisions.LABELS, None),
    "label": decisions.LABELS,
    "stage": ("first", "second", "adjudication"),
}
VALUES = {
    Integer: st.integers(0, 1000),
    Double: st.floats(0, 1),
    DateTime: st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    JSON: st.lists(st.text(max_size=3), max_size=2),
}


@pytest.fixture
def busy(store, team, make, fill):
    """Claims that were decided, undone, disputed, settled, reopened and talked about."""
    with store.writing() as session:
        queues.configure(session, "default", actor="t", now=make.now, second_share=1.0)
    settled, undone, reopened, untouched = fill(0.9, 0.8, 0.7, 0.6)

    def decide(session, claim, name, label):
        lease = leases.take(session, claim, team[name], now=make.now)
        choice = Choice(label=label, note="See table 2.", rating="Mostly false", claim_text="Reworded.")
        decisions.decide(session, claim, lease.fence, team[name], choice, now=make.now)

    with store.writing() as session:
        for name, label in (("ana", "refuted"), ("ben", "supported"), ("eva", "refuted")):
            decide(session, settled, name, label)
        decide(session, undone, "ana", "supported")
        decisions.undo(session, undone, team["ana"], now=make.now)
        decide(session, undone, "ben", "supported")
        decide(session, reopened, "ana", "conflicting")
        decide(session, reopened, "ben", "conflicting")
        decisions.reopen(session, reopened, team["eva"], reason="new figures", now=make.now)
        decisions.comment(session, untouched, team["ana"], "Look at the minutes.", now=make.now)
        assert audit.verify(session).problems == ()
    return store


def lift_guards(session):
    if session.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER audit_no_{verb}"))
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
    else:
        session.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_append_only"))


def problems_after(store: Store, statement) -> tuple[str, ...]:
    """Make a change, ask for what is wrong, and take the change back."""
    with store.writing() as session:
        lift_guards(session)
        try:
            session.execute(statement)
        except IntegrityError:
            assume(False)  # the database itself refused it
        found = audit.verify(session).problems
        session.rollback()
    return found


def value_for(column):
    if column.name in NAMED:
        return st.sampled_from(NAMED[column.name])
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    values = next(
        (values for type_, values in VALUES.items() if isinstance(kind, type_)),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
    )
    return st.one_of(values, st.none()) if column.nullable else values


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_column_of_any_row_can_be_changed_unnoticed(busy, data):
    table, column = data.draw(st.sampled_from(VOUCHED), label="column")
    (key,) = table.primary_key.columns
    with busy.reading() as session:
        rows = session.execute(select(key, column).order_by(key)).all()
    number, before = data.draw(st.sampled_from(rows), label="row")
    after = data.draw(value_for(column), label="value")
    assume(str(before) != str(after))
    assert problems_after(busy, table.update().where(key == number).values({column.name: after})) != ()


@pytest.mark.parametrize("table", [AuditEntry.__table__, DecisionRow.__table__], ids=["entry", "decision"])
def test_no_row_can_be_taken_out_unnoticed(busy, table: Table):
    (key,) = table.primary_key.columns
    with busy.reading() as session:
        numbers = session.scalars(select(key).order_by(key)).all()
    kept = numbers[:-1] if table is AuditEntry.__table__ else numbers  # that the end is cut off only a noted head tells
    for number in kept:
        assert problems_after(busy, table.delete().where(key == number)) != ()
