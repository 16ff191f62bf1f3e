"""What the checks leave of a stance: they veto, they turn, they force an abstention; the stance itself stays on show.

The table of docs/verdicts.md, as code. ``benchmarks/verdicts.py`` measures it against the model alone.
"""

from collections.abc import Sequence

from factdesk.records import Stance
from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.thresholds import Thresholds


def weigh(stance: Stance, found: Sequence[Comparison], thresholds: Thresholds) -> Stance:
    """Return the stance as it counts once the comparisons of the same passage have been heard."""
    outcomes = {item.check.outcome for item in found}
    gates = {item.gate for item in found if item.excludes}
    if "differs" in outcomes:
        # Every gate was passed: the passage tells of the same thing and tells another value.
        refutes = max(stance.supports + stance.refutes, thresholds.check)
        return Stance(supports=0.0, refutes=refutes, nei=max(0.0, 1.0 - refutes))
    if "imprecise" in outcomes:
        return _unsupporting(stance)
    if outcomes == {"agrees"}:
        # A contradiction would have to rest on the words alone; where those are the claim's too, it has none.
        if min(item.coverage for item in found) >= thresholds.same_words:
            supports = max(stance.supports, min(stance.supports + stance.refutes, thresholds.check))
            return Stance(supports=supports, refutes=0.0, nei=max(0.0, 1.0 - supports))
        refutes = stance.refutes * thresholds.despite_agreement
        others = (1.0 - refutes) / max(stance.supports + stance.nei, 1e-9)
        supports = min(1.0 - refutes, stance.supports * others)
        return Stance(supports=supports, refutes=refutes, nei=max(0.0, 1.0 - supports - refutes))
    if "agrees" in outcomes:
        return stance  # some of its values are confirmed; the rest is the model's to judge
    if "period_mismatch" in gates:
        return Stance(supports=0.0, refutes=0.0, nei=1.0)  # of another time: neither side
    if gates & {"unit_mismatch", "subject_mismatch"}:
        return _unsupporting(stance)  # the claim's value is not confirmed by this passage
    return stance


def _unsupporting(stance: Stance) -> Stance:
    """Return the stance with its support given to "not enough information"."""
    return Stance(supports=0.0, refutes=stance.refutes, nei=1.0 - stance.refutes)
