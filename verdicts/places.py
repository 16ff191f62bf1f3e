"""Where in an order something stands: "ranked fifth", "came second in the table", "is No. 3", "took third place"."""

from factdesk.verdicts.line import Line
from factdesk.verdicts.numbers import Number
from factdesk.verdicts.quantity import Quantity, quantity_of
from factdesk.verdicts.tokens import words
from factdesk.verdicts.units import COUNT

#: what one does to stand somewhere in an order
_STANDING = words(
    "ranked ranks rank ranking placed places came comes come coming finished finishes finish finishing stands stood "
    "ended ends"
)
#: so does whoever "is" somewhere in it, where it is told of which
_BEING = words("is was are were became remains remained")
_OF_WHICH = words("among in of on for behind out globally worldwide overall nationally")
_BETWEEN = words("in at as only just jointly joint the a season year campaign race tournament competition")
_NUMBER = ("no", ".")
_PLACE = words("place position spot")
#: no order that news tells of is longer
_LAST_PLACE = 200
#: what may follow an ordinal that is the place itself; before another word it ranks that: "finished first grade"
_FOLLOWS = _OF_WHICH | words("with at to")


def place_at(line: Line, index: int, number: Number) -> tuple[Quantity, int] | None:
    """Read the place that the number at this index tells, and the index after it; None where it tells none."""
    told = number.low == number.high == int(number.low) and number.low <= _LAST_PLACE
    if not told or number.form not in ("ordinal", "cardinal") or line.is_time(index):
        return None
    after, first = number.after, index
    if number.form == "ordinal":
        if line.lower(after) in _PLACE:
            after += 1
    elif (line.lower(index - 2), line.lower(index - 1)) == _NUMBER:
        first = index - 2
    elif line.lower(index - 1) == "number":
        first = index - 1
    elif line.lower(index - 1) not in ("ranked", "ranks"):
        return None
    verb = next((line.lower(first - back) for back in range(1, 6) if line.lower(first - back) not in _BETWEEN), "")
    stands = verb in _STANDING or (verb in ("took", "takes", "won") and after > number.after)
    of_which = line.lower(after) in _OF_WHICH and not line.is_time(after + 1)
    if not stands and not (verb in _BEING and of_which and first < index):
        return None
    followed = number.form == "ordinal" and after == number.after < len(line.tokens)
    if followed and line.tokens[after].kind != "mark" and line.lower(after) not in _FOLLOWS:
        return None
    return quantity_of(line, first, after, number.low, number.low, 1, COUNT, "place", "exact"), after
