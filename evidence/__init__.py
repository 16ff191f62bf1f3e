"""References to passages: cutting, storing, searching."""

from typing import TYPE_CHECKING

from factdesk.evidence.as_of import PASSAGES_PER_CLAIM, Searcher, search_as_of
from factdesk.evidence.encoder import Encoder
from factdesk.evidence.factchecks import from_claimreview, read_factchecks
from factdesk.evidence.summary import Added, Skipped, Stats

__all__ = [
    "PASSAGES_PER_CLAIM",
    "Added",
    "Encoder",
    "EvidenceStore",
    "Searcher",
    "Skipped",
    "Stats",
    "from_claimreview",
    "read_factchecks",
    "search_as_of",
]

if TYPE_CHECKING:
    from factdesk.evidence.store import EvidenceStore
else:

    def __getattr__(name: str) -> object:
        # Loaded when asked for: the store brings LanceDB and pyarrow with it.
        if name == "EvidenceStore":
            from factdesk.evidence.store import EvidenceStore

            return EvidenceStore
        raise AttributeError(f"module 'factdesk.evidence' has no attribute {name!r}")
