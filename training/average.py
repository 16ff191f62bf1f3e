"""Two rounds of one model to one: the mean of their weights, between what was known before and what was learned since.

A further round of fine-tuning gains on text like its rows and loses a little on other text. On the straight line
between the weights before and after lie models that keep most of the gain and little of the loss (Wortsman et al. 2022,
Robust fine-tuning of zero-shot models).
"""

from pathlib import Path

from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoTokenizer

from factdesk.errors import InputError, ModelError

_WEIGHTS = "model.safetensors"


def average(before: Path, after: Path, output: Path, *, share: float) -> Path:
    """Write ``output``, a folder with ``share`` of the weights of ``after`` and the rest of ``before``.

    Config, tokenizer and calibration are those of ``after``. Raises InputError where the share is not between 0 and 1,
    ModelError where the folders do not hold the same network in safetensors.
    """
    if not 0.0 <= share <= 1.0:
        raise InputError(f"found the share {share}; wanted a number from 0 (all before) to 1 (all after)")
    try:
        old, new = load_file(before / _WEIGHTS), load_file(after / _WEIGHTS)
    except OSError as error:
        raise ModelError(f"cannot read the weights of {before} and {after}: {error}") from error
    if {name: tensor.shape for name, tensor in old.items()} != {name: tensor.shape for name, tensor in new.items()}:
        raise ModelError(f"{before} and {after} are different networks; wanted two rounds of one")
    AutoConfig.from_pretrained(after).save_pretrained(output)
    AutoTokenizer.from_pretrained(after).save_pretrained(output)
    mean = {name: ((1.0 - share) * old[name] + share * new[name]).contiguous() for name in new}
    save_file(mean, output / _WEIGHTS, metadata={"format": "pt"})
    return output
