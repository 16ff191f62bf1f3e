import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.evidence.fusion import fuse

NOTHING = np.zeros(0)
Rows = list[tuple[float, float, float]]
ROWS = st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50), st.floats(-1, 1)), min_size=1, max_size=20)


@given(ROWS, st.booleans())
def test_scores_are_shares(rows: Rows, with_dense: bool) -> None:
    passage, section, dense = np.array(rows).T
    scores = fuse(passage=passage, section=section, dense=dense if with_dense else None)
    assert np.isfinite(scores).all()
    assert ((scores >= 0) & (scores <= 1 + 1e-9)).all()


@given(ROWS)
def test_what_is_best_on_every_side_is_best(rows: Rows) -> None:
    passage, section, dense = np.array([(51.0, 51.0, 1.0), *rows]).T
    assert fuse(passage=passage, section=section, dense=dense).argmax() == 0
    assert fuse(passage=passage, section=section, dense=None).argmax() == 0


@pytest.mark.parametrize("dense", [None, NOTHING])
def test_nothing_found_has_no_scores(dense: np.ndarray | None) -> None:
    assert fuse(passage=NOTHING, section=NOTHING, dense=dense).size == 0
