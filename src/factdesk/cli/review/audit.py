"""``factdesk review audit``: has anything in the record been changed?"""

import click

from factdesk.cli.review.place import opened, queue


@click.group()
def audit() -> None:
    """The record of who did what.

    \b
    Example:
      factdesk review audit verify
    """


@audit.command()
@queue
@click.option("--head", metavar="HASH", help="A head noted earlier; finds entries cut off since.")
def verify(place: str, head: str | None) -> None:
    """Check that nothing in the record was changed; exit with 1 when something was.

    \b
    Example:
      factdesk review audit verify --head 6f0c...
    """
    with opened(place) as store:
        from factdesk.review.audit import verify as verified

        with store.reading() as session:
            trail = verified(session, head=head)
    for problem in trail.problems:
        click.echo(problem)
    click.echo(f"{trail.entries} entries, {'NOT ' if trail.problems else ''}whole; head {trail.head}")
    if trail.problems:
        raise SystemExit(1)
