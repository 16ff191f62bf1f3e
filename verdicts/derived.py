"""A value that a passage does not state but that follows from what it states, with its arithmetic."""

from typing import NamedTuple

from factdesk.verdicts.mentions import Amount


class Derived(NamedTuple):
    """A mention that was calculated, and the calculation as one writes it; empty for one that stands there."""

    amount: Amount
    arithmetic: str
