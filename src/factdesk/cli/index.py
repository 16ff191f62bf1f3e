"""``factdesk index``: references into an evidence store."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdesk.cli import options

if TYPE_CHECKING:
    from factdesk.evidence import Encoder, Skipped
    from factdesk.records import Document


@click.command()
@click.argument("references", nargs=-1)
@click.option(
    "--store", "place", required=True, metavar="DIR", help="The store: a folder of its own, made when missing."
)
@click.option(
    "--factchecks",
    multiple=True,
    metavar="FILE",
    help="Earlier fact-checks: ClaimReview as JSON-LD, JSONL, Google's data feed or CSV; may be given more than once.",
)
@click.option("--sync", is_flag=True, help="Forget what is in the store and is not among the references.")
@click.option("--no-dense", is_flag=True, help="Index words alone, which is quick; vectors can be added later.")
@options.embedder
@click.option(
    "--engine",
    type=click.Choice(("local", "ray")),
    default="local",
    show_default=True,
    help="Where vectors are made: here, or by workers on a Ray cluster (factdesk[ray]).",
)
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Workers on the cluster.")
@click.option("--address", metavar="ADDRESS", help="The cluster to join [default: one on this machine].")
@click.option("--gpus", type=click.FloatRange(min=0), default=0.0, help="How much of a GPU each worker takes.")
@click.option("--quiet", "-q", is_flag=True, help="Do not list what was skipped.")
def index(
    references: tuple[str, ...],
    place: str,
    factchecks: tuple[str, ...],
    sync: bool,
    no_dense: bool,
    embedder: str,
    engine: str,
    workers: int,
    address: str | None,
    gpus: float,
    quiet: bool,
) -> None:
    """Put REFERENCES (files, folders, URLs) into an evidence store; what is there already costs nothing.

    \b
    Examples:
      factdesk index references/ --store refs.store
      factdesk index references/ --store refs.store --sync
      factdesk index --factchecks claimreview.json --store refs.store --no-dense
    """
    if not references and not factchecks:
        raise click.UsageError("nothing to index; give REFERENCES (files, folders, URLs) or --factchecks FILE")

    if engine == "local" and (address or workers > 1 or gpus):
        raise click.UsageError("--address, --workers and --gpus are for --engine ray")
    if engine == "ray" and no_dense:
        raise click.UsageError("--engine ray makes vectors on a cluster, and --no-dense makes none; leave one out")

    from factdesk.documents.web import is_url

    # A name that is mistyped would else end well, and with --sync as an empty store.
    for source in references:
        if not (is_url(source) or source == "-" or Path(source).exists()):
            raise click.UsageError(f"{source}: there is no such file or folder; check the name")

    from factdesk.cli.progress import ProgressBar
    from factdesk.reports.words import shown

    # Ray starts processes, and LanceDB wants to be imported after that.
    encoder = None if no_dense else _encoder(embedder, engine, workers, address, gpus)
    from factdesk.evidence import EvidenceStore, Skipped

    store = EvidenceStore.open(place, embedder=encoder)
    unreadable: list[Skipped] = []
    began = time.monotonic()
    with ProgressBar() as progress:
        added = store.add(
            _documents(references, factchecks, unreadable),
            sync=sync,
            progress=lambda documents, passages: progress(f"{documents:,} documents, {passages:,} passages", 0, 0),
        )
    seconds = max(time.monotonic() - began, 1e-3)
    skipped = [*unreadable, *added.skipped]
    for item in () if quiet else skipped:
        click.echo(shown(f"skipped {item.document}: {item.reason}"), err=True)
    rate = f" ({added.documents / seconds:,.0f} documents and {added.passages / seconds:,.0f} passages a second)"
    click.echo(
        f"{place}: {added.documents:,} documents and {added.passages:,} passages added in {seconds:.1f} s"
        f"{rate if added.documents else ''}; {added.unchanged:,} unchanged, {added.replaced:,} replaced, "
        f"{added.forgotten:,} forgotten, {len(skipped):,} skipped"
    )


def _encoder(name: str, engine: str, workers: int, address: str | None, gpus: float) -> "Encoder":
    if engine == "local":
        from factdesk.models import Embedder

        return Embedder.from_pretrained(name)
    from factdesk.evidence.cluster import ClusterEmbedder

    return ClusterEmbedder.from_pretrained(name, workers=workers, address=address, gpus=gpus)


def _documents(
    references: tuple[str, ...], factchecks: tuple[str, ...], unreadable: "list[Skipped]"
) -> "Iterator[Document]":
    """Yield the documents of the references, each with the path of its file: a changed file takes its own old place."""
    from factdesk.documents import Unreadable, read_all
    from factdesk.evidence import Skipped, read_factchecks

    for source in references:
        for name in _files(source):
            for document in read_all([name]):
                if isinstance(document, Unreadable):
                    reason = document.message.removeprefix(f"{document.source}: ")
                    unreadable.append(Skipped(document=document.source, reason=reason))
                else:
                    yield document.evolve(metadata={**document.metadata, "path": name})
    for source in factchecks:
        yield from read_factchecks(source)


def _files(source: str) -> Iterator[str]:
    from factdesk.documents.folder import files_of

    folder = Path(source)
    yield from (str(path.resolve()) for path in files_of(folder)) if folder.is_dir() else [source]
