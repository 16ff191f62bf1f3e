"""Relative clauses: "the company, which employs 3,000 people, ..." -> "the company employs 3,000 people"."""

from factdesk.claims.clauses import (
    agrees,
    is_finite,
    is_indefinite,
    is_nominal,
    is_plural,
    is_predicate,
    own_subject,
    set_off,
    words_of,
)
from factdesk.claims.mending import mend
from factdesk.claims.owners import MEASURES, TIMES, owner_of, relative_pronoun, runs_out
from factdesk.claims.parser import Token
from factdesk.claims.phrases import Cut, clause_words, closing_comma, noun_phrase
from factdesk.claims.repairs import as_words
from factdesk.claims.vocabulary import EFFECTS
from factdesk.claims.vocabulary import words as word_set
from factdesk.claims.wording import Reading, Statement, Word

#: what is said of a deed more often than of a thing
_FORBIDDEN = word_set("forbidden illegal banned prohibited unlawful unusual rare allowed legal permitted")


def relative(head: Token, cut: Cut) -> Statement | None:
    """Return what a relative clause states of the noun that it says more of, or None where that is not certain."""
    pronoun = relative_pronoun(head)
    if pronoun is None:
        return None
    owner = owner_of(head)
    if head.lemma_.lower() == "do" and pronoun.dep_ == "dobj":
        return None  # "was told to withdraw it, which he did"
    if not is_nominal(owner) or owner.ent_type_ in TIMES or _is_of_the_whole(head, owner, pronoun):
        return None
    if pronoun.lower_ == "that" and _stands_behind_name(head):
        return None
    if pronoun.lower_ == "which" and (_tells_where(owner) or runs_out(head, owner)):
        return None
    if pronoun == own_subject(head) and owner.tag_ == "NNS" and not (is_plural(owner) and agrees(owner, head)):
        return None  # "harvests 650 tonnes, up from 600 in the last season, which was hit by disease"
    tokens = [*clause_words(head, cut), *_behind(head)]
    phrase = noun_phrase(owner, cut)
    if any(token.dep_ == "cc" and token.head.dep_ == "prep" for token in phrase):
        return None  # "attacks on a chain in April and on a port in 2024, which cost": of the one, or of both?
    if not phrase or pronoun not in tokens:
        return None
    value = words_of(phrase)
    where = tokens.index(pronoun)
    rest = mend([*tokens[:where], *tokens[where + 1 :]])
    if pronoun.lower_ == "whose":
        ending = "'" if phrase[-1].text.endswith("s") else "'s"
        words = (*as_words(phrase, quoted=False), Word(text=ending), *as_words(rest))
        value += ending
    elif pronoun.dep_ in {"nsubj", "nsubjpass"} and own_subject(head) in {pronoun, *pronoun.ancestors}:
        words = (*as_words([*phrase, *closing_comma(phrase, owner)], quoted=False), *as_words(rest))
    elif own_subject(head) is not None:
        verb = next((child for child in head.children if child.dep_ == "xcomp" and child.i > head.i), head)
        verb = head if any(child.dep_ in {"dobj", "attr", "acomp"} for child in verb.children) else verb
        after = next((at for at, token in enumerate(rest) if token == verb), None)  # "which he had stopped attending"
        if after is None:
            return None
        words = (*as_words(rest[: after + 1]), *as_words(phrase, quoted=False), *as_words(rest[after + 1 :]))
    else:
        return None
    if pronoun.dep_ != "poss" and where != 0 and own_subject(head) == pronoun:
        return None
    return Statement(head=head, words=words, readings=(Reading((pronoun,), value, "owner"),))


def rated_behind(noun: Token) -> Token | None:
    """Return the clause that a superlative behind its amount is of: "duties, which raised it to 17%, the highest"."""
    if noun.dep_ != "appos" or noun.tag_ != "JJS" or noun.doc[noun.left_edge.i - 2].ent_type_ not in MEASURES:
        return None
    before = [child for child in noun.head.children if child.dep_ == "relcl" and child.i < noun.i and set_off(child)]
    return before[-1] if before else None


def _behind(head: Token) -> list[Token]:
    """Return the superlative that stands behind a clause and is of it, with the comma before it."""
    rated = next((child for child in head.head.children if rated_behind(child) == head), None)
    return [rated.doc[rated.left_edge.i - 1], *rated.subtree] if rated is not None else []


def unfolded(root: Token, cut: Cut) -> list[Statement]:
    """Return the two statements of a main clause that the parser folded into a relative one; empty where it did not.

    "Shares in the firm, which is owned by the state, slid", where "owned" was read as what the shares were and "slid"
    as joined to it.
    """
    verbs = [child for child in root.children if child.dep_ == "conj"]
    main = verbs[0] if len(verbs) == 1 and own_subject(verbs[0]) is None and is_finite(verbs[0]) else None
    joined = any(child.dep_ == "cc" and child.i > root.i for child in root.children)
    doc, first = root.doc, root.left_edge.i
    opens = next((token.i for token in main.subtree if not token.is_punct), 0) if main is not None else 0
    if main is None or joined or root.dep_ != "ROOT" or doc[opens - 1].text != ",":
        return []
    pronoun = next((token for token in doc[first : root.i] if token.lower_ == "which"), None)
    if pronoun is None or pronoun.i - first < 2 or doc[pronoun.i - 1].text != ",":
        return []
    about, owner = doc[first : pronoun.i - 1], doc[pronoun.i - 2]
    phrase = [token for token in noun_phrase(owner, cut) if token.i <= owner.i]
    if not is_nominal(owner) or not phrase or not is_nominal(about.root):
        return []
    told = mend(list(doc[pronoun.i + 1 : opens - 1]))
    value = words_of(phrase)
    return [
        Statement(head=main, words=(*as_words(about), *as_words(clause_words(main, cut)))),
        Statement(
            head=root,
            words=(*as_words(phrase, quoted=False), *as_words(told)),
            readings=(Reading((pronoun,), value, "owner"),),
        ),
    ]


def tells_of_a_time(head: Token) -> bool:
    """Tell whether a relative clause follows a time, and is of what happened then: "fell in 2024, which hurt many"."""
    return relative_pronoun(head) is not None and owner_of(head).ent_type_ in TIMES


def _stands_behind_name(head: Token) -> bool:
    """Tell whether a clause may be of the noun before last: "an account of a firm, Orrca, that was not protected"."""
    name = head.doc[max(head.left_edge.i - 2, 0)]
    of = name.head.head if name.dep_ == "appos" and name.head.dep_ == "pobj" else name
    return set_off(head) and of.dep_ == "prep" and of.head.pos_ == "NOUN"


def _tells_where(owner: Token) -> bool:
    """Tell whether a noun only says what the place before it is: "the hall in Leeds, the main town, which fell in"."""
    place = owner.head
    here = place.doc[place.sent.start : place.left_edge.i]
    things = any(token.tag_ == "NN" and token.dep_ in {"pobj", "dobj"} and token.head != place.head for token in here)
    return owner.dep_ == "appos" and set_off(owner) and place.dep_ == "pobj" and things


def _is_of_the_whole(head: Token, owner: Token, pronoun: Token) -> bool:
    """Tell whether "which" may stand for all that was said: "was off before kick-off, which angered many"."""
    bare = owner.tag_ == "NN" and not any(child.dep_ in {"det", "poss", "nummod"} for child in owner.children)
    forbidden = head.lower_ in _FORBIDDEN or any(child.lower_ in _FORBIDDEN for child in head.children)
    if pronoun.lower_ == "which" and head.lemma_ == "mean" and any(child.dep_ == "ccomp" for child in head.children):
        return True  # "tripled to 0.75% of the value of a ship, which means that its owner would pay more"
    if pronoun.lower_ == "which" and forbidden:
        return True  # "lit a stove in a locked carriage, which is forbidden"
    effect = pronoun.lower_ == "which" and owner.dep_ == "pobj" and head.lemma_.lower() in EFFECTS
    main = next((token for token in owner.ancestors if is_predicate(token)), owner)
    done = any(child.dep_ == "nsubjpass" for child in main.children) and is_indefinite(owner)
    return effect and (bare or done)  # "schools were closed under a warning, which affected 410,000 pupils"
