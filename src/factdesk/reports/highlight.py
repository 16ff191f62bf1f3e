"""An article's text cut where claims begin and end, so that each claim can be marked where it stands.

Claims may overlap, lie in one another and stand in several pieces. The text is cut into runs that the same claims
cover; put together again, the runs are the text, character for character.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factdesk.records import Claim, Span


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the text and the claims that cover it, by their positions in the list, the shortest first."""

    text: str
    claims: tuple[int, ...] = ()
    #: the claims whose first character is this run's first
    opens: tuple[int, ...] = ()


def runs(text: str, claims: Sequence[Claim]) -> Iterator[Run]:
    """Yield the text in runs. Spans outside the text are cut to it; no run holds both words and line ends."""
    covers = [
        (start, end, number)
        for number, claim in enumerate(claims)
        for start, end in (_within(span, len(text)) for span in _spans(claim))
        if start < end
    ]
    first: dict[int, int] = {}
    for start, _, number in covers:
        first[number] = min(start, first.get(number, start))
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for start, end, number in covers:
        starts.setdefault(start, []).append(number)
        ends.setdefault(end, []).append(number)
    lines = {position for position, pair in enumerate(pairwise(text), 1) if (pair[0] == "\n") != (pair[1] == "\n")}
    cuts = sorted({0, len(text)} | starts.keys() | ends.keys() | lines)
    open_now: dict[int, int] = {}
    for start, end in pairwise(cuts):
        for number in ends.get(start, ()):
            open_now[number] -= 1
        for number in starts.get(start, ()):
            open_now[number] = open_now.get(number, 0) + 1
        covering = sorted(
            (number for number, depth in open_now.items() if depth), key=lambda n: (claims[n].end - claims[n].start, n)
        )
        opens = tuple(number for number in sorted(covering) if first[number] == start)
        yield Run(text[start:end], tuple(covering), opens)


def _spans(claim: Claim) -> tuple[Span, ...]:
    pieces = claim.spans or (Span(start=claim.start, end=claim.end),)
    return (*pieces, *claim.mentions)


def _within(span: Span, length: int) -> tuple[int, int]:
    return max(0, min(span.start, length)), max(0, min(span.end, length))
