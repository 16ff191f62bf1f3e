"""A page that is one file: its style within it, no script, nothing loaded, all text escaped by Jinja.

Its policy allows its own style alone, by the hash of it.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class SelfContained:
    """The template of such a page and its style: ``templates/NAME.html`` and ``templates/NAME.css``."""

    template: Template
    style: str

    @classmethod
    def named(
        cls, name: str, *, filters: Mapping[str, Callable[..., Any]], known: Mapping[str, object] | None = None
    ) -> "SelfContained":
        """Read a template; ``known`` is what it sees beside what it is rendered with."""
        folder = files("factdesk.reports") / "templates"
        page, style = ((folder / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("html", "css"))
        environment = Environment(
            loader=DictLoader({name: page}),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update(filters)
        environment.globals.update(known or {})
        return cls(environment.get_template(name), style)

    def render(self, **values: object) -> str:
        """Return the page; the template has its ``style`` and ``style_hash`` beside the values."""
        digest = hashlib.sha256(self.style.encode()).digest()
        style = Markup(self.style)  # noqa: S704 - our own file
        return self.template.render(**values, style=style, style_hash=base64.b64encode(digest).decode())
