"""Things that only a number tells apart: what Member 101 did says nothing of Member 100.

That a text has another number for one of them inside a sentence ("reached number 17", "in season 8") may well
contradict a claim. Where both open with it, it is what they are about, and they are about two things.
"""

from collections.abc import Iterator
from datetime import date

from factdesk.records import Claim, Passage
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.statements import read_statements
from factdesk.verdicts.tokens import sentences, words

_ARTICLES = words("the a an")


def another_of_its_kind(claim: Claim, passage: Passage, as_of: date | None) -> str:
    """Return what a passage opens a sentence with in place of the numbered thing that the claim opens with.

    Empty where there is none, and where the passage or what stands around it has the claim's own number.
    """
    said = next(_opening(claim.text, as_of), None)
    if said is None:
        return ""
    anchor = passage.published or as_of
    theirs = _opening(passage.quote, anchor)
    others = [item.text for item in theirs if _kind(item) == _kind(said) and item.low != said.low]
    if not others:
        return ""
    around = f"{passage.title} {passage.prefix} {passage.suffix}"
    return others[0] if said.low not in {*_numbers(passage.quote, anchor), *_numbers(around, anchor)} else ""


def _opening(text: str, anchor: date | None) -> Iterator[Quantity]:
    """Yield the numbered things that sentences of a text open with, past an article."""
    statements = read_statements(text, anchor)
    if not any(amount.quantity.role == "identifier" for statement in statements for amount in statement.amounts):
        return
    for tokens, statement in zip(sentences(text), statements, strict=True):
        first = tokens[1:2] if tokens[0].lower in _ARTICLES else tokens[:1]
        for amount in statement.amounts[:1]:
            named = amount.quantity.role == "identifier" and _kind(amount.quantity).isalpha()
            if named and [token.start for token in first] == [amount.quantity.start]:
                yield amount.quantity


def _kind(thing: Quantity) -> str:
    return thing.text.rpartition(" ")[0].casefold()


def _numbers(text: str, anchor: date | None) -> Iterator[float]:
    for statement in read_statements(text, anchor):
        yield from (amount.quantity.low for amount in statement.amounts)
