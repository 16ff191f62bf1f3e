"""A direction told without a number: "house prices fell" against the levels that a passage gives for two times."""

from collections.abc import Sequence

from factdesk.verdicts.changes import change_between, level_pairs
from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.mentions import Amount
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import DIRECTIONS, Subject, denials
from factdesk.verdicts.tokens import tokenize
from factdesk.verdicts.units import PERCENT

#: share of the claim's words that must stand around the two levels
_SAME_SUBJECT = 0.75
_UP = "rise"


def direction_of(text: str, subject: Subject) -> str:
    """Return which way a claim without a number says that something went; empty where it says none, or both."""
    told = subject.words & DIRECTIONS
    return next(iter(told)) if len(told) == 1 and not denials(tokenize(text)) else ""


def compare_trend(
    direction: str, subject: Subject, statements: Sequence[Statement], background: Subject
) -> Comparison | None:
    """Hold a direction against the one move that a passage's levels make; None where they make none, or several."""
    pairs = [pair for statement in statements for pair in level_pairs(statement.amounts)]
    if len(pairs) != 1:
        return None
    before, after = pairs[0]
    moved = change_between(_CHANGE, before, after)
    wanted = Subject(subject.words - DIRECTIONS, subject.names)
    near = before.near | after.near
    if moved is None or not wanted.words or not wanted.names <= background.words:
        return None
    if wanted.coverage(near) < _SAME_SUBJECT or _speaks_of_others(near, wanted, before, after):
        return None
    change = moved.amount.quantity
    if not change.direction:
        return None
    same = (change.direction > 0) == (direction == _UP)
    joint = "so it did" if same else "the other way"
    text = (
        f"The claim tells of a {'rise' if direction == _UP else 'fall'}; in the evidence, {moved.arithmetic}: {joint}."
    )
    return Comparison.of("quantity", direction, change.text, "agrees" if same else "differs", text)


def _speaks_of_others(near: Subject, wanted: Subject, *levels: Amount) -> bool:
    """Have the levels names, a negation or a forecast that the claim has not?"""
    return bool(near.names - wanted.words) or any(level.negated or level.possible for level in levels)


_CHANGE = Quantity("", 0, 0, 0.0, 0.0, 1.0, PERCENT, "change")
