"""A claim's label with its confidence, its reason and its evidence."""

from dataclasses import dataclass
from html import escape
from typing import Literal

from factdesk.records.claims import Claim
from factdesk.records.evidence import Evidence
from factdesk.records.ids import content_id
from factdesk.records.record import Record, fill, require_share
from factdesk.records.texts import Passage

VerdictLabel = Literal["supported", "refuted", "conflicting", "not_enough_evidence"]


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Said(Record):
    """The other half of a verdict on "X said P": whether the references show that X said it. The label is P's own."""

    speaker: str
    #: ``said``: a reference has the words from this speaker; ``other_speaker``: from somebody else; else ``not_found``
    outcome: Literal["said", "other_speaker", "not_found"]
    explanation: str
    #: the words as the reference has them: ``reference.text[start:end]``; empty where none has them
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
        require_share("Verdict", confidence=self.confidence)
        if not self.id:
            seen = [(item.passage.id, item.passage.start, item.passage.end) for item in self.evidence]
            fill(self, "id", content_id("verdict", self.claim.id, self.label, self.reason, self.confidence, seen))

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
