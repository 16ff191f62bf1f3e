"""Which clauses of a sentence state something in their own right, and are taken out of it."""

from factdesk.claims.attribution import (
    is_said,
    is_saying,
    parenthetical_saying,
    proposition,
    saying_is_news,
    stands_beside,
)
from factdesk.claims.clauses import (
    auxiliaries,
    is_finite,
    is_predicate,
    marks,
    own_subject,
    set_off,
    subject,
    took_relative,
)
from factdesk.claims.coordination import continues, is_joined, shares_complement
from factdesk.claims.owners import describes, is_cleft, tells_of_the_named
from factdesk.claims.parser import Token
from factdesk.claims.vocabulary import SAYING, SPEAKING, words

#: connectives whose clause stands beside the main clause and loses nothing when it is cut from it
CONTRAST = frozenset({"while", "whereas", "although", "though", "as"})
#: connectives whose clause is stated as a fact although the main clause needs it
_FACTIVE = frozenset({"because", "since", "after"})
#: verbs of an "as" clause that only comments where they have no object: "as we know", "as the law requires"
_COMMENTS = SAYING | words(
    "know see expect mention describe put require demand hope plan intend want need believe think"
)
#: what may stand behind a verb that has nothing of its own there
_JOINTS = frozenset({"neg", "punct", "cc", "conj", "parataxis", "advmod"})
#: verbs that stand for the one before: "as did the airport"
_STAND_INS = frozenset({"do", "be", "have"})
#: verbs that make something what they say: "declared the disease eliminated" has no clause of its own
_RENDERING = words("declare pronounce deem consider rule")


def stands_alone(head: Token) -> bool:
    """Tell whether the clause states something in its own right, rather than being part of another statement."""
    if subject(head) is None or not is_finite(head) or _leaves_verb_out(head) or took_relative(head):
        return False
    if _is_of_some(head):
        return False
    if head.dep_ == "ccomp" and any(
        child.tag_ in {"WDT", "WP"} and child.dep_ in {"nsubj", "nsubjpass"} for child in head.children
    ):
        # "from ten studies, carried out since 1999, that followed 500 people"; "told us what had happened"
        return False
    if head.dep_ in {"ROOT", "parataxis"}:
        return True
    if head.dep_ == "conj":
        first = head.head
        taken_out = first.dep_ == "relcl" and (set_off(first) or describes(first))
        if own_subject(head) is None and _is_of_what_was_told(head):
            return False  # "the fire killed 26, officials said, and injured 41": it was not they who did
        together = is_predicate(first) and is_joined(head) and continues(head) and not shares_complement(head)
        return together and (stands_alone(first) or taken_out)
    if head.dep_ == "ccomp":
        if head.head.lemma_.lower() in _RENDERING and not marks(head) and not auxiliaries(head):
            return False
        beside = set_off(head) or stands_beside(head)
        if brings_conclusion(head.head):
            return stands_alone(head.head.head)
        if stands_beside(head) and stands_alone(head.head):
            return True
        said = is_saying(head.head) and is_said(head)
        said = said and not any(child.dep_ == "neg" for child in head.head.children)  # "has not shown that P"
        return said or (head.head.dep_ == "ROOT" and (beside or _is_spliced(head)))
    if head.dep_ == "advcl":
        return own_subject(head) is not None and is_stated(head)
    return False


def _is_of_some(head: Token) -> bool:
    """Tell whether nouns without a verb were read as a clause: "597,000 people, three-quarters of them children"."""
    about = own_subject(head) if head.pos_ == "NOUN" and not auxiliaries(head) else None
    some = (child for child in about.children if child.lower_ == "of") if about is not None else ()
    return any(other.lower_ in {"them", "whom", "these", "those"} for of in some for other in of.children)


def _is_of_what_was_told(head: Token) -> bool:
    """Tell whether a verb is joined to one that only says who told what stands before it, and is no way of speaking."""
    verb = head.head
    said = proposition(verb)
    before = said is not None and said.i < verb.i
    if before and any(token.text in {"“", '"'} for token in verb.doc[verb.i : head.i]):
        return True  # "It was cheap," Ann Lee said, "and saved us millions"
    told = parenthetical_saying(verb) or (before and not saying_is_news(verb))
    return told and head.lemma_.lower() not in SPEAKING


def _is_spliced(head: Token) -> bool:
    """Tell whether only a comma parts two main clauses: "the capital is Amsterdam, the seat is The Hague"."""
    main = head.head
    whole = own_subject(main) is not None and any(child.dep_ in {"attr", "dobj", "acomp"} for child in main.children)
    joined = any(child.lower_ in {"and", "but", "or"} and child.i > head.i for child in head.children)
    comma = not joined and any(token.text == "," for token in main.doc[head.i : main.i])
    return head.i < main.i and comma and whole and main.lemma_.lower() not in SAYING and own_subject(head) is not None


def _leaves_verb_out(head: Token) -> bool:
    """Tell whether a clause only points at another's verb: "must not, and will not, allow", "and so were others"; "one
    is appealing, the other is not".
    """
    if head.lemma_.lower() not in _STAND_INS:
        return head.tag_ == "MD"
    likewise = head.i > 0 and head.nbor(-1).lower_ in {"so", "nor", "neither"}
    denied = head.pos_ == "AUX" and any(child.dep_ == "neg" for child in head.children)
    pointing = head.lower_ in {"is", "are", "was", "were"} and head.i + 1 < len(head.doc) and head.nbor().text == "."
    alone = all(child.i < head.i or child.dep_ in _JOINTS for child in head.children)
    if head.lower_ == "been":  # "227 can be killed; 174 had been by the end of November"
        return all(child.i < head.i or child.dep_ in _JOINTS or child.lower_ == "by" for child in head.children)
    return (likewise and head.dep_ == "conj") or ((denied or pointing) and alone)


def says_more(head: Token) -> bool:
    """Tell whether a clause behind a noun adds a fact, rather than telling which one is meant."""
    return (set_off(head) and not is_cleft(head)) or describes(head) or tells_of_the_named(head)


def is_of_noun(head: Token) -> bool:
    """Tell whether a clause hangs on a noun; "(born in 1924)" in brackets does too."""
    bracketed = head.dep_ == "parataxis" and head.tag_ == "VBN" and own_subject(head) is None
    return head.dep_ in {"relcl", "acl"} or (bracketed and head.head.pos_ in {"NOUN", "PROPN"})


def brings_conclusion(verb: Token) -> bool:
    """Tell whether a participle only brings a conclusion: "is a noble metal, meaning it hardly reacts"."""
    return verb.lemma_ == "mean" and verb.tag_ == "VBG" and verb.dep_ == "advcl" and set_off(verb)


def is_hinge(verb: Token) -> bool:
    """Tell whether a clause only leads over to the next: "It comes as the number of births has fallen"."""
    about = own_subject(verb)
    rest = {child.dep_ for child in verb.children if child != about} - {"punct", "advmod", "cc", "aux"}
    after = {mark.lower_ for child in verb.children if child.dep_ == "advcl" for mark in marks(child)}
    pointing = about is not None and about.lower_ in {"it", "this", "that"}
    free = verb.lemma_ == "come" and verb.dep_ != "relcl"
    return free and rest == {"advcl"} and (after == {"as"} or (after == {"after"} and pointing))


def is_stated(head: Token) -> bool:
    """Tell whether a subordinate clause is stated as a fact: "while", "because"; not "if" or "as we know"."""
    connectives = {mark.lower_ for mark in marks(head)}
    about = own_subject(head)
    if head.lemma_ == "begin" and about is not None and about.lower_ in {"records", "measurements"}:
        return False  # "the lowest since records began in 1985"
    if "as" in connectives and "even" not in connectives:
        return (set_off(head) or is_hinge(head.head)) and not _comments(head)
    # "after the deal closes" tells of what is to come
    to_come = "after" in connectives and head.tag_ in {"VBZ", "VBP"} and not auxiliaries(head)
    return bool(connectives & (CONTRAST | _FACTIVE)) and not to_come


def _comments(head: Token) -> bool:
    """Tell whether an "as" clause states nothing: "as he put it", "as did the airport"."""
    about = own_subject(head)
    if head.lemma_.lower() in _STAND_INS and about is not None and about.i > head.i:
        return True
    said = (child for child in head.children if child.dep_ in {"dobj", "ccomp", "xcomp"} and child.pos_ != "PRON")
    return head.lemma_.lower() in _COMMENTS and next(said, None) is None
