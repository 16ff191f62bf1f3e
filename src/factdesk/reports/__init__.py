"""Reports as a table, a page, JSON lines or ClaimReview: what a person or a program is handed.

Every function takes records and returns text; none does I/O, none changes a verdict.
"""

from factdesk.reports.claimreview import to_claimreview
from factdesk.reports.page import to_html
from factdesk.reports.plain import to_jsonl
from factdesk.reports.terminal import claims_to_text, explained_to_text, to_text, verdict_to_text

__all__ = [
    "claims_to_text",
    "explained_to_text",
    "to_claimreview",
    "to_html",
    "to_jsonl",
    "to_text",
    "verdict_to_text",
]
