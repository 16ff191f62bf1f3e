"""Words in each other's place: "premium members" and "basic members", "$40 million in taxes" and "in dividends".

Two statements that differ in one such word are of different things, though all others are the same. Which words stand
in one place is told by their neighbours: the word behind a modifier, or the word and the preposition before an object.
What an event is told of stands before its verb: "the terminal opened" is not "the harbour opened".
"""

from collections.abc import Collection, Mapping, Sequence

from factdesk.verdicts.subjects import NEGATIONS, TENSE, Content
from factdesk.verdicts.tokens import Token, words

_PREPOSITIONS = words("of in on for from by among at with against to per")
_SKIPPED = words("the a an its their his her our all")
#: stands for any number in a key
_NUMBER = "#"

#: a place, by its neighbour (and preposition), and the words that stand in it
Slots = Mapping[tuple[str, str], frozenset[str]]


def slots_of(tokens: Sequence[Token], content: Sequence[Content], masked: Collection[int]) -> Slots:
    """Return the places of a sentence and the words in them; names are no such words, for the names' own gate."""
    found: dict[tuple[str, str], frozenset[str]] = {}

    def put(key: tuple[str, str], word: str) -> None:
        found[key] = found.get(key, frozenset()) | {word}

    for index, item in enumerate(content):
        if not item.word or item.name or index in masked:
            continue
        after = index + 1
        if after < len(tokens) and tokens[after].text == "-" and tokens[after].start == tokens[index].end:
            after += 1
        if after < len(content) and content[after].word and not content[after].name and after not in masked:
            put(("", content[after].word), item.word)
        before = index - 1
        while before >= 0 and tokens[before].lower in _SKIPPED:
            before -= 1
        if before > 0 and tokens[before].lower in _PREPOSITIONS:
            preposition = tokens[before].lower
            anchor = _NUMBER if before - 1 in masked else content[before - 1].word
            if anchor:
                put((anchor, preposition), item.word)
    return found


def bearers_of(
    tokens: Sequence[Token], content: Sequence[Content], masked: Collection[int]
) -> Mapping[str, frozenset[str]]:
    """Return for each word the words that it is told of: what stands before it, or before its auxiliary verbs."""
    found: dict[str, frozenset[str]] = {}
    for index, item in enumerate(content):
        if not item.word or item.name or index in masked or _between(tokens[index].lower):
            continue
        after = index + 1
        while after < len(tokens) and _between(tokens[after].lower):
            after += 1
        if after < len(content) and content[after].word and not content[after].name and after not in masked:
            told = content[after].word
            found[told] = found.get(told, frozenset()) | {item.word}
    return found


def _between(word: str) -> bool:
    """May the word stand between a noun and the verb that tells of it?"""
    return word in TENSE or word in NEGATIONS or (word.endswith("ly") and len(word) > 4)


def other_bearer(
    claim: Mapping[str, frozenset[str]], evidence: Mapping[str, frozenset[str]], claimed: Collection[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return of what the claim tells something and of what the evidence tells the same; both empty for one thing."""
    for told, mine in claim.items():
        theirs = evidence.get(told, frozenset())
        if theirs and not mine & theirs and not any(word in claimed for word in theirs):
            return mine, theirs
    return frozenset(), frozenset()


def replaced(claim: Slots, evidence: Slots, claimed: Collection[str], found: Collection[str]) -> str:
    """Return what the evidence has in place of a word of the claim; empty where all of the claim's places are kept."""
    for key, mine in claim.items():
        theirs = evidence.get(key)
        if theirs is None or mine & theirs:
            continue
        if not any(word in found for word in mine) and not any(word in claimed for word in theirs):
            return " ".join(sorted(theirs))
    return ""
