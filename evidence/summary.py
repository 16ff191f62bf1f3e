"""What a store says about itself and about what was added to it."""

from dataclasses import dataclass

from factdesk.records import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped(Record):
    """A document that was not added, and why."""

    document: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Added(Record):
    """What one call of ``add`` did."""

    #: documents that are new in the store, those that took another's place among them
    documents: int
    passages: int
    #: documents that were there already
    unchanged: int = 0
    #: older documents from the same place that were removed for newer ones
    replaced: int = 0
    #: documents that were removed because they were not given again (``sync``)
    forgotten: int = 0
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Stats(Record):
    """What a store holds."""

    documents: int
    passages: int
    #: documents less the near-duplicates of others
    families: int
    #: passages that can be found by meaning, not by words alone
    embedded: int
    embedder: str | None
    cutter: str
