"""``factdesk review``: the queue where people decide."""

import json
from contextlib import suppress
from pathlib import Path

import click

from factdesk.cli import options
from factdesk.cli.review.add import add
from factdesk.cli.review.audit import audit
from factdesk.cli.review.export import export
from factdesk.cli.review.place import now, opened, queue, who
from factdesk.cli.review.users import user
from factdesk.cli.review.webhooks import webhook
from factdesk.errors import InputError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


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
@queue
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
    if host not in _LOOPBACK and not https:
        options.note("passwords travel unencrypted; wanted a proxy that speaks https in front, and --https")
    with opened(place) as store:
        import uvicorn

        from factdesk.review import people
        from factdesk.review.courier import delivering
        from factdesk.review.web.app import create_app
        from factdesk.review.web.logs import configure

        if single_user:
            with store.writing() as session:
                people.single_user(session, now=now())
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
@queue
def backup(target: Path, place: str) -> None:
    """Copy the queue to the new file TARGET while it is in use (SQLite; on PostgreSQL use pg_dump).

    \b
    Example:
      factdesk review backup backups/2026-11-24.sqlite
    """
    with opened(place) as store:
        store.backup(target)
    options.note(f"the copy is in {target}; it opens with --queue {target}")


@review.command()
@click.argument("name", default="default")
@queue
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
    with opened(place) as store:
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
                    actor=who(),
                    now=now(),
                    second_share=share,
                    weights=wanted,
                    lease_seconds=seconds,
                )
            told = {"second": queue.second_share, "weights": queue.weights, "lease": queue.lease_seconds}
    click.echo(json.dumps({"queue": name, **told}))


for command in (add, export, user, webhook, audit):
    review.add_command(command)
