"""The finished rows of one output by their keys, in one SQLite file beside it: what makes a run resumable.

A row's key is a hash of everything that decides its verdict. So a finished row is found again after a kill, and after a
change of model or rules a row simply has another key. One process at a time holds a ledger.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic_core import from_json, to_json

from factdesk.errors import InputError

_TABLE = "CREATE TABLE IF NOT EXISTS result (key TEXT PRIMARY KEY, failed INTEGER NOT NULL, columns TEXT NOT NULL)"
_FORGET_FAILED = "DELETE FROM result WHERE failed"
_FORGET_ALL = "DELETE FROM result"
_FIND = "SELECT key, columns FROM result WHERE key IN (SELECT value FROM json_each(?))"
_KEEP = "INSERT OR REPLACE INTO result VALUES (?, ?, ?)"

#: Seconds to wait for another process to let go: one that was just killed takes a moment.
_PATIENCE = 1.0


class Ledger:
    """Results by key. A context manager: entering takes it for this process, leaving or dying gives it back.

    Without a path it is a temporary file that nobody else sees. Rows that failed are kept for one run only: the next
    tries them again.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path

    def __enter__(self) -> Self:
        try:
            # SQLite makes of no name a database in a temporary file that goes with the connection.
            self._database = sqlite3.connect(self.path or "", isolation_level=None, timeout=_PATIENCE)
        except sqlite3.Error as error:
            raise InputError(f"{self.path}: cannot be made ({error}); is its folder there?") from error
        try:
            # The lock that the first writing takes is held until the connection closes, however the process ends.
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._database.execute("BEGIN EXCLUSIVE")
            self._database.execute(_TABLE)
            self._database.execute(_FORGET_FAILED)
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            self._database.close()
            raise self._problem(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def clear(self) -> None:
        """Forget every result."""
        with self._telling():
            self._database.execute(_FORGET_ALL)

    def found(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return the results that are known of these keys."""
        with self._telling():
            found = self._database.execute(_FIND, [json.dumps(list(keys))])
            return {key: from_json(columns) for key, columns in found}

    def keep(self, results: Mapping[str, Mapping[str, Any]]) -> None:
        """Write results down, all of them or none. Raises InputError where the disk is full."""
        rows = [
            (key, columns["error"] is not None, to_json(columns, inf_nan_mode="null").decode())
            for key, columns in results.items()
        ]
        with self._telling():
            self._database.execute("BEGIN")
            try:
                self._database.executemany(_KEEP, rows)
                self._database.execute("COMMIT")
            finally:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say what SQLite raises as an InputError."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._problem(error) from error

    def _problem(self, error: sqlite3.Error) -> InputError:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return InputError(f"{self.path}: another run is writing this output; wait for it, or give -o another file")
        if isinstance(error, sqlite3.OperationalError):
            return InputError(
                f"{self.path}: cannot be written ({error}); the rows finished so far are kept, "
                "so make room and run the same command again"
            )
        return InputError(f"{self.path}: found a file that is no ledger ({error}); delete it, or give -o another file")
