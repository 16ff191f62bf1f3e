"""A recipe's TOML file, read into the record of its kind."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from factdesk.errors import InputError

_R = TypeVar("_R")


def read_recipe(path: str | Path, kind: Callable[..., _R], source: Callable[..., Any], *, example: str) -> _R:
    """Return the recipe of a file: a ``kind`` with a ``source`` for each table ``[[source]]``.

    An unknown key is an InputError rather than a setting that silently does nothing, and so is a file that is no
    recipe; ``example`` names one to copy from.
    """
    try:
        fields: dict[str, Any] = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        sources = tuple(source(**one) for one in fields.pop("source", ()))
        settings = {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}
        return kind(sources=sources, **settings)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        raise InputError(f"{path}: not a recipe ({error}); see training/recipes/{example}") from error
