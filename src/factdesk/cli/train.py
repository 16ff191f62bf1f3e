"""``factdesk train``: labelled rows to a model that ``from_pretrained`` loads."""

import json
from importlib.resources import files
from pathlib import Path

import click

from factdesk.cli import options
from factdesk.errors import InputError

_folder = click.Path(file_okay=False, path_type=Path)


def _recipe(name: str) -> Path:
    """Return a recipe's file: the path given, or a shipped recipe by its name. Raises InputError for neither."""
    path = Path(name)
    if path.is_file():
        return path
    shipped = {file.stem: file for file in Path(str(files("factdesk.training") / "recipes")).glob("*.toml")}
    if name not in shipped:
        raise InputError(f"{name}: no such recipe; give a TOML file, or one that ships: {', '.join(sorted(shipped))}")
    return shipped[name]


_data = click.option(
    "--data",
    type=_folder,
    default=Path(),
    metavar="DIR",
    help="Where the data files lie that the recipe names [default: here].",
)
_output = click.option(
    "-o",
    "--output",
    type=_folder,
    required=True,
    metavar="DIR",
    help="Where the model, its checkpoints and its record are written.",
)
_minutes = click.option(
    "--minutes", type=float, help="Be done after so many, though rows are left [default: when the rows are through]."
)

_resume = click.option("--resume", is_flag=True, help="Go on from the last checkpoint in the folder of -o.")


def _seconds(minutes: float | None) -> float | None:
    return None if minutes is None else 60.0 * minutes


@click.group()
def train() -> None:
    """Fine-tune a verifier or a detector by a recipe, and make it int8.

    A verifier says what evidence says about a claim, a detector which sentences are checkable and worth checking. A
    recipe is a TOML file: the base model, the data sets and how many rows of each, and a few settings. Those that made
    the shipped models are known by name: verifier-base, verifier-small, detector-taught; so are detector, by which its
    teacher learned, and detector-quick, for slow CPUs.

    Afterwards, factdesk evaluate says how good the model is, and factdesk promote whether it may replace another.
    Training wants the extra: pip install "factdesk[train]".

    \b
    Example:
      factdesk train verifier verifier-base --data data/ -o runs/mine --minutes 180
      factdesk train quantize runs/mine/model runs/mine/int8
      factdesk evaluate runs/mine/int8 data/dev.parquet
    """


@train.command()
@click.argument("recipe")
@_data
@_output
@_minutes
@click.option("--init", metavar="MODEL", help="Start from base or small (shipped is base), a folder or a Hub id.")
@click.option("--teacher", metavar="MODEL", help="Learn also what this verifier thinks of each pair (distillation).")
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
    """Fine-tune a verifier by RECIPE.

    RECIPE is a TOML file, or verifier-base or verifier-small, which ship. It says what to start from and whom to learn
    from; --init and --teacher say otherwise. The model, calibrated, is the folder "model" in the folder of -o; wherever
    a verifier is asked for, that folder is one.

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
@click.option(
    "--teacher",
    "teachers",
    metavar="MODEL",
    multiple=True,
    help="Learn also what this detector says of each sentence (distillation); of several, what they say on average.",
)
@_resume
def detector(
    recipe: str,
    data: Path,
    output: Path,
    minutes: float | None,
    init: str | None,
    teachers: tuple[str, ...],
    resume: bool,
) -> None:
    """Fine-tune a detector of checkable and check-worthy sentences by RECIPE.

    RECIPE is a TOML file, or detector, detector-taught or detector-quick, which ship. It says what to start from and
    whom to learn from; --init and --teacher say otherwise. The model, calibrated, is the folder "model" in the folder
    of -o.

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
    plan = replace(plan, base=init or plan.base, teachers=teachers or plan.teachers)
    options.note(f"the model is in {fine_tune(plan, gather(plan, data), output, clock=clock, resume=resume)}")


@train.command("quantize")
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=_folder)
@click.option("--half", is_flag=True, help="Add half-precision weights, calibrated, for plain transformers.")
def quantize_(model: Path, output: Path, half: bool) -> None:
    """Write MODEL, a fine-tuned folder, as int8 for the CPU to OUTPUT.

    That is a quarter of its size, and quicker on a CPU.

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


@train.command("card")
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("data", nargs=-1, required=True)
@click.option(
    "--run",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="The run's record, run.json.",
)
@click.option("--name", required=True, help="What the model is called.")
@click.option("--summary", required=True, help="What it is, in a few sentences of yours.")
@click.option("--fault", "faults", multiple=True, required=True, help="What it is bad at; repeatable.")
@click.option("--licence", default="apache-2.0", show_default=True, help="The model's, by its SPDX name.")
@click.option("--preset", default="factdesk", show_default=True, help="Whose columns and labels DATA have.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Measure N rows of each set of pairs.")
def card_(
    model: Path,
    data: tuple[str, ...],
    run: Path,
    name: str,
    summary: str,
    faults: tuple[str, ...],
    licence: str,
    preset: str,
    limit: int | None,
) -> None:
    """Write the model card of MODEL, a verifier or a detector, with its scores on DATA.

    The card is README.md in MODEL: what it learned from and how, by the run's record, and how good it is, measured now.
    DATA are files of labelled pairs for a verifier, of labelled sentences for a detector.

    \b
    Example:
      factdesk train card runs/mine/int8 dev.parquet --run runs/mine/run.json \\
        --name "desk verifier" --summary "Learned from our own decisions." \\
        --fault "It has seen few tables."
    """
    from factdesk.training.card import measured_tables, write_card

    tables = measured_tables(model, data, preset=preset, limit=limit)
    record = json.loads(run.read_text(encoding="utf-8"))
    written = write_card(model, name=name, summary=summary, run=record, tables=tables, faults=faults, licence=licence)
    options.note(f"the card is {written}")


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
