"""``factdesk review user``: who may log in, and the keys of programs."""

import click

from factdesk.cli import options
from factdesk.cli.review.place import now, opened, queue, who, writing

_ROLES = click.Choice(("reviewer", "editor", "admin"))


@click.group()
def user() -> None:
    """Who may log in, and as what: reviewer, editor or admin.

    \b
    Example:
      factdesk review user add ana --role editor
      factdesk review user token ana --name nightly
    """


@user.command("add")
@click.argument("name")
@queue
@click.option("--role", type=_ROLES, default="reviewer", show_default=True)
@click.password_option(help="Asked for when not given; 10 characters or more.")
def add_user(name: str, place: str, role: str, password: str) -> None:
    """Add a person.

    \b
    Example:
      factdesk review user add ana --role editor
    """
    with writing(place) as session:
        from factdesk.review import people

        people.add_user(session, name, password=password, role=role, actor=who(), now=now())
    options.note(f"{name} can log in as {role}")


@user.command("list")
@queue
def list_users(place: str) -> None:
    """List everybody: name, role, and whether they may still log in.

    \b
    Example:
      factdesk review user list
    """
    with opened(place) as store:
        from factdesk.review import people

        with store.reading() as session:
            for one in people.everybody(session):
                click.echo(f"{one.name}\t{one.role}\t{'disabled' if one.disabled_at else 'active'}")


@user.command()
@click.argument("name")
@queue
@click.password_option(help="Asked for when not given; 10 characters or more.")
def password(name: str, place: str, password: str) -> None:
    """Give NAME a new password and end all their sessions.

    \b
    Example:
      factdesk review user password ana
    """
    with writing(place) as session:
        from factdesk.review import people

        people.set_password(session, name, password, actor=who(), now=now())


@user.command()
@click.argument("name")
@click.argument("role", type=_ROLES)
@queue
def role(name: str, place: str, role: str) -> None:
    """Give NAME another role, from their next click on.

    \b
    Example:
      factdesk review user role ana editor
    """
    with writing(place) as session:
        from factdesk.review import people

        people.set_role(session, name, role, actor=who(), now=now())


@user.command()
@click.argument("name")
@queue
def disable(name: str, place: str) -> None:
    """Let NAME in no longer; what they decided stays.

    \b
    Example:
      factdesk review user disable ana
    """
    with writing(place) as session:
        from factdesk.review import people

        people.disable(session, name, actor=who(), now=now())


@user.command()
@click.argument("name")
@queue
def enable(name: str, place: str) -> None:
    """Let NAME in again after disable, with the password and the tokens of before.

    \b
    Example:
      factdesk review user enable ana
    """
    with writing(place) as session:
        from factdesk.review import people

        people.enable(session, name, actor=who(), now=now())


@user.command()
@click.argument("name")
@queue
@click.option("--name", "label", required=True, help="What the token is for.")
@click.option("--revoke", is_flag=True, help="Revoke the tokens of that name instead.")
def token(name: str, place: str, label: str, revoke: bool) -> None:
    """Print a token with which programs act as NAME; it cannot be shown again.

    \b
    Example:
      factdesk review user token ana --name nightly
    """
    with writing(place) as session:
        from factdesk.review import people

        if revoke:
            count = people.revoke_token(session, name, label, actor=who(), now=now())
            options.note(f"{count} revoked")
        else:
            click.echo(people.add_token(session, name, label, actor=who(), now=now()))
