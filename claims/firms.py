"""Which of the firms that an article names "the company" may be."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from factdesk.claims.attribution import is_saying
from factdesk.claims.clauses import words_of
from factdesk.claims.names import Name
from factdesk.claims.parser import Span, Token
from factdesk.claims.vocabulary import FIRMS, HONORIFICS, PUBLIC_BODIES

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent"})
#: labels of names that a firm may have, since the pipeline takes one for the other
_NAMES_OF_THINGS = frozenset({"ORG", "GPE", "LOC", "PRODUCT", "FAC", "WORK_OF_ART", "PERSON"})
#: names that look like a firm's, and are nobody's
_NO_FIRMS = frozenset({"wall street", "main street", "downing street", "capitol hill"})
#: what stands before a name besides honorifics, and tells that it is somebody's
_RANKS = frozenset({"dame", "lord", "lady", "baroness", "baron", "prof", "prof.", "professor", "cllr"})


@dataclass(frozen=True, slots=True)
class _Named:
    """The names in a sentence that "the company" may stand for later."""

    all: frozenset[str]
    #: those that the sentence is about
    leading: frozenset[str]


@dataclass(slots=True)
class Firms:
    """The firms of the last two sentences. ``read`` each sentence in order."""

    _lately: list[_Named] = field(default_factory=list)
    #: surnames with a title before them, in small letters: "rees" of "Dame Olwen Rees"
    _titled: set[str] = field(default_factory=set)

    def read(self, sentence: Span, named: Mapping[int, Name], heads: Set[int]) -> None:
        """Take in a sentence, the names in it by their last tokens, and the tokens that it is about."""
        self._titled.update(token.lower_ for token in sentence if _has_title(token))
        self._lately = [*self._lately[-1:], _firms_of(sentence, named, heads, self._titled)]

    def meant(self) -> str | None:
        """Return the one firm that the sentences read last are about, where they name nothing else that it may be."""
        candidates = frozenset().union(*(firms.all for firms in self._lately))
        leading = frozenset().union(*(firms.leading for firms in self._lately))
        return next(iter(candidates)) if len(candidates) == 1 and candidates == leading else None


def _firms_of(sentence: Span, named: Mapping[int, Name], heads: Set[int], titled: Set[str]) -> _Named:
    """Return what a later "the company" may be: every name that is no person, no public body and no place to be in."""
    found: dict[int, str] = {}
    for entity in sentence.ents:
        head = entity.root
        name = named.get(entity[-1].i) or named.get(head.i)
        placed = entity.label_ in {"GPE", "LOC"} and head.dep_ in {"pobj", "poss", "appos", "npadvmod"}
        person = name is not None and name.sort == "person" and len(name.words) > 1
        called = any(token.tag_ in {"NNP", "NNPS"} for token in entity)  # "Anger" that opens a sentence names no firm
        if entity.label_ not in _NAMES_OF_THINGS or placed or person or not called:
            continue
        text = name.text if name is not None else words_of(entity)
        if not PUBLIC_BODIES & set(text.lower().split()):
            found[head.i] = text
    loose = (token for token in sentence if token.pos_ == "PROPN" and token.dep_ in _ARGUMENTS and not token.ent_type_)
    found |= {token.i: _compound(token) for token in loose if token.i not in named}
    found = {head: text for head, text in found.items() if text.lower() not in _NO_FIRMS | titled}
    # "Ofwat said that the company had failed": who says so of the company is another.
    of_another = any(token.lower_ in FIRMS and any(left.lower_ == "the" for left in token.lefts) for token in sentence)
    leading = frozenset(
        text
        for head, text in found.items()
        if head in heads and not (of_another and is_saying(sentence.doc[head].head))
    )
    return _Named(frozenset(found.values()), leading)


def _compound(head: Token) -> str:
    """Return a name with its first words, where it has some: "Wall Street"."""
    return words_of([*(child for child in head.lefts if child.dep_ == "compound"), head])


def _has_title(name: Token) -> bool:
    return name.pos_ == "PROPN" and any(child.lower_ in HONORIFICS | _RANKS for child in name.lefts)
