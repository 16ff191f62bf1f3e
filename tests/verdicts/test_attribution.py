"""Whether the references have the claim's words from the claim's speaker: said, said by another, or not found."""

import pytest

from factdesk.records import Attribution, Claim, Passage, Stance
from factdesk.verdicts import judge
from factdesk.verdicts.attribution import was_said

#: what was said, by whom it is claimed to be said, in quotation marks or not, what the reference has, what follows
SPOKEN = [
    ("The dam is safe.", "Elena Marsh", False, "Marsh insisted the dam is safe.", "said"),
    ("The dam is safe.", "Elena Marsh", False, "Inspector Tom Hale said the dam is safe.", "other_speaker"),
    (
        "“We had no choice but to close the plant”",
        "Ines Duarte",
        True,
        "“We had no choice but to close the plant,” said Duarte.",
        "said",
    ),
    (
        "“We had no choice but to close the plant”",
        "Ines Duarte",
        True,
        "“We had every reason to sell the fleet,” said Duarte.",
        "not_found",
    ),
    (
        "Taxes will not rise before 2027.",
        "the finance ministry",
        False,
        "The finance ministry said taxes will not rise before 2027.",
        "said",
    ),
    ("Taxes will not rise.", "Paul Orban", False, "Prime Minister Paul Orban said taxes will rise.", "not_found"),
    ("The harbour opened in 1840.", "the mayor", False, "The mayor said the harbour opened in 1840.", "said"),
    (
        "Losses reached $3 billion.",
        "a company spokesman",
        False,
        "A spokesman for the company said losses reached $3 billion.",
        "said",
    ),
    (
        "The bill would cost jobs.",
        "Dana Cole",
        False,
        "Amir Shah, a rival of Dana Cole, said the bill would cost jobs.",
        "other_speaker",
    ),
    ("“I will resign”", "Lena Ott", True, "Reporters asked Lena Ott whether she would resign.", "not_found"),
]


@pytest.mark.parametrize(("text", "speaker", "direct", "evidence", "outcome"), SPOKEN)
def test_who_said_it_is_a_careful_readers(text: str, speaker: str, direct: bool, evidence: str, outcome: str) -> None:
    claim = Claim.from_text(text).evolve(attribution=Attribution(speaker=speaker, cue="said", direct=direct))
    passage = Passage(document_id="e", quote=evidence, start=0, end=len(evidence))
    said = judge(claim, [passage], [Stance(supports=0.1, refutes=0.1, nei=0.8)]).said
    assert said is not None
    assert said.outcome == outcome, said.explanation


@pytest.mark.parametrize(
    ("speaker", "outcome"),
    [
        ("The U.S. president", "not_found"),  # it may well be Trump
        ("a spokesman", "not_found"),
        ("President Xi", "other_speaker"),
        ("Donald Trump", "said"),
    ],
)
def test_whether_somebody_else_said_it_is_told_only_of_a_speaker_with_a_name(speaker: str, outcome: str) -> None:
    text = "Xi invited Trump and the first lady to visit China, Trump wrote."
    claim = Claim.from_text("Xi invited Trump and the first lady to visit China.").evolve(
        attribution=Attribution(speaker=speaker, cue="said", direct=False)
    )
    said = was_said(claim, [Passage(document_id="d", quote=text, start=0, end=len(text))])
    assert said is not None
    assert (said.outcome, said.quote) == (outcome, text)
