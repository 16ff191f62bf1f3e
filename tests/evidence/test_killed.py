"""kill -9 in the middle of ``add``: nothing is lost, nothing is doubled."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from factdesk.evidence import EvidenceStore

WRITER = """
import sys
from factdesk.evidence import EvidenceStore, intake
from factdesk.records import Document

intake.PASSAGES_AT_ONCE = 25  # many commits, so that there is much to be killed in
documents = [
    Document(
        url=f"https://harbour.example/{number}",
        text=f"Ship number{number} left in {sys.argv[2]}. Ship number{number} came back. Nobody saw number{number}.",
    )
    for number in range(200)
]
store = EvidenceStore.open(sys.argv[1])
print("adding", flush=True)
print(store.add(documents))
"""


def start(place: Path, year: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place), year],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_the_next_add_finishes_the_work_of_a_killed_one(tmp_path: Path) -> None:
    place = tmp_path / "store"
    chance = random.Random(61)  # noqa: S311 - moments to kill at, not secrets
    finished = start(place, "2023")
    assert finished.stdout is not None
    finished.stdout.readline()
    adding = time.monotonic()
    finished.communicate()
    wanted = time.monotonic() - adding
    for _ in range(3):
        killed = start(place, "2024")
        assert killed.stdout is not None
        killed.stdout.readline()
        time.sleep(chance.uniform(0, wanted))
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
        opened = EvidenceStore.open(place)
        assert opened.search(["number7"], 50)[0], "a killed writer left the store without what was in it"
    output, errors = start(place, "2024").communicate()
    assert "Added(" in output, errors
    store = EvidenceStore.open(place)
    assert store.stats().documents == 200
    assert store.stats().passages == 600
    for number in (0, 7, 24, 25, 199):
        found = store.search([f"Ship number{number} left and came back"], 20)[0]
        quotes = [hit.quote for hit in found if hit.url == f"https://harbour.example/{number}"]
        assert sorted(quotes) == [
            f"Nobody saw number{number}.", f"Ship number{number} came back.", f"Ship number{number} left in 2024."
        ]  # fmt: skip
