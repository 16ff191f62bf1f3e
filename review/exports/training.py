"""Decisions as pairs to train a verifier on: what ``factdesk train verifier`` reads, and a recipe to begin with.

A verifier reads one piece of evidence against one claim, so a decision becomes pairs of that kind only where it says
which evidence it rests on: the pieces that the reviewer picked or pasted; or, where they picked none and confirmed the
verdict, the piece that the verdict itself rests on. "Not enough evidence" says of each piece that it does not decide
the claim. Conflicting evidence is no label of a single pair, and a claim that is not checkable has none.

Whole articles are kept aside as the target of ``factdesk promote``: a model is not tested on what it learned from.
Which ones is drawn by hash, so that a later export never trains on what an earlier one kept aside.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from factdesk.errors import ReviewError
from factdesk.records import Evidence, Passage
from factdesk.review.decisions import standing
from factdesk.review.exports.found import decided
from factdesk.review.tables import ClaimRow, DecisionRow

#: the share of articles that is kept aside
KEPT_ASIDE = 0.25

#: pairs of one "not enough evidence"; the search's later finds are mostly beside the point
_MOST_UNDECIDED = 3

_LABELS = {"supported": "supports", "refuted": "refutes", "not_enough_evidence": "nei"}

_RECIPE = """\
# The desk's own decisions, to train a verifier further on. A few hundred rows teach a model the desk's material and
# make it forget the rest when they are repeated too often: hence the small steps and the two passes.
base = "base"
learning_rate = 1e-5
epochs = 2.0
max_words = 240
evaluation = {evaluation}

[[source]]
data = "decisions.jsonl"
rows = {rows}
licence = "the desk's own"
"""


@dataclass(frozen=True)
class Pair:
    """One piece of evidence against one claim, and what a person made of it."""

    claim: str
    #: under its document's title, as a verifier reads it
    evidence: str
    #: supports, refutes or nei
    label: str
    #: the article, which is wholly trained on or wholly kept aside
    group: str
    #: the claim's number in the queue
    claim_id: int
    reviewers: int
    #: the share of the reviewers who chose this label
    agreement: float
    decided: str
    #: what the verifier that ran then had said of the claim
    verdict_label: str
    verifier: str


@dataclass(frozen=True)
class Written:
    """What an export wrote, and how many decisions say nothing about a single pair."""

    trained_on: int
    kept_aside: int
    decisions: int
    left_out: int


def write_training(session: Session, folder: Path, queue: str | None = None) -> Written:
    """Write ``decisions.jsonl``, ``target.jsonl`` and ``recipe.toml`` into a folder. No pairs: ReviewError."""
    trained_on: list[Pair] = []
    kept_aside: list[Pair] = []
    decisions = left_out = 0
    for claim, decision in decided(session, queue):
        decisions += 1
        pairs = list(_pairs(claim, decision))
        left_out += not pairs
        (kept_aside if _is_kept_aside(claim.article.key) else trained_on).extend(pairs)
    if not trained_on:
        raise ReviewError(
            f"{decisions} decisions give no pair to train on; wanted claims decided as supported, refuted or not "
            "enough evidence, with the evidence picked that decides them"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, pairs in (("decisions.jsonl", trained_on), ("target.jsonl", kept_aside)):
        lines = (json.dumps(asdict(pair), ensure_ascii=False, allow_nan=False) for pair in pairs)
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    # An empty file is no data set.
    recipe = _RECIPE.format(rows=len(trained_on), evaluation='["target.jsonl"]' if kept_aside else "[]")
    (folder / "recipe.toml").write_text(recipe, encoding="utf-8")
    return Written(len(trained_on), len(kept_aside), decisions, left_out)


def _pairs(claim: ClaimRow, decision: DecisionRow) -> Iterator[Pair]:
    label = _LABELS.get(decision.label)
    if label is None:
        return
    made = standing(claim)
    for evidence in _evidence(decision, label):
        yield Pair(
            claim=decision.claim_text or claim.text,
            evidence=evidence,
            label=label,
            group=claim.article.key,
            claim_id=claim.id,
            reviewers=len({one.reviewer_id for one in made}),
            agreement=sum(one.label == decision.label for one in made) / len(made),
            decided=decision.decided_at.isoformat(),
            verdict_label=decision.verdict.label,
            verifier=decision.verdict.report.versions.get("verifier", ""),
        )


def _evidence(decision: DecisionRow, label: str) -> list[str]:
    if decision.evidence:
        return ["\n\n".join(Passage.from_dict(one).premise for one in decision.evidence)]
    found = [Evidence.from_dict(item.record) for item in decision.verdict.evidence]
    if label == "nei":
        return [item.passage.premise for item in found[:_MOST_UNDECIDED]]
    if decision.verdict.label != decision.label:
        return []  # what changed the reviewer's mind is not said
    return [item.passage.premise for item in found if _says(item) == label][:1]


def _says(item: Evidence) -> str:
    """Return what a piece of evidence was taken to say: a comparison of values stands above the verifier's reading."""
    outcomes = {check.outcome for check in item.checks}
    if "differs" in outcomes:
        return "refutes"
    if "agrees" in outcomes:
        return "supports"
    stance = item.stance
    return max(("supports", "refutes", "nei"), key=lambda name: float(getattr(stance, name)))


def _is_kept_aside(key: str) -> bool:
    drawn = int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    return drawn / 2**64 < KEPT_ASIDE
