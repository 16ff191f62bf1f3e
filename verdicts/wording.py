"""Values as a person writes them, for the sentence that goes with each check."""

from factdesk.records import CheckOutcome
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.units import PERCENT, PERIODS, SPOKEN, Unit

_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
#: from here on a value is written without decimals, and one that lies so many times as high as "so many times"
_WHOLE, _TIMES_AS = 10_000, 2
#: money is written with its sign before it where every reader knows the sign, else with its code: "CHF 40 million"
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
_MONEY = {"USD": "dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen", "CNY": "yuan", "INR": "rupees"}
_PERIODS = {seconds: name for name, seconds in PERIODS.items() if name != "annum"}


def plain(quantity: Quantity) -> str:
    """Return a quantity as a newspaper writes it: "$582.4 billion", "20%", "4.1 million litres", "38 people"."""
    return _written(quantity.low, quantity.high, quantity, quantity.noun)


def in_unit_of(value: float, quantity: Quantity) -> str:
    """Return a value given in base units in the unit of this quantity: what the evidence says, in the claim's terms."""
    scaled = value / (quantity.unit.factor / (quantity.per or 1.0))
    return _written(scaled, scaled, quantity)


def _written(low: float, high: float, quantity: Quantity, noun: str = "") -> str:
    """Return a value in the unit of a quantity, with its currency before it, or its unit and its rate behind it."""
    unit = quantity.unit
    if unit.dimension == "share" and unit.factor == 1.0:
        low, high, unit = low * 100, high * 100, PERCENT
    value = _value(low) if low == high else f"{_value(low)} to {_value(high)}"
    code, _, per = unit.name.partition(" per ")
    if unit.dimension.startswith("money"):
        sign = _SIGNS.get(code, f"{code} ") if unit.factor == 1.0 or per else ""
        value = f"{sign}{value}" if sign else f"{value} {'pence' if code == 'GBP' else 'cents'}"
        name = f"per {per}" if per else ""
    elif unit is PERCENT or code == PERCENT.name:
        value, name = f"{value}%", f"per {per}" if per else ""
    else:
        name = unit_name(unit, one=low == high == 1) or noun
    rate = _PERIODS.get(quantity.per or 0.0, "")
    rate = f"{'an' if rate == 'hour' else 'a'} {rate}" if rate else ""
    return " ".join(filter(None, (value, name, rate)))


def unit_name(unit: Unit, *, one: bool = False) -> str:
    """Return a unit's name as it stands behind a number: "litres", "square kilometres", "feet"; empty for counts."""
    name, _, thing = unit.name.partition(" per ")
    power, _, plain_name = name.rpartition(" ")
    singular, plural = SPOKEN.get(plain_name, (plain_name, plain_name))
    return f"{power} {singular if one else plural}".strip() + (f" per {thing}" if thing else "")


def sentence_on(said: Quantity, evidence: Quantity, result: CheckOutcome, arithmetic: str = "", cell: str = "") -> str:
    """Return one plain sentence on a claim's value and the evidence's, with the arithmetic and the table’s cell."""
    has = f"the table has, in {cell}: “{evidence.text}”" if cell else f"the evidence has “{evidence.text}”"
    if arithmetic:
        has = f"in the evidence, {arithmetic}"
    elif not _in_same_terms(said, evidence) or (cell and not _as_written(evidence)):
        has += f", which is {in_unit_of(evidence.base[0], said)}"
    if said.direction and evidence.direction and said.direction != evidence.direction:
        return f"The claim says “{said.text}” {_way(said)}, and {has}: the other direction."
    if said.role in ("score", "place"):
        which = "the same" if result == "agrees" else "another"
        return f"The claim says “{said.text}”, and {has}: {which} {said.role}."
    if result == "agrees":
        return f"The claim says “{said.text}”, and {has}: the values agree."
    gap = _gap(said, evidence)
    if result == "imprecise":
        return f"The claim says “{said.text}”, but {has}, {gap}: near, but not what the wording says."
    return f"The claim says “{said.text}”, but {has}, {gap}."


def _in_same_terms(said: Quantity, evidence: Quantity) -> bool:
    """Can a reader compare the two as they stand? A share in words is held against percent."""
    percent = said.unit.dimension == "share" and evidence.unit is PERCENT
    return (evidence.unit == said.unit or percent) and evidence.per == said.per


def _as_written(quantity: Quantity) -> bool:
    """Is the value the number as it stands, rather than one in the thousands that its column's name tells?"""
    digits = quantity.text.replace(",", "")
    return not digits.replace(".", "", 1).isdecimal() or float(digits) == quantity.low


def _way(said: Quantity) -> str:
    return "up" if said.direction > 0 else "down"


def _gap(said: Quantity, evidence: Quantity) -> str:
    """Return how far the evidence lies from what was said: "2.9% below $600 billion", "9 points below 20%"."""
    mine, theirs = said.base, evidence.base
    reference = mine[0] if theirs[0] < mine[0] else mine[1]
    value = theirs[0] if theirs[0] < mine[0] else theirs[1]
    if reference == value:
        return f"exactly {plain(evidence)}"
    side = "below" if value < reference else "above"
    shown = in_unit_of(reference, said)
    if said.unit.dimension in ("share", "points"):
        points = abs(value - reference) * (100 if said.unit.dimension == "share" else 1)
        return f"{_trim(round(points, 1) if points >= 1 else points)} percentage points {side} {shown}"
    if not reference:
        return f"{side} {shown}"
    if said.unit.dimension == "temperature" or reference < 0 or value < 0:  # so many times as much says nothing here
        return f"{in_unit_of(abs(value - reference), said)} {side} {shown}"
    if value / reference >= _TIMES_AS:
        return f"{_trim(round(value / reference, 1))} times {shown}"
    return f"{abs(value - reference) / abs(reference):.1%} {side} {shown}".replace(".0%", "%")


def kind_of(quantity: Quantity) -> str:
    """Return what sort of number this is, in a few words."""
    if quantity.role == "identifier":
        return "names something"
    if quantity.role == "ordinal":
        return "is a rank"
    if quantity.role == "frame":
        return "is a stretch of time"
    if quantity.role == "age":
        return "is an age"
    if quantity.role in ("score", "place"):
        return f"a {quantity.role}"
    kind = {
        "share": "a share in percent",
        "count": f"a count of {quantity.noun}" if quantity.noun else "a bare count",
        "ratio": "a multiple",
    }.get(quantity.unit.dimension, f"in {_MONEY.get(quantity.unit.name) or unit_name(quantity.unit)}")
    if quantity.role == "change":
        kind = f"a change, {kind}"
    return f"{kind} for a stretch of time" if quantity.per is not None else kind


def _value(value: float) -> str:
    for size, word in _LARGE:
        if abs(value) >= size:
            return f"{_trim(value / size)} {word}"
    return _trim(value)


def _trim(value: float) -> str:
    text = f"{value:,.0f}" if abs(value) >= _WHOLE else f"{value:,.2f}" if abs(value) >= 1 else f"{value:.3g}"
    return text.rstrip("0").rstrip(".") if "." in text else text
