"""Several processes read a store while another writes to it."""

import subprocess
import sys
from pathlib import Path

import pytest

from factdesk.evidence import EvidenceStore
from factdesk.records import Document

#: Searches until it is told to stop. Each time, what it finds must be whole, and never less than before.
READER = """
import sys
from pathlib import Path
from factdesk.evidence import EvidenceStore

store = EvidenceStore.open(sys.argv[1])
most = searches = 0
print("reading", flush=True)
while searches < 3 or not Path(sys.argv[2]).exists():
    hits = store.search(["Which ship left Riga?"], 200)[0]
    assert all(hit.quote == f"Ship {hit.url.rsplit('/')[-1]} left Riga." for hit in hits), hits
    assert len(hits) >= most, (len(hits), most)
    most, searches = len(hits), searches + 1
print(most)
"""


def ship(number: int) -> Document:
    return Document(text=f"Ship {number} left Riga.", url=f"https://harbour.example/{number}")


@pytest.mark.timeout(600)
def test_readers_see_whole_documents_and_never_fewer_while_one_writes(tmp_path: Path) -> None:
    place, stop = tmp_path / "store", tmp_path / "stop"
    store = EvidenceStore.open(place)
    store.add([ship(0)])
    command = [sys.executable, "-c", READER, str(place), str(stop)]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]  # fmt: skip
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
    for number in range(1, 100, 11):
        store.add(ship(number + more) for more in range(11))
    stop.touch()
    for reader in readers:
        output, errors = reader.communicate()
        assert reader.returncode == 0, errors
        assert int(output) > 1
