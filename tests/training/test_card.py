import json
from pathlib import Path

import numpy as np

from factdesk.training.card import answer_table, curve_table, table, write_card
from factdesk.training.evaluate import AnswerScores
from factdesk.training.record import Run


def test_a_card_names_the_data_whose_licence_is_not_stated_and_what_it_takes_to_do_it_again(tmp_path: Path) -> None:
    run = Run(
        recipe={
            "base": "owner/base",
            "seed": 13,
            "sources": [
                {"data": "open.parquet", "licence": "MIT"},
                {"data": "unclear.parquet", "licence": "not stated"},
            ],
            "evaluation": [],
        },
        hashes={"open.parquet": "ab" * 32},
        rows={"open.parquet": 10, "unclear.parquet": 5},
        dropped={"open.parquet": 1, "unclear.parquet": 0},
        steps=3,
        rows_seen=15,
        seconds=60.0,
        calibration={"temperature": 1.5},
    )
    run.save(tmp_path / "run.json")
    scores = {"dev": AnswerScores(rows=4, accuracy=0.75, f1=0.5, auroc=None, calibration_error=0.1)}
    card = write_card(
        tmp_path,
        name="tiny",
        summary="A tiny model.",
        run=json.loads((tmp_path / "run.json").read_text()),
        tables=[answer_table(scores)],
        faults=["It knows boxes only."],
    ).read_text()
    assert card.startswith("---\nlicense: apache-2.0")
    assert "not stated by their publishers: unclear.parquet." in card
    assert "| dev | 4 | 75.0 | 0.500 | - | 0.100 |" in card
    assert "ab" * 32 in card
    assert "It knows boxes only." in card
    assert '"seed": 13' in card


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    assert table(("a", "b"), [("x|y", "z")]).splitlines()[-1] == "| x\\|y | z |"


def test_a_curve_sets_what_was_said_beside_what_was_so() -> None:
    curve = curve_table(np.array([0.12, 0.18, 0.96]), np.array([0.0, 1.0, 1.0]))
    assert curve.splitlines()[2:] == ["| 0.1 to 0.2 | 2 | 0.15 | 0.50 |", "| 0.9 to 1.0 | 1 | 0.96 | 1.00 |"]
