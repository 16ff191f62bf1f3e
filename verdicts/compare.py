"""Claim and passage compared by rule: each quantity and time of the claim against what the passage has of its kind."""

from datetime import date

from factdesk.records import Check, CheckOutcome, Claim, Passage
from factdesk.verdicts.amounts import compare_amount
from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.moments import compare_moment
from factdesk.verdicts.statements import read_statements, subject_of_passage

_ORDER: dict[CheckOutcome, int] = {"differs": 0, "imprecise": 1, "agrees": 2, "not_comparable": 3}
#: where a claim has one of these, its times say when that held and are gates, not values of their own
_TIMED = frozenset({"level", "change", "factor", "score", "ordinal"})
#: a claim is one statement; of a text with more values than this, given as a claim, the first are compared
_MOST_VALUES = 12


def compare(claim: Claim, passage: Passage, as_of: date | None = None) -> tuple[Check, ...]:
    """Return the checks of one claim against one passage, those that decide first."""
    return tuple(comparison.check for comparison in comparisons(claim, passage, as_of))


def comparisons(claim: Claim, passage: Passage, as_of: date | None = None) -> tuple[Comparison, ...]:
    """Return one comparison for each value of the claim that the passage has something to set against."""
    mine = read_statements(_resolved(claim), as_of)
    theirs = read_statements(passage.quote, passage.published or as_of)
    background = subject_of_passage(theirs, passage.title)
    amounts = [amount for statement in mine for amount in statement.amounts][:_MOST_VALUES]
    found = [compare_amount(amount, amounts, theirs, background, as_of) for amount in amounts]
    if not any(amount.quantity.role in _TIMED for amount in amounts):
        moments = [moment for statement in mine for moment in statement.moments][:_MOST_VALUES]
        found += [compare_moment(moment, theirs, background) for moment in moments]
    return tuple(sorted((item for item in found if item is not None), key=lambda item: _ORDER[item.check.outcome]))


def _resolved(claim: Claim) -> str:
    """Return the claim's text with relative words that are still in it said as the article resolved them."""
    text = claim.text
    for resolution in claim.resolved:
        if resolution.phrase and resolution.value not in text:
            text = text.replace(resolution.phrase, resolution.value)
    return text
