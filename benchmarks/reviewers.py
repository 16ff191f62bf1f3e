"""A crowd of reviewers on one queue, killed and held still at random: what must not be is looked for afterwards.

    python benchmarks/reviewers.py [--reviewers 20] [--items 2000] [--queue postgresql://...] [--json]

Each reviewer is a process that takes and decides claims, half of which get a second reviewer. They are killed (SIGKILL)
and started again, or held still for longer than a lease lasts (SIGSTOP), as a laptop is that was closed. The queue is a
new SQLite file, or a new schema of the PostgreSQL database named, which is dropped again. Exits with 1 when a claim was
decided twice unknowingly, a decision was lost, or the audit trail is not whole.
"""

import argparse
import json
import multiprocessing
import os
import random
import secrets
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, select, text, update
from sqlalchemy.engine import make_url

from factdesk.errors import ForbiddenError, LeaseError
from factdesk.records import Claim, Document, Report, Verdict
from factdesk.review import Store, audit, decisions, leases, people, queues
from factdesk.review import tables as t
from factdesk.review.decisions import Choice, standing
from factdesk.review.intake import add_report

PER_ARTICLE = 50
STARTED = datetime(2026, 11, 1, tzinfo=UTC)

MUST_NOT_BE = ("decided_twice", "lost", "saved_again", "saved_outside_a_turn", "undecided", "audit_problems", "failed")


@contextmanager
def a_new_place(named: str | None) -> Iterator[str]:
    if named is None:
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "queue.sqlite")
        return
    schema = f"bench_{secrets.token_hex(6)}"
    url = make_url(named).set(drivername="postgresql+psycopg")
    engine = create_engine(url.update_query_dict({"options": f"-csearch_path={schema}"}))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        yield engine.url.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()


#: seconds
LEASE = 3
#: bytes of a journal's line, about
LINE = 35


def reviewer(place: str, name: str, journal: str, seed: int) -> None:
    """Take and decide until nothing is left, and write down each decision that was said to be saved."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    store = Store.open(place)
    # One write is all or nothing and outlives the process: what stands here was acknowledged.
    out = os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def note(kind: str, words: str) -> None:
        os.write(out, f"{kind} {words}\n".encode())

    with store.reading() as session:
        person = next(people.Person(u.id, u.name, u.role) for u in people.everybody(session) if u.name == name)
    while True:
        with store.writing() as session:
            lease = leases.take_next(session, person, now=datetime.now(UTC))
        if lease is None:
            with store.reading() as session:
                left = select(t.ClaimRow.id).where(t.ClaimRow.status.in_(("open", "second", "disputed")))
                if session.scalars(left.limit(1)).first() is None:
                    return
            time.sleep(0.05)
            continue
        time.sleep(draw.uniform(0, 0.01))  # reading
        mark = f"{name}-{secrets.token_hex(8)}"
        try:
            if draw.random() < 0.02:
                with store.writing() as session:
                    leases.skip(session, lease.claim_id, lease.fence, person, reason=mark, now=datetime.now(UTC))
                continue
            choice = Choice(label=draw.choice(("supported", "refuted")), note=mark)
            with store.writing() as session:
                decisions.decide(session, lease.claim_id, lease.fence, person, choice, now=datetime.now(UTC))
        except LeaseError:
            note("late", mark)
        except ForbiddenError:
            note("refused", mark)
        else:
            note("saved", mark)


def crowd(place: str, reviewers: int, items: int, seed: int) -> dict[str, int]:
    draw = random.Random(seed)  # noqa: S311 - no secret
    store = Store.open(place)
    names = [f"reviewer{number}" for number in range(reviewers)]
    with store.writing() as session:
        for number, name in enumerate(names):
            role = "editor" if number % 3 == 0 or reviewers < 8 else "reviewer"
            people.add_user(session, name, password=None, role=role, actor="crowd", now=STARTED)
        for number in range(0, items, PER_ARTICLE):
            lines = [f"Claim {one} cost a million." for one in range(number, min(number + PER_ARTICLE, items))]
            document = Document(text=" ".join(lines), title=f"Article {number}")
            verdicts = [
                Verdict(claim=Claim(text=line, quote=line, start=document.text.index(line),
                                    end=document.text.index(line) + len(line), document_id=document.id),
                        label="supported", confidence=0.8)
                for line in lines
            ]  # fmt: skip
            add_report(session, Report(document=document, verdicts=tuple(verdicts)), actor="crowd", now=STARTED)
        queues.configure(session, queues.DEFAULT, actor="crowd", now=STARTED, second_share=0.5)
        # Shorter than anybody may set it, so that leases run out under people's hands.
        session.execute(update(t.Queue).values(lease_seconds=LEASE))

    began = time.perf_counter()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["factdesk.review.decisions", "factdesk.review.store"])
    troubles: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:

        def start(name: str) -> Any:
            process = context.Process(target=reviewer, args=(place, name, str(Path(folder) / name), draw.random()))
            process.start()
            return process

        working = {name: start(name) for name in names}
        stopped: dict[str, float] = {}
        struck_at = 0
        while any(process.exitcode != 0 for process in working.values()):
            time.sleep(0.02)
            for name, until in list(stopped.items()):
                if until < time.perf_counter():
                    os.kill(working[name].pid, signal.SIGCONT)
                    del stopped[name]
            for name, process in working.items():
                if process.exitcode not in (None, 0):
                    troubles["killed" if process.exitcode == -signal.SIGKILL else "failed"] += 1
                    working[name] = start(name)
            # By what they get done and not by the clock, so that a slow machine's reviewers come to something too.
            written = sum(path.stat().st_size for path in Path(folder).iterdir())
            name = draw.choice(names)
            if written < struck_at or not working[name].is_alive() or name in stopped:
                continue
            struck_at = written + LINE * draw.randint(1, reviewers)
            if draw.random() < 0.7:
                working[name].kill()
            else:
                os.kill(working[name].pid, signal.SIGSTOP)
                stopped[name] = time.perf_counter() + LEASE * draw.uniform(1.1, 1.6)
                troubles["held_still"] += 1
            if troubles["failed"] > reviewers:
                raise SystemExit("the reviewers fail by themselves; see above")
        lines = [line.split() for name in names if (Path(folder) / name).exists()
                 for line in (Path(folder) / name).read_text().splitlines()]  # fmt: skip
    seconds = time.perf_counter() - began
    found = {**look(store, lines), **{name: troubles[name] for name in ("killed", "held_still", "failed")}}
    store.close()
    return {**found, "reviewers": reviewers, "items": items, "seconds": round(seconds)}


def look(store: Store, lines: list[list[str]]) -> dict[str, int]:
    """Count what must not be (0 each) and what there was."""
    journal = Counter(kind for kind, _ in lines)
    saved = {mark for kind, mark in lines if kind == "saved"}
    twice = undecided = turnless = 0
    with store.reading() as session:
        notes = session.scalars(select(t.DecisionRow.note)).all()
        turns = {(turn.claim_id, turn.fence): turn for turn in session.scalars(select(t.Assignment))}
        for claim in session.scalars(select(t.ClaimRow)):
            made = standing(claim)
            stages = [one.stage for one in made]
            in_order = stages == ["first", "second", "adjudication"][: len(stages)]
            twice += not in_order or len({one.reviewer_id for one in made}) < len(made)
            undecided += claim.status != "decided"
            for one in made:
                turn = turns.get((claim.id, one.fence))
                turnless += turn is None or turn.reviewer_id != one.reviewer_id or turn.ending != "decided"
        problems = audit.verify(session).problems
    return {
        "decided_twice": twice,
        "lost": len(saved - set(notes)),
        "saved_again": len(notes) - len(set(notes)),
        "saved_outside_a_turn": turnless,
        "undecided": undecided,
        "audit_problems": len(problems),
        "decisions": len(notes),
        "killed_before_they_were_told": len(set(notes) - saved),
        "late_saves_refused": journal["late"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queue", metavar="URL", help="a PostgreSQL database [default: a new SQLite file]")
    parser.add_argument("--items", type=int, default=2_000)
    parser.add_argument("--reviewers", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1, help="of who is killed when")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with a_new_place(options.queue) as place:
        found = crowd(place, options.reviewers, options.items, options.seed)
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:30}{value}")
    sys.exit(any(found[name] for name in MUST_NOT_BE))


if __name__ == "__main__":
    main()
