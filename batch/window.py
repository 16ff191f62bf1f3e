"""What a window of rows comes to: what the rules ask, what the verifier says to that, and what follows from it.

The pairs of a window reach the verifier together. The rules before and after it are of each row alone, so that a window
comes to the same wherever they run: beside the verifier of this process, or in a worker on a cluster.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from time import perf_counter
from typing import Any, Protocol, Self, TypeVar, runtime_checkable

import numpy as np
import numpy.typing as npt

from factdesk.models.predictor import Pair, Predictor
from factdesk.records import Claim, Passage, Stance, Verdict
from factdesk.verdicts import Question, ask, ask_found

_log = logging.getLogger(__name__)

_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Asked:
    """A row to be judged: its claim, and the passages that it is judged by."""

    claim: Claim
    passages: Sequence[Passage]
    #: a search brought the passages up; else they came with the claim
    found: bool
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of a row's result, and what it took: by length its part of what its window did, and the rules."""

    columns: dict[str, Any]
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with one row."""

    message: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the verifier says about the pairs of one window, and how long it took to."""

    #: for each pair a row (3,) of supports, refutes and nei
    stances: Sequence[npt.NDArray[np.float32] | Failure]
    seconds: float


@dataclass(frozen=True, slots=True)
class Window:
    """Rows as the rules read them, each with the pairs that the verifier is asked about it."""

    rows: Sequence[tuple[Question, Sequence[Pair]] | Failure]

    @classmethod
    def of(cls, asked: Sequence[Asked]) -> Self:
        """Let the rules read rows; one that they fail on fails alone."""
        return cls(each(_read, asked))

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of all rows, in their order."""
        return [pair for row in self.rows if not isinstance(row, Failure) for pair in row[1]]

    def answers(self, judged: Judged) -> list[Answer]:
        """Return what each row comes to by what the verifier says of the ``pairs``."""
        stances = iter(judged.stances)
        lengths = [0 if isinstance(row, Failure) else _length(row[1]) for row in self.rows]
        pace = judged.seconds / max(sum(lengths), 1)
        answers = []
        for row, length in zip(self.rows, lengths, strict=True):
            if isinstance(row, Failure):
                answers.append(Answer(failed(row.message)))
                continue
            question, pairs = row
            started = perf_counter()
            columns = _result(question, list(islice(stances, len(pairs))))
            answers.append(Answer(columns, pace * length + perf_counter() - started))
        return answers


@runtime_checkable
class TokenisesAhead(Protocol):
    """A verifier whose pairs can be tokenised while it judges others: ``Verifier`` is one, ``Cascade`` is none."""

    def tokenised(self, pairs: Sequence[Pair]) -> Any:
        """Return the pairs as its network reads them."""
        ...

    def judged(self, tokenised: Any) -> npt.NDArray[np.float32]:
        """Return what ``predict`` returns of the pairs."""
        ...


def tokenise(verifier: Predictor, pairs: Sequence[Pair]) -> Any:
    """Return a window's pairs as the verifier's network reads them; None where it does not say, or cannot."""
    if not pairs or not isinstance(verifier, TokenisesAhead):
        return None
    try:
        return verifier.tokenised(pairs)
    except Exception as error:  # noqa: BLE001  # which pair it was comes out when they are judged
        _log.warning("a window could not be tokenised: %s", said(error), extra={"action": "again"})
        return None


def judge(verifier: Predictor, pairs: Sequence[Pair], tokenised: Any = None) -> Judged:
    """Judge the pairs of one window together; where that fails, or is not tokenised, as ``predict`` does."""
    started = perf_counter()
    if tokenised is not None and isinstance(verifier, TokenisesAhead):
        try:
            return Judged(list(verifier.judged(tokenised)), perf_counter() - started)
        except Exception as error:  # noqa: BLE001  # the pairs are tried again below, one by one if need be
            _log.warning("a window failed: %s", said(error), extra={"action": "again"})
    stances = each(lambda some: list(verifier.predict(some)), pairs)
    return Judged(stances, perf_counter() - started)


def each(work: Callable[[Sequence[_T]], Sequence[_R]], items: Sequence[_T]) -> list[_R | Failure]:
    """Do the work on all items at once; where that fails, one by one, so that only those fail that must."""
    if not items:
        return []
    try:
        return list(work(items))
    except Exception as error:  # noqa: BLE001  # one bad row never stops the run
        if len(items) == 1:
            return [Failure(said(error))]
        _log.warning("trying %d rows one by one after: %s", len(items), said(error), extra={"action": "one_by_one"})
        return [result for item in items for result in each(work, [item])]


def said(error: Exception) -> str:
    """Return what an error says, on one line of bounded length."""
    return f"{type(error).__name__}: {error}"[:500]


def judged_columns(verdict: Verdict) -> dict[str, Any]:
    """Return the columns of a verdict; the three probabilities are those of the passage that decided."""
    evidence = [item.to_dict() for item in verdict.evidence]
    stance = verdict.evidence[0].stance if verdict.evidence else None
    return {
        "label": verdict.label,
        "reason": verdict.reason,
        "confidence": verdict.confidence,
        "supports": stance and stance.supports,
        "refutes": stance and stance.refutes,
        "nei": stance and stance.nei,
        "explanation": verdict.explanation,
        "evidence": evidence,
        "checks": [check for item in evidence for check in item["checks"]],
        "said": verdict.said and verdict.said.to_dict(),
        "error": None,
    }


def failed(message: str) -> dict[str, Any]:
    """Return the columns of a row that could not be judged. It is never a pass, and its numbers are null."""
    return {
        "label": "not_enough_evidence",
        "reason": "error",
        "confidence": None,
        "supports": None,
        "refutes": None,
        "nei": None,
        "explanation": "The row could not be judged.",
        "evidence": [],
        "checks": [],
        "said": None,
        "error": message,
    }


def _read(rows: Sequence[Asked]) -> list[tuple[Question, Sequence[Pair]]]:
    questions = [(ask_found if row.found else ask)(row.claim, row.passages, as_of=row.as_of) for row in rows]
    return [(question, question.pairs) for question in questions]


def _length(pairs: Sequence[Pair]) -> int:
    return sum(len(evidence) + len(claim) for evidence, claim in pairs)


def _result(question: Question, stances: Sequence[npt.NDArray[np.float32] | Failure]) -> dict[str, Any]:
    """Return the columns of a claim's result from what the verifier says of its pairs."""
    rows: list[Stance] = []
    try:
        for stance in stances:
            if isinstance(stance, Failure):
                return failed(stance.message)
            rows.append(Stance.from_row(stance.tolist()))
        return judged_columns(question.verdict(rows))
    except Exception as error:  # noqa: BLE001  # whatever one hostile row does to the rules, the others go on
        return failed(said(error))
