"""Whether this machine trains quicker in half precision, so that no recipe has to know the machine."""

import time

import torch


def takes_bfloat16() -> bool:
    """Whether half precision is quicker here than whole: on GPUs that have it, and on CPUs that show it.

    Instructions for it are not enough: with the same flags it is more than three times as quick on one maker's CPUs and
    half as quick on another's. So a CPU that has them multiplies both once; one without them would imitate bfloat16,
    many times slower.
    """
    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported())
    capabilities = torch.cpu.get_capabilities()
    if not (capabilities.get("avx512_bf16") or capabilities.get("amx_bf16")):
        return False
    return _seconds_of_a_product(torch.bfloat16) < _seconds_of_a_product(torch.float32)


def _seconds_of_a_product(dtype: torch.dtype) -> float:
    """Time one product of the size that a batch makes in a feed-forward layer: the quickest of five, after one more."""
    rows, weights = torch.ones(1024, 768, dtype=dtype), torch.ones(3072, 768, dtype=dtype)
    seconds = []
    for _ in range(6):
        started = time.perf_counter()
        torch.nn.functional.linear(rows, weights)
        seconds.append(time.perf_counter() - started)
    return min(seconds[1:])
