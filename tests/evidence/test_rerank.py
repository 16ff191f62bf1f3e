"""Reranking with a verifier of known answers and a clock that is wound by hand."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from factdesk.evidence import EvidenceStore, rerank
from factdesk.evidence.rerank import AT_ONCE
from factdesk.records import Document, Passage


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


class Judge:
    """Says of a passage with the word "yes" that it supports, of any other nothing, and takes a second a batch."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.judged: list[str] = []

    def predict(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        self.clock.now += 1.0
        self.judged += [evidence for evidence, _ in pairs]
        return np.array([(0.9, 0.0, 0.1) if "yes" in evidence else (0.0, 0.0, 1.0) for evidence, _ in pairs])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(rerank, "time", clock)
    return clock


def passages(*quotes: str) -> list[Passage]:
    return [
        Passage(document_id="d", quote=quote, start=0, end=len(quote), score=1 - place / 100)
        for place, quote in enumerate(quotes)
    ]


def test_what_speaks_of_the_claim_comes_first(clock: Clock) -> None:
    found = rerank.rerank("a claim", passages("no", "nothing", "yes"), Judge(clock), seconds=10)
    assert [passage.quote for passage in found] == ["yes", "no", "nothing"]
    assert all(0 <= passage.score <= 1 for passage in found)


def test_no_batch_is_begun_that_would_end_too_late(clock: Clock) -> None:
    judge = Judge(clock)
    hits = passages(*(["no"] * AT_ONCE), *(["yes"] * AT_ONCE), *(["yes"] * AT_ONCE))
    found = rerank.rerank("a claim", hits, judge, seconds=2.5)
    assert clock.now == 2.0
    assert len(judge.judged) == 2 * AT_ONCE
    assert sorted(passage.quote for passage in found) == sorted(passage.quote for passage in hits)


def test_what_was_not_judged_stays_behind_what_was(clock: Clock) -> None:
    hits = passages(*(["no"] * AT_ONCE), "yes")
    found = rerank.rerank("a claim", hits, Judge(clock), seconds=1)
    assert found[-1].quote == "yes"


def test_without_time_the_search_stays_as_it_is(clock: Clock) -> None:
    hits = passages("no", "yes")
    assert rerank.rerank("a claim", hits, Judge(clock), seconds=0) == hits
    assert rerank.rerank("a claim", [], Judge(clock), seconds=5) == []


def test_a_store_is_searched_with_a_verifier(clock: Clock) -> None:
    store = EvidenceStore.in_memory()
    store.add([Document(text=f"Ship {number} left Riga{' yes' * (number == 6)}.") for number in range(12)])
    (plain,) = store.search(["Did the ship leave Riga?"], 2)
    (hits,) = store.search(["Did the ship leave Riga?"], 2, reranker=Judge(clock), seconds=60)
    assert "yes" not in plain[0].quote
    assert "yes" in hits[0].quote
    assert len(hits) == 2
