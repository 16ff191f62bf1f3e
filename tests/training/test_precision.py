"""Half precision is used where it is there and quicker, and nowhere else."""

import pytest
import torch

from factdesk.training import precision


@pytest.mark.parametrize(("half", "whole", "chosen"), [(1.0, 3.3, True), (2.0, 1.0, False)])
def test_a_cpu_that_has_it_takes_what_is_quicker(
    monkeypatch: pytest.MonkeyPatch, half: float, whole: float, chosen: bool
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx512_bf16": True})
    seconds = {torch.bfloat16: half, torch.float32: whole}
    monkeypatch.setattr(precision, "_seconds_of_a_product", seconds.__getitem__)
    assert precision.takes_bfloat16() is chosen


def test_a_cpu_without_it_is_not_even_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cpu, "get_capabilities", dict)
    monkeypatch.setattr(precision, "_seconds_of_a_product", None)
    assert precision.takes_bfloat16() is False


def test_a_product_takes_some_time() -> None:
    assert 0 < precision._seconds_of_a_product(torch.float32) < 10
