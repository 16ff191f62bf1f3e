import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.evidence import Encoder, EvidenceStore
from factdesk.evidence.meaning import meanings
from factdesk.evidence.query import MAX_WORDS, spelled_out, unsigned, words_of
from factdesk.records import Document


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ("Stand with #BlackLivesMatter now", "Stand with Black Lives Matter now"),
        ("@realDonaldTrump said so", "real Donald Trump said so"),
        ("#COVID19 and #Election2020", "COVID 19 and Election 2020"),
        ("#WWIIVeteran", "WWII Veteran"),
        ("#G20 #stop_it", "G20 stop it"),
        ("Gone! pic.twitter.com/a1B2 https://t.co/V4Lz", "Gone!"),
        ("#Minecrafthttps://t.co/V4Lz", "Minecraft"),
    ],
)
def test_hashtags_and_handles_become_words_and_links_to_pictures_go(post: str, words: str) -> None:
    assert spelled_out(post).split() == words.split()


@pytest.mark.parametrize(
    "text",
    [
        "He is #1 of 50.",
        "Write to press@harbour.example.",
        "See https://harbour.example/a#Ships for 1/2 of it.",
        "C# is a language & A/B is a test.",
        "nothing of the sort",
        "",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert spelled_out(text) == text


@given(st.text(alphabet=st.characters(exclude_characters="/")))
def test_no_letter_is_lost(text: str) -> None:
    assert [mark for mark in spelled_out(text) if mark.isalnum()] == [mark for mark in text if mark.isalnum()]


def test_a_query_has_each_word_once() -> None:
    assert words_of("The ships of Riga, the 12 ships") == "the ships of riga 12"


@given(st.text())
def test_a_query_is_bounded_and_has_no_operators(text: str) -> None:
    words = words_of(text)
    assert len(words.split()) <= MAX_WORDS
    assert not re.search(r"[^\w ]", words)


def test_a_post_finds_what_its_hashtag_says() -> None:
    store = EvidenceStore.in_memory()
    store.add([Document(text="Black lives matter, the crowd in Riga called."), Document(text="The matter is closed.")])
    assert store.search(["#BlackLivesMatter"])[0][0].quote.startswith("Black lives")


SIGNED = "Ships sank. pic.twitter.com/a1 — Anna Reed (@annareed) March 24, 2019"


@pytest.mark.parametrize(
    ("post", "bare"),
    [
        (SIGNED, "Ships sank. pic.twitter.com/a1"),
        ("Yes. – Ann (@a_b) May 1, 2020 No. — Ben O’Neil (@ben) May 2, 2020", "Yes.   No."),
        ("— Anna Reed (@annareed) March 24, 2019", "— Anna Reed (@annareed) March 24, 2019"),
        ("Riga — the port (@riga) — grew in May 2019", "Riga — the port (@riga) — grew in May 2019"),
    ],
)
def test_who_posted_it_and_when_is_taken_off_a_post(post: str, bare: str) -> None:
    assert unsigned(post) == bare


def test_a_posts_meaning_lies_between_its_own_and_its_signed_one(embedder: Encoder) -> None:
    whole, bare = embedder.encode([spelled_out(SIGNED), "Ships sank.  "])
    (vector,) = meanings([SIGNED], embedder)
    assert np.linalg.norm(vector) == pytest.approx(1)
    assert vector @ whole == pytest.approx(vector @ bare)


def test_another_claims_meaning_is_its_vector(embedder: Encoder) -> None:
    claims = ["Ships sank.", "The port grew.", "Ships sank."]
    assert meanings(claims, embedder) == pytest.approx(embedder.encode(claims))
