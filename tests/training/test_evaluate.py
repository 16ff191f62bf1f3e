import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score, brier_score_loss, f1_score

from factdesk.errors import InputError
from factdesk.training.datasets import LABELS
from factdesk.training.evaluate import SLICES, calibration_error, score, score_answers, score_slices


@pytest.fixture
def answers() -> tuple[np.ndarray, list[str]]:
    generator = np.random.default_rng(7)
    probabilities = generator.dirichlet((1, 1, 1), size=300)
    labels = [LABELS[generator.choice(3, p=row)] for row in probabilities]
    return probabilities, labels


def test_the_scores_are_those_of_scikit_learn(answers: tuple[np.ndarray, list[str]]) -> None:
    probabilities, labels = answers
    said = [LABELS[column] for column in probabilities.argmax(axis=1)]
    scores = score(probabilities, labels)
    assert scores.balanced_accuracy == pytest.approx(balanced_accuracy_score(labels, said))
    assert scores.macro_f1 == pytest.approx(f1_score(labels, said, average="macro"))
    assert scores.accuracy == pytest.approx(np.mean(np.array(said) == labels))
    expected = brier_score_loss(labels, probabilities[:, [2, 1, 0]], labels=sorted(LABELS), scale_by_half=False)
    assert scores.brier == pytest.approx(expected)
    low, high = scores.interval
    assert low < scores.balanced_accuracy < high


def test_honest_probabilities_have_a_small_calibration_error_and_overconfident_ones_a_large_one(
    answers: tuple[np.ndarray, list[str]],
) -> None:
    probabilities, labels = answers
    sharp = probabilities**6 / (probabilities**6).sum(axis=1, keepdims=True)
    assert score(probabilities, labels).calibration_error < 0.1 < score(sharp, labels).calibration_error


def test_calibration_error_by_hand() -> None:
    # Two bins: at 0.9 three of four are right, at 0.5 one of two.
    certainty = np.array([0.9, 0.9, 0.9, 0.9, 0.5, 0.5])
    hits = np.array([True, True, True, False, True, False])
    assert calibration_error(certainty, hits) == pytest.approx(4 / 6 * 0.15)


def test_an_answer_outside_the_labels_of_the_set_is_a_miss() -> None:
    probabilities = np.array([[0.8, 0.1, 0.1], [0.1, 0.1, 0.8]])
    scores = score(probabilities, ["supports", "refutes"])
    assert scores.balanced_accuracy == 0.5
    assert dict(scores.recall) == {"supports": 1.0, "refutes": 0.0}


def test_a_set_of_two_labels_is_also_scored_as_a_choice_between_the_two() -> None:
    probabilities = np.array([[0.8, 0.1, 0.1], [0.1, 0.2, 0.7], [0.2, 0.1, 0.7], [0.1, 0.8, 0.1]])
    scores = score(probabilities, ["supports", "refutes", "refutes", "refutes"])
    assert scores.balanced_accuracy == pytest.approx((1 + 1 / 3) / 2)
    assert scores.choice_accuracy == pytest.approx((1 + 2 / 3) / 2)
    # Where all three labels stand in the set, the two are one; where there is one label, there is no choice.
    of_three = score(probabilities, ["supports", "nei", "refutes", "refutes"])
    assert of_three.choice_accuracy == of_three.balanced_accuracy
    assert score(probabilities, ["refutes"] * 4).choice_accuracy is None


def test_refutes_and_nei_are_both_not_supported_in_a_binary_set() -> None:
    probabilities = np.array([[0.4, 0.3, 0.3], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.9, 0.1, 0.0]])
    scores = score(probabilities, ["not_supported", "not_supported", "not_supported", "supports"])
    assert scores.accuracy == 1.0


def test_the_surer_half_has_fewer_errors_when_certainty_means_something() -> None:
    probabilities = np.array([[0.99, 0.01, 0.0], [0.4, 0.35, 0.25]])
    scores = score(probabilities, ["supports", "refutes"])
    assert scores.risk_at_coverage[0.5] == 0.0
    assert scores.risk_at_coverage[1.0] == 0.5


def test_slices_hold_the_rows_they_name() -> None:
    claims = ["Prices rose 5 %.", "It did not rain.", "In March it rained.", "It rained."]
    evidence = ["One. Two.", "One.", "word " * 61, "One."]
    probabilities = np.tile([0.8, 0.1, 0.1], (4, 1))
    scores = score_slices(probabilities, ["supports"] * 4, claims, evidence)
    assert set(scores) == set(SLICES)
    assert {name: part.rows for name, part in scores.items()} == dict.fromkeys(SLICES, 1)


@pytest.mark.parametrize("labels", [[], ["supports"], ["supports", "perhaps"]])
def test_labels_that_do_not_fit_are_an_error(labels: list[str]) -> None:
    with pytest.raises(InputError):
        score(np.full((2, 3), 1 / 3), labels)


def test_a_detectors_answers_are_scored_at_one_half() -> None:
    scores = score_answers(np.array([0.9, 0.6, 0.4, 0.1]), np.array([1.0, 0.0, 1.0, 0.0]))
    assert (scores.accuracy, scores.f1, scores.auroc) == (0.5, 0.5, 0.75)
