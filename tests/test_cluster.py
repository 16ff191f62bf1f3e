"""Work on a Ray cluster of two nodes, with workers that die in the middle: what comes of it is what one process makes.

All rooms share one cluster, which takes as long to start as a test of it to run.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

#: A Ray cluster of two nodes of one CPU each on this machine, until its standard input ends.
TWO_NODES = """
import os, sys

# A busy machine may not start Ray's processes within the 30 seconds that it gives them, nor give any time to those that
# Ray makes nicer than others.
os.environ["RAY_raylet_start_wait_time_s"] = "120"
os.environ["RAY_worker_niceness"] = "0"

from ray.cluster_utils import Cluster

def two_nodes():
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    return cluster

try:
    cluster = two_nodes()
except Exception:
    # They start faster the second time.
    cluster = two_nodes()
print("cluster at", cluster.address, flush=True)
sys.stdin.read()
cluster.shutdown()
"""

#: Joins that cluster; ``place`` is a folder.
JOIN = """
import json, os, signal, sys
from pathlib import Path

import ray

place = Path(sys.argv[2])
ray.init(address=sys.argv[1], log_to_driver=False)
"""

SCORING = """
import threading

from factdesk.batch import Columns, Scorer, scoring
from factdesk.batch.cluster import RayEngine
from factdesk.batch.run import opened, run
from factdesk.batch.window import Asked
from factdesk.records import Claim, Passage

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
            if any("lethal" in evidence for evidence, _ in pairs):
                os.kill(os.getpid(), signal.SIGKILL)
            shares = [(len(evidence) % 7 / 10, len(claim) % 4 / 10) for evidence, claim in pairs]
            return np.array([(one, other, 1 - one - other) for one, other in shares], np.float32)

    return Lengths()

def score(name, output, verifier):
    columns = Columns()
    with opened(str(place / name), columns, store=False) as sources:
        return run(sources, place / output, lambda: Scorer(verifier), columns=columns)

engine = RayEngine(make, workers=2)
summary = score("in.jsonl", "cluster.parquet", engine)
report = {"scored": summary.scored, "failed": summary.failed, "workers": len(list(place.glob("worker-*")))}
summary = score("lethal.jsonl", "lethal.parquet", engine)
report |= {"lethal": [summary.scored, summary.failed]}

engine.workers = 1
drawn = []
threads = set(threading.enumerate())
passage = Passage(document_id="d", quote="Arle is old.", start=0, end=12)
row = Asked(Claim.from_text("Arle is old."), [passage], found=False)
windows = ([row] for number in range(100) if drawn.append(number) is None)
judged = engine.judge(windows)
first = [len(next(judged)), len(drawn)]
judged.close()
report |= {"first": first, "left": [thread.name for thread in set(threading.enumerate()) - threads]}
report["none"] = list(engine.judge([]))
ray.shutdown()
score("in.jsonl", "alone.parquet", make())
print(json.dumps(report))
"""

INDEXING = """
from factdesk.errors import ModelError
from factdesk.evidence import cluster as on_ray, intake
from factdesk.evidence.cluster import ClusterEmbedder
from factdesk.records import Document

on_ray.PART, intake.PASSAGES_AT_ONCE = 20, 50

def make():
    import numpy as np

    class Letters:
        version, dimensions = "letters@1", 26

        def encode(self, texts):
            (place / f"worker-{os.getpid()}").touch()
            if any("number 130 " in text for text in texts) and not (place / "killed").exists():
                (place / "killed").touch()
                os.kill(os.getpid(), signal.SIGKILL)
            if any("lethal" in text for text in texts):
                os.kill(os.getpid(), signal.SIGKILL)
            counts = [[1 + text.count(chr(97 + letter)) for letter in range(26)] for text in texts]
            vectors = np.array(counts, np.float32)
            return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    return Letters()

def entries():
    return (Document(text=f"This is entry number {n} of Arle.", id=str(n)) for n in range(200))

def rows(store):
    return [table.search().to_arrow().to_pylist() for table in store._tables]

def filled(embedder):
    from factdesk.evidence import EvidenceStore  # LanceDB dislikes processes that are started after it

    store = EvidenceStore.in_memory(embedder=embedder)
    store.add(entries())
    return rows(store)

def filled_with_vectors_later(embedder):
    from factdesk.evidence import EvidenceStore

    store = EvidenceStore.open(place / f"later-{type(embedder).__name__}")
    store.add(entries())
    store = EvidenceStore.open(place / f"later-{type(embedder).__name__}", embedder=embedder)
    store.add(())
    passages = store._tables.passages.search().to_arrow()
    return sorted(passages.to_pylist(), key=lambda row: row["document_id"])

def lethal(embedder):
    from factdesk.evidence import EvidenceStore

    on_ray.PART = 1  # alone it is told by its first deaths
    store = EvidenceStore.in_memory(embedder=embedder)
    try:
        store.add([*entries(), Document(text="This entry is lethal to those who read it.")])
    except ModelError as error:
        return [str(error), store.stats().documents]

embedder = ClusterEmbedder(make, workers=2)
report = {"about": [embedder.version, embedder.dimensions, len(embedder.encode([]))]}
made = filled(embedder)
report |= {"killed": (place / "killed").exists(), "workers": len(list(place.glob("worker-*")))}
later = filled_with_vectors_later(embedder)
report["lethal"] = lethal(embedder)
ray.shutdown()
report |= {"rows": [len(table) for table in made], "same": made == filled(make())}
report["same later"] = later == filled_with_vectors_later(make())
report["vectors later"] = sum(row["vector"] is not None for row in later)
print(json.dumps(report))
"""

ASKING = """
from factdesk.errors import FactdeskError, ModelError
from factdesk.models.cluster import join, require_one, require_room, told_of

def load():
    raise ModelError("no weights here")

def said(work):
    try:
        work()
    except FactdeskError as error:
        return f"{type(error).__name__}: {error}"

join(None)  # this process is in a cluster: no other is started
require_room(2, cpus=1, gpus=0)
print(json.dumps({
    "nodes": len(ray.nodes()),
    "three": said(lambda: require_room(3, cpus=1, gpus=0)),
    "none": said(lambda: require_room(0, cpus=1, gpus=0)),
    "gpu": said(lambda: require_room(1, cpus=1, gpus=0.5)),
    "broken": said(lambda: told_of("verifier", lambda load: load(), load, workers=2, cpus=1, gpus=0)),
    "crowded": said(lambda: told_of("verifier", lambda load: load(), load, workers=3, cpus=1, gpus=0)),
    "answer": told_of("verifier", lambda load: load(), lambda: "one@1", workers=2, cpus=1, gpus=0),
}))
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of the cluster; its processes are not the tests' own, for Ray leaves threads and handlers behind."""
    with subprocess.Popen(
        [sys.executable, "-c", TWO_NODES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as nodes:
        assert nodes.stdin is not None
        assert nodes.stdout is not None
        told = next((line for line in nodes.stdout if line.startswith("cluster at ")), "")
        assert told, "Ray started no cluster"
        yield told.split()[-1]
        nodes.stdin.close()


@pytest.fixture
def on_two_nodes(cluster: str, tmp_path: Path) -> Callable[[str], dict[str, Any]]:
    """Give what runs a program on the cluster and returns the JSON object that the program prints last."""

    def run(program: str) -> dict[str, Any]:
        ran = subprocess.run(
            [sys.executable, "-c", JOIN + program, cluster, str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        assert ran.returncode == 0, ran.stderr
        found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
        return found

    return run


@pytest.mark.timeout(600)
def test_workers_need_room_and_a_model_that_loads(on_two_nodes: Callable) -> None:
    found = on_two_nodes(ASKING)
    assert found["nodes"] == 2
    assert found["three"].startswith("InputError: found a cluster of 2 CPUs and 0 GPUs; wanted 3 workers of 1 and 0")
    assert found["none"].startswith("InputError")
    assert found["gpu"].endswith("wanted 1 workers of 1 and 0.5")
    assert found["broken"].startswith("ModelError: a worker cannot load its verifier:")
    assert "no weights here" in found["broken"]
    assert found["crowded"] == found["three"]
    assert found["answer"] == "one@1"


@pytest.mark.timeout(600)
def test_a_cluster_that_loses_workers_writes_what_one_process_writes(tmp_path: Path, on_two_nodes: Callable) -> None:
    rows = [
        {"claim": f"This is claim number {n} of Arle.", "evidence": f"Arle {'is old ' * (n % 9)}."} for n in range(400)
    ]
    rows[300]["evidence"] = "poison"
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    rows = [{"claim": f"Arle is {n} years old.", "evidence": "Arle is old."} for n in range(40)]
    rows[7]["evidence"] = "lethal"
    (tmp_path / "lethal.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    report = on_two_nodes(SCORING)

    assert (report["scored"], report["failed"]) == (399, 1)
    assert report["workers"] == 3  # two, and the one in place of the killed
    assert (tmp_path / "cluster.parquet").read_bytes() == (tmp_path / "alone.parquet").read_bytes()

    # A row that kills every worker fails, and no other with it.
    assert report["lethal"] == [39, 1]
    errors = pyarrow.parquet.read_table(tmp_path / "lethal.parquet")["error"].to_pylist()
    assert [number for number, error in enumerate(errors) if error] == [7]
    assert errors[7].endswith("every worker that judged it died (3 tries)")

    # Windows are drawn no further ahead than keeps the worker busy.
    assert report["first"] == [1, 4]
    # Whoever stops in the middle leaves no thread behind: where Ray is shut down, it would end the process.
    assert report["left"] == []
    assert report["none"] == []


@pytest.mark.timeout(600)
def test_a_cluster_that_loses_a_worker_makes_the_store_that_one_process_makes(on_two_nodes: Callable) -> None:
    report = on_two_nodes(INDEXING)
    assert report["about"] == ["letters@1", 26, 0]
    assert report["killed"]
    assert report["workers"] == 3  # two, and the one in place of the killed
    # documents, sections, passages
    assert (report["rows"], report["same"]) == ([200, 200, 200], True)
    assert (report["vectors later"], report["same later"]) == (200, True)

    # A text that kills every worker ends the work with its name; what was written before it stays.
    error, documents = report["lethal"]
    assert "every worker that embedded 'This entry is lethal to those who read it.' died (3 tries)" in error
    assert documents == 200


def test_workers_that_loaded_different_models_are_refused() -> None:
    from factdesk.errors import ModelError
    from factdesk.models.cluster import require_one

    require_one("embedder", {"one@1"})
    with pytest.raises(ModelError, match="the workers loaded different embedders: one@1, two@1; install one version"):
        require_one("embedder", {"two@1", "one@1"})
