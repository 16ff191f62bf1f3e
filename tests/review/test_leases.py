import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from factdesk.errors import ForbiddenError, LeaseError, NotFoundError, ReviewError
from factdesk.review import leases, queues
from factdesk.review.decisions import Choice, decide
from factdesk.review.priority import Weights, priority, rank, sentence
from factdesk.review.tables import Assignment, ClaimRow


def test_the_most_urgent_claim_comes_first_and_nobody_else_gets_it(store, team, fill, make):
    low, high, middle = fill(0.2, 0.9, 0.5)
    with store.writing() as session:
        taken = [leases.take_next(session, team[name], now=make.now).claim_id for name in ("ana", "ben", "eva")]
        assert taken == [high, middle, low]
        assert leases.take_next(session, team["finn"], now=make.now) is None


def test_who_holds_a_claim_gets_it_again_under_the_same_fence(store, team, fill, make):
    fill(0.9, 0.5)
    with store.writing() as session:
        one = leases.take_next(session, team["ana"], now=make.now)
        two = leases.take_next(session, team["ana"], now=make.now + timedelta(minutes=5))
    assert (one.claim_id, one.fence) == (two.claim_id, two.fence)
    assert two.until > one.until


def test_a_lease_that_ran_out_frees_the_claim_and_refuses_the_late_save(store, team, fill, make):
    (claim,) = fill(0.9)
    later = make.now + timedelta(minutes=11)
    with store.writing() as session:
        late = leases.take_next(session, team["ana"], now=make.now)
    with store.writing() as session:
        lease = leases.take_next(session, team["ben"], now=later)
        assert lease.fence > late.fence
        with pytest.raises(LeaseError, match="ben has this claim"):
            decide(session, claim, late.fence, team["ana"], Choice(label="supported"), now=later)
        decide(session, claim, lease.fence, team["ben"], Choice(label="refuted"), now=later)
    with store.reading() as session:
        assert [made.label for made in session.get(ClaimRow, claim).decisions] == ["refuted"]


def test_a_fence_of_an_earlier_turn_is_refused_though_the_same_person_holds_the_claim(store, team, fill, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        first = leases.take(session, claim, team["ana"], now=make.now)
        leases.release(session, claim, first.fence, team["ana"], now=make.now)
        leases.take(session, claim, team["ana"], now=make.now)
        with pytest.raises(LeaseError):
            leases.renew(session, claim, first.fence, team["ana"], now=make.now)


def test_renewing_keeps_a_claim_for_as_long_as_its_page_is_open(store, team, fill, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        lease = leases.take(session, claim, team["ana"], now=make.now)
        for minute in range(5, 60, 5):
            leases.renew(session, claim, lease.fence, team["ana"], now=make.now + timedelta(minutes=minute))
        with pytest.raises(LeaseError, match="ana has this claim"):
            leases.take(session, claim, team["ben"], now=make.now + timedelta(minutes=60))


def test_what_somebody_skipped_is_the_others_first(store, team, fill, make):
    high, low = fill(0.9, 0.5)
    with store.writing() as session:
        lease = leases.take_next(session, team["ana"], now=make.now)
        leases.skip(session, high, lease.fence, team["ana"], reason="I know the source", now=make.now)
        assert leases.take_next(session, team["ana"], now=make.now).claim_id == low
        assert leases.take_next(session, team["ben"], now=make.now).claim_id == high
        turn = session.scalars(select(Assignment).where(Assignment.fence == lease.fence)).first()
    assert (turn.ending, turn.reason) == ("skipped", "I know the source")


def test_a_skip_without_a_reason_is_refused(store, team, fill, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        lease = leases.take(session, claim, team["ana"], now=make.now)
        with pytest.raises(ReviewError, match="reason"):
            leases.skip(session, claim, lease.fence, team["ana"], reason="  ", now=make.now)


def test_a_snoozed_claim_sleeps_until_its_hour(store, team, fill, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        lease = leases.take_next(session, team["ana"], now=make.now)
        with pytest.raises(ReviewError, match="coming year"):
            leases.snooze(session, claim, lease.fence, team["ana"], until=make.now, now=make.now)
        until = make.now + timedelta(days=1)
        leases.snooze(session, claim, lease.fence, team["ana"], until=until, now=make.now)
        assert leases.take_next(session, team["ben"], now=make.now) is None
        assert leases.take_next(session, team["ben"], now=until).claim_id == claim


def test_an_assigned_claim_is_one_persons_and_comes_first(store, team, fill, make):
    high, low = fill(0.9, 0.5)
    with store.writing() as session:
        with pytest.raises(ForbiddenError, match="Only editors"):
            leases.assign(session, low, team["ana"], to="ana", now=make.now)
        with pytest.raises(NotFoundError, match="nobody named"):
            leases.assign(session, low, team["eva"], to="zoe", now=make.now)
        leases.assign(session, low, team["eva"], to="ana", now=make.now)
        with pytest.raises(ForbiddenError, match="assigned to ana"):
            leases.take(session, low, team["ben"], now=make.now)
        assert leases.take_next(session, team["ana"], now=make.now).claim_id == low
        assert leases.take_next(session, team["ben"], now=make.now).claim_id == high


def test_many_people_at_once_never_hold_the_same_claim(store, team, fill, make):
    fill(*[0.5] * 12)
    taken, failed = [], []

    def work(person):
        try:
            for _ in range(3):
                with store.writing() as session:
                    lease = leases.take_next(session, person, now=make.now)
                with store.writing() as session:
                    decide(session, lease.claim_id, lease.fence, person, Choice(label="supported"), now=make.now)
                taken.append(lease.claim_id)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must show it
            failed.append(error)

    threads = [threading.Thread(target=work, args=(team[name],)) for name in ("ana", "ben", "eva", "finn")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(taken) == len(set(taken)) == 12


def test_new_weights_put_the_queue_in_a_new_order(store, team, make, fill):
    fill(0.9, 0.5)
    with store.writing() as session:
        queues.configure(session, "default", actor="t", now=make.now, weights=Weights(checkworthy=0.0))
        ranks = session.scalars(select(ClaimRow.rank)).all()
    assert ranks[0] == ranks[1]


def test_waiting_raises_the_priority_but_not_the_order(make):
    weights = Weights()
    old = rank(weights, checkworthy=0.5, confidence=0.5, reach=1, added=make.now)
    new = rank(weights, checkworthy=0.6, confidence=0.5, reach=1, added=make.now + timedelta(days=7))
    assert priority(weights, old, make.now + timedelta(days=7)) == pytest.approx(0.5)
    assert old > new
    assert rank(weights, checkworthy=0.5, confidence=0.5, reach=2, added=make.now) == pytest.approx(old + 1)


@pytest.mark.parametrize("extreme", [0.0, 1.0])
def test_priority_is_finite_at_the_ends_of_the_scale(make, extreme):
    place = rank(Weights(), checkworthy=extreme, confidence=extreme, reach=1e9, added=make.now)
    assert 0 < priority(Weights(), place, make.now) < float("inf")


def test_the_priority_is_said_as_a_sentence(make):
    told = sentence(
        Weights(), checkworthy=0.9, confidence=0.6, reach=3, added=make.now, now=make.now + timedelta(days=3)
    )
    assert told == (
        "Priority 1.5: 90% worth checking, the verdict is 60% sure, 3 times the ordinary reach, "
        "waiting 3 days (doubles every 7 days)."
    )
