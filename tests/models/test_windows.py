"""Evidence that is longer than the window."""

import logging

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from factdesk.models.windows import MOST_PIECES, combined, pieces


def encode(text):
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "named": 1}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return tokenizer.encode(text)


def cut(text, room, claim="a claim"):
    return pieces(text, encode(text), encode(claim), room)


def test_a_text_that_fits_is_left_as_it_is():
    assert cut(" One sentence. Another. ", 20) == [" One sentence. Another. "]


def test_a_long_text_is_cut_at_sentence_borders():
    assert cut("One two three. Four five six. Seven eight nine.", 4) == [
        "One two three.",
        "Four five six.",
        "Seven eight nine.",
    ]


def test_a_piece_begins_with_the_last_sentence_of_the_one_before():
    text = "A one. B two. C three. D four. E five."
    assert cut(text, 9) == ["A one. B two. C three.", "C three. D four. E five."]


def test_a_line_break_ends_a_sentence():
    assert cut("One two three\nfour five six", 3) == ["One two three", "four five six"]


def test_a_sentence_longer_than_the_room_is_cut_between_words():
    assert cut("one two three four five", 2) == ["one two", "three four", "five"]


TEXTS = st.lists(
    st.sampled_from(["word", "é́", "中文。", "end.", "no!", "\n", "a-b", "x" * 30, "🙂", "؟ نعم."]), max_size=60
).map(" ".join)


def words_of(text):
    return [text[start:end] for start, end in encode(text).offsets]


@settings(max_examples=60)
@given(TEXTS, st.integers(1, 20))
def test_pieces_fit_and_hold_every_word_in_order(text, room):
    words, end = words_of(text), 0
    for piece in cut(text, room):
        found = words_of(piece)
        assert len(found) <= room
        starts = [start for start in range(end + 1) if words[start : start + len(found)] == found]
        assert starts, "a piece begins where the one before ended, or earlier"
        end = starts[-1] + len(found)
    assert end == len(words)


def test_of_very_long_evidence_the_pieces_closest_to_the_claim_are_judged_and_that_is_said(caplog):
    text = "nothing here now. " * (2 * MOST_PIECES) + "named here now. " + "nothing here now. " * (2 * MOST_PIECES)
    with caplog.at_level(logging.WARNING):
        found = cut(text, 4, claim="named")
    assert len(found) == MOST_PIECES
    assert "named here now." in found
    assert "closest to the claim" in caplog.text


def rows_of(draws):
    rows = np.array(draws, np.float32) + 1e-3
    return rows / rows.sum(axis=1, keepdims=True)


ROWS = st.lists(st.tuples(*[st.floats(0, 1, width=32)] * 3), min_size=1, max_size=12).map(rows_of)


@settings(max_examples=60)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_pieces_does_not_matter(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    np.testing.assert_allclose(combined(rows[order]), combined(rows), atol=1e-5)
    assert combined(rows).sum() == pytest.approx(1.0, abs=1e-4)


def test_one_piece_is_taken_as_it_is():
    row = np.array([[0.2, 0.3, 0.5]], np.float32)
    np.testing.assert_allclose(combined(row), row[0], rtol=1e-6)


@pytest.mark.parametrize("decisive", [[0.95, 0.02, 0.03], [0.02, 0.95, 0.03]], ids=["supports", "refutes"])
def test_many_irrelevant_pieces_do_not_bury_the_one_that_decides(decisive):
    irrelevant = [[0.06, 0.04, 0.9]] * 30
    np.testing.assert_allclose(combined(np.array([decisive, *irrelevant], np.float32)), decisive, atol=0.02)


def test_a_piece_that_says_a_little_does_not_overturn_the_one_that_decides():
    row = combined(np.array([[0.95, 0.02, 0.03], [0.1, 0.5, 0.4]], np.float32))
    assert row[0] > 0.8


def test_pieces_that_disagree_leave_the_matter_open():
    row = combined(np.array([[0.9, 0.05, 0.05], [0.05, 0.9, 0.05]], np.float32))
    assert abs(row[0] - row[1]) < 1e-6
    assert row.max() < 0.5


def test_pieces_that_all_say_nothing_say_nothing():
    row = combined(np.array([[0.0, 0.0, 1.0]] * 3, np.float32))
    np.testing.assert_allclose(row, [0.0, 0.0, 1.0])
