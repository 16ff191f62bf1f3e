"""Markdown as prose: the syntax is taken off, front matter gives title and date.

Paragraphs and headings are lines, list items begin with "- ", and a table's row is a line that reads alone.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from factdesk.documents.encoding import decode, one_line, require_text, tidy
from factdesk.documents.header import Header, field_of, split_header
from factdesk.documents.raw import Raw
from factdesk.documents.rows import table_lines
from factdesk.records import Document

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_ENTRY = re.compile(r"(?P<name>[A-Za-z][\w -]*):[ \t]*(?P<value>\S.*)")
_NOT_SHOWN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,50}\]:?[ \t]*")


def read_markdown(raw: Raw) -> Document:
    """Return the document of a Markdown file."""
    header, source = _front_matter(decode(raw))
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    text = tidy("\n".join(_blocks(tokens)).strip())
    require_text(text, raw.name)
    if not header.values:
        header, text = split_header(text)
    heading = next((_inline(tokens[i + 1]) for i, token in enumerate(tokens) if token.type == "heading_open"), "")
    return header.document(text, raw, title=one_line(heading))


def _front_matter(source: str) -> tuple[Header, str]:
    """Return what the YAML between ``---`` lines says in plain ``name: value`` lines, and the text after it."""
    found = _FRONT_MATTER.match(source)
    if not found:
        return Header(), source
    values: dict[str, str] = {}
    for line in found["lines"].split("\n"):
        entry = _ENTRY.fullmatch(line.rstrip())
        name = field_of(entry["name"]) if entry else None
        if entry and name:
            values.setdefault(name, entry["value"].strip().strip("\"'"))
    return Header(values), source[found.end() :]


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the lines of the text, with an empty line between paragraphs."""
    rows: list[list[str]] = []
    marker = ""
    for position, token in enumerate(tokens):
        match token.type:
            case "list_item_open":
                marker = f"{token.info}{token.markup} " if token.info else "- "
            case "tr_open":
                rows.append([])
            case "table_close":
                yield from table_lines(rows)
                yield ""
                rows = []
            case "inline" if tokens[position - 1].type in ("th_open", "td_open"):
                rows[-1].append(_inline(token))
            case "inline" if words := _inline(token).strip():
                yield marker + words
                marker = ""
                if not tokens[position - 1].hidden:  # the paragraphs of a tight list have no space between them
                    yield ""
            case "fence" | "code_block":
                yield token.content.rstrip()
                yield ""
            case "html_block":
                shown = _TAG.sub("", _NOT_SHOWN.sub("", token.content)).strip()
                if shown:
                    yield shown
                    yield ""
            case "bullet_list_close" | "ordered_list_close" if token.level == 0:
                yield ""


def _inline(token: Token) -> str:
    """Return an inline token's text: the words of links and emphasis, without images and HTML tags."""
    words = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            words.append(child.content)
        elif child.type == "softbreak":
            words.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and _BREAK.match(child.content)):
            words.append("\n")
    return _FOOTNOTE.sub("", "".join(words))
