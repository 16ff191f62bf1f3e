"""CSV and JSONL: a row a document.

Columns are known by their usual names (``header.NAMES``). Where none is for the text, the row itself is the text:
"Country: Mexico; 2024: $839.9 billion". Where one is and a row leaves it empty, the row is reported and not read: its
title and its address are no evidence. What has no field of its own is kept in ``Document.metadata``.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping

from factdesk.documents.encoding import decode, one_line, tidy
from factdesk.documents.header import field_of, parse_day
from factdesk.documents.raw import Raw
from factdesk.documents.rows import row_line
from factdesk.errors import InputError
from factdesk.records import Document

_DELIMITERS = ",;\t|"


def read_csv(raw: Raw) -> Iterator[Document | InputError]:
    """Yield a document for each row, or the error of a row without text. The first row names the columns."""
    text = decode(raw)
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter, restkey="", restval="")
    try:
        for number, row in enumerate(rows, start=1):
            values = {name: " ".join(cell) if isinstance(cell, list) else cell for name, cell in row.items()}
            if any(cell.strip() for cell in values.values()):
                yield _document(values, raw, number)
    except csv.Error as error:
        yield InputError(f"{raw.name}, line {rows.line_num}: found no CSV that can be read ({error}); quote long cells")


def read_jsonl(raw: Raw) -> Iterator[Document | InputError]:
    """Yield a document for each line that is a JSON object, or the error of one that is not."""
    for number, line in enumerate(decode(raw).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield InputError(f"{raw.name}, line {number}: found no JSON ({error}); give one object a line")
            continue
        if not isinstance(row, dict):
            yield InputError(f"{raw.name}, line {number}: found {type(row).__name__}; wanted a JSON object a line")
            continue
        yield _document({name: _plain(value) for name, value in row.items()}, raw, number)


def _plain(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _document(row: Mapping[str, str], raw: Raw, number: int) -> Document | InputError:
    named: dict[str, str] = {}
    others: dict[str, str] = {}
    filled = {column: value for column, value in row.items() if value.strip()}
    for column, value in filled.items():
        known = field_of(column)
        if known and known not in named:
            named[known] = value
        else:
            others[tidy(column)] = tidy(value)
    text = tidy(named.get("text", ""))
    if not any(field_of(column) == "text" for column in row):
        text = row_line(list(filled), list(filled.values()))
    if not any(character.isalnum() for character in text):
        return InputError(f"{raw.name}, row {number}: found no text; fill it in or take the row out")
    return Document(
        text=text,
        title=one_line(named.get("title")) or f"{raw.stem}, row {number}",
        url=one_line(named.get("url")) or None,
        published=parse_day(named.get("published")),
        author=one_line(named.get("author")) or None,
        site=one_line(named.get("site")) or None,
        language=one_line(named.get("language")) or None,
        retrieved=raw.retrieved,
        metadata=others,
    )
