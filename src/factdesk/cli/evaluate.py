"""``factdesk evaluate``: how good a verifier is, on any labelled pairs."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from factdesk.cli import options


@click.command()
@click.argument("model")
@click.argument("data", nargs=-1, required=True)
@options.preset
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Measure N rows of each set, drawn by a seed.")
@click.option("--slices", is_flag=True, help="Also by slice: number, date or negation in the claim, long evidence.")
@click.option("--plot", "picture", type=options.NewFile(), help="Draw them: FILE.svg or FILE.png.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.output
def evaluate(
    model: str,
    data: tuple[str, ...],
    preset: str,
    limit: int | None,
    slices: bool,
    picture: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """Score MODEL on DATA: files of labelled pairs, folders of such files, or data sets on the Hub.

    \b
    Example:
      factdesk evaluate base dev.parquet
      factdesk evaluate runs/mine/model dev.jsonl --slices --format json
      factdesk evaluate base data/nli --limit 400 --plot scores.svg
      factdesk evaluate small+base dev.parquet
    """
    from factdesk.models.predictor import load_predictor
    from factdesk.training.card import score_table
    from factdesk.training.plot import plot
    from factdesk.training.suite import measure, sources_in

    verifier = load_predictor(model)
    measured = {
        name: measure(verifier, source, preset=preset, limit=limit) for name, source in sources_in(data).items()
    }
    scores = {}
    for name, one in measured.items():
        scores[name] = one.scores
        if slices:
            scores |= {f"{name}: {part}": score for part, score in one.slices.items()}
    if picture is not None:
        options.note(f"the plot is in {plot(measured, picture)}")
    if form == "json":
        options.write(json.dumps({name: asdict(score) for name, score in scores.items()}, indent=2), output)
    else:
        options.write(score_table(scores), output)
