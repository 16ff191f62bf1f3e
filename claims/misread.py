"""Sentences that the parser misread, told by what they lack; they are kept whole rather than lost or taken apart."""

from collections.abc import Sequence

from factdesk.claims.attribution import says_nothing
from factdesk.claims.clauses import FINITE, auxiliaries, is_finite, is_predicate, marks, own_subject, subject
from factdesk.claims.inflection import may_be_past
from factdesk.claims.parser import Span, Token
from factdesk.claims.wording import Statement, Word


def says_enough(statement: Statement) -> bool:
    """Tell whether a statement has more than two words, or is one like "Exports rose"."""
    about = own_subject(statement.head)
    plain = about is not None and about.pos_ in {"NOUN", "PROPN"} and about.i < statement.head.i
    return len(statement.words) > 2 or (len(statement.words) == 2 and plain)


def is_fragment(words: Sequence[Word]) -> bool:
    """Tell whether the words begin with a relative pronoun or end on a preposition that lost its noun."""
    first, last = words[0].token, words[-1].token
    opens = first is not None and first.lower_ in {"which", "whose", "where", "than"}
    return opens or (last is not None and last.tag_ == "IN" and last.dep_ == "prep" and last.n_rights == 0)


def is_misread(sentence: Span) -> bool:
    """Tell whether the parser lost the subject of a sentence in a tense; only commands have none.

    "According to X over 300 people have been killed", where "over" was read as a preposition; "applying for a visa
    required a journey", where "required" was read as a participle.
    """
    root = sentence.root
    if subject(root) is not None:
        return False
    if _ends(sentence) and not is_predicate(root) and _has_lost_verb(root):
        return True
    if not is_predicate(root) and any(child.dep_ == "advcl" and _is_main(child) for child in root.children):
        return True
    helpers = auxiliaries(root)
    tensed = root.tag_ in {"VBD", "VBZ"} or any(token.tag_ in FINITE for token in helpers)
    return tensed or any(token.dep_ == "acl" and token.tag_ in {"VBD", "VBZ"} for token in root.subtree)


def took_subject(preposition: Token) -> bool:
    """Tell whether the parser took a conjunction for a preposition and gave its verb to the main clause.

    "11 people died after the ferry, on its way to the island, tore open its hull."
    """
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if preposition.lower_ not in {"after", "before", "until", "since"} or noun is None:
        return False
    doc, after = noun.doc, noun.right_edge.i + 1
    verbs = (child for child in preposition.head.children if child.dep_ == "conj" and own_subject(child) is None)
    return any(
        verb.i > after + 1 and doc[after].text == doc[verb.i - 1].text == "," and verb.tag_ == "VBD" for verb in verbs
    )


def _is_main(clause: Token) -> bool:
    """Tell whether a clause with a subject and a tense is tied to nothing: "few if any of the leaks were reported"."""
    return own_subject(clause) is not None and is_finite(clause) and not marks(clause)


def says_something(sentence: Span) -> bool:
    """Tell whether a sentence that could not be taken apart has a main verb, whatever the parser made of it."""
    root = sentence.root
    if own_subject(root) is not None and is_finite(root):
        return not says_nothing(root)
    if root.tag_ == "VB" or root.lower_ == "thank" or not _ends(sentence):
        return False  # a command, or no sentence
    clauses = (token for token in sentence if own_subject(token) is not None and is_finite(token))
    stated = (not marks(clause) and clause.dep_ != "relcl" and not says_nothing(clause) for clause in clauses)
    return any(stated) or _has_lost_verb(root)


def _has_lost_verb(root: Token) -> bool:
    """Tell whether a verb with an object hangs on its own subject: "the lines answered by moving a third"."""
    lost = (token for token in root.children if token.dep_ == "acl" and token.tag_ == "VBN")
    return any(
        may_be_past(token.lower_, token.lemma_.lower()) and any(child.dep_ == "dobj" for child in token.subtree)
        for token in lost
    )


def _ends(sentence: Span) -> bool:
    return bool(sentence.text.rstrip()[-1:] == ".")
