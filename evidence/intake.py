"""Putting documents into a store's tables so that being killed at any moment loses and doubles nothing.

A document's passages are written first and its row in ``documents`` last: a row there means that all of its passages
are. Removing goes the other way round. A process that dies in between leaves passages without a document, never a
document without passages; the rows' own counts tell, and the next writer clears them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import tee

import pyarrow as pa
import pyarrow.compute as pc

from factdesk.evidence import tables
from factdesk.evidence.duplicates import Families, sketch
from factdesk.evidence.encoder import Encoder, encoded
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
    intake = _Intake(store)
    batches, cut_into = tee(intake.batches(documents))
    rows: Iterator[pa.Table] = map(tables.passages_of, cut_into)
    if embedder:
        rows = _with_vectors(rows, embedder, store.passages.schema)
    for batch, passages in zip(batches, rows, strict=True):
        intake.write(batch, passages)
        if progress:
            progress(intake.documents, intake.passages)
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
    for rows in _with_vectors(_without(store), embedder, store.passages.schema):
        store.passages.merge_insert(["document_id", "start", "end"]).when_matched_update_all().execute(rows)
        done += rows.num_rows
        if progress:
            progress(0, done)


def _without(store: Tables) -> Iterator[pa.Table]:
    """Yield the passages that have no vector, as they are now: what is written meanwhile is not seen."""
    query = store.passages.search().where("vector IS NULL").select(tables.PASSAGES.names)
    for rows in query.to_batches(PASSAGES_AT_ONCE):
        yield pa.Table.from_batches([rows])


def _with_vectors(passages: Iterable[pa.Table], embedder: Encoder, schema: pa.Schema) -> Iterator[pa.Table]:
    """Yield rows of ``passages``, batch by batch, with their vectors."""
    passages, read = tee(passages)
    vectors = encoded(embedder, (tables.embedded(rows) for rows in read))
    for rows, made in zip(passages, vectors, strict=True):
        yield tables.with_vectors(rows, made, schema)


class _Intake:
    """One call of ``add``: what was given so far, and what of it is written."""

    def __init__(self, store: Tables) -> None:
        self.store = store
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

    def batches(self, documents: Iterable[Document]) -> Iterator[list[Cutting]]:
        """Yield the documents that are new, cut, so many at once as are written in one commit."""
        batch: list[Cutting] = []
        waiting = 0
        for document in documents:
            if cutting := self._new(document):
                batch.append(cutting)
                waiting += len(cutting.passages)
            if waiting >= PASSAGES_AT_ONCE:
                yield batch
                batch, waiting = [], 0
        if batch:
            yield batch

    def _new(self, document: Document) -> Cutting | None:
        """Return a document cut; None for one that was there before, or that cannot be stored."""
        origin = origin_of(document)
        self.origins.add(origin)
        if document.id in self.given or document.id in self.known:
            self.unchanged += 1
            self.given.add(document.id)
            return None
        try:
            document.text.encode()
        except UnicodeEncodeError as error:
            self._skip(document, f"character {error.start} is half of a surrogate pair, which is no text")
            return None
        passages = cut(document)
        if not passages:
            self._skip(document, "there is no sentence in it")
            return None
        self.given.add(document.id)
        signature = sketch(document.text)
        family = self.families.of(document.id, signature)
        return Cutting(document, origin, family, signature, passages, sections(passages))

    def write(self, batch: Sequence[Cutting], passages: pa.Table) -> None:
        """Write a batch: what belongs to the documents first, the documents last."""
        around = [row for cutting in batch for row in cutting.section_rows()]
        documents = [cutting.document_row() for cutting in batch]
        self.store.passages.add(passages)
        self.store.sections.add(pa.Table.from_pylist(around, schema=tables.SECTIONS))
        self.store.documents.add(pa.Table.from_pylist(documents, schema=tables.DOCUMENTS))
        self.documents += len(documents)
        self.passages += passages.num_rows

    def _skip(self, document: Document, reason: str) -> None:
        name = document.title or document.url or document.metadata.get("path") or document.id
        self.skipped.append(Skipped(document=name, reason=reason))
