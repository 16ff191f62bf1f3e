"""What a score or a ballot tells besides: 217-200 is a margin of 17, and 217 votes for one side."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

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
    each = [statement.amounts for statement in statements] if claim.role == "margin" else []
    for amounts in [*each, *(one + other for one, other in pairwise(each))]:
        if (found := _between(mention, amounts)) is not None:
            yield found
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
            lead = amount._replace(quantity=margin, near=_with_margins(amount.near, near))
            yield Derived(lead, f"{score.text} is a margin of {ahead:,.0f}")


def _between(claim: Amount, amounts: Sequence[Amount]) -> Derived | None:
    """Return by how many one was ahead, by the only two counts there: "23,871 votes and her rival 22,657"."""
    if any(item.quantity.parts for item in amounts):
        return None  # "76 of 150 seats"
    counts = [item for item in amounts if item.quantity.role == "level" and item.quantity.unit is COUNT]
    heads = {item.quantity.head for item in counts}
    if len(counts) != 2 or claim.quantity.head not in heads or not heads <= {claim.quantity.head, ""}:
        return None
    more, fewer = sorted(counts, key=lambda item: -item.quantity.low)
    ahead = more.quantity.low - fewer.quantity.low
    if ahead <= 0 or any(item.quantity.low != item.quantity.high for item in counts):
        return None
    lead = more.quantity._replace(low=ahead, high=ahead, role="margin", noun=claim.quantity.noun)
    near = _with_margins(counts[0].near, claim.near)
    written = f"{more.quantity.text} and {fewer.quantity.text}"
    return Derived(counts[0]._replace(quantity=lead, near=near), f"{written} is a margin of {ahead:,.0f}")


def _with_margins(evidence: Subject, claim: Subject) -> Subject:
    """Return what the evidence speaks of with the claim's words for a margin, which a score need not say."""
    return evidence | Subject(claim.words & _OF_MARGINS)


def _carried(claim: Subject, evidence: Subject) -> bool:
    """Are the votes those by which something was carried?"""
    return not claim.words.isdisjoint(_CARRIED) and _DEFEATED.isdisjoint(claim.words | evidence.words)
