"""Statements inside sentences, from the dependency parse.

Each construction yields its statement as words in reading order: words of the article where they stand, and the few
that a sentence of its own needs ("is", "'s", the owner of a relative clause). Nothing else is put in.
"""

from collections.abc import Sequence

from factdesk.claims.appositions import is_age, says_what
from factdesk.claims.attribution import (
    according_to,
    denies,
    framed_saying,
    is_saying,
    parenthetical_saying,
    proposition,
    saying_is_news,
    says_nothing,
)
from factdesk.claims.clauses import (
    AUXILIARIES,
    BREAKS,
    RELATIVES,
    auxiliaries,
    is_finite,
    is_nominal,
    is_past,
    is_plural,
    is_predicate,
    marks,
    mend,
    own_subject,
    set_off,
    subject,
    subtree,
    with_negations,
    words_of,
)
from factdesk.claims.coordination import carries
from factdesk.claims.inflection import Tense, base, finite, may_be_past
from factdesk.claims.lists import members
from factdesk.claims.misread import is_fragment, is_misread, says_enough, says_something, took_subject
from factdesk.claims.owners import PARTICIPLES, described, first_participle, party
from factdesk.claims.parser import Span, Token
from factdesk.claims.repairs import as_words, form_of_be, in_form, several
from factdesk.claims.standing import CONTRAST, brings_conclusion, is_of_noun, is_stated, says_more, stands_alone
from factdesk.claims.vocabulary import ASIDES, DISCOURSE, EFFECTS, FRAMING
from factdesk.claims.wording import Reading, Statement, Word

#: A longer "sentence" is a list or noise and is not taken apart (tokens).
LONGEST = 150
#: words before a clause that only join it to the one before
_JOINS = frozenset({"but", "and", "or", "nor"})
_CONNECTIVE = _JOINS | {"yet", "so", "then", "thus"}
#: the first halves of pairs: "not only ... but"
_EITHER = frozenset({"both", "either", "neither", "not"})
#: words of what somebody or something was
_ONCE = frozenset({"once", "then", "formerly", "previously"})


def statements(sentence: Span) -> list[Statement]:
    """Return the statements of one sentence, or the sentence itself where it has a verb but no part stands alone."""
    root = sentence.root
    if len(sentence) > LONGEST or any(took_subject(child) for child in root.children):
        return [whole(sentence)]
    made = [found for token in sentence if (found := _statement(token)) is not None]
    made = [found for found in made if says_enough(found) and not is_fragment(found.words)]
    if not made and len(sentence) > 3 and says_something(sentence):
        return [whole(sentence)]
    parts = [member for found in made for member in members(found)]
    return [whole(sentence), *parts] if is_misread(sentence) and len(sentence) > 3 else parts


def whole(sentence: Span) -> Statement:
    """Return the sentence as one statement, for what is not taken apart."""
    tokens = mend(list(sentence)) or [token for token in sentence if not token.is_space]
    return Statement(head=sentence.root, words=as_words(tokens))


def _statement(head: Token) -> Statement | None:
    if head.dep_ == "appos":
        return _apposition(head)
    if head.dep_ == "advcl" and head.tag_ in PARTICIPLES and not is_finite(head) and not is_saying(head):
        return _opening(head) if head.i < head.head.i else _consequence(head)
    if is_of_noun(head) and says_more(head):
        return _relative(head) if head.dep_ == "relcl" and is_finite(head) else _participle(head)
    first = first_participle(head) if head.dep_ == "conj" else None
    if first is not None and first.dep_ != "advcl":
        return _participle(head)
    if first is not None:
        return _opening(head) if first.i < first.head.i else _consequence(head)
    if head.dep_ == "pcomp" and head.tag_ == "VBG":
        return _accusation(head)
    if not is_predicate(head) or not stands_alone(head):
        return None
    if is_saying(head):
        return _saying(head) if saying_is_news(head) else None
    if framed_saying(head) is not None:
        return None
    return None if says_nothing(head) else _clause(head)


def _cut(child: Token) -> bool:
    """Tell whether a branch is left out of the statement that it hangs on, having its own or none."""
    if child.dep_ == "conj" and first_participle(child) is not None:
        return _statement(child) is not None
    if child.dep_ == "conj" and is_predicate(child) and is_predicate(child.head):
        return stands_alone(child)
    if is_of_noun(child):
        return says_more(child) and _statement(child) is not None
    if child.dep_ == "appos":
        return _apposition(child) is not None or _is_next_member(child)
    if child.dep_ == "advcl":
        connectives = {mark.lower_ for mark in marks(child)}
        beside = bool(connectives & CONTRAST) or ("after" in connectives and set_off(child))
        contrast = beside and is_stated(child)
        consequence = child.tag_ in PARTICIPLES and not is_finite(child) and _statement(child) is not None
        if brings_conclusion(child):
            return any(stands_alone(said) for said in child.children if said.dep_ == "ccomp")
        return (contrast and stands_alone(child)) or consequence or (is_saying(child) and set_off(child))
    if child.dep_ in {"parataxis", "ccomp"} and stands_alone(child) and (set_off(child) or not is_saying(child.head)):
        return True
    if child.dep_ == "cc":
        joined = next((other for other in child.head.children if other.dep_ == "conj" and other.i > child.i), None)
        return joined is not None and _cut(joined)
    if child.dep_ == "prep" and words_of(child.subtree).lower() in ASIDES:
        return True
    of_clause = child.head.pos_ not in {"ADV", "ADJ"}  # not the "so" of "so long as"
    if child.dep_ in {"advmod", "intj"} and of_clause and (child.lower_ in DISCOURSE or child.dep_ == "intj"):
        opens = child.i < child.head.i and child.i + 1 < len(child.doc) and child.doc[child.i + 1].text == ","
        return set_off(child) or opens  # "won the competition overall, with" says how
    return parenthetical_saying(child) or according_to(child) is not None


def _is_next_member(head: Token) -> bool:
    """Tell whether an apposition goes on with the list outside: "the Reds, who moved to Texas, the Blues, who"."""
    clause = next((token for token in head.ancestors if is_predicate(token)), head)
    return clause.dep_ == "relcl" and any(child.dep_ == "relcl" and set_off(child) for child in head.children)


def _tokens(head: Token) -> list[Token]:
    joins = marks(head) if head.dep_ in {"ccomp", "advcl", "relcl", "conj"} else []
    dropped = {token.i for token in joins}
    for child in head.children:  # "a few months after": how long after is said of the main clause
        if joins and child.i < joins[0].i and child.dep_ in {"npadvmod", "advmod"}:
            dropped |= {token.i for token in child.subtree}
    tokens = [token for token in subtree(head, _cut) if token.i not in dropped]
    tokens = mend(tokens)
    while len(tokens) > 1 and _only_joins(tokens[0]):
        tokens = mend(tokens[1:])
    while tokens and (tokens[-1].dep_ in {"cc", "mark"} or tokens[-1].lower_ in _JOINS):
        tokens = mend(tokens[:-1])
    return tokens


def _only_joins(first: Token) -> bool:
    """Tell whether the first word of a clause only joins it to the one before; the "so" of "so far" does not."""
    if first.dep_ == "preconj":
        return first.lower_ in _EITHER and is_predicate(first.head)  # not the "neither" of "neither he nor she"
    of_the_next = first.head.i == first.i + 1 and first.head.pos_ in {"ADV", "ADJ"}
    return first.dep_ == "cc" or (first.lower_ in _CONNECTIVE and not of_the_next)


def _clause(head: Token) -> Statement:
    tokens = _tokens(head)
    tokens = [*(_shared(head) if own_subject(head) is None else _counted_of(head)), *tokens]
    return Statement(head=head, words=as_words(tokens), saying=denies(head))


def _counted_of(head: Token) -> list[Token]:
    """Return what a joined clause's bare number counts: of "of the 60 men, 40 left and 20 stayed" the first words."""
    about, first = own_subject(head), head.head
    if about is None or head.dep_ != "conj" or about.pos_ not in {"NUM", "ADJ"} or about.n_lefts or about.n_rights:
        return []
    fronted = (child for child in first.children if child.dep_ == "prep" and child.lower_ in {"of", "among"})
    opening = next((child for child in fronted if child.i < first.i), None)
    if opening is None:
        return []
    after = opening.right_edge.i + 1
    return [*subtree(opening, _cut), *(token for token in head.doc[after : after + 1] if token.text == ",")]


def _shared(head: Token) -> list[Token]:
    """Return what a joined verb shares with the clause before it: fronted adverbials, subject, auxiliaries."""
    first = head.head
    while own_subject(first) is None and first.dep_ == "conj":
        first = first.head
    the_subject = own_subject(first)
    if the_subject is None:
        return []
    relative = first.dep_ == "relcl" and the_subject.lower_ in RELATIVES
    shared = noun_phrase(described(first)) if relative else _subject_phrase(head)
    if not auxiliaries(head):
        shared += [token for token in first.children if token.dep_ in {*AUXILIARIES, "neg"} and carries(token, head)]
    return with_negations(shared)


def _subject_phrase(head: Token) -> list[Token]:
    about = subject(head)
    if about is None:
        return []
    phrase = mend(subtree(about, lambda child: _cut(child) or (child.head == about and _is_aside(child))))
    aside = any(child.dep_ == "appos" and child in phrase and set_off(child) for child in about.children)
    after = phrase[-1].i + 1 if phrase else 0
    closing = [head.doc[after]] if aside and head.doc[after : after + 1].text == "," else []
    return phrase + closing


def _is_aside(child: Token) -> bool:
    """Tell whether a prepositional phrase behind a noun is set off: "the team, in service for three years, ..."."""
    between = child.doc[child.head.i + 1 : child.i]
    return child.dep_ == "prep" and any(token.text in BREAKS and token.head == child.head for token in between)


def noun_phrase(owner: Token) -> list[Token]:
    """Return the tokens of a noun phrase without what is set off from it, and without a clause that says more of it."""
    later = {child.i for child in owner.children if child.dep_ in {"conj", "cc"}}
    clauses = [child.i for child in owner.children if child.dep_ in {"relcl", "acl", "appos"}]
    plural = any(child.dep_ == "relcl" and _plural(child) for child in owner.children)
    keep_list = plural and clauses and later and max(later) < min(clauses)

    def leave_out(child: Token) -> bool:
        more = is_of_noun(child) and says_more(child)
        if more and _owner(child) == owner:
            return True  # to ask whether it is a statement would be to ask for this phrase again
        if child.head == owner and child.i in later:
            return not keep_list
        if child.head == owner and _is_aside(child):
            return True
        return (child.dep_ in {"relcl", "acl", "appos"} and (child.head == owner and set_off(child))) or _cut(child)

    return mend(subtree(owner, leave_out))


def _plural(clause: Token) -> bool:
    tense = next(iter(auxiliaries(clause)), clause)
    return tense.tag_ != "VBZ" and tense.lower_ != "was"


def _relative(head: Token) -> Statement | None:
    pronoun = _relative_pronoun(head)
    if pronoun is None:
        return None
    owner = _owner(head)
    if not is_nominal(owner) or _is_of_the_whole(head, owner, pronoun):
        return None
    tokens = _tokens(head)
    phrase = noun_phrase(owner)
    if not phrase or pronoun not in tokens:
        return None
    value = words_of(phrase)
    where = tokens.index(pronoun)
    rest = mend([*tokens[:where], *tokens[where + 1 :]])
    if pronoun.lower_ == "whose":
        ending = "'" if phrase[-1].text.endswith("s") else "'s"
        words = (*as_words(phrase, quoted=False), Word(text=ending), *as_words(rest))
        value += ending
    elif pronoun.dep_ in {"nsubj", "nsubjpass"}:
        words = (*as_words(phrase, quoted=False), *as_words(rest))
    elif pronoun.dep_ == "dobj" and own_subject(head) is not None:
        after = next((at for at, token in enumerate(rest) if token == head), None)
        if after is None:
            return None
        words = (*as_words(rest[: after + 1]), *as_words(phrase, quoted=False), *as_words(rest[after + 1 :]))
    else:
        return None
    if pronoun.dep_ != "poss" and where != 0 and pronoun.dep_ != "dobj":
        return None
    return Statement(head=head, words=words, readings=(Reading((pronoun,), value, "owner"),))


def _is_of_the_whole(head: Token, owner: Token, pronoun: Token) -> bool:
    """Tell whether "which" may stand for all that was said: "was off before kick-off, which angered many"."""
    bare = owner.tag_ == "NN" and not any(child.dep_ in {"det", "poss", "nummod"} for child in owner.children)
    return pronoun.lower_ == "which" and bare and owner.dep_ == "pobj" and head.lemma_.lower() in EFFECTS


def _owner(head: Token) -> Token:
    """Return the noun that a clause or a participle is about; that of "whose" is its neighbour."""
    pronoun = _relative_pronoun(head)
    return party(head.head) if pronoun is not None and pronoun.lower_ == "whose" else described(head)


def _relative_pronoun(head: Token) -> Token | None:
    for child in head.children:
        if child.lower_ in RELATIVES and child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            return child
        if child.dep_ in {"nsubj", "nsubjpass"}:
            for determiner in child.children:
                if determiner.lower_ == "whose":
                    return determiner
    return None


def _participle(head: Token) -> Statement | None:
    """ "..., appointed in February, ..." -> "X was appointed in February"."""
    first = first_participle(head) or head
    if head.tag_ not in PARTICIPLES or own_subject(head) is not None:
        return None
    owner = described(first)
    phrase, rest = noun_phrase(owner), _tokens(head)
    if not is_nominal(owner) or not phrase or len(rest) < 2 or owner.i > head.i or head not in rest:
        return None
    if _is_lost_verb(head):
        return Statement(head=head, words=(*as_words(phrase), *as_words(rest)))
    dated = head.tag_ == "VBN" and any(token.ent_type_ == "DATE" for token in rest)
    if head.tag_ == "VBN":
        be = form_of_be(first.head, plural=several(owner, phrase), past=dated)
        return Statement(head=head, words=(*as_words(phrase, quoted=False), be, *as_words(rest)))
    past = form_of_be(first.head, plural=False).text == "was"
    form = finite(head.lower_, head.lemma_.lower(), "past" if past else "present", plural=is_plural(owner))
    return Statement(head=head, words=(*as_words(phrase, quoted=False), *in_form(form, head, rest)))


def _is_lost_verb(head: Token) -> bool:
    """Tell whether the parser took a sentence's verb for a participle: "the dam, which was built in 1954, held"."""
    owner = head.head
    relative = any(child.dep_ == "relcl" and set_off(child) and child.i < head.i for child in owner.children)
    lost = owner.dep_ == "ROOT" and not is_predicate(owner) and relative and head.dep_ == "acl"
    return lost and may_be_past(head.lower_, head.lemma_.lower())


def _opening(head: Token) -> Statement | None:
    """ "Built in 1932, the bridge carries eight lanes" -> "The bridge was built in 1932"."""
    first = head.head if head.dep_ == "conj" else head
    main, about = first.head, own_subject(first.head)
    if about is None or about.dep_ == "expl" or not is_nominal(about) or own_subject(head) is not None or marks(head):
        return None
    having = _having(head)
    opens = first.left_edge.i == main.sent.start and any(t.text == "," for t in head.doc[head.i : about.left_edge.i])
    if not opens or (auxiliaries(head) and having is None) or head.lemma_.lower() in FRAMING or not stands_alone(main):
        return None
    if any(child.tag_ == "WRB" for child in head.children):
        return None  # "when working with samples, ..."
    rest, phrase = _tokens(head), _subject_phrase(main)
    if head not in rest or len(rest) < 3 or head.right_edge.i > about.left_edge.i:
        return None
    if having is not None:
        return _perfect(head, having, phrase, past=is_past(main), plural=is_plural(about))
    if first.tag_ == "VBN":
        be = form_of_be(main, plural=is_plural(about), past=any(token.ent_type_ == "DATE" for token in rest))
        return Statement(head=head, words=(*as_words(phrase, quoted=False), be, *in_form(head.lower_, head, rest)))
    form = finite(head.lower_, head.lemma_.lower(), "past" if is_past(main) else "present", plural=is_plural(about))
    return Statement(head=head, words=(*as_words(phrase, quoted=False), *in_form(form, head, rest)))


def _having(head: Token) -> Token | None:
    """Return the "having" of a participle: "having lost in 1981, the Eagles"."""
    helpers = auxiliaries(head)
    return helpers[0] if helpers and helpers[0].lower_ == "having" and not marks(head) else None


def _perfect(head: Token, having: Token, phrase: Sequence[Token], *, past: bool, plural: bool) -> Statement:
    form = finite("having", "have", "past" if past else "present", plural=plural)
    return Statement(head=head, words=(*as_words(phrase, quoted=False), *in_form(form, having, _tokens(head))))


def _consequence(head: Token) -> Statement | None:
    """ "The quake struck at noon, killing 50 people" -> "The quake killed 50 people"."""
    first = first_participle(head) or head
    main = first.head
    about = subject(main)
    if about is None or own_subject(head) is not None or marks(head):
        return None
    if (having := _having(head)) is not None and head.i > main.i and set_off(first) and stands_alone(main):
        return _perfect(head, having, _subject_phrase(main), past=is_past(main), plural=is_plural(about))
    if head.i < main.i or not set_off(first) or not stands_alone(main) or head.lemma_.lower() in FRAMING:
        return None
    if auxiliaries(head) or (head.lemma_.lower() in EFFECTS and _is_effect_of_all(head, main, about)):
        return None
    tokens = _tokens(head)
    if head not in tokens or len(tokens) < 2:
        return None
    if head.tag_ == "VBN":
        be = form_of_be(main, plural=is_plural(about))
        by_somebody = any(child.dep_ == "agent" for child in head.children)
        return (
            Statement(head=head, words=(*as_words(_subject_phrase(main)), be, *as_words(tokens)))
            if by_somebody
            else None
        )
    helper = next((token for token in auxiliaries(main) if token.tag_ == "MD"), None)
    if helper is not None and any(child.dep_ == "neg" for child in main.children):
        return None  # what does not happen has no consequence
    phrase = _subject_phrase(main)
    tense: Tense = "past" if is_past(main) or any(token.lemma_ == "have" for token in auxiliaries(main)) else "present"
    written, lemma = head.lower_, head.lemma_.lower()
    form = base(written, lemma) if helper is not None else finite(written, lemma, tense, plural=is_plural(about))
    before = as_words([helper] if helper is not None else [])
    return Statement(head=head, words=(*as_words(phrase), *before, *in_form(form, head, tokens)))


def _is_effect_of_all(head: Token, main: Token, about: Token) -> bool:
    """Tell whether all that was said has the effect: "were delayed, leaving them two days", "making this"."""
    small = (other for child in head.children if child.dep_ == "ccomp" for other in child.children)
    objects = [child for child in (*head.children, *small) if child.dep_ in {"dobj", "nsubj"}]
    pointed = any(other.lower_ in {"this", "that"} for other in objects)
    return about.dep_ == "nsubjpass" or main.dep_ == "advcl" or pointed


def _apposition(head: Token) -> Statement | None:
    """ "Scott Bessent, the Treasury secretary, ..." -> "Scott Bessent is the Treasury secretary"."""
    owner = head.head
    if not set_off(head) or head.i < owner.i or not says_what(owner, head):
        return None
    phrase, rest = noun_phrase(owner), noun_phrase(head)
    short = len(rest) < 2 and not is_age(owner, head)
    if not phrase or short or any(child.dep_ in {"conj", "cc"} and child.i > head.i for child in head.children):
        return None
    once = any(child.lower_ in _ONCE for child in head.children)
    be = Word("is") if is_age(owner, head) else form_of_be(owner, plural=several(owner, phrase), past=once)
    return Statement(head=head, words=(*as_words(phrase), be, *as_words(rest)))


def _saying(head: Token) -> Statement | None:
    """Return the statement that somebody said something, where the saying is the news."""
    tokens = mend(subtree(head, lambda child: child.dep_ in {"conj", "cc"} and child.head == head and _cut(child)))
    if own_subject(head) is None:
        tokens = [*_shared(head), *tokens]
    return Statement(head=head, words=as_words(tokens), saying=True, proposition=proposition(head))


def _accusation(head: Token) -> Statement | None:
    """ "accused Beijing of slow-walking its pledge" -> "Beijing was slow-walking its pledge"."""
    verb = head.head.head
    if proposition(verb) != head or not saying_is_news(verb):
        return None
    accused = next((child for child in verb.children if child.dep_ == "dobj" and child.i < head.i), None)
    if accused is None or accused.lower_ in RELATIVES:
        return None
    phrase = noun_phrase(accused)
    if not phrase:
        return None
    be = Word(text="were" if is_plural(accused) else "was")
    return Statement(head=head, words=(*as_words(phrase), be, *as_words(_tokens(head))))
