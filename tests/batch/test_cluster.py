"""Scoring on Ray: two nodes on this machine, workers that die in the middle, and the output of a run without Ray."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest

PROGRAM = """
import threading

from factdesk.batch import Columns, Scorer, scoring
from factdesk.batch.cluster import RayEngine
from factdesk.batch.run import opened, run

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

drawn = []
threads = set(threading.enumerate())
windows = ([(f"evidence {number}", "a claim")] for number in range(100) if drawn.append(number) is None)
judged = engine.judge(windows)
first = [len(next(judged).stances), len(drawn)]
judged.close()
report |= {"first": first, "left": [thread.name for thread in set(threading.enumerate()) - threads]}
report["none"] = list(engine.judge([]))
ray.shutdown()
cluster.shutdown()
score("in.jsonl", "alone.parquet", make())
print(json.dumps(report))
"""


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

    report = on_two_nodes(PROGRAM)

    assert (report["scored"], report["failed"]) == (399, 1)
    assert report["workers"] == 3  # two, and the one in place of the killed
    assert (tmp_path / "cluster.parquet").read_bytes() == (tmp_path / "alone.parquet").read_bytes()

    # A row that kills every worker fails, and no other with it.
    assert report["lethal"] == [39, 1]
    errors = pyarrow.parquet.read_table(tmp_path / "lethal.parquet")["error"].to_pylist()
    assert [number for number, error in enumerate(errors) if error] == [7]
    assert errors[7].endswith("every worker that judged it died (3 tries)")

    # Windows are drawn no further ahead than keeps the workers busy.
    assert report["first"] == [1, 7]
    # Whoever stops in the middle leaves no thread behind: where Ray is shut down, it would end the process.
    assert report["left"] == []
    assert report["none"] == []
