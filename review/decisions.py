"""What people decide: a first decision, a blind second one where the queue wants it, an adjudicator where they differ.

Decisions are never changed. One that no longer stands (undone, or the claim was reopened) is withdrawn and stays.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import delete
from sqlalchemy.orm import Session

from factdesk.errors import ForbiddenError, NotFoundError, ReviewError
from factdesk.records import Decision, Passage, VerdictLabel, text_sha256
from factdesk.records.addresses import web_address
from factdesk.review import audit, leases, webhooks
from factdesk.review.columns import storable
from factdesk.review.people import Person
from factdesk.review.queues import queue_named
from factdesk.review.tables import ClaimRow, Comment, DecisionRow, Draft, Stage, Status

Label = VerdictLabel | Literal["not_checkable"]

LABELS: tuple[str, ...] = (*get_args(VerdictLabel), "not_checkable")

LONGEST_RATING = 200
LONGEST_NOTE = 20_000
LONGEST_CLAIM = 5_000
LONGEST_QUOTE = 20_000
MOST_EVIDENCE = 50

_STAGES: dict[str, Stage] = {"open": "first", "second": "second", "disputed": "adjudication"}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a person wants to decide. Raises ReviewError where a part is not acceptable."""

    label: str
    #: the newsroom's own words for it: "Mostly true"
    rating: str = ""
    note: str = ""
    #: the claim worded better; None as it stands
    claim_text: str | None = None
    evidence: tuple[Passage, ...] = ()

    def __post_init__(self) -> None:
        if self.label not in LABELS:
            raise ReviewError(f"{self.label!r} is no label; wanted one of {', '.join(LABELS)}")
        for name, text, longest in (
            ("rating", self.rating, LONGEST_RATING),
            ("note", self.note, LONGEST_NOTE),
            ("claim's wording", self.claim_text or "", LONGEST_CLAIM),
            *(("quote", passage.quote, LONGEST_QUOTE) for passage in self.evidence),
        ):
            if len(text) > longest:
                raise ReviewError(f"the {name} has {len(text):,} characters; wanted at most {longest:,}")
        if len(self.evidence) > MOST_EVIDENCE:
            raise ReviewError(f"{len(self.evidence)} pieces of evidence; wanted at most {MOST_EVIDENCE}")


def pasted(quote: str, url: str = "", title: str = "") -> Passage:
    """Make evidence of what a reviewer pasted. Raises ReviewError for an address that is not of the web."""
    quote, url = storable(quote.strip()), url.strip()
    if not quote:
        raise ReviewError("pasted evidence is empty; paste the words that decide the claim")
    if url and not web_address(url):
        raise ReviewError(
            f"{url[:80]!r} is no address of the web; wanted one that begins with https:// and has no space in it"
        )
    return Passage(
        document_id="pasted", quote=quote, start=0, end=len(quote), title=storable(title), url=url or None,
        sha256=text_sha256(quote),
    )  # fmt: skip


def decide(
    session: Session,
    claim_id: int,
    fence: int,
    person: Person,
    choice: Choice,
    *,
    now: datetime,
    verdict_id: int | None = None,
) -> DecisionRow:
    """Save a decision under a lease. Raises LeaseError when the lease has ended: nothing is saved then.

    ``verdict_id`` is the verdict that the person saw: a newer report may have come while they read. None is the newest.
    """
    claim = leases.held(session, claim_id, fence, person, now=now)
    if refusal := leases.why_not(session, claim, person):
        raise ForbiddenError(refusal)
    stage = _STAGES[claim.status]
    seen = claim.verdicts if verdict_id is None else [one for one in claim.verdicts if one.id == verdict_id]
    if not seen:
        raise NotFoundError(f"claim {claim_id} has no verdict {verdict_id}")
    wording = storable((choice.claim_text or "").strip())
    decision = DecisionRow(
        claim=claim,
        verdict=seen[-1],
        reviewer_id=person.id,
        stage=stage,
        fence=fence,
        label=choice.label,
        rating=storable(choice.rating.strip()),
        note=storable(choice.note.strip()),
        claim_text=wording if wording and wording != claim.text else None,
        evidence=[passage.to_dict() for passage in choice.evidence],
        decided_at=now,
    )
    session.add(decision)
    session.execute(delete(Draft).where(Draft.claim_id == claim_id, Draft.reviewer_id == person.id))
    leases.end(session, claim, "decided", now=now)
    claim.assigned_id = None
    _settle(session, claim, now)
    session.flush()
    _announce(session, claim, False, now)
    detail = {"claim": claim_id, "stage": stage, "label": choice.label, "digest": audit.decision_digest(decision)}
    audit.append(session, actor=person.name, action="decide", subject=f"decision {decision.id}", detail=detail, now=now)
    return decision


def undo(session: Session, claim_id: int, person: Person, *, now: datetime) -> None:
    """Withdraw the person's own decision, as long as nobody has built on it or is about to."""
    claim = leases.locked(session, claim_id)
    made = standing(claim)
    if not made or made[-1].reviewer_id != person.id:
        raise ForbiddenError("The last decision on this claim is not yours, so it is not yours to undo.")
    if claim.held_until is not None and claim.held_until > now:
        raise ForbiddenError("Somebody is working on this claim; ask an editor to reopen it.")
    made[-1].withdrawn_at = now
    was_decided = claim.status == "decided"
    _settle(session, claim, now)
    session.flush()
    _announce(session, claim, was_decided, now)
    subject = f"decision {made[-1].id}"
    audit.append(session, actor=person.name, action="undo", subject=subject, detail={"claim": claim_id}, now=now)


def reopen(session: Session, claim_id: int, editor: Person, *, reason: str, now: datetime) -> None:
    """Withdraw all decisions on a claim, so that it is decided anew. Editors only."""
    editor.require_editor("reopen claims")
    claim = leases.locked(session, claim_id)
    for decision in standing(claim):
        decision.withdrawn_at = now
    claim.ready_at, claim.changed = now, ""
    # A turn that is under way ends: who has it would decide something else than they see.
    claim.holder_id = claim.held_until = None
    was_decided = claim.status == "decided"
    _settle(session, claim, now)
    session.flush()
    _announce(session, claim, was_decided, now)
    detail = {"reason": reason.strip()[: leases.LONGEST_REASON]}
    audit.append(session, actor=editor.name, action="reopen", subject=f"claim {claim_id}", detail=detail, now=now)


def keep(session: Session, claim_id: int, editor: Person, *, now: datetime) -> None:
    """Let a decision stand although a later report changed what it was made on. Editors only."""
    editor.require_editor("let decisions stand")
    claim = leases.locked(session, claim_id)
    if not claim.changed or final(claim) is None:
        raise ReviewError("No report has changed anything since this claim was decided.")
    detail, claim.changed = {"changed": claim.changed}, ""
    audit.append(session, actor=editor.name, action="keep", subject=f"claim {claim_id}", detail=detail, now=now)


def comment(session: Session, claim_id: int, person: Person, text: str, *, now: datetime) -> Comment:
    """Add a remark for the team."""
    text = storable(text.strip())
    if not 1 <= len(text) <= LONGEST_NOTE:
        raise ReviewError(f"a comment of {len(text):,} characters; wanted from 1 to {LONGEST_NOTE:,}")
    claim = leases.locked(session, claim_id)
    if claim.status in ("second", "disputed"):
        raise ForbiddenError("The second opinion on this claim is blind; comment when it is decided.")
    remark = Comment(claim_id=claim_id, author_id=person.id, text=text, at=now)
    session.add(remark)
    audit.append(session, actor=person.name, action="comment", subject=f"claim {claim_id}", now=now)
    return remark


def save_draft(session: Session, claim_id: int, person: Person, body: dict[str, object], *, now: datetime) -> None:
    """Keep what the person has typed so far; needs no lease, so that a late save loses nothing."""
    leases.locked(session, claim_id)
    session.merge(Draft(claim_id=claim_id, reviewer_id=person.id, body=body, saved_at=now))


def standing(claim: ClaimRow) -> list[DecisionRow]:
    """Return the decisions that were not withdrawn, first to last."""
    return [decision for decision in claim.decisions if decision.withdrawn_at is None]


def visible(claim: ClaimRow, person: Person) -> list[DecisionRow]:
    """Return the standing decisions that this person may see: all when decided, and while it is blind their own alone.

    Editors see both sides of a dispute, which they are there to settle.
    """
    made = standing(claim)
    if claim.status == "decided" or (claim.status == "disputed" and person.is_editor):
        return made
    return [decision for decision in made if decision.reviewer_id == person.id]


def visible_comments(claim: ClaimRow) -> list[Comment]:
    """Return the remarks on a claim: none while it is judged blind, lest one of them gives the first label away."""
    return [] if claim.status in ("second", "disputed") else list(claim.comments)


def final(claim: ClaimRow) -> DecisionRow | None:
    """Return the decision that stands for the claim, an adjudicator's before the first reviewer's; None until then."""
    if claim.status != "decided":
        return None
    made = standing(claim)
    return next((one for one in reversed(made) if one.stage == "adjudication"), made[0])


def to_record(decision: DecisionRow) -> Decision:
    """Return a decision as the record that the other rooms know."""
    return Decision(
        verdict_id=decision.verdict.record["id"],
        claim_id=decision.claim.record["id"],
        label=decision.label,  # type: ignore[arg-type]  # the column holds nothing but labels
        reviewer=decision.reviewer.name,
        decided=decision.decided_at,
        rating=decision.rating,
        note=decision.note,
        claim_text=decision.claim_text,
        evidence=tuple(Passage.from_dict(passage) for passage in decision.evidence),
    )


def distance(one: str, other: str) -> float:
    """Return how far two labels are apart: 1 for supported against refuted, a half where one of them abstains."""
    if one == other:
        return 0.0
    return 1.0 if {one, other} == {"supported", "refuted"} else 0.5


def _settle(session: Session, claim: ClaimRow, now: datetime) -> None:
    """Work out where a claim stands from the decisions that stand."""
    made = standing(claim)
    claim.first_id = made[0].reviewer_id if made else None
    claim.disagreement = distance(made[0].label, made[1].label) if len(made) > 1 else 0.0
    claim.status = _status(session, claim, made)
    decided = final(claim)
    claim.decided_label, claim.decided_at = (decided.label, now) if decided else (None, None)
    if decided:
        claim.changed = ""


def _announce(session: Session, claim: ClaimRow, was_decided: bool, now: datetime) -> None:
    """Tell the webhooks that a claim is decided now, or no longer."""
    decided = final(claim)
    if not decided and not was_decided:
        return
    article = claim.article
    data = {
        "claim": {"id": claim.id, "record": claim.record["id"], "text": claim.text, "queue": claim.queue},
        "article": {"id": article.id, "title": article.title, "url": article.url},
        "decision": to_record(decided).to_dict() if decided else None,
    }
    webhooks.announce(session, "claim.decided" if decided else "claim.reopened", data, now=now)


def _status(session: Session, claim: ClaimRow, made: Sequence[DecisionRow]) -> Status:
    if not made:
        return "open"
    if made[-1].stage == "adjudication":
        return "decided"
    if len(made) == 1:
        return "second" if _is_drawn(claim, queue_named(session, claim.queue).second_share) else "decided"
    return "disputed" if claim.disagreement else "decided"


def _is_drawn(claim: ClaimRow, share: float) -> bool:
    """Draw which claims get a second reviewer: by hash, so that trying again draws the same."""
    drawn = int.from_bytes(hashlib.sha256(f"{claim.id} {claim.record['id']}".encode()).digest()[:8], "big")
    return drawn / 2**64 < share
