"""``factdesk promote``: may a new verifier replace the present one?"""

import shutil
import sys
from pathlib import Path

import click

from factdesk.cli import options

_folder = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("candidate")
@click.option("--present", default="base", show_default=True, metavar="MODEL", help="The model it would replace.")
@click.option("--target", required=True, metavar="DATA", help="Where it must be better.")
@click.option(
    "--retention", multiple=True, required=True, metavar="DATA", help="Where it must be no worse; repeatable."
)
@options.preset
@click.option("--margin", default=0.01, show_default=True, help="How much worse still counts as no worse.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Compare on N rows of each set.")
@click.option("--into", type=_folder, metavar="DIR", help="Copy the candidate's folder here when it is promoted.")
def promote(
    candidate: str,
    present: str,
    target: str,
    retention: tuple[str, ...],
    preset: str,
    margin: float,
    limit: int | None,
    into: Path | None,
) -> None:
    """Compare CANDIDATE with the present model; exit 1, and copy nothing, when it is refused.

    It must be better on the target and, on each retention set, no worse than the margin, both by paired bootstrap,
    and no worse calibrated.

    \b
    Example:
      factdesk promote runs/mine/int8 --target decisions.jsonl --retention data/nli --limit 500
    """
    from factdesk.models import Verifier
    from factdesk.training.promote import Rows, comparison_table, consider
    from factdesk.training.suite import measure, sources_in

    models = [Verifier.from_pretrained(name) for name in (present, candidate)]

    def rows(source: str) -> Rows:
        old, new = (measure(model, source, preset=preset, limit=limit) for model in models)
        return Rows(present=old.probabilities, candidate=new.probabilities, labels=old.labels)

    promotion = consider(
        rows(target), {name: rows(source) for name, source in sources_in(retention).items()}, margin=margin
    )
    options.write(comparison_table(promotion), None)
    if not promotion.granted:
        options.note(f"{candidate} is refused; {present} stays")
        sys.exit(1)
    options.note(f"{candidate} may replace {present}")
    if into is not None:
        shutil.copytree(candidate, into, dirs_exist_ok=True)
