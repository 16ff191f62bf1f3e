"""How often a check that fired is right, by labels that a person set reading claim and evidence.

    python benchmarks/fired.py --data FOLDER [--embedder] [--show] [--json]

``fired.jsonl`` beside this file holds, for a random sample of the checks that fired on six sets, the set, the pair (the
first 16 digits of the SHA-256 of claim, a zero byte and evidence), the value of the claim and the one found, the
outcome, and whether a careful reader of both says the same of these values: of the same thing, in the same unit, of the
same time. Gold labels are of whole claims and say less. The texts are not copied: they are joined from FOLDER/nli by
the pair's digits. A pair on which the rules no longer fire is counted apart, and so is one where what they say changed.

``--embedder`` also asks whether an embedding could be the subject gate: how many checks a gate at each cosine of the
claim and the evidence's sentence, both with their value masked, would keep, and how many of these are right.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from factdesk.models import Embedder
from factdesk.records import Check, Claim, Passage
from factdesk.verdicts import compare
from factdesk.verdicts.tokens import sentences

LABELS = Path(__file__).with_name("fired.jsonl")


def pair_id(claim: str, evidence: str) -> str:
    return hashlib.sha256(f"{claim}\0{evidence}".encode()).hexdigest()[:16]


def joined(data: Path, labels: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield each label with its claim and evidence; those whose set or pair is not in the folder are left out."""
    for name in sorted({label["set"] for label in labels}):
        path = data / "nli" / f"{name}.parquet"
        wanted = {label["pair"]: label for label in labels if label["set"] == name}
        if not path.exists():
            continue
        for row in pq.read_table(path, columns=["claim", "evidence"]).to_pylist():
            label = wanted.pop(pair_id(row["claim"], row["evidence"] or ""), None)
            if label is not None:
                yield label, row["claim"], row["evidence"]


def fired(claim: str, evidence: str, value: str) -> Check | None:
    """Return the check that fired on this value of the claim, if any did."""
    passage = Passage(document_id="evidence", quote=evidence, start=0, end=len(evidence))
    checks = compare(Claim.from_text(claim), passage)
    return next((it for it in checks if it.claim == value and it.outcome != "not_comparable"), None)


def sentence_with(value: str, evidence: str) -> str:
    """Return the first sentence that has the value, with the value masked; all of the evidence where none has."""
    texts = [evidence[tokens[0].start : tokens[-1].end] for tokens in sentences(evidence)]
    return next((text for text in texts if value in text), evidence).replace(value, "#")


def gated(pairs: Sequence[tuple[str, str, bool]]) -> dict[str, dict[str, float]]:
    """Return what a gate at each cosine keeps of the masked pairs and how much of that is right."""
    embedder = Embedder.from_pretrained()
    claims, evidence, right = zip(*pairs, strict=True)
    one, other = embedder.encode(claims), embedder.encode(evidence)
    cosines = (one * other).sum(1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)
    labels = np.array(right)
    better = cosines[labels][:, None] - cosines[~labels][None, :]
    result = {"embedder": {"area under the curve": float((better > 0).mean() + (better == 0).mean() / 2)}}
    for border in (0.4, 0.5, 0.6, 0.7):
        kept = cosines >= border
        result[f"cosine {border}"] = {"kept": float(kept.mean()), "precision": float(labels[kept].mean())}
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--embedder", action="store_true", help="try the embedder that ships as a gate")
    parser.add_argument("--show", action="store_true", help="print the pairs on which the rules are wrong")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    pairs: list[tuple[str, str, bool]] = []
    counts: dict[str, Counter[str]] = {"differs": Counter(), "imprecise": Counter(), "agrees": Counter()}
    for label, claim, evidence in joined(options.data, labels):
        check = fired(claim, evidence, label["value"])
        same = check is not None and (check.outcome, check.evidence) == (label["outcome"], label["found"])
        told = "silent" if check is None else "fired" if same else "changed"
        counts[label["outcome"]][told] += 1
        if told == "fired":
            masked = sentence_with(label["found"], evidence)
            pairs.append((claim.replace(label["value"], "#"), masked, bool(label["right"])))
            counts[label["outcome"]]["right" if label["right"] else "wrong"] += 1
            if options.show and check is not None and not label["right"]:
                print(f"{check.explanation}\n  claim: {claim}\n  evidence: {evidence[:600]}")
    if not any(counts.values()):
        print(f"none of the labelled pairs is in {options.data / 'nli'}", file=sys.stderr)
        return 2
    counts["all"] = sum(counts.values(), Counter())
    result: dict[str, dict[str, float]] = {
        name: {
            "labelled": counted["fired"] + counted["silent"] + counted["changed"],
            "fired": counted["fired"],
            "changed": counted["changed"],
            "precision": counted["right"] / max(1, counted["fired"]),
        }
        for name, counted in counts.items()
    }
    if options.embedder:
        result |= gated(pairs)
    if options.json:
        print(json.dumps(result, indent=1))
    else:
        for name, metrics in result.items():
            print(f"{name:12} " + "  ".join(f"{key} {value:.3g}" for key, value in metrics.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
