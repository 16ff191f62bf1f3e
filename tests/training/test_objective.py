import math

import pytest
import torch

from factdesk.training.objective import NO_LABEL, NUMBERS, Objective

LOGITS = torch.tensor([[2.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


def objective(**settings: object) -> Objective:
    return Objective(**{"label_weights": {}, "teacher_weight": 0.5} | settings)


def test_without_a_teacher_the_loss_is_the_cross_entropy_of_the_labels() -> None:
    wanted = torch.nn.functional.cross_entropy(LOGITS, torch.tensor([0, 2]))
    assert objective()(LOGITS, torch.tensor([0, 2]), None) == pytest.approx(wanted.item())


def test_a_label_counts_as_much_as_it_is_told_to() -> None:
    labels = torch.tensor([0, 1])
    plain, heavy = (objective(label_weights=weights)(LOGITS, labels, None) for weights in ({}, {"refutes": 3.0}))
    refuting = torch.nn.functional.cross_entropy(LOGITS[1:], labels[1:])
    assert heavy - plain == pytest.approx(refuting.item())  # two more of it, over two rows


def test_a_student_that_says_what_its_teacher_says_has_nothing_to_learn_from_an_unlabelled_pair() -> None:
    teacher = torch.softmax(LOGITS, dim=1)
    labels = torch.tensor([NO_LABEL, NO_LABEL])
    assert objective()(LOGITS, labels, teacher).item() == pytest.approx(0.0, abs=1e-6)
    assert objective()(LOGITS.flip(0), labels, teacher).item() > 0.1


def test_a_teacher_without_weight_is_heard_on_unlabelled_pairs_alone() -> None:
    teacher = torch.full((2, 3), 1 / 3)
    labels = torch.tensor([0, 1])
    alone = objective()(LOGITS, labels, None)
    assert objective(teacher_weight=0.0)(LOGITS, labels, teacher) == pytest.approx(alone.item())
    assert objective(teacher_weight=0.0)(LOGITS, torch.tensor([0, NO_LABEL]), teacher) > alone / 4


def test_a_batch_of_unlabelled_pairs_and_no_teacher_is_no_loss_rather_than_not_a_number() -> None:
    assert not math.isnan(objective()(LOGITS, torch.tensor([NO_LABEL, NO_LABEL]), None).item())


def test_of_a_row_that_is_only_not_supported_the_two_other_labels_count_together() -> None:
    labels = torch.tensor([NUMBERS["not_supported"]])
    loss = objective(label_smoothing=0.05)(LOGITS[1:], labels, None)
    supports, *others = torch.softmax(LOGITS[1], dim=0).tolist()
    assert loss.item() == pytest.approx(-math.log(sum(others)))
    assert loss.item() == pytest.approx(-math.log(1 - supports))
