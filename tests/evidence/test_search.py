from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.evidence import Encoder, EvidenceStore, search
from factdesk.records import Claim, Document

TRADE = Document(
    title="Trade facts for 2024",
    text="Goods trade with China was an estimated $582.4 billion in 2024. Imports from China were $438.9 billion.",
    url="https://trade.example/china",
    published=date(2025, 3, 20),
    site="trade.example",
    language="en",
    retrieved=date(2025, 6, 1),
)
OTHERS = Document(title="Other partners", text="Goods trade with Mexico was an estimated $839.9 billion in 2024.")
LATER = Document(text="Goods trade with China fell in the summer.", published=date(2025, 9, 1), site="later.example")


@pytest.fixture(params=["words", "words and meaning"])
def store(request: pytest.FixtureRequest, embedder: Encoder) -> EvidenceStore:
    store = EvidenceStore.in_memory(embedder=embedder if "meaning" in request.param else None)
    store.add([TRADE, OTHERS, LATER])
    return store


def test_a_hit_is_its_own_receipt(store: EvidenceStore) -> None:
    hit = store.search(["Trade with China totaled nearly $600 billion in 2024."])[0][0]
    assert hit.quote == "Goods trade with China was an estimated $582.4 billion in 2024."
    assert TRADE.text[hit.start : hit.end] == hit.quote
    assert (hit.document_id, hit.sha256, hit.title, hit.url) == (TRADE.id, TRADE.sha256, TRADE.title, TRADE.url)
    assert (hit.published, hit.site, hit.retrieved) == (TRADE.published, TRADE.site, TRADE.retrieved)
    assert (hit.prefix, hit.suffix) == ("", TRADE.text[hit.end :])
    assert hit.fulltext is not None
    assert (hit.dense is None) == (store.embedder is None)


def test_scores_are_shares_and_come_in_order(store: EvidenceStore) -> None:
    for hits in store.search(["Goods trade with China", "Mexico", "imports in the summer"]):
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_each_claim_gets_its_own_hits_in_the_order_of_the_claims(store: EvidenceStore) -> None:
    claims = ["Mexico traded goods", Claim.from_text("Imports from China were $438.9 billion."), ""]
    first, second, third = store.search(claims, 1)
    assert "Mexico" in first[0].quote
    assert "438.9" in second[0].quote
    assert third == []


def test_the_likeness_of_a_hit_is_the_same_whichever_search_found_it(
    embedder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "AT_LEAST", 1)
    monkeypatch.setattr(search, "CANDIDATES", 1)
    store = EvidenceStore.in_memory(embedder=embedder)
    # To this embedder every word is alike; full text knows no "of", "with" and "by".
    texts = ["Of with by, of with by.", "Zeppelin, a zeppelin, or else no zeppelin at all.", "Goods are many things."]
    store.add(Document(text=text) for text in texts)
    claim = "Trade of goods with China by zeppelin"
    hits = [hit for k in (1, 2) for hit in store.search([claim], k)[0]]
    likeness = embedder.encode([hit.quote for hit in hits]) @ embedder.encode([claim])[0]
    assert [hit.dense for hit in hits] == pytest.approx(likeness.tolist(), abs=1e-6)
    assert {hit.fulltext is None for hit in hits} == {True, False}


def test_what_was_published_later_is_not_returned(store: EvidenceStore) -> None:
    for day in (date(2025, 3, 20), date(2025, 8, 31)):
        hits = store.search(["goods trade with China"], published_before=day)[0]
        assert TRADE.id in {hit.document_id for hit in hits}
        assert LATER.id not in {hit.document_id for hit in hits}
    assert all(hit.published is None for hit in store.search(["goods trade"], published_before=date(2025, 3, 19))[0])


def test_what_was_published_earlier_is_not_returned(store: EvidenceStore) -> None:
    hits = store.search(["goods trade with China"], published_after=date(2025, 9, 1))[0]
    assert {hit.document_id for hit in hits if hit.published} == {LATER.id}


def test_a_document_without_a_date_passes_both_days(store: EvidenceStore) -> None:
    hits = store.search(["Mexico"], published_before=date(1990, 1, 1), published_after=date(1980, 1, 1))[0]
    assert [hit.document_id for hit in hits] == [OTHERS.id]


def test_a_site_and_a_language_are_wanted_exactly(store: EvidenceStore) -> None:
    assert {hit.document_id for hit in store.search(["goods trade"], site="trade.example")[0]} == {TRADE.id}
    assert {hit.document_id for hit in store.search(["goods trade"], language="en")[0]} == {TRADE.id}
    assert store.search(["goods trade"], site="it's; DROP TABLE passages; --") == [[]]


def test_an_empty_store_and_an_empty_list_of_claims_give_nothing() -> None:
    assert EvidenceStore.in_memory().search(["ships"]) == [[]]
    assert EvidenceStore.in_memory().search([]) == []


@pytest.mark.parametrize("k", [0, -1])
def test_no_hits_are_returned_when_none_are_wanted(store: EvidenceStore, k: int) -> None:
    assert store.search(["goods"], k) == [[]]


@pytest.mark.parametrize(
    "claim",
    [
        '"', "'", '"goods" AND (trade OR', "quote:goods^9 -trade +China~2", "goods*", "\\", "/.*/", "😀", "\x00",
        "\ud83d", "NOT", "{}[]()", "goods " * 10_000, " ".join(f"word{n}" for n in range(10_000)), "x" * 100_000,
        "تجارة", "\u200f",
    ],
    ids=lambda claim: ascii(claim[:12]),
)  # fmt: skip
def test_hostile_claims_are_words_like_any_other(store: EvidenceStore, claim: str) -> None:
    alone, mixed = store.search([claim, f"Mexico {claim}"], 20)
    assert all(hit.document_id in {TRADE.id, OTHERS.id, LATER.id} for hit in alone)
    assert any("Mexico" in hit.quote for hit in mixed)


_STORE = EvidenceStore.in_memory()
_STORE.add([TRADE, OTHERS, LATER])


@given(st.text(max_size=60))
@settings(max_examples=30, deadline=None)
def test_any_text_can_be_searched_for(claim: str) -> None:
    assert len(_STORE.search([claim])) == 1


def test_overlapping_passages_are_one_hit() -> None:
    store = EvidenceStore.in_memory()
    store.add([Document(text="The tariff on steel was raised in April. It reached 145% on April 10.")])
    assert len(store.search(["The tariff on steel reached 145% on April 10."])[0]) == 1


def test_copies_of_one_report_count_once() -> None:
    lines = [f"Ship {number} left Antwerp for Riga on day {number} with grain in its hold." for number in range(20)]
    edited = [line.replace("left Antwerp", "has left Antwerp") for line in lines]
    store = EvidenceStore.in_memory()
    store.add([Document(text=" ".join(lines)), Document(text="The agency said so. " + " ".join(lines))])
    store.add([Document(text=" ".join([*lines[:14], *edited[14:]]))])
    for number in (3, 17):
        hits = store.search([f"Ship {number} left Antwerp on day {number}"], 5)[0]
        assert [f"Ship {number} " in hit.quote for hit in hits].count(True) == 1


def test_like_sentences_with_other_numbers_both_count() -> None:
    store = EvidenceStore.in_memory()
    store.add([Document(text=f"The unemployment rate in Riga was {rate} percent in May.") for rate in ("5.8", "6.8")])
    assert len(store.search(["The unemployment rate in Riga was 5.8 percent"])[0]) == 2


def test_a_sentence_is_found_by_what_it_stands_in(article: Callable[..., Document]) -> None:
    about = Document(text="Acme of Riga makes steel. Sales rose by nine percent last year. Two plants were closed.")
    other = Document(text="Birch of Oslo makes paper. Sales rose by nine percent last year too. Nobody was surprised.")
    store = EvidenceStore.in_memory()
    store.add([other, about, *(article(number) for number in range(5))])
    hits = store.search(["Sales of Acme, the Riga steel maker, rose by nine percent"], 3)[0]
    of_both = [hit.document_id for hit in hits if hit.quote.startswith("Sales rose")]
    assert of_both[0] == about.id


def test_an_earlier_fact_check_carries_its_rating() -> None:
    store = EvidenceStore.in_memory()
    store.add([Document(text="The moon is made of cheese.", metadata={"factcheck": "False"})])
    assert store.search(["moon cheese"])[0][0].factcheck == "False"
