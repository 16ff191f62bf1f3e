from datetime import timedelta

import pytest
from sqlalchemy import select

from factdesk.errors import ForbiddenError, LeaseError, ReviewError
from factdesk.review import decisions, leases, queues
from factdesk.review.agreement import agreement, cohen_kappa, krippendorff_alpha
from factdesk.review.decisions import Choice
from factdesk.review.tables import ClaimRow, Draft


@pytest.fixture
def say(store, team, make):
    """Let a person take a claim and decide it; returns its status after."""

    def said(name, claim_id, label, **choice):
        with store.writing() as session:
            lease = leases.take(session, claim_id, team[name], now=make.now)
            decisions.decide(session, claim_id, lease.fence, team[name], Choice(label=label, **choice), now=make.now)
        with store.reading() as session:
            return session.get(ClaimRow, claim_id).status

    return said


@pytest.fixture
def all_twice(store, make):
    with store.writing() as session:
        queues.configure(session, "default", actor="t", now=make.now, second_share=1.0)


def test_one_decision_is_enough_where_the_queue_wants_no_second(store, fill, say):
    (claim,) = fill(0.9)
    passage = decisions.pasted("It was $582.4 billion.", "https://stats.example/")
    assert say("ana", claim, "refuted", rating="Mostly false", note="See table 2.", evidence=(passage,)) == "decided"
    with store.reading() as session:
        row = session.get(ClaimRow, claim)
        record = decisions.to_record(decisions.final(row))
    assert row.decided_label == record.label == "refuted"
    assert (record.rating, record.note, record.reviewer) == ("Mostly false", "See table 2.", "ana")
    assert record.evidence == (passage,)
    assert record.claim_id == row.record["id"]


def test_an_agreeing_second_reviewer_settles_a_claim(all_twice, fill, say):
    (claim,) = fill(0.9)
    assert say("ana", claim, "supported") == "second"
    assert say("ben", claim, "supported") == "decided"


def test_nobody_is_their_own_second_reviewer(all_twice, store, team, make, fill, say):
    (claim,) = fill(0.9)
    say("ana", claim, "supported")
    with store.writing() as session:
        assert leases.take_next(session, team["ana"], now=make.now) is None
        with pytest.raises(ForbiddenError, match="somebody else"):
            leases.take(session, claim, team["ana"], now=make.now)
        assert leases.take_next(session, team["ben"], now=make.now).claim_id == claim


def test_a_disagreement_goes_to_an_editor_who_took_no_part(all_twice, store, team, make, fill, say):
    (claim,) = fill(0.9)
    say("ana", claim, "supported")
    assert say("eva", claim, "refuted") == "disputed"
    with store.writing() as session:
        for name in ("ana", "ben", "eva"):
            assert leases.take_next(session, team[name], now=make.now) is None
            with pytest.raises(ForbiddenError, match="disagree"):
                leases.take(session, claim, team[name], now=make.now)
        assert leases.take_next(session, team["finn"], now=make.now).claim_id == claim
    assert say("finn", claim, "conflicting") == "decided"
    with store.reading() as session:
        assert session.get(ClaimRow, claim).decided_label == "conflicting"


def test_the_widest_disagreement_is_adjudicated_first(all_twice, store, team, make, fill, say):
    narrow, wide = fill(0.9, 0.1)
    for claim, label in ((narrow, "conflicting"), (wide, "refuted")):
        say("ana", claim, "supported")
        say("ben", claim, label)
    with store.writing() as session:
        assert leases.take_next(session, team["eva"], now=make.now).claim_id == wide


def test_a_share_of_the_claims_gets_a_second_reviewer(store, team, make, fill, say):
    with store.writing() as session:
        queues.configure(session, "default", actor="t", now=make.now, second_share=0.5)
    statuses = [say("ana", claim, "supported") for claim in fill(*[0.5] * 24)]
    assert 4 <= statuses.count("second") <= 20
    assert statuses.count("second") + statuses.count("decided") == 24


def test_undo_takes_back_the_last_decision_and_keeps_it_on_record(store, team, make, fill, say):
    (claim,) = fill(0.9)
    say("ana", claim, "supported")
    with store.writing() as session:
        with pytest.raises(ForbiddenError, match="not yours"):
            decisions.undo(session, claim, team["ben"], now=make.now)
        decisions.undo(session, claim, team["ana"], now=make.now)
    with store.reading() as session:
        row = session.get(ClaimRow, claim)
        assert (row.status, row.decided_label, row.first_id) == ("open", None, None)
        assert row.decisions[0].withdrawn_at is not None
    assert say("ben", claim, "refuted") == "decided"


def test_nothing_is_undone_under_the_hands_of_the_next_reviewer(all_twice, store, team, make, fill, say):
    (claim,) = fill(0.9)
    say("ana", claim, "supported")
    with store.writing() as session:
        leases.take(session, claim, team["ben"], now=make.now)
        with pytest.raises(ForbiddenError, match="working on this claim"):
            decisions.undo(session, claim, team["ana"], now=make.now)


def test_reopening_withdraws_all_and_ends_a_turn_that_is_under_way(all_twice, store, team, make, fill, say):
    (claim,) = fill(0.9)
    say("ana", claim, "supported")
    with store.writing() as session:
        lease = leases.take(session, claim, team["ben"], now=make.now)
        with pytest.raises(ForbiddenError, match="Only editors"):
            decisions.reopen(session, claim, team["ben"], reason="new figures", now=make.now)
        decisions.reopen(session, claim, team["eva"], reason="new figures", now=make.now)
        with pytest.raises(LeaseError):
            decisions.decide(session, claim, lease.fence, team["ben"], Choice(label="refuted"), now=make.now)
    assert say("ana", claim, "refuted") == "second"


@pytest.mark.parametrize(
    "choice",
    [
        {"label": "true"},
        {"label": "supported", "rating": "x" * 201},
        {"label": "supported", "note": "x" * 20_001},
        {"label": "supported", "claim_text": "x" * 5_001},
        {"label": "supported", "evidence": tuple(decisions.pasted(str(number)) for number in range(51))},
    ],
    ids=["label", "rating", "note", "wording", "evidence"],
)
def test_a_choice_out_of_bounds_says_what_was_wanted(choice):
    with pytest.raises(ReviewError, match="wanted"):
        Choice(**choice)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x"])
def test_pasted_evidence_has_an_address_of_the_web_or_none(url):
    with pytest.raises(ReviewError, match="https"):
        decisions.pasted("words", url)


def test_a_draft_outlives_the_lease_and_goes_with_the_decision(store, team, make, fill):
    (claim,) = fill(0.9)
    with store.writing() as session:
        lease = leases.take(session, claim, team["ana"], now=make.now)
        later = make.now + timedelta(hours=1)
        decisions.save_draft(session, claim, team["ana"], {"note": "half"}, now=later)
        decisions.save_draft(session, claim, team["ana"], {"note": "whole"}, now=later)
        assert session.get(Draft, (claim, team["ana"].id)).body == {"note": "whole"}
        decisions.decide(session, claim, lease.fence, team["ana"], Choice(label="supported"), now=make.now)
    with store.reading() as session:
        assert session.scalars(select(Draft)).all() == []


def test_no_comment_reaches_a_blind_second_reviewer(all_twice, store, team, make, fill, say):
    (claim,) = fill(0.9)
    say("ana", claim, "supported")
    with store.writing() as session, pytest.raises(ForbiddenError, match="blind"):
        decisions.comment(session, claim, team["ana"], "I said supported!", now=make.now)


def test_kappa_of_a_published_table():
    # 20 both yes, 5 and 10 differ, 15 both no: observed 0.7, by chance 0.5, kappa 0.4.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("observers", "alpha"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
    ids=["two observers, two values", "two observers, five values", "four observers, values missing"],
)
def test_alpha_of_krippendorffs_own_examples(observers, alpha):
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), examples A, B and C, nominal.
    units = [[value for value in unit if value != "."] for unit in zip(*observers, strict=True)]
    assert krippendorff_alpha(units) == pytest.approx(alpha, abs=0.0005)


@pytest.mark.parametrize("units", [[], [["a", "a"]], [["a"], ["b"]]], ids=["none", "one label", "no pair"])
def test_agreement_that_cannot_be_measured_is_none(units):
    assert krippendorff_alpha(units) is None
    assert cohen_kappa([(unit[0], unit[1]) for unit in units if len(unit) > 1]) is None


def test_agreement_is_told_per_label_pair_and_week(all_twice, store, fill, say):
    one, two, three = fill(0.9, 0.8, 0.7)
    for claim, first, second in (
        (one, "supported", "supported"),
        (two, "refuted", "refuted"),
        (three, "supported", "refuted"),
    ):
        say("ana", claim, first)
        say("ben", claim, second)
    with store.reading() as session:
        found = {row.of: row for row in agreement(session)}
    assert set(found) == {"all", "supported", "refuted", "ana and ben", "week of 2026-11-23"}
    assert (found["all"].claims, found["all"].same) == (3, 2)
    assert found["all"].kappa == pytest.approx(0.4)
