"""What came of holding one value of a claim against a passage."""

from collections.abc import Iterable
from dataclasses import dataclass

from factdesk.records import Check, CheckKind, CheckOutcome, Reason


@dataclass(frozen=True, slots=True)
class Comparison:
    """A check, and the gate that stopped it when its values are not comparable."""

    check: Check
    gate: Reason | None = None
    #: the gate was closed by what the passage says instead, and not only by words that it lacks
    excludes: bool = False

    @classmethod
    def of(
        cls,
        kind: CheckKind,
        claim: str,
        evidence: str,
        outcome: CheckOutcome,
        explanation: str,
        gate: Reason | None = None,
        excludes: bool = False,
    ) -> "Comparison":
        """Make a comparison of the two values as they were read."""
        check = Check(kind=kind, claim=claim, evidence=evidence, outcome=outcome, explanation=explanation)
        return cls(check, gate, excludes)


def values_that(outcome: CheckOutcome, found: Iterable[Comparison]) -> set[str]:
    """Return the claim's values, as it has them, of which this came out."""
    return {item.check.claim for item in found if item.check.outcome == outcome}


def confirms(found: Iterable[Comparison]) -> bool:
    """Does a value agree and none differ?"""
    outcomes = {item.check.outcome for item in found}
    return "agrees" in outcomes and not outcomes & {"differs", "imprecise"}
