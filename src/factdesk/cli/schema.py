"""``factdesk schema``: the JSON Schema of a report."""

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of a report.

    \b
    Example:
      factdesk schema > report.schema.json
    """
    from factdesk.records import report_schema

    click.echo(json.dumps(report_schema(), ensure_ascii=False, indent=2))
