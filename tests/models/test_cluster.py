"""What is asked of a Ray cluster before work begins there: room for the workers, and a model that all of them load."""

from collections.abc import Callable

import pytest

PROGRAM = """
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


@pytest.mark.timeout(600)
def test_workers_need_room_and_a_model_that_loads(on_two_nodes: Callable) -> None:
    found = on_two_nodes(PROGRAM)
    assert found["nodes"] == 2
    assert found["three"].startswith("InputError: found a cluster of 2 CPUs and 0 GPUs; wanted 3 workers of 1 and 0")
    assert found["none"].startswith("InputError")
    assert found["gpu"].endswith("wanted 1 workers of 1 and 0.5")
    assert found["broken"].startswith("ModelError: a worker cannot load its verifier:")
    assert "no weights here" in found["broken"]
    assert found["crowded"] == found["three"]
    assert found["answer"] == "one@1"


def test_workers_that_loaded_different_models_are_refused() -> None:
    from factdesk.errors import ModelError
    from factdesk.models.cluster import require_one

    require_one("embedder", {"one@1"})
    with pytest.raises(ModelError, match="the workers loaded different embedders: one@1, two@1; install one version"):
        require_one("embedder", {"two@1", "one@1"})
