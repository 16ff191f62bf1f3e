"""Scoring as a whole: rows from Python, or files to one output and a summary; and what that would cost."""

import gc
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from factdesk.batch.articles import Finder
from factdesk.batch.engine import Engine
from factdesk.batch.gold import GoldTally
from factdesk.batch.ledger import Ledger
from factdesk.batch.outputs import require_writable, to_columns, write
from factdesk.batch.rows import Columns, Row, RowSource, rows_of
from factdesk.batch.scoring import Scored, Scorer
from factdesk.batch.sources import Source, find, from_standard_input, require_columns
from factdesk.batch.summary import Summary, Tally
from factdesk.errors import InputError
from factdesk.evidence import PASSAGES_PER_CLAIM, Searcher
from factdesk.models.predictor import Predictor, as_predictor
from factdesk.verdicts import RULES_VERSION

#: Shown each result as it comes.
Watcher = Callable[[Scored], None]

#: Told how many rows are done and about how many there are.
Progress = Callable[[int, int], None]

#: Rows drawn from all that are scored to tell how long all would take, and those scored before to warm up.
_SAMPLE = 32
_WARM = 4
#: Objects that are made between two looks for cycles while files are scored.
_OBJECTS = 20_000
#: Characters of English that make a token.
_TOKEN = 4.5


_DEFAULT_COLUMNS = Columns()


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """What scoring a source would take."""

    rows: int
    failed: int
    #: of claims and of the evidence that stands in the rows; what a store would add is not known before it is searched
    tokens: int
    seconds: float


def score(
    rows: Any,
    *,
    verifier: Predictor | Engine | str | Path = "base",
    store: Searcher | None = None,
    detector: Finder | None = None,
    columns: Columns = _DEFAULT_COLUMNS,
    as_of: date | None = None,
    passages_per_claim: int = PASSAGES_PER_CLAIM,
    ledger: str | Path | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield a result for each row, in order, as a mapping with the columns of ``factdesk score``.

    ``rows`` is a ``datasets.Dataset`` (streaming or not), a pandas or polars frame, an Arrow table or reader, or any
    iterable of mappings. Rows without evidence are judged by what ``store`` has. Where ``columns`` names an article,
    each of its claims that ``detector`` finds gives a result. ``ledger`` names a file where finished rows are kept, so
    that the same call after a kill goes on where it was; without one this call alone knows them. ``verifier`` is one, a
    name or folder of one, or an engine that has several: ``factdesk.batch.engine.LocalEngine``.
    Raises InputError where ``rows`` is none of these, and where another process has the ledger.
    """
    if columns.article and detector is None:
        from factdesk.claims import ClaimDetector

        detector = ClaimDetector.from_pretrained()
    judge = verifier if isinstance(verifier, Engine) else as_predictor(verifier)
    scorer = Scorer(judge, store, detector=detector, as_of=as_of, passages_per_claim=passages_per_claim)
    versions = {"verifier": scorer.engine.version, "rules": RULES_VERSION}
    with Ledger(Path(ledger) if ledger else None) as finished:
        for scored in scorer.score(rows_of(rows, columns), finished):
            yield to_columns(scored, versions)


@contextmanager
def opened(source: str, columns: Columns, *, store: bool, gold: str | None = None) -> Iterator[list[Source]]:
    """Give the files of rows that a source names; ``-`` is standard input.

    Raises InputError where they lack the columns, that of the gold labels included.
    """
    if source == "-":
        with from_standard_input() as copy:
            require_columns([copy], columns, store=store, gold=gold)
            yield [copy]
        return
    sources = find(source)
    require_columns(sources, columns, store=store, gold=gold)
    yield sources


def ledger_of(output: Path) -> Path:
    """Return where the finished rows of an output are kept: beside it."""
    return output.with_name(f"{output.name}.ledger")


def apart_from(sources: Sequence[RowSource], output: Path) -> list[RowSource]:
    """Return the sources without the output and its ledger, which an earlier run may have put into the same folder.

    Raises InputError where the output is a file of the input that no run wrote: it would be lost.
    """
    ledger = ledger_of(output)
    places = {source.path.resolve() for source in sources}
    if output.resolve() in places and (len(places) == 1 or not ledger.exists()):
        raise InputError(f"{output}: is among what is to be scored; give -o a file that is not")
    return [source for source in sources if source.path.resolve() not in {output.resolve(), ledger.resolve()}]


def run(
    sources: Sequence[RowSource],
    output: Path,
    scorer: Callable[[], Scorer],
    *,
    columns: Columns,
    gold: str | None = None,
    fresh: bool = False,
    watchers: Sequence[Watcher] = (),
    progress: Progress | None = None,
) -> Summary:
    """Score every row of the sources into the output, and say what it came to.

    ``scorer`` is called when the output is ours, so that a second run on it is told at once rather than after loading a
    model. Killed and run again, finished rows are not judged again and the output has the same bytes; ``fresh`` forgets
    them. Raises InputError where there is no row, where another run has the output, and where the disk is full.
    """
    require_writable(output)
    sources = apart_from(sources, output)
    with Ledger(ledger_of(output)) as ledger, _collecting_seldom():
        if fresh:
            ledger.clear()
        judge = scorer()
        tally = Tally(gold=GoldTally(gold) if gold else None)
        results = judge.score(_some_rows(sources, columns), ledger)
        versions = {"verifier": judge.engine.version, "rules": RULES_VERSION}
        if progress is not None:
            total = sum(source.count() for source in sources)
            watchers = [*watchers, lambda _: progress(tally.rows, total)]
        shown = _shown(results, [tally.add, *watchers])
        write((to_columns(result, versions) for result in shown), output)
        return tally.summary(versions)


def estimate(sources: Sequence[RowSource], scorer: Scorer, *, columns: Columns) -> Estimate:
    """Say what scoring the sources would take, from reading them all and judging some of them."""
    rows = failed = characters = 0
    draw = random.Random(0)  # noqa: S311  # the same rows each time
    sample: list[Row] = []
    for row in _some_rows(sources, columns):
        rows += 1
        if row.error is not None:
            failed += 1
            continue
        characters += _length(row)
        # Every readable row has the same chance to be one of the sample.
        if len(sample) < _SAMPLE:
            sample.append(row)
        elif (place := draw.randrange(rows - failed)) < _SAMPLE:
            sample[place] = row
    seconds = 0.0
    for some in (sample[:_WARM], sample):
        with Ledger() as ledger:
            # Not by the clock: what starts workers on a cluster is no part of what a row takes.
            seconds = sum(scored.seconds for scored in scorer.score(some, ledger))
    seconds *= characters / max(sum(map(_length, sample)), 1) / scorer.engine.workers
    return Estimate(rows=rows, failed=failed, tokens=round(characters / _TOKEN), seconds=round(seconds, 1))


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Let Python look for cycles less often: rows make many objects and hardly a cycle among them.

    Each look at all that is loaded, a tenth of a second where torch is, stops every thread: a tenth of a row's cost.
    """
    before = gc.get_threshold()
    gc.set_threshold(before[0] and max(before[0], _OBJECTS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _length(row: Row) -> int:
    return sum(len(part.text) for part in (row.claim, row.article) if part) + sum(map(len, row.evidence))


def _some_rows(sources: Sequence[RowSource], columns: Columns) -> Iterator[Row]:
    """Return the rows of the sources. Raises InputError when there is none."""
    rows = chain.from_iterable(source.rows(columns) for source in sources)
    first = next(rows, None)
    if first is None:
        more = f" and {len(sources) - 1:,} more" if len(sources) > 1 else ""
        raise InputError(f"{sources[0].name}{more}: found no row to score; wanted one at least")
    return chain([first], rows)


def _shown(results: Iterable[Scored], watchers: Sequence[Watcher]) -> Iterator[Scored]:
    for result in results:
        for watch in watchers:
            watch(result)
        yield result
