"""``factdesk verify``: one claim and one piece of evidence, by hand."""

from datetime import date

import click

from factdesk.cli import options


@click.command()
@click.option("--claim", required=True, metavar="TEXT", help="The statement to judge.")
@click.option("--evidence", required=True, metavar="TEXT", help="The text to judge it by.")
@options.as_of
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.verifier("base")
def verify(claim: str, evidence: str, as_of: date | None, form: str, verifier: str) -> None:
    """Judge one claim by one text.

    \b
    Example:
      factdesk verify --claim "Exports rose to $2 billion." --evidence "Exports reached $1.98 billion in 2024."
    """
    from factdesk.models.predictor import load_predictor
    from factdesk.pair import verify as judge_pair

    verdict = judge_pair(claim, evidence, verifier=load_predictor(verifier), as_of=as_of)
    if form == "json":
        text = verdict.to_json(indent=2)
    else:
        from factdesk.reports import verdict_to_text

        text = verdict_to_text(verdict, **options.terminal(None))
    options.write(text, None)
