"""What a run of ``factdesk score`` came to, as one self-contained page."""

from functools import cache
from typing import Any

from factdesk.batch.summary import BARS, Summary
from factdesk.reports.selfcontained import SelfContained

#: The histogram's size: units of its SVG.
_WIDTH, _HEIGHT = 640, 160


def to_html(summary: Summary, *, source: str = "") -> str:
    """Return the summary of a run as an HTML page; ``source`` names its input."""
    return _page().render(summary=summary, source=source, bars=_bars(summary.confidence), size=(_WIDTH, _HEIGHT))


def _bars(counts: tuple[int, ...]) -> list[dict[str, Any]]:
    """Return the histogram's bars: where each stands, how high, and what it says."""
    most = max(counts, default=0) or 1
    width = _WIDTH / BARS
    return [
        {
            "x": round(number * width + 2, 1),
            "width": round(width - 4, 1),
            "height": round(_HEIGHT * count / most, 1),
            "count": count,
            "from": f"{number / BARS:.1f}",
            "to": f"{(number + 1) / BARS:.1f}",
        }
        for number, count in enumerate(counts)
    ]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


@cache
def _page() -> SelfContained:
    return SelfContained.named("summary", filters={"share": _share})
