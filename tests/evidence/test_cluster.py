"""Indexing on Ray: two nodes on this machine, one worker killed in the middle, and the store of a run without Ray."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

#: In a process of its own: Ray leaves threads and signal handlers behind. Prints one JSON object.
PROGRAM = """
import json, os, signal, sys
from pathlib import Path

# A busy machine may not start Ray's processes within the 30 seconds that it gives them.
os.environ["RAY_raylet_start_wait_time_s"] = "120"

from factdesk.errors import InputError, ModelError
from factdesk.evidence import cluster as on_ray
from factdesk.evidence.cluster import ClusterEmbedder
from factdesk.records import Document
import ray
from ray.cluster_utils import Cluster

place = Path(sys.argv[1])
on_ray.PART = 20

def make():
    import numpy as np

    class Letters:
        version, dimensions = "letters@1", 26

        def encode(self, texts):
            (place / f"worker-{os.getpid()}").touch()
            if any("number 130 " in text for text in texts) and not (place / "killed").exists():
                (place / "killed").touch()
                os.kill(os.getpid(), signal.SIGKILL)
            counts = [[1 + text.count(chr(97 + letter)) for letter in range(26)] for text in texts]
            vectors = np.array(counts, np.float32)
            return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    return Letters()

def broken():
    raise ModelError("no weights here")

def refused(load, **room):
    try:
        ClusterEmbedder(load, **room)
    except (InputError, ModelError) as error:
        return f"{type(error).__name__}: {error}"

def filled(embedder):
    from factdesk.evidence import EvidenceStore  # LanceDB dislikes processes that are started after it

    store = EvidenceStore.in_memory(embedder=embedder)
    store.add(Document(text=f"This is entry number {n} of Arle.", id=str(n)) for n in range(200))
    return store._tables.passages.search().select(["document_id", "quote", "vector"]).to_arrow().to_pylist()

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
report = {"too many": refused(make, workers=3), "broken": refused(broken, workers=1, cpus=0)}
embedder = ClusterEmbedder(make, workers=2)
report["about"] = [embedder.version, embedder.dimensions, len(embedder.encode([]))]
rows = filled(embedder)
report |= {"killed": (place / "killed").exists(), "workers": len(list(place.glob("worker-*")))}
ray.shutdown()
cluster.shutdown()
report |= {"rows": len(rows), "same": rows == filled(make())}
print(json.dumps(report))
"""


@pytest.mark.timeout(600)
def test_a_cluster_that_loses_a_worker_makes_the_store_that_one_process_makes(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout.splitlines()[-1])
    assert report["too many"].startswith("InputError: found a cluster of 2 CPUs and 0 GPUs; wanted 3 workers")
    assert "no weights here" in report["broken"]
    assert report["about"] == ["letters@1", 26, 0]
    assert report["killed"]
    assert report["workers"] == 3  # two, and the one in place of the killed
    assert (report["rows"], report["same"]) == (200, True)
