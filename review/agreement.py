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

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from factdesk.review.decisions import LABELS
from factdesk.review.tables import ClaimRow, DecisionRow, User


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
    one, two = aliased(DecisionRow), aliased(DecisionRow)
    theirs, others = aliased(User), aliased(User)
    statement = (
        select(one.label, two.label, theirs.name, others.name, two.decided_at)
        .join(two, and_(two.claim_id == one.claim_id, two.stage == "second", two.withdrawn_at.is_(None)))
        .join(theirs, theirs.id == one.reviewer_id)
        .join(others, others.id == two.reviewer_id)
        .where(one.stage == "first", one.withdrawn_at.is_(None))
    )
    if queue is not None:
        statement = statement.join(ClaimRow, ClaimRow.id == one.claim_id).where(ClaimRow.queue == queue)
    made = session.execute(statement).all()
    labels = [(first, second) for first, second, *_ in made]

    measured = [_measured("all", "all", labels)]
    for label in LABELS:
        if any(label in pair for pair in labels):
            told = [(str(first == label), str(second == label)) for first, second in labels]
            measured.append(_measured("label", label, told))
    by_name: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    by_week: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for first, second, name, other, decided_at in made:
        # In the order of their names, so that who was first does not make two pairs of one.
        by_name[" and ".join(sorted((name, other)))].append((first, second) if name < other else (second, first))
        monday = decided_at.date() - timedelta(days=decided_at.weekday())
        by_week[f"week of {monday.isoformat()}"].append((first, second))
    measured += [_measured("pair", of, told) for of, told in sorted(by_name.items())]
    return measured + [_measured("week", of, told) for of, told in sorted(by_week.items())]


def _measured(by: By, of: str, pairs: list[tuple[str, str]]) -> Agreement:
    same = sum(one == other for one, other in pairs)
    return Agreement(of, len(pairs), same, cohen_kappa(pairs), krippendorff_alpha(pairs), by)
