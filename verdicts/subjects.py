"""What a stretch of text speaks of: its content words as classes, and its names. The subject gate stands on these.

Two numbers say something about each other only when they are about the same thing. The words around each number, with
the number itself left out, are brought to stems (Snowball's English stemmer) and to small classes of words that mean
the same in general ("killed", "deaths"); the gate asks how many of the claim's words the evidence has, and whether
either speaks of somebody the other does not.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from factdesk.verdicts.datewords import DAYS, MONTHS
from factdesk.verdicts.remembered import remembered
from factdesk.verdicts.tokens import Token, known_token, tokenize, words

_stemmer = Stemmer.Stemmer("english")

#: words that carry no subject: function words, auxiliaries, reporting verbs, words of measure and approximation
_STOP = words(
    """
    a an the this that these those it its he him his she her hers they them their theirs we us our you your i me my who
    whom whose which what when where why how there here and or but nor so yet if then than as at by for from in into of
    off on onto out over to up down with without within about above across after along among around before
    behind below between beyond during except near per since through throughout till toward towards under until upon
    via be am is are was were been being have has had having do does did doing done will would shall should can could
    may might must not no s t d ll re ve m also only just even still already too very more most less least much many few
    fewer some any each every all both either neither anyone everyone someone anybody everybody somebody other another
    such own same again once now today yesterday
    tomorrow say says said saying tell told according report reports reported reportedly estimate estimated estimates
    approximately nearly roughly almost around close exactly total totals totaled totalled totaling totalling amount
    amounts amounted stand stands stood come comes came reach reaches reached number numbers figure figures rate level
    recorded value worth overall altogether combined one ones year years month months week weeks day days
    annual annually daily monthly weekly quarter quarterly last past next ago earlier later previous current currently
    because due owing despite amid although though whether while however meanwhile
    so-called percent per cent percentage point points mid early late get gets got make makes made take takes took put
    go goes went gone going away lasts lasted lasting
    """
)

#: the verbs that only give another verb its tense or its voice
TENSE = words("is are was were be been being has have had will would")
NEGATIONS = words("not never no neither nor cannot none nobody t")
#: between a negation and "than" these bound what follows: "no later than Friday" denies nothing
_BOUNDING = words("later earlier sooner longer more less fewer")

#: classes of words that mean the same wherever they stand; each line is one class, named by its first word
_CLASSES = """
    people person individual victim resident inhabitant citizen demonstrator protester attendee participant human capita
    people plaintiff claimant
    people spectator fan onlooker
    participation
council councillor councilor
    worker employee staff staffer workforce employ
    kill die dead death deceased fatality toll fatal
    injure hurt wound injury
    unemployment jobless unemployed joblessness
    population populace populous
    long length longer
    high height tall elevation
    wide width
    deep depth
    heavy weight weigh
    attend attendance crowd gather turnout visitor
    buy bought purchase acquire acquisition
    begin began begun start commence
    end ended finish conclude conclusion
    talk meeting meet met negotiation conversation discussion call debate
    demand ask seek sought request
    speak spoke spoken
    sale sell sold
    rise rose risen increase grow grew grown growth climb gain jump surge soar expand expansion raise hike
    fall fell fallen decrease drop decline shrink shrank shrunk dip slump plunge plummet slide slid reduce cut lower
    company firm corporation
    child children kid
    doctor physician
    back support favour favor approve endorse adopt adoption
    car automobile vehicle
    film movie
    budget spending expenditure
    inflation cpi
    revenue turnover
    pay paid payment payable
    win won victory
    lose lost loss
    hold held
    keep kept
    build built construct construction
    bear born birth
    found founded establish established formation
    release released
    export exported
    import imported
    student pupil
    country nation
    house home
    ship vessel boat
    earthquake quake
    storm hurricane cyclone typhoon
    marry married marriage
    gross grossed
    average averaged mean
    spend spent
    teach taught teacher
    lay laid
    shop store
    close shut closure
    arrest detain custody
    respond response
    clear clearance
    hire hired recruit recruited
    dismiss dismissed sack sacked
    depart departure
    arrive arrival
    oppose opposition opponent
    agreement deal pact accord treaty
    woman women female
    man men male
    cost price
    tariff duty levy
    produce production output
    consume consumption
    destroy destruction
    deliver delivery
    discover discovery
    invade invasion
    explode explosion
    decide decision
    survive survivor survival
    sign signature signatory
    apply applicant application
    admit admission
    emit emission
    donate donation donor
    subscribe subscription subscriber
    lead led leader
    shoot shot
    steal stole stolen theft
    strike struck
    break broke broken
    send sent
    drive drove driven
    fly flew flown
    lend lent loan
    fight fought
    sink sank sunk
    write wrote written
    jail prison imprison imprisonment
    jury juror
    coast coastal
demolish demolition
describe description
collide collision
receive reception
submit submission
suspend suspension
seize seizure
fail failure
diagnose diagnosed diagnosis
choose chose chosen choice
rob robbed robbery robber
forge forged forgery
inquire inquiry
enter entry
passenger traveller traveler
postpone delay defer
""".strip().splitlines()


def _classes() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _CLASSES:
        members = line.split()
        for word in members:
            table.setdefault(_stemmer.stemWord(word), members[0])
            table.setdefault(word, members[0])
    return table


_CLASS_OF = _classes()
#: directions are part of a change, not of the subject that changes
DIRECTIONS = frozenset({"rise", "fall"})


@lru_cache(maxsize=65536)
def word_class(word: str) -> str:
    """Return a lower-case word's synonym class, else its stem; empty for a word without content."""
    if word in _STOP:
        return ""
    if (known := _CLASS_OF.get(word)) is not None:
        return known
    stem = str(_stemmer.stemWord(word))
    return _CLASS_OF.get(stem, stem)


#: words before a name that are no part of it
TITLES = frozenset(
    map(
        word_class,
        words(
            "president prime minister secretary senator sen rep representative governor gov mayor mr mrs ms dr sir "
            "lord general gen chief king queen prince pope judge chairman spokesman spokeswoman spokesperson director "
            "foreign former vice ministry"
        ),
    )
)


#: capitals that tell when and name nobody
CALENDAR = frozenset(map(word_class, (*MONTHS, *DAYS)))


class Content(NamedTuple):
    """What one token adds to a subject: its word class (empty for none), and how it stands among names."""

    word: str
    name: bool
    #: the class of the last word of the name that this word begins ("Biden" for "Joe"); empty for the last word itself
    last: str
    #: the letter that a name's word has in the name's initials; empty for all else
    letter: str = ""


class Subject(NamedTuple):
    """The content words of a stretch of text as classes, and those among them that are names."""

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    #: words that begin a longer name, each with that name's last word; a text may well leave them out
    first_names: frozenset[tuple[str, str]] = frozenset()
    #: names of three words and more, each as its initials and its words: another text may have "CDC" for them
    long_names: frozenset[tuple[str, tuple[str, ...]]] = frozenset()

    @classmethod
    def from_content(cls, content: Collection[Content]) -> "Subject":
        """Make a subject of what its tokens add."""
        words = frozenset([item[0] for item in content if item[0]])
        named = [item for item in content if item[1]]
        if not named:
            return cls(words)
        return cls(
            words,
            frozenset([item[0] for item in named]),
            frozenset([(item[0], item[2]) for item in named if item[2]]),
            _long_names(content) if len(named) >= _FEWEST_INITIALS else frozenset(),
        )

    def __or__(self, other: "Subject") -> "Subject":
        """Return the subject of both stretches together."""
        if not other.words:
            return self
        return Subject(
            self.words | other.words,
            self.names | other.names,
            self.first_names | other.first_names,
            self.long_names | other.long_names,
        )

    def understood(self, other: "Subject") -> frozenset[str]:
        """Return the first names and titles that the other text leaves out, though it has the name they begin."""
        if not self.first_names:
            return frozenset()
        return frozenset(first for first, last in self.first_names if first not in other.words and last in other.words)

    def namesake(self, other: "Subject") -> str:
        """Return somebody else of the same last name: "Hunter Biden" where this is about "Joe Biden"; else empty."""
        others = [
            f"{theirs} {last}"
            for first, last in self.first_names
            if first not in TITLES and first not in other.words
            for theirs, same in other.first_names
            if same == last and theirs not in TITLES and theirs not in self.words
        ]
        return min(others, default="")  # of several always the same, whatever order their set has

    def coverage(self, other: "Subject") -> float:
        """Return the share of these words that the other text has too, 0 to 1; a name weighs as much as two words."""
        wanted = self.words - self.understood(other)
        total = weight(wanted, self.names)
        there = other.words | self.told_by_initials(other) if self.names else other.words
        return weight(wanted & there, self.names) / total if total else 0.0

    def told_by_initials(self, other: "Subject") -> frozenset[str]:
        """Return the names that the other text has in full or as initials: "CDC", "Centers for Disease Control"."""
        if not (self.long_names or other.long_names):
            return frozenset()
        short = [name for name in self.names - other.words for letters, _ in other.long_names if _spells(letters, name)]
        long = [
            word
            for letters, words_of in self.long_names
            for name in other.names - self.words
            if (place := _spells(letters, name)) is not None
            for word in words_of[place]
        ]
        return frozenset([*short, *long])


#: initials of fewer letters are told by a list, and no name has more
_FEWEST_INITIALS, _MOST_INITIALS = 3, 6


def _long_names(content: Iterable[Content]) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Return the names of three words and more; one word without content may stand between two: "for", "and"."""
    found: list[tuple[str, tuple[str, ...]]] = []
    name: list[Content] = []
    gap = 0
    for item in (*content, _NOTHING, _NOTHING):
        gap = 0 if item.letter else gap + 1
        if item.letter:
            name.append(item)
        elif item.word or gap > 1:
            if len(name) >= _FEWEST_INITIALS:
                found.append(("".join(part.letter for part in name), tuple(part.word for part in name)))
            name = []
    return frozenset(found)


@lru_cache(maxsize=65536)
def _spells(letters: str, name: str) -> slice | None:
    """Return which of a long name's initials a name is made of; None for a name that is not.

    The last word of a long name may be left out: the Centers for Disease Control and Prevention are the CDC.
    """
    for count in range(_FEWEST_INITIALS, min(len(letters), _MOST_INITIALS) + 1):
        for first in range(len(letters) - count + 1):
            if name in (letters[first : first + count], word_class(letters[first : first + count])):
                after = first + count
                return slice(first, after + (after == len(letters) - 1))
    return None


def weight(words: Collection[str], names: frozenset[str]) -> int:
    """Return how much words weigh of which some are names: a name as much as two others."""
    return len(words) + len(names.intersection(words))


def content_of(tokens: Sequence[Token], masked: Collection[int] = ()) -> list[Content]:
    """Return for each token its word class, empty where it has no content or is masked, and whether it is a name."""
    content = list(map(_alone, [token[0] for token in tokens]))
    for index in masked:
        content[index] = _NOTHING
    named: list[int] = []
    for index in [index for index, item in enumerate(content) if item is _IN_PLACE]:
        text, _, _, _, kind = tokens[index]
        as_name, as_word = _capital(text, len(text) == 1 and _is_letter(tokens, index))
        if not as_name.word or not _is_name(tokens, index):
            content[index] = as_word
            continue
        content[index] = as_name
        if kind == "word":
            named.append(index)
    for index in reversed(named):
        following = content[index + 1] if index + 1 < len(content) else _NOTHING
        if following.name and tokens[index + 1].kind == "word":
            content[index] = content[index]._replace(last=following.last or following.word)
    for index in named:
        # "The United States Supreme Court" is a longer name.
        if (short := _SHORT.get((tokens[index].lower, tokens[min(index + 1, len(tokens) - 1)].lower))) is not None:
            content[index : index + 2] = Content(short, True, content[index + 1].last, short[0]), _NOTHING
    return content


def has_tense(tokens: Sequence[Token]) -> bool:
    """Is a verb with a tense or a voice among the tokens, so that they are a sentence and no entry of a list?"""
    return any(token[1] in TENSE for token in tokens)


def denials(tokens: Sequence[Token]) -> list[int]:
    """Return the places of the words among the tokens that deny something."""
    return [index for index, token in enumerate(tokens) if token[1] in NEGATIONS and not _bounds(tokens, index)]


def _bounds(tokens: Sequence[Token], negation: int) -> bool:
    following = [token.lower for token in tokens[negation + 1 : negation + 3]]
    return following[1:] == ["than"] and following[0] in _BOUNDING


@lru_cache(maxsize=65536)
def _capital(text: str, letter: bool) -> tuple[Content, Content]:
    """Return what a word with a capital adds where it is a name, and where it is none."""
    lower, kind = known_token(text)
    # "US", "U.S." and "WHO" are no pronouns.
    initials = kind == "initials" or (len(text) == 2 and text.isupper()) or text == "WHO" or letter
    found = lower.replace(".", "") if initials else word_class(lower)
    return Content(found, True, "", lower[0]), Content(found, False, "")


def _is_letter(tokens: Sequence[Token], index: int) -> bool:
    """Is this a letter that tells one of several apart ("Lake B"), and no initial, article or pronoun?"""
    if index == 0 or tokens[index].text == "I" or not tokens[index - 1].capital:
        return False
    return index + 1 == len(tokens) or tokens[index + 1].text != "."


_NOTHING = Content("", False, "")
#: names of two words that the other text may well have as initials
_SHORT = {
    ("united", "states"): "us",
    ("united", "kingdom"): "uk",
    ("united", "nations"): "un",
    ("european", "union"): "eu",
}
#: the initials that these are told by
INITIALS = frozenset(_SHORT.values())
#: stands for a word with a capital, of which what stands around it tells whether it is a name
_IN_PLACE = Content("", True, "")
#: what opens a text that tells of a thing without a name, the auxiliaries that may follow, and how far that is read
_ARTICLES = words("the a an this its their his her")
_AUXILIARIES = TENSE | words("can could may might must does did do")
_OPENING = 8


@lru_cache(maxsize=8192)  # the words of a language that come often; numbers go on for ever
def _alone(text: str) -> Content:
    """Return what a token adds wherever it stands; no mark, number or single letter adds anything."""
    lower, kind = known_token(text)
    if kind not in ("word", "initials"):
        return _NOTHING
    if text[0].isupper():
        return _IN_PLACE
    found = lower.replace(".", "") if "." in lower else word_class(lower)
    return Content(found, False, "") if len(found) > 1 else _NOTHING


def opening_noun(text: str) -> frozenset[str]:
    """Return the common noun with its modifiers that a text opens with ("the parking garage"); empty for any other."""
    tokens = tokenize(text)[:_OPENING]
    content = content_of(tokens)
    if not content or tokens[0].lower not in _ARTICLES:
        return frozenset()
    after = 1
    while after < len(content) and content[after].word and not content[after].name:
        after += 1
    closed = after == len(content) or content[after].name  # what ends the noun was not seen
    auxiliary = not closed and tokens[after].lower in _AUXILIARIES
    last = after if auxiliary or after == 2 else after - 1  # without an auxiliary the last word is the verb
    return frozenset(item.word for item in content[1:last]) if not closed else frozenset()


@remembered(4096)
def subject_of(text: str) -> Subject:
    """Return what a text speaks of."""
    return Subject.from_content(content_of(tokenize(text)))


def union(subjects: Iterable[Subject]) -> Subject:
    """Return the subject of several stretches together."""
    found = [subject for subject in subjects if subject.words]
    if len(found) == 1:
        return found[0]
    return Subject(
        frozenset[str]().union(*(subject.words for subject in found)),
        frozenset[str]().union(*(subject.names for subject in found)),
        frozenset[tuple[str, str]]().union(*(subject.first_names for subject in found)),
        frozenset[tuple[str, tuple[str, ...]]]().union(*(subject.long_names for subject in found)),
    )


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    """A capital inside a sentence is a name; at its beginning only when all-caps or followed by another capital."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    if before is not None and before.text not in "\"'“‘.:!?;(`":
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return (len(token.text) > 1 and token.text.isupper()) or (
        after is not None and after.kind == "word" and after.capital and bool(word_class(after.lower))
    )
