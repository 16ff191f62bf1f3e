"""Each piece of evidence once: what is drawn, and what counts as said before."""

from collections.abc import Iterator

from factdesk.evidence.once import once
from factdesk.records import Passage


def hit(document: str, quote: str, start: int = 0) -> tuple[str, Passage]:
    return "family", Passage(document_id=document, quote=quote, start=start, end=start + len(quote))


def quotes(*hits: tuple[str, Passage], k: int = 9) -> list[str]:
    return [passage.quote for passage in once(hits, k)]


def test_an_overlap_counts_in_its_own_document_alone() -> None:
    first, inside, behind = hit("a", "Steel was taxed."), hit("a", "was taxed.", 6), hit("a", "was taxed", 16)
    assert quotes(first, inside, behind) == [first[1].quote, behind[1].quote]
    assert quotes(first, hit("b", "Ships sail.", 6)) == [first[1].quote, "Ships sail."]


def test_the_same_words_count_once_whatever_stands_between_them() -> None:
    assert quotes(hit("a", "Ships sail."), hit("b", "“Ships” SAIL!")) == ["Ships sail."]


def test_nearly_the_same_counts_once_in_copies_unless_a_number_differs() -> None:
    said = "The agency said that exports fell by 5 percent"
    assert quotes(hit("a", said), hit("b", f"{said} again")) == [said]
    assert quotes(hit("a", said), ("another", hit("b", f"{said} again")[1])) == [said, f"{said} again"]
    assert quotes(hit("a", said), hit("b", said.replace("5", "6"))) == [said, said.replace("5", "6")]


def test_no_more_is_drawn_than_it_takes() -> None:
    drawn = []

    def ranked() -> Iterator[tuple[str, Passage]]:
        for number in range(9):
            drawn.append(number)
            yield hit(str(number), f"Ship number {number} left.")

    assert len(once(ranked(), 3)) == 3
    assert drawn == [0, 1, 2]
