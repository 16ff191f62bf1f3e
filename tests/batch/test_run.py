"""Whole runs: killed at any moment, run again, run twice at once, on a full disk; nothing lost, nothing done twice."""

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from factdesk.batch import Columns, Scorer, scoring
from factdesk.batch.run import estimate, ledger_of, opened, run
from factdesk.batch.sources import find
from factdesk.batch.summary import Summary
from factdesk.errors import InputError

HERE = Path(__file__).parent
ROWS = 1500
WINDOW = 20

#: For each line of its input, in a child of its own: scores argv[1] into argv[2] in small windows, each some
#: milliseconds long. Prints the child's id, what each window is asked, and how the child ended.
PROGRAM = f"""
import os, sys, time
sys.path.insert(0, {str(HERE)!r})
from pathlib import Path
from conftest import PlainVerifier
from factdesk.batch import Columns, Scorer, scoring
from factdesk.batch.run import opened, run
from factdesk.errors import InputError

def say(*words):
    # In one write: with PYTHONUNBUFFERED, print makes several, and a kill falls between them.
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

class Slow(PlainVerifier):
    def predict(self, pairs):
        say("asked", len(pairs))
        time.sleep(0.005)
        return super().predict(pairs)

def score():
    columns = Columns()
    with opened(sys.argv[1], columns, store=False) as sources:
        try:
            run(sources, Path(sys.argv[2]), lambda: Scorer(Slow()), columns=columns)
        except InputError as error:
            say("error", error)

scoring.WINDOW = {WINDOW}
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        score()
        os._exit(0)
    say("child", child)
    say("ended", os.waitpid(child, 0)[1])
"""


@dataclass
class Runs:
    """Runs of ``PROGRAM``, one after the other: starting Python and its packages each time would take too long."""

    process: "subprocess.Popen[str]"
    child: int = 0
    asked: int = 0
    ended: int | None = None

    def start(self) -> None:
        """Begin a run, and wait until it is there."""
        assert self.process.stdin is not None
        self.child, self.asked, self.ended = 0, 0, None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        while not self.child:
            self.read()

    def read(self) -> str:
        """Take in one line of what the run says."""
        assert self.process.stdout is not None
        what, _, said = self.process.stdout.readline().strip().partition(" ")
        assert what, "the program died"
        if what == "child":
            self.child = int(said)
        elif what == "asked":
            self.asked += int(said)
        elif what == "ended":
            self.ended = int(said)
        return what

    def end(self) -> None:
        """Wait until the run is over."""
        while self.ended is None:
            self.read()


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Callable[[Path, Path], Runs]]:
    processes: list[subprocess.Popen[str]] = []

    def start(source: Path, output: Path) -> Runs:
        command = [sys.executable, "-c", PROGRAM, str(source), str(output)]
        processes.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        return Runs(processes[-1])

    yield start
    for process in processes:
        process.communicate()


def write_rows(path: Path, count: int) -> None:
    lines = []
    for number in range(count):
        claim = f"The town of Arle has {number % (count * 3 // 4)} stone bridges."
        lines.append(json.dumps({"claim": claim, "evidence": f"{claim} They are old.", "id": number}))
    path.write_text("\n".join([*lines, "{broken", ""]), encoding="utf-8")


def score(source: Path, output: Path, verifier: Any, **options: Any) -> Summary:
    columns = Columns()
    with opened(str(source), columns, store=False) as sources:
        return run(sources, output, lambda: Scorer(verifier), columns=columns, **options)


def finished(output: Path) -> int:
    if not ledger_of(output).exists():
        return 0
    database = sqlite3.connect(ledger_of(output))
    tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    count: int = database.execute("SELECT count(*) FROM result").fetchone()[0] if tables else 0
    database.close()
    return count


@pytest.fixture
def source(tmp_path: Path) -> Path:
    write_rows(tmp_path / "in.jsonl", 30)
    return tmp_path / "in.jsonl"


def test_killed_ten_times_at_any_moment_the_output_is_that_of_an_undisturbed_run(
    tmp_path: Path, plain: Callable, runs: Callable[[Path, Path], Runs], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "WINDOW", WINDOW)
    write_rows(tmp_path / "in.jsonl", ROWS)
    whole, output = tmp_path / "whole.parquet", tmp_path / "killed.parquet"
    distinct = ROWS * 3 // 4
    summary = score(tmp_path / "in.jsonl", whole, plain())
    assert (summary.rows, summary.scored, summary.failed) == (ROWS + 1, distinct, 1)
    chance = random.Random()  # noqa: S311 - moments to kill at, not secrets
    killed, done = runs(tmp_path / "in.jsonl", output), 0
    for kill in range(10):
        killed.start()
        # The last is left alone until it has finished windows: where machines are slow the others may not have.
        for _ in range(chance.randint(0, 3) if kill < 9 else 6):
            killed.read()
        time.sleep(chance.random() / 20)
        os.kill(killed.child, signal.SIGKILL)
        killed.end()
        assert killed.ended == signal.SIGKILL
        assert not output.exists()
        before, done = done, finished(output)
        # What was done stays done, and what was not asked for is not there.
        assert before <= done <= before + killed.asked
    assert 0 < done < distinct
    verifier = plain()
    assert score(tmp_path / "in.jsonl", output, verifier).scored == distinct - done
    assert len(verifier.asked) == distinct - done
    assert output.read_bytes() == whole.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_a_second_run_on_one_output_says_so_and_stops(
    tmp_path: Path, source: Path, plain: Callable, runs: Callable[[Path, Path], Runs]
) -> None:
    write_rows(tmp_path / "long.jsonl", 300)
    output = tmp_path / "out.jsonl"
    first = runs(tmp_path / "long.jsonl", output)
    first.start()
    while not first.asked:
        first.read()
    os.kill(first.child, signal.SIGSTOP)  # or it may be done before the second has begun
    with pytest.raises(InputError, match="another run is writing this output"):
        score(source, output, plain())
    os.kill(first.child, signal.SIGCONT)
    first.end()
    assert first.ended == 0
    assert len(output.read_text().splitlines()) == 301


def test_run_again_nothing_is_judged_and_the_bytes_are_the_same(tmp_path: Path, source: Path, plain: Callable) -> None:
    output = tmp_path / "out.parquet"
    score(source, output, plain())
    before = output.read_bytes()
    verifier = plain()
    summary = score(source, output, verifier)
    assert (summary.scored, verifier.asked) == (0, [])
    assert output.read_bytes() == before


def test_more_rows_cost_only_themselves_and_fresh_forgets(tmp_path: Path, source: Path, plain: Callable) -> None:
    output = tmp_path / "out.jsonl"
    score(source, output, plain())
    with source.open("a") as stream:
        stream.write(json.dumps({"claim": "Arle has a new bridge.", "evidence": "It has one."}) + "\n")
    assert score(source, output, plain()).scored == 1
    assert score(source, output, plain(), fresh=True).scored == 23
    assert score(source, output, plain("plain@2")).scored == 23
    assert score(source, output, plain()).scored == 0


def test_the_same_rows_in_any_format_give_the_same_verdicts(tmp_path: Path, plain: Callable) -> None:
    (tmp_path / "a.csv").write_text("claim,evidence\nArle has a bridge.,Arle has a bridge.\n")
    (tmp_path / "a.jsonl").write_text('{"claim": "Arle has a bridge.", "evidence": "Arle has a bridge."}\n')
    score(tmp_path / "a.csv", tmp_path / "csv.jsonl", plain())
    score(tmp_path / "a.jsonl", tmp_path / "jsonl.jsonl", plain())
    assert (tmp_path / "csv.jsonl").read_bytes() == (tmp_path / "jsonl.jsonl").read_bytes()


@pytest.mark.parametrize("content", ["", "\n\n", "claim,evidence\n"])
def test_a_source_without_rows_is_told_in_one_line(tmp_path: Path, plain: Callable, content: str) -> None:
    (tmp_path / "a.csv").write_text(content)
    with pytest.raises(InputError, match=r"a\.csv: found no row to score"):
        score(tmp_path / "a.csv", tmp_path / "out.jsonl", plain())
    assert not (tmp_path / "out.jsonl").exists()


def test_the_output_is_never_among_the_input(source: Path, plain: Callable) -> None:
    with pytest.raises(InputError, match="among what is to be scored"):
        score(source.parent, source, plain())


def test_an_output_in_the_folder_of_the_input_is_left_out_when_the_run_is_repeated(
    tmp_path: Path, source: Path, plain: Callable
) -> None:
    write_rows(tmp_path / "more.jsonl", 3)
    output = tmp_path / "out.jsonl"
    first = score(tmp_path, output, plain())
    written = output.read_bytes()
    assert score(tmp_path, output, plain()).rows == first.rows
    assert output.read_bytes() == written


def test_a_file_of_the_input_that_no_run_wrote_is_not_written_over(
    tmp_path: Path, source: Path, plain: Callable
) -> None:
    write_rows(tmp_path / "more.jsonl", 3)
    before = (tmp_path / "more.jsonl").read_bytes()
    with pytest.raises(InputError, match=r"more\.jsonl: is among what is to be scored"):
        score(tmp_path, tmp_path / "more.jsonl", plain())
    assert (tmp_path / "more.jsonl").read_bytes() == before


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path, source: Path, plain: Callable) -> None:
    ledger = ledger_of(tmp_path / "out.jsonl")
    ledger.write_text("somebody's notes " * 100)
    with pytest.raises(InputError, match="found a file that is no ledger"):
        score(source, tmp_path / "out.jsonl", plain())
    assert ledger.read_text().startswith("somebody's notes")


@pytest.mark.parametrize("room", [100_000, 240_000])
def test_on_a_full_disk_finished_rows_are_kept(
    tmp_path: Path, plain: Callable, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "WINDOW", 10)
    write_rows(tmp_path / "in.jsonl", 200)
    output = tmp_path / "out.jsonl"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with pytest.raises(InputError, match="cannot be written") as caught:
            score(tmp_path / "in.jsonl", output, plain())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "\n" not in str(caught.value)
    assert not output.exists()
    done = finished(output)
    assert done > 0
    assert score(tmp_path / "in.jsonl", output, plain()).scored == 150 - done


def test_an_estimate_judges_a_few_rows_and_writes_nothing(tmp_path: Path, source: Path, plain: Callable) -> None:
    columns = Columns()
    with opened(str(source), columns, store=False) as sources:
        found = estimate(sources, Scorer(plain()), columns=columns)
    assert (found.rows, found.failed) == (31, 1)
    assert found.tokens > 30
    assert list(tmp_path.iterdir()) == [source]


def test_an_estimate_is_drawn_from_all_rows_not_from_the_first(tmp_path: Path, plain: Callable) -> None:
    short, long = "Arle has a bridge.", "Arle has a bridge. " * 50
    lines = [json.dumps({"claim": f"Arle {n}.", "evidence": short if n < 100 else long}) for n in range(200)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    verifier = plain()
    with opened(str(tmp_path / "in.jsonl"), Columns(), store=False) as sources:
        estimate(sources, Scorer(verifier), columns=Columns())
    lengths = [len(evidence) for evidence, _ in verifier.asked]
    assert len(lengths) < 50
    assert min(lengths) < 50
    assert max(lengths) > 500


def test_an_estimate_of_rows_that_all_failed_is_no_time(tmp_path: Path, plain: Callable) -> None:
    (tmp_path / "in.jsonl").write_text("{broken\n")
    with opened(str(tmp_path / "in.jsonl"), Columns(), store=False) as sources:
        found = estimate(sources, Scorer(plain()), columns=Columns())
    assert (found.rows, found.failed, found.tokens, found.seconds) == (1, 1, 0, 0.0)


@pytest.mark.parametrize("names", [("SUPPORTS", "REFUTES"), ("entailment", "contradiction"), ("supported", "refuted")])
def test_gold_labels_of_any_spelling_are_measured_against(
    tmp_path: Path, plain: Callable, names: tuple[str, str]
) -> None:
    claim = "The town of Arle has stone bridges."
    rows = [
        {"claim": claim, "evidence": claim, "label": names[0]},
        {"claim": claim, "evidence": f"It is not so that {claim}", "label": names[1]},
        {"claim": claim, "evidence": claim, "label": names[1]},
        {"claim": claim, "evidence": claim, "label": "who knows"},
        {"claim": claim, "evidence": claim},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    gold = score(tmp_path / "a.jsonl", tmp_path / "out.jsonl", plain(), gold="label").gold
    assert gold is not None
    assert (gold.rows, gold.unknown) == (3, 2)
    assert gold.recall == {"supports": 1.0, "refutes": 0.5}
    assert gold.balanced_accuracy == 0.75


def test_the_summary_counts_every_row_and_samples_errors(tmp_path: Path, source: Path, plain: Callable) -> None:
    summary = score(source, tmp_path / "out.jsonl", plain())
    assert sum(summary.labels.values()) == summary.rows == 31
    assert sum(summary.confidence) == 30
    assert summary.reasons["error"] == summary.failed == len(summary.errors) == 1
    assert Summary.from_json(summary.to_json()) == summary
    assert "row 31: found no JSON" in summary.to_text()


def test_errors_are_counted_by_kind_with_a_sample_of_each(tmp_path: Path, plain: Callable) -> None:
    broken = ["{broken", '{"claim": 7}', "{broken too", '{"claim": 12}', '["list"]', '{"claim": [1, 2]}']
    (tmp_path / "in.jsonl").write_text("\n".join(broken))
    errors = score(tmp_path / "in.jsonl", tmp_path / "out.jsonl", plain()).errors
    assert [kind.rows for kind in errors] == [2, 2, 1, 1]
    assert [kind.sample.partition("row ")[2][:1] for kind in errors] == ["1", "2", "5", "6"]


def test_what_rows_say_does_not_steer_the_terminal(tmp_path: Path, plain: Callable) -> None:
    rows = [{"claim": "Arle \x1b[2J has\0 bridges.", "evidence": "Arle is old."}, {"claim": {"\x1b[2J": 1}}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    text = score(tmp_path / "in.jsonl", tmp_path / "out.jsonl", plain()).to_text()
    assert "\x1b" not in text
    assert "\0" not in text
    assert "has\ufffd bridges" in text


def test_the_slowest_rows_are_those_of_the_longest_evidence(tmp_path: Path, plain: Callable) -> None:
    rows = [{"claim": f"Arle {n}\nhas bridges.", "evidence": "Arle is old. " * (200 * (n == 7) + 1)} for n in range(20)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    class Steady(type(plain())):  # type: ignore[misc]  # the class of a fixture
        def predict(self, pairs: Any) -> Any:
            time.sleep(0.2)  # so that the rules, whose time is their own, do not decide
            return super().predict(pairs)

    slowest = score(tmp_path / "in.jsonl", tmp_path / "out.jsonl", Steady()).slowest
    assert (slowest[0].place.endswith("row 8"), slowest[0].claim) == (True, "Arle 7 has bridges.")
    assert len(slowest) == 5
    assert [row.seconds for row in slowest] == sorted((row.seconds for row in slowest), reverse=True)
    assert score(tmp_path / "in.jsonl", tmp_path / "out.jsonl", plain()).slowest == ()


def test_the_ledger_can_be_moved_with_its_output(tmp_path: Path, source: Path, plain: Callable) -> None:
    score(source, tmp_path / "out.jsonl", plain())
    (tmp_path / "new").mkdir()
    shutil.move(ledger_of(tmp_path / "out.jsonl"), ledger_of(tmp_path / "new" / "out.jsonl"))
    assert score(source, tmp_path / "new" / "out.jsonl", plain()).scored == 0


def test_what_a_killed_run_leaves_in_a_folder_is_no_input_of_the_next(
    tmp_path: Path, source: Path, plain: Callable
) -> None:
    output = tmp_path / "out.parquet"

    def look(_: Any) -> None:
        names.extend(path.name for path in tmp_path.iterdir())
        raise KeyboardInterrupt

    names: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        score(source, output, plain(), watchers=[look])
    rests = [name for name in names if name != source.name]
    assert len(rests) >= 2
    for name in rests:
        (tmp_path / name).write_text("left behind")
    assert [found.path for found in find(str(tmp_path))] == [source]
