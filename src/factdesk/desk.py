"""The pipeline in one class: article -> claims -> passages -> stances -> verdicts -> report."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Self

from factdesk import __version__
from factdesk.claims import ClaimDetector
from factdesk.documents import Unreadable, read, read_all
from factdesk.errors import InputError
from factdesk.evidence import PASSAGES_PER_CLAIM, EvidenceStore
from factdesk.models import Embedder
from factdesk.models.predictor import Predictor, as_predictor
from factdesk.records import Claim, Document, Report, Stance, Verdict, Versions
from factdesk.verdicts import DEFAULT, RULES_VERSION, Thresholds, ask_found, find_passages

#: Told what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]

#: Most passages that a search brings up say nothing of the claim: the small verifier drops those, base judges the rest.
VERIFIER = "small+base"

#: Pairs judged between two words of progress; a batch of the verifier is smaller than this.
_PAIRS_AT_ONCE = 64


class FactDesk:
    """Checks articles against a store of references.

    ``from_references`` is the short way. Made by hand, every part can be another: any ``ClaimDetector``,
    ``EvidenceStore`` and ``Verifier`` or ``Cascade``.
    """

    def __init__(
        self,
        *,
        store: EvidenceStore,
        detector: ClaimDetector | None = None,
        verifier: Predictor | None = None,
        notes: Sequence[str] = (),
        passages_per_claim: int = PASSAGES_PER_CLAIM,
        thresholds: Thresholds = DEFAULT,
    ) -> None:
        self.store = store
        self.detector = detector or ClaimDetector.from_pretrained()
        self.verifier = as_predictor(verifier or VERIFIER)
        #: what a reader of every report should know, such as references that could not be read
        self.notes = tuple(notes)
        self.passages_per_claim = passages_per_claim
        self.thresholds = thresholds

    @classmethod
    def from_references(
        cls,
        *references: str | Path | Document,
        verifier: str | Path | Predictor = VERIFIER,
        detector: ClaimDetector | None = None,
        embedder: str = "default",
        dense: bool = True,
        thresholds: Thresholds = DEFAULT,
        progress: Progress | None = None,
    ) -> Self:
        """Make a desk over files, folders, URLs, documents, or one ready store.

        ``verifier`` is the name of one that ships, a local folder or a Hub name, or two of these with a plus between
        them: the first drops what says nothing, the second judges the rest. This or ``detector`` may also be one
        that is loaded already. ``embedder`` is the one that ships, or a folder or Hub name of sentence-transformers;
        ``dense=False`` searches by words alone. ``thresholds`` say when a verdict answers; with another embedder than
        the one that ships, words alone tell what a passage is about, for its cosines are on a scale of its own. Raises
        InputError when nothing among the references can be read.
        """
        with ThreadPoolExecutor(max_workers=1) as aside:
            # A network is compiled without Python: the references are read, and the parser is loaded, meanwhile.
            loading = aside.submit(as_predictor, verifier)
            encoder = Embedder.from_pretrained(embedder) if dense else None
            if loading.done():
                loading.result()  # a wrong name is told before all references are read
            store, notes = cls._store(references, encoder, progress)
            detector = detector or ClaimDetector.from_pretrained()
            judge = loading.result()
        if embedder != "default":
            thresholds = thresholds.by_words()
        return cls(store=store, detector=detector, verifier=judge, notes=notes, thresholds=thresholds)

    @staticmethod
    def _store(
        references: Sequence[str | Path | Document], encoder: Embedder | None, progress: Progress | None
    ) -> tuple[EvidenceStore, list[str]]:
        """Return the store that the references are or make, and what could not be read of them."""
        stores = [it for it in references if not isinstance(it, Document) and EvidenceStore.stands_at(it)]
        if stores and len(references) > 1:
            raise InputError(
                f"{stores[0]} is an evidence store among {len(references)} references; "
                "give one store alone, or add the others to it with: factdesk index"
            )
        if stores:
            return EvidenceStore.open(stores[0], embedder=encoder), []
        notes: list[str] = []
        store = EvidenceStore.in_memory(embedder=encoder)
        added = store.add(_readable(references, notes, progress))
        if not added.documents:
            named = ", ".join(str(reference) for reference in references) or "nothing"
            raise InputError("; ".join([f"no readable reference in {named}", *notes]))
        return store, notes

    @property
    def versions(self) -> Versions:
        """The versions of everything that makes this desk's verdicts."""
        return Versions(
            factdesk=__version__,
            verifier=self.verifier.version,
            detector=self.detector.version,
            embedder=self.store.embedder.version if self.store.embedder else "",
            rules=RULES_VERSION,
        )

    def check(
        self,
        article: str | Path | Document,
        *,
        as_of: date | str | None = None,
        progress: Progress | None = None,
    ) -> Report:
        """Find the article's claims and judge each against the references.

        ``as_of`` (a date or an ISO 8601 day; default: the article's published date) anchors relative dates, and
        evidence published after it is set aside.
        """
        document = article if isinstance(article, Document) else read(article)
        day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of or document.published
        _tell(progress, "finding claims", 0, 1)
        claims = self.detector.detect(document, as_of=day)
        verdicts = self.judge(claims, as_of=day, progress=progress)
        return Report(document=document, verdicts=tuple(verdicts), versions=self.versions, as_of=day, notes=self.notes)

    def references_of(self, report: Report) -> tuple[Document, ...]:
        """Return the documents that a report's evidence stands in, each once, for a reader to see it in its place."""
        ids = (item.passage.document_id for verdict in report.verdicts for item in verdict.evidence)
        return tuple(self.store.documents(ids))

    def judge(
        self, claims: Sequence[Claim], *, as_of: date | None = None, progress: Progress | None = None
    ) -> list[Verdict]:
        """Search the references for each claim and judge it by what is found; one verdict a claim, in order."""
        _tell(progress, "searching", 0, 1)
        found = find_passages(self.store, claims, self.passages_per_claim, as_of, thresholds=self.thresholds)
        questions = [
            ask_found(claim, passages, as_of=as_of, thresholds=self.thresholds)
            for claim, passages in zip(claims, found, strict=True)
        ]
        pairs = [question.pairs for question in questions]
        stances = self._stances(list(chain.from_iterable(pairs)), progress)
        return [
            question.verdict(list(islice(stances, len(asked))))
            for question, asked in zip(questions, pairs, strict=True)
        ]

    def _stances(self, pairs: Sequence[tuple[str, str]], progress: Progress | None) -> Iterator[Stance]:
        for start in range(0, len(pairs), _PAIRS_AT_ONCE):
            _tell(progress, "judging", start, len(pairs))
            for row in self.verifier.predict(pairs[start : start + _PAIRS_AT_ONCE]):
                yield Stance.from_row(row)


def _readable(
    references: Sequence[str | Path | Document], notes: list[str], progress: Progress | None
) -> Iterator[Document]:
    """Yield the documents among the references; what could not be read becomes a note."""
    for count, reference in enumerate(references):
        _tell(progress, "reading references", count, len(references))
        if isinstance(reference, Document):
            yield reference
            continue
        for document in read_all([reference]):
            if isinstance(document, Unreadable):
                notes.append(document.message)
            else:
                yield document


def _tell(progress: Progress | None, step: str, done: int, total: int) -> None:
    if progress is not None:
        progress(step, done, total)
