"""``factdesk claims``: what an article states."""

import json
from datetime import date
from pathlib import Path

import click

from factdesk.cli import options


@click.command()
@click.argument("article")
@options.as_of
@click.option(
    "--all", "everything", is_flag=True, help="List opinions, questions and boilerplate too, as what they are."
)
@click.option("--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True)
@options.output
def claims(article: str, as_of: date | None, everything: bool, form: str, output: Path | None) -> None:
    """List the checkable claims of ARTICLE (a file, a URL, or - for standard input), most worth checking first.

    \b
    Example:
      factdesk claims article.html --format jsonl
    """
    from factdesk.claims import ClaimDetector
    from factdesk.documents import read

    document = read(article)
    found = ClaimDetector.from_pretrained().detect(document, as_of=as_of or document.published, everything=everything)
    if form == "jsonl":
        text = "\n".join(json.dumps(claim.to_dict(), ensure_ascii=False) for claim in found)
    else:
        from factdesk.reports import claims_to_text

        text = claims_to_text(document, found, **options.terminal(output))
    options.write(text, output)
