"""The few words that a statement of its own needs and a piece of a sentence lacks: "is", a verb in its tense."""

from collections.abc import Iterable, Sequence

from factdesk.claims.attribution import is_saying
from factdesk.claims.clauses import (
    AUXILIARIES,
    auxiliaries,
    is_finite,
    is_past,
    is_plural,
    is_predicate,
    own_subject,
    subject,
)
from factdesk.claims.parser import Token
from factdesk.claims.wording import Word


def as_words(tokens: Iterable[Token], *, quoted: bool = True) -> tuple[Word, ...]:
    """Return tokens as a statement's words; ``quoted`` tells whether they are part of its quote."""
    return tuple(Word(text=token.text, token=token, quoted=quoted) for token in tokens)


def form_of_be(head: Token, *, plural: bool, past: bool = False) -> Word:
    """Return the form of "be" in the tense of the clause that the phrase stands in; a saying verb's tense is not."""
    clause = head
    while clause.head != clause and not (is_predicate(clause) and is_finite(clause)):
        clause = clause.head
    past = past or (is_predicate(clause) and is_past(clause) and not is_saying(clause))
    return Word(text=("were" if plural else "was") if past else ("are" if plural else "is"))


def be_since(head: Token, be: Word) -> Word:
    """Return "has been" for the "was" of what is so since then: "listed on the exchange since 2011"."""
    if not any(child.lower_ == "since" for child in head.children):
        return be
    return Word(text="have been" if be.text in {"are", "were"} else "has been")


def several(owner: Token, phrase: Sequence[Token]) -> bool:
    """Tell whether a phrase stands for several: of "Jane, a lawyer, and John" the one that is a lawyer is one."""
    named = owner.ent_type_ in {"GPE", "PERSON"} and not any(child.dep_ == "prep" for child in owner.children)
    party = owner.ent_type_ == "NORP" and owner.lower_.endswith("s")  # "the Greens"
    many = (owner.tag_ in {"NNS", "NNPS"} and not named) or party  # Leeds is one city
    alone = owner.dep_ in {"nsubj", "nsubjpass"} and not any(child.dep_ == "conj" for child in owner.children)
    alone = alone and owner.tag_ == "NNP" and owner.lower_.endswith("s")
    if alone and {"were", "are", "have"} & {verb.lower_ for verb in (owner.head, *auxiliaries(owner.head))}:
        return True  # "Ranchers, a loyal group, were furious", whatever the tagger made of them
    return many or any(child.dep_ == "conj" and child in phrase for child in owner.children)


def helper_left_out(head: Token) -> Word | None:
    """Return the "were" that a second passive leaves to the first: "24 people were killed and 38 injured"."""
    about, first = own_subject(head), head.head
    helper = next((token for token in auxiliaries(first) if token.dep_ == "auxpass"), None)
    passive = head.dep_ == "conj" and head.tag_ in {"VBN", "VBD"} and not auxiliaries(head)
    if helper is None or not passive or about is None or about.i + 1 != head.i or about.pos_ != "NUM":
        return None
    if helper.lower_ not in {"was", "were"} or any(child.dep_ in {"dobj", "agent"} for child in head.children):
        return None
    return Word(text="was" if about.lower_ in {"one", "1"} else "were")


def was_left_out(head: Token) -> Word | None:
    """Return the "were" of what was done by somebody, read as done by it: "shares fell, dragged down by builders"."""
    by = [other for child in head.children if child.dep_ == "agent" for other in child.children]
    named = any(noun.pos_ in {"NOUN", "PROPN"} and not noun.ent_type_ for noun in by)
    joined = head.dep_ == "conj" and head.tag_ in {"VBD", "VBN"} and head.i > 0 and head.nbor(-1).text == ","
    about = subject(head)
    active = any(child.dep_ in {"dobj", *AUXILIARIES} for child in head.children)
    if not named or not joined or active or about is None:
        return None
    return Word(text="were" if is_plural(about) else "was")


def in_form(form: str, verb: Token, tokens: Sequence[Token]) -> tuple[Word, ...]:
    """Return the words of a participle's phrase with the verb in this form."""
    return tuple(Word(text=form if token == verb else token.text, token=token) for token in tokens)
