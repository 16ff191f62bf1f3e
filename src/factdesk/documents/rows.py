"""A table's row as a line that reads alone: "Country: Mexico; 2024: $839.9 billion"."""

from collections.abc import Iterator, Sequence

from factdesk.documents.encoding import one_line


def row_line(columns: Sequence[str], values: Sequence[str]) -> str:
    """Return each value under its column's name; empty values are left out."""
    names = [one_line(name) for name in columns] + [""] * len(values)
    pairs = [(name, one_line(value)) for name, value in zip(names, values, strict=False)]
    return "; ".join(f"{name}: {value}" if name else value for name, value in pairs if value)


def table_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a line for each row of a table whose first row names its columns; a table of one row is that row."""
    if len(rows) == 1:
        yield row_line((), rows[0])
        return
    for row in rows[1:]:
        line = row_line(rows[0], row)
        if line:
            yield line
