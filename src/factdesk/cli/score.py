"""``factdesk score``: many rows to many verdicts."""

import os
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdesk.cli import options
from factdesk.cli.check import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factdesk.batch.articles import Finder
    from factdesk.batch.engine import Engine
    from factdesk.batch.rows import RowSource
    from factdesk.batch.summary import Summary
    from factdesk.evidence import Searcher


@click.command()
@click.argument("source", metavar="INPUT")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="Where the results go: .jsonl or .parquet. Finished rows are kept beside it, in FILE.ledger.",
)
@click.option("--claim-column", default="claim", show_default=True, metavar="NAME", help="The column with the claim.")
@click.option(
    "--article-column",
    metavar="NAME",
    help="A column with whole articles: each of their claims is scored, instead of a claim column.",
)
@click.option(
    "--articles",
    is_flag=True,
    help="INPUT is articles: text, Markdown, HTML, PDF or Word, each file one of them. Their claims are scored.",
)
@click.option(
    "--evidence-column",
    default="evidence",
    show_default=True,
    metavar="NAME",
    help="The column with the evidence: a text, or a list of texts.",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Judge rows without evidence by what this evidence store has (made by factdesk index).",
)
@click.option("--no-dense", is_flag=True, help="Search the store by words alone.")
@click.option(
    "--as-of",
    type=options.IsoDate(),
    metavar="DATE",
    help="Read relative dates as of this day, and set evidence of the store that is later aside.",
)
@options.verifier("base")
@click.option(
    "--device", metavar="NAMES", help="Where the verifier runs: cpu, cuda, mps, or several: cuda:0,cuda:1, one on each."
)
@click.option(
    "--engine",
    type=click.Choice(("local", "ray")),
    default="local",
    show_default=True,
    help="Verifiers in this process, or in workers of a Ray cluster; the output is the same.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many verifiers judge at once, on the devices in turn [default: one a device].",
)
@click.option("--address", metavar="ADDRESS", help="The cluster to join [default: one on this machine].")
@click.option("--gpus", type=click.FloatRange(min=0), default=0.0, help="How much of a GPU each worker takes.")
@click.option("--gold", metavar="NAME", help="A column with the right labels, to measure against.")
@click.option(
    "--report",
    type=options.NewFile(),
    metavar="FILE",
    help="Write what it came to here: .html, .json or .txt.",
)
@click.option("--junit", type=options.NewFile(), metavar="FILE", help="Write JUnit XML here.")
@click.option("--sarif", type=options.NewFile(), metavar="FILE", help="Write SARIF here.")
@click.option("--fresh", is_flag=True, help="Forget the rows finished before, and score all of them.")
@click.option("--dry-run", is_flag=True, help="Say how many rows and tokens there are and how long they would take.")
@click.option(
    "--fail-on",
    type=click.Choice(LABELS),
    multiple=True,
    help="Exit with 1 when a row gets this label; may be given more than once.",
)
def score(
    source: str,
    output: Path,
    claim_column: str,
    article_column: str | None,
    articles: bool,
    evidence_column: str,
    store: Path | None,
    no_dense: bool,
    as_of: date | None,
    verifier: str,
    device: str | None,
    engine: str,
    workers: int | None,
    address: str | None,
    gpus: float,
    gold: str | None,
    report: Path | None,
    junit: Path | None,
    sarif: Path | None,
    fresh: bool,
    dry_run: bool,
    fail_on: tuple[str, ...],
) -> None:
    """Score each row of INPUT: JSONL, CSV, TSV or Parquet, a folder or a quoted glob of these, or - for standard input.

    A row is a claim with its evidence, or a claim or a whole article against a store; with --articles each file is an
    article. Other columns pass through; one
    named as a column of the output, such as label, becomes input_label. Killed and run again, it goes on where it was,
    and the output is the same. Exit codes: 0 all rows done, 1 some failed or --fail-on was met, 2 bad usage or input.

    \b
    Examples:
      factdesk score pairs.csv -o verdicts.parquet
      factdesk score 'claims/*.jsonl' -o verdicts.jsonl --claim-column statement --store references.store
      factdesk score docs/ --articles -o verdicts.jsonl --store references.store --sarif verdicts.sarif
    """
    from factdesk.batch import Columns, Scorer, ci
    from factdesk.batch.documents import documents
    from factdesk.batch.run import apart_from, estimate, opened, run
    from factdesk.cli.rate import Rate
    from factdesk.documents import read

    if engine == "local" and (address or gpus):
        raise click.UsageError("--address and --gpus are for --engine ray")
    if engine == "ray" and device:
        raise click.UsageError("--device is for --engine local; workers on a cluster take --gpus")
    if articles and (article_column or gold):
        raise click.UsageError("--article-column and --gold name columns of rows; with --articles there are none")
    if articles and store is None:
        raise click.UsageError("--articles have no evidence with them: give a --store to search")
    if report is not None:
        _require_report(report)

    def scorer() -> Scorer:
        found = _store(store, dense=not no_dense) if store else None
        judges = _engine(verifier, device, engine, workers, address, gpus)
        return Scorer(judges, found, detector=_detector() if articles or article_column else None, as_of=as_of)

    columns = Columns(claim=claim_column, evidence=evidence_column, article=article_column)
    with ExitStack() as given:
        sources: Sequence[RowSource]
        if articles:
            sources = documents(source, read)
        else:
            sources = given.enter_context(opened(source, columns, store=store is not None, gold=gold))
        if dry_run:
            cost = estimate(apart_from(sources, output), scorer(), columns=columns)
            click.echo(
                f"{cost.rows:,} rows ({cost.failed:,} cannot be read), about {cost.tokens:,} tokens, "
                f"about {cost.seconds:,.0f} s"
            )
            return
        with Rate() as progress, ExitStack() as files:
            watchers = [files.enter_context(ci.junit(junit))] if junit else []
            watchers += [files.enter_context(ci.sarif(sarif))] if sarif else []
            summary = run(
                sources, output, scorer, columns=columns, gold=gold, fresh=fresh, watchers=watchers, progress=progress
            )
    click.echo(summary.to_text(), err=True)
    if report is not None:
        options.write(_report(summary, report, source), report)
    if summary.failed or summary.labels.keys() & set(fail_on):
        raise SystemExit(1)


def _require_report(report: Path) -> None:
    """Raise before the work rather than after it where the report cannot be written."""
    if report.suffix.lower() not in {".html", ".json", ".txt"}:
        raise click.BadParameter(f"found {report.name}; wanted .html, .json or .txt", param_hint="--report")
    if not report.parent.is_dir():
        raise click.BadParameter(f"found no folder {report.parent}; make it first", param_hint="--report")
    if not os.access(report.parent, os.W_OK):
        raise click.BadParameter(f"found a folder {report.parent} that cannot be written", param_hint="--report")


def _report(summary: "Summary", report: Path, source: str) -> str:
    from factdesk.reports.scoring import to_html

    match report.suffix.lower():
        case ".html":
            return to_html(summary, source=source)
        case ".json":
            return summary.to_json(indent=2)
    return summary.to_text()


def _engine(
    verifier: str, device: str | None, engine: str, workers: int | None, address: str | None, gpus: float
) -> "Engine":
    if engine == "local":
        from factdesk.batch.engine import LocalEngine

        devices = [name.strip() for name in device.split(",")] if device else [None]
        return LocalEngine.from_pretrained(verifier, devices=devices, workers=workers)
    from factdesk.batch.cluster import RayEngine

    return RayEngine.from_pretrained(verifier, workers=workers or 1, address=address, gpus=gpus)


def _store(place: Path, *, dense: bool) -> "Searcher":
    from factdesk.errors import InputError
    from factdesk.evidence import EvidenceStore
    from factdesk.models import Embedder

    if not EvidenceStore.stands_at(place):
        raise InputError(f"{place}: found no evidence store; make one with: factdesk index REFERENCES --store {place}")
    return EvidenceStore.open(place, embedder=Embedder.from_pretrained() if dense else None)


def _detector() -> "Finder":
    from factdesk.claims import ClaimDetector

    return ClaimDetector.from_pretrained()
