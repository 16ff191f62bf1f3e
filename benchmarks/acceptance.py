"""Checks an article as a user would and compares what came out with what a reader expects.

    python benchmarks/acceptance.py --data FOLDER ... [--json] [--verifier NAME] [--others]

Each FOLDER holds an ``article.*``, ``references/`` and ``expected.json``::

    {"as_of": "2025-06-05",
     "claims": [{"words": ["145%", "April"], "in": "quote", "label": "supported", "evidence": "145% on April 10"}],
     "never": ["Please refresh"],
     "claims_between": [18, 45]}

A claim is found when all its words stand in one claim's text or quote (``in`` narrows it to one of the two); several
claims may hold them, and the best of those counts. A label of null takes any. ``evidence`` must stand in a passage
that the verdict shows (its quote or the text around it). ``labels_wrong`` counts answers that are not the label;
the rest of what is not right is silence. ``benchmarks/stories`` has fifty-three such folders.

``--others`` checks each article against the references of all the other folders: whatever is answered then is answered
by what has nothing to do with it, and ``answers`` counts that.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: labels that are an answer
ANSWERS = frozenset({"supported", "refuted", "conflicting"})


@dataclass(frozen=True)
class Outcome:
    """What became of one expected claim."""

    words: str
    wanted: str | None
    found: bool
    label: str | None = None
    evidence: bool = False
    text: str = ""

    @property
    def right(self) -> bool:
        return self.found and self.wanted in (None, self.label)


def holds(verdict: dict[str, Any], expected: dict[str, Any]) -> bool:
    claim = verdict["claim"]
    fields = [expected["in"]] if expected.get("in") else ["text", "quote"]
    return any(all(word.casefold() in claim[field].casefold() for word in expected["words"]) for field in fields)


def shows(verdict: dict[str, Any], words: str) -> bool:
    passages = [item["passage"] for item in verdict["evidence"]]
    return any(words.casefold() in (p["prefix"] + p["quote"] + p["suffix"]).casefold() for p in passages)


def compare(report: dict[str, Any], expected: dict[str, Any]) -> list[Outcome]:
    outcomes = []
    for item in expected["claims"]:
        words, wanted = ", ".join(item["words"]), item["label"]
        best = Outcome(words, wanted, found=False)
        for verdict in report["verdicts"]:
            if holds(verdict, item):
                evidence = "evidence" not in item or shows(verdict, item["evidence"])
                seen = Outcome(words, wanted, True, verdict["label"], evidence, verdict["claim"]["text"])
                if (seen.right, seen.evidence) >= (best.right, best.evidence):
                    best = seen
        outcomes.append(best)
    return outcomes


def check(data: Path, references: list[Path], as_of: str | None, verifier: str) -> dict[str, Any]:
    articles = sorted(data.glob("article.*"))
    if not articles:
        raise SystemExit(f"{data} has no article.*; wanted a folder with article.*, references/ and expected.json")
    command = [sys.executable, "-m", "factdesk", "check", str(articles[0])]
    for place in references:
        command += ["--against", str(place)]
    command += ["--format", "json", "--verifier", verifier, *(["--as-of", as_of] if as_of else [])]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return json.loads(ran.stdout)


def measure(data: Path, verifier: str) -> tuple[list[Outcome], list[str], dict[str, int]]:
    """Return what became of the expected claims of one folder, what should never have been a claim, and the counts."""
    expected = json.loads((data / "expected.json").read_text(encoding="utf-8"))
    report = check(data, [data / "references"], expected.get("as_of"), verifier)
    outcomes = compare(report, expected)
    said = [verdict["claim"]["text"] + "\n" + verdict["claim"]["quote"] for verdict in report["verdicts"]]
    never = [words for words in expected.get("never", []) if any(words.casefold() in text.casefold() for text in said)]
    low, high = expected.get("claims_between", [0, sys.maxsize])
    labelled = [outcome for outcome in outcomes if outcome.wanted]
    metrics = {
        "claims": len(said),
        "claims_in_bounds": int(low <= len(said) <= high),
        "expected": len(outcomes),
        "found": sum(outcome.found for outcome in outcomes),
        "labelled": len(labelled),
        "labels_right": sum(outcome.right for outcome in labelled),
        "labels_wrong": sum(not outcome.right and outcome.label in ANSWERS for outcome in labelled),
        "evidence_right": sum(outcome.right and outcome.evidence for outcome in labelled),
        "never_seen": len(never),
    }
    return outcomes, never, metrics


def answered_by_others(data: Path, others: list[Path], verifier: str) -> dict[str, int]:
    """Return how many claims of an article are answered by references that have nothing to do with it."""
    expected = json.loads((data / "expected.json").read_text(encoding="utf-8"))
    report = check(data, [other / "references" for other in others], expected.get("as_of"), verifier)
    answers = [verdict for verdict in report["verdicts"] if verdict["label"] in ANSWERS]
    return {"claims": len(report["verdicts"]), "answers": len(answers)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", nargs="+")
    parser.add_argument("--verifier", default="small+base")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--others", action="store_true")
    options = parser.parse_args()

    found = {}
    folders = [folder for folder in options.data if (folder / "expected.json").is_file() or len(options.data) == 1]
    for data in folders:
        if options.others:
            others = [folder for folder in folders if folder != data]
            found[data.name] = answered_by_others(data, others, options.verifier)
            if not options.json:
                print(data.name, *(f"{name} {value}" for name, value in found[data.name].items()), sep=", ", flush=True)
            continue
        outcomes, never, metrics = measure(data, options.verifier)
        found[data.name] = metrics
        if options.json:
            continue
        print(data.name)
        for outcome in outcomes:
            mark = "ok  " if outcome.right and outcome.evidence else "ok- " if outcome.right else "MISS"
            wanted = outcome.wanted or "any"
            print(f"{mark} {outcome.words}: {outcome.label or 'not found'} (wanted {wanted})  {outcome.text}")
        for words in never:
            print(f"MISS {words!r} became a claim")
        print(*(f"{name} {value}" for name, value in metrics.items()), sep=", ", flush=True)
    if options.json:
        print(json.dumps(found, indent=2))
    elif len(found) > 1:
        names = next(iter(found.values()))
        print("all", *(f"{name} {sum(metrics[name] for metrics in found.values())}" for name in names), sep=", ")


if __name__ == "__main__":
    main()
