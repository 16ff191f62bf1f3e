"""Results to a file, JSONL or Parquet by its suffix: in the order of the input, whole or not at all, byte-stable.

The columns that factdesk writes come first; ``quote``, ``start`` and ``end`` say where in an article the claim stands.
The input's other columns follow under their own names; one that has the name of an output column, such as a gold
``label``, is called ``input_label``. In Parquet a column of the input is a boolean, integer, number or text where all
its values are; any other is text, with what is no text as JSON.
"""

import json
import os
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json, to_json

from factdesk.batch.scoring import Scored
from factdesk.errors import InputError
from factdesk.records import Check, Evidence, Said

if TYPE_CHECKING:
    import pyarrow

#: The columns of every result, in their order, with their types.
COLUMNS: dict[str, Any] = {
    "key": str,
    "claim": str,
    "label": str,
    "reason": str,
    "confidence": float,
    "supports": float,
    "refutes": float,
    "nei": float,
    "explanation": str,
    "evidence": tuple[Evidence, ...],
    "checks": tuple[Check, ...],
    "said": Said,
    "error": str,
    "quote": str,
    "start": int,
    "end": int,
    "verifier": str,
    "rules": str,
}

SUFFIXES = (".parquet", ".jsonl", ".ndjson")

_PREFIX = "input_"
#: Rows, and bytes of JSON, that become one row group of Parquet.
_ROWS_AT_ONCE = 1024
_BYTES_AT_ONCE = 32 * 2**20
_INT64 = 2**63


def to_columns(scored: Scored, versions: Mapping[str, str]) -> dict[str, Any]:
    """Return one result as it is written: every output column, then what passed through."""
    claim = scored.row.claim
    words = {"claim": claim.text, "quote": claim.quote, "start": claim.start, "end": claim.end} if claim else {}
    known = dict.fromkeys(COLUMNS) | {**scored.columns, **versions, **words}
    return {name: known[name] for name in COLUMNS} | {_apart(name): value for name, value in scored.row.extra.items()}


def _apart(name: str) -> str:
    """Return the name of a column of the input in the output. No two names become one."""
    bare = name
    while bare.startswith(_PREFIX):
        bare = bare.removeprefix(_PREFIX)
    return _PREFIX + name if bare in COLUMNS else name


def require_writable(output: Path) -> None:
    """Raise InputError where the output's name says no format, or its folder is not there."""
    if output.suffix.lower() not in SUFFIXES:
        raise InputError(f"{output}: found {output.suffix or 'no suffix'}; wanted one of {', '.join(SUFFIXES)}")
    if not output.parent.is_dir():
        raise InputError(f"{output}: found no folder {output.parent}; make it, or give -o another file")
    if output.is_dir():
        raise InputError(f"{output}: found a folder; give -o a file")
    if not os.access(output.parent, os.W_OK):
        raise InputError(f"{output}: found the folder {output.parent}, which cannot be written; give -o another")


def write(rows: Iterable[Mapping[str, Any]], output: Path) -> None:
    """Write rows to a file that appears when all are there. Raises InputError where there is no room for it."""
    try:
        with appearing(output) as part:
            if output.suffix.lower() == ".parquet":
                with _passing(part.with_suffix(".lines")) as lines:
                    through = _write_lines(rows, lines)
                    _write_parquet(lines, part, through)
            else:
                _write_lines(rows, part)
    except OSError as error:
        raise InputError(
            f"{output}: cannot be written ({error.strerror or error}); the rows finished so far are kept, "
            "so make room and run the same command again"
        ) from error


@contextmanager
def appearing(output: Path) -> Iterator[Path]:
    """Give a place beside the output to write to, and put it in the output's place when that went well."""
    with _passing(output.with_name(f".{output.name}.part")) as part:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(output)


@contextmanager
def _passing(path: Path) -> Iterator[Path]:
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


@dataclass(slots=True)
class _Through:
    """What is seen of one column that passes through: the types of its values."""

    kinds: set[type] = field(default_factory=set)

    def see(self, value: Any) -> None:
        if value is not None:
            fits = not isinstance(value, int) or -_INT64 <= value < _INT64
            self.kinds.add(type(value) if fits else object)

    @property
    def type(self) -> Any:
        for kind in (bool, int, float):
            if self.kinds == {kind}:
                return kind
        return float if self.kinds == {int, float} else str

    @property
    def mixed(self) -> bool:
        """Is it a column of text with values that are no text?"""
        return self.type is str and not self.kinds <= {str}


def _write_lines(rows: Iterable[Mapping[str, Any]], path: Path) -> dict[str, _Through]:
    """Write rows as JSON lines; return what was seen of each column that is not ours, in order of appearance."""
    through: dict[str, _Through] = {}
    with path.open("wb") as stream:
        for row in rows:
            for name, value in row.items():
                if name not in COLUMNS:
                    through.setdefault(name, _Through()).see(value)
            stream.write(to_json(row, inf_nan_mode="null") + b"\n")
    return through


def _write_parquet(lines: Path, path: Path, through: Mapping[str, _Through]) -> None:
    """Turn JSON lines into Parquet: the types of all columns are known only when every row is there."""
    import pyarrow
    import pyarrow.json
    import pyarrow.parquet

    wanted = COLUMNS | {name: column.type for name, column in through.items()}
    schema = pyarrow.schema([(name, _arrow_type(kind)) for name, kind in wanted.items()])
    told = pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    mixed = [name for name, column in through.items() if column.mixed]
    with (
        lines.open("rb") as stream,
        pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as file,
    ):
        for some in _some_at_once(_with_texts(line, mixed) for line in stream):
            # Arrow reads JSON many times faster than it takes Python's objects, and does so without Python.
            reading = pyarrow.json.ReadOptions(use_threads=False, block_size=len(some) + 1)
            file.write_table(pyarrow.json.read_json(pyarrow.BufferReader(some), reading, told))


def _some_at_once(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Join lines, as many as make a group of rows, and no more than memory is glad of."""
    group: list[bytes] = []
    size = 0
    for line in lines:
        group.append(line)
        size += len(line)
        if len(group) == _ROWS_AT_ONCE or size > _BYTES_AT_ONCE:
            yield b"".join(group)
            group, size = [], 0
    if group:
        yield b"".join(group)


def _with_texts(line: bytes, names: Sequence[str]) -> bytes:
    """Return a row as it was, with the values of these columns as text."""
    if not names:
        return line
    row = from_json(line)
    row.update((name, _text(row[name])) for name in names if row.get(name) is not None)
    return to_json(row) + b"\n"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _arrow_type(kind: Any) -> "pyarrow.DataType":
    """Return the Arrow type of a field of a record as its JSON has it."""
    import pyarrow

    simple = {bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string()}
    if kind in simple:
        return simple[kind]
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return pyarrow.struct([(item.name, _arrow_type(hints[item.name])) for item in fields(kind)])
    if kind is date or typing.get_origin(kind) is typing.Literal:
        return pyarrow.string()
    first, *_ = (part for part in typing.get_args(kind) if part is not types.NoneType)
    return pyarrow.list_(_arrow_type(first)) if typing.get_origin(kind) is tuple else _arrow_type(first)
