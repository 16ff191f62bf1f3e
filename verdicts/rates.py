"""A level of one year is what came in that year: "4.05 million in 2024" can be held against "4 million a year"."""

from factdesk.verdicts.mentions import Amount
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.times import Precision
from factdesk.verdicts.units import PERIODS

_LENGTHS: dict[Precision, float] = {"day": PERIODS["day"], "month": PERIODS["month"], "year": PERIODS["year"]}


def as_rate(amount: Amount, claim: Quantity) -> Amount:
    """Return a level that is told for one such stretch of time as the claim's rate is of, as that rate."""
    quantity, period = amount.quantity, amount.period
    if claim.per is None or quantity.per is not None or quantity.role != "level" or quantity.unit.dimension == "share":
        return amount
    if period is None or period.open_ended or _LENGTHS.get(period.precision) != claim.per:
        return amount
    return amount._replace(quantity=quantity._replace(per=claim.per))
