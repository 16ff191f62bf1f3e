"""Passages that support a claim only together, and never contradict it so."""

import random

from factdesk.records import Claim, Passage, Stance, Verdict
from factdesk.verdicts import Together, complementary, judge

SUPPORTS = Stance(supports=0.8, refutes=0.05, nei=0.15)
REFUTES = Stance(supports=0.05, refutes=0.9, nei=0.05)
NEITHER = Stance(supports=0.1, refutes=0.1, nei=0.8)


def passages(*quotes: str, title: str = "") -> list[Passage]:
    return [
        Passage(document_id=f"d{number}", quote=quote, start=0, end=len(quote), title=title)
        for number, quote in enumerate(quotes)
    ]


def judged(claim: str, found: list[Passage], joint: Stance) -> Verdict:
    statement = Claim.from_text(claim)
    group = complementary(statement, found)
    together = Together(passages=group, stance=joint) if group else None
    return judge(statement, found, [NEITHER] * len(found), together=together)


FALL = "Enrolment fell by nearly a fifth from 2019 to 2023."
LEVELS = passages("Enrolment stood at 212,000 in 2019.", "In 2023 enrolment stood at 171,000.")
SUCCESSION = "The mayor resigned and the council elected Ana Ruiz as her successor."
HALVES = passages(
    "The mayor resigned on Monday after ten years in office.", "The council elected Ana Ruiz, her deputy, as successor."
)
NOISE = passages(
    "The orchestra sold nine paintings.", "Rain fell on Lisbon.", "Anna Berg wrote a letter.", "A farmer lost 40 sheep."
)


def test_a_change_follows_from_levels_in_two_passages() -> None:
    found = judged(FALL, LEVELS, SUPPORTS)
    assert found.label == "supported"
    assert {item.passage.quote for item in found.evidence} == {passage.quote for passage in LEVELS}
    assert "a fall of 19.3%" in found.explanation
    assert "together" in found.explanation


def test_two_passages_with_half_of_the_claim_each_support_it_together() -> None:
    assert {passage.quote for passage in complementary(Claim.from_text(SUCCESSION), HALVES)} == {
        passage.quote for passage in HALVES
    }
    assert judged(SUCCESSION, HALVES, SUPPORTS).label == "supported"
    assert judged(SUCCESSION, HALVES, NEITHER).label == "not_enough_evidence"


def test_passages_read_as_one_never_contradict() -> None:
    assert judged(SUCCESSION, HALVES, REFUTES).label == "not_enough_evidence"


def test_which_passages_are_read_as_one_depends_on_neither_order_nor_others() -> None:
    claim = Claim.from_text(SUCCESSION)
    wanted = complementary(claim, HALVES)
    for seed in range(5):
        crowd = [*HALVES, *NOISE, *HALVES]
        random.Random(seed).shuffle(crowd)  # noqa: S311 - any order will do
        assert complementary(claim, crowd) == wanted


def test_one_passage_that_has_it_all_needs_no_other() -> None:
    whole = passages("The mayor resigned and the council elected Ana Ruiz as her successor, the clerk said.")
    assert complementary(Claim.from_text(SUCCESSION), [*whole, *HALVES]) == ()


def test_a_stated_total_is_the_sum_of_a_tables_rows() -> None:
    rows = passages("Crime: burglary; Cases: 410", "Crime: theft; Cases: 680", "Crime: fraud; Cases: 150")
    found = judged("A total of 1,240 crime cases were recorded.", rows, SUPPORTS)
    assert found.label == "supported"
    assert "410 + 680 + 150" in found.explanation
    assert judged("A total of 1,900 crime cases were recorded.", rows, SUPPORTS).label == "not_enough_evidence"
