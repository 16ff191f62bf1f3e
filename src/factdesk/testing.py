"""For test suites whose subject writes text: assert that references support it.

    from factdesk.testing import assert_supported

    def test_the_summary_is_faithful():
        assert_supported(summarise(SOURCE), SOURCE)

Where pytest shows the failure, it shows the line of the test.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from factdesk.claims import ClaimDetector
from factdesk.desk import VERIFIER, FactDesk
from factdesk.errors import InputError
from factdesk.models.predictor import Predictor, load_predictor
from factdesk.records import Document, Report
from factdesk.reports import to_text


def assert_supported(
    text: str,
    references: str | Path | Document | Sequence[str | Path | Document],
    *,
    as_of: date | str | None = None,
    allow_unsettled: bool = False,
    verifier: str = VERIFIER,
) -> Report:
    """Fail unless the references support every claim in the text; return the report.

    A reference is a ``Path`` to a file, folder or store, a ``Document``, or a text. ``allow_unsettled`` lets claims
    pass on which the references say too little; refuted and conflicting claims never do. Raises AssertionError with the
    report of what failed, and InputError where the text holds no claim to check or the references cannot be read: a
    test that looked at nothing must not pass. The models are loaded once a process.
    """
    __tracebackhide__ = True
    given = [references] if isinstance(references, str | Path | Document) else references
    sources = [Document(text=source, title="reference") if isinstance(source, str) else source for source in given]
    desk = FactDesk.from_references(*sources, verifier=_verifier(verifier), detector=_detector(), dense=False)
    report = desk.check(Document(text=text, title="The text"), as_of=as_of)
    if not report.verdicts:
        raise InputError(f"found no checkable claim in {text[:80]!r}; give a text that states something")
    passing = {"supported", "not_enough_evidence"} if allow_unsettled else {"supported"}
    failing = tuple(verdict for verdict in report.verdicts if verdict.label not in passing)
    if failing:
        shown = to_text(report.evolve(verdicts=failing, id=""))
        raise AssertionError(f"{len(failing)} of {len(report.verdicts)} claims fail.\n\n{shown}")
    return report


@cache
def _verifier(name: str) -> Predictor:
    return load_predictor(name)


@cache
def _detector() -> ClaimDetector:
    return ClaimDetector.from_pretrained()
