"""A row of a table, tidy or wide: what it is about, the column of each cell, and the unit that a column's name gives.

Rows come as lines that read alone: "Country: Mexico; Year: 2024; Exports (US$ billion): 334". What stands before a
colon is the column's name; a unit or a magnitude in it is meant of the cells under it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from factdesk.verdicts.line import Line
from factdesk.verdicts.measures import CELSIUS, FAHRENHEIT, in_celsius, rate_at, unit_at
from factdesk.verdicts.numbers import MAGNITUDES, Number
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.subjects import has_tense, subject_of
from factdesk.verdicts.tokens import Token, text_of, tokenize, words
from factdesk.verdicts.units import COUNT, CURRENCIES, PERCENT, Unit

#: in a column's name a unit stands behind one of these
_BEFORE_UNIT = words("( [ , in per")
#: and the time that its numbers are given for behind one of these
_PER = words("per /")
#: a longer "value" is a sentence behind somebody's name or a heading
_LONGEST_VALUE = 8
#: and a longer one without a number is a remark
_LONGEST_KEY = 3
_SIGNS = frozenset("%$€£¥")
#: stands for the words that say so, which tell apart no subject elsewhere
TOTAL = "total"
_TOTALS = words("total totals overall all altogether")
#: columns that tell when all of a row was so
_WHEN = words("date year month quarter week day period season time fiscal financial ended ending reporting")
_IN_BRACKETS = re.compile(r"\([^()]*\)?")
_DEGREES, _WARM = {"c": CELSIUS, "f": FAHRENHEIT}, words("temperature temp high low max min")
#: columns of which each number is a change
_CHANGES = words("change growth rise increase decrease")
_SHORT = {"m": 1e6, "bn": 1e9, "k": 1e3}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its tokens: the column's name from ``first`` up to ``colon``, the value behind it up to ``after``."""

    first: int
    colon: int
    after: int


class Row:
    """A sentence as a row of a table, or as one line of a list of facts, by its tokens; prose has no cells."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._cells = _cells_of(tokens)
        #: what the row is about as a reader names it: its first cell without a number
        self.name = _name(tokens, self._cells)
        #: its short cells without a number, in a tidy table each a part of what the row is on; and the long ones
        self.keys, self.remarks = _texts(tokens, self._cells)
        self._unit = _unit_of_row(tokens, self._cells)

    def __bool__(self) -> bool:
        """Has it cells?"""
        return bool(self._cells)

    def holds(self, position: int) -> bool:
        """Does the token at a position stand in a cell?"""
        return self._at(position) is not None

    def place(self, position: int) -> str:
        """Return the row and the column of the token at a position as a receipt names them; empty outside cells."""
        cell = self._at(position)
        if cell is None:
            return ""
        column = f"column “{_column_name(self._tokens, cell)}”"
        return f"row “{self.name}”, {column}" if self.name else column

    def column(self, position: int) -> frozenset[str]:
        """Return what the column of the token at a position says its numbers are of."""
        cell = self._at(position)
        return _words_of_column(_column_name(self._tokens, cell)) if cell else frozenset()

    def cell_at(self, position: int) -> range:
        """Return the tokens of the cell at a position, its column's name among them; none outside cells."""
        cell = self._at(position)
        return range(cell.first, cell.after) if cell else range(0)

    def tells_when(self, position: int) -> bool:
        """Does the token at a position stand in a cell that tells when all of the row was so ("date", "year")?"""
        cell = self._at(position)
        return cell is not None and _plain_name(_column_name(self._tokens, cell)) <= _WHEN

    def in_units(self, quantity: Quantity, position: int) -> Quantity:
        """Return a number at a position in the unit that its column's name gives, or the whole row's."""
        cell = self._at(position)
        if cell is None:
            return quantity
        column = _column_name(self._tokens, cell)
        found = _as_change(_in_units_of_column(quantity, self._tokens, cell, self._unit), column)
        flow = found.per is None and found.unit.dimension == "volume"
        return found._replace(per=_rate_of_column(column)) if flow else found

    def _at(self, position: int) -> Cell | None:
        return next((cell for cell in self._cells if cell.colon < position < cell.after), None)


def _cells_of(tokens: Sequence[Token]) -> list[Cell]:
    """Return the cells of a row; none for prose."""
    texts = [token[0] for token in tokens]
    borders = [-1, *(index for index, text in enumerate(texts) if text == ";"), len(tokens)]
    found: list[Cell] = []
    for before, after in pairwise(borders):
        if ":" not in texts[before + 1 : after]:
            told = found and after - before > _LONGEST_VALUE
            if told and any(token.kind == "number" for token in tokens[before + 1 : after]):
                return []  # "Guard: 800 soldiers; 511 people rescued, of whom 119 ..." are notes under a heading
            continue
        colon = texts.index(":", before + 1)
        if not before + 1 < colon < after - 1 or after - colon > _LONGEST_VALUE:
            continue
        if len(borders) == 2 and has_tense(tokens[colon + 1 : after]):
            continue  # "Quarterly figures: 640 cars were sold" is a sentence behind its heading
        # "(2023: 18.2)" says of the year before what the sentence says of this one; it is no column.
        name = texts[before + 1 : colon]
        if name.count("(") <= name.count(")") and tokens[colon - 1].end == tokens[colon].start:
            found.append(Cell(before + 1, colon, after))
    return found if found and len(found) >= len(borders) - 2 else []


def _name(tokens: Sequence[Token], cells: Sequence[Cell]) -> str:
    return next((text_of(_value(tokens, cell)) for cell in cells if not _holds_number(tokens, cell)), "")


def _texts(tokens: Sequence[Token], cells: Sequence[Cell]) -> tuple[str, str]:
    texts = [_value(tokens, cell) for cell in cells if not _holds_number(tokens, cell)]
    short, long = ([text_of(text) for text in texts if (len(text) <= _LONGEST_KEY) is kept] for kept in (True, False))
    return "; ".join(short), "; ".join(long)


def _value(tokens: Sequence[Token], cell: Cell) -> Sequence[Token]:
    return tokens[cell.colon + 1 : cell.after]


def _holds_number(tokens: Sequence[Token], cell: Cell) -> bool:
    return any(token.kind == "number" for token in _value(tokens, cell))


def _column_name(tokens: Sequence[Token], cell: Cell) -> str:
    return text_of(tokens[cell.first : cell.colon])


def _unit_of_row(tokens: Sequence[Token], cells: Sequence[Cell]) -> str:
    """Return the words that give the unit of all of a row's numbers; empty where none do.

    They stand in brackets before the first column ("Exports (USD billion); Food: 31") or, where the columns are years,
    in what the row is about ("Series: Unemployment rate (%); 2019: 4.9").
    """
    if not cells:
        return ""
    before = tokens[: cells[0].first]
    numbers = [cell for cell in cells if _holds_number(tokens, cell)]
    years = all(not _words_of_column(_column_name(tokens, cell)) for cell in numbers)
    texts = [before] + [_value(tokens, cell) for cell in cells if years and cell not in numbers]
    return next((text_of(text) for text in texts if text and text[-1].text in (")", ";") and _names_unit(text)), "")


def _names_unit(tokens: Sequence[Token]) -> bool:
    return any(token.text == "(" for token in tokens) and _units_of_column(text_of(tokens)) != (1.0, COUNT)


def _in_units_of_column(quantity: Quantity, tokens: Sequence[Token], cell: Cell, shared: str) -> Quantity:
    """Return a cell's number in the unit and the magnitude that its column's name gives, or the whole row's."""
    factor, unit = _units_of_column(_column_name(tokens, cell))
    if (factor, unit) == (1.0, COUNT) and shared:
        factor, unit = _units_of_column(shared)
    if quantity.unit is not COUNT:
        unit = quantity.unit
    if quantity.text.lower() != _digits(quantity.text) and unit is quantity.unit:
        factor = 1.0  # the cell names its own magnitude
    if factor == 1.0 and unit is quantity.unit:
        return quantity
    low, high, step = (value * factor for value in (quantity.low, quantity.high, quantity.step))
    if unit is not quantity.unit:
        low, high, step, unit = in_celsius(low, high, step, unit)
    return quantity._replace(
        low=low,
        high=high,
        step=step,
        unit=unit,
        head=quantity.head if unit is COUNT else "",
    )


def _as_change(quantity: Quantity, column: str) -> Quantity:
    """Return a share under "% change" as the change that it is, down where it is negative."""
    if quantity.unit is not PERCENT or quantity.role != "level" or _CHANGES.isdisjoint(_plain_name(column)):
        return quantity
    low, high = sorted((abs(quantity.low), abs(quantity.high)))
    return quantity._replace(role="change", low=low, high=high, direction=-1 if quantity.low < 0 else 1)


@lru_cache(maxsize=1024)  # the rows of a table have the same columns
def _plain_name(column: str) -> frozenset[str]:
    """Return the words of a column's name, but for numbers."""
    return frozenset(token.lower for token in tokenize(column.replace("_", " ")) if token.kind == "word")


@lru_cache(maxsize=1024)  # the rows of a table have the same columns
def _words_of_column(name: str) -> frozenset[str]:
    """Return what a column's name says its numbers are of: its words but for what stands in brackets and numbers."""
    said = subject_of(_IN_BRACKETS.sub("", name)).words
    return said if _TOTALS.isdisjoint(name.lower().split()) else said | {TOTAL}


@lru_cache(maxsize=1024)  # the rows of a table have the same columns
def _units_of_column(name: str) -> tuple[float, Unit]:
    """Return the magnitude and the unit that a column's name gives; 1 and a count where it gives none."""
    line = Line(tokenize(name.replace("_", " ")))
    factor, unit = 1.0, COUNT
    for index in range(len(line.tokens)):
        word, before = line.lower(index), line.lower(index - 1)
        short = word in _SHORT and before not in ("", "&") and not _is_power(line, index + 1)
        if word.removesuffix("s") in MAGNITUDES or short:
            factor = MAGNITUDES.get(word.removesuffix("s")) or _SHORT[word]
        elif unit is COUNT and (word in _SIGNS or before in _BEFORE_UNIT or _behind_magnitude(line, index)):
            unit = _unit(line, index) or unit
        elif unit is COUNT and "_" in name:
            unit = _unit_among(line, index) or unit
    return factor, unit


@lru_cache(maxsize=1024)  # the rows of a table have the same columns
def _rate_of_column(name: str) -> float | None:
    """Return the seconds of the time that a column's volumes are given for: "Flow (cu ft/s)", "litres_per_day"."""
    line = Line(tokenize(name.replace("_", " ")))
    told = (rate_at(line, index, COUNT)[0] for index in range(len(line.tokens)) if line.lower(index) in _PER)
    return next((seconds for seconds in told if seconds is not None), None)


def _is_power(line: Line, index: int) -> bool:
    """Does "m3" stand here, and no million?"""
    return line.lower(index) in ("2", "3") and line.touches(index)


def _unit_among(line: Line, index: int) -> Unit | None:
    """Return the unit that a word of a name like "peak_demand_mw" gives; one of time stands last, and is of several."""
    if line.lower(index) in _DEGREES and not _WARM.isdisjoint(line.words):
        return _DEGREES[line.lower(index)]
    unit = _unit(line, index)
    if unit is None or unit.dimension == "degrees":
        return None
    if unit.dimension == "time":
        return unit if index == len(line.tokens) - 1 and line.lower(index).endswith("s") else None
    short = len(line.lower(index)) == 1 and unit.dimension != "temperature"
    return None if short or (index == 0 and line.lower(index) not in ("percent", "pct")) else unit


def _behind_magnitude(line: Line, index: int) -> bool:
    """Million tonnes, billions of US dollars."""
    before = index - 2 if line.lower(index - 1) == "of" else index - 1
    return line.lower(before).removesuffix("s") in MAGNITUDES


def _unit(line: Line, index: int) -> Unit | None:
    word = line.lower(index)
    if word == "us" and line.lower(index + 1) == "$":
        return CURRENCIES["usd"]
    if word in CURRENCIES and (not word.isalpha() or len(word) == 3 or word.endswith("s")):
        return CURRENCIES[word]
    return unit_at(line, index, Number(1, 1, 1, index))[0]


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit() or character in ".,")
