"""The sentences of a document, each with where it stands, who speaks it, and whether it is prose at all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from factdesk.claims.attribution import quoted_tokens
from factdesk.claims.boilerplate import is_boilerplate, is_credit
from factdesk.claims.clauses import is_finite, is_predicate
from factdesk.claims.paragraphs import Paragraph
from factdesk.claims.parser import Doc, Language, Span, Token, parsed

Role = Literal["statement", "question", "greeting", "heading", "boilerplate"]

_GREETING = re.compile(
    r"\W*(?:good (?:morning|afternoon|evening|night|day)|hello|hi|hey|welcome|thank you|thanks(?! to)|thank you all|"
    r"god bless|may god|congratulations|happy (?:birthday|new year)|ladies and gentlemen|dear \w+|goodbye|"
    r"please (?:welcome|join me|be seated|stand|rise)|merry christmas)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…:;,][\"”’')\]]*$")
#: words up to which a line without a verb or a full stop is a heading
_SHORT = 16
#: characters below which what follows a line without a full stop is no article, but the rest of a post
_ARTICLE = 600
#: characters of the longest post
_POST = 1500
#: a number of two digits and more
_NUMBER = re.compile(r"\d[\d.,]*\d")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document as spaCy parsed it."""

    span: Span
    #: where the text that was parsed begins in the document
    start: int
    role: Role
    #: indices of the parsed tokens that stand in quotation marks
    quoted: frozenset[int] = frozenset()
    #: who speaks, in a transcript
    speaker: str | None = None


def parse(nlp: Language, paragraphs: Iterable[Paragraph]) -> Iterator[Sentence]:
    """Parse paragraphs in batches and yield their sentences in order."""
    parts = list(paragraphs)
    headed = _is_headline(parts)
    for doc, paragraph in parsed(nlp, ((part.text, part) for part in parts)):
        for sentence in sentences(doc, start=paragraph.start, speaker=paragraph.speaker):
            is_title = headed and paragraph is parts[0] and sentence.role == "statement"
            yield replace(sentence, role="heading") if is_title else sentence


def _is_headline(parts: Sequence[Paragraph]) -> bool:
    """Tell whether the first line of an article sums up what the article then states with its particulars."""
    if not parts or parts[0].speaker or _ENDS.search(parts[0].text) or len(parts[0].text.split()) > _SHORT:
        return False
    rest = "\n".join(part.text for part in parts[1:])
    return len(rest) >= _ARTICLE and is_told_again(parts[0].text, rest)


def is_told_again(headline: str, rest: str) -> bool:
    """Tell whether the rest of a text says what its first line says, which in a post is the news itself.

    A long text does; a short one where it has all numbers of the line, but for single digits, which may be words.
    """
    return len(rest) > _POST or all(number in rest for number in _NUMBER.findall(headline))


def sentences(doc: Doc, *, start: int = 0, speaker: str | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a parsed text that begins at ``start`` in its document."""
    spans = list(doc.sents)
    if is_credit(doc.text):
        for span in spans:
            yield Sentence(span=span, start=start, role="boilerplate", speaker=speaker)
        return
    quoted = quoted_tokens(doc)
    for span in spans:
        role = _role(span, alone=len(spans) == 1)
        yield Sentence(span=span, start=start, role=role, quoted=quoted, speaker=speaker)


def _role(span: Span, *, alone: bool) -> Role:
    text = span.text.strip()
    if is_boilerplate(text):
        return "boilerplate"
    if re.search(r"\?[\"”’')\]!?]*$", text):
        return "question"
    if _GREETING.match(text) and len(span) <= 25:
        return "greeting"
    if alone and not _ENDS.search(text) and _is_heading(span):
        return "heading"
    return "statement"


def _is_heading(span: Span) -> bool:
    words = [token for token in span if token.is_alpha]
    if len(words) > _SHORT:
        return False
    capitals = sum(token.text[0].isupper() for token in words if len(token) > 3)
    long = sum(len(token) > 3 for token in words)
    return not any(_states(token) for token in span) or (long > 3 and capitals >= 0.8 * long)


def _states(token: Token) -> bool:
    return is_predicate(token) and is_finite(token)
