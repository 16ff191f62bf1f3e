"""A text with where it came from, and the spans of it: a document, and a passage that is its own receipt."""

import re
from dataclasses import dataclass, field
from datetime import date

from factdesk.records.ids import content_id, text_sha256
from factdesk.records.record import Record, fill, require_span

#: the title of last resort: a file's name, or that and a row of it
_FILE_NAME = re.compile(r"[^\sA-Z]*[\d_-][^\sA-Z]*(?:, row \d+)?")
#: the claim in a fact-check's text
_CHECKED = re.compile("“(.*)”", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Span(Record):
    """A half-open range of characters of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Document(Record):
    """A text with where it came from. Left empty, ``sha256`` (of the text) and ``id`` are filled."""

    text: str
    id: str = ""
    title: str = ""
    url: str | None = None
    published: date | None = None
    sha256: str = ""
    author: str | None = None
    site: str | None = None
    language: str | None = None
    #: when the text was fetched from its URL
    retrieved: date | None = None
    #: what came with the text and has no field of its own (a CSV row's other columns, a fact-check's rating)
    metadata: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.sha256:
            fill(self, "sha256", text_sha256(self.text))
        if not self.id:
            fill(self, "id", content_id("document", self.sha256, self.title, self.url, self.published))


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage(Record):
    """A span of a reference: ``quote`` is ``reference.text[start:end]``, always. It is its own receipt."""

    document_id: str
    quote: str
    start: int
    end: int
    title: str = ""
    url: str | None = None
    published: date | None = None
    #: of the whole reference's text
    sha256: str = ""
    #: relevance to the claim it was searched for, 0 to 1 within one search
    score: float = 0.0
    #: the text just before and after the quote (W3C text-quote selector): the sentences that it stands among
    prefix: str = ""
    suffix: str = ""
    site: str | None = None
    retrieved: date | None = None
    #: the two scores behind ``score``; None where that kind of search did not find the passage
    fulltext: float | None = None
    dense: float | None = None
    #: the rating, when the reference is somebody's earlier fact-check
    factcheck: str | None = None

    def __post_init__(self) -> None:
        require_span("Passage", self.quote, self.start, self.end)

    @property
    def id(self) -> str:
        """The content hash that names this span of this reference."""
        return content_id("passage", self.document_id, self.sha256, self.start, self.end)

    @property
    def words_before(self) -> str:
        """The prefix for a reader, after an ellipsis where the text begins earlier."""
        return ("… " if self.prefix and len(self.prefix) < self.start else "") + self.prefix

    @property
    def words_after(self) -> str:
        """The suffix for a reader, and an ellipsis: where the document ends is not known."""
        return self.suffix and f"{self.suffix} …"

    @property
    def premise(self) -> str:
        """What a verifier reads as evidence: the quote under its document's title.

        Of an earlier fact-check it is the claim that was checked, which stands in quotation marks: what it was rated is
        not for a model to judge.
        """
        if self.factcheck is not None and (checked := _CHECKED.search(self.quote)):
            return checked[1]
        return self.under_title(self.quote)

    def under_title(self, text: str) -> str:
        """Return a text of this document as a verifier reads it: under the title, which often names what it speaks of.
        The name of a file ("03-report"), which stands in for a title, names nothing.
        """
        return f"{self.title}. {text}" if self.title and not _FILE_NAME.fullmatch(self.title) else text
