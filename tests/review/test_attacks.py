"""What somebody with a login, or without one, might try; read from the routes, so that a new one is tried too."""

import asyncio
import re
import socket

import pytest
from lxml import html
from sqlalchemy import func, select
from starlette.testclient import TestClient

from factdesk.errors import ReviewError
from factdesk.review import courier, people, queues
from factdesk.review.tables import ClaimRow, Login, User
from factdesk.review.web.guard import LARGEST_REPORT, Guard
from factdesk.review.web.pages import router

PAYLOAD = "\"'><img src=x onerror=a()>"

EDITORS = {
    ("POST", "/api/reports"),
    ("POST", "/api/claims/{claim_id}/reopen"),
    ("POST", "/api/claims/{claim_id}/keep"),
    ("PUT", "/api/claims/{claim_id}/assigned"),
    ("GET", "/api/export"),
    ("GET", "/api/claimreview"),
    ("GET", "/api/feeds/claimreview.json"),
    ("GET", "/api/feeds/decisions.atom"),
}
ADMINS = {
    ("PUT", "/api/queues/{name}"),
    ("GET", "/api/people"),
    ("POST", "/api/people"),
    ("GET", "/api/audit"),
    ("GET", "/api/webhooks"),
    ("POST", "/api/webhooks"),
    ("DELETE", "/api/webhooks/{hook_id}"),
    ("GET", "/api/webhooks/{hook_id}/deliveries"),
}
#: what each of them wants to be let in at all
BODIES = {
    "/api/claims/{claim_id}/reopen": {"reason": "r"},
    "/api/claims/{claim_id}/assigned": {"to": "ana"},
    "/api/people": {"name": "x", "password": "a long password", "role": "admin"},
    "/api/queues/{name}": {"second_share": 0.0},
    "/api/webhooks": {"url": "https://93.184.215.14/"},
}
PUBLISHED = {"publisher": "p", "site": "https://s.example"}


def operations(browser):
    paths = browser.get("/api/openapi.json").json()["paths"]
    return [(method.upper(), path, item[method]) for path, item in paths.items() for method in item]


def filled(path, claim=1):
    """Put a number, or the queue's name, where a path leaves them open."""
    return re.sub(r"\{(\w+)\}", lambda part: str(claim) if part[1].endswith("_id") else "default", path)


def test_without_a_login_nothing_is_answered(stranger, fill):
    fill(0.9)
    for method, path, _ in operations(stranger):
        answer = stranger.client.request(method, filled(path), json={})
        assert answer.status_code == 401, (method, path)
    for route in router.routes:
        if route.path in ("/login", "/"):
            continue
        for method in route.methods:
            answer = stranger.client.request(method, filled(route.path), follow_redirects=False)
            assert answer.status_code == 303, (method, route.path)
            assert answer.headers["location"].startswith("/login?next=")


@pytest.mark.parametrize(("name", "kept_out"), [("ana", EDITORS | ADMINS), ("eva", ADMINS)], ids=["reviewer", "editor"])
def test_a_role_is_kept_out_of_what_is_above_it_and_of_nothing_else(browse, fill, name, kept_out):
    fill(0.9)
    browser = browse(name)
    refused = set()
    for method, path, _ in operations(browser):
        body = BODIES.get(path, {})
        sent = {"params": PUBLISHED} if method == "GET" else {"body": body}
        answer = browser.api(method, filled(path), **sent)
        if answer.status_code == 403 and "your role is" in answer.json()["error"]:
            refused.add((method, path))
    assert refused == kept_out


def test_what_is_somebody_elses_is_neither_seen_nor_removed(browse):
    ana, ben = browse("ana"), browse("ben")
    view = ana.api("POST", "/api/views", {"name": "Mine alone", "filters": {}}).json()
    assert "Mine alone" not in ben.get("/api/views").text
    assert "Mine alone" not in ben.get("/queue").text
    assert ben.api("DELETE", f"/api/views/{view['id']}").status_code in (403, 404)
    ben.post(f"/views/{view['id']}/remove")
    assert "Mine alone" in ana.get("/api/views").text


def test_who_is_disabled_is_out_at_once_by_cookie_and_token(store, browse, stranger, make):
    ana = browse("ana")
    with store.writing() as session:
        token = people.add_token(session, "ana", "nightly", actor="t", now=make.now)
        people.disable(session, "ana", actor="t", now=make.now)
    assert ana.get("/api/claims").status_code == 401
    assert stranger.get("/api/claims", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_who_is_enabled_again_is_in_with_the_password_and_the_tokens_of_before(store, team, stranger, make):
    known = "twelve green chairs"
    with store.writing() as session:
        people.set_password(session, "ana", known, actor="t", now=make.now)
        token = people.add_token(session, "ana", "nightly", actor="t", now=make.now)
        people.disable(session, "ana", actor="t", now=make.now)
    with store.writing() as session:
        assert people.log_in(session, "ana", known, address="here", now=make.now) is None
        people.enable(session, "ana", actor="t", now=make.now)
        assert people.log_in(session, "ana", known, address="here", now=make.now).name == "ana"
    assert stranger.get("/api/claims", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_another_role_holds_from_the_next_request_on(store, browse, make):
    ben = browse("ben")
    assert ben.get("/settings").status_code == 403
    with store.writing() as session:
        people.set_role(session, "ben", "admin", actor="t", now=make.now)
    assert ben.get("/settings").status_code == 200
    with (
        pytest.raises(ReviewError, match="'chief' is no role; wanted one of reviewer, editor, admin"),
        store.writing() as session,
    ):
        people.set_role(session, "ben", "chief", actor="t", now=make.now)


def hostile_parts(page):
    tree = html.fromstring(page)
    found = tree.xpath("//script[not(@src)] | //img | //iframe | //object | //embed | //style | //base")
    found += tree.xpath("//@*[starts-with(name(), 'on')] | //@style | //@srcdoc")
    return found + [
        link for link in tree.xpath("//@href | //@src | //@action") if not re.match(r"(/(?!/)|#|https?:)", link)
    ]


def test_nothing_that_the_team_types_becomes_part_of_a_page(store, team, browse, stranger, make, fill):
    with store.writing() as session:
        team[PAYLOAD] = people.add_user(session, PAYLOAD, password=None, role="admin", actor=PAYLOAD, now=make.now)
        queues.queue_named(session, PAYLOAD, create=True)
    first, second = fill(0.9, 0.8, queue=PAYLOAD)
    mallory, eva = browse(PAYLOAD), browse("eva")

    def turn(claim):
        return mallory.api("POST", f"/api/claims/{claim}/lease").json()["fence"]

    did = [
        mallory.api("PUT", f"/api/claims/{first}/draft", {"note": PAYLOAD, "rating": PAYLOAD, "url": PAYLOAD}),
        mallory.api("POST", f"/api/claims/{first}/skip", {"fence": turn(first), "reason": PAYLOAD}),
        mallory.api("POST", f"/api/claims/{first}/comments", {"text": PAYLOAD}),
        mallory.api("POST", f"/api/claims/{first}/tags", {"add": [PAYLOAD]}),
        mallory.api("POST", "/api/views", {"name": PAYLOAD, "filters": {"search": PAYLOAD}, "shared": True}),
        mallory.api("PUT", f"/api/claims/{second}/assigned", {"to": PAYLOAD}),
        mallory.api(
            "POST",
            f"/api/claims/{second}/decisions",
            {
                **{"fence": turn(second), "label": "refuted", "note": PAYLOAD, "rating": PAYLOAD},
                **{"claim_text": PAYLOAD, "quote": PAYLOAD, "url": f"https://x.example/{PAYLOAD.replace(' ', '/')}"},
            },
        ),
    ]
    assert [answer.status_code for answer in did if answer.status_code >= 300] == []
    queries = {"search": PAYLOAD, "speaker": PAYLOAD, "tag": PAYLOAD, "queue": PAYLOAD, "reviewer": PAYLOAD}
    seen = [eva.get(path, params=queries) for path in ("/queue", "/dashboard")]
    seen += [one.get(filled(route.path, claim)) for one in (mallory, eva) for claim in (first, second)
             for route in router.routes if "GET" in route.methods]  # fmt: skip
    seen += [eva.get("/queue", params={name: PAYLOAD}) for name in ("page", "status", "order", PAYLOAD, "done")]
    seen.append(eva.post("/queue", action=PAYLOAD, claim=PAYLOAD, asked=f"search={PAYLOAD}&status={PAYLOAD}"))
    seen.append(stranger.client.post("/login", data={"name": PAYLOAD, "password": PAYLOAD, "next": PAYLOAD}))
    seen.append(stranger.get("/login", params={"next": PAYLOAD}))
    pages = [answer for answer in seen if answer.headers["content-type"].startswith("text/html")]
    assert len(pages) > 15
    assert sum("&lt;img" in page.text for page in pages) > 10
    for page in pages:
        assert hostile_parts(page.text) == [], page.url


INJECTIONS = ["x' OR '1'='1", "x'; DELETE FROM claims; UPDATE users SET role = 'admin'; --"]


@pytest.mark.parametrize("words", INJECTIONS)
def test_a_parameter_is_a_value_and_never_sql(store, browse, fill, words):
    fill(0.9, 0.8)
    root = browse("root")
    everything = root.get("/api/claims").json()
    assert len(everything["claims"]) == 2
    for method, path, operation in operations(root):
        if method != "GET":
            continue
        texts = [one for one in operation.get("parameters", []) if "integer" not in str(one["schema"])]
        for one in texts:
            query = {**PUBLISHED, one["name"]: words}
            answer = root.get(filled(path).replace("default", words), params=query)
            assert answer.status_code < 500, (path, one["name"])
            if path == "/api/claims" and answer.status_code == 200:
                assert answer.json()["claims"] == [], one["name"]
    for body in ({"fence": words}, {"to": words}, {"add": [words]}, {"name": words, "filters": {"search": words}}):
        for method, path, _ in operations(root):
            if method != "GET":
                assert root.api(method, filled(path), body).status_code < 500, (method, path)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(ClaimRow)) == 2
        assert session.scalar(select(func.count()).select_from(User)) == 5


def test_every_answer_leads_to_a_page_of_ours(browse, fill):
    (claim,) = fill(0.9)
    root, evil = browse("root"), "//evil.example"
    fields = dict.fromkeys(("next", "asked", "queue", "name", "to", "add", "reason", "text", "done", "url"), evil)
    led = 0
    for route in router.routes:
        for method in route.methods & {"GET", "POST"}:
            if route.path == "/logout":
                continue
            sent = {"csrf": root.csrf, "fence": "1", "hours": "1", **fields}
            options = {"params": fields} if method == "GET" else {"data": sent}
            answer = root.client.request(method, filled(route.path, claim), follow_redirects=False, **options)
            if location := answer.headers.get("location"):
                led += 1
                assert re.match(r"/(?![/\\])", location), (method, route.path, location)
    assert led > 3


def test_a_planted_cookie_is_worth_nothing_after_the_login(store, team, stranger, make):
    with store.writing() as session:
        people.set_password(session, "ana", "a long password", actor="t", now=make.now)
        people.set_password(session, "ben", "a long password", actor="t", now=make.now)
        planted = people.open_session(session, team["ben"], now=make.now)
    victim = stranger.client
    victim.cookies.set("factdesk", planted)
    victim.post("/login", data={"name": "ana", "password": "a long password"}, follow_redirects=False)
    with store.reading() as session:
        owners = session.scalars(select(User.name).join(Login, Login.user_id == User.id)).all()
    assert sorted(owners) in (["ana"], ["ana", "ben"])
    attacker = TestClient(victim.app, cookies={"factdesk": planted})
    assert ">ana<" not in attacker.get("/account").text


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "not-announced"])
def test_of_200_megabytes_no_more_is_read_than_a_report_may_have(announced):
    chunk, size, read, answers = bytes(1 << 20), 200, 0, []

    async def receive():
        nonlocal read
        read += 1
        return {"type": "http.request", "body": chunk, "more_body": read < size}

    async def send(message):
        answers.append(message)

    async def never(*_):
        pytest.fail("it was let through")

    headers = [(b"content-length", str(size << 20).encode())] if announced else []
    scope = {"type": "http", "path": "/api/reports", "method": "POST", "headers": headers}
    asyncio.run(Guard(never)(scope, receive, send))
    assert answers[0]["status"] == 413
    assert read <= (0 if announced else LARGEST_REPORT // len(chunk) + 1)


def test_a_name_that_changes_its_address_is_connected_to_where_it_was_looked_at(monkeypatch):
    answers = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1"])
    connected = []

    def resolve(host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address, **_):
        connected.append(address)
        raise OSError("unreachable")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(OSError, match="unreachable"):
        courier.send("http://rebound.example/", b"{}", {})
    assert connected == [("93.184.215.14", 80)]
