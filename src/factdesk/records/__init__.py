"""The words of a fact desk as frozen records, and their JSON.

Data flows one way through these: Document -> Claim -> Passage -> Stance -> Verdict -> Report -> Decision. A record does
no I/O. ``to_json`` and ``from_json`` lose nothing; fields that a newer version added are ignored when read. Ids are
content hashes: the same input has the same id on every machine.
"""

from factdesk.records.claims import Attribution, Claim, ClaimKind, Resolution
from factdesk.records.decisions import Decision
from factdesk.records.evidence import Check, CheckKind, CheckOutcome, Evidence, Stance
from factdesk.records.ids import content_id, text_sha256
from factdesk.records.record import Record
from factdesk.records.reports import SCHEMA_ID, Report, Versions, report_schema
from factdesk.records.texts import Document, Passage, Span
from factdesk.records.verdicts import Reason, Said, Verdict, VerdictLabel

__all__ = [
    "SCHEMA_ID",
    "Attribution",
    "Check",
    "CheckKind",
    "CheckOutcome",
    "Claim",
    "ClaimKind",
    "Decision",
    "Document",
    "Evidence",
    "Passage",
    "Reason",
    "Record",
    "Report",
    "Resolution",
    "Said",
    "Span",
    "Stance",
    "Verdict",
    "VerdictLabel",
    "Versions",
    "content_id",
    "report_schema",
    "text_sha256",
]
