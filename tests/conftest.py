"""What all tests share: no test is timed, a Ray cluster to run on, and a last word on what was left out and why."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is.
settings.register_profile("factdesk", deadline=None)
settings.load_profile("factdesk")

#: Joins a Ray cluster of two nodes of one CPU each on this machine; ``place`` is a folder.
_TWO_NODES = """
import json, os, signal, sys
from pathlib import Path

# A busy machine may not start Ray's processes within the 30 seconds that it gives them, nor give any time to those that
# Ray makes nicer than others.
os.environ["RAY_raylet_start_wait_time_s"] = "120"
os.environ["RAY_worker_niceness"] = "0"

import ray
from ray.cluster_utils import Cluster

place = Path(sys.argv[1])

def two_nodes():
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    return cluster

try:
    cluster = two_nodes()
except Exception:
    # They start faster the second time.
    cluster = two_nodes()
ray.init(address=cluster.address, log_to_driver=False)
"""


@pytest.fixture
def on_two_nodes(tmp_path: Path) -> Callable[[str], dict[str, Any]]:
    """Give what runs a program on a Ray cluster and returns the JSON object that the program prints last.

    The program is a process of its own: Ray leaves threads and signal handlers behind.
    """

    def run(program: str) -> dict[str, Any]:
        ran = subprocess.run(
            [sys.executable, "-c", _TWO_NODES + program, str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        assert ran.returncode == 0, ran.stderr
        found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
        return found

    return run


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.getreports("skipped")
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped if report.longrepr)
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"left out: {count} tests, {reason}")
