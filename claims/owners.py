"""Which noun a clause or a participle says more of: its neighbour, or what its neighbour is of or stands for."""

from factdesk.claims.clauses import (
    RELATIVES,
    auxiliaries,
    is_indefinite,
    is_nominal,
    own_subject,
    set_off,
    subject,
    tensed,
)
from factdesk.claims.parser import Token
from factdesk.claims.pronouns import SUBJECTS
from factdesk.claims.vocabulary import PERSONS, PLACES, PUBLIC_BODIES, TWO_PERSONS, words

#: entities that say when
TIMES = frozenset({"DATE", "TIME"})
#: entities that measure something and describe nobody
MEASURES = TIMES | {"CARDINAL", "MONEY", "PERCENT", "QUANTITY"}
PARTICIPLES = frozenset({"VBN", "VBG"})
#: prepositions that bring the parties of a dispute, a deal, a meeting
_BRING_PARTIES = frozenset({"between", "among", "with", "against"})
#: nouns whose "of" brings what is meant: what is said of "a type of wet sand" is said of the type
_KINDS = frozenset({"type", "kind", "sort", "form", "species", "class"})
#: nouns for all that was said before
_SUMMING = words(
    """accusation act allegation amount blow boost change charge choice claim comment concession decision detour
    development drive effort feat figure gesture journey move option pace phrase practice price process prospect
    decline decrease fall increase level low number peak percentage proportion ratio record rise share total
    outcome result
    rate remark response reversal ride ritual setback shift sign signal situation statement step sum tactic trend
    trip turn turnaround"""
)
#: what happens: "bitten by a shark, the first such incident" is said of the bite
_HAPPENINGS = words(
    "incident attack case death accident win victory defeat time sighting crash fire instance occasion killing shooting"
)
#: prepositions whose noun is a place
_PLACING = frozenset({"in", "at", "near"})
#: persons who are told by what they are of: "guests of the city's hotels, who"
_TOLD_BY_THINGS = PERSONS | words("guest user customer resident tenant member passenger inhabitant visitor employee")
_MANY_PERSONS = _TOLD_BY_THINGS | words("mp people man woman child couple")
#: who only a person has
_KIN = words(
    "son daughter child wife husband mother father brother sister parent grandfather grandmother family career"
)
#: what a firm has and a town has not
_OF_FIRMS = words("owner share shareholder profit customer boss founder staff employee chairman")
#: nouns that an amount is of
_MEASURED = words("rate price cost yield average median share level value wage fee index tax rent ratio sales revenue")
#: "a bishop, probably the last but one, whose palace"
_GUESSING = frozenset({"probably", "perhaps", "possibly", "likely", "presumably"})
#: verbs of what runs out, which no body does
_RUNNING_OUT = words("expire lapse last")
#: what is held, and what it is of is not
_OCCASIONS = words("festival feast anniversary funeral launch premiere wedding coronation election")
#: what is published, and what it is of is not: "a study of 13,000 twins, published in 2018"
_WORKS = words("study report paper survey book poll analysis review article inquiry investigation film album novel")
_PUBLISHING = words("publish release conduct commission write carry produce issue finance fund")
#: what a noun has that tells which ones are meant
_KNOWN = frozenset({"det", "poss", "nummod"})


def describes(head: Token) -> bool:
    """Tell whether a clause without a comma adds a fact: "is a painter born in Rome", not "is the painter that won"."""
    owner = _kind(head.head)
    says_more = any(child.dep_ in {"amod", "compound", "nmod", "prep"} for child in owner.children)
    either = any(child.lower_ == "or" for child in owner.children)
    nearer = head.doc[head.left_edge.i - 1]  # "a source of dust laced with arsenic"
    kind = owner.lower_ in _KINDS or nearer == head.head
    either = either or (not kind and nearer.dep_ == "pobj" and owner.lemma_.lower() not in PERSONS)
    about = subject(owner.head)
    one_of_many = is_indefinite(owner) or (owner.tag_ == "NNS" and not any(c.dep_ in _KNOWN for c in owner.children))
    return (
        owner.dep_ == "attr"
        and owner.i < head.i
        and one_of_many
        and not either
        and says_more
        and about is not None
        and about.dep_ == "nsubj"
        and (is_nominal(about) and about.lower_ not in RELATIVES)
    )


def _kind(owner: Token) -> Token:
    """Return the "type" of "a type of wet sand", and any other noun as it is."""
    kind = owner.head.head
    return kind if owner.dep_ == "pobj" and owner.head.lower_ == "of" and kind.lower_ in _KINDS else owner


def is_cleft(head: Token) -> bool:
    """Tell whether a clause is the second half of "it was the state that stopped paying"."""
    verb = head.head.head
    about = own_subject(verb) if head.head.dep_ == "attr" else None
    return about is not None and about.lower_ == "it" and verb.lemma_ == "be"


def sums_up(kind: Token) -> bool:
    """Tell whether an apposition is of all that was said before: "sent through Kelmont, a detour that takes long"."""
    about = kind.head
    ranked = any(child.ent_type_ == "ORDINAL" or child.tag_ == "JJS" for child in kind.children)
    summing = kind.lower_ in _SUMMING and is_indefinite(kind)
    return (summing or (ranked and kind.lower_ in _HAPPENINGS)) and set_off(kind) and about.dep_ not in SUBJECTS


def goes_on_list(owner: Token) -> bool:
    """Tell whether a noun is in the middle of a list, whose "and" is still to come: "weak demand, Brexit, a system"."""
    return owner.dep_ == "conj" and not any(child.dep_ == "cc" for child in owner.head.children)


def only_stands_behind_place(kind: Token) -> bool:
    """Tell whether an apposition is of something before the place that it stands behind.

    "was born in Leeds, the daughter of a miner"; "an alliance in the Northeast, a partnership that ended".
    """
    place = kind.head
    if place.dep_ != "pobj" or place.head.lower_ not in _PLACING:
        return False
    return kind.lower_ in PERSONS or (place.ent_type_ in {"GPE", "LOC"} and kind.lower_ not in PLACES)


def tells_of_the_named(head: Token) -> bool:
    """Tell whether a clause inside an apposition is of the name before it: "Marsh, a Republican who took office".

    Likewise of "Marsh, the party's leader, who took office", and not of "Marsh, the Republican who took office".
    """
    kind = head.head
    named = kind.head.pos_ == "PROPN"
    known = kind.lower_ in PERSONS and set_off(head)
    return (
        kind.dep_ == "appos"
        and kind.i < head.i
        and (is_indefinite(kind) or known)
        and set_off(kind)
        and named
        and not sums_up(kind)
        and not goes_on_list(kind.head)
        and not only_stands_behind_place(kind)
    )


def is_of_several(kind: Token) -> bool:
    """Tell whether an apposition says what more than one are: "the biggest lines", "a couple"."""
    return kind.tag_ == "NNS" or kind.lower_ in TWO_PERSONS


def are_described_as_two(first: Token) -> bool:
    """Tell whether two names are followed by what both are: "Warren and Ada Lee, a couple who stayed"."""
    behind = (kind for name in (first, *first.conjuncts) for kind in name.children if kind.dep_ == "appos")
    return first.pos_ == "PROPN" and first.dep_ != "conj" and any(kind.lower_ in TWO_PERSONS for kind in behind)


def described(head: Token) -> Token:
    """Return the noun that a clause says more of: of "a film of 2014, which ..." it is the film, not the year."""
    owner = _whole_name(head.head.head if tells_of_the_named(head) else _called(head) or head.head)
    if owner.dep_ == "conj" and are_described_as_two(owner.head) and head.head.lower_ in TWO_PERSONS:
        return owner.head
    while owner.ent_type_ in MEASURES and owner.dep_ == "pobj" and is_nominal(owner.head.head):
        owner = owner.head.head
    owner = _scorer(owner)
    for nearer in (
        _by_name,
        _titled,
        _published,
        _compared,
        _whom,
        _which,
        _measured,
        _last_of_list,
        _one_of_several,
        _several_of_one,
        _named_pair,
    ):
        owner = nearer(owner, head)
    if _closed_between(owner, head):  # "Anna (Polish: Ania), born in 1950": it is Anna that was born
        owner = next((token for token in owner.ancestors if not _closed_between(token, head)), owner)
    return _named_by(_kind(owner))


def _by_name(owner: Token, head: Token) -> Token:
    """Return the name right before a clause of what it names: "a supplier, Tillman Fasteners, that delivered bolts"."""
    nearer = head.doc[max(head.left_edge.i - 2, 0)]
    named = nearer.dep_ == "appos" and nearer.head == owner and nearer.pos_ == "PROPN"
    return nearer if named and is_indefinite(owner) and set_off(nearer) and set_off(head) else owner


def _called(head: Token) -> Token | None:
    """Return the noun that is called something right behind it: "the rate in the exam, known as the Matrica, fell"."""
    before = head.doc[max(head.left_edge.i - 2, 0)]
    named = head.tag_ == "VBN" and head.lemma_ in {"know", "call", "dub"} and set_off(head)
    return before if named and before.dep_ == "pobj" and before.pos_ == "NOUN" else None


def _whom(owner: Token, head: Token) -> Token:
    """Return whom a "who" is of: in "Lischer of the Royal Hospitals, who was not involved" it is no hospital."""
    whole = owner.head.head
    if owner.dep_ != "pobj" or not any(child.lower_ in {"who", "whom"} for child in head.children):
        return owner
    if owner.ent_type_ in {"GPE", "LOC"} and whole.pos_ == "VERB":
        about = subject(whole)  # "the teenager, from Leicester, who was 15, used a password"
        return about if about is not None and about.i < owner.i else owner
    if owner != head.head or whole.pos_ not in {"NOUN", "PROPN"}:
        return owner  # "one more than Castel, who had led"
    if owner.pos_ == "PROPN" and any(child.dep_ == "conj" for child in owner.children):
        return owner  # "the daughter of Daiki and Aya Mori, who moved"
    if owner.head.lower_ == "except":
        return owner  # "longer than any captain except Amory, who", whatever the pipeline takes Amory for
    placed = owner.ent_type_ in {"ORG", "GPE", "LOC", "FAC"} or owner.head.lower_ == "from"
    told_by_things = owner.pos_ == "NOUN" and owner.head.lower_ == "of" and whole.lemma_.lower() in _TOLD_BY_THINGS
    thing = owner.tag_ == "NN" and owner.lemma_.lower() not in _TOLD_BY_THINGS
    of_person = thing and whole.lemma_.lower() in PERSONS  # "a manager with 39 years' service, who"
    return whole if placed or told_by_things or of_person else owner


def _which(owner: Token, head: Token) -> Token:
    """Return what a "which" is of: "the pensions of former MPs, which have risen" are no persons.

    Behind a place it is of what is new there: "a school in Gaerwen, which is due to open".
    """
    whole = owner.head.head
    pronouns = {child.lower_ for child in head.children}
    nearer = head.doc[max(head.left_edge.i - 2, 0)]
    if "which" in pronouns and owner.ent_type_ == "PERSON" and owner.is_ancestor(nearer) and nearer.dep_ == "pobj":
        return nearer  # "Dr Intara of the People's party, which had led"
    if owner != head.head or owner.dep_ != "pobj" or whole.pos_ not in {"NOUN", "PROPN"}:
        return owner
    if pronouns & {"who", "whom"}:
        return owner
    if "which" in pronouns and owner.pos_ == "NOUN" and owner.lemma_.lower() in _MANY_PERSONS:
        return whole
    if owner.head.lower_ == "of" and whole.lower_ in _OCCASIONS:
        return whole  # "the festival of the Lord of Light, which draws 100,000"
    if runs_out(head, owner) and whole.pos_ == "NOUN":
        return whole  # "a contract with the ministry, which expires in 2027"
    named = owner.pos_ == "PROPN" and owner.head.lower_ in _PLACING and owner.ent_type_ not in TIMES
    return whole if named and is_indefinite(whole) else owner


def runs_out(head: Token, owner: Token) -> bool:
    """Tell whether a clause says of a body or place what only a term does: "in the city, which will last a year"."""
    if head.lemma_.lower() not in _RUNNING_OUT:
        return False
    return owner.lower_ in PUBLIC_BODIES | PLACES or owner.ent_type_ in {"ORG", "GPE", "PERSON"}


def _whole_name(owner: Token) -> Token:
    """Return what a name is of that ends on a place: "the Observatory of Athens, which" is of the Observatory."""
    while owner.ent_type_ == "ORG" and owner.ent_iob_ == "I" and owner.dep_ == "pobj":
        name = owner.head.head
        if name.ent_type_ != "ORG" or owner.head.ent_iob_ != "I":
            break
        owner = name
    return owner


def _titled(owner: Token, head: Token) -> Token:
    """Return the name that a name is the end of: "her Requiem for Miners, written in 1979" is a requiem."""
    whole = owner.head.head
    names = owner.dep_ == "pobj" and owner.pos_ == whole.pos_ == "PROPN" and owner.head.lower_ in {"for", "of"}
    made = head.dep_ in {"acl", "conj"} and head.tag_ == "VBN"
    return whole if names and made and whole.ent_type_ != "PERSON" and owner.ent_type_ not in TIMES else owner


def _published(owner: Token, head: Token) -> Token:
    """Return the work that was published: of "a study of 13,000 twins, published in 2018" the study."""
    if head.tag_ != "VBN" or head.lemma_.lower() not in _PUBLISHING or owner.dep_ != "pobj":
        return owner
    return next((token for token in owner.ancestors if token.lemma_.lower() in _WORKS and token.i < owner.i), owner)


def _compared(owner: Token, head: Token) -> Token:
    """Return what a measure is held against: of "10 centimetres above the record, set in 2022" the record."""
    nearer = head.doc[max(head.left_edge.i - 2, 0)]
    measured = owner.ent_type_ in MEASURES and owner.dep_ != "pobj" and set_off(head)
    return (
        nearer if measured and nearer.dep_ == "pobj" and owner.is_ancestor(nearer) and nearer.pos_ == "NOUN" else owner
    )


def _scorer(owner: Token) -> Token:
    """Return who a share is of: of "ahead of the Progress Party on 19.8%, which gained 2.4 points" the party."""
    on = owner.head
    share = owner.ent_type_ == "PERCENT" and owner.dep_ == "pobj" and on.lower_ in {"on", "with"} and on.i > 0
    return on.nbor(-1) if share and on.nbor(-1).tag_ in {"NNP", "NNPS"} else owner


def _measured(owner: Token, head: Token) -> Token:
    """Return the measure that an amount is of: "the rate on a mortgage, which topped 7.2%"."""
    whole = owner.head.head
    measure = owner.dep_ == "pobj" and whole.lower_ in _MEASURED
    amount = any(child.ent_type_ in {"PERCENT", "MONEY"} for child in head.children)
    return whole if measure and amount else owner


def _last_of_list(owner: Token, head: Token) -> Token:
    """Return the last of several, where the verb is of one: "went to Ann Lee and Bo Katz, who is called a sage"."""
    last = max(
        (other for other in owner.conjuncts if owner.i < other.i < head.i), key=lambda token: token.i, default=owner
    )
    return last if last.tag_ in {"NN", "NNP"} and _is_of_one(head) else owner


def _named_pair(owner: Token, head: Token) -> Token:
    """Return what a pair belongs to, where the verb is of one: "the line between A and B, which carries 900"."""
    first = owner.head if owner.dep_ == "conj" else owner
    several = any(child.dep_ == "conj" for child in first.children)
    between = first.head
    if not (several and first.dep_ == "pobj" and between.lower_ in {"between", "from"} and is_nominal(between.head)):
        return owner
    return between.head if _is_of_one(head) else owner


def _one_of_several(owner: Token, head: Token) -> Token:
    """Return what several are of, where the verb is of one: "the closure of surgeries, which has left families"."""
    whole = owner.head.head
    several = owner.tag_ == "NNS" and owner.dep_ == "pobj" and owner.head.lower_ == "of"
    return whole if several and whole.tag_ == "NN" and _is_of_one(head) else owner


def _several_of_one(owner: Token, head: Token) -> Token:
    """Return what several are, where the verb is of several: "at five plants on the island, which make cars"."""
    whole = owner.head.head
    one = (
        owner.tag_ in {"NN", "NNP"}
        and owner.dep_ == "pobj"
        and not any(child.dep_ == "conj" for child in owner.children)
    )
    verb = tensed(head)
    several = verb.tag_ == "VBP" or verb.lower_ == "were"
    return whole if one and several and whole.tag_ == "NNS" else owner


def _is_of_one(head: Token) -> bool:
    verb = tensed(head)
    return verb.tag_ == "VBZ" or verb.lower_ == "was"


def _closed_between(owner: Token, head: Token) -> bool:
    depth = 0
    for token in owner.doc[owner.i : head.i]:
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
        if depth < 0:
            return True
    return False


def first_participle(head: Token) -> Token | None:
    """Return the participle that this one is joined to: of "directed by A and starring B" the first."""
    first = head
    while first.dep_ == "conj" and own_subject(first) is None and not auxiliaries(first):
        first = first.head
    if first.tag_ not in PARTICIPLES or auxiliaries(first) or first == head:
        return None
    opens = first.dep_ == "advcl" and first.tag_ == "VBN" and first.i < first.head.i
    if opens and head.tag_ in {"VBN", "VBD"}:  # "built in 1932 and widened in 1960, the bridge": tagged as a past
        return first
    says_more = first.dep_ == "acl" and (set_off(first) or describes(first))
    follows = first.dep_ == "advcl" and first.tag_ == head.tag_ == "VBG" and first.i > first.head.i
    return first if head.tag_ in PARTICIPLES and (says_more or follows) else None


def _named_by(owner: Token) -> Token:
    """Return whom a noun is about: of "X is an actor, born in 1954" it is X that was born."""
    about = subject(owner.head) if owner.dep_ == "attr" else None
    return about if about is not None and is_nominal(about) and owner.pos_ != "PROPN" else owner


def _party(antecedent: Token, owned: Token) -> Token:
    """Return whose "whose" is: in "a dispute with the two lines, whose traffic ..." it is the lines'."""
    if owned.lemma_.lower() in _KIN and antecedent.ent_type_ != "PERSON":
        # "Nia Hughes, head of governors at Penmynydd, whose two sons go there"
        named = next((token for token in antecedent.ancestors if token.ent_type_ == "PERSON"), None)
        return named or next((token for token in antecedent.ancestors if _is_person(token)), antecedent)
    if owned.lemma_.lower() in _OF_FIRMS and antecedent.ent_type_ in {"GPE", "LOC"}:
        # "a tour operator in Lucknow, whose owner"
        firm = (token for token in antecedent.ancestors if is_nominal(token) and token.ent_type_ not in {"GPE", "LOC"})
        return next(firm, antecedent)
    for preposition in antecedent.children:
        if preposition.dep_ == "prep" and preposition.lower_ in _BRING_PARTIES:
            return next((child for child in preposition.children if child.dep_ == "pobj"), antecedent)
    return antecedent


def _is_person(noun: Token) -> bool:
    return noun.lower_ in PERSONS or noun.lower_.endswith("-year-old")


def owner_of(head: Token) -> Token:
    """Return the noun that a clause or a participle is about; that of "whose" is its neighbour."""
    pronoun, head = relative_pronoun(head), first_relative(head) or head
    if pronoun is None or pronoun.lower_ != "whose":
        return described(head)
    kind = head.head.head if head.head.dep_ == "conj" else head.head
    guessed = kind.dep_ == "appos" and kind.left_edge.lower_ in _GUESSING
    named = tells_of_the_named(head)  # "Sophie Arden, a vet whose body was found"
    return _party(kind.head if guessed or named else head.head, pronoun.head)


def first_relative(head: Token) -> Token | None:
    """Return the relative clause that another with a pronoun of its own is joined to: "who won and whose son lost"."""
    first = head
    while first.dep_ == "conj" and relative_pronoun(first) is not None:
        first = first.head
    return first if first.dep_ == "relcl" and first != head else None


def relative_pronoun(head: Token) -> Token | None:
    """Return the pronoun that a relative clause hangs on by, its subject or object or the "whose" of either."""
    for child in head.children:
        if child.lower_ in RELATIVES and child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            return child
        if child.dep_ in {"nsubj", "nsubjpass"}:
            for determiner in child.children:
                if determiner.lower_ == "whose":
                    return determiner
    return None
