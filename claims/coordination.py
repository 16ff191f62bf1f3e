"""What a verb that is joined to another shares with it: "rose and fell", "have risen and fallen"."""

from collections.abc import Iterator

from factdesk.claims.clauses import (
    BREAKS,
    ITS_OWN_PAST,
    agrees,
    auxiliaries,
    is_passive,
    is_plural,
    own_subject,
    subject,
)
from factdesk.claims.inflection import may_be_past
from factdesk.claims.owners import relative_pronoun
from factdesk.claims.parser import Token
from factdesk.claims.vocabulary import DONE_TO

#: prepositions whose noun may stand behind a second verb
_OPEN = frozenset({"in", "on", "at", "for", "with", "to", "of", "from"})

#: words before which a verb comes before its subject
_TURNED_ROUND = frozenset({"only", "never", "rarely", "seldom", "nowhere", "not"})


def is_joined_elsewhere(head: Token) -> bool:
    """Tell whether the "and" before a verb joins it to one in a relative clause: "for men who slept but woke"."""
    joint = head.doc[head.left_edge.i - 1] if head.left_edge.i > 0 else head
    other = joint.head
    inside = joint.dep_ == "cc" and other != head.head and head.head.is_ancestor(other)
    relative = any(token.dep_ == "relcl" for token in (other, *other.ancestors) if head.head.is_ancestor(token))
    return head.dep_ == "conj" and inside and relative


def is_joined(head: Token) -> bool:
    """Tell whether something joins a verb to the one before it; in "the worst flood we have seen" nothing does."""
    between = head.doc[head.head.i + 1 : head.i]
    if is_joined_elsewhere(head) and own_subject(head) is None:
        return False
    return any(token.dep_ in {"cc", "preconj"} or token.text in BREAKS for token in between)


def continues(head: Token) -> bool:
    """Tell whether a joined verb fits what it shares with the first: "rose and fell", not "were told to go, stay"."""
    if own_subject(head) is not None:
        return not _shares_object(head) and head.doc[max(0, head.left_edge.i - 1)].lower_ != "nor"
    if head.lemma_ == "do" and head.left_edge.lower_ in _TURNED_ROUND:
        return False  # "and only in Oslo did the number rise" has a subject of its own, behind it
    about = subject(head)
    if auxiliaries(head) or head.tag_ in {"VBD", "VBZ"}:
        return about is not None and ((head.tag_ == "VBD" and not auxiliaries(head)) or agrees(about, head))
    first = head.head
    if head.tag_ in {"VB", "VBP"}:
        return first.tag_ in {"VB", "VBP"} and not _is_bare(head)
    if head.tag_ == "VBN" and first.tag_ == "VBD" and not auxiliaries(first):
        return may_be_past(head.lower_, head.lemma_.lower())  # "ran and defeated": it has no "was" to be passive by
    return any(carries(helper, head) for helper in auxiliaries(first))


def _joined_before(verb: Token) -> Iterator[Token]:
    """Yield the verbs that a verb is joined to, the nearest first."""
    while verb.dep_ == "conj":
        verb = verb.head
        yield verb


def _is_bare(head: Token) -> bool:
    """Tell whether a form without a tense may be no verb of its own: "will be able to serve, and apply"."""
    if head.tag_ != "VB":
        return False
    before = [*_joined_before(head)]
    to = any(token.tag_ == "TO" and token.dep_ == "aux" for token in head.doc[before[-1].i : head.i])
    about = subject(head)
    one = about is not None and about.tag_ in {"NN", "NNP"} and not is_plural(about)
    return to or (one and not any(map(auxiliaries, before)))


def _shares_object(head: Token) -> bool:
    """Tell whether a clause lacks the object that the one before it has: "a deal that Ash took and Birch left"."""
    joint = next((child for child in head.head.children if child.dep_ == "cc" and child.i < head.i), None)
    before = joint.nbor(-1) if joint is not None and joint.i > 0 else None
    whole = any(child.dep_ in {"dobj", "attr", "ccomp"} for child in head.children)
    pronoun = relative_pronoun(before) if before is not None and before.dep_ == "relcl" else None
    return pronoun is not None and pronoun.dep_ == "dobj" and not whole


def shares_complement(head: Token) -> bool:
    """Tell whether a joined verb shares what follows it with the first: "arrested and questioned the student"."""
    first = head.head
    between = head.doc[first.i + 1 : head.i]
    # "started in and played at every position"
    left_open = len(between) > 1 and between[-2].lower_ in _OPEN and between[-2].n_rights == 0
    joined = left_open or (len(between) > 0 and all(token.dep_ == "cc" for token in between))
    return joined and own_subject(head) is None and head.n_rights > 0


def carries(token: Token, verb: Token) -> bool:
    """Tell whether an auxiliary or negation before the first verb is also that of a verb joined to it."""
    if token.i > token.head.i:
        return False
    if token.tag_ == "MD" and verb.lower_ in ITS_OWN_PAST:
        return True  # "repairs will take ten weeks and cost $23 million"
    if verb.tag_ == "VBD" and verb.lemma_.lower() in DONE_TO and is_passive(token.head):
        return not any(child.dep_ in {"dobj", "ccomp", "xcomp"} for child in verb.children)
    if verb.tag_ in {"VBD", "VBZ"}:
        return False
    if verb.tag_ == "VBP":  # "the bill would raise the age and require 43 years" has no "require" of its own
        about = subject(verb)
        return token.tag_ == "MD" and about is not None and not agrees(about, verb)
    return verb.tag_ == token.head.tag_ or {verb.tag_, token.head.tag_} <= {"VBN", "VBD"}
