"""A claim's move from one level to another, against how far a passage says that it moved.

"Fell from 4 million to 3.2 million" is confirmed by "fell by 20%", though the passage has neither level.
"""

from collections.abc import Sequence
from datetime import date

from factdesk.records import CheckOutcome
from factdesk.verdicts.changes import change_between, level_pairs
from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.meeting import AmountMeeting
from factdesk.verdicts.mentions import Amount
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import Subject
from factdesk.verdicts.tolerance import outcome


def compare_move(
    amounts: Sequence[Amount], statements: Sequence[Statement], background: Subject, as_of: date | None
) -> Comparison | None:
    """Hold the change that two of the claim's levels amount to against the one change that a passage tells of."""
    stated = [amount for statement in statements for amount in statement.amounts]
    told = [amount for amount in stated if amount.quantity.role == "change"]
    if len(told) != 1:
        return None
    levels = {amount.quantity.unit.dimension for amount in stated if amount.quantity.role == "level"}
    evidence = told[0].quantity
    for before, after in level_pairs(amounts):
        implied = change_between(evidence, before, after)
        if implied is None:
            continue
        result = _outcome(evidence, implied.amount.quantity)
        meeting = AmountMeeting(implied.amount, told[0], background, as_of)
        # A passage with levels of its own tells of another move: by those it is compared.
        alone = meeting.may_differ and before.quantity.unit.dimension not in levels
        if (result == "agrees" and meeting.may_agree) or (result == "differs" and alone):
            joint = ": the values agree" if result == "agrees" else ", which is another change"
            text = f"In the claim, {implied.arithmetic}; the evidence has “{evidence.text}”{joint}."
            return Comparison.of("quantity", implied.amount.quantity.text, evidence.text, result, text)
    return None


def _outcome(told: Quantity, implied: Quantity) -> CheckOutcome:
    """The wording is the passage's here: "nearly a fifth" holds for a fall of 19.3 %."""
    return "differs" if told.direction * implied.direction < 0 else outcome(told, implied)
