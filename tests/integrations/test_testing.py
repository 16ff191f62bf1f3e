"""assert_supported, and pytest itself running a test that uses it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factdesk.errors import InputError
from factdesk.records import Document
from factdesk.testing import assert_supported

SOURCE = "The council voted 31 to 14 for the second terminal on 12 May 2025. The port handled 600,000 tonnes in 2024."


def test_what_the_references_support_passes_and_the_report_comes_back() -> None:
    report = assert_supported("The council voted 31 to 14 for the second terminal.", SOURCE)
    assert [verdict.label for verdict in report.verdicts] == ["supported"]


@pytest.mark.parametrize("allow_unsettled", [False, True])
def test_what_they_refute_fails_with_claim_and_evidence(allow_unsettled: bool) -> None:
    with pytest.raises(AssertionError, match="1 of 1 claims fail") as failed:
        assert_supported("The port handled 900,000 tonnes in 2024.", SOURCE, allow_unsettled=allow_unsettled)
    assert "900,000" in str(failed.value)
    assert "600,000" in str(failed.value)


def test_what_they_leave_open_fails_unless_that_is_allowed() -> None:
    text = "The mayor of the neighbouring town resigned in March 2023."
    with pytest.raises(AssertionError, match="NOT ENOUGH"):
        assert_supported(text, SOURCE)
    assert_supported(text, SOURCE, allow_unsettled=True)


def test_references_may_be_documents_and_files(tmp_path: Path) -> None:
    file = tmp_path / "minutes.txt"
    file.write_text(SOURCE, encoding="utf-8")
    for references in (file, Document(text=SOURCE), [file, Document(text="Nothing of it.")]):
        assert_supported("The council voted 31 to 14 for the second terminal.", references)


def test_a_text_without_claims_is_an_error_not_a_pass() -> None:
    with pytest.raises(InputError, match="no checkable claim"):
        assert_supported("What a day!", SOURCE)


def test_pytest_shows_the_line_of_the_test_and_not_ours(tmp_path: Path) -> None:
    test = tmp_path / "test_summary.py"
    test.write_text(
        "from factdesk.testing import assert_supported\n\n"
        "def test_summary():\n"
        f"    assert_supported('The port handled 900,000 tonnes in 2024.', {SOURCE!r})\n"
    )
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(test)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert ran.returncode == 1
    assert ">   " in ran.stdout
    assert "def assert_supported" not in ran.stdout
    assert "600,000" in ran.stdout
