"""A value that a passage does not state but that follows from what it states, with its arithmetic."""

from dataclasses import dataclass

from factdesk.verdicts.mentions import Amount


@dataclass(frozen=True, slots=True)
class Derived:
    """A mention that was calculated, and the calculation as one writes it."""

    amount: Amount
    arithmetic: str
