"""``factdesk score``: many rows to many verdicts."""

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdesk.cli import options
from factdesk.cli.check import LABELS

if TYPE_CHECKING:
    from factdesk.batch.articles import Finder
    from factdesk.batch.scoring import Predictor
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
@options.verifier
@click.option("--device", metavar="NAME", help="Where the verifier runs: cpu, cuda, cuda:1, mps.")
@click.option(
    "--engine",
    type=click.Choice(("local", "ray")),
    default="local",
    show_default=True,
    help="One verifier here, or one in each worker of a Ray cluster; the output is the same.",
)
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Workers on the cluster.")
@click.option("--address", metavar="ADDRESS", help="The cluster to join [default: one on this machine].")
@click.option("--gpus", type=click.FloatRange(min=0), default=0.0, help="How much of a GPU each worker takes.")
@click.option("--gold", metavar="NAME", help="A column with the right labels, to measure against.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write the summary here as JSON."
)
@click.option("--junit", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write JUnit XML here.")
@click.option("--sarif", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write SARIF here.")
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
    evidence_column: str,
    store: Path | None,
    no_dense: bool,
    as_of: date | None,
    verifier: str,
    device: str | None,
    engine: str,
    workers: int,
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

    A row is a claim with its evidence, or a claim or a whole article against a store. Other columns pass through; one
    named as a column of the output, such as label, becomes input_label. Killed and run again, it goes on where it was,
    and the output is the same. Exit codes: 0 all rows done, 1 some failed or --fail-on was met, 2 bad usage or input.

    \b
    Examples:
      factdesk score pairs.csv -o verdicts.parquet
      factdesk score 'claims/*.jsonl' -o verdicts.jsonl --claim-column statement --store references.store
    """
    from factdesk.batch import Columns, Scorer, ci
    from factdesk.batch.run import estimate, opened, run
    from factdesk.cli.rate import Rate

    if engine == "local" and (address or workers > 1 or gpus):
        raise click.UsageError("--address, --workers and --gpus are for --engine ray")
    if engine == "ray" and device:
        raise click.UsageError("--device is for --engine local; workers on a cluster take --gpus")

    def scorer() -> Scorer:
        found = _store(store, dense=not no_dense) if store else None
        judge, at_once = _verifier(verifier, device, engine, workers, address, gpus)
        return Scorer(judge, found, detector=_detector() if article_column else None, as_of=as_of, at_once=at_once)

    columns = Columns(claim=claim_column, evidence=evidence_column, article=article_column)
    with opened(source, columns, store=store is not None) as sources:
        if dry_run:
            cost = estimate(sources, scorer(), columns=columns)
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
        options.write(summary.to_json(indent=2), report)
    if summary.failed or summary.labels.keys() & set(fail_on):
        raise SystemExit(1)


def _verifier(
    name: str, device: str | None, engine: str, workers: int, address: str | None, gpus: float
) -> "tuple[Predictor, int]":
    """Return the verifier, and how many windows it takes at once."""
    if engine == "local":
        from factdesk.models import Verifier

        return Verifier.from_pretrained(name, device=device), 1
    from factdesk.batch.cluster import ClusterVerifier

    cluster = ClusterVerifier.from_pretrained(name, workers=workers, address=address, gpus=gpus)
    return cluster, cluster.at_once


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
