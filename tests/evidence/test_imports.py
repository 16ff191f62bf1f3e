import subprocess
import sys

PROGRAM = """
import sys
import factdesk.evidence
import factdesk.cli.index, factdesk.cli.search
heavy = {"lancedb", "pyarrow", "torch", "openvino", "sentencex", "spacy"}
print(sorted(heavy & set(sys.modules)))
"""


def test_importing_the_room_loads_no_database() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
