"""Where the queue lies, and who asks: what all commands of ``factdesk review`` share."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from getpass import getuser
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factdesk.review import Store

queue = click.option(
    "--queue",
    "place",
    default="review.sqlite",
    show_default=True,
    envvar="FACTDESK_QUEUE",
    metavar="URL",
    help="Where the queue lies: a file, or postgresql://user@host/database.",
)
only = click.option("--only", "name", metavar="NAME", help="One queue of several in that place [default: all].")


@contextmanager
def opened(place: str) -> "Iterator[Store]":
    """Open the queue for as long as the block lasts."""
    from factdesk.review import Store

    store = Store.open(place)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def writing(place: str) -> "Iterator[Session]":
    """Open the queue for one change, which is kept where the block ends well."""
    with opened(place) as store, store.writing() as session:
        yield session


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def who() -> str:
    """Return what the audit trail calls whoever runs a command."""
    try:
        return f"{getuser()} at the command line"
    except (KeyError, OSError):  # a container's user without a name
        return "command line"
