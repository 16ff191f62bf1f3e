"""The two tables of an evidence store, and how records become their rows and come back.

``documents`` has a row for each document that is completely in the store; ``passages`` has everything that a hit shows,
so that a search reads one table. What made the passages (the cutter's version, the embedder's) stands in the schema
itself: it is written in the same commit as the table or column that it speaks of.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from factdesk.evidence.passages import CUTTER_VERSION
from factdesk.records import Document, Passage

#: Changes when an older factdesk could not read the tables.
FORMAT = "1"

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
        #: how many rows of ``passages`` are its own
        pa.field("passages", pa.int32(), nullable=False),
        #: the first document with (nearly) this text, by id; its own id when it is that one
        pa.field("family", pa.string(), nullable=False),
        pa.field("sketch", pa.binary(), nullable=False),
    ]
)

PASSAGES = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
        pa.field("quote", pa.string(), nullable=False),
        pa.field("prefix", pa.string(), nullable=False),
        pa.field("suffix", pa.string(), nullable=False),
        #: what is searched: the title and the quote
        pa.field("words", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("url", pa.string()),
        pa.field("published", pa.date32()),
        pa.field("sha256", pa.string(), nullable=False),
        pa.field("site", pa.string()),
        pa.field("language", pa.string()),
        pa.field("retrieved", pa.date32()),
        pa.field("factcheck", pa.string()),
        pa.field("family", pa.string(), nullable=False),
    ],
    metadata={"factdesk.store": FORMAT, "factdesk.cutter": CUTTER_VERSION},
)

SCHEMAS = {"documents": DOCUMENTS, "passages": PASSAGES}
CUTTER = b"factdesk.cutter"
#: How LanceDB reads words: lower-cased, stemmed, without accents and the commonest words; phrases are not asked for.
FULLTEXT = {"with_position": False, "stem": True, "remove_stop_words": True, "ascii_folding": True}

#: The columns that are fields of a Passage, by the same names.
_OF_PASSAGE = [name for name in PASSAGES.names if name not in {"words", "language", "family"}]
#: The columns that a search reads.
OF_HIT = [*_OF_PASSAGE, "family"]

_EMBEDDER = b"factdesk.embedder"


class Tables(NamedTuple):
    """The tables of one store, as LanceDB opens them."""

    documents: Any
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


def searched(title: str, quote: str) -> str:
    """Return the words that a passage is found by."""
    return f"{title}\n{quote}" if title else quote


def passage_rows(found: Iterable[tuple[Document, str, Sequence[Passage]]]) -> pa.Table:
    """Return rows for the passages of (document, family, passages), in that order, without vectors."""
    rows = [
        {
            **{name: getattr(passage, name) for name in _OF_PASSAGE},
            "words": searched(passage.title, passage.quote),
            "language": document.language,
            "family": family,
        }
        for document, family, passages in found
        for passage in passages
    ]
    return pa.Table.from_pylist(rows, schema=PASSAGES)


def with_vectors(rows: pa.Table, vectors: npt.NDArray[np.float32], schema: pa.Schema) -> pa.Table:
    """Return the rows with a vector each, in the store's schema."""
    column = pa.FixedSizeListArray.from_arrays(pa.array(vectors.ravel(), pa.float32()), vectors.shape[1])
    return rows.append_column(schema.field("vector"), column)


def document_row(document: Document, origin: str, passages: int, family: str, sketch: bytes) -> dict[str, Any]:
    """Return a document as a row; its text is not kept."""
    kept = ("id", "sha256", "title", "url", "published", "site", "language", "author", "retrieved")
    return {
        **{name: getattr(document, name) for name in kept},
        "origin": origin,
        "metadata": json.dumps(document.metadata, ensure_ascii=False),
        "passages": passages,
        "family": family,
        "sketch": sketch,
    }


def to_passage(row: dict[str, Any], *, score: float, fulltext: float | None, dense: float | None) -> Passage:
    """Return a row of ``passages`` as a hit."""
    return Passage(**{name: row[name] for name in _OF_PASSAGE}, score=score, fulltext=fulltext, dense=dense)
