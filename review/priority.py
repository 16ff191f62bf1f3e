"""What is worked on first: check-worthiness x uncertainty x reach x age, as a number and as a sentence.

Age counts by doubling: an item's priority doubles each ``doubling_days`` that it waits. All items then grow by the same
factor in the same time, so their order never changes by waiting alone, and can be stored and indexed. ``rank`` is the
base-2 logarithm of the priority that an item would have had at the start of 1970; it orders items for ever.
"""

import math
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

#: Below these an item is as good as not worth checking, or as good as certain; it keeps a place all the same.
_LEAST_WORTH = 0.01
_LEAST_UNCERTAINTY = 0.02

_DAY = 86_400.0


class Weights(BaseModel):
    """How much each part counts: an exponent, so 0 leaves a part out and 2 counts it twice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    checkworthy: float = Field(default=1.0, ge=0.0, le=10.0)
    uncertainty: float = Field(default=1.0, ge=0.0, le=10.0)
    reach: float = Field(default=1.0, ge=0.0, le=10.0)
    #: None: waiting counts for nothing
    doubling_days: float | None = Field(default=7.0, ge=0.01, le=36_500.0)


def rank(weights: Weights, *, checkworthy: float, confidence: float, reach: float, added: datetime) -> float:
    """Return the place in the order of work; higher comes first."""
    place = (
        weights.checkworthy * math.log2(max(checkworthy, _LEAST_WORTH))
        + weights.uncertainty * math.log2(max(1.0 - confidence, _LEAST_UNCERTAINTY))
        + weights.reach * math.log2(reach)
    )
    if weights.doubling_days is not None:
        place -= added.timestamp() / _DAY / weights.doubling_days
    return place


def priority(weights: Weights, rank: float, now: datetime) -> float:
    """Return the priority now of an item of this rank; 1 is a surely worthwhile, wholly unsure claim, just added."""
    growth = 0.0 if weights.doubling_days is None else now.timestamp() / _DAY / weights.doubling_days
    return float(2.0 ** min(rank + growth, 1000.0))


def sentence(
    weights: Weights, *, checkworthy: float, confidence: float, reach: float, added: datetime, now: datetime
) -> str:
    """Say why an item stands where it stands."""
    place = rank(weights, checkworthy=checkworthy, confidence=confidence, reach=reach, added=added)
    parts = []
    if weights.checkworthy:
        parts.append(f"{checkworthy:.0%} worth checking")
    if weights.uncertainty:
        parts.append(f"the verdict is {confidence:.0%} sure")
    if weights.reach:
        parts.append("ordinary reach" if reach == 1.0 else f"{reach:g} times the ordinary reach")
    if weights.doubling_days is not None:
        parts.append(f"waiting {_waited(added, now)} (doubles every {weights.doubling_days:g} days)")
    return f"Priority {priority(weights, place, now):.2g}: " + (", ".join(parts) or "every part is weighted 0") + "."


def _waited(added: datetime, now: datetime) -> str:
    hours = max(0.0, (now - added).total_seconds() / 3600.0)
    if hours < 1:
        return "less than an hour"
    if hours < 48:
        return f"{hours:.0f} hour{'s' if round(hours) != 1 else ''}"
    return f"{hours / 24:.0f} days"
