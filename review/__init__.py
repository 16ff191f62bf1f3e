"""Verdicts to decisions: the queue and its pages.

``Store.open`` opens the queue's database; what is done with it are functions, a file for each thing: ``intake``
(reports in), ``leases`` (whose turn it is), ``decisions``, ``agreement``, ``audit``, ``people``, ``exports``. ``web``
shows all of it.
"""

from typing import TYPE_CHECKING, Any

from factdesk.errors import MissingExtraError

__all__ = ["Store"]

if TYPE_CHECKING:
    from factdesk.review.store import Store
else:

    def __getattr__(name: str) -> Any:
        if name != "Store":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        try:
            from factdesk.review.store import Store
        except ModuleNotFoundError as error:
            if (error.name or "").split(".")[0] in ("sqlalchemy", "alembic"):
                raise MissingExtraError("The review queue", "review") from error
            raise
        return Store
