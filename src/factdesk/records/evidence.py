"""What one passage says about one claim: probabilities, and the comparisons behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from factdesk.records.record import Record, require_share
from factdesk.records.texts import Passage

CheckKind = Literal["quantity", "time", "speaker", "office"]

#: ``imprecise``: the wording overstates ($612 billion is not "nearly $600 billion"). ``not_comparable``: a gate
#: (subject, unit, period) was not passed, so the values say nothing about each other.
CheckOutcome = Literal["agrees", "differs", "imprecise", "not_comparable"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stance(Record):
    """What one passage says about one claim: probabilities that add to 1."""

    supports: float
    refutes: float
    nei: float

    def __post_init__(self) -> None:
        require_share("Stance", supports=self.supports, refutes=self.refutes, nei=self.nei)
        total = self.supports + self.refutes + self.nei
        if abs(total - 1.0) > 1e-3:
            raise ValueError(f"a stance's probabilities add to {total:.4f}; wanted 1")

    @classmethod
    def from_row(cls, row: Sequence[float]) -> Self:
        """Make a stance of one row of ``Verifier.predict``: supports, refutes, nei."""
        supports, refutes, nei = (float(value) for value in row)
        return cls(supports=supports, refutes=refutes, nei=nei)


@dataclass(frozen=True, kw_only=True, slots=True)
class Check(Record):
    """One typed comparison behind a stance, with both values as they were read and one plain sentence."""

    kind: CheckKind
    claim: str
    evidence: str
    outcome: CheckOutcome
    explanation: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence(Record):
    """A passage, what it says about the claim, and the comparisons behind that."""

    passage: Passage
    stance: Stance
    checks: tuple[Check, ...] = ()
    #: what the checks left of the stance, which is what the verdict was decided by, and why in one sentence
    counted: Stance | None = None
    because: str = ""
