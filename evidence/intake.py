"""Putting documents into a store's tables so that being killed at any moment loses and doubles nothing.

A document's passages are written first and its row in ``documents`` last: a row there means that all of its passages
are. Removing goes the other way round. A process that dies in between leaves passages without a document, never a
document without passages; the rows' own counts tell, and the next writer clears them.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from factdesk.evidence import tables
from factdesk.evidence.duplicates import Families, sketch
from factdesk.evidence.passages import cut
from factdesk.evidence.summary import Added, Skipped
from factdesk.evidence.tables import Tables
from factdesk.records import Document, Passage

#: Passages written in one commit; what a killed ``add`` has to do again is at most this much.
PASSAGES_AT_ONCE = 8192
#: Ids named in one SQL filter.
IDS_AT_ONCE = 500


class Encoder(Protocol):
    """What a store asks of an embedder."""

    version: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return an array of shape (texts, dimensions), rows of unit length."""
        ...


#: Told how many documents and passages are in the store by now.
Progress = Callable[[int, int], None]


def origin_of(document: Document) -> str:
    """Return what a newer version of the document would have in common with it: its URL or file, else nothing."""
    return document.url or document.metadata.get("path") or document.id


def add(
    store: Tables, documents: Iterable[Document], embedder: Encoder | None, *, sync: bool, progress: Progress | None
) -> Added:
    """Put documents into the tables, and take out older ones from the same place (with ``sync``: all not given)."""
    intake = _Intake(store, embedder, progress)
    for document in documents:
        intake.take(document)
    intake.write()
    outdated = [known for known in intake.known if known not in intake.given]
    forgotten = outdated if sync else []
    replaced = [known for known in outdated if intake.known[known] in intake.origins]
    remove(store, forgotten or replaced)
    return Added(
        documents=intake.documents,
        passages=intake.passages,
        unchanged=intake.unchanged,
        replaced=len(replaced),
        forgotten=len(forgotten) - len(replaced) if sync else 0,
        skipped=tuple(intake.skipped),
    )


def remove(store: Tables, ids: Sequence[str]) -> int:
    """Take documents and their passages out; return how many there were."""
    before = store.documents.count_rows()
    for start in range(0, len(ids), IDS_AT_ONCE):
        names = ", ".join(map(tables.quoted, ids[start : start + IDS_AT_ONCE]))
        store.documents.delete(f"id IN ({names})")
        store.passages.delete(f"document_id IN ({names})")
    return int(before - store.documents.count_rows())


def clear_orphans(store: Tables) -> None:
    """Take out the passages that a killed writer left without their document."""
    counted = store.documents.search().select(["passages"]).to_arrow()["passages"]
    if store.passages.count_rows() == (pc.sum(counted).as_py() or 0):
        return
    whole = store.documents.search().select(["id"]).to_arrow()["id"]
    owners = store.passages.search().select(["document_id"]).to_arrow()["document_id"].unique()
    remove(store, owners.filter(pc.invert(pc.is_in(owners, value_set=whole.combine_chunks()))).to_pylist())


def embed(store: Tables, embedder: Encoder, progress: Progress | None = None) -> int:
    """Give every passage that has none its vector; return how many got one."""
    if "vector" not in store.passages.schema.names:
        store.passages.add_columns(tables.vector_field(embedder.dimensions, embedder.version))
    done = 0
    while True:
        rows = store.passages.search().where("vector IS NULL").select(tables.PASSAGES.names).limit(PASSAGES_AT_ONCE)
        batch = rows.to_arrow()
        if not batch.num_rows:
            return done
        vectors = embedder.encode(batch["words"].to_pylist())
        rows = tables.with_vectors(batch, vectors, store.passages.schema)
        store.passages.merge_insert(["document_id", "start", "end"]).when_matched_update_all().execute(rows)
        done += batch.num_rows
        if progress:
            progress(store.documents.count_rows(), done)


class _Intake:
    """One call of ``add``: what was given so far, and the batch that is not written yet."""

    def __init__(self, store: Tables, embedder: Encoder | None, progress: Progress | None) -> None:
        self.store = store
        self.embedder = embedder
        self.progress = progress
        there = store.documents.search().select(["id", "origin", "family", "sketch"]).to_arrow().to_pydict()
        #: id -> origin of the documents that were there before
        self.known: dict[str, str] = dict(zip(there["id"], there["origin"], strict=True))
        self.families = Families(
            (family, signature)
            for known, family, signature in zip(there["id"], there["family"], there["sketch"], strict=True)
            if family == known
        )
        self.given: set[str] = set()
        self.origins: set[str] = set()
        self.skipped: list[Skipped] = []
        self.unchanged = self.documents = self.passages = 0
        self._batch: list[tuple[dict[str, Any], Document, list[Passage]]] = []
        self._waiting = 0

    def take(self, document: Document) -> None:
        """Cut a document that is new and put it into the batch."""
        origin = origin_of(document)
        self.origins.add(origin)
        if document.id in self.given or document.id in self.known:
            self.unchanged += 1
            self.given.add(document.id)
            return
        try:
            document.text.encode()
        except UnicodeEncodeError as error:
            self._skip(document, f"character {error.start} is half of a surrogate pair, which is no text")
            return
        passages = cut(document)
        if not passages:
            self._skip(document, "there is no sentence in it")
            return
        self.given.add(document.id)
        signature = sketch(document.text)
        family = self.families.of(document.id, signature)
        row = tables.document_row(document, origin, len(passages), family, signature)
        self._batch.append((row, document, passages))
        self._waiting += len(passages)
        if self._waiting >= PASSAGES_AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write the batch: passages, then documents."""
        if not self._batch:
            return
        rows = tables.passage_rows((document, row["family"], passages) for row, document, passages in self._batch)
        if self.embedder:
            vectors = self.embedder.encode(rows["words"].to_pylist())
            rows = tables.with_vectors(rows, vectors, self.store.passages.schema)
        self.store.passages.add(rows)
        self.store.documents.add(pa.Table.from_pylist([row for row, _, _ in self._batch], schema=tables.DOCUMENTS))
        self.documents += len(self._batch)
        self.passages += self._waiting
        self._batch, self._waiting = [], 0
        if self.progress:
            self.progress(self.documents, self.passages)

    def _skip(self, document: Document, reason: str) -> None:
        name = document.title or document.url or document.metadata.get("path") or document.id
        self.skipped.append(Skipped(document=name, reason=reason))
