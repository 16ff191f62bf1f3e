"""English dates are English whatever language the host program has set for its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

READS_ENGLISH = """
import calendar, locale
locale.setlocale(locale.LC_TIME, "de_DE.UTF-8")
assert calendar.month_name[3] == "März"

from datetime import date
from factdesk.documents.header import parse_day
from factdesk.verdicts.line import Line
from factdesk.verdicts.timereader import read_times
from factdesk.verdicts.tokens import tokenize

(day,) = read_times(Line(tokenize("The treaty was signed on 14 March 2019.")))
assert (day.first, day.plain) == (date(2019, 3, 14), "14 March 2019")
(weekday,) = read_times(Line(tokenize("It opened on Tuesday.")), date(2025, 6, 5))
assert weekday.first == date(2025, 6, 3)
(month,) = read_times(Line(tokenize("It opened in December 2020.")))
assert month.plain == "December 2020"
for written in ("March 20, 2025", "Thursday, March 20, 2025", "20 Mar 2025"):
    assert parse_day(written) == date(2025, 3, 20)
"""


def test_english_dates_are_read_under_another_language_of_the_host(tmp_path: Path) -> None:
    localedef = shutil.which("localedef")
    german = tmp_path / "de_DE.UTF-8"
    if localedef is None or subprocess.run(
        [localedef, "-i", "de_DE", "-f", "UTF-8", str(german)], capture_output=True, check=False
    ).returncode not in (0, 1):  # 1: done, with warnings
        pytest.skip("no German locale can be made here")
    subprocess.run(
        [sys.executable, "-c", READS_ENGLISH], env={**os.environ, "LOCPATH": str(tmp_path)}, check=True, timeout=120
    )
