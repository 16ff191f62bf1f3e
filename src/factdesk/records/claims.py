"""A statement that can be checked, with how it came from the article's words."""

import re
from dataclasses import dataclass
from typing import Literal, Self

from factdesk.records.ids import content_id
from factdesk.records.record import Record, fill, require_share, require_span
from factdesk.records.texts import Span

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


#: a day as relative dates are read: "Thursday, June 5, 2025"
_DAY = re.compile(r"[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4}")
_PART = "the (?:morning|afternoon|evening|night) of"


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
        require_span("Claim", self.quote, self.start, self.end)
        require_share("Claim", checkable=self.checkable, checkworthy=self.checkworthy)
        if not self.id:
            fill(self, "id", content_id("claim", self.document_id, self.start, self.end, self.text))

    @property
    def hypothesis(self) -> str:
        """What a verifier reads as the claim: its text without the day that "on Thursday" was read as.

        Who reports the same event seldom repeats its date, and a verifier that misses it finds nothing. Whether the
        dates agree is compared by rule, on the whole text.
        """
        text = self.text
        for resolution in self.resolved:
            if day := _DAY.search(resolution.value):
                when = rf"(?:^On|(?: early| late| at midday| at noon| at midnight)? on(?: {_PART})?) {day[0]},?"
                text = re.sub(when, "", text).strip()
        return text[:1].upper() + text[1:] if text.strip(".") else self.text

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Make a claim of a statement that somebody typed rather than one pulled from an article."""
        return cls(text=text, quote=text, start=0, end=len(text))
