"""A full queue is as quick as an empty one: what is asked all day walks an index in order, and sorts no claims."""

import pytest
from sqlalchemy import event

from factdesk.review import leases
from factdesk.review.listing import Filters, find


@pytest.fixture
def plans(store, fill):
    """Do something in a session, and return how SQLite goes about each statement that reads claims."""
    fill(0.9, 0.8)
    with store.writing() as session:
        if session.get_bind().dialect.name != "sqlite":
            pytest.skip("for PostgreSQL plans by the number of rows, and here are few")

        def planned(deed):
            asked = []
            event.listen(session.get_bind(), "before_cursor_execute", lambda *told: asked.append(told[2:4]))
            deed(session)
            connection = session.connection()
            return [
                "\n".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values))
                for statement, values in asked
                if statement.startswith("SELECT claims.")
            ]

        yield planned


@pytest.mark.parametrize(
    "asked",
    [
        *({}, {"page": 1000}, {"status": "open"}, {"queue": "default"}, {"label": "refuted"}, {"decided": "refuted"}),
        *(
            {"kind": "quantity"},
            {"confidence_to": 0.5},
            {"changed": True},
            {"waiting": True},
            {"tag": "urgent"},
            {"reviewer": "ana"},
        ),
        *({"search": "claim"}, {"search": "claim", "status": "open"}, {"order": "newest"}, {"order": "disagreement"}),
    ],
    ids=str,
)
def test_a_page_of_a_list_is_read_off_an_index(plans, asked):
    ids, *_ = plans(lambda session: find(session, Filters(**asked)))
    assert "USING COVERING INDEX" in ids or "INDEX ix_claims_changed" in ids
    assert "TEMP B-TREE" not in ids


def test_the_next_claim_is_read_off_an_index(plans, team, make):
    # What is assigned to one person is sorted: it is little.
    held, assigned, *turns = plans(lambda session: leases.take_next(session, team["eva"], now=make.now))
    assert "ix_claims_holder_id" in held
    assert "ix_claims_assigned_id" in assigned
    assert len(turns) >= 3
    for plan in turns:
        assert "(queue=? AND status=?)" in plan
        assert "TEMP B-TREE" not in plan
