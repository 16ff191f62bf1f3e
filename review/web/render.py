"""Pages from templates: everything is escaped, and an address from hostile text is a link only if it is of the web."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from factdesk.records import Stance
from factdesk.records.addresses import web_address
from factdesk.review.references import InReference
from factdesk.review.tables import ClaimRow
from factdesk.review.web.access import Caller

#: label -> sign, words, key
LABELS = {
    "supported": ("✓", "Supported", "1"),
    "refuted": ("✗", "Refuted", "2"),
    "conflicting": ("≠", "Conflicting", "3"),
    "not_enough_evidence": ("?", "Not enough evidence", "4"),
    "not_checkable": ("–", "Not checkable", "5"),
}

STATUSES = {
    "open": "Open",
    "second": "Second opinion",
    "disputed": "Disputed",
    "decided": "Decided",
    "gone": "Gone from the article",
}

OUTCOMES = {"agrees": "✓", "differs": "✗", "imprecise": "≈", "not_comparable": "–"}

#: characters of the article before and after the claim that are shown at first sight
_AROUND = 600
#: and of a reference before and after the piece of evidence, at all: it may be a book
_AROUND_EVIDENCE = 200_000

#: stretches of text, and whether each is evidence for the claim
Runs = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Around:
    """What of a document is shown around a piece of evidence."""

    earlier: Runs
    quote: str
    later: Runs
    #: characters that are not shown, at its beginning and its end
    before: int
    after: int


def around(found: InReference) -> Around | None:
    """Cut a document before and after the piece of evidence; None where its text is not known."""
    text, start, end = found.text, found.evidence.passage.start, found.evidence.passage.end
    if text is None:
        return None
    first, last = max(0, start - _AROUND_EVIDENCE), min(len(text), end + _AROUND_EVIDENCE)

    def runs(begin: int, stop: int) -> Runs:
        edges = {begin, stop, *(edge for span in found.spans for edge in span if begin < edge < stop)}
        return tuple(
            (text[one:other], any(low <= one and other <= high for low, high in found.spans))
            for one, other in pairwise(sorted(edges))
        )

    return Around(runs(first, start), text[start:end], runs(end, last), first, len(text) - last)


@dataclass(frozen=True)
class InArticle:
    """A claim where it stands: the text before, the claim, and the text after."""

    before: str
    #: its text in runs, and whether each belongs to it: a statement may stand in pieces
    quote: Runs
    after: str
    #: the rest of the article, beyond what is shown at first sight
    earlier: str
    later: str


def in_article(claim: ClaimRow) -> InArticle:
    """Cut the article where the claim begins and ends, and at line ends some way before and after."""
    text, start, end = claim.article.text, claim.record["start"], claim.record["end"]
    first = 0 if start <= _AROUND else text.find("\n", start - _AROUND, start) + 1 or start - _AROUND
    last = len(text) if end + _AROUND >= len(text) else text.rfind("\n", end, end + _AROUND)
    last = last if last > end else min(len(text), end + _AROUND)
    return InArticle(text[first:start], _runs(claim), text[end:last], text[:first], text[last:])


def _runs(claim: ClaimRow) -> Runs:
    text, record = claim.article.text, claim.record
    runs, at = [], record["start"]
    for span in record.get("spans") or [record]:
        runs += [(text[at : span["start"]], False), (text[span["start"] : span["end"]], True)]
        at = span["end"]
    return tuple((part, marked) for part, marked in (*runs, (text[at : record["end"]], False)) if part)


def _link(url: str | None) -> str:
    return web_address(url) or ""


def _lines(text: str) -> Markup:
    """Set the lines of a document apart, so that its paragraphs are seen."""
    return Markup('<span class="gap"></span>').join(re.split(r"\s*\n\s*", text))


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _shares(stance: Stance) -> list[str]:
    """Return a stance as it is shown: two that look alike need not both be shown."""
    return [_percent(share) for share in (stance.supports, stance.refutes, stance.nei)]


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _ago(value: datetime, now: datetime) -> str:
    minutes = max(0, int((now - value).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} days"


def _query(values: dict[str, Any], **changes: Any) -> str:
    """Write the query of a link to the same list with something changed; what is empty is left out."""
    return urlencode({name: value for name, value in {**values, **changes}.items() if value not in (None, "", False)})


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("factdesk.review.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        link=_link, lines=_lines, percent=_percent, shares=_shares, moment=_moment, ago=_ago, query=_query
    )
    environment.globals.update(labels=LABELS, statuses=STATUSES, outcomes=OUTCOMES, zip=zip)
    return environment


_templates = Jinja2Templates(env=_environment())


def page(
    request: Request, template: str, caller: Caller | None, *, now: datetime, status: int = 200, **values: Any
) -> Response:
    """Render a page for who asks."""
    context = {
        "person": caller.person if caller else None,
        "csrf": caller.csrf or "" if caller else "",
        "now": now,
        "single_user": request.app.state.desk.single_user,
        **values,
    }
    return _templates.TemplateResponse(request, template, context, status_code=status)
