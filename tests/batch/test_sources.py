"""Files of rows: every format, and every way in which a file can be broken."""

import io
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.batch import sources
from factdesk.batch.rows import Columns, Row
from factdesk.batch.sources import Source, find, from_standard_input, require_columns
from factdesk.errors import InputError

COLUMNS = Columns()
CSV = "claim,evidence,id\nArle has two bridges.,It has two.,1\n"
JSONL = '{"claim": "Arle has two bridges.", "evidence": "It has two.", "id": "1"}\n'


def rows(path: Path, name: str = "") -> list[Row]:
    return list(Source(path, name or path.name, path.suffix).rows(COLUMNS))


def errors(path: Path) -> list[str]:
    return [f"{row.place}: {row.error}" for row in rows(path) if row.error]


@pytest.fixture
def table() -> pa.Table:
    return pa.table({"claim": ["Arle has two bridges."], "evidence": ["It has two."], "id": ["1"]})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", CSV.encode()),
        ("a.csv", CSV.replace(",", ";").encode("utf-8-sig")),
        ("a.csv", CSV.replace("\n", "\r\n").encode("utf-16")),
        ("a.tsv", CSV.replace(",", "\t").encode()),
        ("a.jsonl", JSONL.encode()),
        ("a.ndjson", ("\n" + JSONL).encode("utf-8-sig")),
        ("a.jsonl", JSONL.encode("utf-16")),
        ("a.jsonl", JSONL.encode("utf-32")),
    ],
)
def test_every_text_format_gives_the_same_row(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (row,) = rows(tmp_path / name)
    assert row.error is None
    assert row.claim is not None
    assert (row.claim.text, row.evidence, row.extra) == ("Arle has two bridges.", ("It has two.",), {"id": "1"})


def test_parquet_gives_the_same_row_and_keeps_types(tmp_path: Path, table: pa.Table) -> None:
    pq.write_table(table.append_column("n", [[3]]).append_column("deep", [[{"a": [1, None]}]]), tmp_path / "a.parquet")
    (row,) = rows(tmp_path / "a.parquet")
    assert row.evidence == ("It has two.",)
    assert row.extra == {"id": "1", "n": 3, "deep": {"a": [1, None]}}


def test_parquet_with_a_nested_claim_is_told_row_by_row(tmp_path: Path) -> None:
    pq.write_table(pa.table({"claim": [{"text": "a"}, None], "evidence": [["x"], None]}), tmp_path / "a.parquet")
    assert errors(tmp_path / "a.parquet") == [
        "a.parquet, row 1: column 'claim': found {'text': 'a'}; wanted text",
        "a.parquet, row 2: column 'claim': found nothing; wanted text",
    ]


def test_a_day_that_python_does_not_have_costs_its_own_row_only(tmp_path: Path) -> None:
    days = pa.array([0, 10**9], pa.int32()).cast(pa.date32())
    pq.write_table(pa.table({"claim": ["a b", "c d"], "day": days}), tmp_path / "a.parquet")
    good, bad = rows(tmp_path / "a.parquet")
    assert good.extra == {"day": "1970-01-01"}
    assert "found a value that cannot be read" in (bad.error or "")


def test_broken_lines_are_rows_with_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(JSONL + "{broken\n\n[1]\n" + "[" * 100_000 + "\n" + JSONL + '{"claim": "cut of')
    assert len(rows(path)) == 6
    assert [error.split(" (")[0] for error in errors(path)] == [
        "a.jsonl, row 2: found no JSON",
        "a.jsonl, row 4: found list; wanted a JSON object",
        "a.jsonl, row 5: found no JSON",
        "a.jsonl, row 7: found no JSON",
    ]


def test_broken_csv_rows_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('claim,evidence\na b,c\nonly one\n"a" b,c\n\nd e,f\n"never closed,g\nh i,j\n')
    found = rows(path)
    assert [row.claim and row.claim.text for row in found] == ["a b", None, None, "d e", None]
    assert "found 1 cells" in (found[1].error or "")
    assert "found no CSV" in (found[2].error or "")
    assert "found no CSV" in (found[4].error or "")


def test_mixed_encodings_are_read_letter_by_letter(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"claim": "café"}\n'.encode() + '{"claim": "café “x”"}\n'.encode("cp1252"))
    assert [row.claim and row.claim.text for row in rows(path)] == ["café", "café “x”"]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_a_line_without_end_is_a_bad_row_that_never_fills_the_memory(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LONGEST_LINE", 200)
    path = tmp_path / f"a{suffix}"
    header, good = ("claim,evidence\n", "a b,c\n") if suffix == ".csv" else ("", '{"claim": "a b"}\n')
    path.write_text(header + good + "x" * 5_000 + "\n" + good)
    first, bad, last = rows(path)
    assert (first.error, last.error) == (None, None)
    assert bad.error is not None


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1", b"not parquet at all"])
def test_damaged_parquet_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"a\.parquet: found no whole Parquet file"):
        rows(path)


def test_parquet_that_is_cut_inside_is_refused_and_rows_before_are_given(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"claim": [f"claim {n}" for n in range(5_000)]}), path, row_group_size=1_000)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 2_000] = b"\xff" * 2_000
    path.write_bytes(content)
    given_rows = []
    with pytest.raises(InputError, match=r"found damaged Parquet|cannot be read"):
        given_rows.extend(rows(path))


def test_a_folder_and_a_glob_give_their_files_in_the_order_of_their_names(tmp_path: Path, table: pa.Table) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "b.csv").write_text(CSV)
    (tmp_path / "deep" / "a.jsonl").write_text(JSONL)
    (tmp_path / "notes.txt").write_text("not rows")
    pq.write_table(table, tmp_path / "a.parquet")
    assert [source.path.name for source in find(str(tmp_path))] == ["a.parquet", "b.csv", "a.jsonl"]
    assert [source.path.name for source in find(str(tmp_path / "*.*"))] == ["a.parquet", "b.csv"]
    assert [source.path.name for source in find(str(tmp_path / "**" / "*.jsonl"))] == ["a.jsonl"]


@pytest.mark.parametrize(
    "name", ["missing.csv", "*.csv", "notes.txt", "empty", "bad\0name", "x" * 5_000, "a/**b/*.csv"]
)
def test_what_names_no_rows_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("not rows")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"wanted a file, folder or glob of \.jsonl") as caught:
        find(str(tmp_path / name))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("content", "suffix"), [(CSV, ".csv"), (JSONL, ".jsonl"), ("\n" + JSONL, ".jsonl")])
def test_standard_input_is_told_by_how_it_begins(content: str, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    with from_standard_input() as source:
        assert source.suffix == suffix
        (row,) = source.rows(COLUMNS)
    assert row.place == "standard input, row 2" if content.startswith("\n") else "standard input, row 1"
    assert not source.path.exists()


def test_parquet_comes_through_standard_input(table: pa.Table, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    pq.write_table(table, stream)
    stream.seek(0)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    with from_standard_input() as source:
        assert len(list(source.rows(COLUMNS))) == source.count() == 1


def test_missing_columns_are_told_before_anything_is_done(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("statement,text\na,b\n")
    with pytest.raises(InputError, match="found the columns statement, text; wanted 'claim'"):
        require_columns(find(str(path)), COLUMNS, store=False)
    with pytest.raises(InputError, match="wanted 'evidence'"):
        require_columns(find(str(path)), Columns(claim="statement"), store=False)
    require_columns(find(str(path)), Columns(claim="statement"), store=True)
    require_columns(find(str(path)), Columns(claim="statement", evidence="text"), store=False)


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("claim,evidence,claim\na,b,c\n")
    with pytest.raises(InputError, match="two columns named 'claim'"):
        rows(path)
    twice = pa.table([pa.array(["a"]), pa.array(["b"]), pa.array(["c"])], names=["claim", "evidence", "evidence"])
    pq.write_table(twice, tmp_path / "a.parquet")
    with pytest.raises(InputError, match="two columns named 'evidence'"):
        rows(tmp_path / "a.parquet")


def test_of_a_hundred_thousand_columns_some_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(f"c{number}" for number in range(100_000)) + "\n")
    with pytest.raises(InputError, match=r"c0, c1, .* and 99,980 more; wanted 'claim'") as told:
        require_columns(find(str(path)), COLUMNS, store=False)
    assert len(str(told.value)) < 500


def test_what_a_header_says_does_not_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\x1b[31mred,\0text\n")
    with pytest.raises(InputError, match=r"found the columns \[31mred, text;"):
        require_columns(find(str(path)), COLUMNS, store=False)


@given(st.binary(max_size=300), st.sampled_from([".csv", ".tsv", ".jsonl"]))
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str) -> None:
    path = tmp_path_factory.mktemp("any") / f"a{suffix}"
    path.write_bytes(content)
    try:
        source = Source(path, path.name, suffix)
        require_columns([source], COLUMNS, store=False)
        assert all(row.claim is not None or row.error is not None for row in source.rows(COLUMNS))
    except InputError:
        pass
