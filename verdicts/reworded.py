"""What a verifier reads of a passage: its values in the claim's own words, where they are the same.

A model reads "2,300" and "2,318", or "90 minutes" and "an hour and a half", as two things. That 214 is "more than 200"
is for arithmetic to say; in the claim's words the passage stays true, and what is left to judge is whether it speaks of
the same. The passage that a verdict shows is the one that was written.
"""

from collections.abc import Iterator
from datetime import date

from factdesk.records import Claim
from factdesk.verdicts.amounts import same_value
from factdesk.verdicts.mentions import Amount
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.statements import read_statements


def reworded(claim: Claim, text: str, published: date | None = None) -> str:
    """Return a text with each amount that meets one of the claim's written as the claim has it.

    ``published`` is the text's day, from which "last year" is counted.
    """
    asked = list(_amounts(claim.text, None))
    if not asked:
        return text
    for theirs in sorted(_amounts(text, published), key=lambda item: -item.quantity.start):
        said = next((mine.quantity for mine in asked if same_value(mine, theirs)), None)
        if said is not None and said.text.casefold() != theirs.quantity.text.casefold():
            text = text[: theirs.quantity.start] + _inside(said) + text[theirs.quantity.end :]
    return text


def _inside(said: Quantity) -> str:
    """Return a value's words as they stand inside a sentence."""
    opens = said.start == 0 and said.text[1:2].islower()
    return said.text[:1].lower() + said.text[1:] if opens else said.text


def _amounts(text: str, anchor: date | None) -> Iterator[Amount]:
    for statement in read_statements(text, anchor):
        yield from (amount for amount in statement.amounts if amount.quantity.amount and not amount.cell)
