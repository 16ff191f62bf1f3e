"""Stances to a verdict: quantities, times, attribution, aggregation, abstention."""

from factdesk.verdicts.compare import compare
from factdesk.verdicts.judge import judge
from factdesk.verdicts.thresholds import DEFAULT, Thresholds

#: Names the rules that made a verdict; changed whenever a rule may change one.
RULES_VERSION = "3"

__all__ = ["DEFAULT", "RULES_VERSION", "Thresholds", "compare", "judge"]
