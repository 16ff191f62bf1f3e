"""Values that follow from others: a change from two levels, a factor from a change, a sum from its rows.

"Fell by nearly a fifth" is checked against "from 212,000 to 171,000" by doing the subtraction, and the arithmetic is
kept so that a person can do it again.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factdesk.verdicts.derived import Derived
from factdesk.verdicts.mentions import Amount
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.rates import as_rate
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import Subject, word_class
from factdesk.verdicts.tokens import words
from factdesk.verdicts.units import COUNT, PERCENT, POINTS, TIMES
from factdesk.verdicts.wording import plain

#: a sentence that states more levels than this is a table, in which no two are a change of one thing
_MOST_LEVELS = 8
_PLANNED = frozenset(map(word_class, words("planned budgeted budget expected forecast estimated projected")))
#: what is lost, gained or saved is the difference of two levels, though it is told like a level: "lost 18 seats"
_GAINS = {"lose": -1, "shed": -1, "save": -1, "gain": 1, "add": 1, "contribut": 1, "overpaid": 1}


def changes(mention: Amount, statements: Sequence[Statement]) -> Iterator[Derived]:
    """Yield, for a claim that tells of a change, what the levels and other changes of a passage amount to."""
    claim = mention.quantity
    if claim.role == "level" and (claim.unit is COUNT or claim.unit.dimension.startswith("money")):
        verb, direction = next(((word, way) for word, way in _GAINS.items() if word in mention.near.words), ("", 0))
        gained = claim._replace(role="change", direction=direction)
        told = [Derived(item, "") for one in statements for item in one.amounts if item.quantity.role == "change"]
        for item in [*told, *changes(mention._replace(quantity=gained), statements)] if direction else ():
            if item.amount.quantity.direction == direction:
                quantity = item.amount.quantity._replace(role="level", direction=0)
                near = item.amount.near | Subject(frozenset({verb}))
                yield item._replace(amount=as_rate(item.amount._replace(quantity=quantity, near=near), claim))
        return
    if claim.role not in ("change", "factor"):
        return
    for statement in statements:
        yield from filter(None, (_change_over(mention, *pair) for pair in level_pairs(statement.amounts)))
        if claim.role == "factor":
            yield from _factors(statement.amounts)
    if not _PLANNED.isdisjoint(mention.near.words):
        yield from filter(None, (_change_over(mention, *pair) for pair in _planned_pairs(statements)))
    for one, other in pairwise(statements):
        for before, after in level_pairs(one.amounts + other.amounts):
            if _one_series(before, after) and (found := _change_over(mention, before, after)) is not None:
                yield found


def level_pairs(mentions: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """Yield pairs of levels, the earlier first: from A to B, A in 2010 or once and B in 2020 or now, B (2010: A).

    Also B against A in the year before.
    """
    levels = [(mention, mention.quantity) for mention in mentions if mention.quantity.role == "level"]
    if len(levels) > _MOST_LEVELS:
        return
    for index, (one, first) in enumerate(levels):
        for other, second in levels[index + 1 :]:
            if (first.edge == "from" and second.edge == "to") or _as_it_once_was(one, other):
                yield one, other
            elif (second.edge == "from" and first.edge in ("to", "")) or _as_it_was(other, one):
                yield other, one
            elif first.edge or second.edge:
                continue
            elif other.earlier and not one.earlier and first.unit.comparable(second.unit):
                yield other, one
            elif _since(one, other) or _since(other, one):
                yield (one, other) if other.now else (other, one)
            elif one.period is not None and other.period is not None:
                if one.period.yearless or other.period.yearless or one.period.overlaps(other.period):
                    continue
                yield (one, other) if one.period.first < other.period.first else (other, one)


def _planned_pairs(statements: Sequence[Statement]) -> Iterator[tuple[Amount, Amount]]:
    """Yield the one level of a passage that was planned and the one that came of it, if there is one of each."""
    levels = [item for one in statements for item in one.amounts if item.quantity.role == "level"]
    planned, real = ([item for item in levels if item.possible is wanted] for wanted in (True, False))
    if len(planned) == 1 and len(real) == 1:
        yield planned[0], real[0]


def _since(before: Amount, after: Amount) -> bool:
    """Is one value of a time, and the other of now?"""
    return after.now and after.period is None and before.period is not None and not before.now


def _as_it_once_was(before: Amount, after: Amount) -> bool:
    """Is one value what "once" was, and the other what it fell or rose to, or what now is?"""
    came = after.quantity.edge == "to" or (after.now and not after.quantity.edge)
    return before.once and not before.quantity.edge and came


def _as_it_was(before: Amount, after: Amount) -> bool:
    """Is one value in a bracket behind the other, as it was at another time?"""
    return before.then and before.period is not None and after.period is None and after.quantity.edge != "from"


def _one_series(before: Amount, after: Amount) -> bool:
    """Do two levels of different sentences tell of one thing at two times?"""
    if before.period is None or after.period is None:
        return False
    return 2 * len(before.near.words & after.near.words) >= max(len(before.near.words), len(after.near.words), 1)


def _change_over(mention: Amount, before: Amount, after: Amount) -> Derived | None:
    """Return the change between two levels, of the claim's stretch of time where that goes from one to the other."""
    found, said = change_between(mention.quantity, before, after), mention.period
    if found is None or said is None or before.period is None or after.period is None:
        return found
    whole = said.precision == "span" and not (said.yearless or before.period.yearless or after.period.yearless)
    ends = before.period.first <= said.first <= before.period.last, after.period.first <= said.last <= after.period.last
    return found._replace(amount=found.amount._replace(period=said)) if whole and all(ends) else found


def change_between(claim: Quantity, before: Amount, after: Amount) -> Derived | None:
    """Return the change from one level to the next in the terms of the claim, or None where the two do not belong."""
    first, second = before.quantity, after.quantity
    if first.head and second.head and first.head != second.head:
        return None
    if first.unit is COUNT and not first.head and second.unit is not COUNT:
        first = first._replace(unit=second.unit)
    if first.per is None and (first.edge, second.edge) == ("from", "to"):
        first = first._replace(per=second.per)  # "from $2,000 to $1,000 a month"
    if (first.edge, second.edge) == ("from", "to") and second.unit.dimension.startswith(f"{first.unit.dimension} per "):
        first = first._replace(unit=second.unit)  # "from $2.10 to $4.90 a dozen"
    if first.unit.dimension != second.unit.dimension or first.per != second.per or first.low != first.high:
        return None
    if second.low != second.high or first.low <= 0:
        return None
    start, end, in_one = first.base[0], second.base[0], second.unit.factor / (second.per or 1.0)
    written = f"from {plain(first)} to {plain(second)}"
    share = first.unit.dimension == "share"
    ratio = end / start
    blur = _blur(first) + _blur(second)
    if claim.role == "factor":
        value, unit, step = ratio, TIMES, ratio * blur
        arithmetic = f"{written} is {_digits(ratio)} times as much"
    elif claim.unit.dimension == "share":
        value, unit, step = (ratio - 1) * 100, PERCENT, 100 * ratio * blur
        arithmetic = f"{written} is a {'rise' if value >= 0 else 'fall'} of {_digits(abs(value))}%"
    elif claim.unit.dimension == "points" and share:
        value, unit, step = (end - start) * 100, POINTS, 100 * end * blur
        arithmetic = f"{written} is a {'rise' if value >= 0 else 'fall'} of {_digits(abs(value))} percentage points"
    elif claim.unit.comparable(first.unit) and not share:
        value, unit, step = (end - start) / in_one, second.unit, max(first.step, second.step)
        change = second._replace(low=abs(value), high=abs(value), head=second.head or first.head)
        arithmetic = f"{written} is a {'rise' if value >= 0 else 'fall'} of {plain(change)}"
    else:
        return None
    size = value if claim.role == "factor" else abs(value)
    quantity = second._replace(
        text=f"{first.text} to {second.text}",
        low=size,
        high=size,
        step=step,
        unit=unit,
        role=claim.role,
        wording="about" if "about" in (first.wording, second.wording) else "exact",
        direction=(value > 0) - (value < 0) if claim.role == "change" else (ratio > 1) - (ratio < 1),
        head=second.head or first.head,
        noun=second.noun or first.noun,
        per=second.per if unit is second.unit and claim.role == "change" else None,
        edge="",
    )
    mention = after._replace(quantity=quantity, near=before.near | after.near)
    return Derived(mention, arithmetic)


def _factors(mentions: Sequence[Amount]) -> Iterator[Derived]:
    """Yield a rise of 100 percent as a doubling."""
    for mention in mentions:
        quantity = mention.quantity
        if quantity.role != "change" or quantity.unit != PERCENT or not quantity.direction:
            continue
        ratio = 1 + quantity.direction * quantity.low / 100
        factor = quantity._replace(low=ratio, high=ratio, step=quantity.step / 100, unit=TIMES, role="factor")
        word = "rise" if quantity.direction > 0 else "fall"
        yield Derived(
            mention._replace(quantity=factor),
            f"a {word} of {_digits(quantity.low)}% is {_digits(ratio)} times as much",
        )


def total(claim: Quantity, statements: Sequence[Statement]) -> tuple[float, str] | None:
    """Return the sum of a passage's category rows in the claim's unit, and the sum as one writes it.

    "Burglary: 120; Theft: 300" is 420; rows that are totals themselves are left out.
    """
    rows = [
        mention.quantity
        for statement in statements
        for mention in statement.amounts
        if mention.quantity.role == "level"
        and mention.quantity.unit.dimension == claim.unit.dimension
        and not mention.sentence.totals
    ]
    if len(rows) < 2 or any(row.low != row.high or row.wording != "exact" for row in rows):
        return None
    return sum(row.base[0] for row in rows) / claim.unit.factor, " + ".join(row.text for row in rows)


def _blur(quantity: Quantity) -> float:
    """The share by which a value may be off because it was rounded."""
    return min(quantity.step / 2 / quantity.low, 0.025) if quantity.low > 0 else 0.0


def _digits(value: float) -> str:
    return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
