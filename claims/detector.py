"""Article to claims: take sentences apart, let each statement stand alone, score it, keep what can be checked."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import date
from itertools import islice
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

from factdesk.claims.attribution import quotation_source, source
from factdesk.claims.clauses import words_of
from factdesk.claims.dates import Today, read_dates
from factdesk.claims.duplicates import merge
from factdesk.claims.kinds import NO_CLAIMS, can_be_checked, kind_of, reasons_for
from factdesk.claims.language import require_english
from factdesk.claims.paragraphs import paragraphs
from factdesk.claims.parser import Language, Token, load_parser
from factdesk.claims.references import Meanings, References
from factdesk.claims.sentences import Role, Sentence, is_told_again, parse
from factdesk.claims.standalone import stand_alone
from factdesk.claims.statements import statements, whole
from factdesk.claims.wording import Reading, Statement, sentence_text, spans
from factdesk.records import Attribution, Claim, ClaimKind, Document, Resolution

logger = logging.getLogger(__name__)


#: statements scored at a time, so many that those of like length fill batches: the network runs beside the parser
_BATCH = 512
#: documents that are read while the network scores the statements of those before
_AHEAD = 2

#: Statements, and the scores that the network gives them.
_Batch = tuple[list[Claim], Future[npt.NDArray[np.float32]]]
_OPINION = "is an opinion"
#: share of a statement's words in quotation marks above which it is a direct quotation
_VERBATIM = 0.8
#: what a sentence that states nothing is listed as
_NO_STATEMENT: dict[Role, ClaimKind] = {
    "question": "question",
    "greeting": "greeting",
    "heading": "boilerplate",
    "boilerplate": "boilerplate",
}


class Scorer(Protocol):
    """What a claim detector asks of a network: two probabilities a sentence."""

    @property
    def version(self) -> str:
        """Return what names the network in a report."""
        ...

    def predict(self, sentences: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return probabilities of shape (sentences, 2): checkable, checkworthy."""
        ...


class ClaimDetector:
    """Finds the checkable statements of a document.

    ``parser`` is a spaCy pipeline with tagger, parser, lemmatizer and entities; ``scorer`` says how checkable and how
    checkworthy a sentence is. A statement is a claim when either is at least ``threshold``.
    """

    def __init__(self, parser: Language, scorer: Scorer, *, threshold: float = 0.5) -> None:
        self.parser = parser
        self.scorer = scorer
        self.threshold = threshold
        self.version = f"{scorer.version}+{parser.meta['name']}-{parser.meta['version']}"

    @classmethod
    def from_pretrained(cls, name: str = "default") -> Self:
        """Load the small English pipeline and a detector network: "default", a folder or a hub id."""
        from factdesk.models import Detector

        return cls(load_parser(), Detector.from_pretrained(name))

    def detect(self, document: Document, *, as_of: date | None = None, everything: bool = False) -> list[Claim]:
        """Return the document's claims in the order of the article; with ``everything``, also what is no claim.

        Relative dates are read against the document's published date, or ``as_of`` where it has none. Raises
        InputError for a document that is not in English.
        """
        return self.claims(document, self._sentences(document), as_of=as_of, everything=everything)

    def detect_each(
        self, documents: Iterable[Document], *, as_of: date | None = None, everything: bool = False
    ) -> Iterator[list[Claim] | Exception]:
        """Yield for each document, in order, what ``detect`` returns of it, or the exception that it raises.

        On several cores quicker than one ``detect`` after the other: the next documents are read while the network
        scores the statements of those before.
        """
        ahead: deque[list[_Batch] | Exception] = deque()
        # Not in a ``with``, which would wait for what nobody takes any more.
        network = ThreadPoolExecutor(max_workers=1)
        try:
            for document in documents:
                ahead.append(self._read(document, as_of, network, everything=everything))
                if len(ahead) > _AHEAD:
                    yield self._found(ahead.popleft(), everything=everything)
            while ahead:
                yield self._found(ahead.popleft(), everything=everything)
        finally:
            network.shutdown(wait=False, cancel_futures=True)

    def claims(
        self, document: Document, sentences: Iterable[Sentence], *, as_of: date | None = None, everything: bool = False
    ) -> list[Claim]:
        """Return the claims of a document whose sentences are parsed already."""
        drafts = _article(document, sentences, as_of, everything=everything)
        with ThreadPoolExecutor(max_workers=1) as network:
            return self._judged(self._sent(drafts, network), everything=everything)

    def _sentences(self, document: Document) -> Iterator[Sentence]:
        """Return the sentences of a document, parsed as they are drawn. Raises InputError where it is not English."""
        require_english(document)
        return parse(self.parser, paragraphs(document.text))

    def _read(
        self, document: Document, as_of: date | None, network: Executor, *, everything: bool
    ) -> list[_Batch] | Exception:
        try:
            drafts = _article(document, self._sentences(document), as_of, everything=everything)
            return self._sent(drafts, network)
        except Exception as error:  # noqa: BLE001  # of one document; the others are read
            return error

    def _found(self, read: list[_Batch] | Exception, *, everything: bool) -> list[Claim] | Exception:
        if isinstance(read, Exception):
            return read
        try:
            return self._judged(read, everything=everything)
        except Exception as error:  # noqa: BLE001  # the network's, of one document
            return error

    def _sent(self, drafts: Iterator[Claim], network: Executor) -> list[_Batch]:
        """Have the network score the drafts, some while the next sentences are parsed."""
        batches: list[_Batch] = []
        while batch := list(islice(drafts, _BATCH)):
            batches.append((batch, network.submit(self.scorer.predict, [claim.text for claim in batch])))
        return batches

    def _judged(self, batches: Iterable[_Batch], *, everything: bool) -> list[Claim]:
        """Return the claims among drafts that are scored; with ``everything``, all of them."""
        scored = [
            self._scored(claim, *row)
            for batch, scores in batches
            for claim, row in zip(batch, scores.result().tolist(), strict=True)
        ]
        opinions = {claim.id for claim in scored if _is_quoted_opinion(claim)}
        scored = [_as_opinion(claim) if claim.proposition in opinions else claim for claim in scored]
        kept = [claim for claim in scored if everything or claim.kind not in NO_CLAIMS]
        return merge(sorted(kept, key=lambda claim: (claim.start, claim.end)))

    def _scored(self, claim: Claim, checkable: float, checkworthy: float) -> Claim:
        claim = claim.evolve(checkable=checkable, checkworthy=checkworthy)
        doubtful = claim.kind not in NO_CLAIMS and max(checkable, checkworthy) < self.threshold
        return _as_opinion(claim) if doubtful or claim.kind == "opinion" else claim


def _is_quoted_opinion(claim: Claim) -> bool:
    return claim.kind == "opinion" and claim.attribution is not None and claim.attribution.direct


def _as_opinion(claim: Claim) -> Claim:
    """Return a statement as no claim; so is that somebody said word for word what is an opinion."""
    reasons = claim.reasons if _OPINION in claim.reasons else (_OPINION, *claim.reasons)
    return claim.evolve(kind="opinion", reasons=reasons)


def _today(document: Document, as_of: date | None) -> Today | None:
    if document.published is not None:
        return Today(document.published, "published date")
    return Today(as_of, "as of") if as_of is not None else None


def _article(
    document: Document, sentences: Iterable[Sentence], as_of: date | None, *, everything: bool
) -> Iterator[Claim]:
    """Yield the statements of an article as claims that have no scores yet."""
    today = _today(document, as_of)
    references = References()
    summed_up = is_told_again(document.title, document.text.replace(document.title, "", 1))
    for sentence in sentences:
        if document.title and sentence.span.doc.text.strip() == document.title and summed_up:
            continue  # a headline sums up what the article then states with its particulars
        if sentence.role == "statement":
            drafts = _drafts(document, sentence, references.read(sentence.span, sentence.quoted), today)
            # What is no claim by its words is not scored where it is not asked for: one statement in fifteen.
            yield from (draft for draft in drafts if everything or draft.kind not in NO_CLAIMS)
            continue
        if sentence.role == "question":
            references.read(sentence.span, sentence.quoted)  # it states nothing, and may name whom the next is about
        if everything:
            yield _draft(document, sentence, whole(sentence.span), None)


def _drafts(document: Document, sentence: Sentence, meanings: Meanings, today: Today | None) -> Iterator[Claim]:
    """Yield the statements of a sentence as claims that have no scores yet."""
    made: dict[int, Claim] = {}
    sayings: list[tuple[Claim, Token]] = []
    for statement in statements(sentence.span):
        attribution = _attribution(sentence, statement, meanings)
        speaker = attribution.speaker if attribution and attribution.direct else None
        statement = stand_alone(statement, meanings, speaker=speaker)
        statement = read_dates(statement, today, verbatim=sentence.quoted if statement.saying else frozenset())
        claim = _draft(document, sentence, statement, attribution)
        made[statement.head.i] = claim
        if statement.proposition is None:
            yield claim
        else:
            sayings.append((claim, statement.proposition))
    for claim, proposition in sayings:
        said = made.get(proposition.i)
        claim = claim.evolve(proposition=said.id if said is not None else None)
        yield _as_opinion(claim) if said is not None and _is_quoted_opinion(said) else claim


def _draft(document: Document, sentence: Sentence, statement: Statement, attribution: Attribution | None) -> Claim:
    text = sentence_text(statement.words)
    parts = spans(statement.tokens(), sentence.start)
    start, end = parts[0].start, parts[-1].end
    kind = _NO_STATEMENT.get(sentence.role) or kind_of(statement, text)
    if kind == "prediction" and not can_be_checked(statement, text):
        kind = "opinion"
    return Claim(
        text=text,
        quote=document.text[start:end],
        start=start,
        end=end,
        document_id=document.id,
        spans=tuple(parts) if len(parts) > 1 else (),
        kind=kind,
        reasons=reasons_for(statement, text, kind, attribution),
        attribution=attribution,
        checkable=0.0,
        checkworthy=0.0,
        resolved=tuple(_resolution(reading, sentence, document) for reading in statement.readings),
        unresolved=statement.unresolved,
    )


def _resolution(reading: Reading, sentence: Sentence, document: Document) -> Resolution:
    last = reading.tokens[-1]
    start, end = sentence.start + reading.tokens[0].idx, sentence.start + last.idx + len(last.text)
    return Resolution(phrase=document.text[start:end], value=reading.value, source=reading.source, start=start, end=end)


def _attribution(sentence: Sentence, statement: Statement, meanings: Meanings) -> Attribution | None:
    tokens = [token for token in statement.tokens() if not token.is_punct]
    direct = sum(token.i in sentence.quoted for token in tokens) > _VERBATIM * len(tokens)
    said = source(statement.head)
    if said is None and direct and not statement.saying:
        said = quotation_source(statement.head, sentence.quoted)
    # "I knew that," he said, kept whole, is told by the article; "reportedly" stands in what is reported.
    if said is not None and not (said.speaker and set(said.cue) & set(tokens)):
        return Attribution(speaker=meanings.speaker(said.speaker), cue=words_of(said.cue), direct=direct)
    if sentence.speaker is not None:
        return Attribution(speaker=sentence.speaker, cue=":", direct=True)
    return None
