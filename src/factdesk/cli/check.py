"""``factdesk check``: an article against references."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from factdesk.cli import options

LABELS = ("supported", "refuted", "conflicting", "not_enough_evidence")


@click.command()
@click.argument("article")
@click.argument("more_references", metavar="", nargs=-1)
@click.option(
    "--against",
    "references",
    required=True,
    multiple=True,
    metavar="REFERENCES...",
    help="What to check against: files, folders, URLs, or a store made by factdesk index.",
)
@options.as_of
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "jsonl", "html", "claimreview")),
    default="text",
    show_default=True,
)
@options.output
@click.option(
    "--explain", is_flag=True, help="Show how each verdict was reached, step by step (text; HTML always does)."
)
@click.option(
    "--fail-on",
    type=click.Choice(LABELS),
    multiple=True,
    help="Exit with 1 when a claim gets this label; may be given more than once.",
)
@options.verifier("small+base")
@click.option("--no-dense", is_flag=True, help="Search the references by their words alone.")
@options.embedder
@click.option(
    "--queue", "place", metavar="URL", help="Put the report into this review queue too: a file or postgresql://..."
)
@click.option(
    "--with-references",
    is_flag=True,
    help="Put the documents that the evidence stands in into the report (json), for a review queue to show.",
)
@click.option(
    "--decide",
    type=click.FloatRange(0.34, 0.99),
    metavar="SHARE",
    help="Answer only where one side reaches this share; higher is fewer answers, fewer of them wrong [default: 0.5].",
)
@click.option("--publisher", metavar="NAME", help="Who publishes the fact-check (claimreview).")
@click.option("--review-url", metavar="URL", help="The page that the fact-check is published on (claimreview).")
def check(
    article: str,
    more_references: tuple[str, ...],
    references: tuple[str, ...],
    as_of: date | None,
    form: str,
    output: Path | None,
    explain: bool,
    fail_on: tuple[str, ...],
    verifier: str,
    no_dense: bool,
    place: str | None,
    with_references: bool,
    embedder: str,
    decide: float | None,
    publisher: str | None,
    review_url: str | None,
) -> None:
    """Check ARTICLE (a file, a URL, or - for standard input) against references.

    \b
    Examples:
      factdesk check article.html --against references/ --as-of 2025-06-05
      factdesk check - --against facts.csv report.pdf --format json < article.txt
      factdesk check article.html --against references/ --format html -o report.html
      factdesk check article.html --against references/ --queue review.sqlite
      factdesk check article.html --against references/ --explain
    """
    from factdesk.cli.progress import ProgressBar
    from factdesk.documents import read

    with ProgressBar() as progress:
        document = read(article)  # first, so that a wrong name is told at once

        from factdesk.desk import FactDesk
        from factdesk.verdicts import DEFAULT

        desk = FactDesk.from_references(
            *references,
            *more_references,
            verifier=verifier,
            embedder=embedder,
            dense=not no_dense,
            thresholds=DEFAULT if decide is None else replace(DEFAULT, decide=decide),
            progress=progress,
        )
        report = desk.check(document, as_of=as_of, progress=progress)
    for note in report.notes:
        options.note(note)
    if with_references or place is not None:
        report = report.evolve(references=desk.references_of(report))
    if place is not None:
        from factdesk.cli.review.add import put

        options.note(f"{place}: {put(report, place)}")
    match form:
        case "json":
            text = report.to_json(indent=2)
        case "jsonl":
            from factdesk.reports import to_jsonl

            text = to_jsonl(report)
        case "html":
            from factdesk.reports import to_html

            text = to_html(report)
        case "claimreview":
            from factdesk.reports import to_claimreview

            text, warnings = to_claimreview(report, url=review_url, author=publisher)
            for warning in warnings:
                options.note(warning)
        case _:
            from factdesk.reports import explained_to_text, to_text

            shown = explained_to_text if explain else to_text
            text = shown(report, **options.terminal(output))
    options.write(text, output)
    if {verdict.label for verdict in report.verdicts} & set(fail_on):
        raise SystemExit(1)
