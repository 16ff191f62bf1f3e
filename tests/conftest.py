"""What all tests share: no test is timed, and a last word on what was left out and why."""

from collections import Counter

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is.
settings.register_profile("factdesk", deadline=None)
settings.load_profile("factdesk")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.getreports("skipped")
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped if report.longrepr)
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"left out: {count} tests, {reason}")
