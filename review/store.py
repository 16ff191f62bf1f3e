"""The queue's database: opened by path or URL, brought up to date on opening, read and written in transactions."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Self

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from factdesk.errors import ReviewError

_log = logging.getLogger(__name__)

#: seconds that a writer of SQLite waits for the one before it
_PATIENCE = 30

#: any number, the same for all who migrate one PostgreSQL database at the same time
_MIGRATION_LOCK = 0x6661637464


class Store:
    """A review queue: a file (SQLite in WAL mode) or a PostgreSQL database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = engine.execution_options(factdesk_writes=True)

    @classmethod
    def open(cls, place: str | Path) -> Self:
        """Open the queue at a path or URL, making or migrating its tables. Raises ReviewError where it cannot."""
        url = _url(place)
        try:
            engine = _sqlite(url) if url.get_backend_name() == "sqlite" else create_engine(url, pool_pre_ping=True)
            store = cls(engine)
            with store._writing.begin() as connection:
                _migrate(connection)
        except (DBAPIError, NoSuchModuleError, CommandError) as error:
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise ReviewError(
                f"{url.render_as_string()}: the review queue cannot be opened ({reason}); "
                "wanted a file in a folder that exists, or postgresql://user@host/database"
            ) from error
        return store

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Look at one consistent state; nothing is saved."""
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Change something in one transaction: all of it is saved at the end, or nothing when an error leaves it."""
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    def backup(self, target: Path) -> None:
        """Copy the queue to a new file while it is in use: one consistent state. SQLite only."""
        if self._engine.dialect.name != "sqlite":
            raise ReviewError("this queue is on PostgreSQL, which has its own tool; run: pg_dump --format=custom")
        if target.exists():
            raise ReviewError(f"{target} is there already; wanted the name of a new file")
        # Under another name until it is whole, so that no half of a backup is taken for one.
        part = target.with_name(f"{target.name}.part")
        try:
            with closing(sqlite3.connect(part)) as copy, self._engine.connect() as connection:
                source = connection.connection.driver_connection
                assert isinstance(source, sqlite3.Connection)  # noqa: S101 - the dialect was asked above
                source.backup(copy)
                (told,) = copy.execute("PRAGMA quick_check").fetchone()
            if told != "ok":
                raise ReviewError(f"{part}: the copy is not sound ({told}); the disk may be failing")
            part.replace(target)
        except (OSError, sqlite3.Error) as error:
            raise ReviewError(
                f"{target}: cannot be written ({error}); wanted a folder that exists, with room"
            ) from error

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def _url(place: str | Path) -> URL:
    if isinstance(place, Path) or "://" not in place:
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise ReviewError(f"{place}: not a database URL; wanted postgresql://user@host/database, or a path") from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _PATIENCE})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        # The driver's own transaction handling begins late; ours is below.
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # A writer that starts as a reader fails half-way where another wrote in between, so it says so at once.
        writes = connection.get_execution_options().get("factdesk_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
    config = Config()
    config.set_main_option("script_location", "factdesk.review:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
