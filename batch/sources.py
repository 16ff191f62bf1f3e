"""Files of rows: JSONL, CSV, Parquet, a folder or a glob of these, or standard input; read one row at a time.

What is no UTF-8 is read as Windows-1252, character by character, and a file with the mark of UTF-16 or UTF-32 as that.
"""

import codecs
import csv
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from factdesk.batch.rows import ROWS_AT_ONCE, Columns, Row, records_of_batch, row_of
from factdesk.errors import InputError

SUFFIXES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")

#: Characters. A longer line or CSV cell is no row: a file without line ends would fill the memory.
LONGEST_LINE = 20_000_000

#: Columns that are named to a person, and characters of each.
_NAMES, _NAME = 20, 60

_DELIMITERS = ",;\t|"

#: What a file begins with, and what it is then: the mark of UTF-32 begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

#: A mapping of column to value, an error in its place, or None for a line without a row.
Record = Mapping[str, Any] | Row | None

#: A record and the line where it begins, None where there are no lines.
Placed = tuple[int | None, Record]


@dataclass(frozen=True, slots=True)
class Source:
    """One file of rows, by the name that the user knows it by."""

    path: Path
    name: str
    #: one of ``SUFFIXES``: how the file is read
    suffix: str

    def rows(self, columns: Columns) -> Iterator[Row]:
        """Yield the rows in the file's order; what is no row is a row with an error that names its place."""
        try:
            for number, (line, record) in enumerate(self._records(), 1):
                if record is not None:
                    yield replace(row_of(record, columns), source=self.name, number=number, line=line)
        except OSError as error:
            raise InputError(f"{self.name}: cannot be read ({error.strerror or error})") from error

    def header(self) -> list[str] | None:
        """Return the names of the columns, None where each row has its own. Raises InputError."""
        try:
            if self.suffix == ".parquet":
                with _parquet(self) as table:
                    return _distinct(self, table.schema_arrow.names)
            if self.suffix in {".csv", ".tsv"}:
                with _opened(self.path) as stream:
                    return _distinct(self, next(_cells(stream), []))
            return None
        except OSError as error:
            raise InputError(f"{self.name}: cannot be read ({error.strerror or error})") from error
        except csv.Error as error:
            raise InputError(f"{self.name}: found no header ({error}); wanted a row of names") from error

    def count(self) -> int:
        """Return how many rows there are: exact for Parquet, for text the lines, which are about as many."""
        if self.suffix == ".parquet":
            with _parquet(self) as table:
                return int(table.metadata.num_rows)
        with self.path.open("rb") as stream:
            lines = sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
        return max(lines - 1, 0) if self.suffix in {".csv", ".tsv"} else lines

    def _records(self) -> Iterator[Placed]:
        if self.suffix == ".parquet":
            return _read_parquet(self)
        return _read_csv(self) if self.suffix in {".csv", ".tsv"} else _read_jsonl(self)


def find(source: str) -> list[Source]:
    """Return the files of rows that a file, folder or glob names, in the order of their paths. Raises InputError."""
    wanted = f"wanted a file, folder or glob of {', '.join(SUFFIXES)}"
    found = files_of(source, lambda path: path.suffix.lower() in SUFFIXES, wanted=wanted)
    return [Source(file, str(file), file.suffix.lower()) for file in found]


def files_of(source: str, fits: Callable[[Path], bool], *, wanted: str) -> list[Path]:
    """Return the files that a file, folder or glob names and that fit, in the order of their paths.

    Raises InputError where there is none; ``wanted`` says what would have fitted.
    """
    try:
        path = Path(source)
        if path.is_file():
            if not fits(path):
                raise InputError(f"{source}: found {path.suffix or 'no suffix'!s}; {wanted}")
            return [path]
        named = path.rglob("*") if path.is_dir() else Path(path.anchor).glob(str(path.relative_to(path.anchor)))
        found = sorted(file for file in named if fits(file) and file.is_file())
    except (OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"{source}: cannot be looked for ({error}); {wanted}") from error
    if not found:
        raise InputError(f"{source}: found nothing to score; {wanted}")
    return found


@contextmanager
def from_standard_input() -> Iterator[Source]:
    """Put standard input into a temporary file, which can be counted and read twice; told by how it begins."""
    with tempfile.NamedTemporaryFile(prefix="factdesk-") as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
        copy.flush()
        copy.seek(0)
        start = copy.read(1024)
        if start.startswith(b"PAR1"):
            suffix = ".parquet"
        else:
            text = start.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
            suffix = ".jsonl" if text.startswith(b"{") else ".csv"
        yield Source(Path(copy.name), "standard input", suffix)


def require_columns(sources: list[Source], columns: Columns, *, store: bool, gold: str | None = None) -> None:
    """Raise InputError where a file with a header lacks the claim, or the evidence when there is no store to search.

    Or where it lacks the gold labels, when a column of them is named.
    """
    for source in sources:
        names = source.header()
        if not names:
            continue
        found = f"{source.name}: found the columns {_named(names)}"
        if columns.text not in names:
            option = "--article-column" if columns.article else "--claim-column"
            raise InputError(f"{found}; wanted {columns.text!r}: name the right one by {option}")
        if gold is not None and gold not in names:
            raise InputError(f"{found}; wanted {gold!r}: name the one with the gold labels by --gold")
        if columns.evidence not in names and not store:
            raise InputError(
                f"{found}; wanted {columns.evidence!r}: name the one with the evidence by --evidence-column, "
                "or give a --store to search"
            )


def _named(names: list[str]) -> str:
    """Return the first of the names for a person, without what would steer a terminal."""
    shown = ", ".join("".join(filter(str.isprintable, name))[:_NAME] for name in names[:_NAMES])
    return f"{shown} and {len(names) - _NAMES:,} more" if len(names) > _NAMES else shown


def _distinct(source: Source, names: list[str]) -> list[str]:
    """Return the names of the columns. Raises InputError where two have one: a row has room for one of them."""
    (name, count), *_ = Counter(names).most_common(1) or [("", 0)]
    if count > 1:
        raise InputError(f"{source.name}: found two columns named {name!r}; wanted a name for each")
    return names


def _read_jsonl(source: Source) -> Iterator[Placed]:
    with _opened(source.path) as stream:
        for number, line in enumerate(_lines(stream), 1):
            yield number, _json_record(line)


def _json_record(line: str | None) -> Record:
    if line is None:
        return Row(error=f"found a line of over {LONGEST_LINE:,} characters; wanted one object a line")
    if not line.strip():
        return None
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Row(error=f"found no JSON ({error!s:.120}); wanted one object a line")
    return record if isinstance(record, dict) else Row(error=f"found {type(record).__name__}; wanted a JSON object")


def _read_csv(source: Source) -> Iterator[Placed]:
    with _opened(source.path) as stream:
        cells = _cells(stream)
        header = _distinct(source, next(cells, []))
        while True:
            line = cells.line_num + 1
            try:
                row = next(cells)
            except StopIteration:
                return
            except csv.Error as error:
                yield (
                    line,
                    Row(error=f"found no CSV up to line {cells.line_num:,} ({error}); put quotes around such cells"),
                )
                continue
            if not row:
                yield line, None
            elif len(row) != len(header):
                yield (
                    line,
                    Row(error=f"found {len(row)} cells up to line {cells.line_num:,}; the header has {len(header)}"),
                )
            else:
                yield line, dict(zip(header, row, strict=True))


def _cells(stream: TextIO) -> Any:
    """Return csv's reader of a stream: strict, so that a stray quote is told rather than guessed at."""
    csv.field_size_limit(LONGEST_LINE)
    first = stream.readline(LONGEST_LINE)
    stream.seek(0)
    # For a line that was too long to hold stands a cell that is too long for csv, which says so and goes on.
    lines = ("\0" * (LONGEST_LINE + 1) if line is None else line for line in _lines(stream))
    return csv.reader(lines, delimiter=max(_DELIMITERS, key=first.count), strict=True)


def _lines(stream: TextIO) -> Iterator[str | None]:
    """Yield the lines, None for one that is too long to hold."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) < LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(("\n", "\r")):
            line = stream.readline(LONGEST_LINE)
        yield None


def _opened(path: Path) -> TextIO:
    with path.open("rb") as stream:
        start = stream.read(4)
    encoding = next((name for mark, name in _MARKS.items() if start.startswith(mark)), "utf-8-sig")
    return path.open(encoding=encoding, errors="factdesk.western", newline="")


def _western(error: UnicodeError) -> tuple[str, int]:
    """Read as Windows-1252 the bytes that are not what the rest of the file is."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("factdesk.western", _western)


def _read_parquet(source: Source) -> Iterator[Placed]:
    with _parquet(source) as table:
        _distinct(source, table.schema_arrow.names)
        yield from ((None, record) for batch in _batches(source, table) for record in records_of_batch(batch))


def _batches(source: Source, table: Any) -> Iterator[Any]:
    import pyarrow

    try:
        yield from table.iter_batches(batch_size=ROWS_AT_ONCE)
    except (OSError, pyarrow.ArrowException) as error:
        raise InputError(f"{source.name}: found damaged Parquet ({_first_line(error)}); make it again") from error


@contextmanager
def _parquet(source: Source) -> Iterator[Any]:
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.ParquetFile(source.path)
    except (OSError, pyarrow.ArrowException) as error:
        raise InputError(f"{source.name}: found no whole Parquet file ({_first_line(error)}); make it again") from error
    with table:
        yield table


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
