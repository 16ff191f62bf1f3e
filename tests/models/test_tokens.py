"""Texts to batches."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Encoding, Tokenizer, models

from factdesk.errors import ModelError
from factdesk.models.folders import ModelFolder
from factdesk.models.tokens import LENGTH_STEP, Tokens, readable

SMALL = Tokens(Tokenizer(models.WordLevel({"rain": 1}, unk_token="rain")), window=32, pad_id=0, takes_types=False)


@pytest.fixture
def tokens(make_model):
    return Tokens.from_folder(ModelFolder(make_model(), "tiny"))


def test_a_pair_is_put_together_as_the_tokenizer_would_itself(tokens):
    first, second = "the report confirms it .", "it happened on monday"
    encoded = tokens.encode([first, second])
    row, wanted = tokens.row(encoded[first], encoded[second]), tokens.tokenizer.encode(first, second)
    assert (row.ids, row.type_ids) == (wanted.ids, wanted.type_ids)


def test_the_first_text_of_a_pair_is_the_evidence(tokens):
    encoded = tokens.encode(["rain", "it happened"])
    row = tokens.row(encoded["rain"], encoded["it happened"])
    assert row.tokens == ["[CLS]", "rain", "[SEP]", "it", "happened", "[SEP]"]


@settings(max_examples=40)
@given(st.lists(st.integers(1, 28), min_size=1, max_size=40), st.integers(1, 200))
def test_batches_hold_every_row_once_within_the_budget(lengths, budget):
    rows = [Encoding.merge([SMALL.tokenizer.encode("rain")] * length) for length in lengths]
    seen = []
    for numbers in SMALL.grouped(rows, budget):
        seen += numbers
        batch = SMALL.batch([rows[number] for number in numbers])
        shape = batch["input_ids"].shape
        assert shape[1] % LENGTH_STEP == 0
        assert shape[0] == 1 or shape[0] * shape[1] <= budget
        for number, ids, mask in zip(numbers, batch["input_ids"], batch["attention_mask"], strict=True):
            assert ids[mask == 1].tolist() == rows[number].ids
            assert not ids[mask == 0].any()
    assert sorted(seen) == list(range(len(rows)))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_lone_surrogates_become_replacement_characters_and_nothing_else_changes(text):
    assert readable(text) == text
    assert readable(text + "\ud800") == text + "�"
    assert readable("\udfff" + text).encode()


def test_a_tokenizer_that_cannot_be_read_is_named(make_model):
    folder = make_model()
    (folder / "tokenizer.json").write_text('{"model": 3}')
    with pytest.raises(ModelError, match="cannot read the tokenizer of tiny"):
        Tokens.from_folder(ModelFolder(folder, "tiny"))
