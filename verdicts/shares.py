"""Shares that follow from counts: "of 2,400 applicants, 790 were rejected" is 32.9 % of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factdesk.verdicts.derived import Derived
from factdesk.verdicts.mentions import Amount
from factdesk.verdicts.nouns import plural
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import Subject, word_class
from factdesk.verdicts.units import COUNT, SHARE
from factdesk.verdicts.wording import plain

#: a sentence with more counts than this is a list, in which no two are part and whole
_MOST_COUNTS = 4


def shares(claim: Quantity, statements: Sequence[Statement]) -> Iterator[Derived]:
    """Yield, for a claim that tells a share of something counted, the shares that a passage's counts make of it."""
    if claim.role != "level" or claim.unit.dimension != "share" or not claim.head:
        return
    for amounts in [statement.amounts for statement in statements] + [
        before.amounts + after.amounts for before, after in pairwise(statements)
    ]:
        counts = [item for item in amounts if _is_count(item.quantity)]
        if not 2 <= len(counts) <= _MOST_COUNTS:
            continue
        for whole in counts:
            if claim.head in _names(whole.quantity):
                for part in counts:
                    if part is not whole and (found := _share(claim, part, whole)) is not None:
                        yield found


def _is_count(quantity: Quantity) -> bool:
    return quantity.exact and quantity.unit is COUNT


def _names(whole: Quantity) -> set[str]:
    """Return what counts may be shares of here: of 200 crew members both the members and the crew."""
    return {whole.head, *map(word_class, whole.noun.split())}


def _share(claim: Quantity, part: Amount, whole: Amount) -> Derived | None:
    """Return the share that a count is of the whole; a part that counts other things is none of it."""
    mine, all_of = part.quantity, whole.quantity
    # "118 fell ill" names no noun, and counts what the whole counts.
    other = plural(mine.noun.rpartition(" ")[2]) and mine.head != all_of.head
    if other or not 0 < mine.low < all_of.low or mine.per != all_of.per:
        return None
    share = mine.low / all_of.low
    quantity = mine._replace(
        text=f"{mine.text} of {all_of.text}",
        low=share,
        high=share,
        step=min(share * max(mine.step / mine.low, all_of.step / all_of.low), 0.01),
        unit=SHARE,
        head=claim.head,
        noun=all_of.noun,
        per=None,
    )
    # Whom else the whole's clause names may have another part: "134 to the Union and 143 to the Alliance".
    plain_words = Subject(whole.near.words - whole.near.names)
    amount = part._replace(quantity=quantity, near=part.near | plain_words)
    return Derived(amount, f"{plain(mine)} of {plain(all_of)} is {share:.1%}")
