"""Scoring on Ray: two nodes on this machine, one worker killed in the middle, and the output of a run without Ray."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

#: In a process of its own: Ray leaves threads and signal handlers behind. Prints one JSON object.
PROGRAM = """
import json, os, signal, sys
from pathlib import Path

from factdesk.batch import Columns, Scorer, scoring
from factdesk.batch.cluster import ClusterVerifier
from factdesk.batch.engine import LocalEngine
from factdesk.batch.run import opened, run
from factdesk.errors import InputError, ModelError
import ray
from ray.cluster_utils import Cluster

place = Path(sys.argv[1])
scoring.WINDOW = 20

def make():
    import numpy as np

    class Lengths:
        version = "lengths@1"

        def predict(self, pairs):
            (place / f"worker-{os.getpid()}").touch()
            if any("poison" in evidence for evidence, _ in pairs):
                raise RuntimeError("the verifier choked")
            if any("claim number 130 " in claim for _, claim in pairs) and not (place / "killed").exists():
                (place / "killed").touch()
                os.kill(os.getpid(), signal.SIGKILL)
            shares = [(len(evidence) % 7 / 10, len(claim) % 4 / 10) for evidence, claim in pairs]
            return np.array([(one, other, 1 - one - other) for one, other in shares], np.float32)

    return Lengths()

def broken():
    raise ModelError("no weights here")

def score(output, verifier):
    columns = Columns()
    with opened(str(place / "in.jsonl"), columns, store=False) as sources:
        return run(sources, output, lambda: Scorer(verifier), columns=columns)

def refused(load, **room):
    try:
        ClusterVerifier(load, **room)
    except (InputError, ModelError) as error:
        return f"{type(error).__name__}: {error}"

def two_nodes():
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    return cluster

try:
    cluster = two_nodes()
except Exception:
    # Ray gives its own processes 15 seconds to start, which a busy machine may not; they start faster the second time.
    cluster = two_nodes()
ray.init(address=cluster.address, log_to_driver=False)
report = {"too many": refused(make, workers=3), "broken": refused(broken, workers=1, cpus=0)}
verifier = ClusterVerifier(make, workers=2)
summary = score(place / "cluster.parquet", LocalEngine([verifier] * verifier.at_once))
report |= {"scored": summary.scored, "failed": summary.failed, "killed": (place / "killed").exists()}
report["workers"] = len(list(place.glob("worker-*")))
report["nodes"] = len(ray.nodes())
ray.shutdown()
cluster.shutdown()
score(place / "alone.parquet", make())
print(json.dumps(report))
"""


@pytest.mark.timeout(600)
def test_a_cluster_that_loses_a_worker_writes_what_one_process_writes(tmp_path: Path) -> None:
    rows = [
        {"claim": f"This is claim number {n} of Arle.", "evidence": f"Arle {'is old ' * (n % 9)}."} for n in range(400)
    ]
    rows[300]["evidence"] = "poison"
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout.splitlines()[-1])
    assert report["too many"].startswith("InputError: found a cluster of 2 CPUs and 0 GPUs; wanted 3 workers")
    assert "ModelError" in report["broken"]
    assert "no weights here" in report["broken"]
    assert (report["scored"], report["failed"], report["nodes"]) == (399, 1, 2)
    assert report["killed"]
    assert report["workers"] == 3  # two, and the one in place of the killed
    assert (tmp_path / "cluster.parquet").read_bytes() == (tmp_path / "alone.parquet").read_bytes()
