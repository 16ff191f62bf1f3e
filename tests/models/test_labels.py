"""Which column means what."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.errors import ModelError
from factdesk.models.labels import label_named, labels_of, three_way


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("entailment", "supports"),
        ("ENTAILMENT", "supports"),
        ("SUPPORTS", "supports"),
        ("Supported", "supports"),
        ("contradiction", "refutes"),
        ("REFUTES", "refutes"),
        ("refuted", "refutes"),
        ("neutral", "nei"),
        ("NEI", "nei"),
        ("NOT ENOUGH INFO", "nei"),
        ("not_enough_information", "nei"),
        ("Not-Enough-Evidence", "nei"),
        ("not_entailment", "not_supported"),
        ("not supported", "not_supported"),
        ("unsupported", "not_supported"),
        ("LABEL_0", None),
        ("label_2", None),
        ("positive", None),
        ("", None),
    ],
)
def test_a_label_is_known_by_its_name_in_any_case_and_spelling(name, label):
    assert label_named(name) == label


def test_columns_follow_the_numbers_of_id2label_and_not_its_order():
    assert labels_of({"2": "neutral", "0": "contradiction", "1": "entailment"}) == ("refutes", "supports", "nei")


def test_the_tenth_column_does_not_come_before_the_second():
    with pytest.raises(ModelError, match="do not make a verifier"):
        labels_of({str(number): "neutral" for number in range(11)})


@pytest.mark.parametrize(
    "names",
    [
        ["LABEL_0", "LABEL_1", "LABEL_2"],
        ["entailment", "neutral", "LABEL_2"],
        [],
        ["positive", "negative"],
        ["entailment", "contradiction"],
        ["entailment", "neutral"],
        ["neutral"],
        ["entailment", "entailment", "neutral"],
        ["entailment", "neutral", "contradiction", "supports"],
        ["entailment", "neutral", "contradiction", "not_entailment"],
    ],
    ids=str,
)
def test_labels_that_do_not_make_a_verifier_are_refused(names):
    with pytest.raises(ModelError, match="wanted"):
        labels_of({str(number): name for number, name in enumerate(names)})


def test_labels_that_are_only_numbered_are_told_how_to_be_loaded():
    with pytest.raises(ModelError, match=r"LABEL_0.*label_order"):
        labels_of({"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"})


def test_a_given_order_names_the_columns():
    numbered = {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}
    assert labels_of(numbered, ("contradiction", "entailment", "neutral")) == ("refutes", "supports", "nei")


def test_a_given_order_of_another_length_is_refused():
    with pytest.raises(ModelError, match=r"names 2 columns.*has 3"):
        labels_of({"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}, ("supports", "not_supported"))


LOGITS = st.lists(st.floats(-1e4, 1e4, width=32), min_size=3, max_size=3)


@settings(max_examples=50)
@given(LOGITS)
def test_probabilities_add_to_one_and_do_not_depend_on_the_order_of_the_columns(row):
    labels = ("supports", "refutes", "nei")
    straight = three_way(np.array([row], np.float32), labels)
    assert straight.sum() == pytest.approx(1.0, abs=1e-5)
    assert np.isfinite(straight).all()
    for order in itertools.permutations(range(3)):
        turned = three_way(np.array([[row[column] for column in order]], np.float32), [labels[c] for c in order])
        np.testing.assert_allclose(turned, straight, atol=1e-6)


def test_what_a_two_way_checkpoint_does_not_support_is_not_enough_information():
    rows = three_way(np.array([[0.0, 3.0], [2.0, 2.0]], np.float32), ("not_supported", "supports"))
    np.testing.assert_allclose(rows, [[0.9526, 0.0, 0.0474], [0.5, 0.0, 0.5]], atol=1e-4)


def test_a_single_column_is_the_logit_of_support():
    rows = three_way(np.array([[0.0], [3.0], [-500.0]], np.float32), ("supports",))
    np.testing.assert_allclose(rows, [[0.5, 0.0, 0.5], [0.9526, 0.0, 0.0474], [0.0, 0.0, 1.0]], atol=1e-4)
