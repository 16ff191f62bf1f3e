"""Earlier fact-checks as evidence: their rating decides which side they are on."""

import pytest

from factdesk.evidence import from_claimreview
from factdesk.records import Claim, Passage, Stance
from factdesk.verdicts import judge
from factdesk.verdicts.ratings import side

SAME = Stance(supports=0.9, refutes=0.02, nei=0.08)


def factcheck(claim: str, rating: str) -> Passage:
    document = from_claimreview(
        {"claimReviewed": claim, "reviewRating": {"alternateName": rating}, "author": "Checkers"}
    )
    assert document is not None
    return Passage(
        document_id=document.id,
        quote=document.text,
        start=0,
        end=len(document.text),
        title=f"Is it so that {claim.lower()}?",
        factcheck=document.metadata["factcheck"],
    )


@pytest.mark.parametrize(
    ("rating", "wanted"),
    [
        ("False", "refutes"),
        ("Mostly False", "refutes"),
        ("Pants on Fire!", "refutes"),
        ("pants-fire", "refutes"),
        ("Not true", "refutes"),
        ("This is fake", "refutes"),
        ("True", "supports"),
        ("Mostly true", "supports"),
        ("Correct Attribution", "supports"),
        ("Half True", None),
        ("half-true", None),
        ("Partly false", None),
        ("Missing context", None),
        ("Mixture", None),
        ("Unproven", None),
        ("1", None),
        ("Verdadero", None),
        ("", None),
    ],
)
def test_a_rating_is_on_a_side_or_on_none(rating: str, wanted: str | None) -> None:
    assert side(rating) == wanted


@pytest.mark.parametrize(
    ("rating", "label"),
    [("False", "refuted"), ("True", "supported"), ("Half True", "not_enough_evidence"), ("3", "not_enough_evidence")],
)
def test_a_claim_that_was_checked_gets_the_side_of_its_rating(rating: str, label: str) -> None:
    said = "The moon is made of cheese."
    verdict = judge(Claim.from_text(said), [factcheck(said, rating)], [SAME])
    assert verdict.label == label


def test_the_verifier_reads_the_checked_claim_alone() -> None:
    assert factcheck("The moon is made of cheese.", "False").premise == "The moon is made of cheese."


def test_that_one_thing_is_false_does_not_make_its_contrary_true_or_false() -> None:
    denied = Stance(supports=0.02, refutes=0.9, nei=0.08)
    verdict = judge(
        Claim.from_text("The moon is made of rock."), [factcheck("The moon is made of cheese.", "False")], [denied]
    )
    assert verdict.label == "not_enough_evidence"


def test_a_fact_check_of_another_number_is_not_one_of_this_claim() -> None:
    claim = Claim.from_text("Crime in Riga rose by 14 percent in 2023.")
    other = factcheck("Crime in Riga rose by 40 percent in 2023.", "False")
    assert judge(claim, [other], [SAME]).label == "not_enough_evidence"
    same = factcheck("Crime in Riga rose by 14 percent in 2023.", "False")
    assert judge(claim, [same], [SAME]).label == "refuted"
