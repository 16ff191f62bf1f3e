"""The record of a run, ``run.json`` beside the model: what it takes to do it again, and what came of it."""

import json
import platform
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

_PACKAGES = ("factdesk", "torch", "transformers", "datasets", "accelerate", "tokenizers", "scikit-learn", "numpy")


@dataclass(frozen=True, kw_only=True)
class Run:
    """One training run."""

    #: The recipe, field by field.
    recipe: Mapping[str, Any]
    #: SHA-256 of each local data file, by name.
    hashes: Mapping[str, str]
    #: Rows of each source in the mix, and rows dropped because an evaluation set has their text.
    rows: Mapping[str, int]
    dropped: Mapping[str, int]
    #: Steps taken, rows seen and seconds used; a run that the clock ends has seen part of the mix.
    steps: int
    rows_seen: int
    seconds: float
    #: What was fitted on held-back rows, as ``config.json`` says it.
    calibration: Mapping[str, Any]
    versions: Mapping[str, str] = field(default_factory=lambda: {name: version(name) for name in _PACKAGES})
    machine: str = field(default_factory=platform.platform)
    finished: str = field(default_factory=lambda: time.strftime("%Y-%m-%d"))

    def save(self, path: Path) -> None:
        """Write the record as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def write_settings(model: Path, *, window: int, calibration: Mapping[str, Any], **more: Any) -> None:
    """Put into a model's config.json what :mod:`factdesk.models` reads there: the window in tokens, and more."""
    path = model / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["factdesk"] = {"window": window, "calibration": dict(calibration), **more}
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
