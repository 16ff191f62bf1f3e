"""LanceDB, imported without the part of it that a local store never calls.

``import lancedb`` spends a third of its 2 seconds on building pydantic validators for every method of the REST client
of the Lance namespace service. Without ``validate_call`` those methods are plain methods: they work, and leave it to
the service to complain about wrong arguments. It is put back as soon as the import is done.
"""

from importlib import import_module
from typing import Any
from unittest.mock import patch

with patch("pydantic.validate_call", new=lambda function: function):
    _lancedb = import_module("lancedb")
    _index = import_module("lancedb.index")
    _query = import_module("lancedb.query")

#: LanceDB's query and index classes are pydantic dataclasses, whose defaults type checkers do not see.
connect: Any = _lancedb.connect
FTS: Any = _index.FTS
IvfFlat: Any = _index.IvfFlat
MatchQuery: Any = _query.MatchQuery


def asynchronous(table: Any) -> Any:
    """Return a table as LanceDB's asyncio sees it.

    Around each query of a synchronous table LanceDB asks for the schema five times and waits on a thread of its own: a
    fifth of the time of a search. A store in memory has no other way to it than this, which is not public.
    """
    return table._table
