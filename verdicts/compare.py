"""Claim and passage compared by rule: quantities, times and speakers, each behind its gates."""

from dataclasses import dataclass
from datetime import date

from factdesk.records import Check, Claim, Passage, Reason


@dataclass(frozen=True, slots=True)
class Comparison:
    """A check, and the gate that stopped it when its values are not comparable."""

    check: Check
    gate: Reason | None = None


def comparisons(claim: Claim, passage: Passage, as_of: date | None = None) -> tuple[Comparison, ...]:
    """Return one comparison for each value of the claim that the passage has something to set against."""
    return ()


def compare(claim: Claim, passage: Passage, as_of: date | None = None) -> tuple[Check, ...]:
    """Return the checks of one claim against one passage, those that decide first."""
    return tuple(comparison.check for comparison in comparisons(claim, passage, as_of))
