"""Verifiers side by side in one process: what they write is what one writes, whatever they run on."""

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from factdesk import models
from factdesk.batch import scoring
from factdesk.batch.engine import Engine, LocalEngine
from factdesk.batch.rows import Columns
from factdesk.batch.run import opened, run
from factdesk.batch.scoring import Scorer
from factdesk.batch.window import Asked
from factdesk.errors import InputError
from factdesk.models.predictor import Pair
from factdesk.records import Claim, Passage


class OnDevice:
    """Stands where a verifier is loaded onto a device that this machine need not have."""

    loaded: list[str | None]
    threads: list[str | None]
    version = "device@1"

    def __init__(self, device: str | None) -> None:
        self.device = device
        self.windows = 0
        self.busy = threading.Lock()

    @classmethod
    def from_pretrained(cls, name: str, *, device: str | None = None, side_by_side: bool = False) -> "OnDevice":
        cls.loaded.append(device)
        cls.threads.append(os.environ.get("OMP_NUM_THREADS"))
        return cls(device)

    def predict(self, pairs: list[Pair]) -> npt.NDArray[np.float32]:
        assert self.busy.acquire(blocking=False), "two windows at once on one device"
        try:
            self.windows += 1
            time.sleep(0.01 if self.device == "cuda:0" else 0.001)
            return np.array([(len(text) % 5 / 8, 0.25, 0.75 - len(text) % 5 / 8) for text, _ in pairs], np.float32)
        finally:
            self.busy.release()


@pytest.fixture
def on_devices(monkeypatch: pytest.MonkeyPatch) -> type[OnDevice]:
    monkeypatch.setattr(OnDevice, "loaded", [], raising=False)
    monkeypatch.setattr(OnDevice, "threads", [], raising=False)
    monkeypatch.setitem(vars(models), "Verifier", OnDevice)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    return OnDevice


def asked(evidence: str, claim: str) -> Asked:
    passage = Passage(document_id="d", quote=evidence, start=0, end=len(evidence))
    return Asked(Claim.from_text(claim), [passage], found=False)


def windows(count: int) -> Iterator[list[Asked]]:
    return (
        [asked(f"Arle is old. {'x' * number}", f"Arle is old, says number {number}.")] * 3 for number in range(count)
    )


def test_each_device_of_a_list_gets_a_verifier_and_windows(on_devices: type[OnDevice]) -> None:
    engine = LocalEngine.from_pretrained("base", devices=["cuda:0", "cuda:1"])
    assert on_devices.loaded == ["cuda:0", "cuda:1"]
    assert isinstance(engine, Engine)
    found = [answers[0].columns for answers in engine.judge(windows(30))]
    alone = LocalEngine([OnDevice("cuda:1")])
    assert found == [answers[0].columns for answers in alone.judge(windows(30))]
    assert len({columns["supports"] for columns in found}) == 5
    counts = [verifier.windows for verifier in engine._verifiers if isinstance(verifier, OnDevice)]
    assert sum(counts) == 30
    assert min(counts) > 0


def test_workers_go_round_the_devices(on_devices: type[OnDevice]) -> None:
    LocalEngine.from_pretrained("base", devices=["cuda:0", "cuda:1"], workers=4)
    assert on_devices.loaded == ["cuda:0", "cuda:1", "cuda:0", "cuda:1"]
    with pytest.raises(InputError, match="found 1 workers for 2 devices"):
        LocalEngine.from_pretrained("base", devices=["cuda:0", "cuda:1"], workers=1)


def test_workers_on_the_cpu_share_its_cores_unless_told(
    on_devices: type[OnDevice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    LocalEngine.from_pretrained("base", workers=4)
    assert set(on_devices.threads) == {"2"}
    assert "OMP_NUM_THREADS" not in os.environ
    on_devices.threads.clear()
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    LocalEngine.from_pretrained("base", workers=4)
    assert set(on_devices.threads) == {"1"}


def test_windows_are_drawn_no_further_ahead_than_keeps_all_busy() -> None:
    drawn = 0

    def counted() -> Iterator[list[Asked]]:
        nonlocal drawn
        for window in windows(20):
            drawn += 1
            yield window

    results = LocalEngine([OnDevice(None), OnDevice(None)]).judge(counted())
    for number, _ in enumerate(results, 1):
        assert drawn <= number + 2


class Ahead:
    """A verifier that tokenises apart: a window is judged only once the next one is tokenised."""

    version = "ahead@1"

    def __init__(self, windows: int) -> None:
        self.ready = [threading.Event() for _ in range(windows)]
        self.poison = ""

    def predict(self, pairs: list[Pair]) -> npt.NDArray[np.float32]:
        if any(self.poison and self.poison in evidence for evidence, _ in pairs):
            raise ValueError("poison")
        return np.array([(0.5, 0.25, 0.25)] * len(pairs), np.float32)

    def tokenised(self, pairs: list[Pair]) -> tuple[int, list[Pair]]:
        number = int(pairs[0][1].split()[1])
        self.ready[number].set()
        if any(self.poison and self.poison in evidence for evidence, _ in pairs):
            raise ValueError("poison")
        return number, pairs

    def judged(self, tokenised: tuple[int, list[Pair]]) -> npt.NDArray[np.float32]:
        number, pairs = tokenised
        if number + 1 < len(self.ready):
            assert self.ready[number + 1].wait(10), "the next window was not tokenised meanwhile"
        return self.predict(pairs)


def test_a_window_is_tokenised_while_the_one_before_it_is_judged() -> None:
    windows = [[asked("Arle is old.", f"Claim {number} of Arle.")] for number in range(4)]
    found = list(LocalEngine([Ahead(4)]).judge(windows))
    assert [[answer.columns["supports"] for answer in answers] for answers in found] == [[0.5]] * 4


def test_a_pair_that_cannot_be_tokenised_fails_alone() -> None:
    verifier = Ahead(1)
    verifier.poison = "\ud800"
    window = [asked(evidence, "Claim 0 of Arle.") for evidence in ("good", "bad \ud800", "good")]
    (answers,) = LocalEngine([verifier]).judge([window])
    assert [answer.columns["error"] for answer in answers] == [None, "ValueError: poison", None]


def test_verifiers_that_differ_are_refused(plain: Callable) -> None:
    with pytest.raises(InputError, match="found verifiers plain@1, plain@2; wanted copies of one"):
        LocalEngine([plain("plain@1"), plain("plain@2")])


def test_a_pair_that_fails_fails_alone(plain: Callable) -> None:
    window = [asked("fine", "a claim"), asked("poison", "a claim"), asked("fine", "another")]
    (answers,) = LocalEngine([plain()]).judge([window])
    assert [answer.columns["error"] for answer in answers] == [None, "RuntimeError: the verifier choked", None]


def test_the_output_of_several_verifiers_is_that_of_one(
    tmp_path: Path, plain: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "WINDOW", 20)
    rows = [
        {"claim": f"Arle has {n % 70} bridges.", "evidence": f"Arle has {n % 7} bridges. It is old."}
        for n in range(200)
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    class Uneven(type(plain())):  # type: ignore[misc]  # the class of a fixture
        def predict(self, pairs: list[Pair]) -> npt.NDArray[np.float32]:
            time.sleep(len(pairs[0][1]) % 3 / 200)
            return super().predict(pairs)  # type: ignore[no-any-return]  # of a class that is Any

    several = [Uneven() for _ in range(3)]
    for name, engine in {"one": plain(), "several": LocalEngine(several)}.items():
        with opened(str(tmp_path / "in.jsonl"), Columns(), store=False) as sources:
            run(sources, tmp_path / f"{name}.parquet", lambda engine=engine: Scorer(engine), columns=Columns())
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "several.parquet").read_bytes()
    assert sum(len(verifier.asked) for verifier in several) == len({(r["claim"], r["evidence"]) for r in rows})


def test_the_verifier_that_ships_says_the_same_in_two_workers_as_in_one() -> None:
    rows = [
        asked(f"The bridge of Arle opened in {year}.", "The bridge of Arle opened in 1931.")
        for year in range(1920, 1936)
    ]
    halves = [rows[:8], rows[8:]]
    one = LocalEngine.from_pretrained("base", devices=["cpu"]).judge(halves)
    two = LocalEngine.from_pretrained("base", devices=["cpu", "cpu"]).judge(halves)
    for single, double in zip(one, two, strict=True):
        assert [answer.columns for answer in single] == [answer.columns for answer in double]
