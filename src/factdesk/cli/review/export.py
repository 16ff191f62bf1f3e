"""``factdesk review export``: what was decided, as files."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from factdesk.cli import options
from factdesk.cli.review.place import now, only, opened, queue
from factdesk.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_FILES = ("jsonl", "csv", "parquet", "label-studio", "argilla")
_PUBLISHED = ("claimreview", "claimreview-feed", "atom")


@click.command()
@queue
@only
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write here instead of to standard output; a folder for --training.",
)
@click.option("--format", "form", type=click.Choice(_FILES + _PUBLISHED), default="jsonl", show_default=True)
@click.option("--training", is_flag=True, help="Write pairs to train a verifier on, into the folder that -o names.")
@click.option("--publisher", metavar="NAME", help="For claimreview and atom: who publishes the fact-checks.")
@click.option("--site", metavar="URL", help="For claimreview and atom: the address they are published under.")
def export(
    place: str,
    name: str | None,
    output: Path | None,
    form: str,
    training: bool,
    publisher: str | None,
    site: str | None,
) -> None:
    """Write the decisions: as rows, to train on, for an annotation tool, or to publish.

    \b
    Example:
      factdesk review export -o decisions.jsonl
      factdesk review export --training -o exports/
      factdesk review export --format label-studio -o tasks.zip
      factdesk review export --format atom --publisher "The Desk" --site https://desk.example/checks
    """
    try:
        with opened(place) as store, store.reading() as session:
            if training:
                _write_training(session, output, name)
            elif form in _PUBLISHED:
                options.write(_published(session, form, publisher, site, name), output)
            else:
                _write_file(session, form, output, name)
    except OSError as error:
        wanted = "wanted a name in a folder that exists"
        raise InputError(f"{output}: cannot be written ({error.strerror}); {wanted}") from error


def _write_training(session: "Session", output: Path | None, name: str | None) -> None:
    from factdesk.review.exports.training import write_training

    if output is None:
        raise InputError("pairs to train on are three files; wanted -o FOLDER")
    done = write_training(session, output, name)
    options.note(
        f"{output}: {done.trained_on} pairs to train on and {done.kept_aside} kept aside, of {done.decisions} "
        f"decisions; {done.left_out} say nothing about a single piece of evidence"
    )
    options.note(f"next: factdesk train verifier {output / 'recipe.toml'} --data {output} --init shipped -o runs/desk")


def _write_file(session: "Session", form: str, output: Path | None, name: str | None) -> None:
    from factdesk.review.exports.forms import Form, write

    wanted = Form(form)
    if output is not None:
        write(session, wanted, output, name)
        return
    if not wanted.is_text:
        raise InputError(f"a file of the form {form} cannot be written to the terminal; wanted -o FILE")
    with TemporaryDirectory() as folder:
        path = Path(folder) / wanted.filename
        write(session, wanted, path, name)
        options.write(path.read_text(encoding="utf-8"), None)


def _published(session: "Session", form: str, publisher: str | None, site: str | None, name: str | None) -> str:
    from factdesk.review.exports import atom, claimreview
    from factdesk.review.exports.publication import Publication

    if not publisher or not site:
        raise InputError("what is published names who publishes it where; wanted --publisher NAME --site https://...")
    publication = Publication(publisher, site)
    if form == "atom":
        return atom.to_atom(session, publication, now=now(), queue=name)
    reviews, warnings = claimreview.to_claimreview(session, publication, queue=name)
    for warning in warnings:
        options.note(warning)
    return claimreview.to_script(reviews if form == "claimreview" else claimreview.to_feed(reviews, now=now()))
