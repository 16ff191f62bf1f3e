"""A passage is read alone and in its place; passages that stand together are read there once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.evidence.passages import cut
from factdesk.records import Claim, Document, Passage, Stance
from factdesk.verdicts import ask, ask_found, joint_premise, judge, premises, stance_over

REPORT = Document(
    title="The pier",
    text="The club owns the pier. It was built in 1902. It took an hour and a half to walk it. It burned down in 1931.",
)
CLAIM = Claim.from_text("It lasted 90 minutes.")
SILENCE = Stance(supports=0, refutes=0, nei=1)
CLAIMS = ("The pier at Brenholm burned down in 1931.", "Brenholm's trade reached 40 million euros.", "The council met.")
QUOTES = (
    "The pier at Brenholm burned down in 1928.",
    "The pier burned.",
    "Brenholm is a town of 4,000 people.",
    "Brenholm's trade reached $31 million in 2019.",
    "Trade of 40 million euros passed through Brenholm.",
    "The bakery sells eleven kinds of bread.",
    "The council of Oslo did not meet.",
    "Nobody met.",
)


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


def test_a_passage_that_is_off_topic_or_too_late_is_shown_to_no_verifier() -> None:
    claim = Claim.from_text("The pier at Brenholm burned down in 1931.")
    about, elsewhere, late = (
        Passage(document_id=str(number), quote=quote, start=0, end=len(quote), published=published)
        for number, (quote, published) in enumerate(
            (
                ("The pier at Brenholm burned down one night.", None),
                ("The bakery sells eleven kinds of bread.", None),
                ("The pier at Brenholm burned down in 1931.", date(2025, 6, 6)),
            )
        )
    )
    found = ask_found(claim, [about, elsewhere, late], as_of=date(2025, 6, 5))
    assert found.premises == [(about.quote,), (), ()]
    assert ask_found(claim, [late]).premises == [(late.quote,)]


def test_evidence_that_somebody_gives_is_read_whatever_it_is() -> None:
    claim = Claim.from_text("The pier at Brenholm burned down in 1931.")
    quote = "The bakery sells eleven kinds of bread."
    assert ask(claim, [Passage(document_id="d", quote=quote, start=0, end=len(quote))]).premises == [(quote,)]


@given(
    claim=st.sampled_from(CLAIMS),
    quotes=st.lists(st.sampled_from(QUOTES), min_size=1, max_size=5, unique=True),
    supports=st.floats(0, 1),
    as_of=st.sampled_from([None, date(2025, 6, 5)]),
)
def test_what_is_not_shown_to_a_verifier_would_have_changed_nothing(
    claim: str, quotes: list[str], supports: float, as_of: date | None
) -> None:
    found = [
        Passage(document_id=quote, quote=quote, start=0, end=len(quote), published=date(2025, 6, 4 + len(quote) % 3))
        for quote in quotes
    ]
    stated = Claim.from_text(claim)
    sure = Stance(supports=supports, refutes=1 - supports, nei=0)
    asked = [bool(texts) for texts in ask_found(stated, found, as_of=as_of).premises]
    every = judge(stated, found, [sure] * len(found), as_of=as_of)
    heard = judge(stated, found, [sure if shown else SILENCE for shown in asked], as_of=as_of)
    assert (heard.label, heard.reason, heard.confidence) == (every.label, every.reason, every.confidence)
