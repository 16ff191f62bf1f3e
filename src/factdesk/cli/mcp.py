"""``factdesk mcp``: the desk for assistants that speak the Model Context Protocol."""

import click

from factdesk.cli import options


@click.command()
@click.argument("references", nargs=-1, required=True)
@options.verifier("small+base")
@click.option("--no-dense", is_flag=True, help="Search the references by their words alone.")
def mcp(references: tuple[str, ...], verifier: str, no_dense: bool) -> None:
    """Serve REFERENCES (files, folders, URLs, or a store) to an assistant, over standard input and output.

    The tools are check_text, verify_claim and search_evidence. They read these references and nothing else.

    \b
    Example:
      factdesk mcp references.store
    """
    from factdesk.desk import FactDesk
    from factdesk.mcp import make_server

    desk = FactDesk.from_references(*references, verifier=verifier, dense=not no_dense)
    for note in desk.notes:
        options.note(note)
    make_server(desk).run("stdio")
