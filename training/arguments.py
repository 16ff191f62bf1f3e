"""What every run tells transformers' Trainer, whichever model it makes."""

from pathlib import Path
from typing import Any, Protocol

import torch
from transformers import TrainingArguments

from factdesk.training.precision import takes_bfloat16

#: Processes that make batches for a GPU.
_FEEDING = 4


class Settings(Protocol):
    """What a recipe says of the way to learn."""

    @property
    def seed(self) -> int:
        """Of everything that is drawn."""

    @property
    def batch_size(self) -> int:
        """Rows a step, on each device."""

    @property
    def epochs(self) -> float:
        """Passes over the rows, at the most."""

    @property
    def learning_rate(self) -> float:
        """The highest that the clock comes to."""

    @property
    def weight_decay(self) -> float:
        """By AdamW."""


def arguments(settings: Settings, output: Path, *, save_steps: int, **more: Any) -> TrainingArguments:
    """Return the arguments of a run that writes its checkpoints, the last two, to ``output``.

    On a GPU, an Apple chip or the CPU, whichever there is; nothing is reported to anybody. ``more`` are arguments of
    ``TrainingArguments`` that this run alone has.
    """
    return TrainingArguments(
        output_dir=str(output),
        seed=settings.seed,
        per_device_train_batch_size=settings.batch_size,
        num_train_epochs=settings.epochs,
        learning_rate=settings.learning_rate,
        weight_decay=settings.weight_decay,
        train_sampling_strategy="group_by_length",
        remove_unused_columns=False,  # weights and the teacher's probabilities are columns that only the loss uses
        bf16=takes_bfloat16(),
        use_cpu=not torch.cuda.is_available() and not torch.backends.mps.is_available(),
        dataloader_pin_memory=torch.cuda.is_available(),
        # A GPU waits for batches that the process which feeds it makes; on a CPU there is no core to spare.
        dataloader_num_workers=_FEEDING if torch.cuda.is_available() else 0,
        logging_steps=20,
        save_steps=save_steps,
        save_total_limit=2,
        report_to=[],
        **more,
    )
