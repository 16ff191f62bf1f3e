"""kill -9 in the middle of ``add``, ten times: nothing is lost, nothing is doubled."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from factdesk.evidence import EvidenceStore
from factdesk.records import Document

WRITER = """
import sys
from factdesk.evidence import EvidenceStore, intake
sys.path.insert(0, sys.argv[1])
from test_killed import documents

intake.PASSAGES_AT_ONCE = 10  # many commits, so that there is much to be killed in
store = EvidenceStore.open(sys.argv[2])
print("adding", flush=True)
store.add(documents(int(sys.argv[3])), progress=lambda *_: print("added some", flush=True))
print("done", flush=True)
"""


def documents(year: int) -> list[Document]:
    return [
        Document(
            url=f"https://harbour.example/{number}",
            text=f"Ship number{number} left in {year}. Ship number{number} came back. Nobody saw number{number}.",
        )
        for number in range(24)
    ]


def start(place: Path, year: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(Path(__file__).parent), str(place), str(year)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.timeout(900)
def test_the_next_add_finishes_the_work_of_ten_killed_ones(tmp_path: Path) -> None:
    place = tmp_path / "store"
    EvidenceStore.open(place).add(documents(2013))
    chance = random.Random(61)  # noqa: S311 - moments to kill at, not secrets
    for year in range(2014, 2024):  # each has a text of its own for every document
        killed = start(place, year)
        assert killed.stdout is not None
        for _ in range(1 + chance.randint(0, 6)):
            killed.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
        opened = EvidenceStore.open(place)
        assert {hit.url for hit in opened.search(["number7"], 50)[0]} == {"https://harbour.example/7"}
    output, errors = start(place, 2024).communicate()
    assert "done" in output, errors
    store = EvidenceStore.open(place)
    assert (store.stats().documents, store.stats().passages) == (24, 72)
    for number in (0, 7, 12, 23):
        found = store.search([f"Ship number{number} left and came back"], 20)[0]
        quotes = [hit.quote for hit in found if hit.url == f"https://harbour.example/{number}"]
        assert sorted(quotes) == [
            f"Nobody saw number{number}.", f"Ship number{number} came back.", f"Ship number{number} left in 2024."
        ]  # fmt: skip
