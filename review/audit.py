"""The audit trail: who did what when, each entry sealed by a hash over itself and the entry before.

The database refuses to change or delete an entry; ``verify`` finds it where somebody did so by other means, and finds a
decision, or where a claim stands, that was changed behind the trail's back. A chain cannot know that its last entries
were cut off: note the head it prints somewhere else and give it to the next ``verify``.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from factdesk.review.columns import storable
from factdesk.review.tables import AuditEntry, ClaimRow, DecisionRow, Status

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
        at=_moment(now),
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
    previous, count, found_head = GENESIS, 0, head is None
    noted = _Noted()
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
        found_head = found_head or entry.hash == head
        noted.follow(entry)
    if not found_head:
        problems.append(f"no entry has the hash {head}: the trail was cut off or made anew since it was noted")
    problems += _decisions_unlike(session, noted)
    problems += _claims_unlike(session)
    return Trail(entries=count, head=previous, problems=tuple(problems))


class _Noted:
    """What the trail says about decisions: what each was, and when it was withdrawn."""

    def __init__(self) -> None:
        self.digests: dict[str, str] = {}
        self.withdrawn: dict[str, str] = {}
        self._standing: defaultdict[str, set[str]] = defaultdict(set)

    def follow(self, entry: AuditEntry) -> None:
        """Note one entry, in their order."""
        if entry.action == "decide":
            detail = _read(entry.detail)
            self.digests[entry.subject] = str(detail.get("digest"))
            self._standing[f"claim {detail.get('claim')}"].add(entry.subject)
        elif entry.action == "undo":
            self.withdrawn[entry.subject] = entry.at
            self._standing[f"claim {_read(entry.detail).get('claim')}"].discard(entry.subject)
        elif entry.action == "reopen":
            for subject in self._standing.pop(entry.subject, ()):
                self.withdrawn[subject] = entry.at


def _decisions_unlike(session: Session, noted: _Noted) -> Iterator[str]:
    missing = dict.fromkeys(noted.digests)
    for decision in session.scalars(select(DecisionRow).execution_options(yield_per=1000)):
        subject = f"decision {decision.id}"
        missing.pop(subject, None)
        digest = noted.digests.get(subject)
        withdrawn = None if decision.withdrawn_at is None else _moment(decision.withdrawn_at)
        if digest is None:
            yield f"{subject} is not in the trail"
        elif digest != decision_digest(decision):
            yield f"{subject} was changed after it was made"
        elif withdrawn != noted.withdrawn.get(subject):
            yield f"{subject} was withdrawn, or made to stand again, behind the trail's back"
    yield from (f"{subject} is in the trail but was deleted" for subject in missing)


def _claims_unlike(session: Session) -> Iterator[str]:
    """Tell of claims that stand elsewhere than their decisions put them. That one is gone is for reports to say."""
    made: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    standing = select(DecisionRow.claim_id, DecisionRow.stage, DecisionRow.label).where(
        DecisionRow.withdrawn_at.is_(None)
    )
    for claim_id, stage, label in session.execute(standing.order_by(DecisionRow.id)):
        made[claim_id].append((stage, label))
    claims = select(ClaimRow.id, ClaimRow.status, ClaimRow.decided_label)
    for claim_id, status, told in session.execute(claims.execution_options(yield_per=1000)):
        statuses, final = _outcome(made.get(claim_id, []))
        if status not in statuses or told != (final if status == "decided" else None):
            yield f"claim {claim_id} is {status} as {told}, which its decisions do not say"


def _outcome(made: list[tuple[str, str]]) -> tuple[tuple[Status, ...], str | None]:
    """Return where a claim may stand after these decisions (stage and label, in order), and its label when decided."""
    if not made:
        return ("open", "gone"), None
    stage, label = made[-1]
    if stage == "adjudication":
        return ("decided",), label
    if len(made) == 1:
        return ("second", "decided"), label
    return ("decided",) if made[0][1] == label else ("disputed",), label


def _read(detail: str) -> dict[str, Any]:
    try:
        found = json.loads(detail)
    except ValueError:  # changed, which its hash tells already
        return {}
    return found if isinstance(found, dict) else {}


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _seal(entry: AuditEntry) -> str:
    said = [entry.seq, entry.at, entry.actor, entry.action, entry.subject, entry.detail, entry.previous]
    return hashlib.sha256(_canonical(said).encode()).hexdigest()


def _canonical(value: object) -> str:
    # ASCII only, so that no text, however broken, fails to be hashed or stored.
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
