"""Appositions: one noun phrase after another that says what or who it is: "Scott Bessent, the Treasury secretary"."""

from collections.abc import Collection

from factdesk.claims.clauses import in_brackets, is_indefinite, is_predicate, set_off
from factdesk.claims.owners import MEASURES, goes_on_list, is_of_several, only_stands_behind_place, sums_up
from factdesk.claims.parser import Token
from factdesk.claims.phrases import Cut, noun_phrase
from factdesk.claims.repairs import as_words, be_since, form_of_be, several
from factdesk.claims.vocabulary import FIRMS, PERSONS, words
from factdesk.claims.wording import Statement, Word

#: years that nobody has reached
_OLDEST = 120
#: what a time of day ends on: "fell at 1030 GMT, the worst performer" says nothing of GMT
_CLOCKS = words("GMT UTC BST CET CEST EET EST EDT CST CDT MST MDT PST PDT ET CT MT PT IST JST AEST a.m. p.m. am pm")
#: verbs of two objects
_GIVING = words("give offer hand award grant sell send lend leave pay owe promise deny allot bring")
#: words of what somebody or something was
_ONCE = frozenset({"once", "then", "formerly", "previously"})


def apposition(head: Token, cut: Cut) -> Statement | None:
    """ "Scott Bessent, the Treasury secretary, ..." -> "Scott Bessent is the Treasury secretary"."""
    owner = _firm_before(head) or head.head
    if not set_off(head) or head.i < owner.i or not _says_what(owner, head):
        return None
    phrase, rest = _whole_name(noun_phrase(owner, cut)), noun_phrase(head, cut)
    short = len(rest) < 2 and not _is_age(owner, head)
    if not phrase or short or any(child.dep_ in {"conj", "cc"} and child.i > head.i for child in head.children):
        return None
    once = any(child.lower_ in _ONCE for child in head.children)
    be = Word("is") if _is_age(owner, head) else form_of_be(owner, plural=several(owner, phrase), past=once)
    ranked = head.tag_ == "JJS" or any(token.tag_ == "JJS" or token.ent_type_ == "ORDINAL" for token in head.subtree)
    be = be if ranked else be_since(head, be)  # "a season ticket holder since 1971", not "the third since May"
    return Statement(head=head, words=(*as_words(phrase), be, *as_words(rest)))


def _firm_before(head: Token) -> Token | None:
    """Return the name of what is a firm: "Teodor Maas, chief executive of RailWorks, the company that owns it"."""
    before = head.doc[max(head.left_edge.i - 2, 0)]
    firm = head.lower_ in FIRMS and head.head.ent_type_ == "PERSON"
    return before if firm and before != head.head and before.pos_ == "PROPN" and before.dep_ == "pobj" else None


def _is_age(owner: Token, head: Token) -> bool:
    """Tell whether a number between commas behind a name is somebody's age: "Ana Ruiz, 47, a judge"."""
    alone = not any(child.is_alpha for child in head.children)
    closed = head.i + 1 < len(head.doc) and head.nbor().text == "," and owner.i + 2 == head.i
    named = owner.pos_ == "PROPN" and owner.ent_type_ not in MEASURES
    return named and alone and closed and head.text.isdigit() and 0 < int(head.text) < _OLDEST


def _says_what(owner: Token, head: Token) -> bool:
    """Tell whether "owner, head" says what or who the owner is, rather than giving a list, a place or another name."""
    if _is_age(owner, head):
        return True
    if any(child.lower_ in {"my", "our", "your"} for child in head.children):
        return False  # "Thank you, Mr. Speaker, my friend"
    if head.left_edge.lower_ == "some" and any(child.tag_ == "VBG" for child in head.children):
        return False  # "Relatives, some holding photographs, listened"
    if head.ent_type_ in MEASURES or owner.ent_type_ in MEASURES or owner.text in _CLOCKS or in_brackets(head):
        return False
    if any(child.dep_ == "conj" and child.i < head.i for child in owner.children):
        return False  # "Danes and Frisians, a people of the coast": said of the last, hung on the first
    if owner.dep_ == "conj" and owner.tag_ in {"NN", "NNP"} and is_of_several(head):
        return False  # "Maersk and Hapag-Lloyd, the second and fifth biggest lines": said of both, hung on the last
    counted = owner.tag_ == "NNS" and any(child.dep_ == "nummod" for child in owner.children)
    if counted and owner.dep_ in {"pobj", "dobj"} and head.tag_ == "NN":
        return False  # "by 214 votes, a result that", "on 6,000 occasions, its largest penalty"
    if sums_up(head) or only_stands_behind_place(head):
        return False
    if _is_of_what_they_are_of(owner, head):
        return False
    if goes_on_list(owner) or _is_told_in_turn(owner, head) or _is_one_of_them(head) or _is_given(head):
        return False
    between = head.doc[owner.i + 1 : head.left_edge.i]
    if any(is_predicate(token) and not owner.is_ancestor(token) for token in between):
        return False  # "the census proved that they were being replaced, a phrase that ..."
    if any(token.dep_ == "pobj" and token.head.lower_ != "of" for token in between):
        return False  # "talks with Xi, the second": of the talks, or of Xi? The parse is a guess
    clause = any(token.dep_ == "relcl" and token.head == owner for token in between)
    if clause and len(between) > 1 and between[-2].pos_ == "PROPN":
        return False  # "Martel, who heads the CGD, the largest of the unions": of the CGD
    if owner.pos_ == "PROPN":
        described = any(child.dep_ in {"det", "poss", "nummod"} for child in head.children)
        # "Hendry, a Democrat"
        return is_indefinite(head) or (head.pos_ in {"NOUN", "ADJ"} and (described or head.lower_ in PERSONS))
    if owner.tag_ == "NN" and owner.dep_ == "pobj" and owner.n_lefts == 0:
        return False  # "made from scratch, a display of skill": the noun only goes with its preposition
    definite = any(child.dep_ == "poss" or child.lower_ in {"the", "its", "his", "her"} for child in owner.children)
    if head.ent_type_ == "PERSON" and owner.lower_ not in PERSONS and _is_of_any(owner, PERSONS):
        return False  # "the resignation of the archbishop of Canterbury, Justin Welby"
    if head.pos_ == "PROPN":
        return owner.pos_ == "NOUN" and definite and head.ent_type_ in {"PERSON", "ORG"}
    return (
        owner.pos_ == "NOUN"
        and head.pos_ in {"NOUN", "ADJ"}
        and any(child.dep_ in {"det", "poss"} for child in head.children)
    )


def _is_of_what_they_are_of(owner: Token, head: Token) -> bool:
    """Tell whether an apposition of one thing is of what several are of: "two pieces of pyrite, a mineral"."""
    nearer = head.doc[head.left_edge.i - 2]
    of_one = nearer.tag_ in {"NN", "NNP"} and nearer.dep_ == "pobj" and nearer.head.head == owner
    return owner.tag_ == "NNS" and of_one and is_indefinite(head) and head.tag_ == "NN"


def _is_of_any(noun: Token, others: Collection[str]) -> bool:
    of = (child for child in noun.children if child.lower_ == "of")
    return any(other.lower_ in others for preposition in of for other in preposition.children)


def _is_given(head: Token) -> bool:
    """Tell whether what is given was read as saying who gets it: "give the lender, Acme Capital, a 71% stake"."""
    first = head
    while first.dep_ == "appos":
        first = first.head
    receives = first.dep_ in {"dobj", "dative", "npadvmod"} and first.head.lemma_.lower() in _GIVING
    given = next((child for child in head.children if child.dep_ == "appos"), head)
    named_before = given != head or head.head != first or first.dep_ == "npadvmod"
    return receives and named_before and is_indefinite(given)


def _is_one_of_them(head: Token) -> bool:
    """Tell whether a phrase is of one or some of those before it: "214 payments, the largest of them for $48,500"."""
    those = {"them", "these", "those", "which", "whom"}
    among = any(child.lower_ in {"among", "including"} and child.i < head.i for child in head.children)
    return among or _is_of_any(head, those) or any(_is_of_any(child, those) for child in head.children)


def _is_told_in_turn(owner: Token, head: Token) -> bool:
    """Tell whether two nouns follow each other: "first the bus stopped coming, then the doctor, then the post"."""
    return all(
        "then" in {token.lower_ for token in noun.doc[max(0, noun.left_edge.i - 1) : noun.i]} for noun in (owner, head)
    )


def _whole_name(phrase: list[Token]) -> list[Token]:
    """Return a phrase with the first half of its name, where the parser tore that off: "the Farmers’ | Alliance"."""
    first = phrase[0] if phrase else None
    while first is not None and first.ent_iob_ == "I":
        first = first.nbor(-1)
        phrase = [first, *phrase]
    return phrase
