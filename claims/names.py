"""Who and what an article has named so far: one entry a person, place or organisation, under all its names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from factdesk.claims.clauses import words_of
from factdesk.claims.parser import Span, Token
from factdesk.claims.vocabulary import CALLED_BY_KIND, FIRMS, HE, HONORIFICS, PERSONS, PLACES, SHE, SITES, TITLES

Gender = Literal["he", "she"]
#: what a name is of; spaCy's NORP and FAC are left out, as nobody calls a nationality "it"
Sort = Literal["person", "place", "organisation", "site"]

#: tokens of a name in two words behind what somebody is
_TOLD_NAME = 3
_SORTS: dict[str, Sort] = {"PERSON": "person", "GPE": "place", "ORG": "organisation"}


@dataclass(slots=True)
class Name:
    """Somebody or something that the article names."""

    text: str
    sort: Sort
    gender: Gender | None = None
    #: nouns that the article has put before it: "President", "Treasury Secretary" gives "secretary"
    titles: set[str] = field(default_factory=set)

    @property
    def words(self) -> frozenset[str]:
        """The words of the name in small letters."""
        return frozenset(self.text.lower().split())


class Names:
    """The names of an article in the order in which it brings them in. Reads sentence by sentence."""

    def __init__(self) -> None:
        self.all: list[Name] = []
        self._known: dict[str, Name] = {}

    def read(self, sentence: Span) -> dict[int, Name]:
        """Take in the names of a sentence; return them by the index of their last token."""
        found: dict[int, Name] = {}
        for tokens, label in _named(sentence):
            text = words_of(tokens)
            name = self._known.get(text.lower())
            if name is None:
                name = self._new(text, tokens, label)
            if name is None:
                continue
            _describe(name, tokens)
            found[tokens[-1].i] = name
        for token in sentence:  # a surname that the pipeline missed, or took for something else
            opens = token.is_sent_start and token.is_title and token.tag_ in {"NN", "NNS", "NNPS"}
            if (token.tag_ == "NNP" or opens) and token.i not in found and token.dep_ != "compound":
                known = self._known.get(token.lower_)
                if known is not None and known.sort == "person":
                    found[token.i] = known
        return found

    def _new(self, text: str, tokens: list[Token], label: str) -> Name | None:
        sort = _sort_of(tokens, label)
        if sort is None or not any(token.tag_ in {"NNP", "NNPS"} for token in tokens):
            return None
        name = Name(text=text, sort=sort)
        self.all.append(name)
        self._known[text.lower()] = name
        parts = text.split()
        if sort == "person" and len(parts) > 1:
            for part in (parts[-1], parts[0]):  # "Trump" of Donald Trump, "Xi" of Xi Jinping
                self._known.setdefault(part.lower(), name)
        if sort != "person" and text.lower().startswith("the "):
            self._known.setdefault(text.lower()[4:], name)
        return name


def _sort_of(tokens: list[Token], label: str) -> Sort | None:
    """Return of what sort a name is; what stands before it may tell what the pipeline took it for otherwise."""
    if _is_called_place(tokens[0]):
        return "place"
    if len(tokens) > 1 and (tokens[-1].lower_ in SITES or tokens[0].lower_ in CALLED_BY_KIND) and tokens[-1].is_title:
        return "site"  # "Riverside Arena", "Storm Lorcan"
    before = tokens[0].nbor(-1).lower_ if tokens[0].i else ""
    if label == "PERSON" and before in FIRMS:
        return "organisation"  # "the online advertising company Trellis"
    if label == "PERSON" and (tokens[0].is_lower or (before == "the" and len(tokens) == 1)):
        return None  # "the state's wolf brigade", "the Jura"
    return _SORTS.get(label)


def _is_called_place(first: Token) -> bool:
    """Tell whether a name stands behind "the town of", whatever the pipeline took it for."""
    of = first.nbor(-1) if first.i > 1 else None
    return of is not None and of.lower_ == "of" and of.nbor(-1).lower_ in PLACES


def _named(sentence: Span) -> Iterator[tuple[list[Token], str]]:
    for entity in sentence.ents:
        tokens = [token for token in entity if not token.is_space]
        while tokens and (tokens[-1].tag_ == "POS" or tokens[-1].text in {"’s", "'s", "’", "'"}):
            tokens.pop()
        while tokens and entity.label_ == "PERSON" and tokens[0].lower_ in TITLES | HONORIFICS:
            tokens.pop(0)
        if len(tokens) == _TOLD_NAME and tokens[0].lower_ in PERSONS - TITLES:
            yield tokens[1:], "PERSON"  # "Farmer Paul Weber"
        elif tokens and (len(tokens) > 1 or tokens[0].is_alpha or "." in tokens[0].text):
            yield tokens, entity.label_


def _describe(name: Name, tokens: list[Token]) -> None:
    """Note the titles before a name and what they and the first name say of its gender."""
    if name.sort != "person":
        return
    first = tokens[0].i
    before = [token for token in tokens[-1].children if token.i < first and token.dep_ in {"compound", "amod"}]
    lead = [tokens[0].doc[first - 1]] if first > 0 else []
    said = {token.lower_ for token in (*before, *lead)}
    name.titles |= said & TITLES
    said |= {tokens[0].lower_} if len(tokens) > 1 else set()
    if name.gender is None:
        name.gender = "she" if said & SHE else "he" if said & HE else None
