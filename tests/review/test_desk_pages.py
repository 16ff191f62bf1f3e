"""Pages beside the queue: an article through time, exports, settings, keys for programs."""

import re
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from factdesk.cli import factdesk
from factdesk.records import Document, Span
from factdesk.review import audit, decisions, leases, webhooks
from factdesk.review.decisions import Choice
from factdesk.review.intake import add_report
from factdesk.review.queues import queue_named


@pytest.fixture
def edited(store, team, make):
    """An article with two claims, one of them decided, and a newer report of its edited text."""
    first = make.article("Trade rose.", "Prices fell.", title="Budget")
    reports = [make.report(first, make.verdict(first, "Trade rose."), make.verdict(first, "Prices fell."))]
    newer = make.article("A correction.", "Trade rose.", title="Budget")
    reports.append(make.report(newer, make.verdict(newer, "Trade rose.", "refuted"), version="2"))
    with store.writing() as session:
        add_report(session, reports[0], actor="eva", now=make.now)
        lease = leases.take_next(session, team["ana"], now=make.now)
        decisions.decide(session, lease.claim_id, lease.fence, team["ana"], Choice(label="supported"), now=make.now)
        add_report(session, reports[1], actor="eva", now=make.now.replace(hour=13))
    return first, newer


def test_an_articles_page_shows_what_each_report_changed(browse, edited):
    first, newer = edited
    page = browse("ana").get(f"/articles/{newer.id}").text
    assert "The article's text was edited. 2 changes." in page
    assert "The verdict was supported (80% sure); it is now refuted (80% sure)." in page
    assert "no longer has this claim" in page
    assert "was decided" in page
    assert "The first report: 2 claims." in page
    assert page.index("2 changes") < page.index("The first report")
    assert browse("ana").get(f"/articles/{first.id}").text.count("changed since decided") == 1
    assert browse("ana").get("/articles/nothing").status_code == 404


def test_an_articles_page_leads_to_the_list_of_its_claims_alone(store, browse, edited, make):
    other = make.article("Rain came.", title="Weather", url="https://news.example/rain")
    with store.writing() as session:
        add_report(session, make.report(other, make.verdict(other, "Rain came.")), actor="t", now=make.now)
    ana = browse("ana")
    (link,) = re.findall(r'href="(/queue\?article=[^"]+)"', ana.get(f"/articles/{edited[1].id}").text)
    page = ana.get(link).text
    assert "Trade rose." in page
    assert "Rain came." not in page
    assert "Only of the article" in page


def test_a_decision_stands_after_a_change_when_an_editor_says_so(store, browse, edited):
    eva = browse("eva")
    page = eva.get("/claims/1").text
    assert "it is now refuted" in page
    assert "The decision stands" in page
    assert browse("ana").post("/claims/1/keep").status_code == 403
    assert "The decision stands" not in eva.post("/claims/1/keep").text
    assert "Trade rose" not in eva.get("/queue?changed=true").text
    told = eva.get("/api/claims/1").json()
    assert (told["decided_label"], told["changed"]) == ("supported", "")
    again = eva.api("POST", "/api/claims/1/keep")
    assert (again.status_code, "No report has changed anything" in again.json()["error"]) == (400, True)
    with store.reading() as session:
        assert audit.verify(session).problems == ()


def test_the_api_tells_an_articles_changes_too(browse, edited):
    told = browse("ana").get(f"/api/articles/{edited[0].id}").json()
    assert told["text"] == "A correction. Trade rose."
    assert [report["new_text"] for report in told["reports"]] == [True, False]
    assert [change["kind"] for change in told["reports"][0]["changes"]] == ["verdict", "gone"]


def test_the_claims_page_leads_to_its_article_and_the_list_to_the_usual_views(browse, edited):
    ana = browse("ana")
    assert f'href="/articles/{edited[1].id}"' in ana.get("/claims/1").text
    page = ana.get("/queue?status=disputed&order=disagreement").text
    assert 'order=disagreement" aria-current="page">Disputed</a>' in page
    assert "Prices fell" not in ana.get("/queue?waiting=true").text  # the article no longer has it
    assert "Trade rose" in ana.get("/queue?changed=true").text


def test_what_waits_is_neither_decided_nor_gone(browse, fill):
    fill(0.9, 0.5)
    ana = browse("ana")
    page = ana.post("/next")
    fence = re.search(r'name="fence" value="(\d+)"', page.text)[1]
    ana.post(f"{page.url.path}/decide", fence=fence, label="refuted")
    waiting = ana.get("/queue?waiting=true").text
    assert "Claim 1 cost" in waiting
    assert "Claim 0 cost" not in waiting


def test_a_key_for_programs_is_shown_once_and_acts_as_its_owner(browse, stranger):
    eva = browse("eva")
    page = eva.post("/account/tokens", name="nightly")
    token = re.search(r"fd_[\w-]+", page.text)[0]
    assert "fd_" not in eva.get("/account").text
    bearer = {"Authorization": f"Bearer {token}"}
    assert stranger.get("/api/export", headers=bearer).status_code == 200
    assert [one["name"] for one in stranger.get("/api/tokens", headers=bearer).json()] == ["nightly"]
    assert browse("ana").get("/api/tokens").json() == []
    eva.post("/account/tokens/revoke", name="nightly")
    assert stranger.get("/api/export", headers=bearer).status_code == 401


def test_the_api_makes_and_revokes_keys_and_changes_passwords(store, team, browse, make):
    from factdesk.review import people

    with store.writing() as session:
        people.set_password(session, "ana", "the old password", actor="t", now=make.now)
    ana = browse("ana")
    assert ana.api("POST", "/api/tokens", {"name": "x"}).json()["token"].startswith("fd_")
    assert ana.api("DELETE", "/api/tokens?name=x").status_code == 204
    assert ana.get("/api/tokens").json() == []
    wrong = ana.api("PUT", "/api/password", {"old": "no such", "new": "the new password"})
    assert wrong.status_code == 403
    assert ana.api("PUT", "/api/password", {"old": "the old password", "new": "the new password"}).status_code == 204
    assert ana.get("/api/tokens").status_code == 401


def test_admins_set_a_queue_on_its_page(store, browse, fill):
    fill(0.9)
    root = browse("root")
    told = {
        "name": "default",
        "second_share": 0.2,
        "lease_seconds": 300,
        "checkworthy": 1,
        "uncertainty": 1,
        "reach": 2,
    }
    assert 'value="0.2"' in root.post("/settings/queues", **told, doubling_days="").text
    with store.reading() as session:
        queue = queue_named(session, "default")
        assert (queue.second_share, queue.lease_seconds) == (0.2, 300)
        assert (queue.weights["reach"], queue.weights["doubling_days"]) == (2.0, None)
    assert "0 to 1" not in root.post("/settings/queues", **told, doubling_days="7").text
    assert root.post("/settings/queues", **{**told, "second_share": 3}).status_code == 400
    assert root.post("/settings/queues", **told, doubling_days="soon").status_code == 400
    assert [one["name"] for one in root.get("/api/queues").json()] == ["default"]
    assert [one["name"] for one in root.get("/api/people").json()] == ["ana", "ben", "eva", "finn", "root"]


def test_admins_add_and_remove_webhooks_on_the_same_page(store, browse):
    root = browse("root")
    page = root.post("/settings/webhooks", url="https://desk.example/hook")
    assert "whsec_" in page.text
    assert "whsec_" not in root.get("/settings").text
    refused = root.post("/settings/webhooks", url="http://127.0.0.1/x").text
    assert "private network" in refused
    assert 'value="http://127.0.0.1/x"' in refused
    number = re.search(r"/settings/webhooks/(\d+)/remove", page.text)[1]
    root.post(f"/settings/webhooks/{number}/remove")
    with store.reading() as session:
        assert webhooks.live(session) == []


@pytest.mark.parametrize(
    ("name", "path"), [("ana", "/exports"), ("ana", "/settings"), ("eva", "/settings"), ("eva", "/api/people")]
)
def test_pages_of_a_higher_role_are_refused(browse, name, path):
    assert browse(name).get(path).status_code == 403


def test_the_exports_page_leads_to_every_form(browse, fill):
    fill(0.9)
    eva = browse("eva")
    page = eva.get("/exports").text
    for form in re.findall(r'<option value="([\w-]+)"', page):
        assert eva.get(f"/api/export?form={form}&queue=").status_code == 200
    for action in re.findall(r'(?:formaction|action)="(/api/[\w./]+)"', page):
        assert eva.get(f"{action}?publisher=Desk&site=https://desk.example&queue=").status_code == 200


def test_a_statement_that_stands_in_pieces_is_marked_in_pieces(store, browse, make):
    document = make.article("Trade, which many watch, rose.")
    whole = make.verdict(document, "Trade, which many watch, rose.")
    spans = (Span(start=0, end=5), Span(start=25, end=30))
    verdict = whole.evolve(claim=whole.claim.evolve(spans=spans))
    with store.writing() as session:
        add_report(session, make.report(document, verdict), actor="t", now=make.now)
    assert "<mark>Trade</mark>, which many watch, <mark>rose.</mark></span>" in browse("ana").get("/claims/1").text


def test_an_article_is_checked_straight_into_the_queue(place, make, monkeypatch, tmp_path):
    document = make.article("Trade rose.")
    report = make.report(document, make.verdict(document, "Trade rose."))
    reference = Document(text="Trade rose.")
    desk = SimpleNamespace(check=lambda *_, **__: report, references_of=lambda _: (reference,))
    monkeypatch.setattr("factdesk.desk.FactDesk.from_references", lambda *_, **__: desk)
    (tmp_path / "article.txt").write_text("Trade rose.")
    arguments = ["check", str(tmp_path / "article.txt"), "--against", str(tmp_path), "--queue", place]
    first = CliRunner().invoke(factdesk, arguments, catch_exceptions=False)
    again = CliRunner().invoke(factdesk, arguments, catch_exceptions=False)
    assert "1 new, 0 unchanged, 0 changed" in first.stderr
    assert "there already" in again.stderr


def test_no_feed_leads_anywhere_but_the_web(store, team, browse, make):
    document = make.article("Trade rose.", url="javascript:alert(1)")
    verdict = make.verdict(document, "Trade rose.", url="javascript:alert(1)")
    with store.writing() as session:
        add_report(session, make.report(document, verdict), actor="t", now=make.now)
        lease = leases.take_next(session, team["ana"], now=make.now)
        decisions.decide(session, lease.claim_id, lease.fence, team["ana"], Choice(label="refuted"), now=make.now)
    for feed in ("claimreview.json", "decisions.atom"):
        told = browse("eva").get(f"/api/feeds/{feed}?publisher=Desk&site=https://desk.example").text
        assert "Trade rose." in told
        assert "javascript" not in told


def test_what_cannot_be_published_under_is_said_on_the_page_and_what_was_typed_is_kept(browse, decided):
    eva = browse("eva")
    wrong = eva.post("/exports", form="claimreview", publisher="The Desk", site="desk.example")
    assert wrong.status_code == 400
    assert "is no address of a site" in wrong.text
    assert 'value="The Desk"' in wrong.text
    right = {"publisher": "The Desk", "site": "https://desk.example/checks"}
    assert len(eva.post("/exports", form="claimreview", **right).json()["reviews"]) == 2
    assert "<feed" in eva.post("/exports", form="feeds/decisions.atom", **right).text
    assert browse("ana").post("/exports", form="claimreview", **right).status_code == 403
