"""Read pronouns and definite noun phrases within the article, where only one reading is left; else leave them.

A pronoun is read as the one name, or the one subject, of this and the last sentence that it can stand for; "the two
leaders" as the two persons that the article has named, or named together. A wrong reading is worse than none: with two
candidates nothing is replaced and the word is listed as unresolved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from factdesk.claims.attribution import is_saying, proposition
from factdesk.claims.clauses import RELATIVES, is_predicate, mend, own_subject, subject, subtree, words_of
from factdesk.claims.names import Gender, Name, Names, Sort
from factdesk.claims.parser import Span, Token
from factdesk.claims.vocabulary import PERSONS, words
from factdesk.claims.wording import Reading, Statement, Word

_HE = frozenset({"he", "him", "his"})
_SHE = frozenset({"she", "her"})
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their"})
_PERSONAL = _HE | _SHE | _IT | _THEY
_SPEAKER = frozenset({"i", "me", "my"})
#: words whose meaning hangs on who speaks, on another sentence, or on what is pointed at
_HANGING = frozenset({"we", "us", "our", "ours", "you", "your", "this", "that", "these", "those"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PAIRS: dict[str, Sort] = {
    **dict.fromkeys(("leaders", "presidents", "men", "women", "candidates", "ministers", "rivals"), "person"),
    **dict.fromkeys(("countries", "nations", "superpowers", "powers", "economies", "governments"), "place"),
    **dict.fromkeys(("companies", "firms", "banks", "agencies", "teams", "clubs", "parties"), "organisation"),
}
#: verbs of a subject "it" that stands for nothing
#: nouns with a "the" that everybody knows which is meant
_UNIQUE = words("world public internet media economy future past sun earth moon rest way fact same time end")
_EMPTY_IT = frozenset({"be", "seem", "appear", "take", "rain", "snow", "turn", "happen", "remain", "become"})
_CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "csubj", "relcl", "acl"})
#: tokens of the longest phrase that is put in place of a pronoun
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a clause was about; its text is empty where that is not known."""

    text: str
    plural: bool
    tokens: frozenset[int] = frozenset()
    #: it belongs to something that a later "it" may mean as well: "the institute's advice"
    owned: bool = False


@dataclass(frozen=True, slots=True)
class _Antecedent:
    """What a word of the sentence stands for, and the tokens of the sentence that already say so."""

    text: str
    said_at: frozenset[int]


@dataclass(slots=True)
class References:
    """What an article has named so far. ``read`` each sentence in order, then let its statements stand alone."""

    _names: Names = field(default_factory=Names)
    _pairs: dict[Sort, list[str]] = field(default_factory=dict)
    _nouns: set[str] = field(default_factory=set)
    # of the sentence before
    _people: list[Name] = field(default_factory=list)
    _leading: list[Name] = field(default_factory=list)
    _subjects: list[_Subject] = field(default_factory=list)
    # of the sentence read last
    _antecedents: dict[int, _Antecedent] = field(default_factory=dict)
    _repeated: set[int] = field(default_factory=set)
    _quoted: frozenset[int] = frozenset()

    def read(self, sentence: Span, quoted: frozenset[int]) -> None:
        """Take in a sentence; ``quoted`` are the indices of its tokens in quotation marks."""
        named = self._names.read(sentence)
        people = {at: name for at, name in named.items() if name.sort == "person"}
        people |= {token.i: Name(words_of(_phrase(token)), "person") for token in sentence if _is_person(token, named)}
        self._antecedents, self._quoted = {}, quoted
        subjects: list[_Subject] = []
        heads = {clause_subject.i for clause_subject in _clause_subjects(sentence)}
        for token in sentence:
            if token.lower_ in _HE | _SHE and token.i not in quoted:
                person = self._person(token, people, heads)
                if person is None:
                    people[token.i] = self._somebody("he" if token.lower_ in _HE else "she")
                else:
                    said = frozenset(at for at, name in people.items() if name is person)
                    self._antecedents[token.i] = _Antecedent(person.text, said)
                    people[token.i] = person
            elif token.lower_ in _IT | _THEY and token.i not in quoted:
                thing = self._thing(token, subjects)
                if thing is not None:
                    self._antecedents[token.i] = _Antecedent(thing.text, thing.tokens)
            elif token.pos_ == "NOUN":
                self._definite(token, named)
            if token.i in heads and token.i not in people and token.i not in quoted:
                subjects.append(self._subject(token))
        self._remember(sentence, named, people, subjects, heads)

    def _remember(
        self, sentence: Span, named: dict[int, Name], people: dict[int, Name], subjects: list[_Subject], heads: set[int]
    ) -> None:
        self._people = list({id(name): name for name in people.values()}.values())
        self._leading = list({id(people[at]): people[at] for at in sorted(heads) if at in people}.values())
        self._subjects = [
            replace(about, tokens=frozenset(), text="" if about.owned else about.text) for about in subjects
        ]
        nouns = {token.i for token in sentence if token.pos_ == "NOUN"}
        self._repeated = {at for at in nouns if sentence.doc[at].lemma_.lower() in self._nouns}
        self._nouns |= {sentence.doc[at].lemma_.lower() for at in nouns}
        for at, name in named.items():
            partner = [child for child in sentence.doc[at].children if child.dep_ == "conj" and child.i in named]
            of_the_sort = {id(other) for other in named.values() if other.sort == name.sort}
            if len(partner) == 1 and named[partner[0].i].sort == name.sort and len(of_the_sort) == 2:
                text = words_of(mend(subtree(sentence.doc[at], lambda child: child.dep_ in {"relcl", "appos", "acl"})))
                self._pairs.setdefault(name.sort, []).append(text)

    def _person(self, token: Token, people: dict[int, Name], heads: set[int]) -> Name | None:
        if _is_of_the_joined(token):
            return None
        here = {at: name for at, name in people.items() if at < token.i}
        joined = {other.i for other in token.conjuncts}
        barred = {id(people[at]) for at in joined if at in people}
        if token.dep_ not in _SUBJECTS and token.dep_ != "poss":
            own = _clause_of(token)
            about = own_subject(own) if own is not None else None
            barred |= {id(people[about.i])} if about is not None and about.i in people else set()
        gender = "he" if token.lower_ in _HE else "she"
        known = {id(name): name for name in (*here.values(), *self._people) if name.gender in {None, gender}}
        candidates = [name for key, name in known.items() if key not in barred]
        candidates = [name for name in candidates if not _is_title_of_other(name, candidates)]
        if len(candidates) > 1 and token.dep_ in _SUBJECTS:
            governor = _governor(token)
            if governor is None:  # who was named last as the subject says on: "Lopez blamed Smith. He added that ..."
                own = _clause_of(token)
                leading = self._leading if own is not None and proposition(own) is not None else []
            else:
                about = _about(governor)
                objects = [child.i for child in governor.children if child.dep_ in {"dobj", "dative"}]
                clear = about is not None and about.i in people and not any(at in people for at in objects)
                leading = [people[about.i]] if about is not None and clear else []
            candidates = [name for name in candidates if any(name is leader for leader in leading)]
        if len(candidates) != 1 or not candidates[0].text:
            return None
        candidates[0].gender = "he" if gender == "he" else "she"
        return candidates[0]

    def _somebody(self, gender: Gender) -> Name:
        """Return a stand-in for whom a pronoun means that could not be read: a rival to later readings."""
        unknown = (name for name in self._people if not name.text and name.gender == gender)
        return next(unknown, Name("", "person", gender))

    def _thing(self, token: Token, subjects: Sequence[_Subject]) -> _Subject | None:
        if token.dep_ not in {*_SUBJECTS, "poss"} or (token.lower_ == "it" and _is_empty(token)):
            return None
        plural = token.lower_ in _THEY
        governor = _governor(token)
        if governor is None:
            candidates = list(subjects) or self._subjects
        else:
            about = _about(governor)
            candidates = [thing for thing in subjects if about is not None and about.i in thing.tokens]
            if not candidates and proposition(governor) is not None and governor.dep_ == "ROOT":
                candidates = list(subjects) or self._subjects  # "It failed, he said": what the last sentence was about
        if token.dep_ == "poss" and subjects and _has_rival(token):
            return None
        if not all(candidate.text for candidate in candidates):
            return None
        candidates = [candidate for candidate in candidates if candidate.plural == plural]
        return candidates[0] if len({candidate.text for candidate in candidates}) == 1 else None

    def _subject(self, token: Token) -> _Subject:
        if token.i in self._antecedents:
            return _Subject(self._antecedents[token.i].text, token.lower_ in _THEY, frozenset({token.i}))
        phrase = _phrase(token)
        joined = any(child.dep_ == "conj" for child in token.children)
        unclear = token.pos_ == "PRON" or len(phrase) > _LONGEST or (phrase and phrase[0].lower_ in {"a", "an"})
        text = "" if unclear else words_of(phrase)
        if phrase and phrase[0].pos_ == "DET":
            text = text[:1].lower() + text[1:]
        plural = joined or token.tag_ in {"NNS", "NNPS"}
        return _Subject(text, plural, frozenset(part.i for part in phrase), owned=_has_owner(token))

    def _definite(self, noun: Token, named: dict[int, Name]) -> None:
        """Note what "the two leaders", "the authority", "the president" stand for."""
        children = list(noun.children)
        determiner = next((child for child in children if child.dep_ == "det"), None)
        if determiner is None or determiner.lower_ not in {"the", "both"}:
            return
        others = [
            child for child in children if child is not determiner and child.dep_ not in {"case", "punct", "cc", "conj"}
        ]
        if noun.lower_ in _PAIRS:
            two = determiner.lower_ == "both" or any(child.lower_ == "two" for child in others)
            if two and all(child.dep_ in {"nummod", "amod", "relcl", "appos"} for child in others):
                self._note(noun, self._pair(_PAIRS[noun.lower_]))
        elif not others and noun.tag_ == "NN":
            word = noun.lower_
            matches = [name for name in self._names.all if _is_called(name, word)]
            if len(matches) == 1 and not any(matches[0] is name for name in named.values()):
                self._note(noun, matches[0].text)

    def _pair(self, sort: Sort) -> str | None:
        together = dict.fromkeys(self._pairs.get(sort, ()))
        if len(together) == 1:
            return next(iter(together))
        named = [name.text for name in self._names.all if name.sort == sort]
        return " and ".join(named) if not together and len(named) == 2 else None

    def _note(self, noun: Token, text: str | None) -> None:
        if text is not None:
            self._antecedents[noun.i] = _Antecedent(text, frozenset())

    def speaker(self, tokens: Sequence[Token]) -> str:
        """Return a speaker's words, a pronoun read as whom it stands for."""
        if len(tokens) == 1 and tokens[0].i in self._antecedents:
            return self._antecedents[tokens[0].i].text
        return words_of(tokens)

    def stand_alone(self, statement: Statement, *, speaker: str | None = None) -> Statement:
        """Return the statement with the words that could be read replaced, and those that could not listed.

        ``speaker`` is who says it in the first person, in a direct quotation or a speaker's turn.
        """
        words = list(statement.words)
        readings, unresolved = list(statement.readings), list(statement.unresolved)
        said: set[int] = set()
        for at, word in enumerate(words):
            token = word.token
            if token is None or (statement.saying and token.i in self._quoted):
                continue
            first = _first_of(token, words[: at + 1]) if token.i in self._antecedents and token.pos_ == "NOUN" else at
            antecedent = self._antecedents.get(token.i)
            text = antecedent.text if antecedent else None
            if token.lower_ in _SPEAKER and speaker and _agrees_with_anybody(token):
                text = speaker
            if text is None:
                if self._hangs(token, words[:at]):
                    unresolved.append(_hanging_phrase(token))
            elif antecedent is None or not (antecedent.said_at & said):
                ending = _possessive(text) if token.tag_ == "PRP$" else ""
                replaced = tuple(part.token for part in words[first : at + 1] if part.token)
                readings.append(Reading(replaced, text + ending, "speaker" if antecedent is None else "antecedent"))
                for place in range(first, at + 1):
                    words[place] = replace(words[place], text="")
                inside = any(word.text for word in words[:first])
                words[first] = replace(words[first], text=_inside(text + ending) if inside else text + ending)
                _spell_out(words, at)
                if antecedent is not None:
                    said |= antecedent.said_at | {token.i}
                    said |= {other for other, same in self._antecedents.items() if same.text == text}
                _mend_apostrophe(words, at, text)
            said.add(token.i)
        return replace(
            statement, words=tuple(words), readings=tuple(readings), unresolved=tuple(dict.fromkeys(unresolved))
        )

    def _hangs(self, token: Token, before: Sequence[Word]) -> bool:
        lower = token.lower_
        if lower in _SPEAKER or (lower in _HANGING and token.tag_ in {"PRP", "PRP$", "DT"}):
            return token.dep_ != "det" or token.head.ent_type_ not in {"DATE", "TIME"}
        if lower in _PERSONAL and token.dep_ != "expl":
            if lower == "it" and _is_empty(token):
                return False
            people = lower in _HE | _SHE
            return not any(
                word.token
                and word.token.ent_type_ not in {"DATE", "TIME"}
                and (word.token.pos_ == "PROPN" or (not people and word.token.pos_ == "NOUN"))
                for word in before
            )
        if lower in _PAIRS and _is_known_pair(token):
            return True
        if token.i not in self._repeated or lower in _UNIQUE or token.ent_type_ in {"DATE", "TIME"}:
            return False
        bare = [child.dep_ for child in token.children if child.dep_ not in {"case", "punct"}]
        definite = any(child.lower_ == "the" and child.dep_ == "det" for child in token.children)
        return definite and set(bare) <= {"det", "nummod"}


def _is_known_pair(noun: Token) -> bool:
    """Tell whether a noun is of two that are known: "the two teams", "both teams", and not "two teams"."""
    said = {child.lower_: child for child in noun.children if child.i < noun.i and child.dep_ not in {"relcl", "appos"}}
    return "both" in said or ("two" in said and bool(said.keys() & {"the", "these", "those"}))


def _clause_subjects(sentence: Span) -> list[Token]:
    """Return the subjects that the sentence is about: of its main clauses and of what is said to have been said."""
    found = []
    for token in sentence:
        main = token.dep_ in {"ROOT", "conj", "advcl", "parataxis"} or (
            token.dep_ == "ccomp" and (proposition(token.head) == token or token.head.dep_ == "ROOT")
        )
        about = own_subject(token) if main and is_predicate(token) else None
        if about is not None and about.dep_ in _SUBJECTS:
            found.append(about)
    return found


def _phrase(head: Token) -> list[Token]:
    return mend(subtree(head, lambda child: child.dep_ in {"relcl", "appos", "acl"}))


def _is_of_the_joined(token: Token) -> bool:
    """Tell whether a possessive is of the noun that its own is joined to: "a father and his son"."""
    joined = token.head.head if token.dep_ == "poss" and token.head.dep_ == "conj" else None
    return joined is not None and joined.pos_ == "NOUN"


def _is_person(token: Token, named: dict[int, Name]) -> bool:
    """Tell whether a subject that bears no known name is a person: "the mayor", or a name in two words that says so."""
    if token.dep_ not in _SUBJECTS or token.i in named:
        return False
    full_name = token.pos_ == "PROPN" and any(child.pos_ == "PROPN" for child in token.lefts)
    return (token.tag_ == "NN" and token.lower_ in PERSONS) or (full_name and is_saying(token.head))


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
    return name.sort == "organisation" and len(words) > 1 and noun == head


def _has_rival(token: Token) -> bool:
    """Tell whether a name that is no subject stands before a possessive: "accused Beijing of ... its pledge"."""
    before = token.doc[token.sent.start : token.i]
    return any(other.pos_ == "PROPN" and other.dep_ in {"dobj", "pobj", "dative", "conj"} for other in before)


def _has_owner(subject: Token) -> bool:
    """Tell whether a later "it" may be a subject's owner: "The institute's advice is zero. It wanted more"."""
    owner = next((child for child in subject.children if child.dep_ == "poss"), None)
    return owner is not None and owner.pos_ in {"NOUN", "PROPN"} and owner.ent_type_ not in {"DATE", "PERSON"}


def _governor(token: Token) -> Token | None:
    """Return the head of the clause that the pronoun's clause hangs in; None where it is a main clause or said."""
    clause = _clause_of(token)
    while clause is not None and clause.dep_ == "conj":
        clause = clause.head
    if clause is None or clause.dep_ == "ROOT":
        return None
    outer = _clause_of(clause)
    while outer is not None and outer.dep_ in {"xcomp", "pcomp"}:
        outer = _clause_of(outer)
    return outer


def _about(clause: Token) -> Token | None:
    """Return the subject of a clause, of a relative clause the noun that it is about."""
    found = subject(clause)
    return clause.head if found is not None and found.lower_ in RELATIVES and clause.dep_ == "relcl" else found


def _clause_of(token: Token) -> Token | None:
    return next((ancestor for ancestor in token.ancestors if is_predicate(ancestor)), None)


def _is_empty(token: Token) -> bool:
    """Tell whether an "it" stands for nothing: "it is clear that", "it took two years to"."""
    verb = token.head
    said = [verb, *(child for child in verb.children if child.dep_ in {"attr", "acomp", "prep", "dobj"})]
    said += [other for part in said[1:] for other in part.conjuncts]  # "it is our duty and our privilege to fight"
    clausal = any(child.dep_ in _CLAUSAL and child.i > verb.i for part in said for child in part.children)
    impersonal = token.dep_ == "nsubjpass" and any(child.dep_ == "ccomp" for child in verb.children)  # "it is thought"
    return ((verb.lemma_ in _EMPTY_IT or verb.lower_ in {"'s", "’s"}) and clausal) or impersonal


def _agrees_with_anybody(token: Token) -> bool:
    """Tell whether the verb of an "I" is the same with a name for a subject: "I reciprocated", not "I like"."""
    if token.lower_ != "i":
        return True
    verb = next((child for child in token.head.children if child.dep_ in {"aux", "auxpass"}), token.head)
    return verb.tag_ in {"VBD", "MD"}


def _first_of(noun: Token, words: Sequence[Word]) -> int:
    """Return where the noun phrase that ends on the last of the words begins."""
    own = {child.i for child in noun.children if child.i < noun.i} | {noun.i}
    first = len(words) - 1
    while first > 0 and (token := words[first - 1].token) is not None and token.i in own:
        first -= 1
    return first


def _inside(text: str) -> str:
    """Return a phrase as it stands inside a sentence: "the bureau", though a sentence began with "The bureau"."""
    return text[:1].lower() + text[1:] if text.startswith(("The ", "A ", "An ")) else text


def _spell_out(words: list[Word], at: int) -> None:
    """Say in full the verb that leans on a pronoun which was read: "it's the best" becomes "the plan is the best"."""
    verb = words[at + 1].token if at + 1 < len(words) else None
    if verb is None or verb.dep_ == "case":
        return
    written = words[at + 1].text.replace("’", "'").lower()
    full = {"'re": "are", "'ve": "have"}.get(written)
    if written == "'s":
        perfect = verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in {"been", "had", "got"}
        passive = verb.head.tag_ == "VBN" and verb.dep_ in {"aux", "auxpass"}
        full = "has" if perfect else None if passive else "is"  # "it's won" may be either
    if full is not None:
        words[at + 1] = replace(words[at + 1], text=full)


def _possessive(text: str) -> str:
    return "’" if text.endswith("s") else "’s"


def _mend_apostrophe(words: list[Word], at: int, text: str) -> None:
    if at + 1 < len(words) and words[at + 1].text in {"'", "’"} and not text.endswith("s"):
        words[at + 1] = replace(words[at + 1], text=_possessive(text))


def _hanging_phrase(token: Token) -> str:
    if token.tag_ == "DT" and token.dep_ == "det":
        return words_of([child for child in token.head.subtree if token.i <= child.i <= token.head.i])
    if token.pos_ == "NOUN":
        return words_of([child for child in token.subtree if child.i <= token.i])
    return token.text
