import subprocess
import sys
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from factdesk.errors import ReviewError
from factdesk.review import Store, decisions, leases
from factdesk.review.columns import storable
from factdesk.review.decisions import Choice
from factdesk.review.intake import add_report
from factdesk.review.tables import Article, AuditEntry, Base, ClaimRow, EvidenceRow, VerdictRow


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_migrations_make_exactly_the_tables_that_the_code_knows(store):
    with store.reading() as session:
        context = MigrationContext.configure(session.connection())
        differences = compare_metadata(context, Base.metadata)
    # The search's own table and index are made by hand, each database's in its own way.
    ours = [one for one in differences if "claims_search" not in str(one)]
    assert ours == []


def test_opening_a_queue_again_keeps_what_is_in_it(store, place, make):
    document = make.article("Trade rose.")
    with store.writing() as session:
        add_report(session, make.report(document, make.verdict(document, "Trade rose.")), actor="t", now=make.now)
    again = Store.open(place)
    with again.reading() as session:
        assert session.scalars(select(ClaimRow.text)).all() == ["Trade rose."]
    again.close()


@pytest.mark.parametrize("place", ["/nowhere/at/all/queue.sqlite", "nosuch://host/db", "://"], ids=str)
def test_a_queue_that_cannot_be_opened_says_why_and_what_was_wanted(place):
    with pytest.raises(ReviewError, match="wanted"):
        Store.open(place)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("Dear diary, " * 200)
    with pytest.raises(ReviewError, match="not a database"):
        Store.open(tmp_path / "notes.txt")


def test_the_same_report_twice_adds_nothing(store, make):
    document = make.article("Trade rose.", "Prices fell.")
    report = make.report(document, make.verdict(document, "Trade rose."), make.verdict(document, "Prices fell."))
    with store.writing() as session:
        first = add_report(session, report, actor="t", now=make.now)
        before = [count(session, table) for table in (Article, ClaimRow, VerdictRow, EvidenceRow, AuditEntry)]
    with store.writing() as session:
        second = add_report(session, report, actor="t", now=make.now + timedelta(days=1))
        after = [count(session, table) for table in (Article, ClaimRow, VerdictRow, EvidenceRow, AuditEntry)]
    assert (first.added, second.known, second.added) == (2, True, 0)
    assert before == after


def test_what_a_report_said_comes_back_whole(store, make):
    document = make.article("Trade rose.")
    verdict = make.verdict(document, "Trade rose.", speaker="Ann Lee")
    with store.writing() as session:
        add_report(session, make.report(document, verdict), actor="t", now=make.now)
    with store.reading() as session:
        row = session.scalars(select(VerdictRow)).one()
        evidence = [item.record for item in row.evidence]
        again = type(verdict).from_dict({**row.record, "claim": row.claim.record, "evidence": evidence})
    assert again == verdict


def test_a_new_report_keeps_the_decision_and_tells_what_changed(store, team, make):
    document = make.article("Trade rose.", "Prices fell.", "Rain came.")
    old = [make.verdict(document, text) for text in ("Trade rose.", "Prices fell.", "Rain came.")]
    with store.writing() as session:
        add_report(session, make.report(document, *old), actor="t", now=make.now)
        claim = session.scalars(select(ClaimRow).where(ClaimRow.text == "Trade rose.")).one()
        lease = leases.take(session, claim.id, team["ana"], now=make.now)
        decisions.decide(session, claim.id, lease.fence, team["ana"], Choice(label="supported"), now=make.now)

    # The text of the article was changed under the same address: one claim moved, one is gone, one is new.
    newer = make.article("Correction.", "Trade rose.", "Prices fell.", "Snow came.")
    report = make.report(
        newer,
        make.verdict(newer, "Trade rose.", "refuted"),
        make.verdict(newer, "Prices fell."),
        make.verdict(newer, "Snow came."),
    )
    with store.writing() as session:
        intake = add_report(session, report, actor="t", now=make.now)

    assert (intake.added, intake.unchanged) == (1, 1)
    assert {(change.claim, change.kind, change.decided) for change in intake.changes} == {
        ("Trade rose.", "verdict", True),
        ("Rain came.", "gone", False),
    }
    with store.reading() as session:
        claim = session.scalars(select(ClaimRow).where(ClaimRow.text == "Trade rose.")).one()
        assert claim.decided_label == "supported"
        assert claim.changed == "The verdict was supported (80% sure); it is now refuted (80% sure)."
        assert claim.article.text[claim.record["start"] : claim.record["end"]] == "Trade rose."
        assert [verdict.label for verdict in claim.verdicts] == ["supported", "refuted"]
        assert claim.decisions[0].verdict.label == "supported"
        gone = session.scalars(select(ClaimRow).where(ClaimRow.text == "Rain came.")).one()
        assert gone.status == "gone"


def test_what_changed_is_told_in_words(store, make):
    document = make.article("Trade rose.")
    with store.writing() as session:
        for number, label in enumerate(("not_enough_evidence", "supported")):
            report = make.report(document, make.verdict(document, "Trade rose.", label), version=str(number))
            done = add_report(session, report, actor="t", now=make.now)
    (change,) = done.changes
    assert change.sentence == "The verdict was not enough evidence (80% sure); it is now supported (80% sure)."


def test_a_claim_that_the_article_has_again_is_work_again(store, make):
    with_it, without = make.article("Trade rose.", "Rain came."), make.article("Rain came.")
    rain = make.verdict(without, "Rain came.")
    both = [make.verdict(with_it, text) for text in ("Trade rose.", "Rain came.")]
    with store.writing() as session:
        add_report(session, make.report(with_it, *both), actor="t", now=make.now)
        add_report(session, make.report(without, rain), actor="t", now=make.now)
        intake = add_report(session, make.report(with_it, *both, version="2"), actor="t", now=make.now)
        claim = session.scalars(select(ClaimRow).where(ClaimRow.text == "Trade rose.")).one()
    assert claim.status == "open"
    assert [change.kind for change in intake.changes] == ["back"]


def test_the_same_words_twice_in_an_article_are_two_claims(store, make):
    document = make.article("Trade rose.", "Trade rose.")
    verdict = make.verdict(document, "Trade rose.")
    later = verdict.claim.evolve(start=12, end=23, id="")
    with store.writing() as session:
        report = make.report(document, verdict, verdict.evolve(claim=later, id=""))
        assert add_report(session, report, actor="t", now=make.now).added == 2


@pytest.mark.parametrize("reach", [0.0, -1.0, float("nan"), float("inf")])
def test_a_reach_that_is_no_size_is_refused(store, make, reach):
    document = make.article("Trade rose.")
    with store.writing() as session, pytest.raises(ReviewError, match="reach"):
        add_report(session, make.report(document), actor="t", now=make.now, reach=reach)


def test_text_that_no_database_stores_is_stored_in_the_same_length(store, make):
    document = make.article("Trade\0rose\ud800 \U0001f600.", title="T\0")
    with store.writing() as session:
        add_report(session, make.report(document, make.verdict(document, "rose\ud800")), actor="t", now=make.now)
    with store.reading() as session:
        claim = session.scalars(select(ClaimRow)).one()
        assert claim.article.text[claim.record["start"] : claim.record["end"]] == claim.text == "rose\ufffd"


@given(st.text(alphabet=st.characters(), max_size=20))
def test_storable_text_keeps_every_offset(text):
    assert len(storable(text)) == len(text)
    storable(text).encode()


def test_without_the_extra_the_queue_names_it():
    program = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "import factdesk.review\n"
        "try:\n    factdesk.review.Store\n"
        "except Exception as error:\n    print(type(error).__name__, error)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("MissingExtraError")
    assert "factdesk[review]" in ran.stdout
