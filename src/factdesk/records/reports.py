"""The verdicts of one article, and the JSON Schema that they are published in."""

from dataclasses import astuple, dataclass, field
from datetime import date
from html import escape
from typing import Any, Literal

from factdesk.records.ids import content_id
from factdesk.records.record import Record, adapter, fill
from factdesk.records.texts import Document
from factdesk.records.verdicts import Verdict

SCHEMA_ID = "urn:factdesk:report:1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Versions(Record):
    """The versions of everything that made a report; empty where a part was not used."""

    factdesk: str = ""
    verifier: str = ""
    detector: str = ""
    embedder: str = ""
    rules: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report(Record):
    """The verdicts of one article, with the versions of everything that made them."""

    document: Document
    verdicts: tuple[Verdict, ...]
    versions: Versions = field(default_factory=Versions)
    #: the day the article was read as of: evidence published later was set aside
    as_of: date | None = None
    #: what a reader should know: references that could not be read, evidence set aside
    notes: tuple[str, ...] = ()
    #: the documents that its evidence stands in, where they were asked for; they are no part of its id
    references: tuple[Document, ...] = ()
    schema: Literal["factdesk.report/1"] = "factdesk.report/1"
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            verdicts = [verdict.id for verdict in self.verdicts]
            fill(self, "id", content_id("report", self.document.id, self.as_of, astuple(self.versions), verdicts))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the article's title and a row for each verdict, all text escaped."""
        rows = "".join(verdict._html_row() for verdict in self.verdicts)
        return f'<p dir="auto"><b>{escape(self.document.title)}</b></p><table>{rows}</table>'


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a report, every other record of it under ``$defs``."""
    schema = adapter(Report).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
