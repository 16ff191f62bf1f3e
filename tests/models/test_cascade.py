"""A quick verifier drops the pairs that say nothing; a better one judges the rest."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from factdesk.models import Cascade, Verifier
from factdesk.models.predictor import load_predictor


class Says:
    """Answers each evidence with the row it was given for it, and keeps what it was asked."""

    def __init__(self, version, rows):
        self.version = version
        self.rows = rows
        self.asked = []

    def predict(self, pairs):
        self.asked.extend(pairs)
        return np.array([self.rows[evidence] for evidence, _ in pairs], np.float32).reshape(-1, 3)


SILENT, UNSURE, SURE = (0.02, 0.02, 0.96), (0.4, 0.2, 0.4), (0.9, 0.05, 0.05)
REFUTES = (0.05, 0.9, 0.05)


def cascade():
    return Cascade(
        Says("quick@1", {"weather": SILENT, "maybe": UNSURE, "surely": SURE}),
        Says("good@1", {"maybe": REFUTES, "surely": REFUTES}),
    )


def test_a_pair_that_says_nothing_is_not_shown_to_the_judge():
    both = cascade()
    np.testing.assert_allclose(both.predict([("weather", "a claim")]), [SILENT])
    assert both.judge.asked == []


def test_of_every_other_pair_the_judge_has_the_last_word_even_where_the_screen_is_sure():
    rows = cascade().predict([("surely", "a claim"), ("weather", "a claim"), ("maybe", "a claim")])
    np.testing.assert_allclose(rows, np.array([REFUTES, SILENT, REFUTES]), atol=1e-6)


@given(st.lists(st.sampled_from(["weather", "maybe", "surely"])))
def test_rows_are_those_of_the_pairs_in_their_order_whatever_else_is_asked(texts):
    pairs = [(text, "a claim") for text in texts]
    alone = [cascade().predict([pair])[0] for pair in pairs]
    np.testing.assert_array_equal(cascade().predict(pairs), np.array(alone, np.float32).reshape(-1, 3))


def test_the_version_changes_with_either_model_and_with_the_border():
    rows = {"weather": SILENT}
    made = [
        Cascade(Says("quick@1", rows), Says("good@1", rows)),
        Cascade(Says("quick@2", rows), Says("good@1", rows)),
        Cascade(Says("quick@1", rows), Says("good@2", rows)),
        Cascade(Says("quick@1", rows), Says("good@1", rows), silent=0.8),
    ]
    assert len({both.version for both in made}) == len(made)


def test_two_names_with_a_plus_are_a_cascade_and_one_is_a_verifier(make_model, golden, monkeypatch):
    monkeypatch.setattr("factdesk.models.verifier.check_golden_pairs", lambda *_, **__: None)
    first, second = make_model(), make_model()
    assert isinstance(load_predictor(str(first)), Verifier)
    both = load_predictor(f"{first}+{second}")
    assert isinstance(both, Cascade)
    assert both.predict([("the report denies it .", "it happened")])[0].argmax() == 1
