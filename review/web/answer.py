"""What a reviewer fills in: the same as a form, as a draft, and as JSON."""

from datetime import datetime

from pydantic import BaseModel, Field

from factdesk.errors import NotFoundError
from factdesk.records import Passage
from factdesk.review import bulk
from factdesk.review.decisions import (
    LONGEST_CLAIM,
    LONGEST_NOTE,
    LONGEST_QUOTE,
    LONGEST_RATING,
    MOST_EVIDENCE,
    Choice,
    pasted,
)
from factdesk.review.tables import ClaimRow

_LONGEST_URL = 2_000


class Draft(BaseModel):
    """What a reviewer has filled in so far."""

    label: str = Field(default="", max_length=40)
    rating: str = Field(default="", max_length=LONGEST_RATING)
    note: str = Field(default="", max_length=LONGEST_NOTE)
    #: the claim worded better; empty as it stands
    claim_text: str = Field(default="", max_length=LONGEST_CLAIM)
    #: the ids of the pieces of evidence that decide it
    evidence: list[int] = Field(default_factory=list, max_length=MOST_EVIDENCE)
    #: evidence of the reviewer's own finding
    quote: str = Field(default="", max_length=LONGEST_QUOTE)
    url: str = Field(default="", max_length=_LONGEST_URL)

    def choice(self, claim: ClaimRow) -> Choice:
        """Return the decision meant. Raises ReviewError where it is none."""
        passages = tuple(_passage(claim, number) for number in dict.fromkeys(self.evidence))
        if self.quote.strip() or self.url.strip():
            passages += (pasted(self.quote, self.url.strip()),)
        text = self.claim_text.strip()
        return Choice(label=self.label, rating=self.rating, note=self.note, claim_text=text or None, evidence=passages)


class Answer(Draft):
    """A draft that is to be saved as a decision."""

    #: of the lease
    fence: int
    #: the verdict that the reviewer saw
    verdict_id: int | None = None

    @property
    def draft(self) -> Draft:
        """What was filled in, without what it was to be saved under."""
        return Draft(**self.model_dump(exclude={"fence", "verdict_id"}))


class Selection(BaseModel):
    """Claims, and what is to be done to each."""

    claims: list[int] = Field(min_length=1, max_length=bulk.MOST_CLAIMS)
    deed: bulk.AnyDeed


class LeaseTold(BaseModel):
    """That a claim is the caller's: show ``fence`` when saving, renew before ``until``."""

    claim_id: int
    fence: int
    until: datetime


def _passage(claim: ClaimRow, number: int) -> Passage:
    for verdict in claim.verdicts:
        for item in verdict.evidence:
            if item.id == number:
                return Passage.from_dict(item.record["passage"])
    raise NotFoundError(f"claim {claim.id} has no evidence {number}")
