import base64
import hashlib
import hmac
import json
import socket
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from threading import Event, Thread

import pytest

from factdesk.errors import RefusedAddressError, ReviewError
from factdesk.review import courier, decisions, leases, webhooks
from factdesk.review.decisions import Choice
from factdesk.review.tables import Delivery

URL = "https://93.184.215.14/hook"


@pytest.fixture
def decide(store, team, make):
    def decided(claim, label="refuted"):
        with store.writing() as session:
            lease = leases.take(session, claim, team["ana"], now=make.now)
            decisions.decide(session, claim, lease.fence, team["ana"], Choice(label=label), now=make.now)

    return decided


@pytest.fixture
def hook(store, make):
    with store.writing() as session:
        return webhooks.add(session, URL, actor="t", now=make.now)


def waiting(store):
    with store.reading() as session:
        return [(one.event, json.loads(one.body)) for one in session.query(Delivery).order_by(Delivery.id)]


def test_a_decision_is_told_and_its_withdrawal_too(store, team, make, fill, decide, hook):
    (claim,) = fill(0.9)
    decide(claim)
    with store.writing() as session:
        decisions.undo(session, claim, team["ana"], now=make.now)
        decisions.reopen(session, claim, team["eva"], reason="", now=make.now)
    told = waiting(store)
    assert [event for event, _ in told] == ["claim.decided", "claim.reopened"]
    assert told[0][1]["data"]["decision"]["label"] == "refuted"
    assert told[0][1]["data"]["claim"]["id"] == claim
    assert told[1][1]["data"]["decision"] is None


def test_a_decision_that_is_not_saved_tells_nothing(store, team, make, fill, hook):
    (claim,) = fill(0.9)
    with store.writing() as session:
        lease = leases.take(session, claim, team["ana"], now=make.now)
        decisions.decide(session, claim, lease.fence, team["ana"], Choice(label="refuted"), now=make.now)
        session.rollback()
    assert waiting(store) == []


def test_a_message_carries_a_signature_that_its_receiver_can_check(store, make, fill, decide, hook):
    decide(fill(0.9)[0])
    sent = []
    assert courier.deliver_one(store, now=make.now, send=lambda *message: sent.append(message) or 204)
    ((url, body, headers),) = sent
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    seal = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert url == URL
    assert headers["webhook-signature"] == f"v1,{seal}"
    assert not courier.deliver_one(store, now=make.now + timedelta(days=9), send=lambda *_: 204)


def test_a_failure_is_tried_again_ever_later_and_given_up(store, make, fill, decide, hook):
    decide(fill(0.9)[0])
    now, moments = make.now, []
    while courier.deliver_one(store, now=now, send=lambda *_: 503):
        moments.append(now)
        with store.reading() as session:
            due = session.get_one(Delivery, 1).due_at
        if due is None:
            break
        assert not courier.deliver_one(store, now=due - timedelta(seconds=1), send=lambda *_: 503)
        now = due
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert tuple(gaps) == courier.WAITS
    with store.reading() as session:
        last = session.get_one(Delivery, 1)
        assert (last.due_at, last.delivered_at, last.problem) == (None, None, "answered 503")


def test_a_sender_that_died_leaves_its_message_to_the_next(store, make, fill, decide, hook):
    decide(fill(0.9)[0])

    def killed(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        courier.deliver_one(store, now=make.now, send=killed)
    assert not courier.deliver_one(store, now=make.now, send=lambda *_: 200)
    assert courier.deliver_one(store, now=make.now + timedelta(minutes=3), send=lambda *_: 200)


def test_a_removed_webhook_is_told_nothing_more(store, make, fill, decide, hook):
    first, second = fill(0.9, 0.8)
    decide(first)
    with store.writing() as session:
        webhooks.remove(session, hook.id, actor="t", now=make.now)
    decide(second)
    assert len(waiting(store)) == 1
    assert not courier.deliver_one(store, now=make.now, send=lambda *_: 200)


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://x.example/", "https://", "https://user:pw@x.example/", "//x.example", "https://[::1", "https://x y/"),
        *("http://localhost/", "http://127.0.0.1/", "http://10.0.0.8/", "http://169.254.169.254/latest/meta-data"),
        *("http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://[fd00::1]/", "http://[64:ff9b::a00:1]/"),
    ],
)
def test_an_address_that_may_not_be_told_is_refused_when_it_is_added(store, make, url):
    with store.writing() as session, pytest.raises(ReviewError, match="wanted"):
        webhooks.add(session, url, actor="t", now=make.now)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.1",
            "224.0.0.1",
        ),
        *("::1", "fe80::1", "fd00::1", "::ffff:192.168.0.1", "2002:0a00:0001::", "64:ff9b:1::a00:1"),
    ],
)
def test_a_name_that_leads_into_a_private_network_is_not_connected_to(monkeypatch, address):
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 80))
    private = (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [public, private])
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was connected to"))
    with pytest.raises(RefusedAddressError, match="public web"):
        courier.send("http://harmless.example/", b"{}", {})


@pytest.fixture
def receiver():
    """A server on this machine that keeps what it is sent, and redirects /elsewhere to /target."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            got.append((self.path, self.headers["host"], body))
            self.send_response(302 if self.path == "/elsewhere" else 204)
            self.send_header("location", "/target")
            self.end_headers()

        do_GET = do_POST  # noqa: N815 - the name that the server calls

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", got
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_message_arrives_and_a_redirect_is_a_failure_and_never_followed(receiver):
    base, got = receiver
    assert courier.send(f"{base}/hook?a=1", b"{}", {"x": "y"}, allowed=lambda _: True) == 204
    assert courier.send(f"{base}/elsewhere", b"{}", {}, allowed=lambda _: True) == 302
    assert got == [("/hook?a=1", base[7:], b"{}"), ("/elsewhere", base[7:], b"{}")]


def test_messages_are_sent_while_the_server_runs(store, make, fill, decide, hook, monkeypatch):
    decide(fill(0.9)[0])
    arrived = Event()
    monkeypatch.setattr(courier, "deliver_one", lambda store, *, now: arrived.set() or len(waiting(store)) == 0)
    with courier.delivering(store):
        assert arrived.wait(20)


def test_only_admins_manage_webhooks(browse):
    eva, root = browse("eva"), browse("root")
    assert eva.api("POST", "/api/webhooks", {"url": URL}).status_code == 403
    assert eva.get("/api/webhooks").status_code == 403
    made = root.api("POST", "/api/webhooks", {"url": URL})
    assert (made.status_code, made.json()["secret"][:6]) == (201, "whsec_")
    (told,) = root.get("/api/webhooks").json()
    assert told["secret"] is None
    assert root.get(f"/api/webhooks/{told['id']}/deliveries").json() == []
    assert root.api("DELETE", f"/api/webhooks/{told['id']}").status_code == 204
    assert root.api("DELETE", f"/api/webhooks/{told['id']}").status_code == 404
    assert root.api("POST", "/api/webhooks", {"url": "http://127.0.0.1/"}).status_code == 400
