import re

import pytest
from starlette.testclient import TestClient

from factdesk.review import leases, people
from factdesk.review.intake import add_report
from factdesk.review.tables import ClaimRow
from factdesk.review.web.app import create_app
from factdesk.review.web.guard import LARGEST_BODY
from factdesk.review.web.pages import router

ATTACK = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'--{{7*7}}"


def test_no_field_of_a_hostile_report_runs_on_any_page(store, browse, make):
    document = make.article(f"{ATTACK} rose.", title=ATTACK, url="javascript:alert(1)")
    verdict = make.verdict(document, ATTACK, evidence=ATTACK, speaker=ATTACK, url="javascript:alert(1)")
    passage = verdict.evidence[0].passage.evolve(title=ATTACK, prefix=ATTACK, suffix=ATTACK, site=ATTACK)
    check = verdict.evidence[0].checks[0].evolve(claim=ATTACK, evidence=ATTACK, explanation=ATTACK)
    evidence = verdict.evidence[0].evolve(passage=passage, checks=(check,))
    claim = verdict.claim.evolve(reasons=(ATTACK,), unresolved=(ATTACK,))
    verdict = verdict.evolve(claim=claim, evidence=(evidence,), explanation=ATTACK)
    with store.writing() as session:
        add_report(session, make.report(document, verdict), actor=ATTACK, now=make.now)
    ana = browse("ana")
    page = ana.post("/next")
    path = page.url.path
    fence = re.search(r'name="fence" value="(\d+)"', page.text)[1]
    pages = [page.text, ana.get("/queue").text, ana.get("/queue", params={"search": ATTACK, "speaker": ATTACK}).text]
    pages.append(ana.post(f"{path}/decide", fence=fence, label=ATTACK[:40], note=ATTACK, rating=ATTACK).text)
    ana.post(
        f"{path}/decide", fence=fence, label="refuted", note=ATTACK, rating=ATTACK, claim_text=ATTACK, quote=ATTACK
    )
    ana.post(f"{path}/comment", text=ATTACK)
    pages += [ana.get(where).text for where in (path, "/queue", "/dashboard", f"/claims/1?done={'<script>'}")]
    for text in pages:
        assert "<script>alert" not in text
        assert "<img" not in text
        assert 'href="javascript' not in text
        assert "49" not in re.findall(r"'--(.*?)[<&]", text)
    assert "&lt;script&gt;" in pages[0]


def test_every_answer_tells_browsers_to_run_and_frame_nothing_else(browse, stranger):
    for answer in (
        browse("ana").get("/queue"),
        stranger.get("/login"),
        stranger.get("/nowhere"),
        stranger.get("/api/claims"),
    ):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


def test_pages_hold_nothing_that_the_policy_forbids(browse, fill):
    (claim,) = fill(0.9)
    ana = browse("ana")
    ana.post("/next")
    for path in ("/queue", f"/claims/{claim}", "/dashboard", "/account"):
        page = ana.get(path).text
        assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", page)
        assert all(
            source.startswith("/static/") for source in re.findall(r'<(?:script|link)[^>]*(?:src|href)="([^"]*)"', page)
        )


def test_no_change_is_made_without_the_forms_secret(store, browse, fill):
    (claim,) = fill(0.9)
    root = browse("root")
    schema = root.get("/api/openapi.json").json()["paths"]
    changes = [(method.upper(), path) for path, item in schema.items() for method in item if method != "get"]
    changes += [("POST", route.path) for route in router.routes if "POST" in route.methods]
    assert len(changes) >= 30
    for method, path in changes:
        if path == "/login":
            continue  # nobody has a secret yet
        # Every number in a path is the claim's; what has a name is the queue's.
        path = re.sub(r"\{(\w+)\}", lambda part: str(claim) if part[1].endswith("_id") else "default", path)
        for sent in ({"data": {"csrf": "guess"}}, {"data": {"fence": 1}}, {"json": {"fence": 1}}, {}):
            answer = root.client.request(method, path, **sent, follow_redirects=False)
            assert answer.status_code == 403, (method, path, sent)
    with store.reading() as session:
        assert session.get(ClaimRow, claim).fence == 0
    assert root.get("/queue").url.path == "/queue"


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_another_sites_page_can_change_nothing_even_with_the_secret(browse, fill, headers):
    fill(0.9)
    ana = browse("ana")
    assert ana.client.post("/next", data={"csrf": ana.csrf}, headers=headers).status_code == 403
    login = {"name": "ana", "password": "x"}
    assert ana.client.post("/login", data=login, headers=headers).status_code == 403


EDITORS = [
    ("POST", "/api/reports", None),
    ("POST", "/api/claims/{claim}/reopen", {"reason": "r"}),
    ("PUT", "/api/claims/{claim}/assigned", {"to": "ana"}),
    ("GET", "/api/export", None),
    ("GET", "/api/claimreview?publisher=p&site=https://s.example", None),
]
ADMINS = [
    ("PUT", "/api/queues/default", {"second_share": 0.0}),
    ("POST", "/api/people", {"name": "x", "password": "a long password", "role": "admin"}),
    ("GET", "/api/audit", None),
]


@pytest.mark.parametrize(
    ("name", "method", "path", "body"),
    [("ana", *one) for one in EDITORS + ADMINS] + [("eva", *one) for one in ADMINS],
)
def test_a_role_does_no_more_than_it_may(browse, fill, name, method, path, body):
    (claim,) = fill(0.9)
    answer = browse(name).api(method, path.format(claim=claim), body)
    assert answer.status_code == 403
    assert f"your role is {'editor' if name == 'eva' else 'reviewer'}" in answer.json()["error"]


def test_nobody_acts_under_anothers_lease_or_sees_anothers_draft(store, team, browse, fill, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        lease = leases.take(session, claim, team["ana"], now=make.now)
    ben, body = browse("ben"), {"fence": lease.fence, "label": "refuted"}
    assert browse("ana").api("PUT", f"/api/claims/{claim}/draft", {"note": "MINE"}).status_code == 204
    assert "MINE" not in ben.get(f"/api/claims/{claim}").text
    for method, path, sent in (
        ("POST", "decisions", body),
        ("PUT", "lease", body),
        ("DELETE", f"lease?fence={lease.fence}", None),
        ("POST", "skip", {**body, "reason": "r"}),
        ("POST", "snooze", {**body, "until": "2026-11-24T00:00:00Z"}),
    ):
        assert ben.api(method, f"/api/claims/{claim}/{path}", sent).status_code == 409
    assert ben.api("POST", f"/api/claims/{claim}/undo").status_code == 403


def test_evidence_of_another_claim_cannot_be_picked(store, team, browse, fill, make):
    one, other = fill(0.9, 0.5)
    ana = browse("ana")
    lease = ana.api("POST", f"/api/claims/{one}/lease").json()
    foreign = ana.get(f"/api/claims/{other}").json()
    body = {"fence": lease["fence"], "label": "refuted", "evidence": [foreign["evidence"][0][0]]}
    assert ana.api("POST", f"/api/claims/{one}/decisions", body).status_code == 404
    body = {"fence": lease["fence"], "label": "refuted", "verdict_id": foreign["verdict_id"]}
    assert ana.api("POST", f"/api/claims/{one}/decisions", body).status_code == 404


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil",
    ],
)
def test_the_login_leads_nowhere_else(store, team, stranger, make, target):
    with store.writing() as session:
        people.set_password(session, "ana", "a long password", actor="t", now=make.now)
    sent = {"name": "ana", "password": "a long password", "next": target}
    answer = stranger.client.post("/login", data=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
    assert "evil" not in stranger.get("/login", params={"next": target}).text


def test_a_login_always_gets_a_new_cookie(store, team, stranger, make):
    with store.writing() as session:
        people.set_password(session, "ana", "a long password", actor="t", now=make.now)
    stranger.client.cookies.set("factdesk", "planted")
    answer = stranger.client.post("/login", data={"name": "ana", "password": "a long password"}, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert "planted" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_behind_https_the_cookie_travels_no_other_way(store, team, make):
    with store.writing() as session:
        people.set_password(session, "ana", "a long password", actor="t", now=make.now)
    client = TestClient(create_app(store, https=True), base_url="https://testserver")
    answer = client.post("/login", data={"name": "ana", "password": "a long password"}, follow_redirects=False)
    assert answer.headers["set-cookie"].startswith("__Host-factdesk=")
    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "\U0010ffff", "\u202e"], ids=ascii)
def test_text_that_no_database_stores_breaks_no_request(browse, fill, text):
    (claim,) = fill(0.9)
    root = browse("root")
    lease = root.api("POST", f"/api/claims/{claim}/lease").json()
    answer = {"fence": lease["fence"], "label": "refuted", "note": text, "rating": text, "claim_text": text}
    sent = [
        root.get("/queue", params={"search": "x" if "\ud800" in text else text, "speaker": "a%00b"}),
        root.get("/api/claims?queue=a%00b&speaker=%ED%A0%80"),
        root.api("POST", f"/api/claims/{claim}/comments", {"text": text}),
        root.api("PUT", f"/api/claims/{claim}/assigned", {"to": text}),
        root.api("PUT", f"/api/claims/{claim}/draft", {"note": text}),
        root.api("POST", f"/api/claims/{claim}/decisions", answer),
        root.api("PUT", "/api/queues/a%00b", {"second_share": 0.5}),
        root.get(f"/claims/{claim}"),
        root.get("/api/export"),
    ]
    assert [one.status_code for one in sent if one.status_code >= 500] == []
    assert root.get("/api/audit").json()["problems"] == []


@pytest.mark.parametrize("path", ["/login", "/api/next"])
def test_a_body_too_large_is_refused_before_it_is_read(browse, path):
    ana = browse("ana")
    announced = ana.client.post(path, content=b"x" * (LARGEST_BODY + 1))
    assert announced.status_code == 413
    streamed = ana.client.post(path, content=(b"x" * 65536 for _ in range(20)))
    assert streamed.status_code == 413
    lied = ana.client.post(path, content=b"x", headers={"Content-Length": "2000000000"})
    assert lied.status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"null", b"{}", b"[" * 5000, b"\xff\xfe", b'{"document": {"text": 1}, "verdicts": []}']
)
def test_what_is_no_report_is_refused_with_a_reason(browse, body):
    eva = browse("eva")
    answer = eva.client.post("/api/reports", content=body, headers={"X-CSRF-Token": eva.csrf})
    assert answer.status_code == 400
    assert "not a report" in answer.json()["error"]


def test_without_a_login_the_one_user_is_served_on_loopback_names_alone(store, fill):
    fill(0.9)
    app = create_app(store, single_user=True)
    client = TestClient(app, base_url="http://127.0.0.1:8000")
    assert "Take the next claim" in client.get("/queue").text
    assert client.post("/next", data={"csrf": "guess"}).status_code == 403
    assert TestClient(app, base_url="http://rebound.example").get("/queue").status_code == 400
