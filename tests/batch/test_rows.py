"""One mapping to one row: what is used, what passes through, and what is told of what cannot be used."""

import datetime
import json
import math
from typing import Any

import datasets
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.batch.rows import DEEPEST, LONGEST_CLAIM, LONGEST_EVIDENCE, Columns, Row, as_row, plain, rows_of
from factdesk.errors import InputError

COLUMNS = Columns()
RECORDS = [
    {"claim": "Arle has two bridges.", "evidence": "Arle has two bridges.", "id": 1},
    {"claim": "Arle has nine bridges.", "evidence": None, "id": 2},
]
TABLES = {
    "mappings": lambda: iter(RECORDS),
    "pandas": lambda: pd.DataFrame(RECORDS),
    "arrow table": lambda: pa.Table.from_pylist(RECORDS),
    "arrow reader": lambda: pa.Table.from_pylist(RECORDS).to_reader(),
    "dataset": lambda: datasets.Dataset.from_list(RECORDS),
}

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("name", TABLES)
def test_rows_come_from_every_kind_of_table(name: str) -> None:
    first, second = rows_of(TABLES[name](), COLUMNS)
    assert first.claim is not None
    assert first.claim.text == "Arle has two bridges."
    assert first.evidence == ("Arle has two bridges.",)
    assert first.extra == {"id": 1}
    assert second.evidence == ()
    assert (first.place, second.place) == ("row 1", "row 2")


@pytest.mark.parametrize("table", ["a text", b"bytes", 3, {"claim": "x"}])
def test_what_is_no_table_is_refused(table: object) -> None:
    with pytest.raises(InputError, match="wanted rows"):
        list(rows_of(table, COLUMNS))


def test_a_frame_with_mixed_types_gives_bad_rows_and_good_ones() -> None:
    frame = pd.DataFrame({"claim": ["Arle has two bridges.", 7.5, None], "evidence": ["yes", "no", math.nan]})
    good, number, nothing = rows_of(frame, COLUMNS)
    assert good.error is None
    assert number.error == "column 'claim': found 7.5; wanted text"
    assert nothing.error == "column 'claim': found nothing; wanted text"


@pytest.mark.parametrize("item", ["text", 3, None, ["claim"]])
def test_an_item_that_is_no_mapping_is_a_bad_row_or_none(item: object) -> None:
    rows = list(rows_of([item, RECORDS[0]], COLUMNS))
    assert rows[-1].error is None
    assert rows[-1].place == "row 2"
    assert all("wanted a mapping" in str(row.error) for row in rows[:-1])


@pytest.mark.parametrize(
    ("record", "error"),
    [
        ({}, "column 'claim': found no such column"),
        ({"claim": ["a"]}, "column 'claim': found ['a']"),
        ({"claim": math.nan}, "column 'claim': found nothing"),
        ({"claim": "x" * (LONGEST_CLAIM + 1)}, "column 'claim': found 5,001 characters"),
        ({"claim": "c", "evidence": 5}, "column 'evidence': found 5"),
        ({"claim": "c", "evidence": ["a", 5]}, "wanted a text or a list of texts"),
        ({"claim": "c", "evidence": {"text": "a"}}, "wanted a text or a list of texts"),
        ({"claim": "c", "evidence": "x" * 5_000_000}, "found evidence of 5,000,000 characters"),
        ({"claim": "c", "evidence": ["x" * 100_001] * 2}, f"wanted {LONGEST_EVIDENCE:,} at most"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(record: dict[str, Any], error: str) -> None:
    row = as_row(record | {"id": 9}, COLUMNS)
    assert error in (row.error or "")
    assert row.extra == {"id": 9}


def test_nesting_without_end_is_a_bad_row() -> None:
    deep: list[Any] = []
    for _ in range(DEEPEST - 1):
        deep = [deep]
    assert as_row({"claim": "c", "x": deep}, COLUMNS).error is None
    for further in (1, 5_000):
        for _ in range(further):
            deep = [deep]
        assert "nested over 100 deep" in (as_row({"claim": "c", "x": deep}, COLUMNS).error or "")


def test_blank_evidence_is_none() -> None:
    assert as_row({"claim": "c", "evidence": ["", " \n", "a"]}, COLUMNS).evidence == ("a",)


@pytest.mark.parametrize(
    ("value", "json_value"),
    [
        (math.nan, None),
        (-math.inf, None),
        (np.float32("nan"), None),
        (np.float64(0.5), 0.5),
        (np.int64(3), 3),
        (np.array([1.0, math.nan]), [1.0, None]),
        (pd.NA, None),
        (pd.NaT, None),
        (pd.Timestamp("2025-06-05"), "2025-06-05T00:00:00"),
        (datetime.date(2025, 6, 5), "2025-06-05"),
        (b"caf\xe9", "caf\ufffd"),
        ("\ud800", "?"),
        ((1, {2}), [1, [2]]),
        ({"a": math.inf, 3: "x"}, {"a": None, "3": "x"}),
    ],
)
def test_values_become_plain_json(value: object, json_value: object) -> None:
    assert plain(value) == json_value


@given(st.dictionaries(st.text(), values, max_size=4), values, values)
@settings(max_examples=60, deadline=None)
def test_any_mapping_makes_a_row_that_can_be_written(extra: dict[str, object], claim: object, evidence: object) -> None:
    row = as_row({**extra, "claim": claim, "evidence": evidence}, COLUMNS)
    assert isinstance(row, Row)
    assert row.claim is not None or row.error is not None
    json.dumps(dict(row.extra), allow_nan=False, ensure_ascii=False).encode()


def test_an_integer_that_python_will_not_write_stays_as_text() -> None:
    row = as_row({"claim": "c", "x": 10**5_000}, COLUMNS)
    assert isinstance(row.extra["x"], str)
    json.dumps(dict(row.extra))
