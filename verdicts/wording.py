"""Values as a person writes them, for the sentence that goes with each check."""

from factdesk.records import CheckOutcome
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.units import Unit

_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def plain(quantity: Quantity) -> str:
    """Return a quantity's value with its unit: "582.4 billion USD", "20 %", "38 people"."""
    low, high = quantity.low, quantity.high
    if quantity.unit.dimension == "share" and quantity.unit.factor == 1.0:
        return _value(low * 100) + " %" if low == high else f"{_value(low * 100)} to {_value(high * 100)} %"
    value = _value(low) if low == high else f"{_value(low)} to {_value(high)}"
    name = _unit(quantity.unit) or quantity.noun
    return f"{value} {name}".strip()


def in_unit_of(value: float, quantity: Quantity) -> str:
    """Return a value given in base units in the unit of this quantity: what the evidence says, in the claim's terms."""
    scaled = value / (quantity.unit.factor / (quantity.per or 1.0))
    if quantity.unit.dimension == "share" and quantity.unit.factor == 1.0:
        return f"{_value(scaled * 100)} %"
    return f"{_value(scaled)} {_unit(quantity.unit)}".strip()


def sentence_on(said: Quantity, evidence: Quantity, result: CheckOutcome, arithmetic: str = "", cell: str = "") -> str:
    """Return one plain sentence on a claim's value and the evidence's, with the arithmetic and the table’s cell."""
    has = f"the table has, in {cell}: “{evidence.text}”" if cell else f"the evidence has “{evidence.text}”"
    if arithmetic:
        has = f"in the evidence, {arithmetic}"
    elif evidence.unit != said.unit or evidence.per != said.per or (cell and not _as_written(evidence)):
        has += f", which is {in_unit_of(evidence.base[0], said)}"
    if said.direction and evidence.direction and said.direction != evidence.direction:
        return f"The claim says “{said.text}” {_way(said)}, and {has}: the other direction."
    if said.role == "score":
        return f"The claim says “{said.text}”, and {has}: {'the same' if result == 'agrees' else 'another'} score."
    if result == "agrees":
        return f"The claim says “{said.text}”, and {has}: the values agree."
    gap = _gap(said, evidence)
    if result == "imprecise":
        return f"The claim says “{said.text}”, but {has}, {gap}: near, but not what the wording says."
    return f"The claim says “{said.text}”, but {has}, {gap}."


def _as_written(quantity: Quantity) -> bool:
    """Is the value the number as it stands, rather than one in the thousands that its column's name tells?"""
    digits = quantity.text.replace(",", "")
    return not digits.replace(".", "", 1).isdecimal() or float(digits) == quantity.low


def _way(said: Quantity) -> str:
    return "up" if said.direction > 0 else "down"


def _gap(said: Quantity, evidence: Quantity) -> str:
    """Return how far the evidence lies from the number that was said: "2.9 % below 600 billion USD"."""
    mine, theirs = said.base, evidence.base
    reference = mine[0] if theirs[0] < mine[0] else mine[1]
    value = theirs[0] if theirs[0] < mine[0] else theirs[1]
    if reference == value:
        return f"exactly {plain(evidence)}"
    side = "below" if value < reference else "above"
    shown = in_unit_of(reference, said)
    return f"{side} {shown}" if not reference else f"{abs(value - reference) / abs(reference):.1%} {side} {shown}"


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
    if quantity.role == "score":
        return "a score"
    kind = {
        "share": "a share in percent",
        "count": f"a count of {quantity.noun}" if quantity.noun else "a bare count",
    }.get(quantity.unit.dimension, f"in {quantity.unit.name}")
    if quantity.role == "change":
        kind = f"a change, {kind}"
    return f"{kind} for a stretch of time" if quantity.per is not None else kind


def _unit(unit: Unit) -> str:
    return "%" if unit.name == "percent" else unit.name


def _value(value: float) -> str:
    for size, word in _LARGE:
        if abs(value) >= size:
            return f"{_trim(value / size)} {word}"
    return _trim(value)


def _trim(value: float) -> str:
    text = f"{value:,.2f}" if abs(value) >= 1 else f"{value:.3g}"
    return text.rstrip("0").rstrip(".") if "." in text else text
