"""What every record can do, and what its fields are held to."""

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pydantic import TypeAdapter


_adapters: "dict[type[Record], TypeAdapter[Any]]" = {}


def adapter(record: "type[Record]") -> "TypeAdapter[Any]":
    """Return what reads and writes this kind of record, made once."""
    if record not in _adapters:
        from pydantic import TypeAdapter  # only those who read or write JSON pay for it

        _adapters[record] = TypeAdapter(record)
    return _adapters[record]


class Record:
    """What every record can do: turn into JSON and back without loss, and be copied with changes."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain JSON values (dates as ISO 8601 strings, tuples as lists)."""
        plain: dict[str, Any] = adapter(type(self)).dump_python(self, mode="json")
        return plain

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the record as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent, allow_nan=False)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Rebuild a record from what ``to_dict`` returned. Raises ValueError naming the field that does not fit."""
        return cls.from_json(json.dumps(data))

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Rebuild a record from what ``to_json`` returned. Raises ValueError naming the field that does not fit."""
        record: Self = adapter(cls).validate_json(text)
        return record

    def evolve(self, **changes: Any) -> Self:
        """Return a copy with these fields changed. Ids are kept: pass ``id=""`` to have one made anew."""
        return replace(self, **changes)  # type: ignore[type-var]  # every subclass is a dataclass; this base is none


def fill(record: object, name: str, value: object) -> None:
    """Set a field that was left empty on a frozen record that is still being made."""
    object.__setattr__(record, name, value)


def require_share(owner: str, **values: float) -> None:
    """Raise ValueError, naming the field, for a value that is no number from 0 to 1."""
    for name, value in values.items():
        if not (math.isfinite(value) and 0.0 <= value <= 1.0):
            raise ValueError(f"{owner}.{name} is {value!r}; wanted a number from 0 to 1")


def require_span(owner: str, quote: str, start: int, end: int) -> None:
    """Raise ValueError for a span that is not as long as its quote."""
    if not (0 <= start <= end and end - start == len(quote)):
        raise ValueError(f"{owner} spans {start}:{end} but its quote has {len(quote)} characters; wanted end - start")
