"""What a search measured of a passage's meaning tells, beside its words, whether it is about the claim."""

from dataclasses import replace

import pytest

from factdesk.records import Claim, Passage, Stance, VerdictLabel
from factdesk.verdicts import DEFAULT, ask_found, compare

SUPPORTS, REFUTES = Stance(supports=0.9, refutes=0.05, nei=0.05), Stance(supports=0.05, refutes=0.9, nei=0.05)
SPENDING = Claim.from_text("Pension spending reached a new height in Lethmark.")
OUTLAYS = "Outlays on old-age benefits were never larger."


def found(quote: str, dense: float | None) -> Passage:
    return Passage(document_id="d", quote=quote, start=0, end=len(quote), dense=dense)


@pytest.mark.parametrize(
    ("dense", "label"),
    [(None, "not_enough_evidence"), (0.3, "not_enough_evidence"), (0.4, "supported"), (0.8, "supported")],
)
def test_a_passage_in_other_words_is_heard_where_its_meaning_is_near(dense: float | None, label: VerdictLabel) -> None:
    question = ask_found(SPENDING, [found(OUTLAYS, dense)])
    assert question.verdict([SUPPORTS] * len(question.pairs)).label == label


@pytest.mark.parametrize(("dense", "label"), [(None, "supported"), (0.25, "supported"), (0.2, "not_enough_evidence")])
def test_a_passage_that_shares_words_is_not_heard_where_its_meaning_is_far(
    dense: float | None, label: VerdictLabel
) -> None:
    claim = Claim.from_text("The chief officer had the watch.")
    question = ask_found(claim, [found("He joined the watch maker as chief financial officer.", dense)])
    verdict = question.verdict([SUPPORTS] * len(question.pairs))
    assert verdict.label == label
    assert (verdict.reason == "off_topic") == (label == "not_enough_evidence")


def test_a_contradiction_by_the_model_needs_the_claims_words_however_near_the_meaning_is() -> None:
    question = ask_found(SPENDING, [found(OUTLAYS, 0.8)])
    assert question.verdict([REFUTES] * len(question.pairs)).label == "not_enough_evidence"


@pytest.mark.parametrize(
    ("evidence", "dense", "agrees"),
    [
        ("14,212 athletes set out this morning.", 0.62, True),
        ("14,212 athletes set out this morning.", 0.3, False),
        ("14,212 athletes set out this morning.", None, False),
        ("14,921 athletes set out this morning.", 0.62, False),  # another number of others contradicts nothing
        ("In Varn 14,212 athletes set out.", 0.62, False),  # of somebody else
    ],
)
def test_an_equal_value_that_few_things_have_is_the_claims_where_the_meaning_is_near(
    evidence: str, dense: float | None, agrees: bool
) -> None:
    claim = Claim.from_text("In Brenholm 14,212 runners were on the start line.")
    outcomes = [check.outcome for check in compare(claim, found(evidence, dense))]
    assert ("agrees" in outcomes) == agrees
    assert "differs" not in outcomes


def test_a_small_round_number_in_other_words_stays_open_however_near_the_meaning_is() -> None:
    claim = Claim.from_text("Three runners gave up.")
    checks = compare(claim, found("The doctor saw three athletes.", 0.7))
    assert [check.outcome for check in checks] == ["not_comparable"]


def test_another_embedders_cosines_are_not_heard() -> None:
    thresholds = DEFAULT.by_words()
    passages = [found(OUTLAYS, 0.9), found("Pension spending in Lethmark reached a new height.", 0.1)]
    heard = [bool(texts) for texts in ask_found(SPENDING, passages, thresholds=thresholds).premises]
    assert heard == [False, True]
    assert replace(thresholds, near=DEFAULT.near, far=DEFAULT.far) == DEFAULT


@pytest.mark.parametrize(
    ("dense", "refutes", "label"),
    [
        (0.6, 0.8, "refuted"),
        (0.6, 0.7, "not_enough_evidence"),  # not sure enough
        (0.3, 0.8, "not_enough_evidence"),  # not near enough
        (None, 0.8, "not_enough_evidence"),
    ],
)
def test_a_contradiction_the_model_is_sure_of_needs_fewer_words_where_the_meaning_is_near(
    dense: float | None, refutes: float, label: VerdictLabel
) -> None:
    claim = Claim.from_text("The governor called up 250 members of the National Guard.")
    question = ask_found(claim, [found("The governor has activated 150 soldiers of the National Guard.", dense)])
    stance = Stance(supports=0.1, refutes=refutes, nei=0.9 - refutes)
    assert question.verdict([stance] * len(question.pairs)).label == label
