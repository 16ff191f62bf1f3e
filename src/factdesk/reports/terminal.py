"""Reports in a terminal: a table of claims, each with its verdict, the evidence it rests on and where that stands.

The verdict stands in a narrow column on the left and everything else beside it, so that one layout reads well from 60
columns up. Signs and words say what colours say.
"""

import io
import re
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from factdesk.records import Claim, Document, Evidence, Report, Verdict, VerdictLabel
from factdesk.records.addresses import web_address
from factdesk.reports.trace import SAID, trace
from factdesk.reports.words import (
    LABELS,
    OUTCOMES,
    headline,
    overruled,
    percent,
    shown,
    source_name,
    speaks_of_it,
    summary,
    why,
)

_COLORS: dict[VerdictLabel, str] = {
    "supported": "green",
    "refuted": "red",
    "conflicting": "yellow",
    "not_enough_evidence": "cyan",
}
#: columns of the left side, and the most that a line of text is easily read over
_LEFT = 15
_WIDEST = 120
_NARROWEST = 40
#: rich fills every line with spaces, before the code that ends its colour or after
_TRAILING = re.compile(r" +((?:\x1b\[[0-9;]*m)*) *$", re.MULTILINE)


def to_text(report: Report, *, width: int = 100, color: bool = False) -> str:
    """Return the report as a table of this many columns; ``color`` adds a terminal's colour codes."""
    document = report.document
    head = Text(headline(document), style="bold")
    facts = [f"published {document.published}" if document.published else "", document.url or ""]
    facts += [f"read as of {report.as_of}" if report.as_of and report.as_of != document.published else ""]
    known = shown(" · ".join(filter(None, facts)))
    parts: list[RenderableType] = [head, *([Text(known, style="dim")] if known else []), Text()]
    for verdict in report.verdicts:
        parts += [_verdict(verdict, _place_and_speaker(verdict.claim)), Text()]
    if not report.verdicts:
        parts += [Text("No checkable claim was found in it."), Text()]
    parts += [Rule(style="dim"), Text(summary(report.verdicts), style="bold")]
    return _draw(parts, width, color)


def explained_to_text(report: Report, *, width: int = 100, color: bool = False) -> str:
    """Return how each verdict of a report was reached, step by step."""
    parts: list[RenderableType] = [Text(headline(report.document), style="bold"), Text()]
    for verdict in report.verdicts:
        steps = [_entry(step.name, Text(step.text)) for step in trace(verdict)]
        parts += [_row(_label(verdict), [Text(shown(verdict.claim.text), style="bold"), *steps]), Text()]
    parts += [Rule(style="dim"), Text(summary(report.verdicts), style="bold")]
    return _draw(parts, width, color)


def verdict_to_text(verdict: Verdict, *, width: int = 100, color: bool = False) -> str:
    """Return one verdict as ``to_text`` shows it, but for its claim's place: it was given alone, in no article."""
    return _draw([_verdict(verdict, _speaker(verdict.claim))], width, color)


def claims_to_text(document: Document, claims: Sequence[Claim], *, width: int = 100, color: bool = False) -> str:
    """Return what an article states: each claim with its kind, its scores, its words and where they stand."""
    parts: list[RenderableType] = [Text(headline(document), style="bold"), Text()]
    for claim in claims:
        left = Text.assemble((claim.kind, "bold"), "\n", (f"worth {percent(claim.checkworthy)}", "dim"))
        right = [Text(shown(claim.text)), _facts(_place_and_speaker(claim))]
        parts += [_row(left, right), Text()]
    parts += [Rule(style="dim"), Text(f"{len(claims)} claim{'' if len(claims) == 1 else 's'}", style="bold")]
    return _draw(parts, width, color)


def _draw(parts: Sequence[RenderableType], width: int, color: bool) -> str:
    console = Console(
        file=io.StringIO(),
        width=max(_NARROWEST, min(width, _WIDEST)),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        _environ={},
    )
    with console.capture() as drawn:
        console.print(Group(*parts))
    return _TRAILING.sub(r"\1", drawn.get()).strip("\n") + "\n"


def _row(left: Text, right: Sequence[RenderableType]) -> Table:
    row = Table.grid(padding=(0, 2, 0, 0), expand=True)
    row.add_column(width=_LEFT)
    row.add_column(ratio=1)
    row.add_row(left, Group(*right))
    return row


def _label(verdict: Verdict) -> Text:
    label = LABELS[verdict.label]
    return Text.assemble(
        (f"{label.sign} {label.words.upper()}", f"bold {_COLORS[verdict.label]}"),
        "\n",
        (f"{percent(verdict.confidence)} sure", "dim"),
    )


def _verdict(verdict: Verdict, facts: Sequence[str]) -> Table:
    left = _label(verdict)
    right: list[RenderableType] = [Text(shown(verdict.claim.text), style="bold")]
    if facts:
        right.append(_facts(facts))
    if verdict.said:
        right.append(_entry("Said", Text(f"{SAID[verdict.said.outcome]} {shown(verdict.said.explanation)}")))
        right.append(_entry("True", Text(f"{LABELS[verdict.label].words}: the label is of what was said.")))
    if why(verdict):
        right.append(_entry("Why", Text(shown(why(verdict)))))
    # The best evidence is what the verdict rests on; when it conflicts, both sides are shown.
    for item in verdict.evidence[: 2 if verdict.label == "conflicting" else 1]:
        if speaks_of_it(verdict):
            name = "Closest" if verdict.label == "not_enough_evidence" else "Evidence"
            right.append(_entry(name, _evidence(item)))
    if overruled(verdict):
        right.append(_entry("Model", Text(overruled(verdict))))
    return _row(left, right)


def _place_and_speaker(claim: Claim) -> list[str]:
    return [f"article {claim.start}:{claim.end}", *_speaker(claim)]


def _speaker(claim: Claim) -> list[str]:
    speaker = claim.attribution and claim.attribution.speaker
    return [f"said by {shown(speaker)}"] if speaker else []


def _facts(facts: Sequence[str]) -> RenderableType:
    return Text(" · ".join(facts), style="dim")


def _evidence(item: Evidence) -> RenderableType:
    passage = item.passage
    where = [source_name(passage), str(passage.published or ""), f"characters {passage.start}:{passage.end}"]
    if passage.factcheck:
        where = [f"earlier fact-check, rated {shown(passage.factcheck)}", *where, web_address(passage.url) or ""]
    parts: list[RenderableType] = [
        Text(f"“{shown(passage.quote)}”"),
        Text(" · ".join(filter(None, where)), style="dim"),
    ]
    # Comparisons that could not be made are in the page and the JSON; where one decided, the sentence above says it.
    fired = [check for check in item.checks if check.outcome != "not_comparable"]
    parts += [Text(f"{OUTCOMES[check.outcome]} {shown(check.explanation)}") for check in fired]
    return Group(*parts)


def _entry(name: str, content: RenderableType) -> Table:
    entry = Table.grid(padding=(0, 1, 0, 0), expand=True)
    entry.add_column(width=10)
    entry.add_column(ratio=1)
    entry.add_row(Text(name, style="dim"), content)
    return entry
