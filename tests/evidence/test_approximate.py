"""The index over vectors: made from a size on, made anew when outgrown, and what it misses."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from factdesk.evidence import EvidenceStore, approximate
from factdesk.records import Document


class ScatteredEmbedder:
    """A vector of 16 numbers for each text: its checksum's normal deviates, so that no two texts are alike."""

    version, dimensions = "scattered-1", 16

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        seeds = [sum(map(ord, text)) * 1009 + len(text) for text in texts]
        vectors = np.array([np.random.default_rng(seed).normal(size=self.dimensions) for seed in seeds])
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> EvidenceStore:
    monkeypatch.setattr(approximate, "FROM", 600)
    monkeypatch.setattr(approximate, "PART", 20)
    monkeypatch.setattr(approximate, "GROWTH", 2)
    monkeypatch.setattr(approximate, "PROBED_AT_LEAST", 2)
    monkeypatch.setattr(approximate, "PROBED_SHARE", 0.5)
    return EvidenceStore.in_memory(embedder=ScatteredEmbedder())


def documents(start: int, end: int, site: str = "a.example") -> list[Document]:
    return [Document(text=f"Entry {number:x} of the ledger.", site=site) for number in range(start, end)]


def indices(store: EvidenceStore) -> list[str]:
    return [index.name for index in store._tables.passages.list_indices() if index.name.startswith("vectors")]


def test_a_small_store_is_searched_exactly_and_a_large_one_by_an_index(store: EvidenceStore) -> None:
    store.add(documents(0, 599))
    assert indices(store) == []
    store.add(documents(599, 700))
    assert indices(store) == ["vectors_700_in_35"]


def test_an_outgrown_index_is_made_anew_and_a_grown_one_kept(store: EvidenceStore) -> None:
    store.add(documents(0, 700))
    store.add(documents(700, 1300))
    assert indices(store) == ["vectors_700_in_35"]
    store.add(documents(1300, 1500))
    assert indices(store) == ["vectors_1500_in_75"]


def test_most_of_what_an_exact_search_finds_is_found(store: EvidenceStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(documents(0, 800))
    claims = [f"Quite another claim, number {number}" for number in range(20)]
    monkeypatch.setattr(approximate, "PROBED_SHARE", 1.0)
    exact = [{hit.document_id for hit in hits} for hits in store.search(claims, 10)]
    monkeypatch.setattr(approximate, "PROBED_SHARE", 0.5)
    found = [{hit.document_id for hit in hits} for hits in store.search(claims, 10)]
    assert np.mean([len(one & other) / 10 for one, other in zip(exact, found, strict=True)]) > 0.7


def test_what_was_added_after_the_index_is_found_too(store: EvidenceStore) -> None:
    store.add(documents(0, 700))
    store.add([Document(text="A late addition about whales.")])
    assert "whales" in store.search(["A late addition about whales."], 1)[0][0].quote


def test_a_filter_that_leaves_little_still_finds_all_of_it(store: EvidenceStore) -> None:
    store.add([*documents(0, 700), *documents(700, 706, site="rare.example")])
    assert len(store.search(["something else entirely"], 10, site="rare.example")[0]) == 6
