"""Times compared: the date of an event against the dates that a passage gives for the same event."""

from collections.abc import Sequence

from factdesk.records import Reason
from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.meeting import Meeting
from factdesk.verdicts.mentions import Moment
from factdesk.verdicts.slots import other_bearer
from factdesk.verdicts.statements import Statement
from factdesk.verdicts.subjects import DIRECTIONS, Subject, word_class
from factdesk.verdicts.times import LAST, Precision, Time
from factdesk.verdicts.tokens import words

#: what happens again and again: another time of it contradicts nothing
_RECURRING = frozenset(map(word_class, words("rise fall win lose pay spend sell play report visit average gross")))
#: what begins, ends or is only meant to be is another event than the thing itself: building starts, and is completed
_STAGES = frozenset(
    map(word_class, words("begin end complete resume delay postpone plan propose schedule expect due announce halt"))
)
_YEARS: frozenset[Precision] = frozenset({"year", "decade", "century"})
#: share of an event's words that must be found before its date is held against the claim's
_SAME_EVENT = 0.75


def compare_moment(claim: Moment, statements: Sequence[Statement], background: Subject) -> Comparison | None:
    """Hold the date of an event against the dates of the same event in the passage."""
    said = claim.time
    moments = [item for statement in statements for item in statement.moments]
    # The first of something and the second of it happen at two times.
    ranked = [item for item in moments if claim.ranks <= item.ranks]
    met = [(moment, Meeting(claim, moment, background)) for moment in ranked]
    if not met:
        return _of_another_rank(claim, moments)
    passed = [(moment, meeting) for moment, meeting in met if meeting.may_agree]
    for moment, _ in sorted(passed, key=lambda pair: -pair[1].coverage):
        if claim.near.words & DIRECTIONS - moment.sentence.subject.words:
            continue  # when prices fell is not told by what they were then
        if _of_another_event(claim, moment, moments) or (said.lasting and not said.ends_with(moment.time)):
            continue
        if _lies_in(moment.time, said):
            text = f"The claim says {said.text}, the evidence “{moment.time.text}”, which lies in it."
            if moment.time.same(said):
                text = f"The claim says {said.text}, and so does the evidence."
            return Comparison.of("time", said.text, moment.time.text, "agrees", text)
    nearest, meeting = max(met, key=lambda pair: pair[1].coverage)
    theirs = nearest.time
    if any(moment.time.overlaps(said) and not _borders_apart(said, moment.time) for moment, _ in met):
        text = f"The evidence’s “{theirs.text}” neither confirms nor excludes “{said.text}”."
        return Comparison.of("time", said.text, theirs.text, "not_comparable", text)
    if another := _told_of_another(claim, nearest):
        text = f"The evidence’s “{theirs.text}” is of the {another}, which the claim does not name."
        return Comparison.of("time", said.text, theirs.text, "not_comparable", text, "subject_mismatch", excludes=True)
    one_time = len({(moment.time.first, moment.time.last) for moment, _ in met}) == 1
    sure = min(meeting.near_coverage, meeting.plain_coverage) >= _SAME_EVENT
    recurring = bool(claim.near.words & _RECURRING - claim.near.names)
    stages = (nearest.near.words ^ claim.near.words) & _STAGES
    if passed and one_time and sure and not recurring and not stages and not nearest.of_row:
        text = f"The claim says {said.text} ({said.plain}), but the evidence says {theirs.text} ({theirs.plain})."
        return Comparison.of("time", said.text, theirs.text, "differs", text)
    gate: Reason = "period_mismatch" if passed else "subject_mismatch"
    why = "speaks of another time" if passed else "is of another event"
    text = f"The evidence’s “{theirs.text}” {why}."
    again = bool(passed) and one_time and sure and not nearest.of_row  # it happened then too, which contradicts nothing
    return Comparison.of("time", said.text, theirs.text, "not_comparable", text, gate, excludes=again)


def _lies_in(theirs: Time, said: Time) -> bool:
    """Does the evidence's time lie in the claim's? A day of no year lies in no year."""
    return theirs.within(said) and not (theirs.yearless and said.precision in _YEARS and not said.yearless)


def _of_another_event(claim: Moment, moment: Moment, moments: Sequence[Moment]) -> bool:
    """Is a time told of something else than the claim, and another of the same sentence of what the claim tells?

    "Built in 1911 and closed in 1979, the hospital was pulled down in 1983": of the three only the last has a word of
    "The hospital was demolished".
    """
    told = claim.near.words & moment.own.words
    others = [item.own.words & claim.near.words for item in moments if item.sentence is moment.sentence]
    begun = moment.own.words & _STAGES - claim.near.words
    return bool(begun or not told) and any(words - told for words in others)


def _borders_apart(said: Time, theirs: Time) -> bool:
    """Do two stretches of which one border is told, on the same side, have it in different years?"""
    lasting = said.lasting and theirs.lasting and (said.last == LAST) == (theirs.last == LAST)
    return lasting and not said.ends_with(theirs)


def _of_another_rank(claim: Moment, moments: Sequence[Moment]) -> Comparison | None:
    """The second edition appeared in 1971: that says nothing of when the first one did."""
    said, ranked = claim.time, {what for what, _ in claim.ranks}
    theirs = next((item for item in moments if ranked & {what for what, _ in item.ranks}), None)
    if theirs is None:
        return None
    text = f"The evidence’s “{theirs.time.text}” is of another {' and '.join(sorted(ranked))}."
    return Comparison.of("time", said.text, theirs.time.text, "not_comparable", text, "subject_mismatch", excludes=True)


def _told_of_another(claim: Moment, evidence: Moment) -> str:
    """Return what the evidence tells all the claim's other words of ("terminal" opened); empty for the same thing."""
    if claim.negated != evidence.negated:
        return ""  # "was never opened" contradicts, whatever was
    mine, theirs = other_bearer(claim.sentence.bearers, evidence.sentence.bearers, claim.sentence.subject.words)
    return " ".join(sorted(theirs)) if theirs and claim.near.words - mine <= evidence.near.words else ""
