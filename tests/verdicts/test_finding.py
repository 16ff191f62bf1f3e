"""A claim is judged by the best that a search finds, and by what stands further down and has its value."""

from collections.abc import Sequence
from datetime import date

import pytest

from factdesk.records import Claim, Passage
from factdesk.verdicts import find_passages

CLAIM = Claim.from_text("About 68,000 vehicles used the Halm Bridge on an average day in 2023.")
ROW = "crossing: Halm Bridge; avg_daily_vehicles_2021: 59415; avg_daily_vehicles_2023: 67940"
ANOTHER = "On an average day in 2023, 41,000 vehicles used the Halm Bridge."


def hit(quote: str, published: date | None = None) -> Passage:
    return Passage(document_id="d", quote=quote, start=0, end=len(quote), published=published)


class Hits:
    """A store in which every search finds the same."""

    def __init__(self, *quotes: str) -> None:
        self.hits = [hit(quote) for quote in quotes]

    def search(
        self, claims: Sequence[Claim | str], k: int = 10, *, published_before: date | None = None
    ) -> list[list[Passage]]:
        return [self.hits[:k] for _ in claims]


def found(*quotes: str, k: int = 4) -> list[str]:
    (passages,) = find_passages(Hits(*quotes), [CLAIM], k, None)
    return [passage.quote for passage in passages]


def others(count: int) -> list[str]:
    return [f"The Halm Bridge is one of many, says page {chr(97 + number)}." for number in range(count)]


def test_what_has_the_claims_value_is_taken_from_further_down() -> None:
    assert found(*others(12), ROW) == [*others(4), ROW]


def test_what_has_another_value_or_none_is_not() -> None:
    assert found(*others(4), ANOTHER, *others(8)[4:]) == others(4)


def test_two_at_the_most_come_from_further_down_in_the_order_of_the_search() -> None:
    confirming = [
        f"In 2023 some {number} vehicles used the Halm Bridge on an average day." for number in (67940, 67941)
    ]
    assert found(*others(5), *confirming, ROW) == [*others(4), *confirming]


@pytest.mark.parametrize("depth", [19, 20])
def test_the_twenty_best_are_looked_at(depth: int) -> None:
    assert (ROW in found(*others(depth), ROW)) == (depth < 20)


def test_more_than_twenty_are_taken_where_so_many_are_asked_for() -> None:
    assert found(*others(25), k=25) == others(25)


def test_where_little_is_found_that_is_all() -> None:
    assert found() == []
    assert found(ANOTHER) == [ANOTHER]
