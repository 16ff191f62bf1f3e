"""Other people's fact-checks as references: ClaimReview turned into documents that carry their rating and link.

Read are schema.org ClaimReview as JSON-LD (one, a list, an ``@graph``, one a line, or Google's and Data Commons' data
feed), answers of Google's Fact Check Tools API, and CSV whose columns are named like their fields. The document's text
says who rated the claim as what, with the claim in quotation marks: the bare claim would read as a fact.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from factdesk.errors import InputError
from factdesk.records import Document

LARGEST_FILE = 512 * 2**20
#: A claim is a sentence or two; the text of a whole post is cut here.
MAX_CLAIM = 700

_CLAIM = ("claimReviewed", "claim_reviewed", "claim", "text")
_RATING = ("textualRating", "alternateName", "rating", "verdict", "label", "ratingValue")
_URL = ("url", "review_url", "link")
_PUBLISHER = ("publisher", "author", "organization", "site", "fact_checker")
_DAY = ("datePublished", "reviewDate", "date", "published")
_TITLE = ("headline", "name", "title")
_CLAIMANT = ("claimant", "speaker")


def read_factchecks(path: str | Path) -> Iterator[Document]:
    """Yield the fact-checks in a JSON, JSONL or CSV file. Raises InputError when it cannot be read or has none."""
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputError(f"{path}: larger than {LARGEST_FILE >> 20} MB; split it into smaller files")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); wanted UTF-8 text in JSON, JSONL or CSV") from error
    rows = csv.DictReader(text.splitlines()) if path.suffix.lower() == ".csv" else _reviews(_parsed(text, path))
    found = False
    for row in rows:
        if document := from_claimreview(row):
            found = True
            yield document
    if not found:
        raise InputError(f"{path}: found no fact-check; wanted ClaimReview with a claim (claimReviewed) and a rating")


def from_claimreview(review: Mapping[str, Any]) -> Document | None:
    """Return the fact-check that a ClaimReview describes; None when it has no claim or no rating."""
    claim = " ".join((_first(review, _CLAIM) or "").split())[:MAX_CLAIM]
    rated = review.get("reviewRating")
    rating = (_first(rated, _RATING) if isinstance(rated, Mapping) else None) or _first(review, _RATING)
    if not claim or not rating:
        return None
    url = _first(review, _URL)
    site = _site(url)
    publisher = _first(review, _PUBLISHER) or site
    reviewed = review.get("itemReviewed")
    said_by = (_first(reviewed, ("author",)) if isinstance(reviewed, Mapping) else None) or _first(review, _CLAIMANT)
    by = f" by {publisher}" if publisher else ""
    of = f", said by {said_by}" if said_by else ""
    return Document(
        text=f"Rated {rating}{by}: “{claim}”{of}",
        title=_first(review, _TITLE) or "",
        url=url,
        published=_day(_first(review, _DAY)),
        site=site if url else publisher,
        language=_first(review, ("languageCode", "inLanguage")),
        metadata={"factcheck": rating, **({"claimant": said_by} if said_by else {})},
    )


def _site(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # "http://[draft]/": a link that leads nowhere; the rating stands without it
        return None


def _parsed(text: str, path: Path) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: found no JSON ({error}); wanted ClaimReview as JSON, JSONL or CSV") from error


def _reviews(data: Any) -> Iterator[Mapping[str, Any]]:
    """Yield what may be a review, from any depth of the lists and envelopes that feeds use."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, Mapping):
            envelope = [item[name] for name in ("@graph", "dataFeedElement", "item", "claims") if name in item]
            inner = item.get("claimReview")
            if isinstance(inner, list):  # Google's API: the claim outside, its reviews inside
                claim = {name: value for name, value in item.items() if name != "claimReview"}
                envelope.append([{**claim, **review} for review in inner if isinstance(review, Mapping)])
            if envelope:
                waiting += reversed(envelope)
            else:
                yield item


def _first(data: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """Return the first of these fields that says something, by its name where it is an object."""
    for name in names:
        value = data.get(name)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("site") or value.get("url")
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())
    return None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
