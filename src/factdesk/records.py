"""The words of a fact desk as frozen records, and their JSON.

Data flows one way through these: Document -> Claim -> Passage -> Stance -> Verdict -> Report -> Decision. A record does
no I/O. ``to_json`` and ``from_json`` lose nothing; fields that a newer version added are ignored when read. Ids are
content hashes: the same input has the same id on every machine.
"""

import hashlib
import json
import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_ID = "urn:factdesk:report:1"

VerdictLabel = Literal["supported", "refuted", "conflicting", "not_enough_evidence"]

ClaimKind = Literal[
    "quantity",
    "event",
    "quote",
    "comparison",
    "rank",
    "cause",
    "position",
    "prediction",
    "definition",
    # Not claims; ``factdesk claims --all`` lists them as what they are.
    "opinion",
    "question",
    "greeting",
    "boilerplate",
]

#: Why a verdict abstains (label ``not_enough_evidence`` or ``conflicting``), or None when it does not.
Reason = Literal[
    "no_evidence",
    "off_topic",
    "low_confidence",
    "conflicting_evidence",
    "unit_mismatch",
    "period_mismatch",
    "subject_mismatch",
    "claim_not_checkable",
    "claim_ambiguous",
    "evidence_after_as_of",
    "error",
]

CheckKind = Literal["quantity", "time", "speaker"]

#: ``imprecise``: the wording overstates ($612 billion is not "nearly $600 billion"). ``not_comparable``: a gate
#: (subject, unit, period) was not passed, so the values say nothing about each other.
CheckOutcome = Literal["agrees", "differs", "imprecise", "not_comparable"]


#: the claim in a fact-check's text
_CHECKED = re.compile("“(.*)”", re.DOTALL)


_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def content_id(*parts: object) -> str:
    """Return the 16 hexadecimal digits that name this content: SHA-256 of the parts as canonical JSON."""
    return hashlib.sha256(_canonical(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def text_sha256(text: str) -> str:
    """Return the hexadecimal SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_adapters: "dict[type[Record], TypeAdapter[Any]]" = {}


def _adapter(record: "type[Record]") -> "TypeAdapter[Any]":
    if record not in _adapters:
        from pydantic import TypeAdapter  # only those who read or write JSON pay for it

        _adapters[record] = TypeAdapter(record)
    return _adapters[record]


class Record:
    """What every record can do: turn into JSON and back without loss, and be copied with changes."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain JSON values (dates as ISO 8601 strings, tuples as lists)."""
        return _adapter(type(self)).dump_python(self, mode="json")  # type: ignore[no-any-return]

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the record as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent, allow_nan=False)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Rebuild a record from what ``to_dict`` returned. Raises ValueError naming the field that does not fit."""
        return _adapter(cls).validate_json(json.dumps(data))  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Rebuild a record from what ``to_json`` returned. Raises ValueError naming the field that does not fit."""
        return _adapter(cls).validate_json(text)  # type: ignore[no-any-return]

    def evolve(self, **changes: Any) -> Self:
        """Return a copy with these fields changed. Ids are kept: pass ``id=""`` to have one made anew."""
        return replace(self, **changes)  # type: ignore[type-var]


def _fill(record: object, name: str, value: object) -> None:
    """Set a field that was left empty on a frozen record that is still being made."""
    object.__setattr__(record, name, value)


def _require_share(owner: str, **values: float) -> None:
    for name, value in values.items():
        if not (math.isfinite(value) and 0.0 <= value <= 1.0):
            raise ValueError(f"{owner}.{name} is {value!r}; wanted a number from 0 to 1")


def _require_span(owner: str, quote: str, start: int, end: int) -> None:
    if not (0 <= start <= end and end - start == len(quote)):
        raise ValueError(f"{owner} spans {start}:{end} but its quote has {len(quote)} characters; wanted end - start")


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
            _fill(self, "sha256", text_sha256(self.text))
        if not self.id:
            _fill(self, "id", content_id("document", self.sha256, self.title, self.url, self.published))


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribution(Record):
    """Who is said to have said it: "Trump" by "said on Truth Social"."""

    speaker: str
    cue: str
    #: the words stand in quotation marks
    direct: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Resolution(Record):
    """A word of the article that the claim's text says differently: "last month" became "in May 2025"."""

    phrase: str
    value: str
    #: where it was resolved from: "published date", "as of", "antecedent", "owner"
    source: str
    #: where the phrase stands in the article
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim(Record):
    """One checkable statement. ``text`` stands alone; ``quote`` is ``document.text[start:end]``, always."""

    text: str
    quote: str
    start: int
    end: int
    id: str = ""
    document_id: str = ""
    #: the parts of a statement that does not stand in one piece, inside start:end; empty when it does
    spans: tuple[Span, ...] = ()
    #: other places of the article that say the same
    mentions: tuple[Span, ...] = ()
    kind: ClaimKind = "event"
    #: probability that it is a verifiable factual statement
    checkable: float = 1.0
    #: probability that it is worth a fact-checker's time
    checkworthy: float = 1.0
    reasons: tuple[str, ...] = ()
    attribution: Attribution | None = None
    #: on a claim that says that somebody said something: the id of the claim of what they said
    proposition: str | None = None
    resolved: tuple[Resolution, ...] = ()
    #: words left as they stand because no reading of them was safe
    unresolved: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require_span("Claim", self.quote, self.start, self.end)
        _require_share("Claim", checkable=self.checkable, checkworthy=self.checkworthy)
        if not self.id:
            _fill(self, "id", content_id("claim", self.document_id, self.start, self.end, self.text))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Make a claim of a statement that somebody typed rather than one pulled from an article."""
        return cls(text=text, quote=text, start=0, end=len(text))


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
    #: the text just before and after the quote (W3C text-quote selector)
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
        _require_span("Passage", self.quote, self.start, self.end)

    @property
    def id(self) -> str:
        """The content hash that names this span of this reference."""
        return content_id("passage", self.document_id, self.sha256, self.start, self.end)

    @property
    def premise(self) -> str:
        """What a verifier reads as evidence: the quote under its document's title, which often names the subject.

        Of an earlier fact-check it is the claim that was checked, which stands in quotation marks: what it was rated is
        not for a model to judge.
        """
        if self.factcheck is not None and (checked := _CHECKED.search(self.quote)):
            return checked[1]
        return f"{self.title}. {self.quote}" if self.title else self.quote


@dataclass(frozen=True, kw_only=True, slots=True)
class Stance(Record):
    """What one passage says about one claim: probabilities that add to 1."""

    supports: float
    refutes: float
    nei: float

    def __post_init__(self) -> None:
        _require_share("Stance", supports=self.supports, refutes=self.refutes, nei=self.nei)
        total = self.supports + self.refutes + self.nei
        if abs(total - 1.0) > 1e-3:
            raise ValueError(f"a stance's probabilities add to {total:.4f}; wanted 1")

    @classmethod
    def from_row(cls, row: Sequence[float]) -> Self:
        """Make a stance of one row of ``Verifier.predict``: supports, refutes, nei."""
        supports, refutes, nei = (float(value) for value in row)
        return cls(supports=supports, refutes=refutes, nei=nei)


@dataclass(frozen=True, kw_only=True, slots=True)
class Check(Record):
    """One typed comparison behind a stance, with both values as they were read and one plain sentence."""

    kind: CheckKind
    claim: str
    evidence: str
    outcome: CheckOutcome
    explanation: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence(Record):
    """A passage, what it says about the claim, and the comparisons behind that."""

    passage: Passage
    stance: Stance
    checks: tuple[Check, ...] = ()
    #: what the checks left of the stance, which is what the verdict was decided by, and why in one sentence
    counted: Stance | None = None
    because: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said(Record):
    """The other half of a verdict on "X said P": whether the references show that X said it. The label is P's own."""

    speaker: str
    #: ``said``: a reference has the words from this speaker; ``other_speaker``: from somebody else; else ``not_found``
    outcome: Literal["said", "other_speaker", "not_found"]
    explanation: str
    #: the words as the reference has them: ``reference.text[start:end]``; empty when not found
    quote: str = ""
    start: int = 0
    end: int = 0
    passage: Passage | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict(Record):
    """A claim's label with a calibrated confidence, a reason code when it abstains, and its evidence, best first."""

    claim: Claim
    label: VerdictLabel
    #: probability that the label is right
    confidence: float
    reason: Reason | None = None
    #: one plain sentence for a person
    explanation: str = ""
    evidence: tuple[Evidence, ...] = ()
    #: how the two sides were weighed against each other, in one sentence with the numbers
    weighed: str = ""
    #: for a claim with a speaker: whether they said it, kept apart from whether it is true
    said: Said | None = None
    id: str = ""

    def __post_init__(self) -> None:
        _require_share("Verdict", confidence=self.confidence)
        if not self.id:
            seen = [(item.passage.id, item.passage.start, item.passage.end) for item in self.evidence]
            _fill(self, "id", content_id("verdict", self.claim.id, self.label, self.reason, self.confidence, seen))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the label, the claim, why, and the two best passages, all text escaped."""
        return f"<table>{self._html_row()}</table>"

    def _html_row(self) -> str:
        label = f"<b>{escape(self.label.replace('_', ' '))}</b><br>{self.confidence:.0%} sure"
        passages = [item.passage for item in self.evidence[:2]]
        quotes = [f"<br>“{escape(it.quote)}” — {escape(it.title or it.document_id)}" for it in passages]
        said = f"<b>{escape(self.claim.text)}</b><br>{escape(self.explanation)}{''.join(quotes)}"
        cell = 'style="text-align: left; vertical-align: top" dir="auto"'
        return f"<tr><td {cell}>{label}</td><td {cell}>{said}</td></tr>"


@dataclass(frozen=True, kw_only=True, slots=True)
class Versions(Record):
    """The versions of everything that made a report; empty where a part was not used."""

    factdesk: str = ""
    verifier: str = ""
    detector: str = ""
    embedder: str = ""
    rules: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report(Record):
    """The verdicts of one article, with the versions of everything that made them."""

    document: Document
    verdicts: tuple[Verdict, ...]
    versions: Versions = field(default_factory=Versions)
    #: the day the article was read as of: evidence published later was set aside
    as_of: date | None = None
    #: what a reader should know: references that could not be read, evidence set aside
    notes: tuple[str, ...] = ()
    #: the documents that its evidence stands in, where they were asked for; they are no part of its id
    references: tuple[Document, ...] = ()
    schema: Literal["factdesk.report/1"] = "factdesk.report/1"
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            verdicts = [verdict.id for verdict in self.verdicts]
            _fill(self, "id", content_id("report", self.document.id, self.as_of, astuple(self.versions), verdicts))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the article's title and a row for each verdict, all text escaped."""
        rows = "".join(verdict._html_row() for verdict in self.verdicts)
        return f'<p dir="auto"><b>{escape(self.document.title)}</b></p><table>{rows}</table>'


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision(Record):
    """What a person said about a verdict."""

    verdict_id: str
    claim_id: str
    label: VerdictLabel | Literal["not_checkable"]
    reviewer: str
    decided: datetime
    rating: str = ""
    note: str = ""
    #: the claim's text where the reviewer worded it better
    claim_text: str | None = None
    evidence: tuple[Passage, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            parts = (self.verdict_id, self.claim_id, self.label, self.reviewer, self.decided.isoformat(), self.note)
            _fill(self, "id", content_id("decision", *parts))


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a report, every other record of it under ``$defs``."""
    schema = _adapter(Report).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
