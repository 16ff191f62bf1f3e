"""How old somebody is, or was when they died, by the day they were born: 2 April 1938 to 9 November 2019 is 81."""

from collections.abc import Iterator, Sequence
from datetime import date

from factdesk.verdicts.derived import Derived
from factdesk.verdicts.durations import amount_of
from factdesk.verdicts.mentions import Amount, Moment
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import word_class
from factdesk.verdicts.times import day_in_words

_BORN, _DIED = word_class("born"), word_class("died")
#: share of the claim's words that must stand beside the time of an event
_SAME_EVENT = 0.5
_KNOWN = frozenset({"day", "month", "year"})


def ages(claim: Amount, statements: Sequence[Statement], as_of: date | None) -> Iterator[Derived]:
    """Yield, for a claim that tells an age, what a passage with the day (or year) of birth makes of it.

    At death or at another event where the claim tells of one, else as of the day that the claim is read on.
    """
    said = claim.quantity
    if said.role != "age" or said.low != said.high:
        return
    moments = [item for statement in statements for item in statement.moments if _is_known(item)]
    stated = [amount for statement in statements for amount in statement.amounts if amount.quantity.role == "age"]
    born = [item for item in moments if _BORN in item.own.words]
    died = [item for item in moments if _DIED in item.own.words]
    if _DIED in claim.near.words:
        # How old somebody is depends on the day; how old they were when they died does not.
        yield from (Derived(amount, "") for amount in stated if _DIED in amount.near.words)
    # Of one name the same age confirms; another may have been told at another time.
    yield from (Derived(item, "") for item in stated if item.quantity.low == said.low and _of_one(claim, item))
    if len(born) != 1:
        return
    birth = born[0].time
    if _DIED in claim.near.words and len(died) == 1 and died[0] is not born[0]:
        first, last, when = died[0].time.first, died[0].time.last, died[0].time.text
        moment = born[0]._replace(near=born[0].near | died[0].near)
    elif (event := _of_event(claim, moments, born[0])) is not None:
        first, last, when, moment = event.time.first, event.time.last, event.time.text, event
    elif _DIED not in claim.near.words and claim.sentence.present and not died and as_of is not None:
        first, last, when, moment = as_of, as_of, day_in_words(as_of), born[0]
    else:
        return
    youngest, oldest = _years(birth.last, first), _years(birth.first, last)
    if not 0 <= youngest <= oldest:
        return
    age = said._replace(
        text=f"{birth.text} to {when}",
        low=youngest,
        high=oldest,
        step=1.0,
        wording="exact" if youngest == oldest else "range",
    )
    is_so_old = f"{youngest}" if youngest == oldest else f"{youngest} or {oldest}"
    yield Derived(amount_of(moment, age), f"from {birth.text} to {when} is {is_so_old} years")


def _of_one(claim: Amount, evidence: Amount) -> bool:
    return not claim.near.names.isdisjoint(evidence.near.names)


def _of_event(claim: Amount, moments: Sequence[Moment], born: Moment) -> Moment | None:
    """Return the time of what the claim tells beside the age ("was 15 when she won her first medal"), if it is one."""
    told = [item for item in moments if item is not born and claim.near.coverage(item.own) >= _SAME_EVENT]
    happened = claim.near.words - claim.near.names
    told = [item for item in told if len(happened & item.own.words) > 1]
    return told[0] if len(told) == 1 and not claim.sentence.present else None


def _is_known(moment: Moment) -> bool:
    time = moment.time
    return time.precision in _KNOWN and not time.yearless and not time.open_ended


def _years(first: date, last: date) -> int:
    """Return how many birthdays lie between the day of birth and another."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))
