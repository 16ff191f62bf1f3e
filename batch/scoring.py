"""Rows to results: what each is judged by, its key, and what is known of it already.

A window of rows is the unit of everything: its pairs reach the verifier together, which fills its batches across rows
and judges equal pairs once; its results are written down together; a kill loses one window. Windows depend on the rows
alone, so that a run that was killed meets the same batches as one that was not, and its numbers are the same to the
last bit.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from factdesk.batch.articles import Finder, claims_of
from factdesk.batch.engine import Engine, LocalEngine
from factdesk.batch.ledger import Ledger
from factdesk.batch.rows import Row
from factdesk.batch.window import Answer, Asked, Failure, each, failed
from factdesk.evidence import PASSAGES_PER_CLAIM, Searcher
from factdesk.models.predictor import Predictor
from factdesk.records import Claim, Document, Passage, content_id
from factdesk.verdicts import DEFAULT, RULES_VERSION, find_passages

#: A window's size in pairs of common length: enough to sort by length well, few enough that a kill loses seconds.
WINDOW = 1024
#: Characters of evidence that count as one more pair.
_PAIR = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Scored:
    """One row with the columns of its result."""

    row: Row
    columns: Mapping[str, Any]
    #: judged by this run; False where the ledger had it, where an equal row came before, and where it could not be read
    new: bool
    #: what judging it took: its part, by length, of what its window took, and the rules; 0 where it is not new
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Begun:
    """A window of rows that is under way."""

    rows: Sequence[Row]
    #: of each row, None where it has an error
    keys: Sequence[str | None]
    #: by key, what is judged now
    asked: Mapping[str, Asked]
    #: by key, what could not be asked
    failures: Mapping[str, Failure]


class Scorer:
    """Judges rows by their own evidence, or by what a store has on them.

    ``verifier`` is one, or an engine that has several. ``detector`` finds the claims of rows that are whole articles;
    without one such rows are errors.
    """

    def __init__(
        self,
        verifier: Predictor | Engine,
        store: Searcher | None = None,
        *,
        detector: Finder | None = None,
        as_of: date | None = None,
        passages_per_claim: int = PASSAGES_PER_CLAIM,
    ) -> None:
        self.engine: Engine = verifier if isinstance(verifier, Engine) else LocalEngine([verifier])
        self.store = store
        self.detector = detector
        self.as_of = as_of
        self.passages_per_claim = passages_per_claim
        self._settings = (self.engine.version, RULES_VERSION, repr(DEFAULT), as_of)

    def key(self, claim: Claim, passages: Sequence[Passage]) -> str:
        """Return the hash of everything that decides a row's verdict: claim, evidence, verifier, rules and settings."""
        evidence = [(passage.id, passage.title, passage.published) for passage in passages]
        return content_id("row", claim, evidence, *self._settings)

    def score(self, rows: Iterable[Row], ledger: Ledger) -> Iterator[Scored]:
        """Yield a result for each row, in order; what the ledger has is not judged again, what is new goes into it.

        An article gives a result for each of its claims.
        """
        ahead: deque[_Begun] = deque()
        claims = claims_of(rows, self.detector, self.as_of)

        def begun() -> Iterator[list[Asked]]:
            for window in windows(claims, 2 * self.passages_per_claim if self.store else 0):
                under_way = {key for one in ahead for key in one.asked}
                ahead.append(self._begin(window, ledger, under_way))
                yield list(ahead[-1].asked.values())

        for answers in self.engine.judge(begun()):
            yield from self._finish(ahead.popleft(), answers, ledger)

    def _begin(self, rows: Sequence[Row], ledger: Ledger, under_way: set[str]) -> _Begun:
        keys: list[str | None] = []
        wanted: dict[str, Asked] = {}
        failures: dict[str, Failure] = {}
        for row, passages in zip(rows, self._passages(rows), strict=True):
            if row.claim is None or row.error is not None:
                keys.append(None)
                continue
            if isinstance(passages, Failure):
                key = content_id("failed row", row.claim)
                failures[key] = passages
            else:
                key = self.key(row.claim, passages)
                wanted[key] = Asked(row.claim, passages, not row.evidence, self.as_of)
            keys.append(key)
        known = ledger.found(wanted).keys() | under_way
        new = {key: asked for key, asked in wanted.items() if key not in known}
        return _Begun(rows, keys, new, failures)

    def _finish(self, begun: _Begun, answers: Sequence[Answer], ledger: Ledger) -> Iterator[Scored]:
        answered = dict(zip(begun.asked, answers, strict=True))
        made = {key: failed(problem.message) for key, problem in begun.failures.items()}
        made |= {key: answer.columns for key, answer in answered.items()}
        ledger.keep(made)
        known = ledger.found({key for key in begun.keys if key is not None and key not in made}) | made
        for row, key in zip(begun.rows, begun.keys, strict=True):
            if key is None:
                unreadable = content_id("unreadable row", row.claim, row.place, row.error)
                yield _placed(row, {"key": unreadable, **failed(row.error or "")}, new=False)
            else:
                # Of equal rows the first is new.
                answer = answered.pop(key, None)
                yield _placed(
                    row, {"key": key, **known[key]}, new=answer is not None, seconds=answer.seconds if answer else 0.0
                )

    def _passages(self, rows: Sequence[Row]) -> list[Sequence[Passage] | Failure]:
        """Return for each row its own evidence or, where it has none, what the store has on its claim."""
        passages: list[Sequence[Passage] | Failure] = [[_whole(text) for text in row.evidence] for row in rows]
        bare = [index for index, row in enumerate(rows) if row.claim and not row.evidence and row.error is None]
        if self.store is not None and bare:
            claims = [claim for claim in (rows[index].claim for index in bare) if claim]
            found = each(partial(self._search, self.store), claims)
            for index, item in zip(bare, found, strict=True):
                passages[index] = item
        return passages

    def _search(self, store: Searcher, claims: Sequence[Claim]) -> list[Sequence[Passage]]:
        return list(find_passages(store, claims, self.passages_per_claim, self.as_of))


def windows(rows: Iterable[Row], searched: int) -> Iterator[list[Row]]:
    """Cut rows into windows of about ``WINDOW`` pairs; ``searched`` is how many pairs a row without evidence makes."""
    window: list[Row] = []
    size = 0
    for row in rows:
        window.append(row)
        size += sum(1 + len(text) // _PAIR for text in row.evidence) or searched or 1
        if size >= WINDOW:
            yield window
            window, size = [], 0
    if window:
        yield window


def _whole(text: str) -> Passage:
    source = Document(text=text)
    return Passage(document_id=source.id, quote=text, start=0, end=len(text), sha256=source.sha256, score=1.0)


def _placed(row: Row, columns: dict[str, Any], *, new: bool, seconds: float = 0.0) -> Scored:
    """Return a row's result, its error with the place where the row stands: equal rows share what the ledger keeps."""
    if columns["error"] is not None:
        columns = {**columns, "error": f"{row.place}: {columns['error']}"}
    return Scored(row=row, columns=columns, new=new, seconds=seconds)
