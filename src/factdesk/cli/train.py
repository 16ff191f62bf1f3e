"""``factdesk train``: labelled rows to a model that ``from_pretrained`` loads."""

from importlib.resources import files
from pathlib import Path

import click

from factdesk.cli import options

_folder = click.Path(file_okay=False, path_type=Path)


def _recipe(name: str) -> Path:
    """Return a recipe's file: the path given, or a shipped recipe by its name."""
    path = Path(name)
    return path if path.is_file() else Path(str(files("factdesk.training") / "recipes" / f"{name}.toml"))


_data = click.option(
    "--data", type=_folder, default=Path(), metavar="DIR", help="Where the recipe's files lie [default: here]."
)
_output = click.option("-o", "--output", type=_folder, required=True, metavar="DIR", help="Where the run is written.")
_minutes = click.option(
    "--minutes", type=float, help="End by then, decay included [default: when the rows are through]."
)

_resume = click.option("--resume", is_flag=True, help="Go on from the last checkpoint in the output folder.")


def _seconds(minutes: float | None) -> float | None:
    return None if minutes is None else 60.0 * minutes


@click.group()
def train() -> None:
    """Fine-tune a verifier or a detector by a recipe, and make it int8.

    A recipe is a TOML file: the base model, the data sets and how many rows of each, and a few settings. Those that
    made the shipped models are known by name: verifier-base, verifier-small, detector.

    \b
    Example:
      factdesk train verifier verifier-base --data data/ -o runs/mine --minutes 180
      factdesk train quantize runs/mine/model runs/mine/int8
    """


@train.command()
@click.argument("recipe")
@_data
@_output
@_minutes
@click.option(
    "--init", metavar="MODEL", help="Start from this model: shipped (that is base), small, a folder or a Hub id."
)
@click.option("--teacher", metavar="MODEL", help="Learn also what this verifier thinks of each pair.")
@_resume
def verifier(
    recipe: str,
    data: Path,
    output: Path,
    minutes: float | None,
    init: str | None,
    teacher: str | None,
    resume: bool,
) -> None:
    """Fine-tune a verifier by RECIPE, a file or a shipped recipe's name.

    The recipe says what to start from and whom to learn from; --init and --teacher say otherwise.

    \b
    Example:
      factdesk train verifier decisions.toml --data exports/ --init base -o runs/newsroom
    """
    from dataclasses import replace

    from factdesk.training.recipe import Recipe, mix
    from factdesk.training.schedule import Clock
    from factdesk.training.verifier import fine_tune

    clock = Clock(_seconds(minutes))
    plan = Recipe.from_toml(_recipe(recipe))
    init = "base" if init == "shipped" else init
    plan = replace(plan, base=init or plan.base, teacher=teacher or plan.teacher)
    options.note(f"the model is in {fine_tune(plan, mix(plan, data), output, clock=clock, resume=resume)}")


@train.command()
@click.argument("recipe")
@_data
@_output
@_minutes
@click.option("--init", metavar="MODEL", help="Start from this detector: default (it ships), a folder or a Hub id.")
@_resume
def detector(recipe: str, data: Path, output: Path, minutes: float | None, init: str | None, resume: bool) -> None:
    """Fine-tune a detector of checkable and check-worthy sentences by RECIPE.

    \b
    Example:
      factdesk train detector detector --data data/ -o runs/detector
    """
    from dataclasses import replace

    from factdesk.training.detector import fine_tune
    from factdesk.training.schedule import Clock
    from factdesk.training.sentences import DetectorRecipe, gather

    clock = Clock(_seconds(minutes))
    plan = DetectorRecipe.from_toml(_recipe(recipe))
    plan = replace(plan, base=init or plan.base)
    options.note(f"the model is in {fine_tune(plan, gather(plan, data), output, clock=clock, resume=resume)}")


@train.command("quantize")
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=_folder)
@click.option("--half", is_flag=True, help="Add half-precision weights, calibrated, for plain transformers.")
def quantize_(model: Path, output: Path, half: bool) -> None:
    """Write MODEL, a fine-tuned folder, as int8 for the CPU to OUTPUT.

    \b
    Example:
      factdesk train quantize runs/mine/model runs/mine/int8
    """
    from tempfile import TemporaryDirectory

    from factdesk.training.plain import fold_calibration, write_half
    from factdesk.training.quantize import quantize

    if not half:
        options.note(f"the int8 model is in {quantize(model, output)}")
        return
    with TemporaryDirectory() as folder:
        folded = fold_calibration(model, Path(folder))
        options.note(f"the int8 model is in {quantize(folded, output)}")
        options.note(f"the half-precision weights are in {write_half(folded, output)}")


@train.command("average")
@click.argument("before", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("after", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=_folder)
@click.option(
    "--share", type=click.FloatRange(0.0, 1.0), default=0.75, show_default=True, help="How much of AFTER is in it."
)
def average_(before: Path, after: Path, output: Path, share: float) -> None:
    """Write to OUTPUT the mean of a model BEFORE and AFTER a round of fine-tuning.

    It keeps most of what the round taught and little of what it cost elsewhere. Both are folders of floats: a round
    that started from a model that ships leaves the floats before it in its folder, as start.

    \b
    Example:
      factdesk train average runs/mine/start runs/mine/model runs/mine/mean
    """
    from factdesk.training.average import average

    options.note(f"the mean is in {average(before, after, output, share=share)}")
