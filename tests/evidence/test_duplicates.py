import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.evidence.duplicates import SAME, Families, likeness, sketch

SHIPS = " ".join(f"Ship {number} left the harbour of Antwerp at {number} o'clock with grain." for number in range(30))
PLANES = " ".join(f"Plane {number} came to Riga on day {number} of what was a long winter." for number in range(30))


@pytest.mark.parametrize(
    "copy",
    [
        SHIPS,
        SHIPS.upper(),
        SHIPS.replace(" ", "\r\n"),
        "By Ada Alder, Antwerp (AP). " + SHIPS,
        SHIPS + " Nobody at the harbour wanted to comment on the record.",
        SHIPS.replace("Ship 7 left", "Ship 7 has left"),
    ],
)
def test_a_copy_with_a_byline_or_an_edit_is_like_its_original(copy: str) -> None:
    assert likeness(sketch(SHIPS), sketch(copy)) >= SAME


def test_two_reports_are_not_alike() -> None:
    assert likeness(sketch(SHIPS), sketch(PLANES)) < 0.2


def test_the_estimate_is_near_the_share_in_common() -> None:
    words = [f"word{number}" for number in range(1500)]
    half = sketch(" ".join(words[:1000])), sketch(" ".join(words[500:]))
    assert likeness(*half) == pytest.approx(1 / 3, abs=0.15)


def test_short_texts_are_alike_to_nothing() -> None:
    assert sketch("The same short line.") == b""
    assert likeness(b"", b"") == 0.0
    families = Families()
    assert families.of("one", b"") == "one"
    assert families.of("two", b"") == "two"


def test_a_family_is_named_after_its_first_document() -> None:
    families = Families([("first", sketch(SHIPS))])
    assert families.of("copy", sketch("By Ada Alder. " + SHIPS)) == "first"
    assert families.of("other", sketch(PLANES)) == "other"
    assert families.of("copy of other", sketch(PLANES + " The end.")) == "other"


@given(st.text(max_size=300))
@settings(max_examples=50, deadline=None)
def test_any_text_is_like_itself(text: str) -> None:
    signature = sketch(text * 5)
    assert len(signature) in {0, 256}
    assert likeness(signature, sketch(text * 5)) == (1.0 if signature else 0.0)
