"""Statements inside sentences, from the dependency parse.

Each construction yields its statement as words in reading order: words of the article where they stand, and the few
that a sentence of its own needs ("is", "'s", the owner of a relative clause). Nothing else is put in. Which token heads
a statement, and which branches are then left out of the others, is decided here; ``relatives``, ``participles`` and
``appositions`` put the words of theirs together.
"""

from factdesk.claims.appositions import apposition
from factdesk.claims.attribution import (
    according_to,
    denies,
    framed_saying,
    is_saying,
    keeps_back,
    measured_behind,
    parenthetical_saying,
    proposition,
    saying_is_news,
    says_nothing,
)
from factdesk.claims.clauses import (
    RELATIVES,
    is_finite,
    is_indefinite,
    is_of_another,
    is_plural,
    is_predicate,
    marks,
    own_subject,
    set_off,
    subtree,
    words_of,
)
from factdesk.claims.coordination import is_joined_elsewhere
from factdesk.claims.lists import members
from factdesk.claims.mending import mend
from factdesk.claims.misread import (
    is_fragment,
    is_misread,
    lost_verb,
    says_enough,
    says_something,
    took_subject,
    took_verb,
)
from factdesk.claims.owners import PARTICIPLES, TIMES, first_participle, first_relative
from factdesk.claims.parser import Span, Token
from factdesk.claims.participles import (
    consequence,
    deed,
    is_injury,
    offence,
    opening,
    participle,
    passive_between_commas,
)
from factdesk.claims.phrases import clause_words, counted_of, noun_phrase, shared_words
from factdesk.claims.relatives import rated_behind, relative, tells_of_a_time, unfolded
from factdesk.claims.repairs import as_words, helper_left_out, was_left_out
from factdesk.claims.standing import (
    CONTRAST,
    brings_conclusion,
    is_hinge,
    is_of_noun,
    is_stated,
    says_more,
    stands_alone,
)
from factdesk.claims.tells import tells_of_misreading
from factdesk.claims.vocabulary import ASIDES, DISCOURSE
from factdesk.claims.wording import Statement, Word

#: who is told of on their own behind a clause: "many with only minutes to pack"
_SOME = frozenset({"many", "most", "some", "several", "few"})
#: A longer "sentence" is a list or noise and is not taken apart (tokens).
LONGEST = 150


def statements(sentence: Span) -> list[Statement]:
    """Return the statements of one sentence, or the sentence itself where it has a verb but no part stands alone."""
    root = sentence.root
    if len(sentence) > LONGEST or any(map(took_verb, root.children)):
        return [whole(sentence)]
    if any(took_subject(token) for token in sentence if token.dep_ == "prep"):
        return [whole(sentence)]
    if any(map(tells_of_misreading, sentence)):
        return [whole(sentence)]
    if two := unfolded(root, _cut):
        return [member for found in two for member in members(found)]
    made = [found for token in sentence if (found := _statement(token)) is not None]
    made = [found for found in made if says_enough(found) and not is_fragment(found)]
    if not made and len(sentence) > 3 and says_something(sentence):
        return [whole(sentence)]
    if not is_misread(sentence) or len(sentence) <= 3:
        return [member for found in made for member in members(found)]
    lost = lost_verb(root)
    return [whole(sentence), *(member for found in made if found.head != lost for member in members(found))]


def whole(sentence: Span) -> Statement:
    """Return the sentence as one statement, for what is not taken apart."""
    tokens = mend(list(sentence)) or [token for token in sentence if not token.is_space]
    asked = [token for token in sentence if token.text == "?" and token.i > tokens[-1].i]
    tokens += asked[:1]
    return Statement(head=sentence.root, words=as_words(tokens))


def _statement(head: Token) -> Statement | None:
    if head.dep_ == "appos":
        return apposition(head, _cut)
    if head.dep_ == "advcl" and head.tag_ in PARTICIPLES and not is_finite(head) and not is_saying(head):
        return opening(head, _cut) if head.i < head.head.i else consequence(head, _cut)
    if is_of_noun(head) and says_more(head):
        return relative(head, _cut) if head.dep_ == "relcl" and is_finite(head) else participle(head, _cut)
    if (joined_to := first_relative(head)) is not None:
        return relative(head, _cut) if says_more(joined_to) and is_finite(head) else None
    first = first_participle(head) if head.dep_ == "conj" else None
    if first is not None and first.dep_ != "advcl":
        return participle(head, _cut)
    if first is not None:
        return opening(head, _cut) if first.i < first.head.i else consequence(head, _cut)
    if head.dep_ == "pcomp" and head.tag_ == "VBG":
        return _accusation(head) or offence(head, _cut) or deed(head, _cut)
    if not is_predicate(head) or not stands_alone(head) or parenthetical_saying(head):
        return None
    if is_saying(head):
        return _saying(head) if saying_is_news(head) else None
    if framed_saying(head) is not None:
        return None
    return None if says_nothing(head) or is_hinge(head) else _clause(head)


def _cut(child: Token) -> bool:
    """Tell whether a branch is left out of the statement that it hangs on, having its own or none."""
    if child.dep_ == "conj" and first_participle(child) is not None:
        return _statement(child) is not None
    if is_of_another(child):
        return stands_alone(child.head)
    if child.dep_ == "conj" and child.lower_ in _SOME and child.pos_ == "ADJ" and is_predicate(child.head):
        return True  # "forcing thousands to flee, many with only minutes to pack"
    if child.dep_ == "conj" and is_predicate(child) and is_predicate(child.head):
        return stands_alone(child) or (own_subject(child) is None and is_joined_elsewhere(child))
    if child.dep_ == "advcl" and child.tag_ == "VBG" and _stands_behind_quotation(child):
        return True
    if is_of_noun(child):
        return says_more(child) and (_statement(child) is not None or tells_of_a_time(child) or is_injury(child))
    if child.dep_ == "appos":
        clause = rated_behind(child)
        return apposition(child, _cut) is not None or _is_next_member(child) or (clause is not None and _cut(clause))
    if child.dep_ == "advcl":
        connectives = {mark.lower_ for mark in marks(child)}
        dated = any(token.dep_ == "npadvmod" and token.ent_type_ in TIMES for token in child.children)
        beside = bool(connectives & CONTRAST) or ("after" in connectives and set_off(child) and not dated)
        contrast = beside and is_stated(child)
        stated = child.tag_ in PARTICIPLES and not is_finite(child) and _statement(child) is not None
        if brings_conclusion(child):
            return any(stands_alone(said) for said in child.children if said.dep_ == "ccomp")
        return (contrast and stands_alone(child)) or stated or (is_saying(child) and set_off(child))
    if child.dep_ in {"parataxis", "ccomp"} and stands_alone(child) and (set_off(child) or not is_saying(child.head)):
        return True
    if child.dep_ == "npadvmod" and is_indefinite(child) and set_off(child):
        clauses = (other for other in child.head.children if other.dep_ == "conj" and other.i < child.i)
        return any(map(is_predicate, clauses))  # "traffic rose, but costs doubled, a gap that": of the costs, if of one
    if child.dep_ == "cc":
        later = (other for other in child.head.children if other.dep_ in {"cc", "conj"} and other.i > child.i)
        joined = next(later, None)
        return joined is not None and joined.dep_ == "conj" and _cut(joined)
    if child.dep_ == "prep" and (words_of(child.subtree).lower() in ASIDES or keeps_back(child)):
        return True
    # Not the "so" of "so long as", the "well" of "well above" or the "now" of "the boy, now nine".
    of_clause = child.head.pos_ not in {"ADV", "ADJ", "ADP", "NUM"}
    if child.dep_ in {"advmod", "prep"} and (_stands_behind_clause(child) or _goes_on_behind(child)):
        return True  # "the fee, which applied on 54 days, up from 29, was": what stands behind such a clause is of it
    if child.dep_ in {"advmod", "intj"} and of_clause and (child.lower_ in DISCOURSE or child.dep_ == "intj"):
        closed = child.i + 1 < len(child.doc) and child.doc[child.i + 1].text == ","
        # "won the competition overall, with" says how, and "first the bus stopped, then the doctor" what came next
        return (set_off(child) and (closed or child.lower_ != "then")) or (child.i < child.head.i and closed)
    return parenthetical_saying(child) or according_to(child) is not None


def _stands_behind_quotation(child: Token) -> bool:
    """Tell whether a participle is of who spoke: '"He told us not to make a fuss," she said, holding his picture'."""
    between = [token.text for token in child.doc[child.head.i : max(child.left_edge.i, child.head.i)]]
    return between.count("”") + between.count('"') == 1 and "“" not in between


def _stands_behind_clause(child: Token) -> bool:
    before = (other for other in child.head.children if other.dep_ == "relcl" and other.i < child.i)
    return any(set_off(clause) for clause in before) and (child.dep_ == "advmod" or set_off(child))


def _goes_on_behind(child: Token) -> bool:
    """Tell whether a phrase goes on with others behind such a clause: "who died in 1675, in debt, at the age of 43"."""
    if child.dep_ != "prep" or child.left_edge.i < max(child.head.i, 2) or not set_off(child):
        return False
    before = child.doc[child.left_edge.i - 2]
    return any(token.dep_ == "prep" and _stands_behind_clause(token) for token in (before, *before.ancestors))


def _is_next_member(head: Token) -> bool:
    """Tell whether an apposition goes on with the list outside: "the Reds, who moved to Texas, the Blues, who"."""
    clause = next((token for token in head.ancestors if is_predicate(token)), head)
    return clause.dep_ == "relcl" and any(child.dep_ == "relcl" and set_off(child) for child in head.children)


def _clause(head: Token) -> Statement:
    tokens = clause_words(head, _cut)
    if (read_as_participle := passive_between_commas(head, tokens)) is not None:
        return read_as_participle
    tokens = [*(shared_words(head, _cut) if own_subject(head) is None else counted_of(head, _cut)), *tokens]
    if (helper := helper_left_out(head) or was_left_out(head)) is not None:
        at = tokens.index(head)
        return Statement(head=head, words=(*as_words(tokens[:at]), helper, *as_words(tokens[at:])))
    for phrase in measured_behind(head):
        tokens = [*tokens, phrase.doc[phrase.left_edge.i - 1], *subtree(phrase, _cut)]
    return Statement(head=head, words=as_words(tokens), saying=denies(head))


def _saying(head: Token) -> Statement | None:
    """Return the statement that somebody said something, where the saying is the news."""
    tokens = mend(subtree(head, lambda child: child.dep_ in {"conj", "cc"} and child.head == head and _cut(child)))
    if own_subject(head) is None:
        tokens = [*shared_words(head, _cut), *tokens]
    return Statement(head=head, words=as_words(tokens), saying=True, proposition=proposition(head))


def _accusation(head: Token) -> Statement | None:
    """ "accused Beijing of slow-walking its pledge" -> "Beijing was slow-walking its pledge"."""
    verb = head.head.head
    if proposition(verb) != head or not saying_is_news(verb):
        return None
    accused = next((child for child in verb.children if child.dep_ == "dobj" and child.i < head.i), None)
    if accused is None or accused.lower_ in RELATIVES:
        return None
    phrase = noun_phrase(accused, _cut)
    if not phrase:
        return None
    be = Word(text="were" if is_plural(accused) else "was")
    return Statement(head=head, words=(*as_words(phrase), be, *as_words(clause_words(head, _cut))))
