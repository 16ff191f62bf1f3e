"""Where other tools are known to fail, case by case: what a verdict here must say."""

import socket
from datetime import date

import pytest

from factdesk.records import Attribution, Claim, Passage, Stance, Verdict
from factdesk.verdicts import compare, judge

SURE = Stance(supports=0.95, refutes=0.02, nei=0.03)
AGAINST = Stance(supports=0.02, refutes=0.95, nei=0.03)


def passage(quote: str, **fields: object) -> Passage:
    return Passage(document_id="d", quote=quote, start=0, end=len(quote), **fields)  # type: ignore[arg-type]  # fields of several types


def verdict(claim: str, *quotes: str, stance: Stance = SURE) -> Verdict:
    return judge(Claim.from_text(claim), [passage(quote) for quote in quotes], [stance] * len(quotes))


def outcomes(claim: str, evidence: str) -> set[str]:
    return {check.outcome for check in compare(Claim.from_text(claim), passage(evidence))}


def test_a_population_fifteen_times_too_large_is_refuted_and_the_number_named() -> None:
    found = verdict("The city has a population of 999 million.", "The city has a population of 67 million.")
    assert found.label == "refuted"
    assert "67 million" in found.explanation


def test_three_values_inside_a_range_support_that_all_are() -> None:
    claim = "All readings were between 80% and 90%."
    assert verdict(claim, "The readings were 85%, 86% and 89.4%.").label == "supported"


NEARLY = "The trade relationship totaled nearly $600 billion in 2024."


@pytest.mark.parametrize(
    ("evidence", "label"),
    [
        ("The trade relationship totaled $582.4 billion in 2024.", "supported"),
        ("The trade relationship totaled $612 billion in 2024.", "not_enough_evidence"),
        ("The trade relationship totaled $482 billion in 2024.", "refuted"),
    ],
)
def test_nearly_is_below_and_close(evidence: str, label: str) -> None:
    assert verdict(NEARLY, evidence).label == label


@pytest.mark.parametrize(
    "evidence",
    [
        "The statistics office employs 600 people.",
        "The trade relationship totaled $600 million in 2024.",
        "The trade relationship totaled $582.4 billion in 2019.",
    ],
)
def test_what_is_not_comparable_gives_no_numeric_verdict_and_says_why(evidence: str) -> None:
    (check,) = compare(Claim.from_text(NEARLY), passage(evidence))
    assert check.outcome == "not_comparable"
    assert len(check.explanation) > 20


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Member 100 voted against the bill.", "Member 101 voted for the bill."),
        ("The budget was passed in 2026.", "The budget was passed by 7 members."),
        ("Revenue rose by $35M.", "Latency fell by 35%."),
    ],
)
def test_names_years_and_other_things_are_never_amounts(claim: str, evidence: str) -> None:
    assert outcomes(claim, evidence) <= {"not_comparable"}
    assert verdict(claim, evidence, stance=Stance(supports=0.1, refutes=0.1, nei=0.8)).label == "not_enough_evidence"


def test_a_total_is_held_against_the_sum_of_its_rows_or_left_open() -> None:
    rows = "Crimes: burglary: 120; theft: 300; fraud: 80"
    assert outcomes("Police recorded a total of 500 crimes.", rows) == {"agrees"}
    (check,) = compare(Claim.from_text("Police recorded a total of 900 crimes."), passage(rows))
    assert check.outcome == "not_comparable"
    assert "500" in check.explanation


@pytest.mark.parametrize("claim", ["", " ", "x", "Население города выросло вдвое.", "世界人口は八十億人です。"])
def test_what_cannot_be_judged_abstains_with_a_reason(claim: str) -> None:
    found = verdict(claim, "The city has a population of 67 million.")
    assert (found.label, found.reason) == ("not_enough_evidence", "claim_not_checkable")


def test_empty_evidence_is_no_support() -> None:
    found = verdict("The city has a population of 67 million.", "", " \n ")
    assert (found.label, found.reason) == ("not_enough_evidence", "no_evidence")


@pytest.mark.parametrize(
    "text",
    [
        "👩‍🚀 “We will never sell the port to anyone,” Ana Ruiz said.",
        "e\u0301\r\nRuiz: “We will never sell the port to anyone.”",
    ],
)
def test_what_was_said_is_quoted_by_offsets_that_hold(text: str) -> None:
    spoken = "“We will never sell the port to anyone”"
    claim = Claim.from_text(spoken).evolve(attribution=Attribution(speaker="Ana Ruiz", cue="said", direct=True))
    said = judge(claim, [passage(text)], [SURE]).said
    assert said is not None
    assert said.quote
    assert text[said.start : said.end] == said.quote


def test_judging_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert verdict(NEARLY, "The trade relationship totaled $482 billion in 2024.").label == "refuted"


def test_evidence_of_another_time_is_stale_and_does_not_contradict() -> None:
    claim = Claim.from_text("The town has 9,000 residents.")
    old = passage("In 1950 the town had 4,000 residents.")
    found = judge(claim, [old], [AGAINST], as_of=date(2025, 6, 5))
    assert (found.label, found.reason) == ("not_enough_evidence", "period_mismatch")
    assert "stale" in found.explanation


def test_evidence_published_later_is_set_aside_and_named() -> None:
    claim = Claim.from_text("The town has 9,000 residents.")
    late = passage("The town has 9,000 residents.", published=date(2025, 7, 1))
    found = judge(claim, [late], [SURE], as_of=date(2025, 6, 5))
    assert (found.label, found.reason) == ("not_enough_evidence", "evidence_after_as_of")
    assert judge(claim, [late], [SURE], as_of=date(2025, 7, 1)).label == "supported"


def test_a_value_that_the_claim_says_of_another_time_differs_from_none_of_its_values() -> None:
    claim = "Consumer prices were 7.4 percent higher in July than a year earlier, down from 7.9 percent in June."
    assert "differs" not in outcomes(claim, "Consumer prices went up by 7.9 per cent over the same period.")


def test_of_passages_that_count_alike_the_one_with_the_claims_words_is_shown_first() -> None:
    quotes = "A herring of the sea.", "The herring is listed as near threatened."
    found = verdict("The herring is near threatened.", *quotes)
    assert found.evidence[0].passage.quote == "The herring is listed as near threatened."
