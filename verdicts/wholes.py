"""A sentence as a whole: what all its values have in common, whichever of its clauses they stand in."""

import re
from collections.abc import Collection, Sequence

from factdesk.verdicts.line import Line
from factdesk.verdicts.mentions import Sentence
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.rows import Row
from factdesk.verdicts.slots import actor_of, after_heading, bearers_of, slots_of
from factdesk.verdicts.subjects import Content, Subject, content_of, subject_of
from factdesk.verdicts.tokens import Token, words
from factdesk.verdicts.units import PERIODS

#: a quantity, and the tokens from which and up to which it stands
Placed = tuple[Quantity, int, int]

_ARTICLES = words("the a an")
_ENDS_NOUN = words("is are was were of in at on for from by with to")
_PRESENT = words("is are has have stands")
_TOGETHER = words("together combined jointly")
_JOINS_NAMES = words("and , the")
_INSIDE = words("inside within")
_OWNING = ("'s", "’s")
#: what leaves out what stands within so many tokens behind it
_EXCLUDING = words("outside excluding except without")
_LEFT_OUT = 3
#: behind one of these, a row's name has what the row without it has not
_SETS_APART = re.compile(r"\b(?:with|without|including|excluding|plus)\b", re.IGNORECASE)


def sentence_of(
    line: Line,
    content: Sequence[Content],
    masked: Collection[int],
    quantities: Sequence[Placed],
    *,
    row: Row | None,
    named: Subject,
    is_row: bool,
    frame: range,
    timed: bool,
) -> Sentence:
    """Return what a sentence says as a whole.

    ``named`` are things with a number for a name, ``frame`` the tokens that tell who says it, and ``timed`` whether it
    has a time.
    """
    tokens, said = line.tokens, line.words
    begun = after_heading(tokens, content) if ":" in said else 0
    told, of_told = tokens[begun:], content[begun:]
    return Sentence(
        subject=Subject.from_content(content) | named,
        opening="" if row else _opening(told, of_told),
        noun=frozenset() if row else _noun(tokens, content),
        actor="" if row else actor_of(told, of_told),
        owners=frozenset() if said.isdisjoint(_OWNING) else _owners(line, content),
        partial=_is_partial(line, quantities),
        present=not _PRESENT.isdisjoint([token[1] for token in tokens[:12]]),
        totals="altogether" in said or " total" in f" {' '.join(said)}",
        together=frozenset() if _TOGETHER.isdisjoint(said) else _together(tokens, content),
        row=is_row,
        row_name=subject_of(row.name) if row and row.name else Subject(),
        row_with=_with(row.name) if row else frozenset(),
        row_keys=subject_of(row.keys) if row and row.keys else Subject(),
        row_remarks=subject_of(row.remarks) if row and row.remarks else Subject(),
        columns=frozenset((row.column(first), item.unit.dimension) for item, first, _ in quantities if row),
        excluded=frozenset() if _EXCLUDING.isdisjoint(said) else _excluded(tokens, content),
        slots=slots_of(tokens, content, masked) if quantities else {},
        bearers=bearers_of(tokens, content, masked) if timed else {},
        speaker=Subject.from_content(content_of(tokens[frame.start : frame.stop])).words if frame else frozenset(),
    )


def _with(name: str) -> frozenset[str]:
    """Return the words of a row's name behind a word that sets it apart from the one without."""
    found = _SETS_APART.search(name)
    return subject_of(name[found.end() :]).words if found else frozenset()


def _opening(tokens: Sequence[Token], content: Sequence[Content]) -> str:
    """Return the word that the sentence opens with, past an article where a name follows ("the Harbour Inn")."""
    if not tokens or not tokens[0].capital:
        return ""
    if tokens[0].lower == "the" and len(content) > 1 and content[1].name:
        return content[1].word
    return content[0].word


def _noun(tokens: Sequence[Token], content: Sequence[Content]) -> frozenset[str]:
    """Return the words between an article that opens the sentence and the next preposition or "is"."""
    if tokens[0].lower not in _ARTICLES:
        return frozenset()
    end = next((on for on, token in enumerate(tokens) if token.lower in _ENDS_NOUN or token.kind == "mark"), 0)
    between = content[1:end]
    return frozenset() if any(item.name for item in between) else frozenset([one.word for one in between if one.word])


def _owners(line: Line, content: Sequence[Content]) -> frozenset[str]:
    """Return the names that stand before "'s" and nowhere else."""
    names = [(item.word, line.lower(index + 1) in _OWNING) for index, item in enumerate(content) if item.name]
    return frozenset([word for word, owns in names if owns]) - {word for word, owns in names if not owns}


def _is_partial(line: Line, quantities: Sequence[Placed]) -> bool:
    """Does the sentence count "four more", or what is "inside the park"? "Within a week" tells when."""
    if line.lower(0) in _INSIDE and line.lower(1) in _ARTICLES and line.lower(2).removesuffix("s") not in PERIODS:
        return True
    more = "more" in line.words
    return more and any(line.lower(end) == "more" and line.lower(end + 1) != "than" for _, _, end in quantities)


def _together(tokens: Sequence[Token], content: Sequence[Content]) -> frozenset[str]:
    """Return the names of which something is told together: those joined right before the word that says so."""
    index = next(index for index, token in enumerate(tokens) if token[1] in _TOGETHER)
    found = set()
    while index and (content[index - 1].name or tokens[index - 1].lower in _JOINS_NAMES):
        index -= 1
        found.add(content[index].word)
    return frozenset(found - {""})


def _excluded(tokens: Sequence[Token], content: Sequence[Content]) -> frozenset[str]:
    """Return the words right behind one that leaves out what they name."""
    found: set[str] = set()
    for index, token in enumerate(tokens):
        if token[1] in _EXCLUDING:
            behind = content[index + 1 : index + 1 + _LEFT_OUT]
            told = next((on for on, item in enumerate(behind) if item.word), 0)
            # "Without power after Thursday's gale" leaves out the power, and not the gale.
            end = next((on for on, item in enumerate(behind) if on > told and not item.word), len(behind))
            # "Outside the parliament building" tells where; what is outside a country or a town is all the rest.
            found |= {item.word for item in behind[:end] if item.name or token[1] != "outside"}
    return frozenset(found - {""})
