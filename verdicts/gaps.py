"""The order of two events: "three days before the election" against the dates that a passage gives for both."""

from collections.abc import Sequence
from itertools import permutations

from factdesk.records import CheckOutcome
from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.mentions import Amount, Moment
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import Subject
from factdesk.verdicts.times import alike

#: share of an event's words that must stand beside a date for the date to be the event's
_SAME_EVENT = 0.5
#: a passage with more dates than this is a chronicle: too many pairs could be meant
_MOST_DATES = 8
_DAY = 86_400


def compare_gap(claim: Amount, statements: Sequence[Statement]) -> Comparison | None:
    """Hold "so long before (or after) B" against the days of A and of B; None where a passage does not give both."""
    said = claim.quantity
    other = claim.anchor
    event = Subject(claim.near.words - other.words, claim.near.names - other.names)
    days = [item for statement in statements for item in statement.moments if item.time.precision == "day"]
    if not event.words or not other.words or len(days) > _MOST_DATES:
        return None
    found = {
        _days(one, two): (one, two)
        for one, two in permutations(days, 2)
        if _is_of(one, event, other) and _is_of(two, other, event) and one.time.yearless == two.time.yearless
    }
    if len(found) != 1:
        return None
    gap, (one, two) = found.popitem()
    least, most = said.base
    slack = said.unit.factor / 2 if said.unit.factor > _DAY or said.wording == "about" else 0.0
    # "before" has direction -1: the claim's own event lies so many days earlier than the other.
    passed = -said.direction * gap * _DAY
    agrees = least - slack <= passed <= most + slack
    # "Almost ten years" were not ten, and "over ten years" were not less.
    overstated = (said.wording == "nearly" and passed > most + _DAY) or (said.wording == "just_over" and passed < least)
    way = "after" if gap < 0 else "before"
    text = (
        f"The claim says “{said.text}”; from {one.time.plain} to {two.time.plain} is {abs(gap)} days, "
        f"so the first came {abs(gap)} days {way} the second."
    )
    dates = f"{one.time.text}, {two.time.text}"
    result: CheckOutcome = "differs" if not agrees else "imprecise" if overstated else "agrees"
    return Comparison.of("time", said.text, dates, result, text)


def _is_of(moment: Moment, event: Subject, other: Subject) -> bool:
    mine, theirs = event.coverage(moment.own), other.coverage(moment.own)
    return mine >= _SAME_EVENT and mine > theirs


def _days(one: Moment, two: Moment) -> int:
    """Return how many days the second came after the first; negative where it came before."""
    first, second = alike(one.time, two.time)
    return (second.first - first.first).days
