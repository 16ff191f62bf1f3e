"""Bytes with where they came from: what every format is read from, and how much of it may be read."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from factdesk.errors import InputError

#: bytes of one file, page or standard input
LARGEST_FILE = 32 * 2**20
#: characters of one document, after its format is taken off
LARGEST_TEXT = 10_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Raw:
    """The bytes of one file, page or standard input."""

    data: bytes
    #: how messages call it: a path, a URL, "standard input"
    name: str
    #: the file name without folder and extension, the title of last resort
    stem: str
    #: the lower-case extension with its dot, or what stands for it
    suffix: str = ""
    url: str | None = None
    retrieved: date | None = None
    #: the encoding its server declared
    charset: str | None = None

    @classmethod
    def from_path(cls, path: Path) -> "Raw":
        """Read a file. Raises InputError where there is none, it is no regular file, or it is too large."""
        try:
            if not path.exists():
                raise InputError(f"{path}: there is no such file; check the name, or give a folder or an http(s) URL")
            if not path.is_file():
                raise InputError(f"{path}: found neither a file nor a folder; give a regular file")
            size = path.stat().st_size
            if size > LARGEST_FILE:
                raise too_large(str(path), size)
            with path.open("rb") as file:
                data = _bounded(file, str(path))
        except OSError as error:
            raise InputError(
                f"{path}: cannot be read ({error.strerror or error}); check its name and permissions"
            ) from error
        except ValueError as error:  # a NUL or a lone surrogate in the name
            raise InputError(f"{str(path)!r}: is no name a file can have ({error}); check the name") from error
        return cls(data=data, name=str(path), stem=path.stem, suffix=path.suffix.lower())

    @classmethod
    def from_standard_input(cls) -> "Raw":
        """Read standard input to its end. Raises InputError when it is too large."""
        return cls(data=_bounded(sys.stdin.buffer, "standard input"), name="standard input", stem="standard input")


def too_large(name: str, size: int | None = None) -> InputError:
    """Return the error that says that something is larger than what is read."""
    found = f"{size / 1e6:,.0f} MB" if size else f"more than {LARGEST_FILE / 1e6:,.0f} MB"
    return InputError(
        f"{name}: found {found}; at most {LARGEST_FILE / 1e6:,.0f} MB are read, so split it into smaller files"
    )


def _bounded(file: BinaryIO, name: str) -> bytes:
    # A file may grow while it is read, and standard input has no size to ask for.
    data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise too_large(name)
    return data
