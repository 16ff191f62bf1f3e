"""What a score or a ballot tells besides: 217-200 is a margin of 17, and 217 votes for one side."""

from collections.abc import Iterator, Sequence

from factdesk.verdicts.derived import Derived
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import word_class
from factdesk.verdicts.units import COUNT

_VOTE = word_class("votes")


def margins(claim: Quantity, statements: Sequence[Statement]) -> Iterator[Derived]:
    """Yield, for a claim that tells a margin or the votes of one side, what a passage's scores come to."""
    votes = claim.role == "level" and claim.unit is COUNT and claim.head == _VOTE
    if claim.role != "margin" and not votes:
        return
    for statement in statements:
        for amount in statement.amounts:
            score = amount.quantity
            if score.role != "score" or score.parts is None or score.low == score.high:
                continue
            if votes:
                for side in score.parts:
                    told = score._replace(low=side, high=side, role="level", head=_VOTE, noun=claim.noun, parts=None)
                    yield Derived(amount._replace(quantity=told), f"“{score.text}” is {side:,.0f} for one side")
                continue
            ahead = score.high - score.low
            margin = score._replace(low=ahead, high=ahead, role="margin", head=claim.head, noun=claim.noun, parts=None)
            yield Derived(amount._replace(quantity=margin), f"{score.text} is a margin of {ahead:,.0f}")
