"""The evidence store: references cut into passages, kept in LanceDB, searched for claims."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self

import filelock

from factdesk.errors import StoreError
from factdesk.evidence import approximate, intake, search, tables
from factdesk.evidence.encoder import Encoder
from factdesk.evidence.intake import Progress
from factdesk.evidence.lance import FTS, connect
from factdesk.evidence.meaning import meanings
from factdesk.evidence.passages import CUTTER_VERSION
from factdesk.evidence.query import spelled_out
from factdesk.evidence.rerank import MOST, SECONDS, rerank
from factdesk.evidence.search import Vector
from factdesk.evidence.summary import Added, Stats
from factdesk.evidence.tables import Tables
from factdesk.models.predictor import Predictor
from factdesk.records import Claim, Document, Passage

_SCHEMES = ("s3://", "gs://", "az://", "abfss://")
_MEMORY = "memory://"
_LOCK = "write.lock"
#: How long a version of a table that a newer one has replaced is kept for those who are reading it: longer than any
#: search takes. With LanceDB's own 7 days, a store that grows daily lies on disk eight times, for each write puts its
#: tables together anew.
_REPLACED = timedelta(minutes=10)
_OWN_NAMES = {"documents.lance", "sections.lance", "passages.lance", _LOCK}


class EvidenceStore:
    """References to search for claims: one process writes at a time, any number read.

    With an embedder it searches by words and by meaning, without one by words alone, which is quick and good. A store
    made by words alone takes an embedder later: opened with one, the next ``add`` gives every passage its vector.
    """

    def __init__(self, store: Tables, *, place: str, embedder: Encoder | None) -> None:
        self._tables = store
        self._place = place
        self.embedder = embedder
        self._refuse_a_mix()

    @classmethod
    def open(cls, place: str | Path, *, embedder: Encoder | None = None) -> Self:
        """Open the store at a folder or URI (``s3://bucket/folder``); an empty or missing folder becomes a new one.

        Raises StoreError where something else stands there, where the store was made by another cutter or embedder,
        and where it cannot be read.
        """
        if not str(place).startswith(_SCHEMES):
            _require_own_folder(Path(place))
        return cls._at(str(place), embedder)

    @classmethod
    def in_memory(cls, *, embedder: Encoder | None = None) -> Self:
        """Return an empty store for one run, which leaves nothing on disk."""
        return cls._at(_MEMORY, embedder)

    @classmethod
    def _at(cls, place: str, embedder: Encoder | None) -> Self:
        try:
            # An interval of nothing: readers see what a writer has finished as soon as they ask.
            connection = connect(place, read_consistency_interval=timedelta(0))
            store = Tables(**{name: _table(connection, name, schema) for name, schema in tables.SCHEMAS.items()})
            for name, column in tables.SEARCHED.items():
                table = getattr(store, name)
                if not table.list_indices():
                    table.create_index(column, config=FTS(**tables.FULLTEXT))
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"{place} cannot be opened as an evidence store: {_first_line(error)}") from error
        return cls(store, place=place, embedder=embedder)

    @staticmethod
    def stands_at(source: object) -> bool:
        """Tell whether this is the folder or URI of an evidence store rather than a reference to be read."""
        if isinstance(source, str) and source.startswith(_SCHEMES):
            return True
        return isinstance(source, str | Path) and (Path(source) / "passages.lance").is_dir()

    def add(self, documents: Iterable[Document], *, sync: bool = False, progress: Progress | None = None) -> Added:
        """Put documents into the store and say what was done.

        What is there already costs a look-up. A document from the same URL or file as an older one takes its place.
        With ``sync``, documents that are not given are removed. Killed at any moment, the store opens, and adding the
        same again finishes the work. ``progress`` is told how many documents and passages were added so far. Raises
        StoreError while another process writes, and when the store has vectors and was opened without an embedder.
        """
        with self._writing() as store:
            intake.clear_orphans(store)
            if self.embedder:
                intake.embed(store, self.embedder, progress)
            return intake.add(store, documents, self.embedder, sync=sync, progress=progress)

    def remove(self, ids: Iterable[str]) -> int:
        """Take documents out by their ids; return how many there were. Raises StoreError while another writes."""
        with self._writing() as store:
            return intake.remove(store, list(ids))

    def search(
        self,
        claims: Sequence[Claim | str],
        k: int = 10,
        *,
        published_before: date | None = None,
        published_after: date | None = None,
        site: str | None = None,
        language: str | None = None,
        factchecks: bool = False,
        reranker: Predictor | None = None,
        seconds: float = SECONDS,
    ) -> list[list[Passage]]:
        """Return the best ``k`` passages for each claim, best first; an empty list where nothing is found.

        Both days are included. A passage whose document has no date passes both: nothing says that it is too new, and
        most folders of references have no dates. ``site`` and ``language`` want those that say so,
        ``factchecks`` earlier fact-checks only. With a ``reranker`` (a ``Verifier``) the best hits are put in order by
        what it says of them too, as many as it can judge in so many ``seconds`` a claim.
        """
        wordings = [claim if isinstance(claim, str) else claim.text for claim in claims]
        texts = [spelled_out(wording) for wording in wordings]
        where = search.condition(
            published_before=published_before,
            published_after=published_after,
            site=site,
            language=language,
            factchecks=factchecks,
        )
        wanted = max(k, MOST) if reranker and k > 0 else k
        with _as_store_errors(self._place):
            vectors: Iterable[Vector | None] = [None] * len(texts)
            probes = 0
            if self.embedder and texts and self._has_vectors():
                vectors, probes = meanings(wordings, self.embedder), approximate.probes(self._tables.passages)
            found = search.search(self._tables, texts, wanted, where=where, vectors=vectors, probes=probes)
        if not reranker:
            return found
        return [
            rerank(text, passages, reranker, seconds=seconds)[:k] for text, passages in zip(texts, found, strict=True)
        ]

    def documents(self, ids: Iterable[str]) -> list[Document]:
        """Return those of the documents with these ids that are in the store, as they were added."""
        wanted = list(dict.fromkeys(ids))
        with _as_store_errors(self._place):
            return list(intake.documents(self._tables, wanted))

    def stats(self) -> Stats:
        """Say what the store holds."""
        with _as_store_errors(self._place):
            documents, passages = self._tables.documents, self._tables.passages
            return Stats(
                documents=documents.count_rows(),
                passages=passages.count_rows(),
                families=documents.count_rows("family = id"),
                embedded=passages.count_rows("vector IS NOT NULL") if self._has_vectors() else 0,
                embedder=tables.embedder_of(passages.schema),
                cutter=CUTTER_VERSION,
            )

    def _has_vectors(self) -> bool:
        return tables.embedder_of(self._tables.passages.schema) is not None

    def _refuse_a_mix(self) -> None:
        made_by = self._tables.passages.schema.metadata or {}
        made_in = made_by.get(tables.STORE, b"").decode()
        if made_in != tables.FORMAT:
            raise StoreError(
                f"{self._place} is a store of format {made_in or 'unknown'}, and this factdesk reads format "
                f"{tables.FORMAT}; index the references into a new store"
            )
        cutter = made_by.get(tables.CUTTER, b"").decode()
        if cutter != CUTTER_VERSION:
            raise StoreError(
                f"{self._place} holds passages cut by version {cutter or 'unknown'} of the cutter, this is version "
                f"{CUTTER_VERSION}; index the references into a new store"
            )
        embedder = tables.embedder_of(self._tables.passages.schema)
        if self.embedder and embedder not in {None, self.embedder.version}:
            raise StoreError(
                f"{self._place} holds vectors of the embedder {embedder}, this is {self.embedder.version}, and "
                "vectors of two embedders cannot be compared; open it with the first or with none, or make a new store"
            )

    @contextmanager
    def _writing(self) -> Iterator[Tables]:
        """Hold the store's lock, and leave its index up to date."""
        self._refuse_a_mix()
        if not self.embedder and self._has_vectors():
            embedder = tables.embedder_of(self._tables.passages.schema)
            raise StoreError(
                f"{self._place} holds vectors of the embedder {embedder}; open it with that to write to it, "
                "not by words alone"
            )
        with _lock(self._place), _as_store_errors(self._place):
            yield self._tables
            for table in self._tables:
                table.optimize(cleanup_older_than=_REPLACED)
            approximate.maintain(self._tables.passages)


def _table(connection: Any, name: str, schema: Any) -> Any:
    """Open a table, or make it where it is missing or a killed process had only begun it."""
    try:
        return connection.open_table(name)
    except ValueError:
        return connection.create_table(name, schema=schema)


def _require_own_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder} is a file; wanted a folder for an evidence store")
    foreign = (
        sorted(entry.name for entry in folder.iterdir() if entry.name not in _OWN_NAMES) if folder.is_dir() else []
    )
    if foreign:
        raise StoreError(
            f"{folder} holds other files ({foreign[0]}); wanted an evidence store, or a folder of its own for one"
        )


@contextmanager
def _lock(place: str) -> Iterator[None]:
    """Hold the folder for one writer; the system lets go of it when the process dies. URIs and memory have no lock."""
    if "://" in place:
        yield
        return
    try:
        with filelock.FileLock(Path(place) / _LOCK, timeout=0):
            yield
    except filelock.Timeout as error:
        raise StoreError(f"another process is writing to {place}; try again when it is done") from error


@contextmanager
def _as_store_errors(place: str) -> Iterator[None]:
    """Turn what LanceDB raises into StoreError."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{place}: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
