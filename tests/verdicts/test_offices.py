from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.records import Claim, Passage, Stance
from factdesk.verdicts import compare, judge
from factdesk.verdicts.offices import offices_in

#: what names and offices are made of, and what stands between them
PIECES = (*("Ana", "Ruiz", "Dr", "chief", "officer", "director", "minister"), *("the", "of", "is", "'s", *",.:()-"))
SIGNED = "For Norland it was signed by the Minister for Trade and the Coast, Mr Marko Lind."


def _passage(text: str) -> Passage:
    return Passage(document_id="paper", quote=text, start=0, end=len(text))


@pytest.mark.parametrize(
    ("text", "holder", "office"),
    [
        ("Finance minister Ana Ruiz resigned.", "Ana Ruiz", "Finance minister"),
        ("The Chief Medical Officer, Dr. Tom Ekberg, spoke.", "Tom Ekberg", "Chief Medical Officer"),
        ("Tom Ekberg, the Harbour Agency's deputy director, spoke.", "Tom Ekberg", "deputy director"),
        ("Director: Bea Corti", "Bea Corti", "Director"),
        ("It was signed by the Minister for Trade, Mr Lind.", "Lind", "Minister for Trade"),
        ("Lena Marsh (president of the club) spoke.", "Lena Marsh", "president of the club"),
    ],
)
def test_an_office_is_read_where_it_stands_beside_a_name(text: str, holder: str, office: str) -> None:
    assert [(found.holder, found.text) for found in offices_in(text)] == [(holder, office)]


@pytest.mark.parametrize(
    "text", ["The president spoke.", "Ana Ruiz spoke.", "She met Ana Ruiz at the director's home."]
)
def test_a_name_and_an_office_apart_are_nobodys_office(text: str) -> None:
    assert list(offices_in(text)) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "Ana",
                "Ruiz",
                "the",
                "a",
                "of",
                ",",
                ".",
                ":",
                "(",
                ")",
                "is",
                "'s",
                "-",
                "chief",
                "officer",
                "director",
                "minister",
                "Dr",
                "for",
            ]
        )
    )
)
def test_any_text_is_read(words: list[str]) -> None:
    text = " ".join(words)
    assert all(office.holder in text and office.text for office in offices_in(text))


def test_another_office_of_the_same_person_refutes_and_says_both() -> None:
    claim = Claim.from_text("Marko Lind is Norland's foreign minister.")
    verdict = judge(claim, [_passage(SIGNED)], [Stance(supports=0.7, refutes=0.1, nei=0.2)])
    assert verdict.label == "refuted"
    [check] = verdict.evidence[0].checks
    assert check.kind == "office"
    assert "foreign minister" in check.claim
    assert "Minister for Trade and the Coast" in check.evidence


def test_a_claim_that_only_names_an_office_is_not_judged_by_it() -> None:
    claim = Claim.from_text(
        "Norland's foreign minister, Marko Lind, put his name to the text in the old customs house."
    )
    verdict = judge(claim, [_passage(SIGNED)], [Stance(supports=0.1, refutes=0.1, nei=0.8)])
    assert not verdict.evidence[0].checks


def test_who_holds_the_office_may_be_told_beside_the_passage() -> None:
    quote = "Data by the head of statistics, Dr. Petra Holm."
    prefix = "Harbour Agency. Foreword by the Chief Medical Officer, Dr. Tom Ekberg. "
    place = Passage(document_id="paper", quote=quote, start=71, end=71 + len(quote), prefix=prefix)
    claim = Claim.from_text("Petra Holm is the Harbour Agency's chief medical officer.")
    verdict = judge(claim, [place], [Stance(supports=0.7, refutes=0.1, nei=0.2)])
    assert verdict.label == "refuted"
    assert "Tom Ekberg" in verdict.evidence[0].checks[0].explanation


def test_a_passage_of_long_ago_is_of_another_term() -> None:
    text = "Ana Ruiz, the deputy governor of the central bank, wanted higher rates."
    claim = Claim.from_text("Ana Ruiz is the governor of the central bank.")
    for published, outcomes in ((date(2025, 5, 1), ["differs"]), (date(2021, 5, 1), [])):
        told = Passage(document_id="paper", quote=text, start=0, end=len(text), published=published)
        assert [check.outcome for check in compare(claim, told, date(2025, 6, 5))] == outcomes
