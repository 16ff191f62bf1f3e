"""The head of a plain text: a title line, then lines such as ``Published: 2025-03-20``.

    Trade with other partners in 2024

    Published: 2025-03-20
    Author: Office of Trade Statistics

    U.S. total goods trade with Mexico ...

Where a line names a field, the head is cut off: it says where the text is from and is no evidence itself. A title that
stands alone stays, since whether a first line is a title is a guess.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from factdesk.documents.encoding import one_line
from factdesk.documents.raw import Raw
from factdesk.records import Document
from factdesk.records.months import DAYS, MONTH_NUMBERS, MONTHS

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
#: The head is looked for in this many paragraphs, and this many of its lines may name no field.
_LONGEST_HEAD = 6
_MOST_OTHERS = 3
_LONGEST_TITLE = 200
_LONGEST_MASTHEAD = 3
_FIGURE = re.compile(r"\d")
_MONTH = "|".join((*MONTHS, *(rf"{name[:3]}\.?" for name in MONTHS)))
_NAMED_DAYS = (
    re.compile(rf"(?:(?:{'|'.join(DAYS)}), )?(?P<month>{_MONTH}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<day>\d{{1,2}}) (?P<month>{_MONTH}) (?P<year>\d{{4}})", re.IGNORECASE),
)
_NUMBERED_DAYS = ("%Y/%m/%d", "%Y.%m.%d")
_SENTENCE_ENDS = (".", "!", ",", ";", ":", "…", ".”", '."')


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a text says, by field: title, url, published, author, site, language."""

    values: dict[str, str] = field(default_factory=dict)
    #: the lines of the head that name no field
    others: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title, or an empty string."""
        return one_line(self.values.get("title"))

    @property
    def published(self) -> date | None:
        """The day it was published, where one is given in a form that has one reading."""
        return parse_day(self.values.get("published"))

    def document(self, text: str, raw: Raw, *, title: str = "", author: str = "") -> Document:
        """Return the document of this text; ``title`` and ``author`` stand in where the head gives none."""
        return Document(
            text=text,
            title=self.title or title or raw.stem,
            url=raw.url or self.values.get("url"),
            published=self.published,
            author=self.values.get("author") or author or None,
            site=self.values.get("site"),
            language=self.values.get("language"),
            retrieved=raw.retrieved,
            metadata={"header": " ".join(self.others)} if self.others else {},
        )


def field_of(name: str) -> str | None:
    """Return the field that a line, a column or a key of this name holds, or None."""
    return _FIELDS.get(re.sub(r"[\s-]+", "_", name.strip().lower()))


def split_header(text: str) -> tuple[Header, str]:
    """Return what the head of a text says, and the text after it; the whole text where no line names a field."""
    paragraphs = text.strip("\n").split("\n\n", _LONGEST_HEAD)
    first = paragraphs[0].split("\n")
    values: dict[str, str] = {}
    if _reads_as_title(first[0], len(first) == 1 or _named(first[1]) is not None or _is_masthead(paragraphs)):
        values["title"] = first[0].strip()
        paragraphs[:1] = ["\n".join(first[1:])] if first[1:] else []
    others: list[str] = []
    named = False
    while paragraphs and (found := _fields(paragraphs[0])):
        fields, more, body = found
        named = True
        values = fields | values
        others += more
        paragraphs[:1] = [body] if body else []
        if body:
            break
    body = "\n\n".join(paragraphs).lstrip("\n")
    if not named or not body.strip():
        return Header(values), text
    return Header(values, tuple(others)), body + "\n" * text.endswith("\n")


def parse_day(value: object) -> date | None:
    """Return the day that a value names, or None where it names none or could be two (03/04/2025)."""
    text = one_line(str(value)) if value is not None else ""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    for form in _NAMED_DAYS:
        if (named := form.fullmatch(text)) is not None:
            month = MONTH_NUMBERS[named["month"].lower().rstrip(".")]
            return _day(int(named["year"]), month, int(named["day"]))
    for numbered in _NUMBERED_DAYS:
        try:
            return datetime.strptime(text, numbered).date()
        except ValueError:
            continue
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fields(paragraph: str) -> tuple[dict[str, str], list[str], str] | None:
    """Return the fields that open a paragraph, and the lines after them: as lines of the head, or as its body."""
    lines = [line.strip() for line in paragraph.split("\n")]
    values: dict[str, str] = {}
    while lines and (named := _named(lines[0])):
        values.setdefault(*named)
        del lines[0]
    if not values:
        return None
    # A line with a figure in it may be evidence: "Exports, 2024: 143.5 billion".
    if len(lines) <= _MOST_OTHERS and not any(_reads_as_sentence(line) or _FIGURE.search(line) for line in lines):
        return values, lines, ""
    return values, [], "\n".join(lines)


def _named(line: str) -> tuple[str, str] | None:
    """Return the field that a line names and its value."""
    found = _LINE.fullmatch(line.strip())
    name = field_of(found["name"]) if found else None
    return (name, found["value"].strip()) if found and name and name != "text" else None


def _is_masthead(paragraphs: list[str]) -> bool:
    """Tell whether a text opens with a few lines of which none is a sentence: a title, an office, a date."""
    lines = paragraphs[0].split("\n")
    return len(paragraphs) > 1 and len(lines) <= _LONGEST_MASTHEAD and not any(map(_reads_as_sentence, lines))


def _reads_as_title(line: str, set_off: bool) -> bool:
    """Tell whether a first line is a title: set off from what follows, and neither a sentence nor a field."""
    return set_off and bool(line.strip()) and not _reads_as_sentence(line) and _named(line) is None


def _reads_as_sentence(line: str) -> bool:
    return len(line) > _LONGEST_TITLE or line.rstrip().endswith(_SENTENCE_ENDS)
