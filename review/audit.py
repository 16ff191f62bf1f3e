"""The audit trail: who did what when, each entry sealed by a hash over itself and the entry before.

The database refuses to change or delete an entry; ``verify`` finds it where somebody did so by other means, and finds a
decision that was changed behind the trail's back. A chain cannot know that its last entries were cut off: note the head
it prints somewhere else and give it to the next ``verify``.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from factdesk.review.columns import storable
from factdesk.review.tables import AuditEntry, DecisionRow

#: what the first entry follows
GENESIS = "0" * 64

#: any number, the same for all who append to one PostgreSQL database at the same time
_APPEND_LOCK = 0x6175646974


@dataclass(frozen=True)
class Trail:
    """What ``verify`` found: whole when there are no problems."""

    entries: int
    #: the last entry's hash
    head: str
    problems: tuple[str, ...]


def append(
    session: Session, *, actor: str, action: str, subject: str, now: datetime, detail: Mapping[str, Any] | None = None
) -> None:
    """Add an entry in the caller's transaction: what was done and that it was done are saved together or not at all."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _APPEND_LOCK})
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).first()
    entry = AuditEntry(
        seq=last.seq + 1 if last else 1,
        at=now.astimezone(UTC).isoformat(timespec="microseconds"),
        actor=storable(actor),
        action=action,
        subject=storable(subject),
        detail=_canonical(dict(detail or {})),
        previous=last.hash if last else GENESIS,
    )
    entry.hash = _seal(entry)
    session.add(entry)
    session.flush()


def decision_digest(decision: DecisionRow) -> str:
    """Return the SHA-256 of what a person decided, as noted in the trail when they did."""
    said = (
        *(decision.claim_id, decision.verdict_id, decision.reviewer_id, decision.stage, decision.fence),
        *(decision.label, decision.rating, decision.note, decision.claim_text, decision.evidence),
        decision.decided_at.astimezone(UTC).isoformat(),
    )
    return hashlib.sha256(_canonical(said).encode()).hexdigest()


def verify(session: Session, *, head: str | None = None) -> Trail:
    """Walk the whole trail. ``head`` is a hash noted earlier, which must still be part of it."""
    problems = []
    previous, count, heads, digests = GENESIS, 0, set(), {}
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=1000)):
        count += 1
        if entry.seq != count:
            problems.append(f"entry {count} is missing: entry {entry.seq} stands in its place")
            count = entry.seq
        if entry.previous != previous:
            problems.append(f"entry {entry.seq} does not follow the entry before it")
        if entry.hash != _seal(entry):
            problems.append(f"entry {entry.seq} ({entry.action} of {entry.subject}) was changed")
        previous = entry.hash
        if entry.hash == head:
            heads.add(head)
        if entry.action == "decide":
            digests[entry.subject] = json.loads(entry.detail).get("digest")
    if head is not None and head not in heads:
        problems.append(f"no entry has the hash {head}: the trail was cut off or made anew since it was noted")
    for decision in session.scalars(select(DecisionRow).execution_options(yield_per=1000)):
        noted = digests.pop(f"decision {decision.id}", None)
        if noted is None:
            problems.append(f"decision {decision.id} is not in the trail")
        elif noted != decision_digest(decision):
            problems.append(f"decision {decision.id} was changed after it was made")
    problems += [f"{subject} is in the trail but was deleted" for subject in digests]
    return Trail(entries=count, head=previous, problems=tuple(problems))


def _seal(entry: AuditEntry) -> str:
    said = [entry.seq, entry.at, entry.actor, entry.action, entry.subject, entry.detail, entry.previous]
    return hashlib.sha256(_canonical(said).encode()).hexdigest()


def _canonical(value: object) -> str:
    # ASCII only, so that no text, however broken, fails to be hashed or stored.
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
