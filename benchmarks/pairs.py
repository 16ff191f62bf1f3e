"""Which files of labelled pairs a benchmark is to read, by the options that those benchmarks share."""

import argparse
import re
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add ``--data``, ``--split`` and ``--sets``."""
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="dev", help="sets whose file name has this split (default: dev)")
    parser.add_argument("--sets", nargs="*", help="sets by full name instead, such as averitec.train")


def files(options: argparse.Namespace) -> list[Path]:
    """Return the files of FOLDER/nli that the options ask for; exit 2 with a line where there are none."""
    folder = options.data / "nli"
    split = re.compile(rf"[._]{re.escape(options.split)}$")
    found = [
        path
        for path in sorted(folder.glob("*.parquet"))
        if (path.stem in options.sets if options.sets else split.search(path.stem))
    ]
    if not found:
        print(f"no set {' or '.join(options.sets or [f'of split {options.split!r}'])} in {folder}", file=sys.stderr)
        raise SystemExit(2)
    return found
