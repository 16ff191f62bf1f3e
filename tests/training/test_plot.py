from pathlib import Path

import numpy as np
import pytest

from factdesk.errors import InputError
from factdesk.training.evaluate import score
from factdesk.training.plot import plot
from factdesk.training.suite import Measured


def measured(labels: tuple[str, ...]) -> Measured:
    generator = np.random.default_rng(0)
    probabilities = generator.dirichlet([1, 1, 1], size=len(labels))
    return Measured(probabilities=probabilities, labels=labels, scores=score(probabilities, labels), slices={})


@pytest.fixture
def suite() -> dict[str, Measured]:
    return {
        "three ways": measured(("supports", "refutes", "nei") * 20),
        "two ways": measured(("supports", "not_supported") * 20),
        "one row": measured(("refutes",)),
    }


def test_a_plot_names_every_set_and_what_its_axes_count(suite: dict[str, Measured], tmp_path: Path) -> None:
    drawn = plot(suite, tmp_path / "scores.svg").read_text(encoding="utf-8")
    # matplotlib keeps the words of a picture as comments beside their outlines
    for words in (*suite, "balanced accuracy, %", "answers that were right, %", "wrong among them, %"):
        assert f"<!-- {words} -->" in drawn


def test_a_png_is_a_png(suite: dict[str, Measured], tmp_path: Path) -> None:
    assert plot(suite, tmp_path / "scores.png").read_bytes().startswith(b"\x89PNG")


def test_another_kind_of_file_is_refused_with_the_kinds_there_are(suite: dict[str, Measured], tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"scores\.xls: a plot is \.svg or \.png"):
        plot(suite, tmp_path / "scores.xls")
    assert not (tmp_path / "scores.xls").exists()
