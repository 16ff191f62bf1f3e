"""What a verifier learns from: the labels of rows, and, where there is a teacher, what the teacher thinks of them.

A student that sees how sure its teacher is learns more from a row than the label holds (Hinton et al. 2015), and it
can learn from pairs that nobody has labelled.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn.functional import cross_entropy, kl_div, log_softmax

from factdesk.training.datasets import LABELS, NOT_SUPPORTED
from factdesk.training.schedule import ClockTrainer

#: The label number of a row without a label: torch's cross entropy passes over it.
NO_LABEL = -100
#: The label number of a row of which it is known only that its evidence does not support the claim.
_NOT_SUPPORTED = -101
#: The number of each label that rows may have; of any other, :data:`NO_LABEL`.
NUMBERS = {label: index for index, label in enumerate(LABELS)} | {NOT_SUPPORTED: _NOT_SUPPORTED}


@dataclass(frozen=True, kw_only=True)
class Objective:
    """The loss of a batch."""

    label_smoothing: float = 0.0
    #: How much each label counts, by name; 1 where it is not named.
    label_weights: Mapping[str, float]
    #: The teacher's share of the loss of a labelled row, from 0 to 1; of other rows it has all of it.
    teacher_weight: float
    #: Both sides are divided by it before they are compared: above 1, small probabilities count for more.
    temperature: float = 2.0

    def __call__(self, logits: torch.Tensor, labels: torch.Tensor, teacher: torch.Tensor | None) -> torch.Tensor:
        """Give the mean loss of logits (n, 3) for n label numbers and, if any, the teacher's probabilities (n, 3)."""
        weights = torch.tensor([self.label_weights.get(label, 1.0) for label in LABELS], device=logits.device)
        by_label = cross_entropy(
            logits.float(),
            labels.where(labels >= 0, NO_LABEL),
            weight=weights,
            label_smoothing=self.label_smoothing,
            reduction="none",
        )
        # Of a row that is refuted or open, unknown which, what counts is the probability of the two together.
        others = [index for index, label in enumerate(LABELS) if label != "supports"]
        either = -log_softmax(logits.float(), dim=1)[:, others].logsumexp(dim=1)
        by_label = by_label.where(labels != _NOT_SUPPORTED, either)
        if teacher is None:
            return by_label.sum() / (labels != NO_LABEL).sum().clamp(min=1)
        wanted = log_softmax(teacher.float().clamp(min=1e-6).log() / self.temperature, dim=1)
        said = log_softmax(logits.float() / self.temperature, dim=1)
        by_teacher = kl_div(said, wanted, log_target=True, reduction="none").sum(dim=1) * self.temperature**2
        share = torch.where(labels == NO_LABEL, 1.0, self.teacher_weight)
        return (share * by_teacher + (1.0 - share) * by_label).mean()


class VerifierTrainer(ClockTrainer):
    """The Trainer of a verifier: its loss is an :class:`Objective`."""

    def __init__(self, *, objective: Objective, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.objective: Objective = objective
        # Each batch's loss is a mean already: nothing is left to divide over accumulated steps.
        self.model_accepts_loss_kwargs = False

    def compute_loss(
        self,
        model: torch.nn.Module,
        inputs: dict[str, torch.Tensor | Any],
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | int | None = None,
    ) -> Any:
        """Give the loss of a batch and, if asked, what the model said."""
        features = {name: values for name, values in inputs.items() if name not in ("labels", "teacher")}
        outputs = model(**features)
        loss = self.objective(outputs.logits, inputs["labels"], inputs.get("teacher"))
        return (loss, outputs) if return_outputs else loss
