"""How fast the review queue answers when it is full.

    python benchmarks/review.py [--items 100000] [--queue postgresql://...] [--json]

Fills a queue with claims made up here, serves it with ``factdesk review serve`` and asks it over HTTP, one request
after the other: milliseconds, median, 95th percentile and the slowest. The queue is a new SQLite file, or a new schema
of the PostgreSQL database named, which is dropped again.
"""

import argparse
import json
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from itertools import accumulate
from typing import Any
from urllib.parse import urlencode

from reviewers import a_new_place
from sqlalchemy import create_engine, insert, text

from factdesk.records import Claim, Document, Evidence, Passage, Stance, Verdict, Versions
from factdesk.review import Store, people, queues
from factdesk.review import tables as t
from factdesk.review.priority import Weights, rank

PER_ARTICLE = 50
LABELS = ("supported", "refuted", "conflicting", "not_enough_evidence")
STARTED = datetime(2026, 11, 1, tzinfo=UTC)


def words_of(draw: random.Random, count: int) -> list[str]:
    """Words as common as in English: the most common in every second claim, most in hardly any."""
    syllables = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u", "an", "er", "ol")]
    words = ["trade", "prices", "minister", "unemployment"]
    return list(dict.fromkeys([*words, *("".join(draw.choices(syllables, k=3)) for _ in range(count))]))


def fill(store: Store, items: int) -> dict[str, str]:
    """Make a queue as it is after a year: half decided, some asleep, skipped, tagged, assigned or changed."""
    draw = random.Random(7)  # noqa: S311 - no secret
    vocabulary = words_of(draw, 20_000)
    weights = list(accumulate(1 / (place + 2) for place in range(len(vocabulary))))
    names = [f"reviewer{number}" for number in range(20)]
    with store.writing() as session:
        queues.queue_named(session, queues.DEFAULT, create=True)
        for number, name in enumerate(names):
            role = "editor" if number % 4 == 0 else "reviewer"
            people.add_user(session, name, password=None, role=role, actor="fill", now=STARTED)
        token = people.add_token(session, names[0], "bench", actor="fill", now=STARTED)
    rows: dict[type[t.Base], list[dict[str, Any]]] = {
        kind: []
        for kind in (
            t.Article,
            t.ReportRow,
            t.ClaimRow,
            t.VerdictRow,
            t.EvidenceRow,
            t.DecisionRow,
            t.Assignment,
            t.Tag,
        )
    }
    claim_id = 0
    for number in range(items // PER_ARTICLE):
        added = STARTED + timedelta(minutes=3 * number)
        sentences = [
            " ".join(draw.choices(vocabulary, cum_weights=weights, k=14)).capitalize()
            + f" in {draw.randint(1900, 2026)}."
            for _ in range(PER_ARTICLE)
        ]
        document = Document(
            text=" ".join(sentences), title=" ".join(draw.choices(vocabulary, cum_weights=weights, k=5)).title(),
            url=f"https://news{number % 40}.example/{number}", site=f"news{number % 40}.example",
            published=added.date(),
        )  # fmt: skip
        rows[t.Article].append(
            {
                **{name: getattr(document, name) for name in ("id", "title", "url", "site", "published", "sha256")},
                **{"key": document.url, "text": document.text, "reach": 1.0 + number % 5, "added_at": added},
            }
        )
        versions = Versions(factdesk="0").to_dict()
        report = {"id": f"report{number}", "article_id": document.id, "versions": versions, "notes": []}
        rows[t.ReportRow].append({**report, "changes": [], "added_by": "fill", "added_at": added, "as_of": None})
        at = 0
        for sentence in sentences:
            claim_id += 1
            speaker = f"Speaker {draw.randint(1, 5_000)}" if draw.random() < 0.3 else ""
            fill_claim(rows, draw, document, sentence, at, speaker, claim_id, report["id"], added, len(names))
            at += len(sentence) + 1
    with store.writing() as session:
        for kind, made in rows.items():
            for start in range(0, len(made), 5_000):
                session.execute(insert(kind), made[start : start + 5_000])
        if session.get_bind().dialect.name == "postgresql":
            for kind in rows:
                key = kind.__table__.primary_key.columns[0].name
                if key == "id" and kind not in (t.Article, t.ReportRow):
                    name = kind.__tablename__
                    session.execute(
                        text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")  # noqa: S608 - our own tables
                    )
    return {"token": token, "article": document.id, "rare": vocabulary[-1]}


def fill_claim(rows: Any, draw: random.Random, document: Document, sentence: str, at: int, speaker: str,
               claim_id: int, report: str, added: datetime, crowd: int) -> None:  # fmt: skip
    worth, confidence = round(draw.random(), 3), round(draw.uniform(0.3, 1), 3)
    label = draw.choices(LABELS, (4, 2, 1, 3))[0]
    claim = Claim(text=sentence, quote=sentence, start=at, end=at + len(sentence), document_id=document.id,
                  kind=draw.choice(("quantity", "event", "rank")), checkable=0.9, checkworthy=worth)  # fmt: skip
    fate = draw.random()
    status = "decided" if fate < 0.5 else "second" if fate < 0.55 else "disputed" if fate < 0.57 else "open"
    weights = Weights()
    reach = 1.0 + claim_id // PER_ARTICLE % 5
    rows[t.ClaimRow].append({
        "id": claim_id, "article_id": document.id, "queue": "default", "record": claim.to_dict(), "text": sentence,
        "occurrence": 0, "kind": claim.kind, "speaker": speaker,
        "search_text": f"{sentence} \n{speaker} \n{document.title}",
        "status": status, "added_at": added, "fence": 1,
        "rank": rank(weights, checkworthy=worth, confidence=confidence, reach=reach, added=added),
        "ready_at": added + timedelta(days=3650 if draw.random() < 0.03 else 0),
        "assigned_id": draw.randint(1, crowd) if draw.random() < 0.01 else None, "holder_id": None, "held_until": None,
        "verdict_label": label, "confidence": confidence, "decided_label": label if status == "decided" else None,
        "decided_at": added if status == "decided" else None,
        "first_id": 1 + claim_id % crowd if status != "open" else None,
        "disagreement": draw.choice((0.5, 1.0)) if status == "disputed" else 0.0,
        "changed": "The verdict was refuted." if status == "decided" and draw.random() < 0.01 else "",
    })  # fmt: skip
    verdict = Verdict(claim=claim, label=label, confidence=confidence, explanation="The numbers agree.",
                      reason="no_evidence" if label == "not_enough_evidence" else None)  # fmt: skip
    record = verdict.to_dict()
    del record["claim"], record["evidence"]
    rows[t.VerdictRow].append({"id": claim_id, "claim_id": claim_id, "report_id": report, "record": record,
                               "label": label, "reason": verdict.reason, "confidence": confidence, "added_at": added,
                               })  # fmt: skip
    passage = Passage(
        document_id="reference", quote=sentence, start=0, end=len(sentence), title="Table", sha256="0" * 64
    )
    found = Evidence(passage=passage, stance=Stance(supports=0.9, refutes=0.03, nei=0.07))
    rows[t.EvidenceRow].append({"id": claim_id, "verdict_id": claim_id, "position": 0, "record": found.to_dict()})
    if draw.random() < 0.03:
        rows[t.Tag].append({"claim_id": claim_id, "name": draw.choice(("budget", "election", "urgent"))})
    turn = {"claim_id": claim_id, "reviewer_id": 1 + claim_id % crowd, "fence": 1}
    if status != "open":
        rows[t.DecisionRow].append({**turn, "verdict_id": claim_id, "stage": "first", "label": label, "rating": "",
                                    "note": "", "claim_text": None, "evidence": [], "decided_at": added,
                                    "withdrawn_at": None})  # fmt: skip
    if status != "open" or draw.random() < 0.1:
        ending = "decided" if status != "open" else "skipped"
        rows[t.Assignment].append({**turn, "taken_at": added, "ended_at": added, "ending": ending, "reason": ""})


@contextmanager
def served(place: str) -> Iterator[HTTPConnection]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "factdesk", "review", "serve", "--queue", place, "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - our own command
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        for _ in range(300):
            with suppress(OSError):
                connection.connect()
                break
            time.sleep(0.1)
        yield connection
    finally:
        connection.close()
        server.send_signal(signal.SIGINT)
        server.wait(30)


def speed(place: str, items: int, rounds: int) -> dict[str, dict[str, float]]:
    store = Store.open(place)
    known = fill(store, items)
    store.close()
    if "://" in place:
        # What autovacuum does within minutes.
        with create_engine(place, isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))
    filters: list[dict[str, Any]] = [
        *({}, {"page": 2}, {"page": 40}, {"status": "open"}, {"status": "disputed"}, {"status": "second"}),
        *({"label": "refuted", "status": "open"}, {"decided": "refuted"}, {"kind": "quantity"}, {"tag": "urgent"}),
        *({"speaker": "Speaker 17"}, {"speaker": "Nobody"}, {"article": known["article"]}, {"reviewer": "reviewer3"}),
        *({"assigned": "reviewer2"}, {"order": "newest"}, {"order": "oldest"}, {"order": "disagreement"}),
        *(
            {"confidence_from": 0.95, "status": "open"},
            {"confidence_to": 0.31},
            {"changed": "true"},
            {"queue": "default"},
        ),
        *({"added_from": "2026-11-10", "added_to": "2026-11-11"}, {"status": "disputed", "label": "conflicting"}),
        {"status": "gone", "kind": "event"},
    ]
    searches: list[dict[str, Any]] = [
        {"search": words}
        for words in ("trade", "prices", "minister", "unemployment", "trade prices", "unemployment minister 1999",
                      known["rare"], "nosuchword", "speaker 17", "in 2004")
    ] + [{"search": "trade", "status": "open"}, {"search": "prices", "order": "newest"}]  # fmt: skip
    asked: dict[str, list[float]] = {"next": [], "decide": [], "list": [], "search": [], "claim": []}
    slowest: dict[str, tuple[float, str]] = {}
    with served(place) as connection:

        def ask(kind: str, method: str, path: str, body: Any = None) -> Any:
            sent = None if body is None else json.dumps(body)
            headers = {"Authorization": f"Bearer {known['token']}", "Content-Type": "application/json"}
            began = time.perf_counter()
            connection.request(method, path, sent, headers)
            answer = connection.getresponse()
            told = answer.read()
            took = 1000 * (time.perf_counter() - began)
            if answer.status >= 300:
                raise SystemExit(f"{method} {path}: {answer.status} {told[:200]!r}")
            if kind:
                asked[kind].append(took)
                slowest[kind] = max(slowest.get(kind, (0.0, "")), (took, path))
            return told

        for path in ("/queue", "/queue?search=trade", "/claims/1", "/dashboard"):
            ask("", "GET", path)  # what loads once
        for number in range(rounds):
            for query in filters:
                ask("list", "GET", f"/queue?{urlencode(query)}")
            for query in searches:
                ask("search", "GET", f"/queue?{urlencode(query)}")
            for _ in range(20):
                lease = json.loads(ask("next", "POST", "/api/next"))
                ask("claim", "GET", f"/claims/{lease['claim_id']}")
                answer = {"fence": lease["fence"], "label": LABELS[number % 4], "note": "Table 2."}
                ask("decide", "POST", f"/api/claims/{lease['claim_id']}/decisions", answer)
        began = time.perf_counter()
        ask("", "GET", "/dashboard")
        dashboard = 1000 * (time.perf_counter() - began)
    told: dict[str, Any] = {}
    for kind, times in asked.items():
        cuts = statistics.quantiles(times, n=20)
        told[kind] = {"requests": len(times), "median": round(statistics.median(times), 1), "p95": round(cuts[-1], 1),
                      "slowest": round(slowest[kind][0], 1), "slowest_path": slowest[kind][1]}  # fmt: skip
    told["dashboard"] = {"requests": 1, "median": round(dashboard, 1)}
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queue", metavar="URL", help="a PostgreSQL database [default: a new SQLite file]")
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=10, help="how often each question is asked")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with a_new_place(options.queue) as place:
        found = speed(place, options.items, options.rounds)
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:12}", *(f"{key} {one}" for key, one in value.items()))


if __name__ == "__main__":
    main()
