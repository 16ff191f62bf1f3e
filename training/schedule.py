"""A learning rate that follows the clock: warm up, hold, and decay to zero whether the rows or the time run out first.

A run on a shared machine cannot know how many steps it will get. The decay at the end is worth several points, so it
must happen: progress is the larger of steps done and time gone (warmup-stable-decay, Hu et al. 2024, MiniCPM).
"""

import time
from collections.abc import Callable
from typing import Any, cast

import torch
from torch.optim.lr_scheduler import LambdaLR, LRScheduler
from torch.utils.data import Sampler
from transformers import Trainer, TrainerCallback, TrainerControl, TrainerState, TrainingArguments
from transformers.trainer_pt_utils import LengthGroupedSampler

#: share of a run in which the rate rises to its peak, and share in which it falls from there to zero at the end
WARMUP = 0.05
DECAY = 0.25


class Clock(TrainerCallback):
    """Ends a run when its seconds are gone, and tells the scheduler how far it has come.

    Without seconds only the steps count. ``now`` returns seconds that go on from call to call.
    """

    def __init__(self, seconds: float | None = None, *, now: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._now = now
        self._started = now()

    def progress(self, step: int, steps: int) -> float:
        """Give the share of the run that is over, from 0 to 1."""
        by_steps = step / max(steps, 1)
        if self.seconds is None:
            return min(by_steps, 1.0)
        by_time = (self._now() - self._started) / max(self.seconds, 1e-9)
        return min(max(by_steps, by_time), 1.0)

    def rate(self, step: int, steps: int) -> float:
        """Give the factor of the peak learning rate at this step."""
        progress = self.progress(step, steps)
        return min(1.0, progress / WARMUP, (1.0 - progress) / DECAY)

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        """Stop, and save what was learned, once the time is gone."""
        if self.progress(state.global_step, state.max_steps) >= 1.0:
            control.should_training_stop = True


class ClockTrainer(Trainer):
    """transformers' Trainer with the learning rate of a :class:`Clock`, and batches drawn in no time."""

    def __init__(self, *, clock: Clock, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.clock = clock
        self.add_callback(clock)

    def create_scheduler(self, num_training_steps: int, optimizer: torch.optim.Optimizer | None = None) -> LRScheduler:
        """Follow the clock instead of a schedule fixed in steps."""
        if self.lr_scheduler is None:
            # The Trainer makes its optimizer before it asks for a scheduler.
            wanted = cast(torch.optim.Optimizer, optimizer or self.optimizer)
            self.lr_scheduler = LambdaLR(wanted, lambda step: self.clock.rate(step, num_training_steps))
            self._created_lr_scheduler = True
        return self.lr_scheduler

    def _get_train_sampler(self, train_dataset: Any = None) -> Sampler[int] | None:
        """Draw rows of like length by a list of the lengths.

        The Trainer hands its sampler a column, which reads the data anew for each of the numbers that it sorts: for
        240,000 rows a minute, at the start of each pass.
        """
        sampler = super()._get_train_sampler(train_dataset)
        if isinstance(sampler, LengthGroupedSampler):
            sampler.lengths = list(sampler.lengths[:])
        return sampler
