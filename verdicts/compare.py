"""Claim and passage compared by rule: each quantity and time of the claim against what the passage has of its kind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from factdesk.records import Check, CheckOutcome, Claim, Passage
from factdesk.verdicts.amounts import compare_amount
from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.gaps import compare_gap
from factdesk.verdicts.mentions import Amount, Moment
from factdesk.verdicts.moments import compare_moment
from factdesk.verdicts.moves import compare_move
from factdesk.verdicts.offices import compare_office, office_of
from factdesk.verdicts.order import compare_order, order_of
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.statements import (
    Statement,
    is_whole_table,
    read_statements,
    subject_of_passage,
    under_title,
)
from factdesk.verdicts.subjects import subject_of
from factdesk.verdicts.thresholds import DEFAULT, Thresholds
from factdesk.verdicts.trends import compare_trend, direction_of

_ORDER: dict[CheckOutcome, int] = {"differs": 0, "imprecise": 1, "agrees": 2, "not_comparable": 3}
#: where a claim has one of these, its times say when that held and are gates, not values of their own
_TIMED = frozenset({"level", "change", "factor", "score", "margin", "place", "interval"})
_OPEN_SUBJECT = "But the claim leaves open what it speaks of."
#: a claim is one statement; of a text with more values than this, given as a claim, the first are compared
_MOST_VALUES = 12


def compare(
    claim: Claim, passage: Passage, as_of: date | None = None, *, thresholds: Thresholds = DEFAULT
) -> tuple[Check, ...]:
    """Return the checks of one claim against one passage, those that decide first."""
    return tuple(comparison.check for comparison in comparisons(claim, passage, as_of, thresholds))


def comparisons(
    claim: Claim, passage: Passage, as_of: date | None = None, thresholds: Thresholds = DEFAULT
) -> tuple[Comparison, ...]:
    """Return one comparison for each value of the claim that the passage has something to set against.

    None with an earlier fact-check: that its claim has the same value says nothing before its rating is read.
    """
    if passage.factcheck is not None:
        return ()
    return comparisons_over(claim, (passage,), as_of, thresholds)


def comparisons_over(
    claim: Claim, passages: Sequence[Passage], as_of: date | None = None, thresholds: Thresholds = DEFAULT
) -> tuple[Comparison, ...]:
    """Return the comparisons of a claim with several passages read as one text, each in its own time and title."""
    amounts, moments = _values(claim, as_of)
    order = None if amounts or moments else order_of(claim.text)
    # A rank is no value: "uptake of the second dose rose".
    levels = any(amount.quantity.role != "ordinal" for amount in amounts)
    direction = "" if levels else direction_of(claim.text, subject_of(claim.text))
    office = office_of(_resolved(claim))
    if not amounts and not moments and order is None and not direction and office is None:
        return ()
    theirs: list[Statement] = []
    for passage in passages:
        theirs += under_title(read_statements(passage.quote, passage.published or as_of), passage.title)
    background = subject_of_passage(theirs, " ".join(passage.title for passage in passages))
    near = all(thresholds.is_near(passage) for passage in passages)
    whole_table = is_whole_table(theirs)
    found = [
        compare_gap(amount, theirs)
        if amount.quantity.role == "gap"
        else compare_amount(amount, amounts, theirs, background, as_of, near=near, whole_table=whole_table)
        for amount in amounts
    ]
    found = _without_parts(amounts, found)
    if not any(item is not None and item.check.outcome != "not_comparable" for item in found):
        found.append(compare_move(amounts, theirs, background, as_of))
    if direction:
        found.append(compare_trend(direction, subject_of(claim.text), theirs, background))
    if order is not None:
        found.append(compare_order(order, theirs))
    if office is not None:
        found += [compare_office(office, passage, as_of) for passage in passages]
    found += [compare_moment(moment, theirs, background) for moment in moments]
    if whole_table:
        # Some row of it is always of another time, in another unit or on another thing: that excludes nothing.
        found = [item and replace(item, gate=None, excludes=False) for item in found]
    if _leaves_subject_open(claim):
        found = [item and _undecided(item) for item in found]
    return tuple(sorted((item for item in found if item is not None), key=lambda item: _ORDER[item.check.outcome]))


def _leaves_subject_open(claim: Claim) -> bool:
    """Does a claim begin with a word of which the article does not tell what it means: "That was more than double"?"""
    return claim.text.partition(" ")[0] in claim.unresolved


def _undecided(item: Comparison) -> Comparison:
    """Let a value that differs contradict nothing: it may be of something else than what the claim leaves open."""
    if item.check.outcome != "differs":
        return item
    check = item.check.evolve(outcome="not_comparable", explanation=f"{item.check.explanation} {_OPEN_SUBJECT}")
    return Comparison(check, "claim_ambiguous")


def _without_parts(amounts: Sequence[Amount], found: Sequence[Comparison | None]) -> list[Comparison | None]:
    """Leave out the two numbers of a share that differs: "three of the five" are not those of "one of the five"."""
    shares = [
        amount.quantity
        for amount, item in zip(amounts, found, strict=True)
        if amount.quantity.parts and item is not None and item.check.outcome == "differs"
    ]
    return [
        None if any(_stands_in(amount.quantity, share) for share in shares) else item
        for amount, item in zip(amounts, found, strict=True)
    ]


def _stands_in(part: Quantity, share: Quantity) -> bool:
    return part is not share and share.start <= part.start and part.end <= share.end


def value_count(claim: Claim, as_of: date | None = None) -> int:
    """Return how many values of a claim are compared, where a passage has something to set against each."""
    return sum(map(len, _values(claim, as_of)))


def _values(claim: Claim, as_of: date | None) -> tuple[Sequence[Amount], Sequence[Moment]]:
    """Return the quantities and the times of a claim that are compared."""
    statements = read_statements(_resolved(claim), as_of)
    amounts = [amount for statement in statements for amount in statement.amounts][:_MOST_VALUES]
    if any(amount.quantity.role in _TIMED for amount in amounts):
        return amounts, ()
    return amounts, [moment for statement in statements for moment in statement.moments][:_MOST_VALUES]


def is_row(passage: Passage) -> bool:
    """Is a passage a row of a table?"""
    return any(amount.cell for statement in read_statements(passage.quote) for amount in statement.amounts)


def _resolved(claim: Claim) -> str:
    """Return the claim's text with relative words that are still in it said as the article resolved them."""
    text = claim.text
    for resolution in claim.resolved:
        if resolution.phrase and resolution.value not in text:
            text = text.replace(resolution.phrase, resolution.value)
    return text
