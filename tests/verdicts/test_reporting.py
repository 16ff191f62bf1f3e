"""Who says so, read off plain sentences: no part of what is said."""

import pytest

from factdesk.records import Claim, Passage, Stance
from factdesk.verdicts import compare, judge, typed


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("The harbour opened in 1840, the mayor said.", "The harbour opened in 1840.", "the mayor"),
        ("The mayor said that the harbour opened in 1840.", "The harbour opened in 1840.", "The mayor"),
        ("Police said 40 people were hurt.", "40 people were hurt.", "Police"),
        ("According to Ana Ruiz, the port is full.", "The port is full.", "Ana Ruiz"),
        ("The port is full, according to Ana Ruiz.", "The port is full.", "Ana Ruiz"),
        ("“We will sell the port,” said Ana Ruiz.", "We will sell the port.", "Ana Ruiz"),
    ],
)
def test_the_claim_is_what_was_said_and_its_speaker_is_kept(text: str, said: str, speaker: str) -> None:
    claim = typed(text)
    assert (claim.text, claim.quote) == (said, text)
    assert claim.attribution is not None
    assert claim.attribution.speaker == speaker
    assert claim.attribution.direct == text.startswith("“")


@pytest.mark.parametrize(
    "text", ["The harbour opened in 1840.", "The mayor said nothing.", "", "said", "According to", "He said, she said."]
)
def test_what_reports_nothing_is_taken_as_it_stands(text: str) -> None:
    claim = typed(text)
    assert (claim.text, claim.attribution) == (text, None)


def test_a_reported_date_is_true_though_the_text_does_not_say_who_told_it() -> None:
    claim = typed("The harbour opened in 1840, the mayor said.")
    text = "The harbour opened in 1840."
    passage = Passage(document_id="e", quote=text, start=0, end=len(text))
    found = judge(claim, [passage], [Stance(supports=0.3, refutes=0.6, nei=0.1)])
    assert found.label == "supported"
    assert found.said is not None
    assert found.said.outcome == "not_found"


def test_two_speakers_who_say_different_numbers_do_not_refute_each_other() -> None:
    text = "Omar Haddad said 900 homes were lost."
    passage = Passage(document_id="e", quote=text, start=0, end=len(text))
    checks = compare(Claim.from_text("Ana Ruiz said 9 homes were lost."), passage)
    assert [check.outcome for check in checks] == ["not_comparable"]


@pytest.mark.parametrize("label", ["MR DELUYN:", "MS HELKE TRAND (Director of Projects, Hesper Water):", "THE CHAIR:"])
def test_who_speaks_in_a_transcript_is_no_part_of_what_is_told(label: str) -> None:
    text = f"{label} Of the water that we pumped in 2023, 36 percent was lost through leaks."
    passage = Passage(document_id="e", quote=text, start=0, end=len(text))
    (check,) = compare(Claim.from_text("Some 36 percent of the water pumped in 2023 was lost through leaks."), passage)
    assert check.outcome == "agrees"


def test_a_table_that_says_what_it_counts_in_tells_no_amount() -> None:
    text = "Amounts are in millions of marks at current prices."
    passage = Passage(document_id="e", quote=text, start=0, end=len(text))
    assert compare(Claim.from_text("It has cost 4.8 billion marks at current prices."), passage) == ()
