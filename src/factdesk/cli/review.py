"""``factdesk review``: the queue where people decide."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdesk.cli import options
from factdesk.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factdesk.review import Store

_queue = click.option(
    "--queue",
    "place",
    default="review.sqlite",
    show_default=True,
    envvar="FACTDESK_QUEUE",
    metavar="URL",
    help="Where the queue lies: a file, or postgresql://user@host/database.",
)
_name = click.option("--only", "name", metavar="NAME", help="One queue of several in that place [default: all].")

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@contextmanager
def _open(place: str) -> "Iterator[Store]":
    from factdesk.review import Store

    store = Store.open(place)
    try:
        yield store
    finally:
        store.close()


def _now() -> datetime:
    return datetime.now(UTC)


def _who() -> str:
    try:
        return f"{getuser()} at the command line"
    except (KeyError, OSError):  # a container's user without a name
        return "command line"


@click.group()
def review() -> None:
    """Put verdicts before people, and get their decisions back.

    \b
    Example:
      factdesk check article.html --against references/ --format json -o report.json
      factdesk review add report.json
      factdesk review serve --single-user
      factdesk review export -o decisions.jsonl
    """


@review.command()
@_queue
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--single-user", is_flag=True, help="No login; on this machine alone.")
@click.option("--https", is_flag=True, help="Behind a proxy that speaks https: cookies travel no other way.")
@click.option(
    "--logs", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to write the log."
)
def serve(place: str, host: str, port: int, single_user: bool, https: bool, logs: str) -> None:
    """Serve the queue's pages and API until interrupted.

    \b
    Example:
      factdesk review serve --single-user
      factdesk review serve --queue postgresql://desk@db/review --https
    """
    if single_user and host not in _LOOPBACK:
        raise InputError(f"--single-user has no login, so it listens on 127.0.0.1 alone; found --host {host}")
    with _open(place) as store:
        import uvicorn

        from factdesk.review.courier import delivering
        from factdesk.review.web.app import create_app
        from factdesk.review.web.logs import configure

        configure(logs)
        app = create_app(store, single_user=single_user, https=https)
        options.note(f"the queue is at http://{host}:{port}/ (interrupt with Ctrl+C)")
        # Told to stop, uvicorn takes no more requests and finishes those under way; then the messages stop.
        with delivering(store), suppress(KeyboardInterrupt):
            uvicorn.run(
                app,
                host=host,
                port=port,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=10,
            )


@review.command()
@click.argument("target", type=click.Path(path_type=Path))
@_queue
def backup(target: Path, place: str) -> None:
    """Copy the queue to the new file TARGET while it is in use (SQLite; on PostgreSQL use pg_dump).

    \b
    Example:
      factdesk review backup backups/2026-11-24.sqlite
    """
    with _open(place) as store:
        store.backup(target)
    options.note(f"the copy is in {target}; it opens with --queue {target}")


@review.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_queue
@click.option("--into", "name", default="default", show_default=True, metavar="NAME", help="The queue to put it into.")
@click.option("--reach", type=float, default=1.0, show_default=True, help="How many it reaches; 1 is ordinary.")
def add(reports: tuple[Path, ...], place: str, name: str, reach: float) -> None:
    """Put REPORTS (of factdesk check --format json) into the queue; one that is there already adds nothing.

    \b
    Example:
      factdesk review add report.json --into politics --reach 5
    """
    from factdesk.records import Report

    with _open(place) as store:
        from factdesk.review.intake import add_report

        for path in reports:
            try:
                report = Report.from_json(path.read_bytes())
            except ValueError as error:
                told = str(error).splitlines()
                raise InputError(
                    f"{path}: not a report ({' '.join(told[1:3])}); wanted factdesk check --format json"
                ) from error
            with store.writing() as session:
                done = add_report(session, report, actor=_who(), now=_now(), reach=reach, queue=name)
            if done.known:
                click.echo(f"{path}: there already")
                continue
            click.echo(f"{path}: {done.added} new, {done.unchanged} unchanged, {len(done.changes)} changed")
            for change in done.changes:
                click.echo(f"  {'decided' if change.decided else 'undecided'}: {change.claim!r}: {change.sentence}")


@review.command()
@_queue
@_name
@options.output
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "csv", "parquet", "claimreview")),
    default="jsonl",
    show_default=True,
)
@click.option("--publisher", metavar="NAME", help="For claimreview: who publishes the fact-checks.")
@click.option("--site", metavar="URL", help="For claimreview: the address they are published under.")
def export(
    place: str, name: str | None, output: Path | None, form: str, publisher: str | None, site: str | None
) -> None:
    """Write the decisions: rows to train on, or ClaimReview to publish.

    \b
    Example:
      factdesk review export -o decisions.jsonl
      factdesk review export --format claimreview --publisher "The Desk" --site https://desk.example/checks
    """
    with _open(place) as store:
        from factdesk.review import export

        with store.reading() as session:
            if form == "claimreview":
                options.write(_claimreview(session, publisher, site, name), output)
                return
            lines = export.decision_lines(session, name)
            if form == "parquet":
                if output is None:
                    raise InputError("a Parquet file cannot be written to the terminal; wanted -o FILE")
                export.write_parquet(lines, output)
            else:
                options.write(export.to_csv(lines) if form == "csv" else export.to_jsonl(lines), output)


def _claimreview(session: "Session", publisher: str | None, site: str | None, name: str | None) -> str:
    from factdesk.review import export

    if not publisher or not site or not export.is_site(site):
        raise InputError("ClaimReview names who publishes where; wanted --publisher NAME --site https://...")
    reviews, warnings = export.to_claimreview(session, publisher=publisher, site=site, queue=name)
    for warning in warnings:
        options.note(warning)
    return json.dumps(reviews, ensure_ascii=False, indent=2)


@review.command()
@click.argument("name", default="default")
@_queue
@click.option("--second", "share", type=float, metavar="SHARE", help="The share that gets a blind second reviewer.")
@click.option("--weights", metavar="JSON", help='How much counts for priority: {"reach": 2, "doubling_days": 3}.')
@click.option(
    "--lease", "seconds", type=int, metavar="SECONDS", help="How long a claim is held without a sign of life."
)
def settings(name: str, place: str, share: float | None, weights: str | None, seconds: int | None) -> None:
    """Show or change the settings of the queue NAME.

    \b
    Example:
      factdesk review settings --second 0.2
      factdesk review settings politics --weights '{"reach": 2, "doubling_days": 3}'
    """
    with _open(place) as store:
        from factdesk.review.priority import Weights
        from factdesk.review.queues import configure, queue_named

        try:
            wanted = None if weights is None else Weights.model_validate_json(weights)
        except ValueError as error:
            raise InputError(
                f"--weights {weights}: {' '.join(str(error).splitlines()[1:3])}; wanted some of "
                f"{Weights().model_dump_json()}"
            ) from error
        with store.writing() as session:
            if share is None and wanted is None and seconds is None:
                queue = queue_named(session, name, create=True)
            else:
                queue = configure(
                    session,
                    name,
                    actor=_who(),
                    now=_now(),
                    second_share=share,
                    weights=wanted,
                    lease_seconds=seconds,
                )
            told = {"second": queue.second_share, "weights": queue.weights, "lease": queue.lease_seconds}
    click.echo(json.dumps({"queue": name, **told}))


@review.group()
def user() -> None:
    """Who may log in, and as what: reviewer, editor or admin.

    \b
    Example:
      factdesk review user add ana --role editor
      factdesk review user token ana --name nightly
    """


@user.command("add")
@click.argument("name")
@_queue
@click.option("--role", type=click.Choice(("reviewer", "editor", "admin")), default="reviewer", show_default=True)
@click.password_option(help="Asked for when not given; 10 characters or more.")
def add_user(name: str, place: str, role: str, password: str) -> None:
    """Add a person.

    \b
    Example:
      factdesk review user add ana --role editor
    """
    with _open(place) as store:
        from factdesk.review import people

        with store.writing() as session:
            people.add_user(session, name, password=password, role=role, actor=_who(), now=_now())
    options.note(f"{name} can log in as {role}")


@user.command("list")
@_queue
def list_users(place: str) -> None:
    """List everybody: name, role, and whether they may still log in.

    \b
    Example:
      factdesk review user list
    """
    with _open(place) as store:
        from factdesk.review import people

        with store.reading() as session:
            for one in people.everybody(session):
                click.echo(f"{one.name}\t{one.role}\t{'disabled' if one.disabled_at else 'active'}")


@user.command()
@click.argument("name")
@_queue
@click.password_option(help="Asked for when not given; 10 characters or more.")
def password(name: str, place: str, password: str) -> None:
    """Give NAME a new password and end all their sessions.

    \b
    Example:
      factdesk review user password ana
    """
    with _open(place) as store:
        from factdesk.review import people

        with store.writing() as session:
            people.set_password(session, name, password, actor=_who(), now=_now())


@user.command()
@click.argument("name")
@_queue
def disable(name: str, place: str) -> None:
    """Let NAME in no longer; what they decided stays.

    \b
    Example:
      factdesk review user disable ana
    """
    with _open(place) as store:
        from factdesk.review import people

        with store.writing() as session:
            people.disable(session, name, actor=_who(), now=_now())


@user.command()
@click.argument("name")
@_queue
@click.option("--name", "label", required=True, help="What the token is for.")
@click.option("--revoke", is_flag=True, help="Revoke the tokens of that name instead.")
def token(name: str, place: str, label: str, revoke: bool) -> None:
    """Print a token with which programs act as NAME; it cannot be shown again.

    \b
    Example:
      factdesk review user token ana --name nightly
    """
    with _open(place) as store:
        from factdesk.review import people

        with store.writing() as session:
            if revoke:
                count = people.revoke_token(session, name, label, actor=_who(), now=_now())
                options.note(f"{count} revoked")
            else:
                click.echo(people.add_token(session, name, label, actor=_who(), now=_now()))


@review.group()
def webhook() -> None:
    """Addresses that are told what is decided, by signed messages.

    \b
    Example:
      factdesk review webhook add https://desk.example/hook
    """


@webhook.command("add")
@click.argument("url")
@_queue
def add_webhook(url: str, place: str) -> None:
    """Tell URL of all decisions from now on, and print the secret that its messages are signed with.

    \b
    Example:
      factdesk review webhook add https://desk.example/hook
    """
    with _open(place) as store:
        from factdesk.review import webhooks

        with store.writing() as session:
            click.echo(webhooks.add(session, url, actor=_who(), now=_now()).secret)


@webhook.command("list")
@_queue
def list_webhooks(place: str) -> None:
    """List the addresses: number, address, and how its newest message fared.

    \b
    Example:
      factdesk review webhook list
    """
    with _open(place) as store:
        from factdesk.review import webhooks

        with store.reading() as session:
            for hook in webhooks.live(session):
                told = "nothing sent yet"
                for newest in webhooks.deliveries(session, hook.id, limit=1):
                    told = newest.problem or ("delivered" if newest.delivered_at else "waiting")
                click.echo(f"{hook.id}\t{hook.url}\t{told}")


@webhook.command("remove")
@click.argument("number", type=int)
@_queue
def remove_webhook(number: int, place: str) -> None:
    """Tell the address NUMBER no more.

    \b
    Example:
      factdesk review webhook remove 1
    """
    with _open(place) as store:
        from factdesk.review import webhooks

        with store.writing() as session:
            webhooks.remove(session, number, actor=_who(), now=_now())


@review.group("audit")
def audit_() -> None:
    """The record of who did what.

    \b
    Example:
      factdesk review audit verify
    """


@audit_.command()
@_queue
@click.option("--head", metavar="HASH", help="A head noted earlier; finds entries cut off since.")
def verify(place: str, head: str | None) -> None:
    """Check that nothing in the record was changed; exit with 1 when something was.

    \b
    Example:
      factdesk review audit verify --head 6f0c...
    """
    with _open(place) as store:
        from factdesk.review import audit

        with store.reading() as session:
            trail = audit.verify(session, head=head)
    for problem in trail.problems:
        click.echo(problem)
    click.echo(f"{trail.entries} entries, {'NOT ' if trail.problems else ''}whole; head {trail.head}")
    if trail.problems:
        raise SystemExit(1)
