"""Stances to a verdict: quantities, times, attribution, aggregation, abstention."""

from factdesk.verdicts.compare import compare
from factdesk.verdicts.judge import judge
from factdesk.verdicts.reasons import OPEN
from factdesk.verdicts.reporting import typed
from factdesk.verdicts.reworded import reworded
from factdesk.verdicts.thresholds import DEFAULT, Thresholds
from factdesk.verdicts.together import Together, complementary, premise

#: Names the rules that made a verdict; changed whenever a rule may change one.
RULES_VERSION = "7"

__all__ = [
    "DEFAULT",
    "OPEN",
    "RULES_VERSION",
    "Thresholds",
    "Together",
    "compare",
    "complementary",
    "judge",
    "premise",
    "reworded",
    "typed",
]
