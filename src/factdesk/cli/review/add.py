"""``factdesk review add``: reports in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdesk.cli.review.place import now, opened, queue, who
from factdesk.errors import InputError

if TYPE_CHECKING:
    from factdesk.records import Report


@click.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@queue
@click.option("--into", "name", default="default", show_default=True, metavar="NAME", help="The queue to put it into.")
@click.option("--reach", type=float, default=1.0, show_default=True, help="How many it reaches; 1 is ordinary.")
def add(reports: tuple[Path, ...], place: str, name: str, reach: float) -> None:
    """Put REPORTS (of factdesk check --format json) into the queue; one that is there already adds nothing.

    \b
    Example:
      factdesk review add report.json --into politics --reach 5
    """
    from factdesk.records import Report

    for path in reports:
        try:
            report = Report.from_json(path.read_bytes())
        except ValueError as error:
            told = " ".join(str(error).splitlines()[1:3])
            raise InputError(f"{path}: not a report ({told}); wanted factdesk check --format json") from error
        click.echo(f"{path}: {put(report, place, name=name, reach=reach)}")


def put(report: "Report", place: str, *, name: str = "default", reach: float = 1.0) -> str:
    """Put a report into a queue and say what it did there."""
    with opened(place) as store:
        from factdesk.review.intake import add_report

        with store.writing() as session:
            done = add_report(session, report, actor=who(), now=now(), reach=reach, queue=name)
    if done.known:
        return "there already"
    lines = [f"{done.added} new, {done.unchanged} unchanged, {len(done.changes)} changed"]
    lines += [
        f"  {'decided' if change.decided else 'undecided'}: {change.claim!r}: {change.sentence}"
        for change in done.changes
    ]
    return "\n".join(lines)
