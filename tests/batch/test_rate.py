"""The progress of a long run: its rate is that of the last half minute, and the time left goes by it."""

import pytest

from factdesk.cli import rate


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(rate, "perf_counter", lambda: now[0])
    return now


def test_now_and_then_a_line_says_rate_and_time_left(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with rate.Rate() as progress:
        for second in range(1, 61):
            clock[0] = float(second)
            progress(second * 10, 6000)
    assert capsys.readouterr().err.splitlines() == [
        "300 of about 6,000 rows, 10.0 rows/s, 0:09:30 left",
        "600 of about 6,000 rows, 10.0 rows/s, 0:09:00 left",
    ]


def test_rows_of_an_earlier_run_do_not_make_the_rest_look_quick(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with rate.Rate() as progress:
        for second, done in ((30, 90_000), (60, 90_300), (90, 90_600)):
            clock[0] = float(second)
            progress(done, 100_000)
    assert capsys.readouterr().err.splitlines()[-1] == "90,600 of about 100,000 rows, 10.0 rows/s, 0:15:40 left"


def test_where_nothing_moves_no_time_is_made_up(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with rate.Rate() as progress:
        for second in (30, 60, 90):
            clock[0] = float(second)
            progress(7, 100)
    assert "0.0 rows/s, unknown time left" in capsys.readouterr().err


def test_a_terminal_sees_a_bar_with_rate_and_time_left(
    clock: list[float], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    with rate.Rate() as progress:
        for tenth in range(1, 40):
            clock[0] = tenth / 10
            progress(tenth, 100)
    shown = capsys.readouterr().err
    assert "10.0 rows/s" in shown
    assert "left" in shown
