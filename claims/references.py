"""Read pronouns and definite noun phrases within the article, where only one reading is left; else leave them.

A pronoun is read as the one name, or the one subject, of this and the last sentence that it can stand for; "the two
leaders" as the two persons that the article has named, or named together. A wrong reading is worse than none: with two
candidates nothing is replaced and the word is listed as unresolved.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from factdesk.claims.attribution import is_saying, named_beside, parenthetical_saying, proposition
from factdesk.claims.clauses import RELATIVES, is_indefinite, is_nominal, set_off, subject, subtree, words_of
from factdesk.claims.firms import Firms
from factdesk.claims.mending import mend
from factdesk.claims.names import Gender, Name, Names, Sort
from factdesk.claims.parser import Doc, Span, Token
from factdesk.claims.pronouns import (
    HE,
    IT,
    POSSESSIVES,
    SHE,
    SUBJECTS,
    THEY,
    about_of,
    clause_of,
    clause_subjects,
    governor_of,
    has_rival,
    is_empty,
    joined_to,
)
from factdesk.claims.vocabulary import (
    BODIES,
    BUILDING,
    FIRMS,
    OF_THINGS,
    PARENTS,
    PERSONS,
    PLACES,
    PUBLIC_BODIES,
    words,
)
from factdesk.claims.vocabulary import HE as MALE
from factdesk.claims.vocabulary import SHE as FEMALE

#: nouns for two that an article has named, and what sort of names they are of
PAIRS: dict[str, Sort] = {
    **dict.fromkeys(("leaders", "presidents", "men", "women", "candidates", "ministers", "rivals"), "person"),
    **dict.fromkeys(("countries", "nations", "superpowers", "powers", "economies", "governments"), "place"),
    **dict.fromkeys(("companies", "firms", "banks", "agencies", "teams", "clubs", "parties"), "organisation"),
}
#: what a subject begins with that a later "it" does not mean: "No other bridge is busier. It opened in 1974"
_OF_NONE_NAMED = frozenset({"a", "an", "no", "any", "each", "every"})
#: what a person begins with whom a later pronoun does not mean
_OF_NOBODY = frozenset({"one", "my", "our", "your"})
#: tokens of the longest phrase that is put in place of a pronoun
_LONGEST = 12
#: what bodies have and things do not
_OF_BODIES = words(
    "committee chairman chairwoman chair chief director head president spokesman spokeswoman share shareholder owner "
    "board staff employee member revenue profit customer founder lawyer"
)
_ANY_BODY = FIRMS | PUBLIC_BODIES | PLACES | BODIES
#: what hangs on a noun and is no part of what it is called
_CLAUSES = frozenset({"relcl", "acl", "parataxis"})


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a clause was about; its text is empty where that is not known."""

    text: str
    #: None of a body of several, which is "it" or "they"
    plural: bool | None
    tokens: frozenset[int] = frozenset()
    #: it belongs to something that a later "it" may mean as well: "the institute's advice"
    owned: bool = False
    #: its clause has an object that a later "it" may mean as well: "Parliament approved the programme. It has cost ..."
    has_object: bool = False
    #: it has a chief, shares and staff
    body: bool = True


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a word of the sentence stands for, and the tokens of the sentence that already say so."""

    text: str
    said_at: frozenset[int]


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the words of one sentence stand for. Tokens are told by their indices in the parsed text."""

    antecedents: Mapping[int, Antecedent]
    #: nouns that the article had before this sentence: "the authority" may be the one that it spoke of
    repeated: frozenset[int]
    #: tokens in quotation marks
    quoted: frozenset[int]

    def speaker(self, tokens: Sequence[Token]) -> str:
        """Return a speaker's words, "she" and "the company" read as whom they stand for."""
        if tokens and tokens[-1].i in self.antecedents and all(token.pos_ != "PROPN" for token in tokens):
            return self.antecedents[tokens[-1].i].text
        return words_of(tokens)


@dataclass(slots=True)
class References:
    """What an article has named so far. ``read`` each sentence in order."""

    _names: Names = field(default_factory=Names)
    _pairs: dict[Sort, list[str]] = field(default_factory=dict)
    _nouns: set[str] = field(default_factory=set)
    #: nouns that it has had with an "a", for one that "the" may mean
    _introduced: set[str] = field(default_factory=set)
    # of the sentence before
    _people: list[Name] = field(default_factory=list)
    _leading: list[Name] = field(default_factory=list)
    _subjects: list[_Subject] = field(default_factory=list)
    #: it has a body that does something beside what it is about: "the fine is the third that the Commission imposed"
    _acted: bool = False
    # of the two sentences before
    _firms: Firms = field(default_factory=Firms)
    # of the paragraph that is read
    _doc: Doc | None = None
    _antecedents: dict[int, Antecedent] = field(default_factory=dict)

    def read(self, sentence: Span, quoted: frozenset[int]) -> Meanings:
        """Take in a sentence and return what its words stand for.

        ``quoted`` are the indices of its tokens in quotation marks: a pronoun there is the speaker's, and is not read.
        """
        named = self._names.read(sentence)
        people = {at: name for at, name in named.items() if name.sort == "person"}
        people |= {token.i: _described_person(token, people) for token in sentence if _is_person(token, named)}
        if sentence.doc is not self._doc:
            self._doc, self._antecedents = sentence.doc, {}
        for token in sentence:
            if token.i in people and token.i not in named and token.i not in quoted and _describes_person(token):
                self._described(token, people)
        subjects: list[_Subject] = []
        unread: list[_Subject] = []
        heads = {clause_subject.i for clause_subject in clause_subjects(sentence)}
        for token in sentence:
            if _is_of_title(token):
                continue
            if token.lower_ in HE | SHE and token.i not in quoted:
                person = self._person(token, people, heads)
                if person is None:
                    people[token.i] = self._somebody(_gender(token))
                else:
                    said = frozenset(at for at, name in people.items() if name is person)
                    self._antecedents[token.i] = Antecedent(person.text, said)
                    people[token.i] = person
            elif token.lower_ in IT | THEY and token.i not in quoted:
                thing = self._thing(token, subjects)
                if thing is not None:
                    self._antecedents[token.i] = Antecedent(thing.text, thing.tokens)
                elif token.lower_ == "it" and token.dep_ == "dobj":
                    unread.append(_Subject("", plural=False))  # which the next "it" may mean as well
            elif token.pos_ == "NOUN":
                self._definite(token, named)
            if token.i in heads and token.i not in people and token.i not in quoted:
                subjects.append(self._subject(token))
        nouns = [token for token in sentence if token.pos_ == "NOUN"]
        repeated = frozenset(noun.i for noun in nouns if noun.lemma_.lower() in self._nouns)
        self._nouns.update(noun.lemma_.lower() for noun in nouns)
        self._introduced |= {
            noun.lower_ for noun in nouns if is_indefinite(noun) and noun.dep_ not in {"attr", "appos"}
        }
        if not _goes_on_speaking(sentence, quoted):
            self._remember(sentence, named, people, [*subjects, *unread], heads)
        return Meanings(self._antecedents, repeated, quoted)

    def _remember(
        self, sentence: Span, named: dict[int, Name], people: dict[int, Name], subjects: list[_Subject], heads: set[int]
    ) -> None:
        self._people = list({id(name): name for name in people.values()}.values())
        self._leading = list({id(people[at]): people[at] for at in sorted(heads) if at in people}.values())
        self._acted = any(map(_is_acting_body, sentence))
        self._subjects = [
            replace(about, tokens=frozenset(), text="" if about.owned else about.text) for about in subjects
        ]
        self._firms.read(sentence, named, heads)
        for at, name in named.items():
            partner = [child for child in sentence.doc[at].children if child.dep_ == "conj" and child.i in named]
            of_the_sort = {id(other) for other in named.values() if other.sort == name.sort}
            if len(partner) == 1 and named[partner[0].i].sort == name.sort and len(of_the_sort) == 2:
                self._pairs.setdefault(name.sort, []).append(words_of(_phrase(sentence.doc[at])))

    def _described(self, token: Token, people: dict[int, Name]) -> None:
        """Note whom "the 29-year-old" is, where the sentence before was about one person."""
        known = self._people
        gender = PARENTS.get(token.lower_.partition("-")[0])
        if len(known) == 1 and known[0].text and (gender is None or known[0].gender in {None, gender}):
            known[0].gender = known[0].gender or gender
            people[token.i] = known[0]
            self._antecedents[token.i] = Antecedent(known[0].text, frozenset())

    def _person(self, token: Token, people: dict[int, Name], heads: set[int]) -> Name | None:
        owner = joined_to(token)
        if owner is not None and owner.pos_ == "NOUN":
            return None
        if owner is not None and owner.pos_ == "PROPN":  # "August Renner and his family"
            name = people.get(owner.i)
            return name if name and name.text and name.gender in {None, _gender(token)} else None
        if _may_be_its_subject(token, people) or _is_of_each(token):
            return None
        here = {at: name for at, name in people.items() if at < token.i}
        joined = {other.i for other in token.conjuncts}
        barred = {id(people[at]) for at in joined if at in people}
        if token.dep_ not in SUBJECTS and token.dep_ != "poss":
            own = clause_of(token)
            about = subject(own) if own is not None else None
            named = [about, *(child for child in about.children if child.dep_ == "appos")] if about is not None else []
            barred |= {id(people[each.i]) for each in named if each.i in people}
        said = _said_by(token) if token.dep_ in SUBJECTS else None
        if said is not None:  # "The judge, he argued, was wrong": who argues is nobody whom he argues of
            barred |= {id(people[part.i]) for part in said.subtree if part.i in people}
        gender = _gender(token)
        known = {id(name): name for name in (*here.values(), *self._people) if name.gender in {None, gender}}
        candidates = [name for key, name in known.items() if key not in barred]
        candidates = [name for name in candidates if not _is_title_of_other(name, candidates)]
        if len(candidates) > 1 and token.dep_ in SUBJECTS:
            governor = governor_of(token)
            if governor is None:  # who was named last as the subject says on: "Lopez blamed Smith. He added that ..."
                own = clause_of(token)
                leading = self._leading if own is not None and proposition(own) is not None else []
            else:
                about = about_of(governor)
                objects = [child.i for child in governor.children if child.dep_ in {"dobj", "dative"}]
                beside = (child for child in governor.children if child.dep_ == "prep" and child.i > governor.i)
                objects += [child.i for each in beside for child in each.children if child.dep_ == "pobj"]
                rivals = any(at in people or token.doc[at].pos_ == "PROPN" for at in objects)
                clear = about is not None and about.i in people and not rivals
                # "His lawyer, Petra Holm, said he would": who would, he whose lawyer she is, or the lawyer?
                clear = clear and not any(child.lower_ in HE | SHE for child in about.children) if about else False
                leading = [people[about.i]] if about is not None and clear else []
            candidates = [name for name in candidates if any(name is leader for leader in leading)]
        if len(candidates) != 1 or not candidates[0].text:
            return None
        candidates[0].gender = gender
        return candidates[0]

    def _somebody(self, gender: Gender) -> Name:
        """Return a stand-in for whom a pronoun means that could not be read: a rival to later readings."""
        unknown = (name for name in self._people if not name.text and name.gender == gender)
        return next(unknown, Name("", "person", gender))

    def _thing(self, token: Token, subjects: Sequence[_Subject]) -> _Subject | None:
        if token.dep_ not in {*SUBJECTS, "poss"} or (token.lower_ == "it" and is_empty(token)):
            return None
        plural = token.lower_ in THEY
        governor = governor_of(token)
        said = _said_by(token) if token.dep_ in SUBJECTS else None
        if said is not None:  # "The tests failed, they wrote": who wrote is nobody whom they wrote of
            subjects = [thing for thing in subjects if not thing.tokens & {part.i for part in said.subtree}]
        if governor is None:
            candidates = list(subjects) or self._subjects
            if not subjects and not plural and self._acted and not _may_be_of_an_object(token):
                return None
        else:
            about = about_of(governor)
            candidates = [thing for thing in subjects if about is not None and about.i in thing.tokens]
            # "Trellis said it would": most likely Trellis
            told = token.lower_ in IT and about is not None and about.pos_ == "PROPN" and about.i < token.i
            if not candidates and not told and proposition(governor) is not None and governor.dep_ == "ROOT":
                candidates = list(subjects) or self._subjects  # "It failed, he said": what the last sentence was about
        if token.dep_ == "poss" and subjects and has_rival(token):
            return None
        if governor is not None and _may_be_of_place(token, governor):
            return None
        if _counts_events(token) or _is_amount(token):
            return None
        if token.dep_ == "poss" and (_may_be_of_another(token, subjects) or _stands_before_subject(token)):
            return None
        if token.dep_ == "poss" and any(candidate.owned or _is_of(candidate.text) for candidate in candidates):
            return None  # "The firm's shares fell while its profits rose": the firm's, or the shares'?
        if not all(candidate.text for candidate in candidates):
            return None
        if token.dep_ == "poss" and token.head.lemma_.lower() in _OF_BODIES and not all(c.body for c in candidates):
            return None  # "The case occupied parliament. Its committee"
        if not plural and any(candidate.has_object for candidate in candidates) and _may_be_of_an_object(token):
            return None
        candidates = [candidate for candidate in candidates if candidate.plural in {plural, None}]
        return candidates[0] if len({candidate.text for candidate in candidates}) == 1 else None

    def _subject(self, token: Token) -> _Subject:
        if token.i in self._antecedents:
            return _Subject(self._antecedents[token.i].text, token.lower_ in THEY, frozenset({token.i}))
        phrase = _phrase(token)
        # "The animal, a female" is the animal.
        phrase = phrase[: next((at for at, part in enumerate(phrase) if part.text == "," and at), len(phrase))]
        joined = any(child.dep_ == "conj" for child in token.children)
        unclear = token.pos_ == "PRON" or len(phrase) > _LONGEST or (phrase and phrase[0].lower_ in _OF_NONE_NAMED)
        # "Relations between the two have been warm since their last quarrel": whose, theirs or the relations'?
        unclear = unclear or any(child.lower_ == "between" for child in token.children)
        text = "" if unclear else words_of(phrase)
        if phrase and phrase[0].pos_ == "DET":
            text = text[:1].lower() + text[1:]
        one_or_many = token.lower_ in BODIES or (token.ent_type_ == "ORG" and token.tag_ == "NNPS")
        plural = None if one_or_many and not joined else joined or token.tag_ in {"NNS", "NNPS"}
        own = frozenset(part.i for part in phrase)
        body = token.pos_ != "NOUN" or token.lower_ in _ANY_BODY
        return _Subject(text, plural, own, owned=_has_owner(token), has_object=_has_object(token), body=body)

    def _definite(self, noun: Token, named: dict[int, Name]) -> None:
        """Note what "the two leaders", "the authority", "the president" stand for."""
        children = list(noun.children)
        determiner = next((child for child in children if child.dep_ == "det"), None)
        if determiner is None or determiner.lower_ not in {"the", "both"}:
            return
        others = [
            child
            for child in children
            if child is not determiner
            and child.dep_ not in {"case", "punct", "cc", "conj"}
            and not (child.dep_ == "relcl" and set_off(child))
        ]
        if noun.lower_ in PAIRS:
            two = determiner.lower_ == "both" or any(child.lower_ == "two" for child in others)
            if two and all(child.dep_ in {"nummod", "amod", "relcl", "appos"} for child in others):
                self._note(noun, self._pair(PAIRS[noun.lower_]))
        elif noun.tag_ == "NN":
            known = [] if others else [name for name in self._names.all if _is_called(name, noun.lower_)]
            # "A museum in Delft was robbed": "the museum" need not be the one of whose name it is part.
            matches = [name for name in known if name.sort == "person" or noun.lower_ not in self._introduced]
            if len(known) > len(matches):
                return
            if len(matches) == 1 and not any(matches[0] is name for name in named.values()):
                self._note(noun, matches[0].text)
            elif not matches and noun.lower_ in FIRMS and all(_tells_seat(child) for child in others):
                beside = any(name.sort == "organisation" for name in named.values())
                self._note(noun, None if beside else self._firms.meant())

    def _pair(self, sort: Sort) -> str | None:
        together = dict.fromkeys(self._pairs.get(sort, ()))
        if len(together) == 1:
            return next(iter(together))
        named = [name.text for name in self._names.all if name.sort == sort]
        return " and ".join(named) if not together and len(named) == 2 else None

    def _note(self, noun: Token, text: str | None) -> None:
        if text is not None:
            self._antecedents[noun.i] = Antecedent(text, frozenset())


def _gender(pronoun: Token) -> Gender:
    return "he" if pronoun.lower_ in HE else "she"


def _phrase(head: Token) -> list[Token]:
    # "Budget carrier Skyhop" is one name, "Skyhop, a budget carrier" a name and what it is.
    return mend(subtree(head, lambda child: child.dep_ in _CLAUSES or (child.dep_ == "appos" and set_off(child))))


def _is_person(token: Token, named: dict[int, Name]) -> bool:
    """Tell whether a subject that bears no known name is a person: "the mayor", or a name in two words that says so."""
    if token.dep_ not in SUBJECTS or token.i in named:
        return False
    if _describes_person(token):
        return True
    called = token.pos_ == "PROPN" and token.ent_type_ not in {"LOC", "FAC"}  # "Northern Sound", a ferry line
    full_name = called and all(child.pos_ == "PROPN" for child in token.lefts) and token.n_lefts > 0
    return (token.tag_ == "NN" and token.lower_ in PERSONS) or (full_name and is_saying(token.head))


def _described_person(token: Token, people: Mapping[int, Name]) -> Name:
    """Return whom a noun for a person is said of: in "the chief, Marta Lindqvist, said" both are one."""
    called = next((people[name.i] for name in named_beside(token) if name.i in people), None)
    word = token.lower_
    gender: Gender | None = "he" if word in MALE else "she" if word in FEMALE else None
    if called is not None:
        called.gender = called.gender or gender
        return called
    phrase = _phrase(token)
    # "A pilot was hurt. He" is the pilot; "one critic called it dull. She" is not the critic, nor "my father" he.
    passing = phrase[0].lower_ in _OF_NOBODY or (phrase[0].lower_ in _OF_NONE_NAMED and token.head.dep_ != "ROOT")
    return Name("" if passing else words_of(phrase), "person", gender)


def _describes_person(token: Token) -> bool:
    """Tell whether a subject is a person told by age or children: "the 29-year-old", "the mother of two"."""
    words = [child.lower_ for child in token.lefts]
    if "the" not in words:
        return False
    if token.lower_.endswith("-year-old") or token.lower_.partition("-of-")[0] in PARENTS:
        return True
    return token.lower_ in PERSONS and any(word.endswith("-year-old") for word in words)


def _goes_on_speaking(sentence: Span, quoted: frozenset[int]) -> bool:
    """Tell whether a sentence stands in quotation marks as a whole: who speaks is still who was named before."""
    return all(token.i in quoted for token in sentence if token.is_alpha)


def _is_title_of_other(name: Name, others: Iterable[Name]) -> bool:
    """Tell whether "the U.S. president" may be the President Trump who is a candidate too."""
    return bool(name.text) and any(
        name is not other and name.text.lower().split()[-1] in other.titles for other in others
    )


def _is_called(name: Name, noun: str) -> bool:
    if name.sort == "person":
        return noun in name.titles
    words = name.text.lower().split()
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    if name.sort == "site":
        return noun in {words[-1], words[1 if words[0] == "the" else 0]}
    return name.sort == "organisation" and len(words) > 1 and noun == head


def _said_by(speaker: Token) -> Token | None:
    """Return what a subject is said to have said: "P, they wrote", "P, it said, and Q"."""
    verb = speaker.head
    return verb.head if parenthetical_saying(verb) else proposition(verb)


def _is_of(phrase: str) -> bool:
    """Tell whether a later "its" may be of what a phrase is of: "the cost of the line", not "the Bank of England"."""
    thing = phrase.partition(" of ")[0].rpartition(" ")[2]
    return " of " in phrase and thing.islower()


def _may_be_of_another(pronoun: Token, subjects: Sequence[_Subject]) -> bool:
    """Tell whether an "its" or "their" stands in a clause that is about somebody else.

    "Lopez and his deputy put their names to it" is of persons, "the army, which is short of its target" of the army,
    and "running the fee cost 2 million in its first year" of the fee.
    """
    own = clause_of(pronoun)
    about = subject(own) if own is not None else None
    if own is None or about is None or about.i > pronoun.i:
        return False
    if about.lower_ in RELATIVES or about.dep_ == "csubj":
        return True
    joint = any(child.dep_ == "conj" for child in about.children)
    return joint and pronoun.lower_ in THEY and not any(about.i in thing.tokens for thing in subjects)


def _is_acting_body(token: Token) -> bool:
    """Tell whether a word is a firm or a public body that a relative clause is of."""
    if token.dep_ != "nsubj" or token.head.dep_ != "relcl":
        return False
    return token.ent_type_ == "ORG" or token.lower_ in FIRMS or token.lower_ in PUBLIC_BODIES


def _may_be_its_subject(pronoun: Token, people: Mapping[int, Name]) -> bool:
    """Tell whether "his" may be of the name that its clause is about, though nothing tells that it is somebody's."""
    own = clause_of(pronoun)
    about = subject(own) if own is not None and pronoun.dep_ == "poss" else None
    one = about is not None and about.lower_ == "one"  # "one of her victims, a former headmaster"
    return about is not None and (about.pos_ == "PROPN" or one) and about.i < pronoun.i and about.i not in people


def _is_of_title(pronoun: Token) -> bool:
    """Tell whether a pronoun stands in a name: "To Write Love On Her Arms"."""
    inside = pronoun.is_title and pronoun.i > pronoun.sent.start and pronoun.lower_ in POSSESSIVES.values()
    return inside and pronoun.nbor(-1).is_title and not pronoun.nbor(-1).is_punct


def _is_of_each(pronoun: Token) -> bool:
    """Tell whether "his" is of all that its clause is about: "every individual must do his duty"."""
    own = clause_of(pronoun)
    about = subject(own) if own is not None and pronoun.dep_ == "poss" else None
    return about is not None and any(child.lower_ in {"every", "each", "any", "no"} for child in about.lefts)


def _tells_seat(child: Token) -> bool:
    """Tell whether a word before "group" only says where it is from: "the Aarhus-based group"."""
    return child.dep_ == "amod" and child.i < child.head.i and child.lower_ == "based"


def _has_object(subject: Token) -> bool:
    """Tell whether a clause has one definite thing besides its subject: "approved the programme", "bought Arvo"."""
    return any(
        child.dep_ == "dobj"
        and child.tag_ in {"NN", "NNP"}
        and child.lower_ not in PERSONS
        and child.ent_type_ != "PERSON"
        and (child.tag_ == "NNP" or any(word.lower_ in {"the", "this", "that"} for word in child.lefts))
        for child in subject.head.children
    )


def _may_be_of_an_object(pronoun: Token) -> bool:
    """Tell whether what is said of "it" is said of things more than of those who do things: it cost, it was signed."""
    verb = pronoun.head
    done = any(child.dep_ == "xcomp" and any(c.dep_ == "auxpass" for c in child.children) for child in verb.children)
    of_things = verb.lemma_.lower() in OF_THINGS or done  # "it has yet to be signed"
    return pronoun.dep_ == "nsubjpass" or (pronoun.dep_ == "nsubj" and of_things)


def _stands_before_subject(pronoun: Token) -> bool:
    """Tell whether whose "its" is may come only behind it: "Under its contract with the city, the firm receives"."""
    own = clause_of(pronoun)
    about = subject(own) if own is not None else None
    if any(token.lower_ == "because" for token in pronoun.ancestors):
        return False  # "Because of its efforts, the road is open"
    return about is not None and pronoun.i < about.left_edge.i and is_nominal(about) and about.pos_ != "PRON"


def _counts_events(pronoun: Token) -> bool:
    """Tell whether "it" is what happened: "It was the 11th record of the week", "the third resignation"."""
    verb = pronoun.head
    if verb.lemma_ != "be" or pronoun.dep_ != "nsubj":
        return False
    told = (child for child in verb.children if child.dep_ == "attr")
    return any(word.dep_ == "amod" and _is_ordinal(word) for attr in told for word in attr.children)


def _is_amount(pronoun: Token) -> bool:
    """Tell whether "it" is an amount itself: "The office says it's $780 billion", "it was close to two million"."""
    verb = pronoun.head
    if verb.lemma_ != "be" or pronoun.dep_ != "nsubj":
        return False
    said = [child for child in verb.children if child.dep_ in {"attr", "acomp"}]
    said += [near for child in said for to in child.children if to.lower_ == "to" for near in to.children]
    return any(part.pos_ == "NUM" and part.lower_ != "one" for part in said)


def _is_ordinal(word: Token) -> bool:
    return word.ent_type_ == "ORDINAL" or (word.text[0].isdigit() and word.lower_.endswith(("st", "nd", "rd", "th")))


def _may_be_of_place(pronoun: Token, main: Token) -> bool:
    """Tell whether "it" may be a place of the main clause: "the biggest crowd at the arena since it was rebuilt"."""
    if pronoun.dep_ not in SUBJECTS or pronoun.head.lemma_.lower() not in BUILDING:
        return False
    return any(
        token.dep_ == "pobj" and token.head.lower_ in {"at", "in", "of", "to", "for", "on"} and token.i > main.i
        for token in pronoun.doc[main.left_edge.i : pronoun.i]
        if token.tag_ in {"NN", "NNP"} and token.ent_type_ not in {"DATE", "TIME"}
    )


def _has_owner(subject: Token) -> bool:
    """Tell whether a later "it" may be a subject's owner: "The institute's advice is zero. It wanted more"."""
    owner = next((child for child in subject.children if child.dep_ == "poss"), None)
    if owner is not None and owner.lower_ == "its":
        return True
    return owner is not None and owner.pos_ in {"NOUN", "PROPN"} and owner.ent_type_ not in {"DATE", "PERSON"}
