from datetime import timedelta

import pytest
from sqlalchemy import select

from factdesk.errors import ForbiddenError, NotFoundError, ReviewError
from factdesk.review import audit, bulk, decisions, leases, queues, tags, views
from factdesk.review.decisions import Choice
from factdesk.review.listing import Filters, find
from factdesk.review.tables import ClaimRow


@pytest.fixture
def do(store, team, make):
    """Do something to claims as a person, in one transaction."""

    def did(name, claims, deed):
        with store.writing() as session:
            return bulk.do_all(session, claims, deed, team[name], now=make.now)

    return did


def decide(store, person, claim, label, now):
    with store.writing() as session:
        lease = leases.take(session, claim, person, now=now)
        decisions.decide(session, claim, lease.fence, person, Choice(label=label), now=now)


def test_a_selection_is_skipped_snoozed_and_tagged(store, do, fill, team, make):
    claims = fill(0.9, 0.8, 0.7)
    assert do("ana", claims[:1], bulk.SkipAll(action="skip", reason="I know them")).done == tuple(claims[:1])
    until = make.now + timedelta(days=1)
    do("ana", claims[1:2], bulk.SnoozeAll(action="snooze", until=until))
    do("ana", claims, bulk.TagAll(action="tag", add=["Economy "]))
    with store.writing() as session:
        assert leases.take_next(session, team["ana"], now=make.now).claim_id == claims[2]
        assert leases.take_next(session, team["ben"], now=make.now).claim_id == claims[0]
        assert session.get(ClaimRow, claims[1]).ready_at == until
        assert len(find(session, Filters(tag="economy"))[0]) == 3
        assert audit.verify(session).problems == ()


def test_what_is_not_allowed_for_one_is_told_and_done_to_the_others(store, do, fill, team, make):
    mine, theirs, done = fill(0.9, 0.8, 0.7)
    with store.writing() as session:
        leases.take(session, theirs, team["ben"], now=make.now)
    decide(store, team["ben"], done, "refuted", make.now)
    outcome = do("ana", [mine, theirs, done, 999_999], bulk.SkipAll(action="skip", reason="a family matter"))
    assert outcome.done == (mine,)
    told = {refusal.claim_id: refusal.reason for refusal in outcome.refused}
    assert "ben has this claim" in told[theirs]
    assert "decided" in told[done]
    assert "no claim 999999" in told[999_999]
    with store.reading() as session:
        assert session.get(ClaimRow, theirs).holder_id == team["ben"].id


def test_only_editors_assign_and_reopen_a_selection(store, do, fill, team, make):
    claims = fill(0.9, 0.8)
    assert len(do("ana", claims, bulk.AssignAll(action="assign", to="ben")).refused) == 2
    assert do("eva", claims, bulk.AssignAll(action="assign", to="ben")).refused == ()
    with store.writing() as session:
        assert leases.take_next(session, team["ana"], now=make.now) is None
    for claim in claims:
        decide(store, team["ben"], claim, "supported", make.now)
    assert do("eva", claims, bulk.ReopenAll(action="reopen", reason="new figures")).done == tuple(claims)
    with store.reading() as session:
        assert set(session.scalars(select(ClaimRow.status))) == {"open"}


@pytest.mark.parametrize("claims", [[], range(bulk.MOST_CLAIMS + 1)], ids=["none", "too many"])
def test_a_selection_has_bounds(do, claims):
    with pytest.raises(ReviewError, match="wanted from 1"):
        do("ana", claims, bulk.SkipAll(action="skip", reason="x"))


def test_tags_are_put_on_and_taken_off(store, fill, team, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        tags.tag(session, claim, team["ana"], add=["Trade", "trade", " Health  care"], now=make.now)
        tags.tag(session, claim, team["ben"], add=["eu"], remove=["TRADE"], now=make.now)
    with store.reading() as session:
        assert [tag.name for tag in session.get(ClaimRow, claim).tags] == ["eu", "health care"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "a\x07b"])
def test_what_is_no_tag_says_what_was_wanted(store, fill, team, make, name):
    (claim,) = fill(0.9)
    with store.writing() as session, pytest.raises(ReviewError, match="wanted"):
        tags.tag(session, claim, team["ana"], add=[name], now=make.now)


def test_who_decided_first_gives_nothing_away_by_a_tag(store, fill, team, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        queues.configure(session, "default", actor="t", now=make.now, second_share=1.0)
    decide(store, team["ana"], claim, "refuted", make.now)
    with store.writing() as session:
        with pytest.raises(ForbiddenError, match="blind"):
            tags.tag(session, claim, team["ana"], add=["false"], now=make.now)
        tags.tag(session, claim, team["ben"], add=["trade"], now=make.now)


def test_a_view_is_its_owners_until_an_editor_shares_it(store, team):
    asked = Filters(status="disputed", tag="trade", page=3)
    with store.writing() as session:
        views.save(session, team["ana"], "Mine", asked)
        views.save(session, team["ana"], "Mine", Filters(status="open"))
        shared = views.save(session, team["eva"], "Disputes", asked, shared=True).id
        with pytest.raises(ForbiddenError):
            views.save(session, team["ana"], "All", asked, shared=True)
    with store.writing() as session:
        assert [view.name for view in views.seen_by(session, team["ben"])] == ["Disputes"]
        own = {view.name: view.filters for view in views.seen_by(session, team["ana"])}
        assert own == {"Disputes": {"status": "disputed", "tag": "trade"}, "Mine": {"status": "open"}}
        with pytest.raises(ForbiddenError):
            views.remove(session, team["ana"], shared)
        mine = next(view.id for view in views.seen_by(session, team["ana"]) if view.name == "Mine")
        with pytest.raises(NotFoundError):
            views.remove(session, team["ben"], mine)
        views.remove(session, team["ana"], mine)
        views.remove(session, team["root"], shared)
    with store.reading() as session:
        assert list(views.seen_by(session, team["ana"])) == []


def test_the_api_does_to_a_selection_what_the_page_does(browse, fill):
    claims = fill(0.9, 0.8)
    ana = browse("ana")
    deed = {"action": "tag", "add": ["trade"]}
    assert ana.api("POST", "/api/bulk", {"claims": claims, "deed": deed}).json() == {"done": claims, "refused": []}
    assert ana.api("POST", f"/api/claims/{claims[0]}/tags", {"remove": ["trade"], "add": ["eu"]}).status_code == 204
    assert [claim["tags"] for claim in ana.get("/api/claims").json()["claims"]] == [["eu"], ["trade"]]
    assert ana.api("POST", "/api/bulk", {"claims": claims, "deed": {"action": "delete"}}).status_code == 422
    made = ana.api("POST", "/api/views", {"name": "EU", "filters": {"tag": "eu"}})
    assert (made.status_code, made.json()["owner"]) == (201, "ana")
    assert [view["filters"]["tag"] for view in ana.get("/api/views").json()] == ["eu"]
    assert ana.api("DELETE", f"/api/views/{made.json()['id']}").status_code == 204
