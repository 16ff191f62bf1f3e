"""Putting documents into a store's tables so that being killed at any moment loses and doubles nothing.

A document's passages are written first and its row in ``documents`` last: a row there means that all of its passages
are. Removing goes the other way round. A process that dies in between leaves passages without a document, never a
document without passages; the rows' own counts tell, and the next writer clears them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from factdesk.evidence import tables
from factdesk.evidence.duplicates import Families, sketch
from factdesk.evidence.encoder import Encoder
from factdesk.evidence.passages import cut, sections
from factdesk.evidence.summary import Added, Skipped
from factdesk.evidence.tables import Cutting, Tables
from factdesk.records import Document

#: Passages written in one commit; what a killed ``add`` has to do again is at most this much.
PASSAGES_AT_ONCE = 4096
#: Ids named in one SQL filter.
IDS_AT_ONCE = 500

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
    """Take documents and what belongs to them out; return how many there were."""
    before = store.documents.count_rows()
    for start in range(0, len(ids), IDS_AT_ONCE):
        names = ", ".join(map(tables.quoted, ids[start : start + IDS_AT_ONCE]))
        store.documents.delete(f"id IN ({names})")
        store.sections.delete(f"document_id IN ({names})")
        store.passages.delete(f"document_id IN ({names})")
    return int(before - store.documents.count_rows())


def documents(store: Tables, ids: Sequence[str]) -> Iterator[Document]:
    """Yield the documents with these ids that are in the store, in that order."""
    for start in range(0, len(ids), IDS_AT_ONCE):
        some = ids[start : start + IDS_AT_ONCE]
        names = ", ".join(map(tables.quoted, some))
        rows = store.documents.search().where(f"id IN ({names})").limit(len(some)).to_list()
        found = {row["id"]: row for row in rows}
        yield from (tables.to_document(found[one]) for one in some if one in found)


def clear_orphans(store: Tables) -> None:
    """Take out the passages and sections that a killed writer left without their document."""
    counted = store.documents.search().select(["passages", "sections"]).to_arrow()
    for table, counts in ((store.passages, counted["passages"]), (store.sections, counted["sections"])):
        if table.count_rows() != (pc.sum(counts).as_py() or 0):
            whole = store.documents.search().select(["id"]).to_arrow()["id"].combine_chunks()
            owners = table.search().select(["document_id"]).to_arrow()["document_id"].unique()
            remove(store, owners.filter(pc.invert(pc.is_in(owners, value_set=whole))).to_pylist())


def embed(store: Tables, embedder: Encoder, progress: Progress | None = None) -> None:
    """Give every passage that has none its vector."""
    if "vector" not in store.passages.schema.names:
        store.passages.add_columns(tables.vector_field(embedder.dimensions, embedder.version))
    done = 0
    while True:
        without = store.passages.search().where("vector IS NULL").select(tables.PASSAGES.names)
        rows = without.limit(PASSAGES_AT_ONCE).to_arrow()
        if not rows.num_rows:
            return
        rows = tables.with_vectors(rows, embedder.encode(tables.embedded(rows)), store.passages.schema)
        store.passages.merge_insert(["document_id", "start", "end"]).when_matched_update_all().execute(rows)
        done += rows.num_rows
        if progress:
            progress(0, done)


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
        self._batch: list[Cutting] = []
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
        self._batch.append(Cutting(document, origin, family, signature, passages, sections(passages)))
        self._waiting += len(passages)
        if self._waiting >= PASSAGES_AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write the batch: what belongs to the documents first, the documents last."""
        if not self._batch:
            return
        passages = [row for cutting in self._batch for row in cutting.passage_rows()]
        rows = pa.Table.from_pylist(passages, schema=tables.PASSAGES)
        if self.embedder:
            rows = tables.with_vectors(rows, self.embedder.encode(tables.embedded(rows)), self.store.passages.schema)
        around = [row for cutting in self._batch for row in cutting.section_rows()]
        documents = [cutting.document_row() for cutting in self._batch]
        self.store.passages.add(rows)
        self.store.sections.add(pa.Table.from_pylist(around, schema=tables.SECTIONS))
        self.store.documents.add(pa.Table.from_pylist(documents, schema=tables.DOCUMENTS))
        self.documents += len(documents)
        self.passages += len(passages)
        self._batch, self._waiting = [], 0
        if self.progress:
            self.progress(self.documents, self.passages)

    def _skip(self, document: Document, reason: str) -> None:
        name = document.title or document.url or document.metadata.get("path") or document.id
        self.skipped.append(Skipped(document=name, reason=reason))
