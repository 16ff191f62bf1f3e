"""Stances to a verdict: pure, no model, no I/O, the same whatever the order of the passages.

1. A claim that cannot be checked, or evidence that may not be used, abstains with its reason.
2. Each passage is read: is it about the claim at all, what do its checks leave of its stance.
3. Contradiction is looked for before support; both at once is conflicting; neither is an abstention with its reason.

Sides are decided by their strongest passage, never by a sum: repeating a passage, or adding passages that are not about
the claim, changes nothing. How checks and stance combine is written down in docs/verdicts.md.
"""

import math
import unicodedata
from collections.abc import Sequence
from datetime import date
from itertools import islice

from factdesk.errors import InputError
from factdesk.records import Claim, Passage, Reason, Stance, Verdict, VerdictLabel
from factdesk.verdicts.attribution import was_said
from factdesk.verdicts.compare import comparisons_over
from factdesk.verdicts.comparison import values_that
from factdesk.verdicts.ratings import as_rated
from factdesk.verdicts.readings import Reading, beside_confirmed, beside_differing, once, read
from factdesk.verdicts.reasons import OPEN, SENTENCES
from factdesk.verdicts.thresholds import DEFAULT, Thresholds
from factdesk.verdicts.together import Together
from factdesk.verdicts.weighing import weigh

#: how sure an abstention is when there was nothing to weigh: nothing found, or nothing found that speaks of the claim
_NOTHING_TO_WEIGH = 0.9
_NOT_CLAIMS = frozenset({"opinion", "question", "greeting", "boilerplate"})


def judge(
    claim: Claim,
    passages: Sequence[Passage],
    stances: Sequence[Stance],
    *,
    as_of: date | None = None,
    thresholds: Thresholds = DEFAULT,
    together: Together | None = None,
) -> Verdict:
    """Return the verdict on a claim from what each passage says about it (``stances[i]`` is of ``passages[i]``).

    ``together`` is what some of the passages say when they are read as one (``complementary`` names them); it is heard
    where no passage decides alone and another might. Evidence published after ``as_of`` is set aside. Raises InputError
    when there is not one stance for each passage.
    """
    if len(passages) != len(stances):
        raise InputError(f"{len(passages)} passages and {len(stances)} stances; wanted one stance for each passage")
    if problem := _not_checkable(claim, thresholds):
        return _abstain(claim, "claim_not_checkable", _NOTHING_TO_WEIGH, [], explanation=problem)
    given = [
        (passage, as_rated(claim, passage, stance, as_of))
        for passage, stance in zip(passages, stances, strict=True)
        if passage.quote.strip()
    ]
    in_time = [pair for pair in given if as_of is None or pair[0].published is None or pair[0].published <= as_of]
    readings = [read(claim, passage, stance, as_of, thresholds) for passage, stance in once(in_time)]
    readings = beside_differing(beside_confirmed(readings, thresholds))
    verdict = _decide(claim, readings, thresholds)
    if together is not None and verdict.label == "not_enough_evidence" and verdict.reason in OPEN:
        verdict = _with_together(claim, readings, together, as_of, thresholds) or verdict
    if given and not in_time:
        late = [read(claim, passage, stance, as_of, thresholds) for passage, stance in once(given)]
        nearest = sorted(late, key=lambda item: (-item.relevance, *item.order))[: thresholds.shown_abstaining]
        verdict = _abstain(claim, "evidence_after_as_of", _NOTHING_TO_WEIGH, nearest)
    said = was_said(claim, [reading.passage for reading in readings])
    return verdict if said is None else verdict.evolve(said=said)


def _not_checkable(claim: Claim, thresholds: Thresholds) -> str | None:
    """Return why a claim cannot be checked at all, as a sentence, or None."""
    if not claim.text.strip():
        return "The claim is empty."
    if len(list(islice(filter(str.isalpha, claim.text), 2))) < 2 or len(claim.text.split()) < 2:
        return f"{claim.text.strip()[:40]!r} is too short to be a statement."
    if not claim.text.isascii() and _latin(claim.text) < thresholds.latin:
        return "The claim is written in an alphabet that the models do not read; only English can be judged."
    if claim.kind in _NOT_CLAIMS:
        article = "an" if claim.kind == "opinion" else "a" if claim.kind != "boilerplate" else "part of the page's"
        return f"This is {article} {claim.kind}, not a statement that can be checked against documents."
    return None


def _latin(text: str) -> float:
    """Return the share of a text's letters that are Latin."""
    letters = list(filter(str.isalpha, text))
    return sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters) / len(letters)


def _decide(claim: Claim, readings: Sequence[Reading], thresholds: Thresholds) -> Verdict:
    against = sorted(readings, key=lambda item: (-item.refutes, *item.order))
    for_it = sorted(readings, key=lambda item: (-item.supports, *item.order))
    refutes = against[0].refutes if against else 0.0
    supports = for_it[0].supports if for_it else 0.0
    weighed = (
        f"The strongest support counts {supports:.2f} and the strongest contradiction {refutes:.2f}; "
        f"a side stands from {thresholds.decide:.2f}."
    )
    verdict = _sides(claim, readings, against, for_it, thresholds)
    return verdict.evolve(weighed=weighed) if readings else verdict


def _sides(
    claim: Claim,
    readings: Sequence[Reading],
    against: Sequence[Reading],
    for_it: Sequence[Reading],
    thresholds: Thresholds,
) -> Verdict:
    """Return the label of the side that stands; ``against`` and ``for_it`` are all passages, the strongest first."""
    refutes = against[0].refutes if against else 0.0
    supports = for_it[0].supports if for_it else 0.0
    against = [item for item in against if item.refutes >= thresholds.decide]
    for_it = [item for item in for_it if item.supports >= thresholds.decide]
    apart = _of_other_values(against, for_it)
    if against and for_it and not apart and abs(refutes - supports) < thresholds.outweigh:
        both = [item for pair in zip(against, for_it, strict=False) for item in pair]
        return _abstain(
            claim, "conflicting_evidence", min(refutes, supports), both[: thresholds.shown], label="conflicting"
        )
    if against and (not for_it or apart or refutes > supports):
        rest = [item for item in for_it if item not in against]
        return _answer(claim, "refuted", refutes, [*against, *rest], thresholds)
    if for_it:
        rest = [item for item in against if item not in for_it]
        return _answer(claim, "supported", supports, [*for_it, *rest], thresholds)
    return _without_answer(claim, readings, max(refutes, supports), thresholds)


def _of_other_values(against: Sequence[Reading], for_it: Sequence[Reading]) -> bool:
    """Do those who support a claim of several values confirm others than the one that those against it contradict?

    "Rose 0.3% on the month and 3.9% on the year": that one is right does not make the other so.
    """
    wrong = values_that("differs", [item for reading in against for item in reading.found])
    confirmed = [values_that("agrees", reading.found) for reading in for_it]
    return bool(wrong) and all(values and values.isdisjoint(wrong) for values in confirmed)


def _with_together(
    claim: Claim, readings: Sequence[Reading], together: Together, as_of: date | None, thresholds: Thresholds
) -> Verdict | None:
    """Return that several passages support a claim that none of them supports alone, or None where they do not."""
    found = comparisons_over(claim, together.passages, as_of, thresholds)
    supports = weigh(together.stance, found, thresholds).stance.supports
    members = [reading for reading in readings if reading.passage in together.passages]
    if supports < thresholds.decide or len(members) != len(together.passages):
        return None
    checks = tuple(item.check for item in found)
    fired = [check.explanation for check in checks if check.outcome != "not_comparable"]
    count = len(members)
    explanation = " ".join([f"{count} passages support the claim together; none of them does alone.", *fired])
    evidence = [reading.evidence for reading in sorted(members, key=lambda item: item.order)]
    first = evidence[0]
    evidence[0] = first.evolve(checks=tuple(dict.fromkeys((*checks, *first.checks))))
    weighed = f"Read as one, the {count} passages support the claim with {supports:.2f}; a side stands from "
    return Verdict(
        claim=claim,
        label="supported",
        confidence=_share(supports),
        explanation=explanation,
        evidence=tuple(evidence),
        weighed=f"{weighed}{thresholds.decide:.2f}.",
    )


def _answer(
    claim: Claim, label: VerdictLabel, confidence: float, readings: Sequence[Reading], thresholds: Thresholds
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


def _without_answer(claim: Claim, readings: Sequence[Reading], nearest: float, thresholds: Thresholds) -> Verdict:
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


def _hindrance(claim: Claim, relevant: Sequence[Reading]) -> tuple[Reason, str | None]:
    closest = relevant[0]
    stopped = [item for reading in relevant for item in reading.found]
    for item in stopped:
        if item.check.outcome == "imprecise":
            return "low_confidence", item.check.explanation
    confirmed = any(item.check.outcome == "agrees" for item in closest.found)
    for item in closest.found:
        # That some number of the passage is of another kind tells nothing, unless it stands where the claim's would.
        if item.gate is not None and not confirmed and (item.excludes or item.gate == "period_mismatch"):
            return item.gate, f"{SENTENCES[item.gate]} {item.check.explanation}"
    if claim.unresolved:
        return "claim_ambiguous", None
    return "low_confidence", None


def _abstain(
    claim: Claim,
    reason: Reason,
    confidence: float,
    readings: Sequence[Reading],
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
