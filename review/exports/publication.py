"""Who publishes decisions, and where: what ClaimReview and the Atom feed say of every one of them."""

from dataclasses import dataclass

from factdesk.errors import ReviewError
from factdesk.review.addresses import is_site
from factdesk.review.tables import ClaimRow, DecisionRow

#: how a decision is rated where the reviewer wrote no rating of their own
_RATINGS = {
    "supported": "Supported",
    "refuted": "Refuted",
    "conflicting": "Conflicting evidence",
    "not_enough_evidence": "Not enough evidence",
    "not_checkable": "Not checkable",
}


@dataclass(frozen=True)
class Publication:
    """A newsroom and the address under which its fact-checks are published. Raises ReviewError for what is none."""

    publisher: str
    site: str

    def __post_init__(self) -> None:
        if not self.publisher.strip():
            raise ReviewError("no publisher was given; wanted the name of who publishes the fact-checks")
        if not is_site(self.site):
            found = self.site[:80]
            raise ReviewError(f"{found!r} is no address of a site; wanted one such as https://news.example/fact-checks")

    def url(self, claim: ClaimRow) -> str:
        """Return where the fact-check of a claim is published: by its number in the queue, which never changes."""
        return f"{self.site.rstrip('/')}/{claim.id}"


def rating(decision: DecisionRow) -> str:
    """Return a decision in the newsroom's words, or in ours."""
    return decision.rating or _RATINGS[decision.label]
