from pathlib import Path

import torch
from datasets import Dataset
from hypothesis import given
from hypothesis import strategies as st
from transformers import TrainingArguments
from transformers.trainer_pt_utils import LengthGroupedSampler

from factdesk.training.schedule import DECAY, Clock, ClockTrainer


class Seconds:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.gone = 0.0

    def __call__(self) -> float:
        return self.gone


def test_the_rate_warms_up_holds_and_decays_to_zero_by_steps() -> None:
    clock = Clock()
    rates = [clock.rate(step, 100) for step in range(101)]
    assert rates[0] == rates[100] == 0.0
    assert max(rates) == 1.0
    assert rates[10:70] == [1.0] * 60
    assert rates[76:] == sorted(rates[76:], reverse=True)


def test_a_slow_run_decays_by_the_time_it_is_given() -> None:
    seconds = Seconds()
    clock = Clock(1000.0, now=seconds)
    seconds.gone = 990.0
    assert clock.rate(20, 100_000) < 0.05
    seconds.gone = 2000.0
    assert clock.rate(21, 100_000) == 0.0


@given(step=st.integers(0, 1000), gone=st.floats(0, 2000))
def test_the_rate_is_a_share_that_never_holds_once_the_decay_should_have_begun(step: int, gone: float) -> None:
    seconds = Seconds()
    clock = Clock(1000.0, now=seconds)
    seconds.gone = gone
    rate = clock.rate(step, 1000)
    assert 0.0 <= rate <= 1.0
    if max(step, gone) / 1000 > 1 - DECAY:
        assert rate < 1.0


def test_batches_are_drawn_by_lengths_that_were_read_once(tmp_path: Path) -> None:
    arguments = TrainingArguments(str(tmp_path), train_sampling_strategy="group_by_length", use_cpu=True, report_to=[])
    rows = Dataset.from_dict({"input_ids": [[1], [1, 2]], "length": [1, 2]})
    trainer = ClockTrainer(clock=Clock(), model=torch.nn.Linear(1, 1), args=arguments, train_dataset=rows)
    sampler = trainer._get_train_sampler()
    assert isinstance(sampler, LengthGroupedSampler)
    assert isinstance(sampler.lengths, list)
    assert sorted(sampler) == [0, 1]
