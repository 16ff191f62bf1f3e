"""How far a value may lie from what was said: the tolerance that the wording itself asks for.

The bands are written down in docs/verdicts.md. Each wording gives an inner interval (a value inside it agrees) and an
outer one (a value between the two is near, but the wording overstates or understates: imprecise).
"""

import math
from typing import NamedTuple

from factdesk.records import CheckOutcome
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.units import COUNT

#: A number said plainly is good to half its last digit that is not a trailing zero, and never to more than this share.
ROUNDED = 0.025
#: Between ``ROUNDED`` and this share a rounded number is imprecise rather than wrong.
LOOSE = 0.05
#: "doubled" of 1.8 times as much overstates it; "doubled" of 1.5 times is wrong
NEAR_FACTOR = 0.15
#: "about" and "nearly": this share to the side that the word allows; and twice that before it is wrong.
ABOUT = 0.10
#: Evidence that says "about" is believed to this share.
EVIDENCE_ABOUT = 0.05
#: A change without decimals is good to half a percent.
HALF_A_PERCENT = 0.005
#: Weeks and months are counted four to one as often as by the calendar: 24 weeks are six months.
FOUR_WEEKS = 28 / 30.4375
_INFINITY = math.inf


class Band(NamedTuple):
    """The values that agree with a wording (inner) and those that come near it (outer), in base units."""

    low: float
    high: float
    outer_low: float
    outer_high: float
    #: the inner border is not itself allowed: "more than 40" is not 40
    strict: bool = False


def claim_band(claim: Quantity) -> Band:
    """Return what a claim's wording allows, in the base unit of its dimension."""
    low, high = claim.base
    size = max(abs(low), abs(high))
    slack = _rounding(claim)
    near = max(slack, NEAR_FACTOR * size if claim.role == "factor" else min(_half_step(claim), LOOSE * size))
    match claim.wording:
        case "about":
            wide = ABOUT * size
            return Band(low - wide, high + wide, low - 2 * wide, high + 2 * wide)
        case "nearly":
            return Band(low - ABOUT * size, high, low - 1.5 * ABOUT * size, high + ABOUT * size)
        case "just_over":
            return Band(low, high + ABOUT * size, low - ABOUT * size / 2, high + 2 * ABOUT * size)
        case "more_than":
            return Band(low, _INFINITY, low, _INFINITY, strict=True)
        case "at_least":
            return Band(low, _INFINITY, low, _INFINITY)
        case "less_than":
            return Band(-_INFINITY, high, -_INFINITY, high, strict=True)
        case "at_most" | "up_to":
            return Band(-_INFINITY, high, -_INFINITY, high)
        case "range":
            return Band(low, high, low, high)
        case "vague":
            return Band(low, high, low, 2 * high)
        case _:
            return Band(low - slack, high + slack, low - near, high + near)


def evidence_interval(evidence: Quantity) -> tuple[float, float]:
    """Return the values that the evidence may mean, in the base unit of its dimension; open at a bound."""
    low, high = evidence.base
    size = max(abs(low), abs(high))
    match evidence.wording:
        case "about":
            return low - EVIDENCE_ABOUT * size, high + EVIDENCE_ABOUT * size
        case "nearly":
            return low - EVIDENCE_ABOUT * size, high
        case "just_over":
            return low, high + EVIDENCE_ABOUT * size
        case "more_than" | "at_least":
            return low, _INFINITY
        case "less_than" | "at_most" | "up_to":
            return -_INFINITY, high
        case _:
            return low, high


def outcome(claim: Quantity, evidence: Quantity) -> CheckOutcome:
    """Set a claim's value against the evidence's; both are already known to be of one subject, unit and period.

    ``not_comparable`` here means that the evidence gives only a bound or a range that neither confirms nor excludes it.
    """
    band = claim_band(claim)
    low, high = evidence_interval(evidence)
    if {claim.unit.name, evidence.unit.name} == {"week", "month"}:
        in_months = evidence.unit.name == "month"
        low, high = (low * FOUR_WEEKS, high) if in_months else (low, high / FOUR_WEEKS)
    tiny = 1e-12 * max(1e-9, abs(band.low) if math.isfinite(band.low) else abs(band.high))
    point = evidence.wording in ("exact", "about", "nearly", "just_over")
    if point:
        # In one unit or as written: "one in ten" is no finer than "10.3 %".
        coarser = claim.step < evidence.step or _half_step(claim) < _half_step(evidence)
        rounding = _rounding(evidence) if claim.wording == "exact" and coarser else 0.0
        if low - rounding <= band.high + tiny and high + rounding >= band.low - tiny:
            touches = band.strict and evidence.wording == "exact" and _same(evidence.base[0], claim.base[0])
            return "imprecise" if touches else "agrees"
        if low <= band.outer_high + tiny and high >= band.outer_low - tiny:
            return "imprecise"
        return "differs"
    if claim.wording == "up_to" and evidence.wording != "more_than" and math.isfinite(high):
        return _tops(band.high, high)
    if low >= band.low - tiny and high <= band.high + tiny:
        return "agrees"
    if low > band.outer_high + tiny or high < band.outer_low - tiny:
        return "differs"
    told_round = claim.wording == "exact" and band.high > claim.base[1] and math.isclose(low, claim.base[0])
    if told_round and evidence.wording in ("more_than", "at_least"):
        return "agrees"  # "paid $3 billion" of "over $3 billion", not 40 of more than 40
    if _same(low, band.high) and evidence.wording == "more_than" and claim.wording in ("exact", "at_most", "less_than"):
        return "differs"
    return "not_comparable"


def _tops(claim: float, evidence: float) -> CheckOutcome:
    """ "Up to 500" against a range or another "up to": how high each reaches is what both say."""
    if (1 - LOOSE) * claim <= evidence <= (1 + ROUNDED) * claim:
        return "agrees"
    return "imprecise" if claim / 2 <= evidence <= (1 + 2 * ABOUT) * claim else "differs"


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)


def _half_step(quantity: Quantity) -> float:
    return quantity.step * quantity.unit.factor / (quantity.per or 1.0) / 2


def _rounding(quantity: Quantity) -> float:
    """Half the last digit that was meant, at most ``ROUNDED`` of the value; a small count is exact."""
    low, high = quantity.base
    size = max(abs(low), abs(high))
    if quantity.role == "factor":
        return LOOSE * size
    if (quantity.unit == COUNT and quantity.per is None and size < 100) or quantity.role == "age":
        return 0.0
    if "." in quantity.text:
        return _half_step(quantity)  # whoever writes decimals means them
    half = _half_step(quantity)
    # By how much something rose is told in whole percent more often than not; what it stands at is not.
    whole = min(half, HALF_A_PERCENT) if quantity.unit.dimension == "share" and quantity.role == "change" else 0.0
    return max(min(half, ROUNDED * size), whole)
