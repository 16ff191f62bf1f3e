"""Pronouns: which word is of whom, and the clause that each stands in, by which its reading is decided."""

from factdesk.claims.attribution import proposition
from factdesk.claims.clauses import RELATIVES, is_predicate, own_subject, subject, tensed
from factdesk.claims.parser import Span, Token
from factdesk.claims.vocabulary import words

HE = frozenset({"he", "him", "his"})
SHE = frozenset({"she", "her"})
IT = frozenset({"it", "its"})
THEY = frozenset({"they", "them", "their"})
#: of who speaks
ME = frozenset({"i", "me", "my"})
POSSESSIVES = {"he": "his", "she": "her", "it": "its", "they": "their", "who": "whose"}
#: "he" as the object of a verb
OBJECTS = {"he": "him", "she": "her", "they": "them"}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: verbs of a subject "it" that stands for nothing
_EMPTY_IT = frozenset({"be", "seem", "appear", "take", "rain", "snow", "turn", "happen", "remain", "become"})
#: verbs of what somebody thinks or feels
_OF_MIND = words(
    """think believe feel hope want wish love like hate fear doubt guess suppose expect assume know see mean understand
    remember imagine prefer trust agree disagree hold"""
)
_CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "csubj", "relcl", "acl"})


def is_empty(token: Token) -> bool:
    """Tell whether an "it" stands for nothing: "it is clear that", "it took two years to"."""
    verb = token.head
    said = [verb, *(child for child in verb.children if child.dep_ in {"attr", "acomp", "prep", "dobj"})]
    said += [other for part in said[1:] for other in part.conjuncts]  # "it is our duty and our privilege to fight"
    clausal = any(child.dep_ in _CLAUSAL and child.i > verb.i for part in said for child in part.children)
    impersonal = token.dep_ == "nsubjpass" and any(child.dep_ == "ccomp" for child in verb.children)  # "it is thought"
    return ((verb.lemma_ in _EMPTY_IT or verb.lower_ in {"'s", "’s"}) and clausal) or impersonal


def joined_to(token: Token) -> Token | None:
    """Return what a possessive's own noun is joined to, whose it is: the father in "a father and his son"."""
    return token.head.head if token.dep_ == "poss" and token.head.dep_ == "conj" else None


def has_rival(token: Token) -> bool:
    """Tell whether a name that is no subject stands before a possessive: "accused Beijing of ... its pledge"."""
    before = token.doc[token.sent.start : token.i]
    return any(other.pos_ == "PROPN" and other.dep_ in {"dobj", "pobj", "dative", "conj"} for other in before)


def agrees_with_anybody(token: Token) -> bool:
    """Tell whether the verb of an "I" can be said of a name: "I reciprocated", "I own them", not "I run and swim".

    What somebody thinks or feels stays in their own words: told of them, an opinion looks like a fact.
    """
    if token.lower_ != "i":
        return True
    verb = tensed(token.head)
    joined = any(child.dep_ == "conj" and own_subject(child) is None for child in token.head.children)
    told = verb.tag_ == "VBP" and token.head.lemma_.lower() not in _OF_MIND and not joined
    return verb.tag_ in {"VBD", "MD"} or told


def clause_subjects(sentence: Span) -> list[Token]:
    """Return the subjects that the sentence is about: of its main clauses, of what was said and of what was where."""
    found = []
    for token in sentence:
        main = token.dep_ in {"ROOT", "conj", "advcl", "parataxis"} or (
            token.dep_ == "ccomp" and (proposition(token.head) == token or token.head.dep_ == "ROOT")
        )
        # "Worst hit was Asia, where sales fell 18%. They"
        main = main or (token.dep_ == "relcl" and any(child.lower_ == "where" for child in token.children))
        about = own_subject(token) if main and is_predicate(token) else None
        if about is not None and about.dep_ in SUBJECTS:
            found.append(about)
    return found


def governor_of(token: Token) -> Token | None:
    """Return the head of the clause that the pronoun's clause hangs in; None where it is a main clause or said."""
    clause = clause_of(token)
    while clause is not None and clause.dep_ == "conj":
        clause = clause.head
    if clause is None or clause.dep_ == "ROOT":
        return None
    outer = clause_of(clause)
    while outer is not None and outer.dep_ in {"xcomp", "pcomp"}:
        outer = clause_of(outer)
    return outer


def about_of(clause: Token) -> Token | None:
    """Return the subject of a clause, of a relative clause the noun that it is about."""
    found = subject(clause)
    while clause.dep_ == "conj":
        clause = clause.head
    return clause.head if found is not None and found.lower_ in RELATIVES and clause.dep_ == "relcl" else found


def clause_of(token: Token) -> Token | None:
    """Return the head of the clause that a word stands in."""
    return next((ancestor for ancestor in token.ancestors if is_predicate(ancestor)), None)
