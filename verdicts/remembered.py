"""Remembering what was read of a text, in memory that depends on how many texts there are and not on how long they are.

A claim meets several passages and a passage several claims, one soon after the other. What is read of a passage is
small; what is read of a whole document is a hundred times its length, and a batch may bring thousands of those.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache, update_wrapper
from typing import Generic, TypeVar

#: Characters from which on a text is long, and how many long ones are remembered.
_LONG, _FEW = 2_000, 4

_Read = TypeVar("_Read", bound=Hashable)


class Remembered(Generic[_Read]):
    """A function of a text, and maybe of more, that remembers what it made of the last texts."""

    def __init__(self, function: Callable[..., _Read], most: int) -> None:
        self._short = lru_cache(most)(function)
        self._long = lru_cache(_FEW)(function)
        update_wrapper(self, function)

    def __call__(self, text: str, *more: Hashable) -> _Read:
        """Return what the function makes of a text."""
        return (self._short if len(text) < _LONG else self._long)(text, *more)

    def cache_clear(self) -> None:
        """Forget all."""
        self._short.cache_clear()
        self._long.cache_clear()


def remembered(most: int) -> Callable[[Callable[..., _Read]], Remembered[_Read]]:
    """Return a decorator for a function of a text: it remembers ``most`` short ones, and a few long ones."""

    def decorate(function: Callable[..., _Read]) -> Remembered[_Read]:
        return Remembered(function, most)

    return decorate
