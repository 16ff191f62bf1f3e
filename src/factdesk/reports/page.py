"""A report as one self-contained page: the article with its claims marked, and a card for each verdict.

Only http and https addresses become links. It reads without colour, on a phone, in the dark and on paper.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from factdesk.records import Claim, Document, Report, Stance, Verdict
from factdesk.records.addresses import web_address
from factdesk.reports.highlight import Run, runs
from factdesk.reports.selfcontained import SelfContained
from factdesk.reports.trace import SAID, trace
from factdesk.reports.words import (
    LABELS,
    OUTCOMES,
    Label,
    counts,
    headline,
    overruled,
    percent,
    shown,
    source_name,
    speaks_of_it,
    summary,
    why,
)

#: HTML cannot hold these: they are shown as what stands for an unreadable character.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Bar:
    """One part of a stance's bar, in percent of its width."""

    name: str
    start: float
    width: float


def to_html(report: Report) -> str:
    """Return the report as an HTML page."""
    claims = [verdict.claim for verdict in report.verdicts]
    page = _page().render(
        report=report,
        document=report.document,
        title=headline(report.document),
        paragraphs=list(_paragraphs(report.document, claims)),
        verdicts=list(enumerate(report.verdicts, start=1)),
        counts=[
            (LABELS[name], count, _numbers(report, LABELS[name])) for name, count in counts(report.verdicts).items()
        ],
        summary=summary(report.verdicts),
    )
    return _UNSHOWABLE.sub("\ufffd", page)


def _numbers(report: Report, label: Label) -> list[int]:
    return [number for number, verdict in enumerate(report.verdicts, start=1) if verdict.label == label.name]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the article: its runs, and the line ends after it."""

    runs: list[Run]
    gap: str
    #: it says what stands in large letters above already, and no claim is in it
    is_headline: bool


def _paragraphs(document: Document, claims: list[Claim]) -> Iterator[_Line]:
    line: list[Run] = []
    before = True  # nothing but the headline may stand before the headline
    for run in (*runs(document.text, claims), None):
        if run is not None and not run.text.startswith("\n"):
            line.append(run)
            continue
        if run is None and not line:
            return
        said = shown("".join(part.text for part in line))
        repeats = before and said == shown(document.title) and not any(part.claims for part in line)
        yield _Line(line, run.text if run is not None else "", repeats)
        before = before and not said
        line = []


def _exact(text: str) -> Markup:
    """Escape text so that a browser has every character of it; a bare carriage return would become a line feed."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704 - escaped


def _bars(stance: Stance) -> list[_Bar]:
    bars, start = [], 0.0
    for name, share in (("supports", stance.supports), ("refutes", stance.refutes), ("nei", stance.nei)):
        bars.append(_Bar(name, round(start, 2), round(share * 100, 2)))
        start += share * 100
    return bars


def _label(verdict: Verdict) -> Label:
    return LABELS[verdict.label]


@cache
def _page() -> SelfContained:
    filters: dict[str, Callable[..., Any]] = {
        "bars": _bars,
        "exact": _exact,
        "label": _label,
        "link": web_address,
        "overruled": overruled,
        "percent": percent,
        "source": source_name,
        "speaks_of_it": speaks_of_it,
        "trace": trace,
        "why": why,
    }
    return SelfContained.named("report", filters=filters, known={"signs": OUTCOMES, "said": SAID})
