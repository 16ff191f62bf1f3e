"""The model card, README.md of a model's folder: what it is, what it learned from, what it scores, where it fails.

Everything in it comes from the run's record and from scores measured on the model that ships; only the name, the
summary and the known faults are written by a person.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from factdesk.models import Detector, Verifier
from factdesk.training.evaluate import AnswerScores, Scores, score_answers
from factdesk.training.sentences import QUESTIONS
from factdesk.training.suite import ask, measure, sources_in


def write_card(
    folder: Path,
    *,
    name: str,
    summary: str,
    run: Mapping[str, Any],
    tables: Sequence[str],
    faults: Sequence[str],
    licence: str = "apache-2.0",
) -> Path:
    """Write ``folder/README.md`` and return it.

    ``run`` is what ``run.json`` says, ``tables`` are Markdown, made by the functions below; ``licence`` is the
    model's, an SPDX name in small letters.
    """
    recipe = run["recipe"]
    sources = [
        (source["data"], str(run["rows"][source["data"]]), str(run["dropped"][source["data"]]), source["licence"])
        for source in recipe["sources"]
    ]
    unstated = sorted(source["data"] for source in recipe["sources"] if "not stated" in source["licence"])
    settings = {key: value for key, value in recipe.items() if key not in ("sources", "evaluation", "base")}
    calibration = json.dumps(run["calibration"])
    parts = [
        _front_matter(name, recipe["base"], licence),
        f"# {name}\n\n{summary}",
        "## What it is bad at\n\n" + "\n".join(f"- {fault}" for fault in faults),
        "## Scores\n\n" + "\n\n".join(tables),
        f"Calibration, fitted on rows held back from training: `{calibration}`.",
        "## Data\n\nRows that share a claim, passage or sentence with an evaluation set were dropped first.\n\n"
        + table(("file", "rows in the mix", "dropped", "licence"), sources),
        *(
            ["The licence of these sets is not stated by their publishers: " + ", ".join(unstated) + "."]
            if unstated
            else []
        ),
        f"## How it was made\n\nFrom {recipe['base']}, {run['rows_seen']:,} rows in {run['steps']:,} steps"
        f", {run['seconds'] / 60:.0f} minutes on {run['machine']}, finished {run['finished']}.\n\n"
        f"```json\n{json.dumps(settings, indent=1)}\n```",
        "Versions: " + ", ".join(f"{package} {number}" for package, number in run["versions"].items()) + ".",
        "SHA-256 of the data:\n\n```\n"
        + "\n".join(f"{digest}  {file}" for file, digest in run["hashes"].items())
        + "\n```",
    ]
    card = folder / "README.md"
    card.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return card


def measured_tables(model: Path, data: Sequence[str], *, preset: str, limit: int | None) -> list[str]:
    """Measure the model in a folder on some sets, and give its scores as Markdown tables.

    A verifier is measured on pairs, a detector on sentences, with a calibration curve for each set and question. Raises
    InputError for data that cannot be read, ModelError for a folder that holds neither.
    """
    config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    if set(config.get("id2label", {}).values()) != set(QUESTIONS):
        verifier = Verifier.from_pretrained(model)
        sources = sources_in(data).items()
        return [score_table({name: measure(verifier, it, preset=preset, limit=limit).scores for name, it in sources})]
    detector = Detector.from_pretrained(model)
    answered = {
        f"{question}: {name}": one
        for name, source in sources_in(data).items()
        for question, one in ask(detector, source, preset=preset).items()
    }
    scores = {name: score_answers(one.probabilities, one.answers) for name, one in answered.items()}
    curves = (f"{name}\n\n{curve_table(one.probabilities, one.answers)}" for name, one in answered.items())
    return [answer_table(scores), *curves]


def score_table(scores: Mapping[str, Scores]) -> str:
    """Give a verifier's scores as a Markdown table, in per cent; ECE and Brier as shares."""
    rows = [
        (
            name,
            str(score.rows),
            f"{100 * score.balanced_accuracy:.1f}",
            f"{100 * score.interval[0]:.1f}-{100 * score.interval[1]:.1f}",
            "-" if score.choice_accuracy is None else f"{100 * score.choice_accuracy:.1f}",
            f"{100 * score.accuracy:.1f}",
            f"{100 * score.macro_f1:.1f}",
            " / ".join(f"{label} {100 * recall:.0f}" for label, recall in score.recall.items()),
            "-" if score.auroc is None else f"{score.auroc:.3f}",
            f"{score.calibration_error:.3f}",
            f"{score.brier:.3f}",
            f"{100 * score.risk_at_coverage[0.5]:.1f}",
        )
        for name, score in scores.items()
    ]
    heads = (
        "set",
        "rows",
        "balanced accuracy",
        "95 % interval",
        "of the set's labels",
        "accuracy",
        "macro F1",
        "recall",
    )
    return table((*heads, "AUROC", "ECE", "Brier", "error of the surer half"), rows)


def answer_table(scores: Mapping[str, AnswerScores]) -> str:
    """Give a detector's scores as a Markdown table: accuracy in per cent, F1, AUROC and ECE as shares."""
    rows = [
        (
            name,
            str(score.rows),
            f"{100 * score.accuracy:.1f}",
            f"{score.f1:.3f}",
            "-" if score.auroc is None else f"{score.auroc:.3f}",
            f"{score.calibration_error:.3f}",
        )
        for name, score in scores.items()
    ]
    return table(("set", "rows", "accuracy", "F1", "AUROC", "ECE"), rows)


def curve_table(probabilities: np.ndarray, answers: np.ndarray, bins: int = 10) -> str:
    """Give a calibration curve as a Markdown table: how often "yes" is right where the model says how likely it is.

    ``probabilities`` and ``answers``, 1 or 0, are n numbers each; ``bins`` are of equal width, the empty ones left out.
    """
    at = np.minimum((probabilities * bins).astype(int), bins - 1)
    rows = [
        (
            f"{number / bins:.1f} to {(number + 1) / bins:.1f}",
            str(int((at == number).sum())),
            f"{probabilities[at == number].mean():.2f}",
            f"{answers[at == number].mean():.2f}",
        )
        for number in np.unique(at).tolist()
    ]
    return table(("probability", "rows", "mean probability", "share of yes"), rows)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _front_matter(name: str, base: str, licence: str) -> str:
    return "\n".join(
        (
            "---",
            f"license: {licence}",
            "language: en",
            f"base_model: {base}",
            "library_name: factdesk",
            "pipeline_tag: text-classification",
            f"model_name: {name}",
            "tags: [fact-checking, claim-verification]",
            "---",
        )
    )
