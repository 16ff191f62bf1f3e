import re
from datetime import timedelta

import pytest

from factdesk.records import Stance
from factdesk.review import people, queues
from factdesk.review.intake import add_report
from factdesk.review.tables import ClaimRow

FENCE = re.compile(r'name="fence" value="(\d+)"')


def fence_of(answer):
    return FENCE.search(answer.text)[1]


def test_a_reviewer_takes_decides_and_comes_to_the_next_claim(store, browse, fill):
    high, low = fill(0.9, 0.5)
    ana = browse("ana")
    taken = ana.post("/next")
    assert taken.url.path == f"/claims/{high}"
    assert "Your decision" in taken.text
    after = ana.post(f"/claims/{high}/decide", fence=fence_of(taken), label="refuted", note="See table 2.")
    assert after.url.path == f"/claims/{low}"
    assert "Saved." in after.text
    with store.reading() as session:
        claim = session.get(ClaimRow, high)
        assert (claim.decided_label, claim.decisions[0].note) == ("refuted", "See table 2.")


def test_the_last_decision_leads_back_to_a_queue_that_says_it_is_empty(browse, fill):
    (claim,) = fill(0.9)
    ana = browse("ana")
    taken = ana.post("/next")
    after = ana.post(f"/claims/{claim}/decide", fence=fence_of(taken), label="supported")
    assert after.url.path == "/queue"
    assert "nothing else waits" in after.text
    assert "Nothing waits for you" in ana.post("/next").text


def test_the_claim_is_marked_in_its_article_and_the_evidence_in_its_surroundings(browse, fill):
    (claim,) = fill(0.9)
    page = browse("ana").get(f"/claims/{claim}").text
    assert '<span id="quote"><mark>Claim 0 cost $1 million.</mark></span>' in page
    assert "<mark>trade came to $582.4 billion in 2024</mark>" in page
    assert "The numbers agree." in page
    assert "90% worth checking" in page


def test_an_ellipsis_says_where_the_text_around_a_piece_of_evidence_goes_on(store, browse, make):
    document = make.article("Trade fell to $100 billion.")
    plain = make.verdict(document, "Trade fell to $100 billion.")
    cut = plain.evidence[0].passage.evolve(prefix="Ships left. ", start=300, end=336, suffix=" Rain fell.")
    judged = plain.evolve(evidence=(plain.evidence[0].evolve(passage=cut),))
    with store.writing() as session:
        add_report(session, make.report(document, judged), actor="test", now=make.now)
    page = browse("ana").get("/claims/1").text
    assert '<span class="around">… Ships left. </span><mark>' in page
    assert '<span class="around"> Rain fell. …</span>' in page


def test_what_the_checks_left_of_the_model_and_how_sides_were_weighed_is_told(store, browse, make):
    document = make.article("Trade fell to $100 billion.")
    plain = make.verdict(document, "Trade fell to $100 billion.", "refuted")
    left = Stance(supports=0.0, refutes=0.9, nei=0.1)
    judged = plain.evidence[0].evolve(counted=left, because="The comparison decided.")
    told = plain.evolve(evidence=(judged,), weighed="One side alone: 90% against.")
    with store.writing() as session:
        add_report(session, make.report(document, told), actor="test", now=make.now)
    page = browse("ana").get("/claims/1").text
    for said in ("After the checks:", "The comparison decided.", "refutes 90%", "One side alone: 90% against."):
        assert said in page


def test_a_late_save_is_refused_and_everything_typed_comes_back(store, browse, fill, clock):
    (claim,) = fill(0.9)
    ana, ben = browse("ana"), browse("ben")
    fence = fence_of(ana.post("/next"))
    clock.now += timedelta(minutes=11)
    ben.post("/next")
    late = ana.post(
        f"/claims/{claim}/decide", fence=fence, label="refuted", note="An hour's work", rating="Mostly false"
    )
    assert late.status_code == 409
    assert "ben has this claim" in late.text
    assert "An hour&#39;s work" in late.text
    assert "Mostly false" in late.text
    with store.reading() as session:
        assert session.get(ClaimRow, claim).decisions == []


def test_a_late_save_fills_the_form_again_when_the_claim_is_free(browse, fill, clock):
    (claim,) = fill(0.9)
    ana = browse("ana")
    fence = fence_of(ana.post("/next"))
    clock.now += timedelta(minutes=11)
    assert ana.post(f"/claims/{claim}/decide", fence=fence, label="refuted", note="Long note").status_code == 409
    again = ana.post(f"/claims/{claim}/take")
    assert re.search(r"<textarea name=\"note\"[^>]*>Long note</textarea>", again.text)
    assert re.search(r'value="refuted" required checked', again.text)


def test_undo_gives_the_claim_back_to_who_decided_it(browse, fill):
    (claim,) = fill(0.9)
    ana = browse("ana")
    ana.post(f"/claims/{claim}/decide", fence=fence_of(ana.post("/next")), label="refuted")
    assert "Your decision" in ana.post(f"/claims/{claim}/undo").text


def test_evidence_is_picked_and_pasted(store, browse, fill):
    (claim,) = fill(0.9)
    ana = browse("ana")
    page = ana.post("/next")
    picked = re.search(r'name="evidence" value="(\d+)"', page.text)[1]
    ana.post(
        f"/claims/{claim}/decide",
        fence=fence_of(page),
        label="supported",
        evidence=[picked],
        quote="Another source.",
        url="https://other.example/",
    )
    with store.reading() as session:
        evidence = session.get(ClaimRow, claim).decisions[0].evidence
    assert [item["quote"] for item in evidence] == ["trade came to $582.4 billion in 2024", "Another source."]


def test_the_second_reviewer_sees_nothing_of_the_first(store, browse, fill, make):
    with store.writing() as session:
        queues.configure(session, "default", actor="t", now=make.now, second_share=1.0)
    (claim,) = fill(0.9)
    ana, ben, eva = browse("ana"), browse("ben"), browse("eva")
    fence = fence_of(ana.post("/next"))
    ana.post(f"/claims/{claim}/decide", fence=fence, label="refuted", note="SECRET-NOTE", rating="SECRET-RATING")
    for other in (ben, eva):
        for path in (f"/claims/{claim}", f"/api/claims/{claim}", "/queue", "/api/claims", "/dashboard", "/api/figures"):
            answer = other.get(path)
            assert answer.status_code == 200
            assert "SECRET" not in answer.text
        assert '"decisions":[]' in other.get(f"/api/claims/{claim}").text
    assert "SECRET-NOTE" in ana.get(f"/claims/{claim}").text
    page = ben.post("/next")
    assert "Your second opinion" in page.text
    assert "SECRET" not in page.text
    ben.post(f"/claims/{claim}/decide", fence=fence_of(page), label="supported", note="BEN-NOTE")
    settled = eva.post("/next").text
    assert "You settle it" in settled
    assert "SECRET-NOTE" in settled
    assert "BEN-NOTE" in settled
    assert "BEN-NOTE" not in ana.get(f"/claims/{claim}").text


def test_skip_snooze_release_assign_reopen_and_comment_work_from_the_page(store, browse, fill):
    (claim,) = fill(0.9)
    ana, eva = browse("ana"), browse("eva")
    ana.post(f"/claims/{claim}/skip", fence=fence_of(ana.post("/next")), reason="I know the source")
    assert "I know the source" in eva.get(f"/claims/{claim}").text
    ana.post(f"/claims/{claim}/release", fence=fence_of(ana.post("/next")))
    eva.post(f"/claims/{claim}/assign", to="ana")
    assert "assigned to ana" in browse("ben").get(f"/claims/{claim}").text
    ana.post(f"/claims/{claim}/decide", fence=fence_of(ana.post("/next")), label="refuted")
    assert "Take this claim" in eva.post(f"/claims/{claim}/reopen", reason="new figures").text
    assert "See the minutes" in ana.post(f"/claims/{claim}/comment", text="See the minutes").text
    ana.post(f"/claims/{claim}/snooze", fence=fence_of(ana.post("/next")), hours="24")
    assert "asleep until" in ana.get("/queue").text


def test_the_list_is_filtered_and_searched(store, browse, make):
    document = make.article("Trade rose sharply.", "Prices fell.")
    verdicts = [
        make.verdict(document, "Trade rose sharply.", speaker="Ann Lee"),
        make.verdict(document, "Prices fell.", "refuted", confidence=0.3),
    ]
    with store.writing() as session:
        add_report(session, make.report(document, *verdicts), actor="t", now=make.now)
    ana = browse("ana")

    def shown(query):
        page = ana.get(f"/queue?{query}")
        assert page.status_code == 200
        return [text for text in ("Trade rose sharply.", "Prices fell.") if f'dir="auto">{text}</a>' in page.text]

    assert len(shown("")) == 2
    assert shown("search=rising+trade") == []
    assert shown("search=trades") == ["Trade rose sharply.", "Prices fell."]  # both are of the article "Trade talks"
    assert shown("search=price") == ["Prices fell."]
    assert shown("search=lee") == ["Trade rose sharply."]
    assert shown("label=refuted") == ["Prices fell."]
    assert shown("speaker=Ann+Lee") == ["Trade rose sharply."]
    assert shown("confidence_to=0.5") == ["Prices fell."]
    assert shown("added_from=2026-11-24") == []
    assert shown("added_to=2026-11-23&status=open&kind=quantity") == ["Trade rose sharply.", "Prices fell."]
    assert shown("reviewer=ana") == []
    assert shown("assigned=ana") == []
    assert shown("changed=true") == []


@pytest.mark.parametrize("query", ["page=0", "status=nonsense", "added_from=soon", "nosuch=1", "confidence_from=nan"])
def test_a_filter_that_cannot_be_read_is_told_and_lists_all(browse, fill, query):
    fill(0.9)
    page = browse("ana").get(f"/queue?{query}")
    assert page.status_code == 200
    assert "All claims are listed" in page.text


@pytest.mark.parametrize(
    "words", ['"', "NEAR(", "a AND", "*", "col:x", "'; DROP TABLE claims; --", "%", "\\", "🙂", "-a"]
)
def test_a_search_is_words_and_never_a_query(browse, fill, words):
    fill(0.9)
    ana = browse("ana")
    assert ana.get("/queue", params={"search": words}).status_code == 200
    assert "Claim 0" in ana.get("/queue").text


def test_the_dashboard_draws_what_was_decided(browse, fill):
    claims = fill(0.9, 0.8)
    ana = browse("ana")
    empty = ana.get("/dashboard").text
    assert "Nothing is decided yet" in empty
    assert re.search(r"less than a day</th>.*?<td>2</td>", empty)
    for label in ("supported", "refuted"):
        page = ana.post("/next")
        ana.post(f"{page.url.path}/decide", fence=fence_of(page), label=label)
    page = ana.get("/dashboard").text
    assert "right 1 of 2" in page
    assert len(claims) == 2
    assert ">2</text>" in page


def test_the_dashboard_tells_of_each_speaker_and_source_how_often_the_model_was_right(store, browse, make):
    texts = {"Trade rose.": "supported", "Prices fell.": "supported", "Rain came.": "not_enough_evidence"}
    document = make.article(*texts).evolve(site="news.example")
    verdicts = [make.verdict(document, text, label, speaker="Ann Lee") for text, label in texts.items()]
    verdicts[1] = verdicts[1].evolve(label="conflicting", reason="conflicting_evidence")
    with store.writing() as session:
        add_report(session, make.report(document, *verdicts), actor="t", now=make.now)
    ana = browse("ana")
    for claim, label in (("1", "supported"), ("2", "refuted"), ("3", "not_checkable")):
        page = ana.post(f"/claims/{claim}/take")
        ana.post(f"/claims/{claim}/decide", fence=fence_of(page), label=label)
    page = ana.get("/dashboard").text
    for of in ("Ann Lee", "news.example"):
        assert f"<bdi>{of}</bdi></th><td>3</td><td>1</td><td>50%</td>" in page
    # Where evidence conflicts the model did judge.
    assert "no evidence</th><td>1</td>" in page
    assert "conflicting evidence</th>" not in page


def test_the_dashboard_counts_no_abstention_that_a_newer_verdict_has_answered(store, browse, make):
    document = make.article("Rain came.", "Snow fell.")
    snow = make.verdict(document, "Snow fell.", "not_enough_evidence")
    for version, label in (("1", "not_enough_evidence"), ("2", "supported")):
        report = make.report(document, make.verdict(document, "Rain came.", label), snow, version=version)
        with store.writing() as session:
            add_report(session, report, actor="t", now=make.now)
    assert browse("ana").get("/api/figures").json()["abstentions"] == [["no_evidence", 1]]


def test_who_settles_a_dispute_reads_both_sides_before_the_evidence(store, browse, fill, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        queues.configure(session, "default", actor="t", now=make.now, second_share=1.0)
    for name, label in (("ana", "supported"), ("ben", "refuted")):
        one = browse(name)
        one.post(f"/claims/{claim}/decide", fence=fence_of(one.post("/next")), label=label, note=f"{name} says why.")
    page = browse("eva").post("/next").text
    assert page.index("ana says why.") < page.index("ben says why.") < page.index('id="evidence-title"')


def test_the_api_tells_why_a_claim_comes_when_it_does_and_who_skipped_it(browse, fill):
    (claim,) = fill(0.9)
    ana = browse("ana")
    ana.post(f"/claims/{claim}/skip", fence=fence_of(ana.post("/next")), reason="I know the source")
    told = ana.get(f"/api/claims/{claim}").json()
    assert told["priority"].startswith("Priority 0.18: 90% worth checking")
    assert told["skips"] == [{"reviewer": "ana", "reason": "I know the source"}]


@pytest.mark.parametrize(
    ("deed", "sent", "told"),
    [
        ("skip", {"reason": "I know the source"}, "Left to the others."),
        ("snooze", {"hours": 1}, "Put aside."),
        ("release", {}, "Given back."),
    ],
)
def test_a_claim_that_is_let_go_is_told_of_in_the_list(browse, fill, deed, sent, told):
    (claim,) = fill(0.9)
    ana = browse("ana")
    fence = fence_of(ana.post("/next"))
    assert told in ana.post(f"/claims/{claim}/{deed}", fence=fence, **sent).text


def test_admins_add_people_who_can_then_log_in(browse, stranger):
    root = browse("root")
    assert "can log in now" in root.post("/people", name="zoe", password="a long password", role="reviewer").text
    assert "no role" in root.post("/people", name="yan", password="a long password", role="owner").text
    assert "10 to" in root.post("/people", name="xia", password="short", role="reviewer").text
    page = stranger.client.post("/login", data={"name": "zoe", "password": "a long password", "next": "/dashboard"})
    assert page.url.path == "/dashboard"


def test_a_changed_password_ends_other_sessions_and_not_this_one(store, browse, team, make):
    with store.writing() as session:
        people.set_password(session, "ana", "the old password", actor="t", now=make.now)
    here, elsewhere = browse("ana"), browse("ana")
    wrong = here.post("/account/password", old="no such password", new="the new password")
    assert "not your password" in wrong.text
    told = here.post("/account/password", old="the old password", new="the new password")
    assert "Your password is changed." in told.text
    assert here.get("/queue").url.path == "/queue"
    assert elsewhere.get("/queue").url.path == "/login"


def test_logging_out_ends_the_session_on_the_server(browse):
    ana = browse("ana")
    cookie = ana.client.cookies["factdesk"]
    ana.post("/logout")
    ana.client.cookies.set("factdesk", cookie)
    assert ana.get("/queue").url.path == "/login"


def test_the_server_says_that_it_is_well(stranger):
    assert stranger.get("/healthz").text == "ok"
    assert stranger.get("/static/desk.css").status_code == 200


@pytest.mark.parametrize("path", ["/claims/999999", "/claims/x", "/nowhere"])
def test_a_page_that_is_not_there_says_so_in_the_same_style(browse, path):
    answer = browse("ana").get(path)
    assert answer.status_code in (404, 422)
    assert "Back to the queue" in answer.text


def test_ticked_claims_are_tagged_from_the_list_and_found_by_it(browse, fill):
    high, low = fill(0.9, 0.5)
    ana = browse("ana")
    page = ana.client.post(
        "/queue", data={"csrf": ana.csrf, "claim": [high, low], "action": "tag", "tag": "Trade", "asked": "status=open"}
    )
    assert "Done to 2 claims" in page.text
    assert page.url.params["status"] == "open"
    assert page.text.count('class="tag"') == 2
    ana.post(f"/claims/{low}/tag", remove="trade", add="eu")
    assert "Claim 1" not in ana.get("/queue?tag=trade").text


def test_what_a_ticked_claim_refuses_is_told_beside_the_same_list(browse, fill):
    high, low = fill(0.9, 0.5)
    ana = browse("ana")
    browse("ben").post("/next")
    page = ana.client.post(
        "/queue", data={"csrf": ana.csrf, "claim": [high, low], "action": "skip", "reason": "x", "asked": "status=open"}
    )
    assert "Done to 1 of 2" in page.text
    assert "ben has this claim" in page.text
    assert "Tick some claims" in ana.post("/queue", action="skip", reason="x").text
    assert "wanted from" not in ana.post("/queue", action="nonsense", claim=high).text
    assert ana.post("/queue", action="snooze", hours="٣", claim=low).status_code == 200


def test_a_saved_view_is_a_link_above_the_list(browse, fill):
    fill(0.9)
    ana, eva = browse("ana"), browse("eva")
    page = ana.post("/views", name="To do", asked="status=open&label=refuted")
    assert 'href="/queue?status=open&amp;label=refuted" aria-current="page" dir="auto">To do</a>' in page.text
    assert "Only editors share" in ana.post("/views", name="All", asked="status=open", shared="true").text
    shared = eva.post("/views", name="Ours", asked="status=disputed", shared="true")
    number = re.search(r"/views/(\d+)/remove", shared.text)[1]
    assert "Ours" in ana.get("/queue").text
    eva.post(f"/views/{number}/remove")
    assert "Ours" not in ana.get("/queue").text
