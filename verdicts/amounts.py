"""Quantities compared: of the candidates in a passage, which one the claim means, and whether it agrees.

Of several candidates those that pass the gates count. One that agrees is enough; where none does and they tell of
different values, nothing is said, for which of them the claim means is not known.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from math import isclose
from typing import NamedTuple

from factdesk.records import CheckKind, CheckOutcome, Reason
from factdesk.verdicts.ages import ages
from factdesk.verdicts.changes import changes, total
from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.derived import Derived
from factdesk.verdicts.durations import durations
from factdesk.verdicts.gates import count_one_thing, in_one_unit, surely_count_one_thing
from factdesk.verdicts.heads import for_each
from factdesk.verdicts.margins import margins
from factdesk.verdicts.meeting import AGREE_COVERAGE, TELLING, AmountMeeting
from factdesk.verdicts.mentions import Amount
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.rates import as_rate, rates, told_as_rate
from factdesk.verdicts.shares import shares
from factdesk.verdicts.statements import Statement, subject_of_passage
from factdesk.verdicts.subjects import Subject, word_class
from factdesk.verdicts.tokens import words
from factdesk.verdicts.tolerance import LOOSE, outcome
from factdesk.verdicts.units import COUNT, PERCENT, POINTS
from factdesk.verdicts.wording import kind_of, plain, sentence_on

#: a candidate whose words cover the claim this much better than the others is the one that is meant
_CLEARLY_BETTER = 0.15
_BOUNDS = frozenset({"more_than", "at_least", "less_than", "at_most", "up_to"})
#: "$600 million" does not contradict "$600 billion": values this many times apart are of different things
_SIZES_APART = 100
#: a point, or a magnitude, that slipped
_SLIPS = (1e3, 1e-3, 1e6, 1e-6)
#: what is said to be more (or less) than a number is at most this many times as much (or little)
_NEAR_BOUND = 10
#: who is counted among people, and not by "people" itself
_PERSONS = frozenset(map(word_class, words("man woman child boy girl baby teenager pupil worker passenger driver")))
_POINT = word_class("points")
#: counts below this are sums of others by chance
_BY_CHANCE = 20
#: a sentence with more values than this is a list, and not a whole in its parts
_MOST_PARTS = 4
#: share of a stated total's words that its rows must speak of
_SUM_COVERAGE = 0.3


class _Candidate(NamedTuple):
    """A value of the passage that could be what the claim's value is held against."""

    amount: Amount
    meeting: AmountMeeting
    arithmetic: str = ""

    @property
    def quantity(self) -> Quantity:
        return self.amount.quantity


def compare_amount(
    claim: Amount,
    amounts: Sequence[Amount],
    statements: Sequence[Statement],
    background: Subject,
    as_of: date | None,
    *,
    near: bool,
    whole_table: bool,
) -> Comparison | None:
    """Hold one quantity of the claim against those of a passage; ``amounts`` are all that the claim has.

    ``near`` tells that the passage's meaning is near the claim's, ``whole_table`` that it has several rows of one.
    """
    stated = [_in_percent(claim.quantity, amount) for statement in statements for amount in statement.amounts]
    claim = _in_points(told_as_rate(claim, stated), stated)
    said = claim.quantity
    if said.role == "frame":
        return None
    # What the claim says of something else as well is the counterpart of that, and not of this.
    others = [other for other in amounts if other is not claim]
    taken = {_value(other) for other in others} - {_value(claim)}
    there = set(map(_value, stated))
    open_others = [other.quantity for other in others if _value(other) not in there]
    mine = [amount for amount in stated if not any(_nearer(said, other, amount.quantity) for other in open_others)]
    values = [Derived(as_rate(amount, said), "") for amount in mine if _value(amount) not in taken]
    values += changes(claim, statements)
    values += shares(said, statements)
    values += margins(claim, statements)
    values += rates(said, statements)
    values += durations(said, statements)
    values += for_each(said, statements)
    by_birth = list(ages(claim, statements, as_of))
    values = by_birth or values
    if not values:
        return None
    compared = said.amount or said.role in ("score", "place") or bool(by_birth)
    if compared:
        # What is in another unit is met only where nothing else is there, to tell what is.
        values = [item for item in values if in_one_unit(said, item.amount.quantity)] or values
    candidates = [
        _Candidate(item.amount, AmountMeeting(claim, item.amount, background, as_of), item.arithmetic)
        for item in values
    ]
    if not compared:
        return _named(said, candidates)
    comparable = [
        item
        for item in candidates
        if item.meeting.may_agree
        and _same_kind(said, item.quantity)
        and not (whole_table and item.amount.cell and not _in_its_row(claim, item))
    ]
    if said.every and said.wording == "range" and len(comparable) > 1:
        return _all(said, comparable)
    verdicts = [(item, _outcome(said, item.quantity)) for item in comparable]
    agreeing = [item for item, result in verdicts if result == "agrees"]
    if said.wording in _BOUNDS:
        agreeing = _near_bound(said, agreeing, verdicts)
    agreeing = _in_its_place(claim, agreeing, verdicts)
    if near and not agreeing and said.wording not in _BOUNDS:
        told = [item for item in candidates if item.meeting.may_be_told_otherwise and _same_kind(said, item.quantity)]
        agreeing = [item for item in told if _outcome(said, item.quantity) == "agrees"]
    if agreeing:
        # "Up to 145%" is told of the 145% that a passage has, and not of its 10%.
        return _fired(
            said, max(agreeing, key=lambda item: (_near(said, item.quantity), item.meeting.coverage)), "agrees"
        )
    if (summed := _sum(claim, statements) or _in_parts(claim, candidates, background)) is not None:
        return summed
    wanted: CheckOutcome = "imprecise" if any(result == "imprecise" for _, result in verdicts) else "differs"
    hits = [
        item
        for item, result in verdicts
        if result == wanted and item.meeting.may_differ and not _far_apart(said, item.amount)
    ]
    chosen = None if _stands(said, candidates) else _meant(hits, candidates)
    if chosen is None and (beside := _beside_its_level(said, others, statements)) is not None:
        candidate = next((item for item in candidates if item.amount is beside), None)
        result = _outcome(said, beside.quantity)
        if candidate is not None and result != "not_comparable":
            return _fired(said, candidate, result)
    if chosen is not None:
        return _fired(said, chosen, wanted)
    return _in_digits_alone(said, stated) or _stopped(said, claim, candidates)


def same_value(claim: Amount, evidence: Amount) -> bool:
    """Is a value of the evidence what the claim says, of the same unit and the same noun, whatever stands around it?"""
    said, theirs = claim.quantity, evidence.quantity
    if theirs.wording in _BOUNDS or not (in_one_unit(said, theirs) and _same_kind(said, theirs)):
        return False
    if said.wording in _BOUNDS and not _within(said, theirs, 2):
        return False
    return count_one_thing(claim, evidence) and _outcome(said, theirs) == "agrees"


def _in_points(claim: Amount, stated: Sequence[Amount]) -> Amount:
    """Return "fell by 10 points" in percentage points where a passage tells of shares."""
    said = claim.quantity
    points = said.role == "change" and said.unit is COUNT and said.head == _POINT
    told = {item.quantity.unit.dimension for item in stated if item.quantity.role == "level"}
    if not points or told != {"share"} or any(item.quantity.head == _POINT for item in stated):
        return claim
    return claim._replace(quantity=said._replace(unit=POINTS, head="", noun=""))


def _beside_its_level(said: Quantity, others: Sequence[Amount], statements: Sequence[Statement]) -> Amount | None:
    """Return the one change of its unit in a sentence that has the level which the claim tells beside its change.

    "At 38.4%, down 3.1 points" and "together come to 38.4 percent, 1.3 points less than before" tell of one move.
    """
    levels = [other.quantity for other in others if _is_telling(other.quantity)]
    if said.role != "change" or not said.direction or len(levels) != 1:
        return None
    for statement in statements:
        told = [item for item in statement.amounts if in_one_unit(said, item.quantity) and item.quantity.direction]
        there = [item for item in statement.amounts if item.quantity.base == levels[0].base]
        if len(told) == len(there) == 1 and in_one_unit(levels[0], there[0].quantity):
            return told[0]
    return None


def _is_telling(quantity: Quantity) -> bool:
    """Is it a level that is hardly another's by chance: one with decimals?"""
    return quantity.role == "level" and quantity.step < 1 and quantity.unit.dimension == "share"


def _in_percent(said: Quantity, amount: Amount) -> Amount:
    """Return a table's bare number as the share that the claim says it is: "13.5%" of "election 2023: 13.5".

    Only one with decimals, and only the claim's own: another may be of anything.
    """
    bare = amount.cell and amount.quantity.unit is COUNT and not amount.quantity.head and amount.quantity.step < 1
    if not bare or said.unit is not PERCENT or amount.quantity.low != said.low or said.low != said.high:
        return amount
    return amount._replace(quantity=amount.quantity._replace(unit=PERCENT))


def _in_its_row(claim: Amount, item: _Candidate) -> bool:
    """Is a cell in a row that the claim names, or dates? A whole table has every small number somewhere."""
    keys = item.amount.sentence.row_keys.words
    return not keys or not keys.isdisjoint(claim.sentence.subject.words) or item.meeting.period == "same"


def _nearer(said: Quantity, other: Quantity, evidence: Quantity) -> bool:
    """Is a value nearer to another of the claim's than to this one: 0.4% to the 0.3% of "0.3% and 3.9%"?"""
    if other.role != said.role or not (in_one_unit(said, evidence) and in_one_unit(other, evidence)):
        return False
    return abs(evidence.base[1] - other.base[1]) < abs(evidence.base[1] - said.base[1])


def _value(amount: Amount) -> tuple[object, ...]:
    # Whatever its role: "7.4 % higher, down from 7.9 %" has a change and a level; elsewhere both may be changes.
    return (*amount.quantity.base, amount.quantity.unit.dimension)


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


def _far_apart(claim: Quantity, amount: Amount) -> bool:
    """Are the values of so different a size that they are more likely of different things than one of them wrong?"""
    evidence = amount.quantity
    if claim.role != "level" or claim.unit.dimension == "temperature":  # degrees count from no true zero
        return False
    if not amount.cell and _slipped(claim, evidence):
        return False
    (least, most), (low, high) = sorted(map(abs, claim.base)), sorted(map(abs, evidence.base))
    return most * _SIZES_APART < low or high * _SIZES_APART < least


def _slipped(claim: Quantity, evidence: Quantity) -> bool:
    """Are they the same digits in another unit ("5 milligrams", "5 micrograms"), or with the point elsewhere?"""
    if claim.low == evidence.low:
        return (claim.unit, claim.per) != (evidence.unit, evidence.per)
    telling = claim.low > 0 and claim.low >= TELLING * claim.step
    return telling and any(isclose(ratio, evidence.low / claim.low) for ratio in _SLIPS)


def _stands(said: Quantity, candidates: Sequence[_Candidate]) -> bool:
    """Does the passage have the claim's own value too, behind a gate that only words closed, or in several parts?"""
    parts = [
        item.quantity
        for item in candidates
        if item.meeting.same_unit
        and not item.arithmetic
        and (item.meeting.same_head or _is_some_of(said, item.quantity))
    ]
    if len(parts) > 1 and said.role == "level":
        low, high = (sum(part.base[end] for part in parts) / (said.unit.factor / (said.per or 1.0)) for end in (0, 1))
        if outcome(said, said._replace(low=low, high=high, wording="exact")) == "agrees":
            return True
    for item in candidates:
        other_column = item.amount.cell and item.meeting.period == "apart"
        if not item.meeting.same_unit or other_column:
            continue
        opposite = said.direction * item.quantity.direction < 0
        if item.quantity.base == said.base and item.quantity.wording == said.wording and not opposite:
            return True
        excluded = item.meeting.conflict or item.meeting.period == "apart" or not _same_kind(said, item.quantity)
        if not excluded and _outcome(said, item.quantity) == "agrees" and said.wording not in _BOUNDS:
            return True
    return False


def _is_some_of(said: Quantity, part: Quantity) -> bool:
    """Are these some of the people that the claim counts? "Two people drowned; one man was struck by a tree"."""
    return said.head == "people" and part.head in _PERSONS


def _near_bound(
    said: Quantity, hits: Sequence[_Candidate], verdicts: Sequence[tuple[_Candidate, CheckOutcome]]
) -> list[_Candidate]:
    """Keep what a bound is likely said of: nearly every number is "more than 10", but few are told so.

    A value far from the bound needs all gates, and none may stand in words nearer to the claim's and break the bound.
    """
    closest = max((item.meeting.near_coverage for item, result in verdicts if result != "agrees"), default=0.0)
    return [
        item
        for item in hits
        if item.meeting.near_coverage >= closest
        and _within(said, item.quantity, _NEAR_BOUND if item.meeting.may_differ else 2)
    ]


def _in_its_place(
    claim: Amount, hits: Sequence[_Candidate], verdicts: Sequence[tuple[_Candidate, CheckOutcome]]
) -> list[_Candidate]:
    """Drop an equal value in words of its own, or only sought or expected, where another stands in the claim's place.

    "$95 billion, of which 61 for aid"; "shall pay $230 million; the town had sought $320 million".
    """
    taken = any(result == "differs" and item.meeting.may_differ for item, result in verdicts)
    meant = [item for item in hits if item.meeting.near_coverage and item.amount.possible == claim.possible]
    return meant if taken else list(hits)


def _near(claim: Quantity, evidence: Quantity) -> bool:
    mine, theirs = abs(claim.base[1]), abs(evidence.base[1])
    return max(mine, theirs) <= (1 + LOOSE) * min(mine, theirs)


def _within(claim: Quantity, evidence: Quantity, times: float) -> bool:
    """Are two values at most so many times apart? A share or a score may lie anywhere on its scale."""
    if claim.unit.dimension == "share" or claim.unit.dimension.startswith("rating"):
        return True
    mine, theirs = abs(claim.base[1]), abs(evidence.base[1])
    return max(mine, theirs) <= times * min(mine, theirs)


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
        if rival.amount.sentence is best.amount.sentence and not rival.amount.near.words - {rival.quantity.head}:
            return None  # "$64m, $139m in 2018 and $217m in 2019": what has no words of its own is of the same thing
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
        return Comparison.of("quantity", said.text, values, "differs", text)
    return Comparison.of("quantity", said.text, values, "agrees", f"Each of {values} lies in “{said.text}”.")


def _fired(said: Quantity, candidate: _Candidate, result: CheckOutcome) -> Comparison:
    evidence = candidate.quantity
    kind: CheckKind = "time" if said.unit.dimension == "time" and said.per is None else "quantity"
    text = sentence_on(said, evidence, result, candidate.arithmetic, candidate.amount.cell)
    return Comparison.of(kind, said.text, evidence.text, result, text)


def _named(said: Quantity, candidates: Sequence[_Candidate]) -> Comparison | None:
    """Ids, ordinals and ages name things; they are shown and never compared as amounts."""
    what = {"identifier": "names something", "ordinal": "is a rank", "age": "is an age"}[said.role]
    alike = [item for item in candidates if item.quantity.role == said.role or item.quantity.head == said.head != ""]
    if not alike and said.role == "ordinal":
        return None  # "the first lady" ranks nothing
    nearest = max(alike or candidates, key=lambda item: item.meeting.coverage)
    gate: Reason | None = "period_mismatch" if nearest.meeting.period == "apart" else None
    text = f"“{said.text}” {what} and is not compared as an amount."
    if gate is not None:
        text += " The evidence speaks of another period."
    theirs = nearest.quantity.text
    return Comparison.of("quantity", said.text, theirs, "not_comparable", text, gate)


def _sum(claim: Amount, statements: Sequence[Statement]) -> Comparison | None:
    """A stated total against the rows it is made of: confirmed when they add up to it, else left open."""
    said = claim.quantity
    if said.low != said.high or not (claim.sentence.totals or claim.sentence.together):
        return None
    rows = total(said, statements)
    if rows is None or claim.near.coverage(subject_of_passage(statements, "")) < _SUM_COVERAGE:
        return None
    value, written = rows
    summed = said._replace(text=written, low=value, high=value, wording="exact")
    if outcome(said, summed) == "agrees":
        text = f"The claim says “{said.text}” in total, and the rows add up to it: {written} = {plain(summed)}."
        return Comparison.of("quantity", said.text, written, "agrees", text)
    text = (
        f"The rows shown add up to {plain(summed)} ({written}), but others may be missing, so the total is left open."
    )
    return Comparison.of("quantity", said.text, written, "not_comparable", text)


def _in_parts(claim: Amount, candidates: Sequence[_Candidate], background: Subject) -> Comparison | None:
    """A value against all those of one sentence that are its parts: "1,120 from Port Ellery and 570 from Saltmere"."""
    said = claim.quantity
    told = said.role == "level" and said.low == said.high and said.wording not in _BOUNDS
    by_chance = said.unit is COUNT and said.low < _BY_CHANCE
    if not told or by_chance or claim.near.coverage(background) < AGREE_COVERAGE:
        return None
    alike = [item for item in candidates if _may_be_part(said, item)]
    for _, of_one_sentence in groupby(alike, key=lambda item: id(item.amount.sentence)):
        parts = [item.quantity for item in of_one_sentence]
        if not 2 <= len(parts) <= _MOST_PARTS or len({(part.unit, part.per) for part in parts}) > 1:
            continue
        value = sum(part.low for part in parts) * parts[0].unit.factor / said.unit.factor
        finest = min(part.step for part in parts)
        summed = said._replace(low=value, high=value, step=finest, wording="exact")
        if (result := outcome(said, summed)) in ("agrees", "imprecise"):
            written = " + ".join(part.text for part in parts)
            joint = "and the evidence’s parts add up to" if result == "agrees" else "but the evidence’s parts come to"
            text = f"The claim says “{said.text}”, {joint} {plain(summed)}: {written}."
            return Comparison.of("quantity", said.text, written, result, text)
    return None


def _may_be_part(said: Quantity, item: _Candidate) -> bool:
    meeting, quantity = item.meeting, item.quantity
    one_thing = meeting.same_head or _is_some_of(said, quantity)
    told = quantity.exact and quantity.wording == "exact"
    plainly = not item.arithmetic and not item.amount.cell and not item.amount.possible
    return told and plainly and meeting.same_unit and one_thing and meeting.period != "apart"


def _stopped(said: Quantity, claim: Amount, candidates: Sequence[_Candidate]) -> Comparison:
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
    gate, why, excludes = _closed(said, claim, nearest)
    text = nearest.quantity.text
    return Comparison.of("quantity", said.text, text, "not_comparable", why, gate, excludes=excludes)


def _in_digits_alone(said: Quantity, stated: Sequence[Amount]) -> Comparison | None:
    """Name what has only the claim's digits: "63 percent more calls" is no evidence of 63 deaths."""
    if said.low != said.high or said.low < TELLING * said.step:
        return None
    alike = [item.quantity for item in stated if (item.quantity.low, item.quantity.high) == (said.low, said.high)]
    if not alike or not all(_of_another_kind(said, theirs) for theirs in alike):
        return None
    why = f"“{alike[0].text}” is {kind_of(alike[0])} and “{said.text}” is {kind_of(said)}."
    return Comparison.of("quantity", said.text, alike[0].text, "not_comparable", why, "unit_mismatch", excludes=True)


def _of_another_kind(one: Quantity, other: Quantity) -> bool:
    """Does one count things by their name, and is the other a share or money?"""
    signed, counted = (one, other) if other.unit is COUNT else (other, one)
    named = counted.unit is COUNT and bool(counted.head)
    return named and (signed.unit.dimension == "share" or signed.unit.dimension.startswith("money"))


def _closed(said: Quantity, claim: Amount, nearest: _Candidate) -> tuple[Reason | None, str, bool]:
    """Return the gate that is closed, why in one sentence, and whether by something that the passage says instead."""
    meeting, evidence = nearest.meeting, nearest.quantity
    mine, theirs = claim.period, nearest.amount.period
    has = f"The evidence’s “{evidence.text}”"
    if not meeting.same_unit:
        if not evidence.amount:
            what = "is a score" if evidence.role == "score" else kind_of(evidence)
            return "subject_mismatch", f"“{evidence.text}” {what} and is no amount.", False
        why = f"“{evidence.text}” is {kind_of(evidence)} and “{said.text}” is {kind_of(said)}."
        return "unit_mismatch", why, meeting.coverage >= AGREE_COVERAGE and said.role == evidence.role
    if meeting.period == "apart" and mine and theirs:
        return (
            "period_mismatch",
            f"The claim speaks of {mine.plain}, the evidence’s “{evidence.text}” of {theirs.plain}.",
            True,
        )
    if meeting.conflict:
        return "subject_mismatch", f"{has} is about {meeting.conflict}, not the claim’s subject.", True
    if not meeting.same_head:
        counts = evidence.noun or "something else"
        return "subject_mismatch", f"The claim counts {said.noun or 'something else'}, the evidence {counts}.", False
    if not meeting.may_agree:
        return "subject_mismatch", f"The words around “{evidence.text}” are not those around “{said.text}”.", False
    if meeting.instead:
        return "subject_mismatch", f"{has} is of {meeting.instead}, which the claim does not name.", False
    if meeting.stale and theirs:
        return "period_mismatch", f"{has} is of {theirs.plain}: stale for a claim about now.", True
    if meeting.period == "nested" and mine and theirs:
        why = f"The claim speaks of {mine.plain}, the evidence of {theirs.plain}, another stretch of time."
        return "period_mismatch", why, True
    if _far_apart(said, nearest.amount):
        why = f"“{said.text}” and “{evidence.text}” are of so different a size that they are hardly of the same thing."
        return "subject_mismatch", why, surely_count_one_thing(claim, nearest.amount)
    return None, f"{has} neither confirms nor excludes “{said.text}”.", False
