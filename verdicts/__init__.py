"""Stances to a verdict: quantities, times, attribution, aggregation, abstention."""

from factdesk.verdicts.compare import compare
from factdesk.verdicts.finding import find_passages
from factdesk.verdicts.judge import judge
from factdesk.verdicts.premises import joint_premise, premises, stance_over
from factdesk.verdicts.question import Question, ask, ask_found
from factdesk.verdicts.reporting import typed
from factdesk.verdicts.thresholds import DEFAULT, Thresholds
from factdesk.verdicts.together import Together, complementary

#: Names the rules that made a verdict; changed whenever a rule may change one.
RULES_VERSION = "20"

__all__ = [
    "DEFAULT",
    "RULES_VERSION",
    "Question",
    "Thresholds",
    "Together",
    "ask",
    "ask_found",
    "compare",
    "complementary",
    "find_passages",
    "joint_premise",
    "judge",
    "premises",
    "stance_over",
    "typed",
]
