"""Values as a person writes them, for the sentence that goes with each check."""

from factdesk.verdicts.quantities import Quantity
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
