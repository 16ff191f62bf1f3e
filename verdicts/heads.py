"""What a whole comes to for each: 600 million euros of debt and 50,000 inhabitants are 12,000 euros an inhabitant."""

from collections.abc import Iterator, Sequence

from factdesk.verdicts.derived import Derived
from factdesk.verdicts.mentions import Amount
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.rates import as_rate
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import word_class
from factdesk.verdicts.units import COUNT
from factdesk.verdicts.wording import plain

_PEOPLE, _POPULATION = word_class("people"), word_class("population")


def for_each(claim: Quantity, statements: Sequence[Statement]) -> Iterator[Derived]:
    """Yield, for a claim that tells so much for each of something, a passage's wholes over its one count of them."""
    whole, _, thing = claim.unit.dimension.partition(" per ")
    if claim.role != "level" or not thing:
        return
    stated = [amount for statement in statements for amount in statement.amounts if amount.quantity.exact]
    counts = [item for item in stated if _counts(item, thing)]
    if len(counts) != 1 or counts[0].quantity.low <= 0:
        return
    for item in (as_rate(amount, claim) for amount in stated if amount is not counts[0]):
        alike = item.quantity.unit.dimension == whole and item.quantity.per == claim.per
        if alike and item.quantity.head in ("", claim.head):
            yield _over(claim, item, counts[0])


def _counts(amount: Amount, thing: str) -> bool:
    """Does a number count the thing, or measure it? A population is one of people."""
    if amount.quantity.unit is not COUNT:
        return amount.quantity.unit.dimension == thing
    return amount.quantity.head == thing or (
        thing == _PEOPLE and not amount.quantity.head and _POPULATION in amount.near.words
    )


def _over(claim: Quantity, whole: Amount, count: Amount) -> Derived:
    total, number = whole.quantity, count.quantity
    value = total.low * total.unit.factor / (number.low * number.unit.factor) / claim.unit.factor
    step = value * max(total.step / total.low if total.low else 0.0, number.step / number.low)
    each = total._replace(
        text=f"{total.text} over {number.text}", low=value, high=value, step=step, unit=claim.unit, head=claim.head
    )
    amount = whole._replace(quantity=each, near=whole.near | count.near)
    return Derived(amount, f"{plain(total)} over {plain(number)} is {plain(each)}")
