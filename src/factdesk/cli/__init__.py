"""The command line: one verb a job, a file a verb. Results go to standard output, notes to standard error.

Exit codes: 0 done, 1 what ``--fail-on`` named was found, 2 bad usage or input. No module of this package imports
anything heavy at its top, so that ``--help`` answers at once.
"""

import os
import sys

import click

from factdesk import __version__
from factdesk.cli.check import check
from factdesk.cli.claims import claims
from factdesk.cli.doctor import doctor
from factdesk.cli.evaluate import evaluate
from factdesk.cli.index import index
from factdesk.cli.mcp import mcp
from factdesk.cli.promote import promote
from factdesk.cli.review import review
from factdesk.cli.schema import schema
from factdesk.cli.score import score
from factdesk.cli.search import search
from factdesk.cli.train import train
from factdesk.cli.verify import verify
from factdesk.errors import FactdeskError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="factdesk")
def factdesk() -> None:
    """Find the checkable claims in an article, find what your documents say about each, and judge them, offline.

    \b
    Example:
      factdesk check article.html --against references/ --as-of 2025-06-05
    """


for command in (check, claims, index, search, verify, score, train, evaluate, promote, review, mcp, schema, doctor):
    factdesk.add_command(command)


def main() -> None:
    """Run the command line; an expected error becomes one line on standard error and exit code 2."""
    try:
        factdesk(prog_name="factdesk")
    except FactdeskError as error:
        click.echo(f"factdesk: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader (head, less) has what it wanted. Without this Python complains once more while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
