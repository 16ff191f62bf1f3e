"""What the checks leave of a stance: they veto, they turn, they force an abstention; the stance itself stays on show.

Each rule says in one sentence what it did, so that a person can retrace it.

The table of docs/verdicts.md, as code. ``benchmarks/verdicts.py`` measures it against the model alone.
"""

from collections.abc import Sequence
from typing import NamedTuple

from factdesk.records import Stance
from factdesk.verdicts.comparison import Comparison, values_that
from factdesk.verdicts.datewords import COUNTS
from factdesk.verdicts.thresholds import Thresholds


class Weighed(NamedTuple):
    """A stance as it counts, and what was done to it."""

    stance: Stance
    because: str


def weigh(stance: Stance, found: Sequence[Comparison], thresholds: Thresholds) -> Weighed:
    """Return the stance as it counts once the comparisons of the same passage have been heard."""
    outcomes = {item.check.outcome for item in found}
    gates = {item.gate for item in found if item.excludes}
    if "differs" in outcomes:
        # Every gate was passed: the passage tells of the same thing and tells another value.
        refutes = max(stance.supports + stance.refutes, thresholds.check)
        offices = all(item.check.kind == "office" for item in found if item.check.outcome == "differs")
        what = "The office differs" if offices else "A value differs though subject, unit and period are the same"
        return Weighed(
            Stance(supports=0.0, refutes=refutes, nei=max(0.0, 1.0 - refutes)),
            f"{what}: the passage contradicts the claim.",
        )
    if "imprecise" in outcomes:
        return Weighed(
            _unsupporting(stance), "A value is near, but not what the wording says: the passage cannot support it."
        )
    if "agrees" in outcomes:
        agreed = values_that("agrees", found)
        if all(map(_is_few, agreed)) and values_that("not_comparable", found) - agreed:
            return Weighed(stance, "Only a small number agrees, of several values: the model's stance counts.")
        values = len(agreed)
        factor = thresholds.agreements if values > 1 else thresholds.agreement
        told = f"{values} values agree" if values > 1 else "A value agrees"
        return Weighed(
            _confirmed(stance, factor, thresholds),
            f"{told} and none differs: support counts {factor:g} times as much.",
        )
    if "period_mismatch" in gates or any(item.excludes and item.check.kind == "time" for item in found):
        return Weighed(
            Stance(supports=0.0, refutes=0.0, nei=1.0),
            "The passage is of another time, or dates something else: it stands for neither side.",
        )
    if "unit_mismatch" in gates or ("subject_mismatch" in gates and thresholds.vetoed_by_others):
        return Weighed(_unsupporting(stance), "The claim's value is not confirmed here: the passage cannot support it.")
    return Weighed(stance, "No value could be compared: the model's stance counts." if found else "")


def _is_few(value: str) -> bool:
    """Is a value so small a number that many things are so many: "four", "7"?"""
    return value.lower() in COUNTS or (value.isdecimal() and int(value) <= len(COUNTS))


def _confirmed(stance: Stance, factor: float, thresholds: Thresholds) -> Stance:
    """Return the stance with the odds of support raised by what an agreement tells: Bayes' rule."""
    raised = stance.supports * factor
    supports = min(raised / (raised + stance.refutes + stance.nei), max(stance.supports, thresholds.check))
    rest = (1.0 - supports) / max(stance.refutes + stance.nei, 1e-9)
    return Stance(supports=supports, refutes=stance.refutes * rest, nei=stance.nei * rest)


def _unsupporting(stance: Stance) -> Stance:
    """Return the stance with its support given to "not enough information"."""
    return Stance(supports=0.0, refutes=stance.refutes, nei=1.0 - stance.refutes)
