"""A document cut into passages: the spans of it that evidence is quoted from.

A passage is one sentence, or a heading, a list item or a table row as a whole. A sentence that cannot be understood
alone ("It reached 145% on April 10.") takes the sentences before it along, three in all at most; those stand as
passages of their own too, so passages may overlap. Short passages suit the verifier, which judges worse the more
unrelated text it reads, and the reader, who is shown the sentence that a verdict rests on.

Sentences are found by sentencex (Wikimedia's rule-based splitter for some 300 languages): spaCy's parser would take
most of the time that indexing has. Nothing here does I/O, and ``document.text[start:end] == quote`` for every passage.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter

import sentencex

from factdesk.claims.boilerplate import is_boilerplate
from factdesk.claims.paragraphs import Paragraph, paragraphs
from factdesk.records import Document, Passage

#: Changes whenever the same document would be cut differently. A store keeps it.
CUTTER_VERSION = "4"

MAX_SENTENCES = 3
#: No passage is longer, so that a file without a full stop stays usable.
MAX_CHARACTERS = 900
#: A section is so long, give or take a passage: an abstract, a short report, some paragraphs of a long one.
SECTION_CHARACTERS = 2000
#: What stands around a passage is read with it and shown beside it: so many sentences, list items or table rows on
#: each side, as far as they have no more than so many characters.
AROUND, CHARACTERS_AROUND = 2, 400
#: Shorter "sentences" are mostly a cut after an abbreviation; they stay with the one before.
MIN_SENTENCE = 15
#: A list item up to this long is quoted whole, however many sentences it has.
MAX_ITEM = 300
#: Boilerplate is short; a longer paragraph is not tried.
MAX_BOILERPLATE = 200

_TABLE_ROW = re.compile(r"[^|]*\|[^|]*\||[^\t]+\t[^\t]+\t|[^|]+\|[^|]+$")
#: A sentence that opens like this leans on the one before: a pronoun or a demonstrative stands where its subject
#: should, at most after a short opening ("But", "On Monday,").
_LEANS = re.compile(
    r"""["“'‘(\s]*
        (?:(?:and|but|or|so|yet|then|also|however|moreover|meanwhile|instead|still|later|in\ fact|as\ a\ result
             |(?:on|in|by|at|after)\ [^\s,]+(?:\ [^\s,]+){0,2})\s*,?\s+)?
        (?:it|he|she|they|this|that|these|those|its|his|her|their|such|both|neither|the\ (?:former|latter|same))\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: The stop of "8:30 p.m." ends no sentence before what tells the time further.
_AFTER_CLOCK = re.compile(
    r"(?:[A-Z]{2,3}T|GMT|UTC|Eastern|Central|Mountain|Pacific|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d)\b"
)
_WORD = re.compile(r"\w+")
_SURROGATE = re.compile("[\ud800-\udfff]")

Span = tuple[int, int]


def cut(document: Document) -> list[Passage]:
    """Return the passages of a document in the order of their text; none for a text without words."""
    text = document.text
    spans: list[Span] = []
    pieces: list[Span] = []  # what the text consists of: each sentence, item and row once
    before: list[Span] = []  # the sentences that the next one may lean on
    # A sentence of a claim that a fact-check quotes would, without its rating, read as a fact.
    rated = "factcheck" in document.metadata
    for paragraph in _worth_quoting(document):
        start, end = _whole(text, paragraph)
        if rated or _TABLE_ROW.match(text, start, end) or (_is_item(text, paragraph) and end - start <= MAX_ITEM):
            whole = list(_bounded(text, start, end))
            spans += whole
            pieces += whole
            before = []
            continue
        for sentence in _sentences(text, start, end, document.language or "en"):
            spans.append(_with_what_it_leans_on(text, sentence, before))
            pieces.append(sentence)
            before.append(sentence)
    return [_passage(document, span, _around(span, pieces)) for span in spans]


def sections(passages: Sequence[Passage]) -> list[int]:
    """Return the number of each passage's section: stretches of a document small enough to be about one thing."""
    numbers: list[int] = []
    number = opened = 0
    for passage in passages:
        if passage.end - opened > SECTION_CHARACTERS and numbers:
            number, opened = number + 1, passage.start
        numbers.append(number)
    return numbers


def _worth_quoting(document: Document) -> list[Paragraph]:
    """Return the paragraphs that are no repetition, no boilerplate and not the title again."""
    found = list(paragraphs(document.text))
    seen = {_normalised(document.title)}
    kept: list[Paragraph] = []
    for paragraph in found:
        key = _normalised(paragraph.text)
        if not key or key in seen or (len(paragraph.text) <= MAX_BOILERPLATE and is_boilerplate(paragraph.text)):
            continue
        seen.add(key)
        kept.append(paragraph)
    # "Photo: a whale in the Hudson" may be all that a row of a table says.
    return kept or [paragraph for paragraph in found if _WORD.search(paragraph.text)][:1]


def _whole(text: str, paragraph: Paragraph) -> Span:
    """Return the paragraph's span with the speaker's name in front of it, white space left out."""
    start = paragraph.start if paragraph.speaker_at is None else paragraph.speaker_at
    return _stripped(text, start, paragraph.start + len(paragraph.text))


def _is_item(text: str, paragraph: Paragraph) -> bool:
    line = max(text.rfind("\n", 0, paragraph.start), text.rfind("\r", 0, paragraph.start)) + 1
    return not paragraph.speaker and not text[line : paragraph.start].isspace() and line < paragraph.start


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    """Yield the spans of the sentences of ``text[start:end]``, those that are too short joined to the one before."""
    # The splitter takes UTF-8, which has no lone surrogates; the stand-in is one character too, so offsets stay true.
    block = _SURROGATE.sub("\ufffd", text[start:end])
    joined: list[Span] = []
    for found in sentencex.get_sentence_boundaries(language, block):
        first, last = _stripped(text, start + found["start_index"], start + found["end_index"])
        if joined and (
            last - first < MIN_SENTENCE or text[first].islower() or _tells_clock(text, joined[-1][1], first)
        ):
            joined[-1] = (joined[-1][0], last)
        elif first < last:
            joined.append((first, last))
    for sentence in joined:
        yield from _bounded(text, *sentence)


def _tells_clock(text: str, end: int, start: int) -> bool:
    """Does a "sentence" only go on to tell when: "at 8:30 p.m. EDT on October 9"?"""
    return text.endswith(("a.m.", "p.m."), 0, end) and _AFTER_CLOCK.match(text, start) is not None


def _with_what_it_leans_on(text: str, sentence: Span, before: list[Span]) -> Span:
    start, end = sentence
    for earlier, _ in reversed(before[-(MAX_SENTENCES - 1) :]):
        if not _LEANS.match(text, start, end) or end - earlier > MAX_CHARACTERS:
            break
        start = earlier
    return start, end


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span in pieces of at most MAX_CHARACTERS, broken at white space where there is some."""
    while end - start > MAX_CHARACTERS:
        space = text.rfind(" ", start + 1, start + MAX_CHARACTERS)
        stop = space if space > 0 else start + MAX_CHARACTERS
        yield _stripped(text, start, stop)
        start, end = _stripped(text, stop, end)
    if start < end:
        yield start, end


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _normalised(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _around(span: Span, pieces: Sequence[Span]) -> Span:
    """Return where the surroundings of a passage begin and end."""
    start, end = span
    first = bisect_left(pieces, start, key=itemgetter(0))
    last = bisect_left(pieces, end, key=itemgetter(1))
    reach = [begin for begin, _ in pieces[max(0, first - AROUND) : first] if start - begin <= CHARACTERS_AROUND]
    beyond = [stop for _, stop in pieces[last + 1 : last + 1 + AROUND] if stop - end <= CHARACTERS_AROUND]
    return min(reach, default=start), max(beyond, default=end)


def _passage(document: Document, span: Span, around: Span) -> Passage:
    text = document.text
    start, end = span
    return Passage(
        document_id=document.id,
        quote=text[start:end],
        start=start,
        end=end,
        title=document.title,
        url=document.url,
        published=document.published,
        sha256=document.sha256,
        prefix=text[around[0] : start],
        suffix=text[end : around[1]],
        site=document.site,
        retrieved=document.retrieved,
        factcheck=document.metadata.get("factcheck"),
    )
