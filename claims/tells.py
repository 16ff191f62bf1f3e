"""Words by which it shows that the parser misread their sentence, which is then kept whole rather than taken apart.

Each tell is asked of the tokens that have one dependency label, since most sentences have few of each.
"""

from collections.abc import Callable, Mapping

from factdesk.claims.clauses import FINITE, auxiliaries, is_predicate, marks, own_subject, set_off
from factdesk.claims.owners import MEASURES, first_relative
from factdesk.claims.parser import Token
from factdesk.claims.vocabulary import SAYING

#: a list or a name before a verb may have two heads
_MOST_SUBJECTS = 2


def tells_of_misreading(token: Token) -> bool:
    """Tell whether a token shows that its sentence was misread."""
    return any(tell(token) for tell in _TELLS.get(token.dep_, ())) or _took_currency(token)


def _lost_its_verb(noun: Token) -> bool:
    """ "Acme, whose owner, Ann Lee, left": the subject of a relative clause was read as an apposition."""
    return any(child.lower_ == "whose" and child.dep_ == "poss" for child in noun.children)


def _lost_what_was_paid(amount: Token) -> bool:
    """ "Paid Orrca, whose members are volunteers, $210,000": what was paid was hung on the clause before it."""
    clause = amount.head.head
    return amount.ent_type_ == "MONEY" and clause.dep_ == "relcl" and set_off(amount)


def _lost_noun(clause: Token) -> bool:
    """ "Bath, where a clinic and two inns shut": the first of several subjects was taken for the clause."""
    if clause.pos_ != "NOUN" or is_predicate(clause) or not is_predicate(clause.sent.root):
        return False
    before = [child for child in clause.children if child.i < clause.i]
    placed = (child for place in before if place.dep_ == "prep" for child in place.children)
    return any(child.tag_ == "WRB" for child in before) or any(child.lower_ == "which" for child in placed)


def _lost_speaker(verb: Token) -> bool:
    """ "... made by Acme, its chief, Ann Lee, told them": who says it was read as part of what is said."""
    if verb.tag_ != "VBD" or verb.lemma_.lower() not in SAYING or own_subject(verb) is not None:
        return False
    return any(child.dep_ == "ccomp" and child.i < verb.i for child in verb.children)


def _lost_subject(clause: Token) -> bool:
    """ "Who saw that she, ill, had paid": a verb in a tense was hung on the main one without its subject."""
    if clause.tag_ != "VBN" or clause.head.i > clause.i or own_subject(clause) is not None:
        return False
    helper = next(iter(auxiliaries(clause)), None)
    return helper is not None and helper.tag_ == "VBD" and helper.i > 0 and helper.nbor(-1).text == ","


def _left_its_speaker(verb: Token) -> bool:
    """ "Acme said it would be cheap, and offered more": what the speaker did was joined to what was said."""
    would_be = verb.head
    plain = would_be.lemma_ == "be" or would_be.tag_ == "VB"
    if verb.tag_ != "VBD" or would_be.dep_ != "ccomp" or not plain or own_subject(verb) is not None:
        return False
    hedged = own_subject(would_be) is not None and any(each.tag_ == "MD" for each in auxiliaries(would_be))
    return hedged and (would_be.tag_ == "VB" or any(token.text == "," for token in verb.doc[would_be.i : verb.i]))


def _took_second_relative(whose: Token) -> bool:
    """ "Shrimp, which they eat, and whose eggs are sold, die": two clauses of a noun, of which the parser reads one."""
    joined = whose.lower_ == "whose" and whose.i > 0 and whose.nbor(-1).dep_ == "cc"
    return joined and first_relative(whose.head.head) is None


def _took_second_of_which(which: Token) -> bool:
    """ "Tuna, which came back and of which boats catch 230 tonnes": the same, with its preposition before it."""
    of = which.head
    return which.lower_ in {"which", "whom"} and of.dep_ == "prep" and of.i > 0 and of.nbor(-1).dep_ == "cc"


def _took_second_that(mark: Token) -> bool:
    """ "A dam that will double supply and that Egypt calls a threat": a second relative clause, read as none."""
    verb = mark.head
    joined = mark.lower_ == "that" and verb.dep_ == "conj" and mark.nbor(-1).dep_ == "cc"
    return joined and any(child.lower_ == "that" and child.dep_ in {"nsubj", "dobj"} for child in verb.head.children)


def _took_cleft(verb: Token) -> bool:
    """ "It was "The Ferry", shown in 1972, that made his name": what is said to have been so was read as clauses."""
    it = next((child for child in verb.children if child.i < verb.i and child.lower_ == "it"), None)
    if it is None or verb.lemma_ != "be" or not any(child.dep_ == "attr" for child in verb.children):
        return False
    clauses = (child for child in verb.children if child.i > verb.i and child.dep_ in {"ccomp", "advcl", "relcl"})
    opens = (next(token for token in clause.subtree if not token.is_punct) for clause in clauses)
    return any(first.lower_ == "that" and first.dep_ != "mark" and first.nbor(-1).text == "," for first in opens)


def _took_before_mark(clause: Token) -> bool:
    """ "Won 27-12, one more than needed, hours after the House had done so": the one was given to the clause behind."""
    mark = next(iter(marks(clause)), None)
    return mark is not None and any(child.dep_ == "nsubj" and child.i < mark.i for child in clause.children)


def _took_verb_for_noun(clause: Token) -> bool:
    """ "Can issue warnings, demand changes or impose fines; it has": a verb of a list was hung on the next clause."""
    objects = (child for child in clause.children if child.dep_ == "dobj" and child.i > clause.i)
    return clause.tag_ in {"NN", "NNS"} and clause.i < clause.head.i and next(objects, None) is not None


def _lost_verb_of_when(clause: Token) -> bool:
    """ "Began when Norland, citing its stocks, shut the bank": the verb behind an aside was joined to the main one."""
    when = any(child.tag_ == "WRB" and child.i < clause.i for child in clause.children)
    return when and clause.pos_ in {"NOUN", "PROPN"} and not is_predicate(clause)


def _took_currency(verb: Token) -> bool:
    """ "A profit of 4.2 trillion won ($2.9 billion)": a currency was read as a verb."""
    return verb.lower_ == "won" and verb.tag_ == "VBD" and verb.ent_type_ == "MONEY"


def _took_relative_noun(clause: Token) -> bool:
    """ "The first pact Oslo has signed": the noun before a clause of its own was taken for part of a name."""
    about = own_subject(clause)
    if about is None or about.tag_ != "NNP":
        return False
    nouns = any(child.dep_ == "compound" and child.tag_ == "NN" and child.i + 1 == about.i for child in about.children)
    return nouns and any(child.tag_ == "JJS" or child.ent_type_ == "ORDINAL" for child in about.children)


def _took_all_subjects(verb: Token) -> bool:
    """ "Ten have died, four of them here, since the river burst": all that stands before a verb became its subject."""
    return sum(child.dep_ == "nsubj" for child in verb.children) > _MOST_SUBJECTS


def _took_time(about: Token) -> bool:
    """ "A leak since Friday was found": the verb behind a time was given that for a subject."""
    when = about.ent_type_ == "DATE" and about.tag_ in {"NNP", "CD"} and about.i > 0
    mark = about.nbor(-1) if when else None
    return mark is not None and mark.dep_ == "mark" and mark.lower_ in {"since", "until", "before", "after"}


def _joined_by_comma(verb: Token) -> bool:
    """ "After the keeper, up for a corner, was caught": a verb behind an aside was joined to one before it."""
    helper = next(iter(auxiliaries(verb)), None)
    if helper is None or helper.tag_ not in FINITE or own_subject(verb) is not None or verb.i < verb.head.i:
        return False
    if verb.head.i and verb.head.nbor(-1).text == ",":
        return False  # "a bill, passed 360 to 58, would force": the aside was read as the main verb, and is known
    beside = {child for parent in (verb.head, verb) for child in parent.children if child.i > parent.i} - {verb}
    joined = any(child.dep_ in {"cc", "conj"} for child in beside)
    return not joined and verb.left_edge == helper and helper.i > 0 and helper.nbor(-1).text == ","


def _stands_behind_next(thing: Token) -> bool:
    """ "Weighs 11 grams and is set with a sapphire the size of a pea": a noun was given to the verb before its own."""
    later = [child for child in thing.head.children if child.dep_ == "conj" and thing.head.i < child.i < thing.i]
    return any(child.dep_ in {"dobj", "prep", "attr", "agent"} for verb in later for child in verb.children)


def _took_average(adjective: Token) -> bool:
    """ "Rates, which track the yield, average 6.4%": a verb was read as an adjective."""
    behind = adjective.lower_ == "average" and adjective.i > adjective.head.i
    return behind and any(child.ent_type_ in MEASURES for child in adjective.children)


def _took_who(pronoun: Token) -> bool:
    """ "The mayor, who, I'm told, voted against it": the "who" was given to what was put into its clause."""
    return pronoun.lower_ == "who" and any(child.dep_ == "nsubjpass" for child in pronoun.head.children)


_TELLS: Mapping[str, tuple[Callable[[Token], bool], ...]] = {
    "ROOT": (_lost_speaker, _took_all_subjects, _took_cleft),
    "advcl": (_took_before_mark, _took_verb_for_noun, _lost_verb_of_when),
    "amod": (_took_average,),
    "appos": (_lost_its_verb, _lost_what_was_paid),
    "ccomp": (_lost_subject,),
    "conj": (_left_its_speaker, _took_relative_noun, _joined_by_comma),
    "dobj": (_took_who, _stands_behind_next),
    "mark": (_took_second_that,),
    "nsubj": (_took_time,),
    "nsubjpass": (_took_time,),
    "pobj": (_took_second_of_which,),
    "poss": (_took_second_relative,),
    "relcl": (_lost_noun,),
}
