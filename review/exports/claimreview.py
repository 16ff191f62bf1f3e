"""Decisions as schema.org ClaimReview: one object a claim, or a data feed of them that others subscribe to.

Google and Data Commons require ``claimReviewed``, ``reviewRating`` and a ``url`` on the publisher's own site; the rest
is recommended. The feed is a schema.org DataFeed, the form in which Data Commons publishes fact-checks.
"""

import json
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from factdesk.records.addresses import web_address
from factdesk.review.exports.found import decided, passages
from factdesk.review.exports.publication import Publication, rating
from factdesk.review.tables import ClaimRow, DecisionRow

Json = dict[str, Any]

#: ``reviewRating.ratingValue`` on ClaimReview's scale, 1 (worst) to 5 (best); no value for what is no point on it
_VALUES = {"refuted": 1, "conflicting": 3, "supported": 5}

#: what search engines show of a claim and of a rating, in characters
_CLAIM_SHOWN, _RATING_SHOWN = 75, 20


def to_claimreview(
    session: Session, publication: Publication, *, queue: str | None = None
) -> tuple[list[Json], list[str]]:
    """Return ClaimReview objects for decided claims, and warnings about what is cut where it is shown.

    Claims that people found not checkable are left out: there is nothing reviewed to publish.
    """
    reviews, warnings = [], []
    for claim, decision in decided(session, queue):
        if decision.label == "not_checkable":
            continue
        review = _review(claim, decision, publication)
        reviewed, rated = review["claimReviewed"], review["reviewRating"]["alternateName"]
        if len(reviewed) > _CLAIM_SHOWN:
            warnings.append(
                f"claim {claim.id}: claimReviewed has {len(reviewed)} characters; {_CLAIM_SHOWN} are shown on phones"
            )
        if len(rated) > _RATING_SHOWN:
            warnings.append(
                f"claim {claim.id}: the rating {rated!r} has {len(rated)} characters; {_RATING_SHOWN} are shown"
            )
        reviews.append(review)
    return reviews, warnings


def to_feed(reviews: list[Json], *, now: datetime) -> Json:
    """Return reviews as a data feed, each in an item of its own."""
    items = [
        {
            "@type": "DataFeedItem",
            "url": review["url"],
            "dateCreated": review["datePublished"],
            "item": [{name: value for name, value in review.items() if name != "@context"}],
        }
        for review in reviews
    ]
    head = {"@context": "https://schema.org", "@type": "DataFeed", "dateModified": now.isoformat(timespec="seconds")}
    return {**head, "dataFeedElement": items}


def to_script(told: list[Json] | Json) -> str:
    """Return JSON that may stand in a page's ``<script type="application/ld+json">``: it holds no ``<``."""
    text = json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"


def _review(claim: ClaimRow, decision: DecisionRow, publication: Publication) -> Json:
    rated: Json = {"@type": "Rating", "alternateName": rating(decision)}
    if decision.label in _VALUES:
        rated |= {"ratingValue": _VALUES[decision.label], "bestRating": 5, "worstRating": 1}
    reviewed: Json = {"@type": "Claim"}
    if claim.speaker:
        reviewed["author"] = {"@type": "Person", "name": claim.speaker}
    if appeared := web_address(claim.article.url):
        reviewed["appearance"] = {"@type": "CreativeWork", "url": appeared}
    if claim.article.published:
        reviewed["datePublished"] = claim.article.published.isoformat()
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": decision.claim_text or claim.text,
        "url": publication.url(claim),
        "datePublished": decision.decided_at.date().isoformat(),
        "author": {"@type": "Organization", "name": publication.publisher, "url": publication.site},
        "itemReviewed": reviewed,
        "reviewRating": rated,
    }
    sources = [url for passage in passages(decision) if (url := web_address(passage.url))]
    if sources:
        review["citation"] = list(dict.fromkeys(sources))
    if decision.note:
        review["reviewBody"] = decision.note
    return review
