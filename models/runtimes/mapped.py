"""Weights that are cut into several files, in one piece of memory that can be given back.

A runtime packs the matrices anew with its first batch and keeps the packed ones; of the files it goes on reading only
what it took as it lay there, a fifth of them. Mapped, the other pages need not stay in memory, and processes side by
side share those that do.
"""

import ctypes
import mmap
import os
import sys
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

#: Files other than the last that are mapped end where a page does, on systems with pages of up to 64 KiB.
PAGE = 65_536

#: <sys/mman.h> of Linux: put the mapping where it was asked for.
_MAP_FIXED = 0x10


class Mapped:
    """The bytes of some files, one after the other."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Map the files. Raises OSError where one of them cannot be."""
        sizes = [file.stat().st_size for file in files]
        self._memory = mmap.mmap(-1, sum(sizes), flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        #: shape (size of all files,)
        self.bytes: NDArray[np.uint8] = np.frombuffer(self._memory, np.uint8)
        for file, start, size in zip(files, accumulate(sizes, initial=0), sizes, strict=False):
            _put(file, self.bytes.ctypes.data + start, size)

    def give_back(self) -> None:
        """Let the system have the memory; what is read of it again comes from the files."""
        self._memory.madvise(mmap.MADV_DONTNEED)


def mappable(files: Sequence[Path]) -> bool:
    """Return whether the files can be mapped side by side: on Linux, where each but the last fills its pages."""
    sizes = [file.stat().st_size for file in files]
    return sys.platform == "linux" and all(sizes) and bool(sizes) and not any(size % PAGE for size in sizes[:-1])


def _put(file: Path, address: int, size: int) -> None:
    """Map a file to an address. Python maps one wherever there is room; only the system's own call is told where."""
    system = ctypes.CDLL(None, use_errno=True)
    system.mmap.restype = ctypes.c_void_p
    system.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
    with file.open("rb") as stream:
        flags = mmap.MAP_PRIVATE | _MAP_FIXED
        placed = system.mmap(address, size, mmap.PROT_READ | mmap.PROT_WRITE, flags, stream.fileno(), 0)
    if placed != address:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), str(file))
