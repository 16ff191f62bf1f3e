"""What a person said about a verdict."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from factdesk.records.ids import content_id
from factdesk.records.record import Record, fill
from factdesk.records.texts import Passage
from factdesk.records.verdicts import VerdictLabel


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
            fill(self, "id", content_id("decision", *parts))
