"""A text as statements: each sentence with its quantities and times, and each of these with the words it stands among.

This is what the gates read. A quantity's own words are those of its clause; the words of the sentence and, last, of the
whole passage stand farther off and count for less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from factdesk.verdicts.quantities import Quantity, read_quantities
from factdesk.verdicts.subjects import Subject, subject_of, word_class
from factdesk.verdicts.times import Time, read_times
from factdesk.verdicts.tokens import Token, sentences, words

_NEGATIONS = words("not never no without neither nor n't cannot none nobody t")
_BORDERS = words(", ; and but while whereas compared versus vs (")


@dataclass(frozen=True, slots=True)
class Mention:
    """One quantity or time of a sentence: what it is, when it holds, and the words around it."""

    quantity: Quantity | None
    #: of a quantity: the period it holds for; of a time: the time itself
    time: Time | None
    #: the content words of its clause, and of its whole sentence
    near: Subject
    sentence: Subject
    #: class of the sentence's first word where that is a content word: most often what it is about
    opening: str
    #: the number of the sentence in its text
    place: int
    #: the sentence tells of the present ("is", "has"), so that an old value may be stale
    present: bool = False
    #: the sentence states a total of several
    totals: bool = False
    #: its clause is negated
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence."""

    quantities: tuple[Mention, ...]
    times: tuple[Mention, ...]
    subject: Subject


@lru_cache(maxsize=4096)
def read_statements(text: str, anchor: date | None = None) -> tuple[Statement, ...]:
    """Return the statements of a text; relative times are anchored to the given day."""
    return tuple(_statement(tokens, anchor, place) for place, tokens in enumerate(sentences(text)))


def _statement(tokens: Sequence[Token], anchor: date | None, place: int) -> Statement:
    times = read_times(tokens, anchor)
    quantities = [] if tokens[-1].text == "?" else read_quantities(tokens, times)  # a question states nothing
    masked = [(item.start, item.end) for item in (*times, *quantities)]
    whole = subject_of(tokens, masked)
    opening = next((word_class(token.lower) for token in tokens[:1] if token.kind == "word" and token.capital), "")
    present = any(token.lower in ("is", "are", "has", "have", "stands") for token in tokens[:12])
    totals = any(token.lower.startswith("total") or token.lower in ("altogether", "combined") for token in tokens)
    clauses = _clauses(tokens, quantities)
    mentions = []
    for quantity in quantities:
        start, end = next(((a, b) for a, b in clauses if a <= quantity.start < b), (0, len(tokens) and tokens[-1].end))
        own = [token for token in tokens if start <= token.start < end] if len(clauses) > 1 else tokens
        near = subject_of(own, masked) if len(clauses) > 1 else whole
        if quantity.head:
            near = near | Subject(frozenset({quantity.head}))
        period = _period(quantity, times, quantities, (start, end))
        mentions.append(Mention(quantity, period, near, whole, opening, place, present, totals))
    moments = [Mention(None, time, whole, whole, opening, place, present) for time in times]
    return Statement(tuple(mentions), tuple(moments), whole)


def _clauses(tokens: Sequence[Token], quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Cut a sentence where a comma, "and" or the like stands between two quantities; return character ranges."""
    if len(quantities) < 2 or not tokens:
        return [(0, tokens[-1].end + 1 if tokens else 0)]
    borders = []
    for before, after in zip(quantities, quantities[1:], strict=False):
        between = [token for token in tokens if before.end <= token.start < after.start and token.lower in _BORDERS]
        if between:
            borders.append(between[0].start)
    edges = [0, *borders, tokens[-1].end + 1]
    return list(zip(edges, edges[1:], strict=False))


def _period(
    quantity: Quantity, times: Sequence[Time], quantities: Sequence[Quantity], clause: tuple[int, int]
) -> Time | None:
    """Return the time a quantity holds for: the one behind it, else the nearest in its clause, else the sentence's."""
    if not times:
        return None
    following = next((item.start for item in quantities if item.start >= quantity.end), clause[1])
    behind = [time for time in times if quantity.end <= time.start < following]
    if quantity.edge == "from" and not behind:
        return None  # the time of "from 3% to 5% in 2024" is when it reached 5%
    if behind and behind[0].start - quantity.end < 60:
        return behind[0]
    inside = [time for time in times if clause[0] <= time.start < clause[1]] or list(times)
    return min(inside, key=lambda time: min(abs(time.start - quantity.end), abs(quantity.start - time.end)))
