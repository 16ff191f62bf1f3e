"""A table's row as a line that reads alone: "Country: Mexico; 2024: $839.9 billion"."""

import re
from collections.abc import Iterator, Sequence

from factdesk.documents.encoding import one_line

_NUMBER = r"[-+–(]?\d[\d,.]*\)?"
_BARE = re.compile(_NUMBER)
_VALUE = re.compile(rf"[£$€]?{_NUMBER}%?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
#: the unit that a caption or a corner cell ends on: "Key figures, USD million", "Turnover (€m)", "in EUR billion"
_UNIT = re.compile(
    r"(?:^|[,(:;–—-] ?|\bin )(?P<unit>(?:[A-Z]{3}|US\$|[$£€¥]) ?(?:thousands?|millions?|billions?|mn?|bn|k))\)?[.:]?$"
)
#: names of rows that are in no such unit: counts, shares, and what brings a unit of its own
_OWN_UNIT = re.compile(
    r"[(%#]|\b(?:number|per|ratio|margin|rate|employees|staff|headcount|people|days|hours|years?|vessels|ships|"
    r"aircraft|customers|stores|outlets|shops|branches|shares outstanding|tonnes|barrels|units)\b",
    re.IGNORECASE,
)
#: names of columns of a tidy table that hold the unit of the row's value, and that value
_UNIT_COLUMNS = frozenset(
    ("unit", "units", "unit of measure", "unit of measurement", "unit measure", "measurement unit", "uom")
)
_VALUE_COLUMNS = frozenset(("value", "values", "obs value", "observation", "amount", "figure"))
_LONGEST_UNIT = 40


def row_line(columns: Sequence[str], values: Sequence[str]) -> str:
    """Return each value under its column's name, with its unit where another column has that; empty ones are left out.

    "Goods: Steel; Value (USD million): 31; Unit: USD million".
    """
    names = [one_line(name) for name in columns] + [""] * len(values)
    pairs = _with_unit([(name, one_line(value)) for name, value in zip(names, values, strict=False)])
    return "; ".join(f"{name}: {value}" if name else value for name, value in pairs if value)


def _with_unit(pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Put the unit that a tidy row names behind the name of the row's value, if one value alone can be meant."""
    plain = [re.sub(r"[\W_]+", " ", name).strip().lower() for name, _ in pairs]
    unit = next((value for name, (_, value) in zip(plain, pairs, strict=True) if name in _UNIT_COLUMNS), "")
    if not unit or len(unit) > _LONGEST_UNIT or any(character.isdigit() or character in "();:" for character in unit):
        return pairs
    bare = [index for index, (name, value) in enumerate(pairs) if name and "(" not in name and _is_number(value)]
    meant = [index for index in bare if plain[index] in _VALUE_COLUMNS] or bare
    if len(meant) != 1:
        return pairs
    return [(f"{name} ({unit})" if index == meant[0] else name, value) for index, (name, value) in enumerate(pairs)]


def _is_number(value: str) -> bool:
    """Is it a number without a unit of its own, and no year?"""
    return _BARE.fullmatch(value) is not None and _YEAR.fullmatch(value) is None


def table_lines(rows: Sequence[Sequence[str]], caption: str = "") -> Iterator[str]:
    """Yield a line for each row of a table.

    The first row names the columns, unless the table is a list of facts that has no such row ("For | 9"); a table of
    one row is that row. Numbers are under the unit that the ``caption`` or the corner gives for all of them.
    """
    if len(rows) == 1:
        yield row_line((), rows[0])
    elif _are_facts(rows):
        yield from filter(None, (row_line(row[:1], row[1:]) for row in rows))
    else:
        columns = rows[0]
        found = _UNIT.search(one_line(caption)) or _UNIT.search(one_line(columns[0]) if columns else "")
        for row in filter(None, rows[1:]):  # Word has rows without a cell
            names = _in_unit(columns, row, found["unit"]) if found else columns
            yield from filter(None, [row_line(names, row)])


def _are_facts(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row of a table of two columns is a fact like the others: "For | 9"."""
    values = [one_line(row[1]) for row in rows if len(row) == 2]
    return len(values) == len(rows) and _VALUE.fullmatch(values[0]) is not None and not _YEAR.fullmatch(values[0])


def _in_unit(columns: Sequence[str], row: Sequence[str], unit: str) -> Sequence[str]:
    """Return the columns' names, with the unit behind that of each number that has none of its own."""
    if _OWN_UNIT.search(row[0]):
        return columns
    names = zip(columns, map(_is_number, map(one_line, row)), strict=False)
    return [f"{name} ({unit})" if number and name and "(" not in name else name for name, number in names]
