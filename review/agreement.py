"""How far reviewers agree beyond chance: Cohen's kappa of two, Krippendorff's alpha of any number with gaps.

Both are None where chance alone decides nothing: fewer than one pair, or one label throughout (kappa and alpha are then
0 divided by 0; "all agreed on one label" is no measured agreement).
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factdesk.review.decisions import LABELS
from factdesk.review.tables import ClaimRow, DecisionRow


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen (1960): observed agreement of two raters, less that of chance, as a share of what was possible."""
    total = len(pairs)
    if not total:
        return None
    observed = sum(one == other for one, other in pairs) / total
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[label] * second[label] for label in first) / total**2
    return None if chance == 1.0 else (observed - chance) / (1.0 - chance)


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff (2011), nominal: 1 less observed by expected disagreement. A unit is the labels that an item got."""
    coincidences: defaultdict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for labels in units:
        for pair in permutations(labels, 2):
            coincidences[pair] += 1.0 / (len(labels) - 1)
    totals: defaultdict[Hashable, float] = defaultdict(float)
    for (label, _), count in coincidences.items():
        totals[label] += count
    everything = sum(totals.values())
    expected = everything**2 - sum(count**2 for count in totals.values())
    if everything <= 1 or expected <= 0:
        return None
    observed = sum(count for (one, other), count in coincidences.items() if one != other)
    return 1.0 - (everything - 1.0) * observed / expected


By = Literal["all", "label", "pair", "week"]


@dataclass(frozen=True)
class Agreement:
    """How far the first and second reviewers of some claims agree."""

    #: what the claims have in common: "all", a label, "Ana and Ben", the Monday of a week
    of: str
    claims: int
    same: int
    kappa: float | None
    alpha: float | None
    #: what ``of`` is
    by: By


def agreement(session: Session, queue: str | None = None) -> list[Agreement]:
    """Return agreement over all claims with two blind decisions, then per label, pair of reviewers, and week."""
    statement = (
        select(DecisionRow)
        .join(ClaimRow)
        .where(DecisionRow.withdrawn_at.is_(None), DecisionRow.stage != "adjudication")
        .order_by(DecisionRow.claim_id, DecisionRow.id)
        .options(joinedload(DecisionRow.reviewer))
    )
    if queue is not None:
        statement = statement.where(ClaimRow.queue == queue)
    by_claim: defaultdict[int, list[DecisionRow]] = defaultdict(list)
    for decision in session.scalars(statement):
        by_claim[decision.claim_id].append(decision)

    pairs = [made for made in by_claim.values() if len(made) == 2]
    measured = [_measured("all", "all", [(one.label, two.label) for one, two in pairs])]
    for label in LABELS:
        if any(label in (one.label, two.label) for one, two in pairs):
            told = [(str(one.label == label), str(two.label == label)) for one, two in pairs]
            measured.append(_measured("label", label, told))
    by_name: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    by_week: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, two in pairs:
        # In the order of their names, so that who was first does not make two pairs of one.
        low, high = sorted((one, two), key=lambda made: made.reviewer.name)
        by_name[f"{low.reviewer.name} and {high.reviewer.name}"].append((low.label, high.label))
        monday = two.decided_at.date() - timedelta(days=two.decided_at.weekday())
        by_week[f"week of {monday.isoformat()}"].append((one.label, two.label))
    measured += [_measured("pair", of, told) for of, told in sorted(by_name.items())]
    return measured + [_measured("week", of, told) for of, told in sorted(by_week.items())]


def _measured(by: By, of: str, pairs: list[tuple[str, str]]) -> Agreement:
    same = sum(one == other for one, other in pairs)
    return Agreement(of, len(pairs), same, cohen_kappa(pairs), krippendorff_alpha(pairs), by)
