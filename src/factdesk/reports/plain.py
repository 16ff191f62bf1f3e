"""Reports as JSON lines, a verdict a line. The whole report is ``Report.to_json``."""

import json

from factdesk.records import Report


def to_jsonl(report: Report) -> str:
    """Return one verdict a line, each with the schema, the report's id and its document's id, title and URL."""
    document = report.document
    head = {
        "schema": report.schema,
        "report": report.id,
        "document": {"id": document.id, "title": document.title, "url": document.url, "sha256": document.sha256},
    }
    return "".join(
        json.dumps(head | verdict.to_dict(), ensure_ascii=False, allow_nan=False) + "\n" for verdict in report.verdicts
    )
