"""Cut a document's text into paragraphs: the pieces that are parsed one by one.

A line is a paragraph, unless the text was wrapped by hand (mail, plain-text files), where a blank line ends one. A
speaker's name before a colon ("MODERATOR: ..."), a bullet and a dateline ("LONDON, March 6 (Reuters) -") are set apart
from the words that follow. A paragraph never has more than ``LONGEST`` characters, so that the time for one line of a
million characters is bounded.
"""

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass

#: characters; a longer paragraph is cut at the last sentence end, or else the last space, before this
LONGEST = 4000

_BLOCK = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+(?:(?:\r\n|\n|\r)[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+)*")
_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"\s*(?:[-*•◦‣▪–—]\s+|\(?\d{1,2}[.)]\s+(?=\D))?")
_TURN = re.compile(
    r"(?P<speaker>(?:(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4}|(?:[A-Z][\w.'’-]+ ){1,4}[A-Z][\w.'’-]+)"
    r"|[A-Z][\w.'’-]*(?: \d{1,2})?)(?: ?\([^()\n]{1,30}\))?):\s+(?=\S)"
)
#: where and when a report was written: a place in capitals, or any place with an agency, before a dash
_DATELINE = re.compile(
    r"""(?: [A-Z][A-Z.'’-]{2,}(?:\ [A-Z][A-Z.'’-]+){0,3} (?:,\ [^—–()\r\n]{1,40}?)?? (?:\ \([^()\r\n]{1,30}\))?
          | [A-Z][\w.'’-]+(?:\ [A-Z][\w.'’-]+){0,3} (?:,\ [^—–()\r\n]{1,40}?)?? \ \((?:[A-Z]{2,}|Reuters|dpa)\)
        )(?:\ /[\w\ ]{1,30}/)? \s*(?:—|–|--|\ -)\s+ (?=["“‘'(]?[A-Z0-9$€£])""",
    re.VERBOSE,
)
#: what a flash or a post opens with
_FLASH = re.compile(r"(?:BREAKING|JUST IN|UPDATE|EXCLUSIVE)(?: NEWS)?:\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s")
#: line lengths between which a hand-wrapped line falls
_WRAPPED = range(45, 101)
#: capital words before a colon that are no speakers
_LABELS = {"BREAKING", "UPDATE", "NOTE", "WATCH", "READ", "CORRECTION", "OPINION", "SOURCE", "CREDIT", "PHOTO", "FACT"}
#: what a fact-check calls its parts
_LABELS |= {"CLAIM", "THE CLAIM", "VERDICT", "THE VERDICT", "OUR VERDICT", "RATING", "OUR RATING", "RULING"}
_LABELS |= {"FACTS", "THE FACTS", "CONTEXT", "BACKGROUND", "ANALYSIS", "CONCLUSION", "SUMMARY", "WHAT WE KNOW"}
#: and what minutes call theirs
_LABELS |= {"RESOLVED", "MOVED", "NOTED", "AGREED", "ACTION", "DECISION", "CARRIED", "PRESENT", "APOLOGIES", "MINUTES"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a document's text: ``document.text[start:start + len(text)] == text``."""

    text: str
    start: int
    #: who speaks, in a transcript
    speaker: str | None = None
    #: where the name of who speaks begins in the document
    speaker_at: int | None = None


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text in order. White space between them, and lines without a letter, are left out."""
    speakers = _names_of(_speakers(text))
    for start, end in _stretches(text):
        bullet = _BULLET.match(text, start, end)
        start = bullet.end() if bullet else start
        flash = _FLASH.match(text, start, end)
        start = flash.end() if flash else start
        dateline = _DATELINE.match(text, start, end)
        start = dateline.end() if dateline else start
        speaker, at = None, None
        turn = _TURN.match(text, start, end)
        if turn and turn["speaker"] in speakers:
            speaker, at, start = speakers[turn["speaker"]], turn.start(), turn.end()
        for first, last in _bounded(text, start, end):
            yield Paragraph(text=text[first:last], start=first, speaker=speaker, speaker_at=at)


def _speakers(text: str) -> set[str]:
    """Return the names before colons that are a speaker's.

    Names in full or in capitals are when they open two lines. A single word ("Trump", "Q", "Speaker 1") opens lines of
    recipes and forms too, so it is one only where a word comes back and another answers it.
    """
    turns = [turn for line in _LINE.finditer(text) if (turn := _TURN.match(line[0]))]
    turns = [turn for turn in turns if turn["speaker"].upper() not in _LABELS]
    names = [turn["speaker"] for turn in turns if turn["name"]]
    opened = Counter(turn["speaker"] for turn in turns)
    if len(opened) >= 2 and sum(times >= 2 for times in opened.values()) >= 2:
        return set(opened)
    return set(names) if len(names) >= 2 else set()


def _names_of(speakers: Set[str]) -> dict[str, str]:
    """Return what each speaker is called: "HALE" after "SEN. MARCUS HALE" is Sen. Marcus Hale."""
    written = {speaker: speaker.title() if speaker.isupper() and len(speaker) > 1 else speaker for speaker in speakers}
    full = {speaker: name for speaker, name in written.items() if " " in name}
    names = dict(written)
    for speaker in written.keys() - full.keys():
        called = [name for other, name in full.items() if other.rpartition(" ")[2].upper() == speaker.upper()]
        names[speaker] = called[0] if len(called) == 1 else written[speaker]
    return names


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    for block in _BLOCK.finditer(text):
        lines = [line.span() for line in _LINE.finditer(text, *block.span())]
        if _wrapped_by_hand(text, lines):
            yield block.span()
        else:
            yield from lines


def _wrapped_by_hand(text: str, lines: list[tuple[int, int]]) -> bool:
    full = [text[start:end].rstrip() for start, end in lines[:-1]]
    if not full or not all(len(line) in _WRAPPED for line in full):
        return False
    opens_low = sum(text[start:end].lstrip()[:1].islower() for start, end in lines[1:])
    return opens_low * 2 >= len(full)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, start + LONGEST)]
        space = text.rfind(" ", start + 1, start + LONGEST)
        cut = ends[-1] if ends else space if space > 0 else start + LONGEST
        if any(character.isalpha() for character in text[start:cut]):
            yield start, cut
        start = cut
    if any(character.isalpha() for character in text[start:end]):
        yield start, end
