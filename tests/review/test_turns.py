"""Whatever people do and in whatever order: a save counts in the turn it was made in, and in no other."""

from datetime import timedelta
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from factdesk.errors import ForbiddenError, LeaseError
from factdesk.review import audit, decisions, leases, people, queues
from factdesk.review.decisions import Choice, standing
from factdesk.review.intake import add_report
from factdesk.review.store import Store
from factdesk.review.tables import ClaimRow

NAMES = {"ana": "reviewer", "ben": "reviewer", "eva": "editor", "finn": "editor"}
CLAIMS = (1, 2, 3)


@pytest.fixture
def machine(blank: Path, make):
    """People who take turns in any order, on a queue of three claims that all get a second reviewer."""

    class Turns(RuleBasedStateMachine):
        names = st.sampled_from(sorted(NAMES))
        claims = st.sampled_from(CLAIMS)
        labels = st.sampled_from(("supported", "refuted"))

        @initialize()
        def open(self):
            self.folder = TemporaryDirectory()
            self.store = Store.open(copy(blank, Path(self.folder.name) / "queue.sqlite"))
            self.now = make.now
            #: claim -> who has it, the fence, and until when; what the store must agree with
            self.turns = {}
            #: every lease that was ever given: claim, fence, who
            self.given = []
            self.fences = dict.fromkeys(CLAIMS, 0)
            self.saved = {}
            texts = [f"Claim {number} cost a million." for number in CLAIMS]
            document = make.article(*texts)
            with self.store.writing() as session:
                for name, role in NAMES.items():
                    people.add_user(session, name, password=None, role=role, actor="t", now=self.now)
                self.people = {
                    user.name: people.Person(user.id, user.name, user.role) for user in people.everybody(session)
                }
                verdicts = [make.verdict(document, text) for text in texts]
                add_report(session, make.report(document, *verdicts), actor="t", now=self.now)
                queues.configure(session, "default", actor="t", now=self.now, second_share=1.0, lease_seconds=600)

        def teardown(self):
            if hasattr(self, "store"):
                with self.store.reading() as session:
                    assert audit.verify(session).problems == ()
                self.store.close()
                self.folder.cleanup()

        def live(self, claim):
            turn = self.turns.get(claim)
            return turn if turn and turn[2] > self.now else None

        def receive(self, name, lease):
            turn = self.live(lease.claim_id)
            if turn:
                assert turn[:2] == (name, lease.fence), "a claim was given to a second person"
            else:
                assert lease.fence > self.fences[lease.claim_id], "a fence came back"
                self.fences[lease.claim_id] = lease.fence
                self.given.append((lease.claim_id, lease.fence, name))
            self.turns[lease.claim_id] = (name, lease.fence, lease.until)

        @rule(name=names)
        def next(self, name):
            with self.store.writing() as session:
                lease = leases.take_next(session, self.people[name], now=self.now)
            if lease:
                self.receive(name, lease)

        @rule(name=names, claim=claims)
        def take(self, name, claim):
            turn = self.live(claim)
            try:
                with self.store.writing() as session:
                    lease = leases.take(session, claim, self.people[name], now=self.now)
            except LeaseError:
                assert turn
                assert turn[0] != name
            except ForbiddenError:
                assert not turn
            else:
                self.receive(name, lease)

        @rule(minutes=st.integers(1, 12))
        def wait(self, minutes):
            self.now += timedelta(minutes=minutes)

        @precondition(lambda self: self.given)
        @rule(data=st.data(), deed=st.sampled_from(("decide", "renew", "release", "skip", "snooze")), label=labels)
        def act(self, data, deed, label):
            """Use a lease that was given at any time, as its owner or (a forged save) as somebody else."""
            claim, fence, owner = data.draw(st.sampled_from(self.given))
            name = data.draw(st.sampled_from((owner, owner, owner, *sorted(NAMES))))
            person, turn = self.people[name], self.live(claim)
            valid = bool(turn) and turn[:2] == (name, fence)
            try:
                with self.store.writing() as session:
                    match deed:
                        case "decide":
                            made = decisions.decide(session, claim, fence, person, Choice(label=label), now=self.now)
                        case "renew":
                            lease = leases.renew(session, claim, fence, person, now=self.now)
                        case "release":
                            leases.release(session, claim, fence, person, now=self.now)
                        case "skip":
                            leases.skip(session, claim, fence, person, reason="I know the source", now=self.now)
                        case "snooze":
                            until = self.now + timedelta(minutes=5)
                            leases.snooze(session, claim, fence, person, until=until, now=self.now)
            except LeaseError:
                assert not valid, f"{deed} was refused in its own turn"
                return
            assert valid, f"{deed} was let through outside its turn"
            if deed == "renew":
                self.turns[claim] = (name, fence, lease.until)
                return
            del self.turns[claim]
            if deed == "decide":
                self.saved[made.id] = (claim, name, label)

        @rule(name=names, claim=claims)
        def undo(self, name, claim):
            try:
                with self.store.writing() as session:
                    decisions.undo(session, claim, self.people[name], now=self.now)
            except ForbiddenError:
                return
            assert not self.live(claim), "a decision was taken back under somebody's hands"

        @rule(claim=claims)
        def reopen(self, claim):
            with self.store.writing() as session:
                decisions.reopen(session, claim, self.people["eva"], reason="", now=self.now)
            self.turns.pop(claim, None)

        @invariant()
        def nothing_is_lost_and_nobody_decides_twice(self):
            with self.store.reading() as session:
                found = {}
                for claim in session.scalars(select(ClaimRow)):
                    found |= {one.id: (claim.id, one.reviewer.name, one.label) for one in claim.decisions}
                    stages = [(one.stage, one.reviewer_id) for one in standing(claim)]
                    assert [stage for stage, _ in stages] == ["first", "second", "adjudication"][: len(stages)]
                    assert len({person for _, person in stages}) == len(stages)
                    turn = self.live(claim.id)
                    holder = claim.holder.name if claim.held_until and claim.held_until > self.now else None
                    assert holder == (turn[0] if turn else None)
                assert found == self.saved

    return Turns


def test_a_save_counts_in_its_own_turn_alone(machine):
    wanted = settings(
        max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(machine, settings=wanted)
