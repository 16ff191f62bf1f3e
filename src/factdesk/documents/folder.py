"""The files of a folder in the order of their names, then those of its sub-folders; hidden ones and links left out."""

import os
from collections.abc import Iterator
from pathlib import Path


def files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of the folders in it.

    A link is left out: what it names inside the folder is yielded under its own name, and what it names outside was
    not given.
    """
    for parent, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if not name.startswith(".") and not path.is_symlink():
                yield path
