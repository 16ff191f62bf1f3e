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
#: behind a place that somebody "was", one of these tells that it was one in time: "was first in 1978"
_LAST_PLACE = 200


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
    if number.form == "ordinal" and after == number.after and line.tokens[after : after + 1]:
        following = line.tokens[after]
        if (
            following.kind != "mark"
            and following.lower not in _OF_WHICH
            and following.lower not in ("with", "at", "to")
        ):
            return None  # "came second to none" and "finished first grade" aside, what follows would be ranked itself
    return quantity_of(line, first, after, number.low, number.low, 1, COUNT, "place", "exact"), after
