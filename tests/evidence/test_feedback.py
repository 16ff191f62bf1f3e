from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from factdesk.evidence import Encoder, EvidenceStore
from factdesk.evidence.feedback import FIRST, behind_the_first, moved
from factdesk.records import Document

SCORES = st.lists(st.floats(0, 1), min_size=FIRST + 1, max_size=3 * FIRST)


@given(SCORES, st.randoms(use_true_random=False))
def test_the_first_hits_keep_their_scores_and_no_other_gets_before_them(drawn: list[float], random: Random) -> None:
    scores = np.array(drawn)
    order = np.argsort(-scores, kind="stable")
    again = np.array(sorted(drawn, key=lambda _: random.random()))
    after = behind_the_first(order, scores, again)
    first = order[:FIRST]
    others = np.setdiff1d(np.arange(len(scores)), first)
    assert (after[first] == scores[first]).all()
    assert (after[others] <= scores[first].min()).all()


@given(st.lists(st.lists(st.floats(-1, 1), min_size=4, max_size=4), max_size=6))
def test_a_claim_that_is_moved_is_still_of_unit_length(rows: list[list[float]]) -> None:
    claim = np.array([0.6, 0.8, 0.0, 0.0], np.float32)
    leaders = np.array([row / np.linalg.norm(row) for row in map(np.array, rows) if np.linalg.norm(row) > 0.1])
    vector = moved(claim, leaders.astype(np.float32).reshape(-1, 4))
    assert np.isclose(np.linalg.norm(vector), 1.0, atol=1e-4)


def test_hits_without_vectors_move_no_claim() -> None:
    claim = np.array([0.6, 0.8], np.float32)
    assert (moved(claim, np.zeros((0, 2), np.float32)) == claim).all()


def test_a_long_list_begins_as_a_short_one_does(embedder: Encoder) -> None:
    store = EvidenceStore.in_memory(embedder=embedder)
    words = ["ship", "pier", "crane", "ferry", "dock", "harbour", "tide", "mast"]
    store.add(
        Document(text=f"The {words[n % 8]} {words[n // 8]} number{n} was counted in {1900 + n} by Keeper{n % 5}.")
        for n in range(64)
    )
    (short,) = store.search(["The ship was counted by Keeper3"], 10)
    (long,) = store.search(["The ship was counted by Keeper3"], 40)
    assert len(long) == 40
    assert [hit.id for hit in long[:10]] == [hit.id for hit in short]
    assert [hit.score for hit in long] == sorted((hit.score for hit in long), reverse=True)


def test_what_says_it_in_the_first_hits_words_comes_before_what_does_not(embedder: Encoder) -> None:
    # All of them speak of the claim's jabs; the first hits call them vaccines, and so do half of the others.
    told = [f"Jabs jabs halve influenza deaths says vaccine vaccine vaccine register {n}." for n in range(FIRST + 5)]
    store = EvidenceStore.in_memory(embedder=embedder)
    store.add(Document(text=text) for text in told)
    store.add(Document(text=f"Vaccine vaccine vaccine wards {n} report fewer deaths.") for n in range(5))
    store.add(Document(text=f"Bicycle lanes tram {n} report fewer deaths.") for n in range(5))
    (hits,) = store.search(["Jabs halve influenza deaths"], FIRST + 15)
    last = [hit.quote for hit in hits][-10:]
    assert all("Vaccine" in quote for quote in last[:5])
    assert all("Bicycle" in quote for quote in last[5:])
