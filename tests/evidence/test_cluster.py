"""Indexing on Ray: two nodes on this machine, one worker killed in the middle, and the store of a run without Ray."""

from collections.abc import Callable

import pytest

PROGRAM = """
from factdesk.evidence import cluster as on_ray
from factdesk.evidence.cluster import ClusterEmbedder
from factdesk.records import Document

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

def filled(embedder):
    from factdesk.evidence import EvidenceStore  # LanceDB dislikes processes that are started after it

    store = EvidenceStore.in_memory(embedder=embedder)
    store.add(Document(text=f"This is entry number {n} of Arle.", id=str(n)) for n in range(200))
    return store._tables.passages.search().select(["document_id", "quote", "vector"]).to_arrow().to_pylist()

embedder = ClusterEmbedder(make, workers=2)
report = {"about": [embedder.version, embedder.dimensions, len(embedder.encode([]))]}
rows = filled(embedder)
report |= {"killed": (place / "killed").exists(), "workers": len(list(place.glob("worker-*")))}
ray.shutdown()
cluster.shutdown()
report |= {"rows": len(rows), "same": rows == filled(make())}
print(json.dumps(report))
"""


@pytest.mark.timeout(600)
def test_a_cluster_that_loses_a_worker_makes_the_store_that_one_process_makes(on_two_nodes: Callable) -> None:
    report = on_two_nodes(PROGRAM)
    assert report["about"] == ["letters@1", 26, 0]
    assert report["killed"]
    assert report["workers"] == 3  # two, and the one in place of the killed
    assert (report["rows"], report["same"]) == (200, True)
