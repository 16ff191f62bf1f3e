"""For everybody: axe finds no serious fault on any page, and no page breaks the policy it is sent with."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from factdesk.review import decisions, leases, queues
from factdesk.review.decisions import Choice
from factdesk.review.intake import add_report
from factdesk.review.tables import ClaimRow
from factdesk.review.web.pages import router

#: axe's impacts that nobody should have to live with
SERIOUS = ("serious", "critical")


def faults(page, **options):
    """Return what axe finds wrong with a page: rule, impact and where."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [
        (fault["id"], fault["impact"], node["html"][:120])
        for fault in found
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]


@pytest.fixture
def claims(store, team, make, fill, clock):
    """A claim of each fate: taken by root, waiting for a second opinion, disputed, decided, asleep."""
    with store.writing() as session:
        queues.configure(session, "default", actor="t", now=make.now, second_share=1.0)
    mine, second, disputed, decided, asleep = ids = fill(0.9, 0.8, 0.7, 0.6, 0.5)

    def decide(session, claim, name, label):
        lease = leases.take(session, claim, team[name], now=make.now)
        choice = Choice(label=label, rating="Mostly false", note="See table 2.", claim_text="Reworded.")
        decisions.decide(session, claim, lease.fence, team[name], choice, now=make.now)

    with store.writing() as session:
        decide(session, second, "ana", "refuted")
        for claim, labels in ((disputed, ("refuted", "supported")), (decided, ("refuted", "refuted"))):
            for name, label in zip(("ana", "ben"), labels, strict=True):
                decide(session, claim, name, label)
        lease = leases.take(session, asleep, team["ana"], now=make.now)
        until = make.now + timedelta(days=1)
        leases.snooze(session, asleep, lease.fence, team["ana"], until=until, now=make.now)
        decisions.comment(session, decided, team["ana"], "Look at the minutes.", now=make.now)
        leases.take(session, mine, team["root"], now=make.now)
    return ids


def pages(store, claim):
    """Return the address of every page, with the number of a claim, or of its article, where one is wanted."""
    got = [route.path for route in router.routes if "GET" in route.methods]
    assert {"/queue", "/dashboard", "/account", "/claims/{claim_id}"} <= set(got)
    with store.reading() as session:
        row = session.get(ClaimRow, claim)
        there = {"claim_id": claim, "article_id": row.article_id, "evidence_id": row.verdicts[-1].evidence[0].id}
    return [path.format(**there) for path in got if path != "/"]


def test_axe_finds_no_serious_fault_on_any_page_by_day_or_by_night(store, seat, claims):
    admin, nobody = seat("root"), seat()
    found = {}

    def look(one, path, keep=""):
        one.go(path)
        found[path, "light"] = faults(one.page)
        if keep:
            one.keep(f"{keep}-light")
        # The dark is other colours and nothing else.
        one.page.emulate_media(color_scheme="dark")
        found[path, "dark"] = faults(one.page, runOnly=["color-contrast"])
        if keep:
            one.keep(f"{keep}-dark")
        one.page.emulate_media(color_scheme="light")

    for path in pages(store, claims[0]):
        look(admin, path)
    for claim in claims[1:]:
        look(admin, f"/claims/{claim}", keep="claim" if claim == claims[-1] else "")
    look(admin, "/queue?search=claim&status=open&label=supported")
    look(admin, "/queue?search=nothing")
    look(nobody, "/login", keep="login")
    assert {where: what for where, what in found.items() if what} == {}


def test_axe_finds_no_serious_fault_in_what_opens_on_a_page(seat, claims, complaints_allowed):
    ana = seat("ana")
    ana.page.get_by_label("All on this page").check()
    for summary in ana.page.locator("summary").all():
        summary.click()
    assert faults(ana.page) == []
    ana.keep("queue-with-a-selection")
    ana.press("?")
    expect(ana.page.get_by_role("dialog")).to_be_visible()
    assert faults(ana.page) == []
    with complaints_allowed(ana, "404"):
        ana.go("/nowhere")
    assert faults(ana.page) == []


def test_hostile_text_runs_nowhere_and_is_shown_as_it_is(store, seat, make):
    attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)><style>*{display:none}</style>"
    document = make.article(f"{attack} rose.", title=attack, url="javascript:alert(3)")
    verdict = make.verdict(document, attack, evidence=attack, speaker=attack, url="javascript:alert(4)")
    verdict = verdict.evolve(explanation=attack)
    with store.writing() as session:
        add_report(session, make.report(document, verdict), actor="t", now=make.now)
    ana = seat("ana")
    expect(ana.page.get_by_role("listitem").get_by_text(attack).first).to_be_visible()
    ana.press("t")
    expect(ana.page.get_by_role("heading", level=1)).to_have_text(attack)
    ana.press("2", "n")
    ana.page.keyboard.type(attack)
    ana.press("Control+Enter")
    expect(ana.page.get_by_text("Saved; nothing else waits for you.")).to_be_visible()
    ana.go("/claims/1")
    expect(ana.page.locator("p.pre").get_by_text(attack)).to_be_visible()
    ana.go("/dashboard")
    expect(ana.page.get_by_role("rowheader", name=attack)).to_be_visible()
