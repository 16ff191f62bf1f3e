"""A range of values: "between 2% and 3%", "5 to 10 million people", "10–15 kg"."""

from factdesk.verdicts.line import Line
from factdesk.verdicts.measures import currency_before, unit_of
from factdesk.verdicts.numbers import Number, read_number
from factdesk.verdicts.phrases import wording_before
from factdesk.verdicts.units import COUNT, CURRENCIES, Unit


def range_at(
    line: Line, first: int, after: int, number: Number, unit: Unit
) -> tuple[float, float, float, Unit, int] | None:
    """Read "between 2% and 3%", "5 to 10 million people": low, high, step, unit and the index after; None for no range.

    Low, high and step are in the unit, which either number may name.
    """
    joint = line.lower(after)
    if joint not in ("and", "to", "-", "–", "—"):
        return None
    opened = line.lower(wording_before(line, first)[1] - 1)
    if joint == "and" and opened != "between":
        return None
    if opened == "from" and not _tells_range(line, first):
        return None
    position = after + 1
    while line.lower(position) in CURRENCIES and not line.lower(position).isalpha():
        position += 1
    if position >= len(line.tokens) or line.is_time(position):
        return None
    second = read_number(line.tokens, position)
    if second is None or second.form not in ("cardinal", "fraction"):
        return None
    prefix, _ = currency_before(line, position)
    other, end, second = unit_of(line, position, second, prefix)
    if other is COUNT and unit is not COUNT:
        other = unit
    low, step = number.low, number.step
    if unit is COUNT or unit == other:
        if number.factor == 1.0 and second.factor > 1.0 and low < second.low / second.factor:
            low, step = low * second.factor, step * second.factor
    elif unit.dimension != other.dimension:
        return None
    else:
        low = low * unit.factor / other.factor
    if not low < second.low:
        return None
    return low, second.high, min(step, second.step), other, end


def _tells_range(line: Line, first: int) -> bool:
    near = [line.lower(position) for position in range(max(0, first - 5), first)]
    return "anywhere" in near or any(word.startswith(("rang", "var", "spann")) for word in near)
