"""A ballot's two sides told one by one: "ayes 312, noes 288", "9 votes to 4", "312 in favour and 288 against"."""

from factdesk.verdicts.line import Line
from factdesk.verdicts.numbers import Number, read_number
from factdesk.verdicts.quantity import Quantity, quantity_of
from factdesk.verdicts.tokens import words
from factdesk.verdicts.units import COUNT

_FOR = words("aye ayes yes yea yeas for favour favor")
_AGAINST = words("no noes nay nays against")
_VOTES = words("vote votes")
#: what the two sides of a game have so many of: "three goals to one"
_PLAYED = words("goals sets games frames tries")
_WON = words("won win wins winning beat beats beaten lost lose loses defeated")
_VOTED = words("voted voting")
_TOLD = _FOR | _VOTES | _PLAYED
#: what may stand between the two numbers of one ballot
_BETWEEN = _FOR | _AGAINST | _VOTES | _PLAYED | _VOTED | words("in and to with , ; : - – were was members")
_FARTHEST = 6


def _past_voters(line: Line, after: int) -> int:
    """Return the index after who voted: "seven judges voted for it and two against"."""
    if line.words.isdisjoint(_VOTED):
        return after
    voted = next((index for index in range(after, after + 3) if line.lower(index) in _VOTED), None)
    if voted is None:
        return after
    return voted + 3 if line.lower(voted + 2) in ("it", "this", "him", "her") else voted


def ballot_at(line: Line, index: int, number: Number) -> tuple[Quantity, int] | None:
    """Return both sides of a ballot as one score, whichever side is told first, and the index after it."""
    if number.form != "cardinal" or number.low != int(number.low) or line.words.isdisjoint(_TOLD):
        return None
    position = _past_voters(line, number.after)
    while position < number.after + _FARTHEST and line.lower(position) in _BETWEEN:
        position += 1
    if position == number.after or position >= len(line.tokens):
        return None
    second = read_number(line.tokens, position)
    if second is None or second.form != "cardinal" or second.low != int(second.low) or second.factor != 1.0:
        return None
    between = {line.lower(place) for place in range(number.after, position)}
    label = line.lower(index - 2) if line.lower(index - 1) == ":" else line.lower(index - 1)
    told = between | {label, line.lower(second.after)}
    sides = bool(told & _FOR and told & _AGAINST)
    played = bool(between & _PLAYED) and "to" in between and not line.words.isdisjoint(_WON)
    if not sides and not played and not (between & _VOTES and between & {"to", "against"}):
        return None
    after = second.after + (line.lower(second.after) in _AGAINST | _FOR | _VOTES)
    low, high = sorted((number.low, second.low))
    parts = (number.low, second.low)
    return quantity_of(line, index, after, low, high, 1, COUNT, "score", "exact", parts=parts), after
