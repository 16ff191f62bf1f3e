"""A passage is read alone and in its place; passages that stand together are read there once."""

import pytest

from factdesk.evidence.passages import cut
from factdesk.records import Claim, Document, Passage, Stance
from factdesk.verdicts import joint_premise, premises, stance_over

REPORT = Document(
    title="The pier",
    text="The club owns the pier. It was built in 1902. It took an hour and a half to walk it. It burned down in 1931.",
)
CLAIM = Claim.from_text("It lasted 90 minutes.")


def passages(*quotes: str, text: Document = REPORT) -> list[Passage]:
    """Return the passages of a text that end with these quotes, the first with the best score."""
    found = {quote: next(item for item in cut(text) if item.quote.endswith(quote)) for quote in quotes}
    return [passage.evolve(score=1 - place / 10) for place, passage in enumerate(found.values())]


def test_a_passage_is_read_alone_and_among_the_sentences_around_it() -> None:
    (passage,) = cut(Document(title="The pier", text="Fog lay on it. The pier burned down. Nobody was hurt."))[1:2]
    assert premises(Claim.from_text("The pier burned."), [passage]) == [
        ("The pier. The pier burned down.", "The pier. Fog lay on it. The pier burned down. Nobody was hurt.")
    ]


def test_a_passage_that_is_a_whole_text_is_read_once() -> None:
    alone = Passage(document_id="d", quote="It burned down.", start=0, end=15)
    assert premises(Claim.from_text("The pier burned."), [alone]) == [("It burned down.",)]


def test_a_passage_that_stands_around_a_better_one_is_read_in_its_place() -> None:
    text = Document(text="\n\n".join(f"Pier number {number} burned down that year." for number in range(9)))
    best, beside, far = passages(*(f"number {number} burned down that year." for number in (4, 5, 8)), text=text)
    claim = Claim.from_text("The pier burned.")
    (_, place), (_, same), (_, other) = premises(claim, [best, beside, far])
    assert place == same
    assert "number 2" in place
    assert "number 7" not in place
    assert "number 8" in other
    # Whatever order they come in.
    assert premises(claim, [far, beside, best]) == list(reversed(premises(claim, [best, beside, far])))


def test_another_documents_passage_never_stands_around_it() -> None:
    one, other = (
        cut(Document(text="Fog lay on it. The pier burned.", url=f"https://a.example/{n}"))[1] for n in (1, 2)
    )
    assert one.document_id != other.document_id
    assert len(premises(Claim.from_text("The pier burned."), [one, other])) == 2


def test_its_values_have_the_claims_words_and_the_passage_itself_is_what_was_written() -> None:
    (passage,) = passages("walk it.")
    for text in premises(CLAIM, [passage])[0]:
        assert "It took 90 minutes to walk it." in text
    assert "an hour and a half" in passage.quote


def test_of_an_earlier_fact_check_the_claim_that_was_checked_is_read() -> None:
    text = "Rated False by Arle Check: “The pier burned in 1931.”"
    passage = Passage(
        document_id="d",
        quote=text,
        start=20,
        end=20 + len(text),
        title="t",
        prefix="Fog lay on it. ",
        factcheck="False",
    )
    assert premises(Claim.from_text("The pier burned."), [passage]) == [("The pier burned in 1931.",)]


def test_passages_read_as_one_stand_under_their_titles() -> None:
    opened = Passage(document_id="d", quote="It opened.", start=0, end=10, title="The bridge")
    pair = [opened, opened.evolve(quote="It took an hour and a half.", start=11, end=38)]
    assert joint_premise(CLAIM, pair) == "The bridge. It opened. The bridge. It took 90 minutes."


def said(supports: float, refutes: float) -> Stance:
    return Stance(supports=supports, refutes=refutes, nei=max(0.0, 1 - supports - refutes))


@pytest.mark.parametrize(
    ("alone", "in_place", "counts"),
    [
        ((0.9, 0.1), (0.2, 0.1), (0.9, 0.1)),  # a sentence supports whatever stands around it
        ((0.2, 0.1), (0.9, 0.1), (0.9, 0.1)),  # or by what stands around it
        ((0.1, 0.8), (0.1, 0.1), (0.1, 0.1)),  # what its place takes back is no contradiction
        ((0.1, 0.1), (0.1, 0.8), (0.1, 0.1)),  # what only its place contradicts, another passage does
        ((0.1, 0.8), (0.1, 0.7), (0.1, 0.7)),
    ],
)
def test_a_passage_supports_by_either_reading_and_contradicts_by_both(
    alone: tuple[float, float], in_place: tuple[float, float], counts: tuple[float, float]
) -> None:
    found = stance_over([said(*alone), said(*in_place)])
    assert (found.supports, found.refutes) == pytest.approx(counts)
    assert stance_over([said(*alone)]) == said(*alone)
