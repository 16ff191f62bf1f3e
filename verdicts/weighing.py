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
    gates = {item.gate for item in found}
    if "differs" in outcomes:
        # Every gate was passed: the passage tells of the same thing and tells another value.
        refutes = max(stance.supports + stance.refutes, thresholds.check)
        return Stance(supports=0.0, refutes=refutes, nei=max(0.0, 1.0 - refutes))
    if "imprecise" in outcomes:
        return _without(stance, "supports")
    if outcomes == {"agrees"}:
        # The values agree, so a contradiction would have to rest on the words alone.
        refutes = stance.refutes * thresholds.despite_agreement
        return Stance(supports=stance.supports, refutes=refutes, nei=max(0.0, 1.0 - stance.supports - refutes))
    if gates & {"period_mismatch", "unit_mismatch"}:
        return Stance(supports=0.0, refutes=0.0, nei=1.0)
    if "subject_mismatch" in gates:
        return _without(stance, "supports")
    return stance


def _without(stance: Stance, side: str) -> Stance:
    """Return the stance with one side's probability given to "not enough information"."""
    lost = stance.supports if side == "supports" else stance.refutes
    kept = {"supports": stance.supports, "refutes": stance.refutes, side: 0.0}
    return Stance(supports=kept["supports"], refutes=kept["refutes"], nei=min(1.0, stance.nei + lost))
