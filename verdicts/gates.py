"""The gates: two values are compared only when they are of one subject, one unit family and one period.

A rule that fires on the wrong pair is worse than none, so a difference must pass stricter gates than an agreement: that
two numbers are equal is itself a sign that they are of the same thing; that they differ most often means that they are
not.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from factdesk.verdicts.quantities import Quantity
from factdesk.verdicts.statements import Mention
from factdesk.verdicts.subjects import DIRECTIONS, Subject, word_class

#: the share of the claim's words around the number that must stand around the evidence's number
AGREE_COVERAGE = 0.5
DIFFER_COVERAGE = 0.6
#: the same where both name the same period in so many words, which is half of sameness already
DATED_COVERAGE = 0.5
#: a cell of a table is the claim's only when row and column together have this share of the claim's words
ROW_COVERAGE = 0.75
#: a word that stands only elsewhere in the passage counts this much
FAR = 0.5
#: a claim about the present is not contradicted by a value older than this
STALE = timedelta(days=2 * 366)

#: words of which one excludes the others: where the claim has one and the evidence another, they speak of different things
_CONTRASTS = tuple(
    frozenset(word_class(word) for word in line.split())
    for line in (
        "import export",
        "men women",
        "boy girl",
        "domestic foreign international worldwide overseas",
        "north south east west",
        "northern southern eastern western",
        "goods services",
        "urban rural",
        "minimum maximum",
        "highest lowest",
        "average median",
        "net gross",
        "budget gross profit revenue loss debt deficit surplus",
        "killed injured missing",
        "born died married",
        "founded closed",
        "opened closed",
        "critics users audience",
        "goals assists points",
        "wins losses draws",
        "public private",
        "primary secondary",
        "land water",
        "height width length depth weight",
        "birth death marriage",
        "income cost",
        "adults children",
        "cases deaths recoveries",
        "buy sell",
        "started ended launched",
        "local national",
        "subscribers views followers",
    )
)

#: words that say which statistic a number is; a difference needs the same ones on both sides
_STATISTICS = frozenset(
    map(word_class, ("average", "averaged", "mean", "median", "maximum", "minimum", "peak", "capacity"))
)

Period = Literal["same", "missing", "nested", "apart"]


@dataclass(frozen=True, slots=True)
class Meeting:
    """How a mention of the claim meets one of the evidence at each gate."""

    same_unit: bool
    period: Period
    #: share of the claim's words that the evidence has, 0 to 1
    coverage: float
    #: the noun that is counted is the same, or neither counts anything
    same_head: bool
    #: the two speak of different somebodies or somethings: what the evidence has instead
    conflict: str = ""
    stale: bool = False
    #: the same share counted in the evidence's own clause alone
    near_coverage: float = 0.0
    #: both count the same noun in so many words, or are told of a subject that stands before them
    sure_head: bool = True
    #: share of the claim's words that are no names which the evidence's clause has
    plain_coverage: float = 0.0
    #: the evidence's value is a cell of a table
    row: bool = False

    @property
    def may_agree(self) -> bool:
        """Are the gates passed far enough that equal values confirm each other?"""
        return (
            self.same_unit
            and self.period != "apart"
            and self.same_head
            and not self.conflict
            and self.coverage >= AGREE_COVERAGE
        )

    @property
    def may_differ(self) -> bool:
        """Are all gates passed, so that unequal values contradict each other?"""
        needed = ROW_COVERAGE if self.row else DATED_COVERAGE if self.period == "same" else DIFFER_COVERAGE
        return (
            self.may_agree
            and self.sure_head
            and self.period in ("same", "missing")
            and not self.stale
            and self.near_coverage >= needed
            and self.plain_coverage >= DATED_COVERAGE
        )


def meet(claim: Mention, evidence: Mention, background: Subject, as_of: date | None) -> Meeting:
    """Hold a quantity (or time) of the claim against one of the evidence at every gate."""
    wanted = Subject(claim.near.words - DIRECTIONS, claim.near.names)
    if not wanted.words:
        wanted = claim.near
    coverage = _coverage(wanted, evidence, background, FAR)
    near_coverage = _coverage(wanted, evidence, background, 0.0)
    period: Period = "missing"
    if claim.quantity is not None:
        period = _period(claim, evidence)
    return Meeting(
        same_unit=claim.quantity is None or evidence.quantity is None or _same_unit(claim.quantity, evidence.quantity),
        period=period,
        coverage=coverage,
        same_head=_same_head(claim, evidence),
        conflict=_conflict(claim, evidence, background),
        stale=_stale(claim, evidence, as_of),
        near_coverage=near_coverage,
        plain_coverage=Subject(wanted.words - wanted.names).coverage(evidence.near),
        sure_head=_sure_head(claim, evidence),
        row=evidence.row,
    )


def _coverage(wanted: Subject, evidence: Mention, background: Subject, far: float) -> float:
    total = found = 0.0
    for word in wanted.words:
        weight = 2.0 if word in wanted.names else 1.0
        total += weight
        if word in evidence.near.words:
            found += weight
        elif word in wanted.names and word in background.words:
            found += weight
        elif word in background.words:
            found += weight * far
    return found / total if total else 0.0


def _same_unit(claim: Quantity, evidence: Quantity) -> bool:
    if claim.role != evidence.role or (claim.per is None) != (evidence.per is None):
        return False
    return claim.unit.dimension == evidence.unit.dimension


def _same_head(claim: Mention, evidence: Mention) -> bool:
    mine, theirs = claim.quantity, evidence.quantity
    if mine is None or theirs is None or "factor" in (mine.role, theirs.role):
        return True
    one, other = mine.head, theirs.head
    if one and other:
        return one == other
    if one:
        return one in evidence.near.words or one == "people"
    if other:
        return other in claim.near.words or other == "people" or mine.unit.dimension != "count"
    return True


def _sure_head(claim: Mention, evidence: Mention) -> bool:
    """Is it certain that both count the same? A bare count says what it counts only by a label or a subject."""
    mine, theirs = claim.quantity, evidence.quantity
    if mine is None or theirs is None or mine.unit.dimension != "count" or mine.role == "score":
        return True
    if theirs.text.lower() == "one":
        return False  # "one man" is as often just a man
    if mine.head and theirs.head:
        return mine.head == theirs.head
    if mine.head:
        return evidence.labelled and evidence.label != "of" and mine.head in evidence.near.words
    if theirs.head:
        return claim.labelled and theirs.head in claim.near.words
    return claim.labelled and evidence.labelled and bool(claim.near.words & evidence.near.words)


def _conflict(claim: Mention, evidence: Mention, background: Subject) -> str:
    """Return what the evidence speaks of instead of what the claim speaks of; empty where nothing excludes the other."""
    for group in _CONTRASTS:
        mine, theirs = group & claim.near.words, group & evidence.near.words
        if mine and theirs and not mine & theirs:
            return " and ".join(sorted(theirs))
    for word in (claim.near.words ^ evidence.near.words) & _STATISTICS:
        if claim.quantity is None or evidence.quantity is None or evidence.quantity.base != claim.quantity.base:
            return "another statistic" if word in claim.near.words else f"the {word}"
    if claim.negated != evidence.negated:
        return "those it is not true of"
    others = {name for name in evidence.near.names if name not in claim.sentence.words}
    if others:
        missing = {name for name in claim.near.names if name not in background.words}
        elsewhere = claim.near.names - evidence.near.words - missing
        # A name of the claim that stands in another clause than the number, which has a name of its own.
        if missing or (elsewhere and elsewhere & evidence.sentence.words):
            return " ".join(sorted(others))
    if (
        claim.opening
        and claim.opening not in background.words
        and evidence.opening
        and evidence.opening not in claim.sentence.words
    ):
        return evidence.opening
    return ""


def _period(claim: Mention, evidence: Mention) -> Period:
    if claim.time is None or evidence.time is None:
        return "missing"
    if claim.time.same(evidence.time):
        return "same"
    return "nested" if claim.time.overlaps(evidence.time) else "apart"


def _stale(claim: Mention, evidence: Mention, as_of: date | None) -> bool:
    """Is the claim about the present and the evidence about a time long before it?"""
    if as_of is None or not claim.present or claim.time is not None or evidence.time is None:
        return False
    return not evidence.time.yearless and not evidence.time.open_ended and evidence.time.last < as_of - STALE
