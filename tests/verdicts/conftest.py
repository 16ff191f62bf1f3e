"""What the files of cases share: a claim is held against evidence, and the outcome is a careful reader's."""

from collections.abc import Callable

import pytest

from factdesk.records import Claim, Passage
from factdesk.verdicts import compare


@pytest.fixture
def require_outcome() -> Callable[..., None]:
    """Take claim, evidence, outcome and, where the case has one, the day that relative times are read as of."""

    def require(claim: object, evidence: object, outcome: object, as_of: object = None) -> None:
        passage = Passage(document_id="e", quote=str(evidence), start=0, end=len(str(evidence)))
        found = compare(Claim.from_text(str(claim)), passage, as_of)  # type: ignore[arg-type]  # rows of mixed cells
        assert found, "nothing was compared"
        assert found[0].outcome == outcome, found[0].explanation
        assert not {"agrees", "differs"} <= {check.outcome for check in found}

    return require
