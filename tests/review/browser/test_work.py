"""A day at the desk, with real keys in a real browser."""

import json
from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from factdesk.records import Document
from factdesk.review import audit, people, queues
from factdesk.review.intake import add_report
from factdesk.review.tables import ClaimRow, DecisionRow


def test_two_reviewers_differ_an_editor_settles_it_and_it_is_exported(store, seat, fill, make, clock):
    with store.writing() as session:
        queues.configure(session, "default", actor="t", now=make.now, second_share=1.0)
        people.set_password(session, "ana", "a long password", actor="t", now=make.now)
    fill(0.9)
    ana, ben, eva = seat(), seat("ben"), seat("eva")

    ana.go("/queue")
    ana.page.get_by_label("Name").fill("ana")
    ana.page.get_by_label("Password").fill("a long password")
    ana.press("Enter")
    ana.page.wait_for_url("**/queue")
    ana.keep("queue")
    ana.press("t")
    expect(ana.page.get_by_text("Your decision")).to_be_visible()
    ana.press("2", "j", "x", "n")
    ana.page.keyboard.type("Table 2 says otherwise.")
    expect(ana.page.get_by_text("Draft saved.")).to_be_visible()
    ana.keep("claim")
    ana.press("Control+Enter")
    expect(ana.page.get_by_text("Saved; nothing else waits for you.")).to_be_visible()

    ben.press("t")
    expect(ben.page.get_by_text("Your second opinion")).to_be_visible()
    expect(ben.page.get_by_text("Table 2 says otherwise.")).to_have_count(0)
    ben.keep("second-opinion")
    ben.press("1", "Control+Enter")
    expect(ben.page.get_by_text("Saved; nothing else waits for you.")).to_be_visible()

    eva.press("t")
    expect(eva.page.get_by_text("You settle it")).to_be_visible()
    expect(eva.page.get_by_text("Table 2 says otherwise.")).to_be_visible()
    eva.keep("adjudication")
    eva.press("r")
    eva.page.keyboard.type("Mostly false")
    eva.press("Escape", "2", "Control+Enter")
    expect(eva.page.get_by_text("Saved; nothing else waits for you.")).to_be_visible()
    eva.go("/dashboard")
    eva.keep("dashboard")

    eva.go("/exports")
    eva.keep("exports")
    with eva.page.expect_download() as download:
        eva.page.locator("form[action='/api/export'] button").click()
    (line,) = download.value.path().read_text().splitlines()
    told = json.loads(line)
    assert (told["label"], told["rating"], told["reviewers"]) == ("refuted", "Mostly false", 3)
    with store.reading() as session:
        made = session.scalars(select(DecisionRow).order_by(DecisionRow.id)).all()
        assert [(one.stage, one.label) for one in made] == [
            ("first", "refuted"),
            ("second", "supported"),
            ("adjudication", "refuted"),
        ]
        assert [one["quote"] for one in made[0].evidence] == ["trade came to $582.4 billion in 2024"]
        assert audit.verify(session).problems == ()


def test_what_was_typed_is_there_again_after_a_reload_and_u_takes_a_decision_back(seat, fill):
    fill(0.9)
    ana = seat("ana")
    ana.press("t")
    ana.page.wait_for_url("**/claims/*")
    ana.press("2", "w")
    ana.page.keyboard.type("It cost a million.")
    expect(ana.page.get_by_text("Draft saved.")).to_be_visible()
    ana.page.reload()
    expect(ana.page.get_by_role("radio", name="Refuted")).to_be_checked()
    expect(ana.page.locator("#wording")).to_have_value("It cost a million.")
    ana.press("Control+Enter")
    expect(ana.page.get_by_text("Saved; nothing else waits for you.")).to_be_visible()
    ana.press("u")
    expect(ana.page.get_by_text("Your decision")).to_be_visible()


def test_a_late_save_brings_the_text_back(store, seat, fill, clock, complaints_allowed):
    (claim,) = fill(0.9)
    ana, ben = seat("ana"), seat("ben")
    ana.press("t")
    ana.page.wait_for_url("**/claims/*")
    ana.press("2", "n")
    ana.page.keyboard.type("An hour's work")
    expect(ana.page.get_by_text("Draft saved.")).to_be_visible()
    clock.now += timedelta(minutes=11)
    ben.press("t")
    ben.page.wait_for_url("**/claims/*")
    with complaints_allowed(ana, "409"):
        ana.press("Control+Enter")
        expect(ana.page.get_by_role("alert")).to_contain_text("ben has this claim")
    expect(ana.page.get_by_text("An hour's work")).to_be_visible()
    ana.keep("late-save")
    with store.reading() as session:
        assert session.get(ClaimRow, claim).decisions == []


def test_all_keys_are_shown_by_one_and_esc_leads_back(seat, fill):
    fill(0.9, 0.5)
    ana = seat("ana")
    ana.press("t")
    ana.page.wait_for_url("**/claims/*")
    ana.press("?")
    expect(ana.page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    ana.keep("keys")
    ana.press("2", "Escape")
    expect(ana.page.get_by_role("dialog")).to_have_count(0)
    expect(ana.page.get_by_role("radio", name="Refuted")).not_to_be_checked()
    ana.press("s")
    ana.page.keyboard.type("I know the source")
    ana.press("Enter")
    ana.page.wait_for_url("**/queue*")
    ana.press("t")
    expect(ana.page.get_by_role("heading", name="Claim 1 cost")).to_be_visible()
    ana.press("q")
    ana.page.wait_for_url("**/queue*")
    ana.press("/")
    ana.page.keyboard.type("Claim 0")
    ana.press("Enter")
    expect(ana.page.get_by_role("listitem").filter(has_text="Claim 0 cost")).to_be_visible()
    expect(ana.page.get_by_text("Claim 1 cost")).to_have_count(0)


def test_i_opens_a_piece_of_evidence_in_its_document_and_leads_back(store, seat, make):
    reference = Document(text="The office met. " * 400 + "Trade fell." + " Fish were fewer." * 400)
    document = make.article("Trade rose.")
    verdict = make.verdict(document, "Trade rose.")
    start = reference.text.index("Trade fell.")
    place = {"quote": "Trade fell.", "start": start, "end": start + 11, "sha256": reference.sha256}
    found = verdict.evidence[0]
    verdict = verdict.evolve(evidence=(found.evolve(passage=found.passage.evolve(**place)),))
    with store.writing() as session:
        report = make.report(document, verdict).evolve(references=(reference,))
        add_report(session, report, actor="t", now=make.now)
    ana = seat("ana")
    ana.press("t")
    ana.page.wait_for_url("**/claims/*")
    ana.press("j")
    with ana.page.expect_popup() as opened:
        ana.press("i")
    page = opened.value
    expect(page.locator("mark.asked", has_text="Trade fell.")).to_be_in_viewport()
    page.keyboard.press("i")
    page.wait_for_url("**/claims/1")
    page.close()


def test_an_open_page_keeps_its_claim_however_short_the_lease(store, seat, fill, make):
    fill(0.9)
    with store.writing() as session:
        queues.configure(session, "default", actor="t", now=make.now, lease_seconds=10)
    ana = seat("ana")
    ana.press("t")
    ana.page.wait_for_url("**/claims/*")
    with ana.page.expect_response("**/api/claims/*/lease") as renewal:
        pass
    assert renewal.value.status == 200


def test_claims_of_the_list_are_ticked_and_tagged_by_keys(seat, fill):
    fill(0.9, 0.5)
    ana = seat("ana")
    ana.press("j", "x", "j", "x")
    expect(ana.page.get_by_text("2 selected")).to_be_visible()
    ana.page.locator("#bulk input[name=tag]").fill("budget")
    ana.press("Enter")
    expect(ana.page.locator("a.tag", has_text="budget")).to_have_count(2)


def test_a_claim_is_decided_where_no_script_runs(store, seat, fill):
    (claim,) = fill(0.9)
    ana = seat("ana", java_script_enabled=False)
    ana.page.get_by_role("button", name="Take the next claim").click()
    ana.page.get_by_role("radio", name="Refuted").check()
    ana.page.get_by_role("button", name="Save and go on").click()
    expect(ana.page.get_by_text("Saved; nothing else waits for you.")).to_be_visible()
    with store.reading() as session:
        assert session.get(ClaimRow, claim).decided_label == "refuted"


def test_on_a_phone_nothing_is_cut_off(seat, fill):
    fill(0.9, 0.5)
    ana = seat("ana", viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    ana.keep("phone-queue")
    for path in ("/queue", "/dashboard", "/account", "/claims/1"):
        ana.go(path)
        wide = ana.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
    ana.page.locator("button.jump", has_text="Take this claim").tap()
    ana.page.get_by_role("link", name="Decide").tap()
    ana.page.get_by_role("radio", name="Refuted").tap()
    ana.keep("phone-claim")
    ana.page.get_by_role("button", name="Save and go on").tap()
    expect(ana.page.get_by_text("Saved. Here is the next one.")).to_be_visible()
