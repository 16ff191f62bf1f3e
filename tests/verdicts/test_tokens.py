"""A text as tokens: each where it stands, none longer than a word may be."""

from hypothesis import given
from hypothesis import strategies as st

from factdesk.verdicts.tokens import tokenize


@given(st.text(max_size=300))
def test_each_token_is_what_stands_at_its_place(text: str) -> None:
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text


def test_words_and_numbers_without_end_are_cut() -> None:
    text = "x" * 5_000 + " " + "7" * 5_000 + "." + "3" * 5_000 + " " + "a." * 5_000
    tokens = tokenize(text)
    assert max(len(token.text) for token in tokens) <= 200
    assert "".join(token.text for token in tokens) == text.replace(" ", "")
