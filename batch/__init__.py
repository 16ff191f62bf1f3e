"""Many rows to many verdicts: resumable, on one machine or a Ray cluster.

``score`` takes rows from Python and yields results; ``factdesk.batch.run`` is the way from files to a file.
"""

from typing import TYPE_CHECKING

__all__ = ["Columns", "Scorer", "score"]

if TYPE_CHECKING:
    from factdesk.batch.rows import Columns
    from factdesk.batch.run import score
    from factdesk.batch.scoring import Scorer
else:
    _FILES = {"Columns": "rows", "Scorer": "scoring", "score": "run"}

    def __getattr__(name: str) -> object:
        # Loaded when asked for: scoring brings numpy and the rules of verdicts with it.
        from importlib import import_module

        if name in _FILES:
            return getattr(import_module(f"factdesk.batch.{_FILES[name]}"), name)
        raise AttributeError(f"module 'factdesk.batch' has no attribute {name!r}")
