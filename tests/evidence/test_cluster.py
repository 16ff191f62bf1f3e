"""Indexing on Ray: two nodes on this machine, one worker killed in the middle, and the store of a run without Ray."""

from collections.abc import Callable

import pytest

PROGRAM = """
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
cluster.shutdown()
report |= {"rows": [len(table) for table in made], "same": made == filled(make())}
report["same later"] = later == filled_with_vectors_later(make())
report["vectors later"] = sum(row["vector"] is not None for row in later)
print(json.dumps(report))
"""


@pytest.mark.timeout(600)
def test_a_cluster_that_loses_a_worker_makes_the_store_that_one_process_makes(on_two_nodes: Callable) -> None:
    report = on_two_nodes(PROGRAM)
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
