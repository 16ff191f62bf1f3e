"""Many reviewers at once, processes that are killed and held still at random; full size: benchmarks/reviewers.py."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[2] / "benchmarks" / "reviewers.py"


@pytest.mark.parametrize(("kind", "reviewers"), [("sqlite", 4), ("postgresql", 8)])
def test_no_claim_is_decided_twice_unknowingly_and_no_decision_is_lost(kind, reviewers):
    arguments = ["--reviewers", str(reviewers), "--items", "60", "--json"]
    if kind == "postgresql":
        named = os.environ.get("FACTDESK_TEST_POSTGRES")
        if not named:
            pytest.skip("for FACTDESK_TEST_POSTGRES names no PostgreSQL database that may be filled")
        arguments += ["--queue", named]
    ran = subprocess.run([sys.executable, PROGRAM, *arguments], capture_output=True, text=True, timeout=200)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = json.loads(ran.stdout)
    for name in ("decided_twice", "lost", "saved_again", "saved_outside_a_turn", "undecided", "audit_problems"):
        assert found[name] == 0, name
    assert found["decisions"] > 60
    assert found["killed"] > 0
