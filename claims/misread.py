"""Sentences that the parser misread, told by what they lack; they are kept whole rather than lost or taken apart."""

import re

from factdesk.claims.attribution import says_nothing
from factdesk.claims.clauses import (
    FINITE,
    agrees,
    auxiliaries,
    is_finite,
    is_predicate,
    marks,
    own_subject,
    set_off,
    subject,
)
from factdesk.claims.inflection import may_be_past
from factdesk.claims.owners import MEASURES, TIMES
from factdesk.claims.parser import Span, Token
from factdesk.claims.vocabulary import words
from factdesk.claims.wording import Statement

_AMOUNTS = MEASURES - TIMES
#: "of whom 74 left", "four pages of which were missing", and the words that it takes to see that
_SOME_OF = re.compile(r"(?:[^\s,]+ ){0,3}of (?:whom|which)\b")
_OPENING = 8
_VERBS_LIKE_NOUNS = words("stays remains rises falls costs drops climbs jumps gains slips cuts tops hits")
_ENDS_OF_ASIDES = frozenset({"—", "–", "-", "--", ")", ","})


def says_enough(statement: Statement) -> bool:
    """Tell whether a statement has more than two words, or is one like "Exports rose"."""
    about = own_subject(statement.head)
    plain = about is not None and about.pos_ in {"NOUN", "PROPN"} and about.i < statement.head.i
    return len(statement.words) > 2 or (len(statement.words) == 2 and plain)


def is_fragment(statement: Statement) -> bool:
    """Tell whether the words begin with a relative pronoun or end on a preposition that lost its noun."""
    first, last = statement.words[0].token, statement.words[-1].token
    relative = first is not None and (first.lower_ in {"which", "whose", "where", "than"} or first.tag_ == "WDT")
    if relative or _is_about_relative(statement) or _tells_time(statement):
        return True
    if last is None or last.tag_ != "IN" or last.dep_ != "prep" or last.n_rights > 0:
        return False
    if last.head.tag_ in {"VBN", "JJ"} and last.head.i + 1 == last.i:
        return False  # "150 remained unaccounted for"
    # The noun of "the 350 it was designed for" and "something to wait for" stands before its clause.
    clause = last.head if last.head.dep_ != "conj" else last.head.head
    return clause == statement.head or clause.dep_ not in {"relcl", "acl"}


def _is_about_relative(statement: Statement) -> bool:
    """Tell whether a statement is about some of what stands before it: "neither of which had made a profit"."""
    about = own_subject(statement.head)
    some = (child for child in about.children if child.lower_ == "of") if about is not None else ()
    opens = " ".join(word.text.lower() for word in statement.words[:_OPENING])
    return _SOME_OF.match(opens) is not None or any(
        other.lower_ in {"which", "whom"} for of in some for other in of.children
    )


def _tells_time(statement: Statement) -> bool:
    """Tell whether a statement only tells when: "By the time it was noticed", read as a main clause before the next."""
    opens = [word.text.lower() for word in statement.words[:3]]
    if opens[:2] == ["once", "when"]:
        return True  # "halted twice: once when a juror fell ill, and again"
    about = own_subject(statement.head)
    return opens == ["by", "the", "time"] and any(
        about is not None and about.left_edge == word.token for word in statement.words[3:4]
    )


def is_misread(sentence: Span) -> bool:
    """Tell whether the parser lost the subject of a sentence in a tense; only commands have none.

    "According to X over 300 people have been killed", where "over" was read as a preposition; "applying for a visa
    required a journey", where "required" was read as a participle.
    """
    root = sentence.root
    if subject(root) is not None:
        return False
    if _ends(sentence) and root.tag_ == "VBN" and not auxiliaries(root) and any(map(_lost_main_clause, sentence)):
        return True
    if _ends(sentence) and not is_predicate(root) and lost_verb(root) is not None:
        return True
    if not is_predicate(root) and any(child.dep_ == "advcl" and _is_main(child) for child in root.children):
        return True
    if _ends(sentence) and not is_predicate(root) and any(_has_two_subjects(token) for token in root.subtree):
        return True
    helpers = auxiliaries(root)
    tensed = root.tag_ in {"VBD", "VBZ"} or any(token.tag_ in FINITE for token in helpers)
    return tensed or any(token.dep_ == "acl" and token.tag_ in {"VBD", "VBZ"} for token in root.subtree)


def _lost_main_clause(clause: Token) -> bool:
    """Tell whether a main clause was hung on the noun before its comma: "Born in Bath, a clerk's son, Hill left"."""
    about = own_subject(clause)
    bare = clause.dep_ == "relcl" and about is not None and about.tag_ in {"NNP", "NNPS"} and is_finite(clause)
    return bare and about is not None and about.left_edge.i > 0 and about.left_edge.nbor(-1).text == ","


def took_subject(preposition: Token) -> bool:
    """Tell whether the parser took a conjunction for a preposition and gave its verb to the main clause.

    "11 people died after the ferry, on its way to the island, tore open its hull."
    """
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if preposition.lower_ not in {"after", "before", "until", "since", "though", "although"} or noun is None:
        return False
    doc, after = noun.doc, noun.right_edge.i + (noun.right_edge.text != ",")
    aside = any(token.dep_ in {"relcl", "acl", "appos"} and set_off(token) for token in noun.subtree)
    mains = [token for token in preposition.ancestors if is_predicate(token)]
    joined = (child for main in mains for child in main.children if child.dep_ == "conj" and child.i > preposition.i)
    verbs = [verb for verb in joined if own_subject(verb) is None]
    return any(
        (verb.i > after + 1 or (aside and verb.i == after + 1))
        and doc[after].text == doc[verb.i - 1].text == ","
        and verb.tag_ in {"VBD", "VBZ"}
        for verb in verbs
    )


def took_verb(verb: Token) -> bool:
    """Tell whether the parser joined a "was" or "were" to a subject that it does not fit.

    "Montalvo came to the conclusion that the claims made about him were lies."
    """
    about = subject(verb) if verb.dep_ == "conj" and own_subject(verb) is None else None
    return about is not None and verb.lower_ in {"was", "were"} and not agrees(about, verb)


def _is_main(clause: Token) -> bool:
    """Tell whether a clause with a subject and a tense is tied to nothing: "few if any of the leaks were reported"."""
    return own_subject(clause) is not None and is_finite(clause) and not marks(clause)


def _has_two_subjects(clause: Token) -> bool:
    """Tell whether a "that" was read as a subject beside another: "minutes seen by us show that midwives were told"."""
    subjects = [child.lower_ for child in clause.children if child.dep_ in {"nsubj", "nsubjpass"}]
    return clause.dep_ == "relcl" and len(subjects) > 1 and "that" in subjects


def says_something(sentence: Span) -> bool:
    """Tell whether a sentence that could not be taken apart has a main verb, whatever the parser made of it."""
    root = sentence.root
    if own_subject(root) is not None and is_finite(root):
        return not says_nothing(root)
    if root.tag_ == "VB" or root.lower_ == "thank" or not _ends(sentence):
        return False  # a command, or no sentence
    clauses = (token for token in sentence if own_subject(token) is not None and is_finite(token))
    stated = (
        not marks(clause) and (clause.dep_ != "relcl" or _took_time_for_noun(clause)) and not says_nothing(clause)
        for clause in clauses
    )
    if any(stated) or lost_verb(root) is not None:
        return True
    return _is_followed_by_amount(root) or _looks_like_noun(root) or _is_one_in_some(root)


def _took_time_for_noun(clause: Token) -> bool:
    """Tell whether a main clause was hung on the time before it: "The following week 300 people left"."""
    when = clause.head
    told = any(child.dep_ == "amod" for child in when.children)  # not "The day the music died"
    return when.dep_ == "ROOT" and when.ent_type_ == "DATE" and told and when.i < clause.left_edge.i


def _looks_like_noun(root: Token) -> bool:
    """Tell whether the parser took the verb behind two nouns for a third: "Fuel duty stays frozen at 52.95p"."""
    behind = root.i > 0 and root.nbor(-1).dep_ == "compound"
    return behind and root.tag_ == "NNS" and root.lower_ in _VERBS_LIKE_NOUNS


def _is_one_in_some(root: Token) -> bool:
    """Tell whether a verb was read as what is counted: "About one worker in seven works at night"."""
    one = any(child.dep_ == "nummod" and child.lower_ == "one" for child in root.children)
    counted = (child for place in root.children if place.lower_ == "in" for child in place.children)
    return one and any(noun.tag_ == "NNS" and any(n.dep_ == "nummod" for n in noun.children) for noun in counted)


def _is_followed_by_amount(root: Token) -> bool:
    """Tell whether an amount stands behind what the parser took for a noun: "The four biggest control about 80%"."""
    amounts = (child for child in root.children if child.ent_type_ in _AMOUNTS and child.i > root.i)
    noun = root.tag_ in {"NN", "NNS"} and any(child.i < root.i for child in root.children)
    return noun and any(child.left_edge.i == root.i + 1 for child in amounts)


def lost_verb(root: Token) -> Token | None:
    """Return the verb that the parser hung on its own subject, having taken it for a participle.

    It has an object, as in "the lines answered by moving a third", or stands behind what was put in between: "the other
    companies - Aktaion, Hapmar and Scheldt - settled in 2019".
    """
    for token in root.subtree:
        if _is_hung_on_name(token, root) or _is_hung_inside(token, root):
            return token
        if token.dep_ != "acl" or token.tag_ != "VBN" or not may_be_past(token.lower_, token.lemma_.lower()):
            continue
        if token.head == root and any(child.dep_ in {"dobj", "oprd", "ccomp"} for child in token.subtree):
            return token
        if token.head == root and token.lower_ == "used" and any(child.dep_ == "xcomp" for child in token.children):
            return token  # "jaguars used to roam"
        if token.head.dep_ == "appos" and token.head.head == root and token.nbor(-1).text in _ENDS_OF_ASIDES:
            return token
    return None


def _is_hung_on_name(verb: Token, root: Token) -> bool:
    """ "Lind, making his 200th appearance, equalised": the main verb was hung on what the sentence is about."""
    past = verb.dep_ == "advcl" and verb.tag_ in {"VBN", "VBD"} and may_be_past(verb.lower_, verb.lemma_.lower())
    alone = past and verb.head == root and root.tag_ in {"NNP", "NN"} and root.n_lefts == 0 and not auxiliaries(verb)
    return alone and verb.nbor(-1).text == "," and own_subject(verb) is None


def _is_hung_inside(verb: Token, root: Token) -> bool:
    """ "A notebook in which she drafted her poem, "Salt", sold for $2 million": the verb was hung on the poem."""
    past = verb.dep_ == "acl" and verb.tag_ == "VBN" and may_be_past(verb.lower_, verb.lemma_.lower())
    if not past or not set_off(verb) or root.tag_ not in {"NN", "NNP"}:
        return False
    clauses = (child for child in root.children if child.dep_ == "relcl")
    return any(clause.is_ancestor(verb) for clause in clauses)


def _ends(sentence: Span) -> bool:
    return bool(sentence.text.rstrip()[-1:] == ".")
