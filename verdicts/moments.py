"""Times compared: the date of an event against the dates that a passage gives for the same event."""

from collections.abc import Sequence

from factdesk.records import Reason
from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.gates import meet_words
from factdesk.verdicts.statements import Moment, Statement
from factdesk.verdicts.subjects import Subject, word_class
from factdesk.verdicts.tokens import words

#: what happens again and again: another time of it contradicts nothing
_RECURRING = frozenset(map(word_class, words("rise fall win lose pay spend sell play report visit average gross")))
#: share of an event's words that must be found before its date is held against the claim's
_SAME_EVENT = 0.75


def compare_moment(claim: Moment, statements: Sequence[Statement], background: Subject) -> Comparison | None:
    """Hold the date of an event against the dates of the same event in the passage."""
    said = claim.time
    # The first of something and the second of it happen at two times.
    moments = [item for statement in statements for item in statement.moments if claim.ranks <= item.ranks]
    met = [(moment, meet_words(claim, moment, background)) for moment in moments]
    if not met:
        return None
    passed = [(moment, meeting) for moment, meeting in met if meeting.may_agree]
    for moment, meeting in sorted(passed, key=lambda pair: -pair[1].coverage):
        if moment.time.within(said) and (not said.lasting or said.ends_with(moment.time)):
            text = f"The claim says {said.text}, the evidence “{moment.time.text}”, which lies in it."
            if moment.time.same(said):
                text = f"The claim says {said.text}, and so does the evidence."
            coverage = meeting.coverage
            return Comparison.of("time", said.text, moment.time.text, "agrees", text, coverage=coverage)
    nearest, meeting = max(met, key=lambda pair: pair[1].coverage)
    theirs = nearest.time
    if any(moment.time.overlaps(said) for moment, _ in met):
        text = f"The evidence’s “{theirs.text}” neither confirms nor excludes “{said.text}”."
        return Comparison.of("time", said.text, theirs.text, "not_comparable", text)
    one_time = len({(moment.time.first, moment.time.last) for moment, _ in met}) == 1
    sure = min(meeting.near_coverage, meeting.plain_coverage) >= _SAME_EVENT
    if passed and one_time and sure and not claim.near.words & _RECURRING - claim.near.names:
        text = f"The claim says {said.text} ({said.plain}), but the evidence says {theirs.text} ({theirs.plain})."
        return Comparison.of("time", said.text, theirs.text, "differs", text)
    gate: Reason = "period_mismatch" if passed else "subject_mismatch"
    why = "speaks of another time" if passed else "is of another event"
    return Comparison.of(
        "time", said.text, theirs.text, "not_comparable", f"The evidence’s “{theirs.text}” {why}.", gate
    )
