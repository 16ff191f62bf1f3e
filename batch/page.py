"""What a run came to as one self-contained page: no script, nothing loaded, all text escaped by Jinja."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from factdesk.batch.summary import BARS, Summary

#: The histogram's size: units of its SVG.
_WIDTH, _HEIGHT = 640, 160


def to_html(summary: Summary, *, source: str = "") -> str:
    """Return the summary of a run as an HTML page; ``source`` names its input."""
    template, style = _template()
    return template.render(
        summary=summary,
        source=source,
        bars=_bars(summary.confidence),
        size=(_WIDTH, _HEIGHT),
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


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


@cache
def _template() -> tuple[Template, str]:
    folder = files("factdesk.batch") / "templates"
    sources = {name: (folder / name).read_text(encoding="utf-8") for name in ("summary.html", "summary.css")}
    environment = Environment(
        loader=DictLoader(sources), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["share"] = lambda value: "–" if value is None else f"{value:.3f}"
    return environment.get_template("summary.html"), sources["summary.css"]
