import re
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from factdesk.errors import NotFoundError, ReviewError, TooManyTriesError
from factdesk.review import audit, decisions, leases, people
from factdesk.review.decisions import Choice
from factdesk.review.tables import AuditEntry, DecisionRow, Login, Token, User

PASSWORD = " ".join(("correct", "horse", "battery"))


@pytest.fixture
def ana(store, team, make):
    with store.writing() as session:
        people.set_password(session, "ana", PASSWORD, actor="t", now=make.now)
    return team["ana"]


def test_no_secret_is_stored_as_it_is(store, ana, make):
    with store.writing() as session:
        cookie = people.open_session(session, ana, now=make.now)
        token = people.add_token(session, "ana", "nightly", actor="t", now=make.now)
    with store.reading() as session:
        assert session.get(User, ana.id).password_hash.startswith("$argon2id$")
        assert cookie not in session.scalars(select(Login.digest)).all()
        assert token not in session.scalars(select(Token.digest)).all()


def test_five_wrong_passwords_close_the_door_for_a_quarter_of_an_hour(store, ana, make):
    def attempt(password, now, address="1.2.3.4"):
        with store.writing() as session:
            return people.log_in(session, "ana", password, address=address, now=now)

    for _ in range(5):
        assert attempt("wrong", make.now) is None
    with pytest.raises(TooManyTriesError, match="15 minutes"):
        attempt(PASSWORD, make.now)
    assert attempt(PASSWORD, make.now, address="5.6.7.8") == ana
    assert attempt(PASSWORD, make.now + timedelta(minutes=16)) == ana


def test_a_new_password_lets_its_owner_in_at_once(store, ana, make):
    with store.writing() as session:
        for _ in range(5):
            people.log_in(session, "ana", "wrong", address="1.2.3.4", now=make.now)
        people.set_password(session, "ana", "a new password", actor="root", now=make.now)
        assert people.log_in(session, "ana", "a new password", address="1.2.3.4", now=make.now) == ana


def test_who_finds_a_session_open_guesses_the_password_five_times_and_no_more(store, ana, browse):
    here = browse("ana")
    guesses = [{"old": f"guess {number}", "new": "a new password"} for number in range(7)]
    answers = [here.post("/account/password", **guess) for guess in guesses[:4]]
    assert all("not your password" in answer.text for answer in answers)
    told = [here.api("PUT", "/api/password", guess).status_code for guess in guesses[4:]]
    assert told == [403, 429, 429]
    last = here.post("/account/password", old=PASSWORD, new="a new password")
    assert "Too many wrong passwords" in last.text


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81])
def test_a_key_says_what_it_is_for(store, ana, make, name):
    with store.writing() as session, pytest.raises(ReviewError, match="wanted 1 to 80"):
        people.add_token(session, "ana", name, actor="t", now=make.now)


@pytest.mark.parametrize("name", ["nobody", "", "ana'--", "a\0b", "x" * 10_000])
def test_a_wrong_name_is_no_different_from_a_wrong_password(stranger, ana, name):
    answer = stranger.client.post("/login", data={"name": name[:200], "password": PASSWORD})
    assert answer.status_code == 401
    assert "Name or password is wrong." in answer.text


def test_a_session_ends_by_itself_and_with_its_owner(store, ana, make):
    with store.writing() as session:
        cookie = people.open_session(session, ana, now=make.now)
        assert people.session_of(session, cookie, now=make.now).person == ana
        assert people.session_of(session, cookie, now=make.now + people.SESSION_LASTS) is None
        token = people.add_token(session, "ana", "nightly", actor="t", now=make.now)
        assert people.token_owner(session, token) == ana
        people.disable(session, "ana", actor="t", now=make.now)
        assert people.session_of(session, cookie, now=make.now) is None
        assert people.token_owner(session, token) is None
        assert people.log_in(session, "ana", PASSWORD, address="a", now=make.now) is None


def test_a_token_acts_for_its_owner_until_it_is_revoked(store, ana, stranger, fill, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        token = people.add_token(session, "ana", "nightly", actor="t", now=make.now)
    bearer = {"Authorization": f"Bearer {token}"}
    taken = stranger.client.post("/api/next", headers=bearer).json()
    assert taken["claim_id"] == claim
    with store.writing() as session:
        assert people.revoke_token(session, "ana", "nightly", actor="t", now=make.now) == 1
    answer = stranger.client.post("/api/next", headers=bearer)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [
        ("", PASSWORD, "admin"),
        ("a\nb", PASSWORD, "admin"),
        ("zoe", "short", "admin"),
        ("zoe", PASSWORD, "owner"),
        ("ana", PASSWORD, "admin"),
    ],
)
def test_a_person_that_cannot_be_added_says_why(store, ana, make, name, password, role):
    with store.writing() as session, pytest.raises(ReviewError, match=r"wanted|already"):
        people.add_user(session, name, password=password, role=role, actor="t", now=make.now)


def test_a_name_that_is_not_there_is_told(store, make):
    with store.writing() as session, pytest.raises(NotFoundError, match="nobody named"):
        people.set_password(session, "zoe", PASSWORD, actor="t", now=make.now)


@pytest.fixture
def decided(store, team, make, fill):
    (claim,) = fill(0.9)
    with store.writing() as session:
        lease = leases.take(session, claim, team["ana"], now=make.now)
        made = decisions.decide(session, claim, lease.fence, team["ana"], Choice(label="refuted"), now=make.now)
    return made.id


def without_the_databases_own_guard(session):
    if session.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER audit_no_{verb}"))
    else:
        session.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_append_only"))


def test_an_untouched_trail_is_whole(store, decided):
    with store.reading() as session:
        trail = audit.verify(session)
        assert audit.verify(session, head=trail.head).problems == ()
    assert trail.problems == ()
    assert trail.entries == 7  # five people, an import, a decision


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_trail(store, decided, statement):
    with pytest.raises(DBAPIError, match="append-only"), store.writing() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE audit SET actor = 'x' WHERE seq = 3", "entry 3 .* was changed"),
        ("UPDATE audit SET detail = '{}' WHERE seq = 7", "entry 7 .* was changed"),
        ("DELETE FROM audit WHERE seq = 3", "entry 3 is missing"),
        ("DELETE FROM audit WHERE seq = 7", "decision 1 is not in the trail"),
        ("UPDATE decisions SET label = 'supported'", "decision 1 was changed after"),
        ("UPDATE decisions SET note = 'x'", "decision 1 was changed after"),
        ("DELETE FROM decisions", "decision 1 is in the trail but was deleted"),
        ("UPDATE decisions SET withdrawn_at = decided_at", "decision 1 was withdrawn, or made to stand again"),
        ("UPDATE claims SET decided_label = 'supported'", "claim 1 is decided as supported"),
    ],
)
def test_any_change_behind_its_back_is_found(store, decided, statement, problem):
    with store.writing() as session:
        without_the_databases_own_guard(session)
        session.execute(text(statement))
    with store.reading() as session:
        problems = audit.verify(session).problems
    assert any(re.search(problem, told) for told in problems)


def test_a_trail_that_was_cut_off_does_not_have_the_head_noted_before(store, decided):
    with store.writing() as session:
        head = audit.verify(session).head
        without_the_databases_own_guard(session)
        session.execute(text("DELETE FROM audit WHERE seq = 7"))
        session.execute(text("DELETE FROM decisions"))
        session.execute(text("UPDATE claims SET status = 'open', decided_label = NULL"))
        assert audit.verify(session).problems == ()
        assert "cut off" in audit.verify(session, head=head).problems[0]


def test_withdrawing_a_decision_is_an_entry_and_no_change(store, team, decided, make):
    with store.writing() as session:
        claim = session.get(DecisionRow, decided).claim_id
        decisions.undo(session, claim, team["ana"], now=make.now)
        assert audit.verify(session).problems == ()
        assert session.scalars(select(AuditEntry.action).order_by(AuditEntry.seq.desc())).first() == "undo"
