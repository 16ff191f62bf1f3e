"""Claim and passage compared by rule: each quantity and time of the claim against what the passage has of its kind.

Of several candidates in the passage those that pass the gates count. One that agrees is enough; where none does and they
tell of different values, nothing is said, for which of them the claim means is not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from factdesk.records import Check, CheckKind, CheckOutcome, Claim, Passage, Reason
from factdesk.verdicts.changes import changes, total
from factdesk.verdicts.gates import Meeting, meet
from factdesk.verdicts.quantities import Quantity
from factdesk.verdicts.statements import Mention, Statement, read_statements, subject_of_passage
from factdesk.verdicts.subjects import Subject
from factdesk.verdicts.tolerance import outcome
from factdesk.verdicts.wording import in_unit_of, plain

_ORDER: dict[CheckOutcome, int] = {"differs": 0, "imprecise": 1, "agrees": 2, "not_comparable": 3}
#: a candidate whose words cover the claim this much better than the others is the one that is meant
_CLEARLY_BETTER = 0.15
#: verbs of things that happen again and again: another time of those contradicts nothing
_RECURRING = frozenset(
    {"rise", "fall", "win", "lose", "pay", "spend", "sale", "play", "report", "visit", "call", "averag", "gross"}
)
_BOUNDS = frozenset({"more_than", "at_least", "less_than", "at_most"})
#: "$600 million" does not contradict "$600 billion": values this many times apart are of different things
_SIZES_APART = 100
#: a claim is one statement; of a text with more values than this, given as a claim, the first are compared
_MOST_VALUES = 12
#: share of an event's words that must be found before its date is held against the claim's
_SAME_EVENT = 0.75


#: where a claim has one of these, its times say when that held and are gates, not values of their own
_TIMED = frozenset({"level", "change", "factor", "score", "ordinal"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """A check, and the gate that stopped it when its values are not comparable."""

    check: Check
    gate: Reason | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A value of the passage that could be what the claim's value is held against."""

    mention: Mention
    meeting: Meeting
    arithmetic: str = ""

    @property
    def quantity(self) -> Quantity:
        assert self.mention.quantity is not None
        return self.mention.quantity


def compare(claim: Claim, passage: Passage, as_of: date | None = None) -> tuple[Check, ...]:
    """Return the checks of one claim against one passage, those that decide first."""
    return tuple(comparison.check for comparison in comparisons(claim, passage, as_of))


def comparisons(claim: Claim, passage: Passage, as_of: date | None = None) -> tuple[Comparison, ...]:
    """Return one comparison for each value of the claim that the passage has something to set against."""
    mine = read_statements(_resolved(claim), as_of)
    theirs = read_statements(passage.quote, passage.published or as_of)
    background = subject_of_passage(theirs, passage.title)
    amounts = [mention for statement in mine for mention in statement.quantities][:_MOST_VALUES]
    found = [_quantity(mention, amounts, theirs, background, as_of) for mention in amounts]
    if not any(mention.quantity is not None and mention.quantity.role in _TIMED for mention in amounts):
        moments = [mention for statement in mine for mention in statement.times][:_MOST_VALUES]
        found += [_time(mention, theirs, background) for mention in moments]
    return tuple(sorted((item for item in found if item is not None), key=lambda item: _ORDER[item.check.outcome]))


def _resolved(claim: Claim) -> str:
    """Return the claim's text with relative words that are still in it said absolutely, as the article resolved them."""
    text = claim.text
    for resolution in claim.resolved:
        if resolution.phrase and resolution.value not in text:
            text = text.replace(resolution.phrase, resolution.value)
    return text


# Quantities.


def _quantity(
    claim: Mention,
    amounts: Sequence[Mention],
    statements: Sequence[Statement],
    background: Subject,
    as_of: date | None,
) -> Comparison | None:
    said = claim.quantity
    assert said is not None
    # What the claim says of something else as well is the counterpart of that, and not of this.
    taken = {_value(other) for other in amounts if other is not claim} - {_value(claim)}
    stated = [mention for statement in statements for mention in statement.quantities if _value(mention) not in taken]
    candidates = [_Candidate(mention, meet(claim, mention, background, as_of)) for mention in stated]
    candidates += [
        _Candidate(item.mention, meet(claim, item.mention, background, as_of), item.arithmetic)
        for item in changes(said, statements)
    ]
    if not candidates:
        return None
    if not said.amount and said.role != "score":
        return _named(said, candidates)
    comparable = [item for item in candidates if item.meeting.may_agree and _same_kind(said, item.quantity)]
    if said.every and said.wording == "range" and len(comparable) > 1:
        return _all(said, comparable)
    verdicts = [(item, _outcome(said, item.quantity)) for item in comparable]
    for wanted in ("agrees", "imprecise", "differs"):
        hits = [item for item, result in verdicts if result == wanted]
        if not hits:
            continue
        if wanted == "agrees":
            return _fired(said, max(hits, key=lambda item: item.meeting.coverage), "agrees")
        if _stands(said, candidates):
            break
        hits = [item for item in hits if item.meeting.may_differ and not _far_apart(said, item.quantity)]
        chosen = _meant(hits, candidates)
        if chosen is not None:
            return _fired(said, chosen, wanted)
        break
    if (summed := _sum(claim, statements)) is not None:
        return summed
    return _stopped(said, claim, candidates)


def _value(mention: Mention) -> tuple[object, ...]:
    quantity = mention.quantity
    return () if quantity is None else (*quantity.base, quantity.unit.dimension, quantity.role)


def _same_kind(claim: Quantity, evidence: Quantity) -> bool:
    """Are both on the same edge of a change? "Fell to 4 %" says nothing of what it fell from."""
    return (evidence.edge == "from") == (claim.edge == "from")


def _outcome(claim: Quantity, evidence: Quantity) -> CheckOutcome:
    if claim.role == "score":
        same = claim.parts is not None and evidence.parts is not None and sorted(claim.parts) == sorted(evidence.parts)
        return "agrees" if same else "differs"
    if claim.direction and evidence.direction and claim.direction != evidence.direction:
        return "differs"
    return outcome(claim, evidence)


def _far_apart(claim: Quantity, evidence: Quantity) -> bool:
    """Are the values of so different a size that they are more likely of different things than one of them wrong?"""
    mine, theirs = abs(claim.base[1]), abs(evidence.base[1])
    return claim.role == "level" and min(mine, theirs) * _SIZES_APART < max(mine, theirs)


def _stands(said: Quantity, candidates: Sequence[_Candidate]) -> bool:
    """Does the passage have the claim's own value too, behind a gate that only words closed, or in several parts?"""
    parts = [item.quantity for item in candidates if item.meeting.same_unit and item.meeting.same_head]
    if len(parts) > 1 and said.role == "level":
        low, high = (sum(part.base[end] for part in parts) / (said.unit.factor / (said.per or 1.0)) for end in (0, 1))
        if outcome(said, replace(said, low=low, high=high, wording="exact")) == "agrees":
            return True
    for item in candidates:
        if not item.meeting.same_unit:
            continue
        opposite = said.direction * item.quantity.direction < 0
        if item.quantity.base == said.base and item.quantity.wording == said.wording and not opposite:
            return True
        excluded = item.meeting.conflict or item.meeting.period == "apart" or not _same_kind(said, item.quantity)
        if not excluded and _outcome(said, item.quantity) == "agrees" and said.wording not in _BOUNDS:
            return True
    return False


def _meant(hits: Sequence[_Candidate], candidates: Sequence[_Candidate]) -> _Candidate | None:
    """Return the one candidate that the claim must mean, or None when it could be any of several."""
    if not hits:
        return None
    ranked = sorted(hits, key=lambda item: -item.meeting.coverage)
    best = ranked[0]
    for rival in candidates:
        meeting = rival.meeting
        if rival is best or not (meeting.same_unit and meeting.same_head) or rival.quantity.base == best.quantity.base:
            continue
        if rival.quantity.edge != best.quantity.edge or (rival.arithmetic != best.arithmetic and not best.arithmetic):
            continue
        if meeting.period == "apart" or meeting.conflict:
            continue
        if best.meeting.near_coverage - meeting.near_coverage < _CLEARLY_BETTER:
            return None
    return best


def _all(said: Quantity, comparable: Sequence[_Candidate]) -> Comparison:
    """ "All between 80 % and 90 %": every value must lie inside."""
    outside = [item for item in comparable if _outcome(said, item.quantity) != "agrees"]
    chosen = outside[0] if outside else comparable[0]
    values = ", ".join(item.quantity.text for item in comparable)
    if outside:
        text = f"The claim says “{said.text}” of all; {chosen.quantity.text} lies outside it."
        return _comparison("quantity", said.text, values, "differs", text)
    return _comparison("quantity", said.text, values, "agrees", f"Each of {values} lies in “{said.text}”.")


def _fired(said: Quantity, candidate: _Candidate, result: CheckOutcome) -> Comparison:
    evidence = candidate.quantity
    kind: CheckKind = "time" if said.unit.dimension == "time" and said.per is None else "quantity"
    return _comparison(kind, said.text, evidence.text, result, _sentence(said, candidate, result))


def _sentence(said: Quantity, candidate: _Candidate, result: CheckOutcome) -> str:
    """One plain sentence with the arithmetic in it."""
    evidence = candidate.quantity
    has = f"the evidence has “{evidence.text}”"
    if candidate.arithmetic:
        has = f"in the evidence, {candidate.arithmetic}"
    elif evidence.unit != said.unit or evidence.per != said.per:
        has += f", which is {in_unit_of(evidence.base[0], said)}"
    if said.direction and evidence.direction and said.direction != evidence.direction:
        return f"The claim says “{said.text}” {_way(said)}, and {has}: the other direction."
    if said.role == "score":
        return f"The claim says “{said.text}”, and {has}: {'the same' if result == 'agrees' else 'another'} score."
    if result == "agrees":
        return f"The claim says “{said.text}”, and {has}: the values agree."
    gap = _gap(said, evidence)
    if result == "imprecise":
        return f"The claim says “{said.text}”, but {has}, {gap}: near, but not what the wording says."
    return f"The claim says “{said.text}”, but {has}, {gap}."


def _way(said: Quantity) -> str:
    return "up" if said.direction > 0 else "down"


def _gap(said: Quantity, evidence: Quantity) -> str:
    """Return how far the evidence lies from the number that was said: "2.9 % below 600 billion USD"."""
    mine, theirs = said.base, evidence.base
    reference = mine[0] if theirs[0] < mine[0] else mine[1]
    value = theirs[0] if theirs[0] < mine[0] else theirs[1]
    if reference == value:
        return f"exactly {plain(evidence)}"
    side = "below" if value < reference else "above"
    shown = in_unit_of(reference, said)
    return f"{side} {shown}" if not reference else f"{abs(value - reference) / abs(reference):.1%} {side} {shown}"


# What is not compared, and why.


def _named(said: Quantity, candidates: Sequence[_Candidate]) -> Comparison:
    """Ids, ordinals and ages name things; they are shown and never compared as amounts."""
    what = {"identifier": "names something", "ordinal": "is a rank", "age": "is an age"}[said.role]
    same = [item for item in candidates if item.quantity.role == said.role]
    nearest = max(same or candidates, key=lambda item: item.meeting.coverage)
    gate: Reason | None = "period_mismatch" if nearest.meeting.period == "apart" else None
    text = f"“{said.text}” {what} and is not compared as an amount."
    if gate is not None:
        text += " The evidence speaks of another period."
    return _comparison("quantity", said.text, nearest.quantity.text, "not_comparable", text, gate)


def _sum(claim: Mention, statements: Sequence[Statement]) -> Comparison | None:
    """A stated total against the rows it is made of: confirmed when they add up to it, else left open."""
    said = claim.quantity
    if said is None or said.unit.name or said.low != said.high or not claim.totals:
        return None
    rows = total(statements)
    if rows is None or claim.near.coverage(subject_of_passage(statements, "")) < 0.3:
        return None
    value, written = rows
    summed = replace(said, text=written, low=value, high=value, step=1.0, wording="exact")
    if outcome(said, summed) == "agrees":
        text = f"The claim says “{said.text}” in total, and the rows add up to it: {written} = {value:,.0f}."
        return _comparison("quantity", said.text, written, "agrees", text)
    text = f"The rows shown add up to {value:,.0f} ({written}), but others may be missing, so the total is left open."
    return _comparison("quantity", said.text, written, "not_comparable", text)


def _stopped(said: Quantity, claim: Mention, candidates: Sequence[_Candidate]) -> Comparison:
    """Name the gate that kept the nearest candidate from being compared."""
    nearest = max(
        candidates,
        key=lambda item: (
            item.meeting.same_unit,
            not item.meeting.conflict,
            item.meeting.same_head,
            item.meeting.coverage,
        ),
    )
    meeting, evidence = nearest.meeting, nearest.quantity
    gate: Reason | None
    if not meeting.same_unit:
        gate, why = "unit_mismatch", f"“{evidence.text}” is {_kind(evidence)} and “{said.text}” is {_kind(said)}."
        if not evidence.amount:
            gate, why = "subject_mismatch", f"“{evidence.text}” {_kind(evidence)}, not an amount."
    elif meeting.period == "apart" and claim.time is not None and nearest.mention.time is not None:
        gate = "period_mismatch"
        why = (
            f"The claim speaks of {claim.time.plain}, the evidence’s “{evidence.text}” of {nearest.mention.time.plain}."
        )
    elif meeting.conflict:
        gate, why = (
            "subject_mismatch",
            f"The evidence’s “{evidence.text}” is about {meeting.conflict}, not the claim’s subject.",
        )
    elif not meeting.same_head:
        gate, why = (
            "subject_mismatch",
            f"The claim counts {said.noun or 'something else'}, the evidence {evidence.noun or 'something else'}.",
        )
    elif not meeting.may_agree:
        gate, why = "subject_mismatch", f"The words around “{evidence.text}” are not those around “{said.text}”."
    elif meeting.stale and nearest.mention.time is not None:
        gate, why = (
            "period_mismatch",
            f"The evidence’s “{evidence.text}” is of {nearest.mention.time.plain}: stale for a claim about now.",
        )
    elif meeting.period == "nested" and claim.time is not None and nearest.mention.time is not None:
        gate = "period_mismatch"
        why = f"The claim speaks of {claim.time.plain}, the evidence of {nearest.mention.time.plain}, another stretch of time."
    elif _far_apart(said, evidence):
        gate = "subject_mismatch"
        why = f"“{said.text}” and “{evidence.text}” are of so different a size that they are hardly of the same thing."
    else:
        gate, why = None, f"The evidence has “{evidence.text}”, which neither confirms nor excludes “{said.text}”."
    return _comparison("quantity", said.text, evidence.text, "not_comparable", why, gate)


def _kind(quantity: Quantity) -> str:
    """Return what sort of number this is, in a few words."""
    if quantity.role == "identifier":
        return "names something"
    if quantity.role == "ordinal":
        return "is a rank"
    if quantity.role == "age":
        return "is an age"
    if quantity.role == "score":
        return "a score"
    kind = {
        "share": "a share in percent",
        "count": f"a count of {quantity.noun}" if quantity.noun else "a bare count",
    }.get(quantity.unit.dimension, f"in {quantity.unit.name}")
    if quantity.role == "change":
        kind = f"a change, {kind}"
    return f"{kind} for a stretch of time" if quantity.per is not None else kind


# Times.


def _time(claim: Mention, statements: Sequence[Statement], background: Subject) -> Comparison | None:
    """Hold the date of an event against the dates of the same event in the passage."""
    said = claim.time
    assert said is not None
    met = [(mention, meet(claim, mention, background, None)) for statement in statements for mention in statement.times]
    if not met:
        return None
    passed = [(mention, meeting) for mention, meeting in met if meeting.may_agree]
    for mention, _ in passed:
        if mention.time is not None and mention.time.within(said):
            text = f"The claim says {said.text}, the evidence “{mention.time.text}”, which lies in it."
            if mention.time.same(said):
                text = f"The claim says {said.text}, and so does the evidence."
            return _comparison("time", said.text, mention.time.text, "agrees", text)
    nearest, meeting = max(met, key=lambda pair: pair[1].coverage)
    theirs = nearest.time
    assert theirs is not None
    if any(mention.time is not None and mention.time.overlaps(said) for mention, _ in met):
        text = f"The evidence’s “{theirs.text}” neither confirms nor excludes “{said.text}”."
        return _comparison("time", said.text, theirs.text, "not_comparable", text)
    one_time = len({(mention.time.first, mention.time.last) for mention, _ in met if mention.time is not None}) == 1
    sure = min(meeting.near_coverage, meeting.plain_coverage) >= _SAME_EVENT
    if passed and one_time and sure and not claim.near.words & _RECURRING - claim.near.names:
        text = f"The claim says {said.text} ({said.plain}), but the evidence says {theirs.text} ({theirs.plain})."
        return _comparison("time", said.text, theirs.text, "differs", text)
    gate: Reason = "period_mismatch" if passed else "subject_mismatch"
    why = "speaks of another time" if passed else "is of another event"
    return _comparison("time", said.text, theirs.text, "not_comparable", f"The evidence’s “{theirs.text}” {why}.", gate)


def _comparison(
    kind: CheckKind, claim: str, evidence: str, result: CheckOutcome, explanation: str, gate: Reason | None = None
) -> Comparison:
    return Comparison(Check(kind=kind, claim=claim, evidence=evidence, outcome=result, explanation=explanation), gate)
