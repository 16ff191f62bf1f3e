"""Rates that follow: what came in one year is so many a year, and 300 metres in ten years are 30 metres a year."""

from collections.abc import Iterator, Sequence

from factdesk.verdicts.derived import Derived
from factdesk.verdicts.mentions import Amount
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.times import Precision
from factdesk.verdicts.units import COUNT, PERIODS
from factdesk.verdicts.wording import plain

_LENGTHS: dict[Precision, float] = {"day": PERIODS["day"], "month": PERIODS["month"], "year": PERIODS["year"]}
#: "300 metres in ten years": the stretch of time begins at most so many characters behind the number
_CLOSE = 25


def as_rate(amount: Amount, claim: Quantity) -> Amount:
    """Return a level that is told for one such stretch of time as the claim's rate is of, as that rate.

    And a rate of so much for each without its time, where the claim leaves that out.
    """
    quantity, period = amount.quantity, amount.period
    if claim.per is None and quantity.per is not None and " per " in claim.unit.dimension:
        # "A limit of 87 litres per person" leaves out that it is one a day.
        return amount._replace(quantity=quantity._replace(per=None))
    if claim.per is None or not _is_level(quantity):
        return amount
    if amount.pace is not None:
        return amount._replace(quantity=quantity._replace(per=amount.pace))
    if period is None or period.open_ended or _LENGTHS.get(period.precision) != claim.per:
        return amount
    return amount._replace(quantity=quantity._replace(per=claim.per))


def told_as_rate(claim: Amount, stated: Sequence[Amount]) -> Amount:
    """Return a claim's "yearly cost of 24 million" as a rate, where a passage tells the like by rates alone."""
    said = claim.quantity
    if claim.pace is None or not _is_level(said):
        return claim
    alike = [item.quantity for item in stated if item.quantity.unit.comparable(said.unit)]
    if not alike or any(item.per is None for item in alike):
        return claim
    return claim._replace(quantity=said._replace(per=claim.pace))


def rates(claim: Quantity, statements: Sequence[Statement]) -> Iterator[Derived]:
    """Yield, for a claim that tells a rate, what a passage's levels come to that are told over several such times."""
    if claim.role == "interval":
        yield from (
            _apart(amount, claim) for statement in statements for amount in statement.amounts if _is_rate(amount)
        )
    if claim.per is None:
        return
    for statement in statements:
        for level, stretch in zip(statement.amounts, statement.amounts[1:], strict=False):
            if _is_level(level.quantity) and _is_stretch(level.quantity, stretch.quantity):
                yield _over(level, stretch.quantity, claim.per)


def _is_rate(amount: Amount) -> bool:
    quantity = amount.quantity
    return quantity.role == "level" and quantity.unit is COUNT and quantity.per is not None and quantity.low > 0


def _apart(amount: Amount, claim: Quantity) -> Derived:
    """Return how long it is from one of so many a year to the next."""
    rate = amount.quantity
    low, high = (((rate.per or 0.0) / number) / claim.unit.factor for number in (rate.high, rate.low))
    apart = claim._replace(
        text=rate.text, low=low, high=high, step=high * rate.step / rate.low, wording=rate.wording, every=False
    )
    return Derived(amount._replace(quantity=apart), f"{plain(rate)} is one every {plain(apart)}")


def _is_level(quantity: Quantity) -> bool:
    return quantity.role == "level" and quantity.per is None and quantity.unit.dimension not in ("share", "time")


def _is_stretch(level: Quantity, stretch: Quantity) -> bool:
    """Is this the time that the level came in: "in ten years", "over three days"?"""
    over = stretch.role == "level" and stretch.text.lower().startswith("over ")
    known = stretch.unit.dimension == "time" and 0 < stretch.low == stretch.high
    return known and (stretch.role == "frame" or over) and stretch.start - level.end <= _CLOSE


def _over(level: Amount, stretch: Quantity, per: float) -> Derived:
    quantity = level.quantity
    times = stretch.base[0] / per
    rate = quantity._replace(low=quantity.low / times, high=quantity.high / times, step=quantity.step / times, per=per)
    return Derived(level._replace(quantity=rate), f"{plain(quantity)} in {plain(stretch)} is {plain(rate)}")
