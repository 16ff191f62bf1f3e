"""Verdicts as schema.org ClaimReview, which search engines read: https://schema.org/ClaimReview in JSON-LD.

Google requires ``claimReviewed``, ``reviewRating`` and ``url`` and asks for ``author`` and ``itemReviewed``. A verdict
that abstains (conflicting or not enough evidence) rates nothing, so it is no review. The result is a JSON array that
may stand in a ``<script type="application/ld+json">`` of the page at ``url``: it holds no ``<``.
"""

import json
from datetime import date
from typing import Any

from factdesk.records import Document, Report, Verdict, VerdictLabel
from factdesk.records.addresses import web_address
from factdesk.reports.words import LABELS

#: ratings run from 1 (false) to 5 (true), as fact-checkers' do
WORST, BEST = 1, 5
_RATINGS: dict[VerdictLabel, int] = {"refuted": WORST, "supported": BEST}
#: what Google advises for ``claimReviewed``, so that a result shows it whole
_ADVISED_LENGTH = 75

Json = dict[str, Any]


def to_claimreview(
    report: Report,
    *,
    url: str | None = None,
    author: str | None = None,
    published: date | None = None,
) -> tuple[str, list[str]]:
    """Return the reviews as a JSON array, and a warning for each thing that is missing.

    ``url`` is the page that the fact-check is published on, ``author`` the organization that publishes it, and
    ``published`` the day (default: today).
    """
    warnings = []
    address = web_address(url)
    if address is None:
        found = f"{url!r} is no http(s) address" if url else "no url was given"
        warnings.append(f"ClaimReview requires url: {found}; give the address that the fact-check is published at")
    if not author:
        warnings.append("ClaimReview wants author: no author was given; give the name of who publishes the fact-check")
    rated = [verdict for verdict in report.verdicts if verdict.label in _RATINGS]
    left_out = len(report.verdicts) - len(rated)
    if left_out:
        warnings.append(f"{left_out} of {len(report.verdicts)} verdicts abstain, so they are not published as reviews")
    if rated and web_address(report.document.url) is None:
        warnings.append("the article has no http(s) URL, so the reviews do not say where their claims appeared")
    for verdict in rated:
        length = len(verdict.claim.text)
        if length > _ADVISED_LENGTH:
            warnings.append(
                f"claimReviewed has {length} characters; Google advises at most {_ADVISED_LENGTH}: {verdict.claim.text}"
            )
    day = published or date.today()
    reviews = [_review(verdict, report.document, address, author, day) for verdict in rated]
    text = json.dumps(reviews, ensure_ascii=False, indent=2)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n", warnings


def _review(verdict: Verdict, document: Document, url: str | None, author: str | None, day: date) -> Json:
    cited = {item.passage.document_id: item.passage for item in verdict.evidence}
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "identifier": verdict.id,
            "datePublished": day.isoformat(),
            "url": url,
            "claimReviewed": verdict.claim.text,
            "author": {"@type": "Organization", "name": author} if author else None,
            "reviewRating": _filled(
                {
                    "@type": "Rating",
                    "ratingValue": _RATINGS[verdict.label],
                    "bestRating": BEST,
                    "worstRating": WORST,
                    "alternateName": LABELS[verdict.label].words,
                    "ratingExplanation": _explanation(verdict),
                }
            ),
            "itemReviewed": _claim(verdict, document),
            "citation": [
                _filled({"@type": "CreativeWork", "name": passage.title, "url": web_address(passage.url)})
                for passage in cited.values()
            ],
        }
    )


def _explanation(verdict: Verdict) -> str:
    """Return why the claim is rated so, and apart from it whether its speaker is shown to have said it."""
    return f"{verdict.explanation} {verdict.said.explanation}" if verdict.said else verdict.explanation


def _claim(verdict: Verdict, document: Document) -> Json:
    spoken = verdict.claim.attribution
    address = web_address(document.url)
    appearance = _filled(
        {
            "@type": "NewsArticle",
            "url": address,
            "headline": document.title,
            "datePublished": document.published.isoformat() if document.published else None,
            "author": {"@type": "Person", "name": document.author} if document.author else None,
            "publisher": {"@type": "Organization", "name": document.site} if document.site else None,
        }
    )
    return _filled(
        {
            "@type": "Claim",
            "name": verdict.claim.text,
            "author": {"@type": "Person", "name": spoken.speaker} if spoken and spoken.speaker else None,
            "datePublished": document.published.isoformat() if document.published else None,
            "appearance": appearance if address else None,
        }
    )


def _filled(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
