"""Stances to a verdict: pure, no model, no I/O, the same whatever the order of the passages.

1. A claim that cannot be checked, or evidence that may not be used, abstains with its reason.
2. Each passage is read: is it about the claim at all, what do its checks leave of its stance.
3. Contradiction is looked for before support; both at once is conflicting; neither is an abstention with its reason.

Sides are decided by their strongest passage, never by a sum: repeating a passage, or adding passages that are not about
the claim, changes nothing. How checks and stance combine is written down in docs/verdicts.md.
"""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from factdesk.errors import InputError
from factdesk.records import Claim, Evidence, Passage, Reason, Stance, Verdict, VerdictLabel
from factdesk.verdicts.attribution import was_said
from factdesk.verdicts.compare import comparisons
from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.reasons import SENTENCES
from factdesk.verdicts.subjects import Subject, subject_of
from factdesk.verdicts.thresholds import DEFAULT, Thresholds
from factdesk.verdicts.weighing import weigh

#: how sure an abstention is when there was nothing to weigh: nothing found, or nothing found that speaks of the claim
_NOTHING_TO_WEIGH = 0.9
_NOT_CLAIMS = frozenset({"opinion", "question", "greeting", "boilerplate"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """One passage as it counts: its stance as the model gave it, and what the checks leave of each side."""

    passage: Passage
    stance: Stance
    found: tuple[Comparison, ...]
    relevance: float
    supports: float
    refutes: float

    @property
    def evidence(self) -> Evidence:
        return Evidence(passage=self.passage, stance=self.stance, checks=tuple(item.check for item in self.found))

    @property
    def order(self) -> tuple[object, ...]:
        """A key that depends on content alone, so that no verdict depends on the order of its input."""
        return (self.passage.quote, self.passage.document_id, self.passage.start)


def judge(
    claim: Claim,
    passages: Sequence[Passage],
    stances: Sequence[Stance],
    *,
    as_of: date | None = None,
    thresholds: Thresholds = DEFAULT,
) -> Verdict:
    """Return the verdict on a claim from what each passage says about it (``stances[i]`` is of ``passages[i]``).

    Evidence published after ``as_of`` is set aside. Raises InputError when there is not one stance for each passage.
    """
    if len(passages) != len(stances):
        raise InputError(f"{len(passages)} passages and {len(stances)} stances; wanted one stance for each passage")
    if problem := _not_checkable(claim, thresholds):
        return _abstain(claim, "claim_not_checkable", _NOTHING_TO_WEIGH, [], explanation=problem)
    given = [(passage, stance) for passage, stance in zip(passages, stances, strict=True) if passage.quote.strip()]
    in_time = [pair for pair in given if as_of is None or pair[0].published is None or pair[0].published <= as_of]
    readings = [_read(claim, passage, stance, as_of, thresholds) for passage, stance in _once(in_time)]
    verdict = _decide(claim, _beside_confirmed(readings, thresholds), thresholds)
    if given and not in_time:
        late = [_read(claim, passage, stance, as_of, thresholds) for passage, stance in _once(given)]
        nearest = sorted(late, key=lambda item: (-item.relevance, *item.order))[: thresholds.shown_abstaining]
        verdict = _abstain(claim, "evidence_after_as_of", _NOTHING_TO_WEIGH, nearest)
    said = was_said(claim, [reading.passage for reading in readings])
    return verdict if said is None else verdict.evolve(said=said)


def _not_checkable(claim: Claim, thresholds: Thresholds) -> str | None:
    """Return why a claim cannot be checked at all, as a sentence, or None."""
    letters = [character for character in claim.text if character.isalpha()]
    if not claim.text.strip():
        return "The claim is empty."
    if len(letters) < 2 or len(claim.text.split()) < 2:
        return f"{claim.text.strip()[:40]!r} is too short to be a statement."
    latin = sum(unicodedata.name(character, "").startswith("LATIN") for character in letters)
    if latin < thresholds.latin * len(letters):
        return "The claim is written in an alphabet that the models do not read; only English can be judged."
    if claim.kind in _NOT_CLAIMS:
        article = "an" if claim.kind == "opinion" else "a" if claim.kind != "boilerplate" else "part of the page's"
        return f"This is {article} {claim.kind}, not a statement that can be checked against documents."
    return None


def _once(pairs: Iterable[tuple[Passage, Stance]]) -> list[tuple[Passage, Stance]]:
    """Keep one of the passages that say the same words, whichever order they came in."""
    kept: dict[str, tuple[Passage, Stance]] = {}
    for passage, stance in sorted(pairs, key=_canonical):
        kept.setdefault(" ".join(passage.quote.casefold().split()), (passage, stance))
    return list(kept.values())


def _canonical(pair: tuple[Passage, Stance]) -> tuple[object, ...]:
    passage, stance = pair
    place = (passage.document_id, passage.start, passage.end, passage.sha256, passage.title, passage.url or "")
    return (*place, str(passage.published), stance.supports, stance.refutes, passage.score)


def _read(claim: Claim, passage: Passage, stance: Stance, as_of: date | None, thresholds: Thresholds) -> _Reading:
    found = comparisons(claim, passage, as_of)
    about, text = subject_of(claim.text), subject_of(passage.premise)
    relevance = _relevance(about, text)
    fired = any(item.check.outcome != "not_comparable" for item in found)
    if relevance < thresholds.relevant and not fired:
        supports = refutes = 0.0
    else:
        counted = weigh(stance, found, thresholds)
        supports, refutes = counted.supports, counted.refutes
        if not fired and Subject(about.words - about.names).coverage(text) < thresholds.same_matter:
            refutes = 0.0
    return _Reading(passage, stance, found, relevance, supports, refutes)


def _beside_confirmed(readings: Sequence[_Reading], thresholds: Thresholds) -> list[_Reading]:
    """Where one passage has the claim's very values in the claim's words, hear contradictions without a value less."""

    def confirms(reading: _Reading) -> bool:
        return bool(reading.found) and all(
            item.check.outcome == "agrees" and item.coverage >= thresholds.same_words for item in reading.found
        )

    def fired(reading: _Reading) -> bool:
        return any(item.check.outcome != "not_comparable" for item in reading.found)

    if not any(confirms(reading) for reading in readings):
        return list(readings)
    return [
        reading if fired(reading) else replace(reading, refutes=reading.refutes * thresholds.despite_agreement)
        for reading in readings
    ]


def _relevance(about: Subject, found: Subject) -> float:
    """Return how far a passage speaks of what the claim does: at most half where it has none of the claim's names."""
    coverage = about.coverage(found)
    return coverage / 2 if about.names and not about.names & found.words else coverage


def _decide(claim: Claim, readings: Sequence[_Reading], thresholds: Thresholds) -> Verdict:
    against = sorted(readings, key=lambda item: (-item.refutes, *item.order))
    for_it = sorted(readings, key=lambda item: (-item.supports, *item.order))
    refutes = against[0].refutes if against else 0.0
    supports = for_it[0].supports if for_it else 0.0
    against = [item for item in against if item.refutes >= thresholds.decide]
    for_it = [item for item in for_it if item.supports >= thresholds.decide]
    if against and for_it and abs(refutes - supports) < thresholds.outweigh:
        both = [item for pair in zip(against, for_it, strict=False) for item in pair]
        return _abstain(
            claim, "conflicting_evidence", min(refutes, supports), both[: thresholds.shown], label="conflicting"
        )
    if against and (not for_it or refutes > supports):
        rest = [item for item in for_it if item not in against]
        return _answer(claim, "refuted", refutes, against + rest, thresholds)
    if for_it:
        rest = [item for item in against if item not in for_it]
        return _answer(claim, "supported", supports, for_it + rest, thresholds)
    return _without_answer(claim, readings, max(refutes, supports), thresholds)


def _answer(
    claim: Claim, label: VerdictLabel, confidence: float, readings: Sequence[_Reading], thresholds: Thresholds
) -> Verdict:
    decisive = readings[0]
    word = "supports" if label == "supported" else "contradicts"
    fired = [item.check for item in decisive.found if item.check.outcome != "not_comparable"]
    side = decisive.stance.supports if label == "supported" else decisive.stance.refutes
    explanation = f"“{_short(decisive.passage.quote)}” {word} the claim."
    if fired:
        explanation += " " + " ".join(check.explanation for check in fired)
        if side < thresholds.decide:
            explanation += f" The model alone gave {side:.2f} that the passage {word} it; the comparison decided."
    evidence = tuple(reading.evidence for reading in readings[: thresholds.shown])
    return Verdict(claim=claim, label=label, confidence=_share(confidence), explanation=explanation, evidence=evidence)


def _without_answer(claim: Claim, readings: Sequence[_Reading], nearest: float, thresholds: Thresholds) -> Verdict:
    """Abstain with the reason that tells a person most: what kept the passage nearest to the claim from deciding."""
    shown = sorted(
        readings,
        key=lambda item: (-max(item.supports, item.refutes), -item.relevance, -item.stance.supports, *item.order),
    )
    relevant = [item for item in shown if item.relevance >= thresholds.relevant]
    if not readings:
        return _abstain(claim, "no_evidence", _NOTHING_TO_WEIGH, [])
    if not relevant:
        return _abstain(claim, "off_topic", _NOTHING_TO_WEIGH, shown[: thresholds.shown_abstaining])
    reason, explanation = _hindrance(claim, relevant)
    confidence = min(_NOTHING_TO_WEIGH, 1.0 - nearest)
    return _abstain(claim, reason, confidence, relevant[: thresholds.shown_abstaining], explanation=explanation)


def _hindrance(claim: Claim, relevant: Sequence[_Reading]) -> tuple[Reason, str | None]:
    closest = relevant[0]
    stopped = [item for reading in relevant for item in reading.found]
    for item in stopped:
        if item.check.outcome == "imprecise":
            return "low_confidence", item.check.explanation
    confirmed = any(item.check.outcome == "agrees" for item in closest.found)
    for item in closest.found:
        if item.gate is not None and not confirmed:
            return item.gate, f"{SENTENCES[item.gate]} {item.check.explanation}"
    if claim.unresolved:
        return "claim_ambiguous", None
    return "low_confidence", None


def _abstain(
    claim: Claim,
    reason: Reason,
    confidence: float,
    readings: Sequence[_Reading],
    *,
    explanation: str | None = None,
    label: VerdictLabel = "not_enough_evidence",
) -> Verdict:
    return Verdict(
        claim=claim,
        label=label,
        reason=reason,
        confidence=_share(confidence),
        explanation=explanation or SENTENCES[reason],
        evidence=tuple(reading.evidence for reading in readings),
    )


def _share(value: float) -> float:
    """Return a finite probability, with few enough digits that the last ones of a float change no id."""
    return round(min(1.0, max(0.0, value)), 4) if math.isfinite(value) else 0.0


def _short(quote: str, limit: int = 160) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
