"""A queue on SQLite, and the same on PostgreSQL where FACTDESK_TEST_POSTGRES names a database that may be filled."""

import json
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copy
from types import SimpleNamespace
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from httpx2 import Response
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.engine import make_url
from starlette.testclient import TestClient

from factdesk.records import (
    Attribution,
    Check,
    Claim,
    Document,
    Evidence,
    Passage,
    Report,
    Stance,
    Verdict,
    Versions,
)
from factdesk.review import decisions, leases, people, queues
from factdesk.review.decisions import Choice
from factdesk.review.intake import add_report
from factdesk.review.people import Person
from factdesk.review.store import Store
from factdesk.review.tables import Base, ClaimRow
from factdesk.review.web.app import create_app

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

REFERENCE = "The office said trade came to $582.4 billion in 2024. It had been $575 billion the year before."


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 at its cheapest: the tests ask whether passwords are checked, not how long an attacker would take."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", hasher)
    monkeypatch.setattr(people, "_NOBODY", hasher.hash("nobody's"))


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A queue with nothing in it, migrated once for all tests."""
    path = tmp_path_factory.mktemp("blank") / "queue.sqlite"
    Store.open(path).close()
    return path


@pytest.fixture(scope="session")
def team_database() -> Iterator[Engine]:
    """A schema of its own on PostgreSQL, migrated once for all tests."""
    named = os.environ.get("FACTDESK_TEST_POSTGRES")
    if not named:
        pytest.skip("for FACTDESK_TEST_POSTGRES names no PostgreSQL database that may be filled")
    schema = f"test_{secrets.token_hex(6)}"
    url = make_url(named).set(drivername="postgresql+psycopg")
    engine = create_engine(url.update_query_dict({"options": f"-csearch_path={schema}"}))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    Store.open(engine.url.render_as_string(hide_password=False)).close()
    yield engine
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


def emptied(engine: Engine) -> None:
    """Take everything out of a queue on PostgreSQL; a migration for each test takes ten times as long."""
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))  # it refuses to be emptied
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
        connection.execute(text("ALTER TABLE audit ENABLE TRIGGER USER"))
        first = "SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences WHERE schemaname = current_schema()"
        connection.execute(text(first))


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, blank: Path) -> Iterator[str]:
    """Where an empty queue lies."""
    if request.param == "sqlite":
        yield str(copy(blank, tmp_path / "queue.sqlite"))
        return
    engine = request.getfixturevalue("team_database")
    yield engine.url.render_as_string(hide_password=False)
    emptied(engine)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    opened = Store.open(place)
    yield opened
    opened.close()


@pytest.fixture
def team(store: Store, monkeypatch: pytest.MonkeyPatch) -> dict[str, Person]:
    """Two reviewers, two editors and an admin."""
    roles = {"ana": "reviewer", "ben": "reviewer", "eva": "editor", "finn": "editor", "root": "admin"}
    with store.writing() as session:
        return {
            name: people.add_user(session, name, password=None, role=role, actor="test", now=NOW)
            for name, role in roles.items()
        }


def article(*sentences: str, title: str = "Trade talks", url: str | None = "https://news.example/trade") -> Document:
    return Document(text=" ".join(sentences), title=title, url=url, published=date(2025, 6, 5))


def verdict(
    document: Document,
    quote: str,
    label: str = "supported",
    *,
    confidence: float = 0.8,
    checkworthy: float = 0.9,
    evidence: str = "trade came to $582.4 billion in 2024",
    speaker: str = "",
    url: str | None = "https://stats.example/table",
) -> Verdict:
    start = document.text.index(quote)
    claim = Claim(
        text=quote,
        quote=quote,
        start=start,
        end=start + len(quote),
        document_id=document.id,
        kind="quantity",
        checkworthy=checkworthy,
        attribution=Attribution(speaker=speaker, cue="said") if speaker else None,
    )
    at = REFERENCE.find(evidence)
    passage = Passage(
        document_id="reference",
        quote=evidence,
        start=max(at, 0),
        end=max(at, 0) + len(evidence),
        title="Trade table",
        url=url,
        sha256="0" * 64,
        prefix="The office said ",
        suffix=". It had been $575 billion",
    )
    check = Check(
        kind="quantity", claim="nearly $600 billion", evidence="$582.4 billion", outcome="agrees", explanation="Close."
    )
    found = Evidence(passage=passage, stance=Stance(supports=0.9, refutes=0.03, nei=0.07), checks=(check,))
    reason = "no_evidence" if label == "not_enough_evidence" else None
    return Verdict(
        claim=claim,
        label=label,  # type: ignore[arg-type]  # any text, of which tests give labels
        confidence=confidence,
        reason=reason,
        explanation="The numbers agree.",
        evidence=() if label == "not_enough_evidence" else (found,),
    )


def report_of(document: Document, *verdicts: Verdict, version: str = "1") -> Report:
    return Report(document=document, verdicts=verdicts, versions=Versions(factdesk="0.1.0", verifier=version))


@pytest.fixture
def make() -> SimpleNamespace:
    """The makers above, and the moment at which all this happens."""
    return SimpleNamespace(article=article, verdict=verdict, report=report_of, now=NOW)


@pytest.fixture
def fill(store: Store) -> Callable[..., list[int]]:
    """Put claims with these check-worthinesses into a queue and return their ids, in that order."""

    def filled(*worths: float, queue: str = "default") -> list[int]:
        sentences = [f"Claim {number} cost ${number + 1} million." for number in range(len(worths))]
        document = article(*sentences)
        verdicts = [
            verdict(document, sentence, checkworthy=worth) for sentence, worth in zip(sentences, worths, strict=True)
        ]
        with store.writing() as session:
            add_report(session, report_of(document, *verdicts), actor="test", now=NOW, queue=queue)
        with store.reading() as session:
            return list(session.scalars(select(ClaimRow.id).where(ClaimRow.queue == queue).order_by(ClaimRow.id)))

    return filled


class Browser:
    """A person's browser: follows our redirects, and sends the form's secret as our pages do."""

    def __init__(self, client: TestClient, csrf: str = "") -> None:
        self.client = client
        self.csrf = csrf

    def get(self, path: str, **options: Any) -> Response:
        return self.client.get(path, **options)

    def post(self, path: str, **fields: Any) -> Response:
        return self.client.post(path, data={"csrf": self.csrf, **fields})

    def api(self, method: str, path: str, body: Any = None, **options: Any) -> Response:
        # Escaped to ASCII, so that what is no valid text (half a surrogate pair) travels as well.
        content = None if body is None else json.dumps(body)
        headers = {"X-CSRF-Token": self.csrf, "Content-Type": "application/json"}
        return self.client.request(method, path, content=content, headers=headers, **options)


@pytest.fixture
def clock() -> SimpleNamespace:
    """What time the server thinks it is; move it by setting ``now``."""
    return SimpleNamespace(now=NOW)


@pytest.fixture(scope="session")
def application(blank: Path) -> Iterator[FastAPI]:
    """The application, made once: with its first request it reads the types of all its routes."""
    nobodys = Store.open(str(blank))
    yield create_app(nobodys)
    nobodys.close()


@pytest.fixture
def app(application: FastAPI, store: Store, clock: SimpleNamespace) -> FastAPI:
    """The application over this test's queue, at this test's time."""
    application.state.desk = replace(application.state.desk, store=store, clock=lambda: clock.now)
    return application


@pytest.fixture
def stranger(app: FastAPI) -> Browser:
    """A browser in which nobody has logged in."""
    return Browser(TestClient(app))


@pytest.fixture
def browse(app: FastAPI, store: Store, team: dict[str, Person], clock: SimpleNamespace) -> Callable[[str], Browser]:
    """Open a browser in which this person has logged in."""

    def browser(name: str) -> Browser:
        with store.writing() as session:
            cookie = people.open_session(session, team[name], now=clock.now)
        with store.reading() as session:
            found = people.session_of(session, cookie, now=clock.now)
        assert found is not None
        return Browser(TestClient(app, cookies={"factdesk": cookie}), found.csrf)

    return browser


@pytest.fixture
def decided(store: Store, team: dict[str, Person]) -> None:
    """Three decided claims: one by two who agree, one adjudicated, one not checkable; and one that is open."""
    texts = ["=Trade rose.", "Prices fell.", "Taste matters.", "Rain came."]
    document = article(*texts)
    verdicts = [verdict(document, text, speaker="Ann Lee") for text in texts]
    with store.writing() as session:
        add_report(session, report_of(document, *verdicts), actor="t", now=NOW)
        queues.configure(session, "default", actor="t", now=NOW, second_share=1.0)
        told = {1: "refuted refuted", 2: "supported refuted conflicting", 3: "not_checkable not_checkable"}
        for claim, labels in told.items():
            for name, label in zip(("ana", "ben", "eva"), labels.split(), strict=False):
                lease = leases.take(session, claim, team[name], now=NOW)
                choice = Choice(label=label, rating="Mostly false", note=f"By {name}.", claim_text="Trade, reworded.")
                decisions.decide(session, claim, lease.fence, team[name], choice, now=NOW)
