"""The words of a clause or a noun phrase as a statement has them: without what is said in a statement of its own."""

from collections.abc import Callable, Sequence

from factdesk.claims.clauses import (
    AUXILIARIES,
    BREAKS,
    RELATIVES,
    auxiliaries,
    is_predicate,
    marks,
    own_subject,
    set_off,
    subject,
    subtree,
    tensed,
    with_negations,
)
from factdesk.claims.coordination import carries
from factdesk.claims.mending import mend
from factdesk.claims.owners import are_described_as_two, described, owner_of
from factdesk.claims.parser import Token
from factdesk.claims.standing import is_of_noun, says_more
from factdesk.claims.vocabulary import TWO_PERSONS

#: Tells whether a branch is left out of what it hangs on, being a statement of its own or saying nothing. Given by who
#: takes a sentence apart: which branches those are depends on the statements, and their words on the branches.
Cut = Callable[[Token], bool]

#: what a subject counts by: "70 ships a day"
_PACES = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year"})
#: words before a clause that only join it to the one before
_JOINS = frozenset({"but", "and", "or", "nor"})
_CONNECTIVE = frozenset({"but", "and", "or", "yet", "so", "then", "thus"})
#: the first halves of pairs: "not only ... but"
_EITHER = frozenset({"both", "either", "neither", "not"})


def clause_words(head: Token, cut: Cut) -> list[Token]:
    """Return the tokens of a clause in order, without what ties it to another: "and", "while", "that"."""
    joins = marks(head) if head.dep_ in {"ccomp", "advcl", "relcl", "conj"} else []
    dropped = {token.i for token in joins}
    for child in head.children:  # "a few months after": how long after is said of the main clause
        if joins and child.i < joins[0].i and child.dep_ in {"npadvmod", "advmod"}:
            dropped |= {token.i for token in child.subtree}
    tokens = [token for token in subtree(head, cut) if token.i not in dropped]
    tokens = mend(tokens)
    while len(tokens) > 1 and (_only_joins(tokens[0]) or _was_given_away(tokens[0], head)):
        tokens = mend(tokens[1:])
    while tokens and (tokens[-1].dep_ in {"cc", "mark"} or tokens[-1].lower_ in _JOINS):
        tokens = mend(tokens[:-1])
    return tokens


def _only_joins(first: Token) -> bool:
    """Tell whether the first word of a clause only joins it to the one before; the "so" of "so far" does not."""
    if first.dep_ == "preconj":
        return first.lower_ in _EITHER and is_predicate(first.head)  # not the "neither" of "neither he nor she"
    if first.lower_ == "that" and first.dep_ == "det" and (first.tag_ == "IN" or first.head.tag_ == "NNS"):
        return True  # of "and that repairs would cost", read as those repairs
    if first.lower_ == "so" and first.nbor().pos_ == "AUX":
        return False  # "so are 56 of the 59 kilometres"
    of_the_next = first.head.i == first.i + 1 and first.head.pos_ in {"ADV", "ADJ"}
    return (first.dep_ == "cc" and first.lower_ != "nor") or (first.lower_ in _CONNECTIVE and not of_the_next)


def _was_given_away(mark: Token, head: Token) -> bool:
    """Tell whether the parser gave a clause's "while" to its subject: "while striding was tied to lower rates"."""
    given = mark.dep_ == "mark" and mark.lower_ in {"while", "whereas"} and mark.head.head == head
    return given and mark.head.i < head.i and all(token.text != "," for token in head.doc[mark.i : head.i])


def counted_of(head: Token, cut: Cut) -> list[Token]:
    """Return what a joined clause's bare number counts: of "of the 60 men, 40 left and 20 stayed" the first words."""
    about, first = own_subject(head), head.head
    if about is None or head.dep_ != "conj" or about.pos_ not in {"NUM", "ADJ"} or about.n_lefts or about.n_rights:
        return []
    fronted = (child for child in first.children if child.dep_ == "prep" and child.lower_ in {"of", "among"})
    opening = next((child for child in fronted if child.i < first.i), None)
    if opening is None:
        return []
    after = opening.right_edge.i + 1
    return [*subtree(opening, cut), *(token for token in head.doc[after : after + 1] if token.text == ",")]


def shared_words(head: Token, cut: Cut) -> list[Token]:
    """Return what a joined verb shares with the clause before it: its subject and its auxiliaries."""
    first = head.head
    while own_subject(first) is None and first.dep_ == "conj":
        first = first.head
    the_subject = own_subject(first)
    if the_subject is None:
        return []
    relative = first.dep_ == "relcl" and the_subject.lower_ in RELATIVES
    shared = noun_phrase(described(first), cut) if relative else subject_phrase(head, cut)
    nearest = head.head  # "A film, shot in 19 days, was booed and withdrawn", where "shot" was read as the first verb
    while nearest != first and not auxiliaries(nearest):
        nearest = nearest.head
    if not auxiliaries(head):
        shared += [token for token in nearest.children if token.dep_ in {*AUXILIARIES, "neg"} and carries(token, head)]
    return with_negations(shared)


def subject_phrase(head: Token, cut: Cut) -> list[Token]:
    """Return the tokens of a clause's subject, its own or shared, with the comma behind an apposition in it."""
    about = subject(head)
    if about is None:
        return []
    phrase = mend(subtree(about, lambda child: cut(child) or (child.head == about and _is_aside(child))))
    phrase += _pace_behind(phrase[-1], about.head) if phrase else []
    if len(phrase) > 1 and _is_fronted_year(phrase[0]):
        phrase = phrase[1:]
    return phrase + closing_comma(phrase, about)


def closing_comma(phrase: Sequence[Token], about: Token) -> list[Token]:
    """Return the comma behind a phrase that ends on an aside: "Its chief in Leeds, Ana Ruiz, joined in 2023"."""
    asides = (
        token
        for token in phrase
        if (token.dep_ == "appos" and token != about)
        or (token.dep_ in {"advmod", "amod", "prep"} and token.head == about)
    )
    if not any(set_off(token) and token.right_edge == phrase[-1] for token in asides):
        return []
    return [token for token in about.doc[phrase[-1].i + 1 : phrase[-1].i + 2] if token.text == ","]


def _pace_behind(last: Token, verb: Token) -> list[Token]:
    """Return what tells the time that a subject counts by, which the parser hangs on the verb: "70 ships a day"."""
    paces = (child for child in verb.children if child.dep_ == "npadvmod" and child.left_edge.i == last.i + 1)
    pace = next((each for each in paces if each.left_edge.lower_ in {"a", "an"} and each.lower_ in _PACES), None)
    return list(pace.subtree) if pace is not None and pace.i < verb.i else []


def _is_fronted_year(first: Token) -> bool:
    """Tell whether a year before a subject without a comma is not of it: "By 1985 Hill's had 46 shops and employed"."""
    year = first.dep_ == "nummod" and first.ent_type_ == "DATE" and first.i > first.sent.start
    return year and first.nbor(-1).dep_ == "prep" and first.nbor(-1).n_rights == 0


def _is_aside(child: Token) -> bool:
    """Tell whether a prepositional phrase behind a noun is set off: "the team, in service for three years, ..."."""
    between = child.doc[child.head.i + 1 : child.i]
    return child.dep_ == "prep" and any(token.text in BREAKS and token.head == child.head for token in between)


def noun_phrase(owner: Token, cut: Cut) -> list[Token]:
    """Return the tokens of a noun phrase without what is set off from it, and without a clause that says more of it."""
    later = {child.i for child in owner.children if child.dep_ in {"conj", "cc"}}
    clauses = [child.i for child in owner.children if child.dep_ in {"relcl", "acl", "appos"}]
    plural = any(child.dep_ == "relcl" and _plural(child) for child in owner.children)
    two = are_described_as_two(owner)
    keep_list = two or (plural and clauses and later and max(later) < min(clauses))

    def leave_out(child: Token) -> bool:
        more = is_of_noun(child) and says_more(child)
        if more and ((told_of := owner_of(child)) == owner or told_of.is_ancestor(owner)):
            return True  # to ask whether it is a statement would be to ask for this phrase again
        if child.head == owner and child.i in later:
            return not keep_list
        if child.head == owner and child.dep_ == "prep" and child.i < owner.i:
            return True  # "broke ranks, among them Harriet Quill, who"
        if child.head == owner and (
            _is_aside(child) or (child.dep_ in {"npadvmod", "appos"} and child.lower_ == "times")
        ):
            return True  # "Shoji Kitano, a forester elected four times"
        if two and child.lower_ in TWO_PERSONS:
            return True
        return (child.dep_ in {"relcl", "acl", "appos"} and (child.head == owner and set_off(child))) or cut(child)

    phrase = mend(subtree(owner, leave_out))
    comma = next((at for at, token in enumerate(phrase) if token.text == "," and token.i < owner.i), None)
    if comma is not None and all(token.pos_ == "PROPN" for token in phrase[comma + 1 :]):
        return phrase[comma + 1 :]  # "the largest, LOH, which has 910,000 members"
    return phrase


def _plural(clause: Token) -> bool:
    tense = tensed(clause)
    return tense.tag_ != "VBZ" and tense.lower_ != "was"
