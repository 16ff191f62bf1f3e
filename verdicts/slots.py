"""Words in each other's place: "premium members" and "basic members", "$40 million in taxes" and "in dividends".

Two statements that differ in one such word are of different things, though all others are the same. Which words stand
in one place is told by their neighbours: the word behind a modifier, or the word and the preposition before an object.
What an event is told of stands before its verb: "the terminal opened" is not "the harbour opened".
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from factdesk.verdicts.subjects import NEGATIONS, TENSE, Content, has_tense, word_class
from factdesk.verdicts.tokens import Token, words

_PREPOSITIONS = words("of in on for from by among at with against to per")
_PLACING = words("near under over after before since until outside inside between than")
_SKIPPED = words("the a an its their his her our all")
#: what stands before one of these names a measure: the unemployment rate is not the participation rate
_MEASURES = words("rate rates ratio ratios index")
#: but one of these says only how it is taken, or how it stands
_TAKEN = frozenset(
    map(
        word_class,
        words(
            "average mean median high low higher lower highest lowest new old record headline adjusted annualized "
            "annualised national federal regional actual final initial first second high-frequency rising falling"
        ),
    )
)
#: and these name one, what it costs to borrow
_BORROWING = frozenset(
    map(word_class, words("policy key benchmark lending base fund funds repo target interest main refinancing deposit"))
)
#: stands for any number in a key, and for any measure
_NUMBER, _MEASURE = "#", "%"

#: a place, by its neighbour (and preposition), and the words that stand in it, with spaces between: a passage has
#: hundreds of places, and Python's garbage collector looks into whatever else would hold them
Slots = Mapping[str, str]


def slots_of(tokens: Sequence[Token], content: Sequence[Content], masked: Collection[int]) -> Slots:
    """Return the places of a sentence and the words in them; names are no such words, for the names' own gate."""
    found: dict[str, str] = {}
    for index, item in enumerate(content):
        if not item.word or item.name or index in masked:
            continue
        after = index + 1
        if after < len(tokens) and tokens[after].text == "-" and tokens[after].start == tokens[index].end:
            after += 1
        if after < len(content) and content[after].word and not content[after].name and after not in masked:
            _put(found, content[after].word, item.word)
        if after < len(tokens) and tokens[after].lower in _MEASURES and item.word not in _TAKEN:
            _put(found, _MEASURE, "interest" if item.word in _BORROWING else item.word)
        before = index - 1
        while before >= 0 and tokens[before].lower in _SKIPPED:
            before -= 1
        if before > 0 and tokens[before].lower == "or" and content[before - 1].word:
            _put(found, "or", f"{content[before - 1].word} {item.word}")
        elif before > 0 and tokens[before].lower in _PREPOSITIONS:
            preposition = tokens[before].lower
            anchor = _NUMBER if before - 1 in masked else content[before - 1].word
            if anchor:
                _put(found, f"{anchor} {preposition}", item.word)
    return found


def _put(found: dict[str, str], place: str, word: str) -> None:
    found[place] = f"{found[place]} {word}" if place in found else word


def bearers_of(tokens: Sequence[Token], content: Sequence[Content], masked: Collection[int]) -> Slots:
    """Return for each word the words that it is told of: what stands before it, or before its auxiliary verbs."""
    found: dict[str, str] = {}
    for index, item in enumerate(content):
        if not item.word or item.name or index in masked or _between(tokens[index].lower):
            continue
        after = index + 1
        while after < len(tokens) and _between(tokens[after].lower):
            after += 1
        if after < len(content) and content[after].word and not content[after].name and after not in masked:
            _put(found, content[after].word, item.word)
    return found


def _between(word: str) -> bool:
    """May the word stand between a noun and the verb that tells of it?"""
    return word in TENSE or word in NEGATIONS or (word.endswith("ly") and len(word) > 4)


def other_bearer(claim: Slots, evidence: Slots, claimed: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return of what the claim tells something and of what the evidence tells the same; both empty for one thing."""
    for mine, theirs in _in_one_place(claim, evidence):
        if not any(word in claimed for word in theirs):
            return mine, theirs
    return frozenset(), frozenset()


def replaced(claim: Slots, evidence: Slots, claimed: Collection[str], found: Collection[str]) -> str:
    """Return what the evidence has in place of a word of the claim; empty where all of the claim's places are kept."""
    for mine, theirs in _in_one_place(claim, evidence):
        theirs = frozenset(word for word in theirs if not word.endswith("est"))  # "the strongest gust" is a gust
        if theirs and not any(word in found for word in mine) and not any(word in claimed for word in theirs):
            return " ".join(sorted(theirs))
    return ""


def counted_as_well(claimed: Collection[str], evidence: Slots) -> str:
    """Return what the evidence counts besides the claim's word: "damaged or destroyed" is more than "destroyed"."""
    pairs = evidence.get("or", "").split()
    for one, other in zip(pairs[::2], pairs[1::2], strict=True):
        if (one in claimed) != (other in claimed):
            return other if one in claimed else one
    return ""


def _in_one_place(claim: Slots, evidence: Slots) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Yield the words of claim and evidence in each place that both have and in which they have no word in common."""
    for place in claim:
        if place != "or" and place in evidence and claim[place] != evidence[place]:
            mine, theirs = words(claim[place]), words(evidence[place])
            if mine.isdisjoint(theirs):
                yield mine, theirs


def actor_of(tokens: Sequence[Token], content: Sequence[Content]) -> str:
    """Return the last word of the first name before any number that stands behind no preposition; empty for none.

    "Her teammate Maja Lind won two medals" is of Lind, "in Ohio the plant has 40 workers" is not of Ohio.
    """
    behind = False
    for index, item in enumerate(content):
        token = tokens[index]
        if token.kind == "number":
            return ""
        if item.name and not behind:
            last = index
            while last + 1 < len(content) and content[last + 1].name:
                last += 1
            return content[last].word
        if token.lower in _PREPOSITIONS or token.lower in _PLACING:
            behind = True
        elif not item.name and token.lower not in _SKIPPED:
            behind = False
    return ""


def after_heading(tokens: Sequence[Token], content: Sequence[Content]) -> int:
    """Return where a sentence begins behind its heading, which a colon ends and no name right before it.

    What has no verb behind the colon is no sentence: "Released: 28 March 1973" tells of the release.
    """
    for index, token in enumerate(tokens):
        if token.kind == "number":
            break
        if token.text == ":" and index and content[index - 1].word and not content[index - 1].name:
            return index + 1 if has_tense(tokens[index + 1 :]) else 0
    return 0
