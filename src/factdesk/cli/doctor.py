"""``factdesk doctor``: what is installed, what runs, and where things lie."""

import click


@click.command()
def doctor() -> None:
    """Print versions, models, runtimes, device and folders; nothing is downloaded and no network is used.

    \b
    Example:
      factdesk doctor
    """
    from factdesk.doctor import examine

    findings = examine()
    width = max(len(finding.subject) for finding in findings)
    for finding in findings:
        mark = "ok " if finding.well else "!! "
        click.echo(f"{mark} {finding.subject:<{width}}  {finding.state}")
    if not all(finding.well for finding in findings):
        raise SystemExit(2)
