"""The approximate index over vectors that a store gets when comparing a claim with every one of them would take long.

An inverted file (Sivic and Zisserman 2003): vectors are gathered around centres, and a search looks into the parts
whose centres are nearest, at the vectors themselves: a hit's likeness is exact, only a far part's may be missed.
``benchmarks/growth.py`` prints its recall against looking at all of them, and what both cost.
"""

import re
from typing import Any

from factdesk.evidence.lance import IvfFlat

#: Vectors from which on there is an index; fewer are looked at one by one, which is exact and takes some milliseconds
#: (26 ms for 34,000, where all parts of an index over 100,000 take 12).
FROM = 10_000
#: A store that has grown so many times over since its centres were chosen has them chosen anew.
GROWTH = 4
#: Vectors around one centre. Where they are fewer, LanceDB joins the parts at the next ``optimize``: 512 became 6,000.
PART = 2048
#: The share of the parts that a search looks into, and how many at least.
PROBED_SHARE, PROBED_AT_LEAST = 0.4, 12

_NAME = re.compile(r"vectors_(\d+)_in_(\d+)")


def maintain(passages: Any) -> None:
    """Make the index of a table that has grown to need one, or another when it has outgrown the one it has.

    Vectors added since stand beside the index until ``optimize`` puts them in; a search finds them meanwhile.
    """
    if "vector" not in passages.schema.names:
        return
    count = passages.count_rows()
    made_of, _ = _made_of(passages)
    if count < FROM or (made_of and count < GROWTH * made_of):
        return
    parts = max(1, count // PART)
    name = f"vectors_{count}_in_{parts}"
    passages.create_index("vector", config=IvfFlat(distance_type="dot", num_partitions=parts), name=name)
    for index in passages.list_indices():
        if _NAME.fullmatch(index.name) and index.name != name:
            passages.drop_index(index.name)


def probes(passages: Any) -> int:
    """Return how many parts of the index a search is to look into; 0 where there is no index."""
    _, parts = _made_of(passages)
    return min(parts, max(PROBED_AT_LEAST, round(PROBED_SHARE * parts)))


def _made_of(passages: Any) -> tuple[int, int]:
    """Return of how many vectors the index was made and in how many parts; zeros where there is none."""
    made = [_NAME.fullmatch(index.name) for index in passages.list_indices()]
    return max(((int(name[1]), int(name[2])) for name in made if name), default=(0, 0))
