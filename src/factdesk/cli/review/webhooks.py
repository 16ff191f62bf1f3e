"""``factdesk review webhook``: addresses that are told what is decided."""

import click

from factdesk.cli.review.place import now, opened, queue, who, writing


@click.group()
def webhook() -> None:
    """Addresses that are told what is decided, by signed messages.

    \b
    Example:
      factdesk review webhook add https://desk.example/hook
    """


@webhook.command("add")
@click.argument("url")
@queue
def add_webhook(url: str, place: str) -> None:
    """Tell URL of all decisions from now on, and print the secret that its messages are signed with.

    \b
    Example:
      factdesk review webhook add https://desk.example/hook
    """
    with writing(place) as session:
        from factdesk.review import webhooks

        click.echo(webhooks.add(session, url, actor=who(), now=now()).secret)


@webhook.command("list")
@queue
def list_webhooks(place: str) -> None:
    """List the addresses: number, address, and how its newest message fared.

    \b
    Example:
      factdesk review webhook list
    """
    with opened(place) as store:
        from factdesk.review import webhooks

        with store.reading() as session:
            for hook in webhooks.live(session):
                told = "nothing sent yet"
                for newest in webhooks.deliveries(session, hook.id, limit=1):
                    told = newest.problem or ("delivered" if newest.delivered_at else "waiting")
                click.echo(f"{hook.id}\t{hook.url}\t{told}")


@webhook.command("remove")
@click.argument("number", type=int)
@queue
def remove_webhook(number: int, place: str) -> None:
    """Tell the address NUMBER no more.

    \b
    Example:
      factdesk review webhook remove 1
    """
    with writing(place) as session:
        from factdesk.review import webhooks

        webhooks.remove(session, number, actor=who(), now=now())
