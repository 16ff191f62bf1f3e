"""The head of a plain text: a title line, then lines such as ``Published: 2025-03-20``.

    Trade with other partners in 2024

    Published: 2025-03-20
    Author: Office of Trade Statistics

    U.S. total goods trade with Mexico ...

The lines stay in the text, so that offsets are those of the file; whoever cuts a text into claims or passages knows
such lines as boilerplate, and the title as the document's.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from factdesk.documents.encoding import one_line

#: What the lines of a head, the columns of a table and the keys of a JSON object are called, in lower case.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "article_body", "full_text", "passage"),
    "title": ("title", "headline", "heading"),
    "url": ("url", "link", "source_url", "article_url", "permalink", "web_url", "href"),
    "published": (
        "published",
        "published_at",
        "published_on",
        "published_date",
        "publication_date",
        "date_published",
        "datepublished",
        "publish_date",
        "pub_date",
        "pubdate",
        "date",
    ),
    "author": ("author", "authors", "byline", "by", "writer"),
    "site": ("site", "site_name", "sitename", "publisher", "publication", "source", "outlet"),
    "language": ("language", "lang"),
}
_FIELDS = {name: key for key, names in NAMES.items() for name in names}

_LINE = re.compile(r"(?P<name>[A-Za-z][A-Za-z _-]{1,24}):[ \t]+(?P<value>\S.*)")
#: The head is looked for in this many lines.
_LONGEST_HEAD = 12
_LONGEST_TITLE = 200
_FORMS = ("%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y.%m.%d", "%A, %B %d, %Y")
_TITLE_ENDS = (".", "!", ",", ";", ":", "…", ".”", '."')


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a text says, by field: title, url, published, author, site, language."""

    values: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title, or an empty string."""
        return self.values.get("title", "")

    @property
    def published(self) -> date | None:
        """The day it was published, where one is given in a form that has one reading."""
        return parse_day(self.values.get("published"))


def field_of(name: str) -> str | None:
    """Return the field that a line, a column or a key of this name holds, or None."""
    return _FIELDS.get(re.sub(r"[\s-]+", "_", name.strip().lower()))


def find_header(text: str) -> Header:
    """Return what the first lines of a text say about it; empty when they are its body."""
    lines = [line.strip() for line in text.lstrip().split("\n", _LONGEST_HEAD)[:_LONGEST_HEAD]]
    values: dict[str, str] = {}
    for position, line in enumerate(lines):
        named = _LINE.fullmatch(line)
        name = field_of(named["name"]) if named else None
        if named and name and name != "text":
            values.setdefault(name, named["value"].strip())
        elif line and (position > 0 or not _reads_as_title(line, lines[1:2])):
            break
    if "title" not in values and lines and _reads_as_title(lines[0], lines[1:2]):
        values["title"] = lines[0]
    return Header(values)


def parse_day(value: object) -> date | None:
    """Return the day that a value names, or None where it names none or could be two (03/04/2025)."""
    text = one_line(str(value)) if value is not None else ""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _reads_as_title(line: str, after: list[str]) -> bool:
    """Tell whether a first line is a title: short, not ended like a sentence, and set off from what follows."""
    if not line or len(line) > _LONGEST_TITLE or line.endswith(_TITLE_ENDS) or _names_field(line):
        return False
    return bool(after) and (not after[0] or _names_field(after[0]))


def _names_field(line: str) -> bool:
    named = _LINE.fullmatch(line)
    return bool(named and field_of(named["name"]))
