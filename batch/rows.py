"""One row to score: a claim, what to judge it by, and the columns that pass through.

A row that cannot be used becomes a row with an ``error``: one bad row never stops a run.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from factdesk.errors import InputError
from factdesk.records import Claim, Document

#: Characters. A claim is one statement; a longer text is an article, or a column that was taken for another.
LONGEST_CLAIM = 5_000
#: Characters of an article.
LONGEST_ARTICLE = 1_000_000
#: Characters of one row's evidence. The verifier reads 64 windows of a text at most, which is less than this.
LONGEST_EVIDENCE = 200_000

#: Bits of an integer; a larger one stays as text, because Python refuses to write it as a number.
_LARGEST = 10_000

#: Values nested deeper are refused: who reads the output may go no deeper either.
DEEPEST = 100

#: Rows taken at a time from tables in memory and from Parquet.
ROWS_AT_ONCE = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """Which columns hold what; every other column passes through to the output."""

    claim: str = "claim"
    evidence: str = "evidence"
    #: the column with a whole article, whose claims are found and scored; there is no claim column then
    article: str | None = None

    def __post_init__(self) -> None:
        if self.text == self.evidence:
            raise InputError(f"found {self.text!r} for what is judged and for its evidence; wanted a column for each")

    @property
    def text(self) -> str:
        """The column with what is to be judged: a claim, or an article of them."""
        return self.article or self.claim


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One claim to judge, or an article of them. A row with an ``error`` is not judged, whatever else it has."""

    claim: Claim | None = None
    #: what its claims are yet to be found in
    article: Document | None = None
    #: the texts to judge it by; empty where a store is to be searched
    evidence: tuple[str, ...] = ()
    #: the columns that are neither, as plain JSON values
    extra: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None
    #: where it stands: the file's name, empty for rows from Python; the row counted from 1, 0 where the file is the row
    source: str = ""
    number: int = 0
    #: the line of the file where it begins, counted from 1; None where that is not known
    line: int | None = None
    #: the file's own text, where the file is an article: what its claims' lines are found in
    lines: str = field(default="", repr=False)

    @property
    def place(self) -> str:
        """Where the row stands, for a person: "pairs.jsonl, row 12", or for a claim of a document "page.md, line 3"."""
        if self.number:
            return f"{self.source}, row {self.number:,}".removeprefix(", ")
        return self.source if self.line is None else f"{self.source}, line {self.line:,}"


def as_row(record: Mapping[Any, Any], columns: Columns) -> Row:
    """Turn one mapping of column to value into a row; evidence is a text, a list of texts, or nothing."""
    try:
        values = {readable(str(name)): plain(value) for name, value in record.items()}
    except RecursionError:
        return Row(error=f"found values nested over {DEEPEST} deep; take them out of the row")
    text, evidence = values.pop(columns.text, None), values.pop(columns.evidence, None)
    if not isinstance(text, str):
        found = "no such column" if columns.text not in record else "nothing" if text is None else _short(text)
        return Row(extra=values, error=f"column {columns.text!r}: found {found}; wanted text")
    longest = LONGEST_ARTICLE if columns.article else LONGEST_CLAIM
    if len(text) > longest:
        return Row(extra=values, error=f"column {columns.text!r}: found {len(text):,} characters; at most {longest:,}")
    if columns.article:
        row = partial(Row, article=Document(text=text), extra=values)
    else:
        row = partial(Row, claim=Claim.from_text(text), extra=values)
    texts = [evidence] if isinstance(evidence, str) else evidence or []
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        problem = f"column {columns.evidence!r}: found {_short(evidence)}; wanted a text or a list of texts"
        return row(error=problem)
    if (length := sum(map(len, texts))) > LONGEST_EVIDENCE:
        advice = f"wanted {LONGEST_EVIDENCE:,} at most: index long documents, and search them with --store"
        return row(error=f"found evidence of {length:,} characters; {advice}")
    return row(evidence=tuple(text for text in texts if text.strip()))


def rows_of(table: Any, columns: Columns) -> Iterator[Row]:
    """Yield the rows of a pandas frame, anything that speaks Arrow (pyarrow, polars), or an iterable of mappings.

    ``datasets.Dataset``, streaming or not, is such an iterable. Raises InputError for anything else.
    """
    return (replace(row_of(record, columns), number=number) for number, record in enumerate(_records(table), 1))


def row_of(record: Any, columns: Columns) -> Row:
    """Turn what was read into a row: a mapping, or a Row with an error in its place."""
    if isinstance(record, Row):
        return record
    if isinstance(record, Mapping):
        return as_row(record, columns)
    return Row(error=f"found {type(record).__name__}; wanted a mapping of column to value")


class RowSource(Protocol):
    """A file that rows come from."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        ...

    @property
    def name(self) -> str:
        """What the user knows it by."""
        ...

    def rows(self, columns: Columns) -> Iterator[Row]:
        """Yield the rows in the file's order; what is no row is a row with an error that names its place."""
        ...

    def count(self) -> int:
        """Return about how many rows there are."""
        ...


def _records(table: Any) -> Iterable[Any]:
    if hasattr(table, "iloc"):
        # Slice by slice through Python values: a column of mixed types, which Arrow would refuse, is only bad rows.
        starts = range(0, len(table), ROWS_AT_ONCE)
        return (record for start in starts for record in table.iloc[start : start + ROWS_AT_ONCE].to_dict("records"))
    if hasattr(table, "__arrow_c_stream__"):
        import pyarrow

        batches = pyarrow.RecordBatchReader.from_stream(table)
        return (record for batch in batches for record in records_of_batch(batch))
    if isinstance(table, Iterable) and not isinstance(table, str | bytes | Mapping):
        return table
    raise InputError(
        f"found {type(table).__name__}; wanted rows: a Dataset, a data frame, an Arrow table or an iterable of mappings"
    )


def records_of_batch(batch: Any) -> Iterator[Mapping[str, Any] | Row]:
    """Yield the rows of an Arrow record batch as mappings, a few at a time so that large cells stay few in memory."""
    for start in range(0, batch.num_rows, ROWS_AT_ONCE):
        part = batch.slice(start, ROWS_AT_ONCE)
        try:
            yield from part.to_pylist()
        except (ValueError, OverflowError):  # a day that Python's calendar does not have, say: find whose it is
            yield from map(_record_alone, (part.slice(index, 1) for index in range(part.num_rows)))


def _record_alone(batch: Any) -> Mapping[str, Any] | Row:
    try:
        record: Mapping[str, Any] = batch.to_pylist()[0]
    except (ValueError, OverflowError) as error:
        return Row(error=f"found a value that cannot be read ({error})")
    return record


def plain(value: Any, deeper: int = DEEPEST) -> Any:
    """Return a value as JSON has it: None for what is missing or not finite, days in ISO 8601, text for the unknown.

    Raises RecursionError where it is nested deeper.
    """
    match value:
        case str():
            return readable(value)
        case None | bool():
            return value
        case int():
            return int(value) if value.bit_length() <= _LARGEST else hex(value)
        case float():
            return float(value) if math.isfinite(value) else None
        case bytes():
            return value.decode("utf-8", "replace")
        case Mapping() | list() | tuple() | set() | frozenset() if not deeper:
            raise RecursionError(f"found values nested over {DEEPEST} deep")
        case Mapping():
            return {readable(str(name)): plain(item, deeper - 1) for name, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item, deeper - 1) for item in value]
        case _ if type(value).__name__ in {"NAType", "NaTType"}:  # what pandas calls missing
            return None
        case date() | time():
            return value.isoformat()
        case _ if hasattr(value, "tolist"):  # arrays and scalars of numpy
            return plain(value.tolist(), deeper)
    return readable(str(value))


def readable(text: str) -> str:
    """Return the text with ``?`` for each lone surrogate, which no file in UTF-8 can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
