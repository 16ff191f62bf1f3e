"""The recipes for continuous integration are run as they stand in the docs: what they call does what they promise."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from factdesk.evidence import EvidenceStore
from factdesk.records import Document

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "continuous-integration.md"

RIGHT = "The council voted 31 to 14 for the second terminal on 12 March 2024.\n"
WRONG = "The council voted 29 to 16 for the second terminal on 12 March 2024.\n"


def recipe(named: str) -> dict[str, Any]:
    """Return the recipe under a heading."""
    (block,) = re.findall(rf"## {named}\n.*?```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    read: dict[str, Any] = yaml.safe_load(block)
    return read


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with its facts, and factdesk on the path."""
    store = EvidenceStore.open(tmp_path / "facts" / "store")
    store.add([Document(text="The council voted 31 to 14 for the second terminal on 12 March 2024.", title="Minutes")])
    (tmp_path / "pages").mkdir()
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(*words: str) -> int:
    return subprocess.run(words, capture_output=True, check=False).returncode


def test_the_hook_fails_on_the_page_that_the_facts_refute_and_passes_the_other(site: Path) -> None:
    (hook,) = recipe("pre-commit")["repos"][0]["hooks"]
    for name, text in (("right.md", RIGHT), ("wrong.md", WRONG)):
        (site / "pages" / name).write_text(text, encoding="utf-8")
        assert re.search(hook["files"], f"pages/{name}")
    # As pre-commit does: the words of the entry, then the files. It goes on from one that passes and fails on the next.
    checked = subprocess.run(
        [*shlex.split(hook["entry"]), "pages/right.md", "pages/wrong.md"], capture_output=True, text=True, check=False
    )
    assert checked.returncode != 0
    right, wrong = re.findall(r"^1 claim: .*", checked.stdout, re.MULTILINE)
    assert "1 supported" in right
    assert "1 refuted" in wrong


def test_the_workflow_fails_on_a_refuted_claim_and_has_written_its_remarks(site: Path) -> None:
    steps = recipe("GitHub Actions")["jobs"]["check"]["steps"]
    (command,) = [step["run"] for step in steps if step.get("run", "").startswith("factdesk")]
    (uploaded,) = [step["with"]["sarif_file"] for step in steps if "sarif" in step.get("uses", "")]
    rows = "".join(json.dumps({"claim": text.strip()}) + "\n" for text in (RIGHT, WRONG))
    (site / "facts" / "claims.jsonl").write_text(rows, encoding="utf-8")
    assert ran("sh", "-c", command) == 1
    (told,) = json.loads((site / uploaded).read_text(encoding="utf-8"))["runs"]
    lines = {result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in told["results"]}
    assert 2 in lines
