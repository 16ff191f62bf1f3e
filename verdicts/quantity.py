"""A number of a sentence as it was meant: value or interval, unit, wording, direction, rate, and what it counts."""

from typing import NamedTuple

from factdesk.verdicts.line import Line
from factdesk.verdicts.phrases import Edge, Role, Wording
from factdesk.verdicts.units import COUNT, Unit


class Quantity(NamedTuple):
    """A number of a sentence as it was meant. ``low`` and ``high`` are in ``unit``; equal unless a range was said.

    A tuple, as all that is made once for each number: a frozen dataclass takes ten times as long to make.
    """

    text: str
    start: int
    end: int
    low: float
    high: float
    #: place value of the last digit that was meant, in ``unit``
    step: float
    unit: Unit = COUNT
    role: Role = "level"
    wording: Wording = "exact"
    #: 1 for a rise, -1 for a fall, 0 where no direction was said
    direction: int = 0
    #: class of the noun that is counted ("people"), and its words as written; empty where a subject stands elsewhere
    head: str = ""
    noun: str = ""
    #: seconds of the time it is given for ("a day"); None for what is no rate
    per: float | None = None
    #: the two numbers of a score, or of "290 of 1,200"
    parts: tuple[float, float] | None = None
    #: it stands after "from" (or "to") in a sentence that tells of a change
    edge: Edge = ""
    #: the claim says "all" or "each" of several
    every: bool = False

    @property
    def base(self) -> tuple[float, float]:
        """Low and high in the base unit of the dimension, and for a rate per second."""
        factor = self.unit.factor / (self.per or 1.0)
        return self.low * factor, self.high * factor

    @property
    def exact(self) -> bool:
        """Is it a level of one value, and no range?"""
        return self.role == "level" and self.low == self.high

    @property
    def amount(self) -> bool:
        """Is it an amount at all, rather than a name, a rank, an age or a score?"""
        return self.role in ("level", "change", "factor", "margin", "interval")


def quantity_of(
    line: Line,
    first: int,
    after: int,
    low: float,
    high: float,
    step: float,
    unit: Unit,
    role: Role,
    wording: Wording,
    *,
    direction: int = 0,
    head: str = "",
    noun: str = "",
    per: float | None = None,
    parts: tuple[float, float] | None = None,
    edge: Edge = "",
    every: bool = False,
) -> Quantity:
    """Make a quantity of the tokens from ``first`` up to ``after``."""
    start, end = line.tokens[first].start, line.tokens[after - 1].end
    text = line.text(first, after)
    return Quantity(
        text, start, end, low, high, step, unit, role, wording, direction, head, noun, per, parts, edge, every
    )
