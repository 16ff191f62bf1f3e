"""Participles: "built in 1932, the bridge", "appointed in February", "struck at noon, killing 50 people".

Each is a statement once it has the subject that it shares and a verb in a tense.
"""

from collections.abc import Sequence

from factdesk.claims.attribution import proposition, saying_is_news
from factdesk.claims.clauses import (
    FINITE,
    auxiliaries,
    in_brackets,
    is_nominal,
    is_past,
    is_plural,
    is_predicate,
    marks,
    own_subject,
    set_off,
    subject,
    tensed,
)
from factdesk.claims.inflection import Tense, base, finite, may_be_past
from factdesk.claims.owners import PARTICIPLES, described, first_participle
from factdesk.claims.parser import Token
from factdesk.claims.phrases import Cut, clause_words, noun_phrase, subject_phrase
from factdesk.claims.repairs import as_words, be_since, form_of_be, in_form, several
from factdesk.claims.standing import stands_alone
from factdesk.claims.vocabulary import EFFECTS, FRAMING, OF_THINGS, SAYING, SPEAKING, words
from factdesk.claims.wording import Statement

#: what is done to those who did something, and not to those who are only said to have
_PUNISHING = words("sentence jail imprison fine punish ban suspend disqualify expel dismiss sack fire sanction")
#: whom a court hears: "convicted of murder, perverting the course of justice"
_CHARGING = words("convict accuse charge acquit clear suspect indict guilty")
#: what is done once, whatever the tense of the clause beside it: "the results, presented in June, could"
_DONE_ONCE = words(
    "present publish announce release unveil sign found launch open write sell elect appoint approve see"
)
#: what a clause that tells when begins with
_THEN = frozenset({"after", "before", "when", "as"})


def participle(head: Token, cut: Cut) -> Statement | None:
    """ "..., appointed in February, ..." -> "X was appointed in February"."""
    first = first_participle(head) or head
    if head.tag_ not in PARTICIPLES or own_subject(head) is not None or _gives_next(head) or is_injury(head):
        return None
    if head.lemma_ == "cite" and head.tag_ == "VBG":
        return None  # "said that most planned to switch, citing a survey": whoever said so
    lost = _is_lost_verb(head)
    owner = head.head if lost else described(first)
    phrase, rest = noun_phrase(owner, cut), clause_words(head, cut)
    if not is_nominal(owner) or not phrase or len(rest) < 2 or owner.i > head.i or head not in rest:
        return None
    if lost:
        return Statement(head=head, words=(*as_words(phrase), *as_words(rest)))
    dated = any(token.ent_type_ == "DATE" for token in rest) or head.lemma_.lower() in _DONE_ONCE
    if head.tag_ == "VBN":
        be = be_since(head, form_of_be(first.head, plural=several(owner, phrase), past=dated))
        return Statement(head=head, words=(*as_words(phrase, quoted=False), be, *as_words(rest)))
    if _is_denied(head):
        return None
    past = form_of_be(first.head, plural=False).text == "was"
    form = finite(head.lower_, head.lemma_.lower(), "past" if past else "present", plural=is_plural(owner))
    return Statement(head=head, words=(*as_words(phrase, quoted=False), *in_form(form, head, rest)))


def is_injury(head: Token) -> bool:
    """Tell whether a participle in brackets is what a noun is: "Jaylen Ford (sprained ankle)"."""
    return head.tag_ == "VBN" and in_brackets(head) and any(child.dep_ == "dobj" for child in head.children)


def _gives_next(head: Token) -> bool:
    """Tell whether a participle goes on with a ranking, which is one statement: "29%, followed by health (22%)"."""
    return head.lower_ == "followed" and any(child.dep_ == "agent" for child in head.children)


def _goes_on_charges(head: Token) -> bool:
    """Tell whether a participle is a further charge: "convicted him of murder, perverting the course of justice"."""
    crime = head.doc[head.left_edge.i - 2] if head.left_edge.i > 1 else head
    of = crime.head
    charged = (token.lemma_.lower() in _CHARGING for token in head.doc[head.sent.start : crime.i])
    return crime.dep_ == "pobj" and of.lower_ in {"of", "with"} and any(charged)


def _is_denied(head: Token) -> bool:
    """Tell whether an "-ing" is denied, for which English has no one word: "is bending, not breaking"."""
    return head.tag_ == "VBG" and any(child.dep_ == "neg" for child in head.children)


def _is_lost_verb(head: Token) -> bool:
    """Tell whether the parser took a sentence's verb for a participle: "the dam, which was built in 1954, held".

    Likewise of "Six of the dead, among them a couple, drowned".
    """
    owner = head.head
    ends = head.right_edge.i + 1 < len(head.doc) and head.right_edge.nbor().text == "." and set_off(head)
    asides = {"relcl", "appos"} if owner.tag_ == "CD" or ends else {"relcl"}
    aside = any(child.dep_ in asides and set_off(child) and child.i < head.i for child in owner.children)
    lost = owner.dep_ == "ROOT" and not is_predicate(owner) and aside and head.dep_ == "acl"
    return lost and may_be_past(head.lower_, head.lemma_.lower())


def opening(head: Token, cut: Cut) -> Statement | None:
    """ "Built in 1932, the bridge carries eight lanes" -> "The bridge was built in 1932"."""
    first = head.head if head.dep_ == "conj" else head
    main, about = first.head, own_subject(first.head)
    if about is None or about.dep_ == "expl" or not is_nominal(about) or own_subject(head) is not None or marks(head):
        return None
    having = _having(head)
    if _is_denied(head) and having is None:
        return None
    opens = first.left_edge.i == main.sent.start and any(t.text == "," for t in head.doc[head.i : about.left_edge.i])
    if not opens or (auxiliaries(head) and having is None) or head.lemma_.lower() in FRAMING or not stands_alone(main):
        return None
    if any(child.tag_ == "WRB" for child in head.children):
        return None  # "when working with samples, ..."
    rest, phrase = clause_words(head, cut), subject_phrase(main, cut)
    if head not in rest or len(rest) < 3 or head.right_edge.i > about.left_edge.i:
        return None
    if having is not None:
        return _perfect(head, having, phrase, rest, past=is_past(main), plural=is_plural(about))
    if first.tag_ == "VBN":
        be = form_of_be(main, plural=is_plural(about), past=any(token.ent_type_ == "DATE" for token in rest))
        return Statement(head=head, words=(*as_words(phrase, quoted=False), be, *in_form(head.lower_, head, rest)))
    form = finite(head.lower_, head.lemma_.lower(), "past" if is_past(main) else "present", plural=is_plural(about))
    return Statement(head=head, words=(*as_words(phrase, quoted=False), *in_form(form, head, rest)))


def _having(head: Token) -> Token | None:
    """Return the "having" of a participle: "having lost in 1981, the Eagles"."""
    helpers = auxiliaries(head)
    return helpers[0] if helpers and helpers[0].lower_ == "having" and not marks(head) else None


def _perfect(
    head: Token, having: Token, phrase: Sequence[Token], rest: Sequence[Token], *, past: bool, plural: bool
) -> Statement:
    """Return "the Eagles had lost in 1981" of "having lost in 1981, the Eagles"."""
    form = finite("having", "have", "past" if past else "present", plural=plural)
    return Statement(head=head, words=(*as_words(phrase, quoted=False), *in_form(form, having, rest)))


def consequence(head: Token, cut: Cut) -> Statement | None:
    """ "The quake struck at noon, killing 50 people" -> "The quake killed 50 people"."""
    first = first_participle(head) or head
    if _gives_next(head) or _goes_on_charges(first):
        return None
    told = _when_it_began(first.head) or (None if head.lemma_.lower() in SPEAKING else _told_before(first.head))
    if told is not None and head.lemma_.lower() in EFFECTS:
        return None
    main = told or first.head
    told_by = {mark.lower_ for mark in marks(main)} if main.dep_ == "advcl" and main.head.i < main.i else set()
    if any(child.dep_ == "dobj" and child.pos_ == "PRON" for child in main.children):
        return None  # "pictures put it south of the island, moving north"
    if told_by & _THEN and is_predicate(main.head) and not set_off(main):
        main = main.head  # "walked off the job after talks broke down, grounding flights": the walking off did
    about = subject(main)
    if about is None or own_subject(head) is not None or marks(head):
        return None
    if (having := _having(head)) is not None and head.i > main.i and set_off(first) and stands_alone(main):
        rest, phrase = clause_words(head, cut), subject_phrase(main, cut)
        return _perfect(head, having, phrase, rest, past=is_past(main), plural=is_plural(about))
    if head.i < main.i or not set_off(first) or not stands_alone(main) or head.lemma_.lower() in FRAMING:
        return None
    if (
        _is_denied(head)
        or auxiliaries(head)
        or (head.lemma_.lower() in OF_THINGS - {"be"} and any(child.dep_ == "dobj" for child in main.children))
        or (head.lemma_.lower() in EFFECTS and (_is_effect_of_all(head, main, about) or _is_effect_on_itself(head)))
    ):
        return None
    tokens = clause_words(head, cut)
    if head not in tokens or len(tokens) < 2:
        return None
    if head.tag_ == "VBN":
        be = form_of_be(main, plural=is_plural(about))
        by_somebody = any(child.dep_ == "agent" for child in head.children) and not _may_be_of_noun(head)
        return (
            Statement(head=head, words=(*as_words(subject_phrase(main, cut)), be, *as_words(tokens)))
            if by_somebody
            else None
        )
    helper = next((token for token in auxiliaries(main) if token.tag_ == "MD"), None)
    if helper is not None and any(child.dep_ == "neg" for child in main.children):
        return None  # what does not happen has no consequence
    phrase = subject_phrase(main, cut)
    tense: Tense = "past" if is_past(main) or any(token.lemma_ == "have" for token in auxiliaries(main)) else "present"
    written, lemma = head.lower_, head.lemma_.lower()
    form = base(written, lemma) if helper is not None else finite(written, lemma, tense, plural=is_plural(about))
    before = as_words([helper] if helper is not None else [])
    return Statement(head=head, words=(*as_words(phrase), *before, *in_form(form, head, tokens)))


def passive_between_commas(head: Token, tokens: Sequence[Token]) -> Statement | None:
    """Return "A bill was passed 360 to 58" of "A bill, passed 360 to 58, would force", read as its verb.

    Likewise of "A shop, opened in 1991, closed".
    """
    about = own_subject(head)
    if head.tag_ not in {"VBD", "VBN"} or auxiliaries(head) or about is None or about.i > head.i:
        return None
    verbs = (child for child in head.children if child.dep_ == "conj")
    past = (verb for verb in verbs if auxiliaries(verb) or verb.tag_ == "VBD")
    main = next((verb for verb in past if auxiliaries(verb) or head.tag_ == "VBN" or verb.lemma_ == "be"), None)
    comma = head.nbor(-1)
    if main is None or comma.text != "," or about.right_edge.i < comma.i - 1 or own_subject(main) is not None:
        return None
    helper = tensed(main)
    if helper.tag_ not in FINITE or main.doc[helper.i - 1].text != "," or any(c.dep_ == "cc" for c in head.children):
        return None
    subject_words = [token for token in tokens if token.i < head.i - 1]
    be = form_of_be(head, plural=is_plural(about), past=True)
    return Statement(head=head, words=(*as_words(subject_words), be, *as_words(t for t in tokens if t.i >= head.i)))


def _when_it_began(verb: Token) -> Token | None:
    """Return the deed by which something began: "the quarrel began in May, when Ada left, complaining of noise"."""
    if verb.lemma_.lower() not in {"begin", "start"}:
        return None
    behind = (token for token in verb.doc[verb.i : verb.right_edge.i + 1] if token.dep_ in {"relcl", "advcl"})
    return next((clause for clause in behind if any(child.lower_ == "when" for child in clause.children)), None)


def _told_before(verb: Token) -> Token | None:
    """Return what was said, where the saying stands behind it.

    In "A bomb exploded, police said, killing 12" it is not the police that killed.
    """
    if verb.dep_ == "parataxis" and verb.lemma_.lower() in SAYING and verb.head.i < verb.i:
        return verb.head
    said = proposition(verb)
    return said if said is not None and said.i < verb.i and not saying_is_news(verb) else None


def offence(head: Token, cut: Cut) -> Statement | None:
    """ "Lasker was sentenced to 12 years for accepting bribes" -> "Lasker accepted bribes"."""
    verb = head.head.head
    if verb.dep_ in {"dobj", "oprd", "attr", "pobj"}:  # "was fined 3 million euros for dumping acid"
        verb = next((token for token in verb.ancestors if is_predicate(token)), verb)
    if head.head.lower_ != "for" or verb.lemma_.lower() not in _PUNISHING or not (is_past(verb) and stands_alone(verb)):
        return None
    about = subject(verb)
    denied = any(child.dep_ == "neg" for child in (*verb.children, *head.children))
    if about is None or about.dep_ != "nsubjpass" or denied:
        return None
    phrase, rest = subject_phrase(verb, cut), clause_words(head, cut)
    if not phrase or head not in rest or len(rest) < 2 or auxiliaries(head) or own_subject(head) is not None:
        return None
    form = finite(head.lower_, head.lemma_.lower(), "past", plural=is_plural(about))
    return Statement(head=head, words=(*as_words(phrase, quoted=False), *in_form(form, head, rest)))


def deed(head: Token, cut: Cut) -> Statement | None:
    """ "Calvex stopped in March after finding bacteria" -> "Calvex found bacteria"; likewise "by cutting 300 jobs"."""
    verb = head.head.head
    if verb.ent_type_ == "DATE":  # the parser hangs "after" on the time before it
        verb = next((token for token in verb.ancestors if is_predicate(token)), verb)
    about = subject(verb) if head.head.lower_ in {"after", "by"} and is_predicate(verb) else None
    if about is None or not is_past(verb) or not stands_alone(verb):
        return None
    if head.lemma_.lower() in SPEAKING and not any(child.dep_ == "dobj" for child in head.children):
        return None  # "by saying that", and not "after finding bacteria"
    hedged = any(token.tag_ == "MD" for token in auxiliaries(verb))
    denied = any(child.dep_ == "neg" for child in (*verb.children, *head.children))
    done_to_somebody = about.dep_ == "nsubjpass" and head.head.lower_ == "after" and about.ent_type_ == "PERSON"
    if hedged or denied or auxiliaries(head) or not (about.dep_ == "nsubj" or done_to_somebody):
        return None
    phrase, rest = subject_phrase(verb, cut), clause_words(head, cut)
    if not phrase or head not in rest or len(rest) < 2 or own_subject(head) is not None or not is_nominal(about):
        return None
    form = finite(head.lower_, head.lemma_.lower(), "past", plural=is_plural(about))
    return Statement(head=head, words=(*as_words(phrase, quoted=False), *in_form(form, head, rest)))


def _may_be_of_noun(head: Token) -> bool:
    """Tell whether what was done may have been done to the noun before the comma: "under a scheme, agreed by both"."""
    first = head.left_edge.i
    noun = head.doc[first - 2] if first > 1 and head.doc[first - 1].text == "," else None
    return noun is not None and noun.pos_ == "NOUN" and noun.dep_ in {"pobj", "dobj"} and not noun.ent_type_


def _is_effect_on_itself(head: Token) -> bool:
    """Tell whether what has the effect is what it is on: "inflation rose, leaving it above the target"."""
    return any(other.lower_ in {"it", "him", "her", "them"} for other in _affected(head))


def _is_effect_of_all(head: Token, main: Token, about: Token) -> bool:
    """Tell whether all that was said has the effect: "were delayed, leaving them two days", "making this"."""
    pointed = any(other.lower_ in {"this", "that"} for other in _affected(head))
    return about.dep_ == "nsubjpass" or main.dep_ == "advcl" or pointed


def _affected(head: Token) -> list[Token]:
    """Return what an effect is on: "them" of "leaving them two days", "this" of "making this the dearest"."""
    small = (other for child in head.children if child.dep_ == "ccomp" for other in child.children)
    return [child for child in (*head.children, *small) if child.dep_ in {"dobj", "nsubj"}]
