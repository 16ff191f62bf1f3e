"""The three tables of an evidence store, and how records become their rows and come back.

``documents`` has a row for each document that is completely in the store. ``passages`` has what is searched, ranked and
filtered by, and all that a hit shows in one column: each column of each hit is read from another place, and to read a
dozen took longer than to search. ``sections`` has the words around each passage: a sentence that says little by itself
is found by what it stands in.
What made the passages (the cutter's version, the embedder's) stands in the schema of their table: it is written in the
same commit as the table or the column that it speaks of.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from factdesk.evidence.passages import CUTTER_VERSION
from factdesk.records import Document, Passage

#: Changes when an older factdesk could not read the tables, or this one not an older factdesk's.
FORMAT = "2"

DOCUMENTS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        #: where it came from; a newer document from there takes its place
        pa.field("origin", pa.string(), nullable=False),
        pa.field("sha256", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("url", pa.string()),
        pa.field("published", pa.date32()),
        pa.field("site", pa.string()),
        pa.field("language", pa.string()),
        pa.field("author", pa.string()),
        pa.field("retrieved", pa.date32()),
        pa.field("metadata", pa.string(), nullable=False),
        #: how many rows of the other tables are its own
        pa.field("passages", pa.int32(), nullable=False),
        pa.field("sections", pa.int32(), nullable=False),
        #: the first document with (nearly) this text, by id; its own id when it is that one
        pa.field("family", pa.string(), nullable=False),
        pa.field("sketch", pa.binary(), nullable=False),
        #: whole, to show a hit where it stands
        pa.field("text", pa.string(), nullable=False),
    ]
)

PASSAGES = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
        pa.field("section", pa.int32(), nullable=False),
        pa.field("family", pa.string(), nullable=False),
        pa.field("quote", pa.string(), nullable=False),
        #: the whole Passage as JSON. Each lies by itself: of texts that are packed together, as Lance packs short ones,
        #: some kilobytes would be unpacked for each that is read.
        pa.field("receipt", pa.string(), nullable=False, metadata={"lance-encoding:structural-encoding": "fullzip"}),
        pa.field("published", pa.date32()),
        pa.field("site", pa.string()),
        pa.field("language", pa.string()),
        pa.field("factcheck", pa.string()),
    ],
    metadata={"factdesk.store": FORMAT, "factdesk.cutter": CUTTER_VERSION},
)

SECTIONS = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("section", pa.int32(), nullable=False),
        #: the title and the text from the first of its passages to the last
        pa.field("words", pa.string(), nullable=False),
        pa.field("published", pa.date32()),
        pa.field("site", pa.string()),
        pa.field("language", pa.string()),
        pa.field("factcheck", pa.string()),
    ]
)

SCHEMAS = {"documents": DOCUMENTS, "sections": SECTIONS, "passages": PASSAGES}
#: The columns that are searched by words.
SEARCHED = {"sections": "words", "passages": "quote"}
STORE, CUTTER = b"factdesk.store", b"factdesk.cutter"
#: How LanceDB reads words: lower-cased, stemmed, without accents and the commonest words; phrases are not asked for.
FULLTEXT = {"with_position": False, "stem": True, "remove_stop_words": True, "ascii_folding": True}

#: The columns that a search reads.
OF_HIT = ["document_id", "start", "section", "family", "receipt"]

#: The columns of ``documents`` that are fields of a Document, by the same names and in the same form.
_OF_DOCUMENT = ("id", "sha256", "title", "url", "published", "site", "language", "author", "retrieved", "text")
#: The columns of ``passages`` that are fields of a Passage, by the same names.
_OF_PASSAGE = ("document_id", "start", "end", "quote", "published", "site", "factcheck")

_EMBEDDER = b"factdesk.embedder"


class Tables(NamedTuple):
    """The tables of one store, as LanceDB opens them."""

    documents: Any
    sections: Any
    passages: Any


def quoted(text: str) -> str:
    """Return the text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def vector_field(dimensions: int, embedder: str) -> pa.Field:
    """Return the column of unit vectors, which says what embedder made them."""
    return pa.field("vector", pa.list_(pa.float32(), dimensions), metadata={_EMBEDDER: embedder})


def embedder_of(schema: pa.Schema) -> str | None:
    """Return the version of the embedder that made the store's vectors, None for a full-text store."""
    if "vector" not in schema.names:
        return None
    metadata: dict[bytes, bytes] = schema.field("vector").metadata or {}
    return metadata.get(_EMBEDDER, b"").decode()


class Cutting(NamedTuple):
    """A document that is ready to be written."""

    document: Document
    origin: str
    family: str
    sketch: bytes
    passages: Sequence[Passage]
    #: the section of each passage
    sections: Sequence[int]

    def document_row(self) -> dict[str, Any]:
        """Return the row of ``documents``."""
        return {
            **{name: getattr(self.document, name) for name in _OF_DOCUMENT},
            "origin": self.origin,
            "metadata": json.dumps(self.document.metadata, ensure_ascii=False),
            "passages": len(self.passages),
            "sections": self.sections[-1] + 1,
            "family": self.family,
            "sketch": self.sketch,
        }

    def passage_rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of ``passages``, without vectors."""
        for passage, section in zip(self.passages, self.sections, strict=True):
            yield {
                **{name: getattr(passage, name) for name in _OF_PASSAGE},
                "receipt": passage.to_json(),
                "section": section,
                "language": self.document.language,
                "family": self.family,
            }

    def section_rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of ``sections``."""
        document = self.document
        for section, group in groupby(zip(self.sections, self.passages, strict=True), key=itemgetter(0)):
            inside = [passage for _, passage in group]
            text = document.text[inside[0].start : max(passage.end for passage in inside)]
            yield {
                "document_id": document.id,
                "section": section,
                "words": f"{document.title}\n{text}",
                "published": document.published,
                "site": document.site,
                "language": document.language,
                "factcheck": document.metadata.get("factcheck"),
            }


def passages_of(batch: Iterable[Cutting]) -> pa.Table:
    """Return the rows of ``passages`` of a batch, without vectors."""
    return pa.Table.from_pylist([row for cutting in batch for row in cutting.passage_rows()], schema=PASSAGES)


def embedded(rows: pa.Table) -> list[str]:
    """Return the texts of rows of ``passages`` that their vectors stand for: the quote under its document's title."""
    passages = map(Passage.from_json, rows["receipt"].to_pylist())
    return [f"{passage.title}\n{passage.quote}" if passage.title else passage.quote for passage in passages]


def with_vectors(rows: pa.Table, vectors: npt.NDArray[np.float32], schema: pa.Schema) -> pa.Table:
    """Return the rows with a vector each, in the store's schema."""
    column = pa.FixedSizeListArray.from_arrays(pa.array(vectors.ravel(), pa.float32()), vectors.shape[1])
    return rows.append_column(schema.field("vector"), column)


def to_document(row: dict[str, Any]) -> Document:
    """Return a row of ``documents`` as what was added."""
    return Document(**{name: row[name] for name in _OF_DOCUMENT}, metadata=json.loads(row["metadata"]))
