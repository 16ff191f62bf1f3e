"""What a score or a ballot tells besides: 217-200 is a margin of 17, and 217 votes for one side."""

from collections.abc import Iterator, Sequence

from factdesk.verdicts.derived import Derived
from factdesk.verdicts.mentions import Amount
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import Subject, word_class
from factdesk.verdicts.tokens import words
from factdesk.verdicts.units import COUNT

_VOTE = word_class("votes")
#: what a score is by itself: nobody says with it that it is of votes and makes a margin
_OF_MARGINS = frozenset({_VOTE, word_class("margin")})
#: what carries is told with the votes of the larger side, where nothing tells of a defeat
_CARRIED = frozenset(map(word_class, words("approved passed adopted elected won confirmed ratified carried")))
_DEFEATED = frozenset(map(word_class, words("rejected failed lost defeated against opposed")))


def margins(mention: Amount, statements: Sequence[Statement]) -> Iterator[Derived]:
    """Yield, for a claim that tells a margin or the votes of one side, what a passage's scores come to."""
    claim, near = mention.quantity, mention.near
    votes = claim.role == "level" and claim.unit is COUNT and claim.head == _VOTE
    if claim.role != "margin" and not votes:
        return
    for statement in statements:
        for amount in statement.amounts:
            score = amount.quantity
            if score.role != "score" or score.parts is None or score.low == score.high:
                continue
            if votes:
                for side in (score.high,) if _carried(near, amount.near) else score.parts:
                    told = score._replace(low=side, high=side, role="level", head=_VOTE, noun=claim.noun, parts=None)
                    yield Derived(amount._replace(quantity=told), f"“{score.text}” is {side:,.0f} for one side")
                continue
            ahead = score.high - score.low
            margin = score._replace(low=ahead, high=ahead, role="margin", head=claim.head, noun=claim.noun, parts=None)
            lead = amount._replace(quantity=margin, near=amount.near | Subject(near.words & _OF_MARGINS))
            yield Derived(lead, f"{score.text} is a margin of {ahead:,.0f}")


def _carried(claim: Subject, evidence: Subject) -> bool:
    """Are the votes those by which something was carried?"""
    return not claim.words.isdisjoint(_CARRIED) and _DEFEATED.isdisjoint(claim.words | evidence.words)
