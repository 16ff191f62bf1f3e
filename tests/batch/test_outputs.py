"""Results to a file: the columns, their types, and the same bytes."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.batch import outputs, score
from factdesk.batch.outputs import COLUMNS, require_writable, write
from factdesk.errors import InputError
from factdesk.records import Evidence

ROW = {
    "claim": "The town of Arle has 2 bridges.",
    "evidence": ["The town of Arle has 2 bridges.", "Arle is old and has 2 bridges."],
    "label": "SUPPORTS",
    "input_label": "x",
    "id": 7,
}


@pytest.fixture
def results(plain: Callable) -> list[dict[str, Any]]:
    return list(score([ROW, {"claim": None, "id": 8}], verifier=plain()))


def test_columns_of_the_input_never_hide_those_of_the_output(results: list[dict[str, Any]]) -> None:
    assert list(results[0])[: len(COLUMNS)] == list(COLUMNS)
    assert results[0]["label"] == "supported"
    assert (results[0]["input_label"], results[0]["input_input_label"]) == ("SUPPORTS", "x")
    assert results[0]["id"] == 7


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl"])
def test_both_formats_hold_the_same(tmp_path: Path, results: list[dict[str, Any]], suffix: str) -> None:
    output = tmp_path / f"out{suffix}"
    write(results, output)
    read = (
        pq.read_table(output).to_pylist()
        if suffix == ".parquet"
        else [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    )
    assert read[0] == results[0]
    assert read[1] == results[1] | ({} if suffix == ".jsonl" else {"input_label": None, "input_input_label": None})
    assert Evidence.from_dict(read[0]["evidence"][0]).checks
    first = output.read_bytes()
    write(results, output)
    assert output.read_bytes() == first
    assert list(tmp_path.iterdir()) == [output]


def test_columns_that_pass_through_parquet_have_the_type_of_their_values(
    tmp_path: Path, results: list[dict[str, Any]]
) -> None:
    values: dict[str, list[Any]] = {
        "yes": [True, None],
        "whole": [1, None],
        "number": [1, 0.5],
        "text": ["a", None],
        "mixed": ["a", 1],
        "nested": [{"a": [1]}, None],
        "large": [2**70, 1],
        "nothing": [None, None],
        "far": [2**62, 0.5],
    }
    rows = [results[0] | {name: both[index] for name, both in values.items()} for index in (0, 1)]
    write(rows, tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet", columns=list(values))
    types = [pa.bool_(), pa.int64(), pa.float64(), *[pa.string()] * 5, pa.float64()]
    assert table.schema.types == types
    assert table["mixed"].to_pylist() == ["a", "1"]
    assert table["nested"].to_pylist() == ['{"a": [1]}', None]
    assert table["large"].to_pylist() == [str(2**70), "1"]


@given(
    texts=st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4),
    number=st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53),
    whole=st.none() | st.integers(-(2**63), 2**63 - 1),
)
def test_what_passes_through_is_in_parquet_what_it_was(tmp_path_factory, texts, number, whole):
    row = dict.fromkeys(COLUMNS)
    rows = [row | {"text": text, "number": number, "half": 0.5, "whole": whole} for text in texts]
    path = tmp_path_factory.mktemp("rows") / "out.parquet"
    write(rows, path)
    assert pq.read_table(path).to_pylist() == rows


def test_rows_too_large_to_stand_together_stand_in_groups_of_their_own(tmp_path, results, monkeypatch):
    monkeypatch.setattr(outputs, "_BYTES_AT_ONCE", 100_000)
    rows = [results[0] | {"large": "wörter " * 20_000, "id": number} for number in range(3)]
    write(rows, tmp_path / "out.parquet")
    file = pq.ParquetFile(tmp_path / "out.parquet")
    assert file.num_row_groups == 3
    assert file.read().to_pylist() == rows


def test_a_run_that_stops_leaves_the_old_output_and_no_rest(tmp_path: Path, results: list[dict[str, Any]]) -> None:
    output = tmp_path / "out.parquet"
    write(results, output)
    before = output.read_bytes()

    def broken() -> Any:
        yield results[0]
        raise InputError("stop")

    with pytest.raises(InputError, match="stop"):
        write(broken(), output)
    assert output.read_bytes() == before
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize(("name", "problem"), [("out.txt", "wanted one of"), ("none/out.jsonl", "found no folder")])
def test_an_output_that_cannot_be_written_is_told_first(tmp_path: Path, name: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        require_writable(tmp_path / name)


def test_a_folder_that_cannot_be_written_is_told_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # No mode of a folder keeps root out; a read-only disk does.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError, match="which cannot be written"):
        require_writable(tmp_path / "out.jsonl")
