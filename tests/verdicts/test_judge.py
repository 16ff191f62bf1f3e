"""The verdict: contradiction before support, abstention with a reason, the same whatever the order."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.errors import InputError
from factdesk.records import Attribution, Claim, Passage, Stance, Verdict
from factdesk.verdicts import DEFAULT, ask, ask_found, judge

SUPPORTS = Stance(supports=0.92, refutes=0.03, nei=0.05)
REFUTES = Stance(supports=0.03, refutes=0.92, nei=0.05)
NEITHER = Stance(supports=0.05, refutes=0.05, nei=0.9)

CLAIM = Claim.from_text("The harbor bridge in Malmö opened to traffic.")
YES = "The harbor bridge in Malmö was opened to traffic by the mayor."
NO = "The harbor bridge in Malmö has never opened to traffic, the city said."


def passage(quote: str, document: str = "ref", published: date | None = None, title: str = "") -> Passage:
    return Passage(document_id=document, quote=quote, start=0, end=len(quote), published=published, title=title)


def verdict(claim: Claim | str, *pairs: tuple[str | Passage, Stance], as_of: date | None = None) -> Verdict:
    claim = Claim.from_text(claim) if isinstance(claim, str) else claim
    passages = [passage(given) if isinstance(given, str) else given for given, _ in pairs]
    return judge(claim, passages, [stance for _, stance in pairs], as_of=as_of)


IRRELEVANT = [
    (passage(quote, f"other-{index}"), (SUPPORTS, REFUTES, NEITHER)[index % 3])
    for index, quote in enumerate(
        f"{who} {did} {what}."
        for who in ("The orchestra", "A farmer", "Anna Berg", "The ministry", "Rain")
        for did, what in (("sold", "9 paintings"), ("fell on", "Lisbon"), ("wrote", "a letter"), ("lost", "40% of it"))
    )
]


def test_a_passage_that_supports_makes_a_supported_claim() -> None:
    found = verdict(CLAIM, (YES, SUPPORTS))
    assert (found.label, found.reason) == ("supported", None)
    assert found.confidence > DEFAULT.decide
    assert found.evidence[0].passage.quote == YES
    assert found.evidence[0].stance == SUPPORTS


def test_a_passage_that_contradicts_makes_a_refuted_claim() -> None:
    assert verdict(CLAIM, (NO, REFUTES)).label == "refuted"


def test_a_claim_of_two_values_is_refuted_by_one_though_another_passage_confirms_the_other() -> None:
    claim = "Hourly earnings rose 0.3% on the month and 3.9% from a year earlier."
    month, year = "Hourly earnings rose by 0.4% on the month.", "Hourly earnings rose by 3.9% from a year earlier."
    assert verdict(claim, (month, SUPPORTS), (year, SUPPORTS)).label == "refuted"
    assert verdict(claim, (month.replace("0.4", "0.3"), SUPPORTS), (year, SUPPORTS)).label == "supported"


def test_a_row_of_another_time_contradicts_nothing_by_the_model_alone() -> None:
    row = "year: 2009; office: mayor; winner: Gordon Lasker; share_of_vote_percent: 54"
    assert verdict("Lasker was mayor from 2010 to 2022.", (row, REFUTES)).label == "not_enough_evidence"


def test_two_values_that_agree_raise_support_more_than_one() -> None:
    claim = "The firm built 12,400 flats in Leeds and 3,150 in York."
    hesitant = Stance(supports=0.15, refutes=0.05, nei=0.8)
    assert verdict(claim, ("The firm's flats: Leeds 12,400, York 3,150.", hesitant)).label == "supported"
    assert verdict(claim, ("The firm's flats: Leeds 12,400.", hesitant)).label == "not_enough_evidence"


def test_good_evidence_on_both_sides_is_conflicting_and_both_are_shown() -> None:
    found = verdict(CLAIM, (YES, SUPPORTS), (NO, REFUTES))
    assert (found.label, found.reason) == ("conflicting", "conflicting_evidence")
    assert [item.passage.quote for item in found.evidence] == [NO, YES]


def test_no_evidence_is_never_support() -> None:
    found = verdict(CLAIM)
    assert (found.label, found.reason) == ("not_enough_evidence", "no_evidence")
    assert found.explanation


def test_an_empty_passage_is_no_evidence() -> None:
    assert verdict(CLAIM, ("", SUPPORTS), ("  \n", SUPPORTS)).reason == "no_evidence"


def test_a_passage_of_something_else_is_off_topic_whatever_the_model_says() -> None:
    found = verdict(CLAIM, ("The orchestra sold nine paintings in Lisbon.", SUPPORTS))
    assert (found.label, found.reason) == ("not_enough_evidence", "off_topic")
    assert len(found.evidence) == 1


def test_a_passage_that_decides_nothing_leaves_low_confidence() -> None:
    found = verdict(CLAIM, (YES, NEITHER))
    assert (found.label, found.reason) == ("not_enough_evidence", "low_confidence")


@pytest.mark.parametrize(
    "text", ["", "   ", "x", "?", "42", "ok", "世界人口は八十億人です。", "Население города выросло до миллиона."]
)
def test_what_is_no_statement_abstains(text: str) -> None:
    found = verdict(text, (YES, SUPPORTS))
    assert (found.label, found.reason) == ("not_enough_evidence", "claim_not_checkable")
    assert found.explanation


def test_an_opinion_is_not_checkable() -> None:
    claim = replace(CLAIM, kind="opinion", id="")
    assert verdict(claim, (YES, SUPPORTS)).reason == "claim_not_checkable"


def test_a_claim_with_words_left_open_says_so_when_it_abstains() -> None:
    claim = replace(CLAIM, unresolved=("it",), id="")
    assert verdict(claim, (YES, NEITHER)).reason == "claim_ambiguous"


def test_evidence_published_later_is_set_aside() -> None:
    late = passage(YES, published=date(2025, 6, 6))
    found = verdict(CLAIM, (late, SUPPORTS), as_of=date(2025, 6, 5))
    assert (found.label, found.reason) == ("not_enough_evidence", "evidence_after_as_of")
    assert found.evidence
    assert verdict(CLAIM, (late, SUPPORTS), as_of=date(2025, 6, 6)).label == "supported"


def test_evidence_published_later_does_not_speak_beside_earlier_evidence() -> None:
    early, late = passage(YES, published=date(2025, 6, 1)), passage(NO, "new", published=date(2025, 7, 1))
    assert verdict(CLAIM, (early, SUPPORTS), (late, REFUTES), as_of=date(2025, 6, 5)).label == "supported"


def test_a_difference_that_passed_every_gate_refutes_against_the_model() -> None:
    found = verdict(
        "The city has a population of 999 million.", ("The population of the city is 67 million.", SUPPORTS)
    )
    assert found.label == "refuted"
    assert "67 million" in found.explanation
    assert "the comparison decided" in found.explanation
    assert found.evidence[0].stance == SUPPORTS, "the model's own stance stays on show"
    assert found.evidence[0].checks[0].outcome == "differs"


def test_what_the_wording_overstates_is_not_supported_as_stated() -> None:
    claim = "The trade relationship totaled nearly $600 billion in 2024."
    found = verdict(claim, ("Total goods trade was an estimated $612 billion in 2024.", SUPPORTS))
    assert found.label == "not_enough_evidence"
    assert "near, but not" in found.explanation


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        ("The trade relationship totaled $582.4 billion in 2019.", "period_mismatch"),
        ("The trade relationship totaled €582.4 billion in 2024.", "unit_mismatch"),
        ("The trade relationship totaled $600 million in 2024.", "subject_mismatch"),
    ],
)
def test_a_closed_gate_takes_the_support_of_a_number_away_and_says_which(evidence: str, reason: str) -> None:
    found = verdict("The trade relationship totaled nearly $600 billion in 2024.", (evidence, SUPPORTS))
    assert (found.label, found.reason) == ("not_enough_evidence", reason)


def test_evidence_of_another_period_does_not_contradict() -> None:
    claim = "The trade relationship totaled nearly $600 billion in 2024."
    assert (
        verdict(claim, ("The trade relationship totaled $582.4 billion in 2019.", REFUTES)).reason == "period_mismatch"
    )


def test_all_values_between_two_bounds_are_supported() -> None:
    claim = "All readings were between 80% and 90%."
    assert verdict(claim, ("The readings were 85%, 86% and 89.4%.", SUPPORTS)).label == "supported"


def test_one_number_of_revenue_is_not_supported_by_another_of_latency() -> None:
    assert verdict("Revenue rose by $35M.", ("Latency fell by 35%.", SUPPORTS)).label == "not_enough_evidence"


@pytest.mark.parametrize("decisive", [[], [(YES, SUPPORTS)], [(NO, REFUTES)], [(YES, SUPPORTS), (NO, REFUTES)]])
def test_twenty_irrelevant_passages_change_nothing(decisive: list[tuple[str, Stance]]) -> None:
    alone = verdict(CLAIM, *decisive)
    crowded = verdict(CLAIM, *decisive, *IRRELEVANT)
    assert crowded.label == alone.label
    assert abs(crowded.confidence - alone.confidence) <= 0.02


@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(range(6)), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_the_verdict_does_not_depend_on_the_order(shuffle: random.Random, chosen: list[int]) -> None:
    pool = [(passage(YES, "a"), SUPPORTS), (passage(NO, "b"), REFUTES), (passage(YES, "c"), NEITHER), *IRRELEVANT[:3]]
    pairs = [pool[index] for index in chosen]
    first = verdict(CLAIM, *pairs)
    shuffle.shuffle(pairs)
    assert verdict(CLAIM, *pairs) == first


@given(st.integers(min_value=1, max_value=6))
@settings(max_examples=10, deadline=None)
def test_passages_that_repeat_each_other_count_once(times: int) -> None:
    once = verdict(CLAIM, (passage(YES, "0"), SUPPORTS))
    copies = [(passage(YES.upper() if index % 2 else YES, str(index)), SUPPORTS) for index in range(times)]
    assert verdict(CLAIM, *copies) == once


_SHARES = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).filter(lambda row: sum(row) > 0.01)


@given(st.text(max_size=80), st.lists(st.tuples(st.text(max_size=80), _SHARES), max_size=5))
@settings(max_examples=120, deadline=None)
def test_no_input_breaks_the_verdict(claim: str, rows: list[tuple[str, tuple[float, float, float]]]) -> None:
    pairs = [
        (
            quote,
            Stance(**{name: share / sum(row) for name, share in zip(("supports", "refutes", "nei"), row, strict=True)}),
        )
        for quote, row in rows
    ]
    found = verdict(claim, *pairs)
    assert 0.0 <= found.confidence <= 1.0
    assert found.explanation
    assert (found.reason is None) == (found.label in ("supported", "refuted"))
    assert Verdict.from_json(found.to_json()) == found


def test_a_higher_threshold_answers_less() -> None:
    stance = Stance(supports=0.7, refutes=0.1, nei=0.2)
    strict = replace(DEFAULT, decide=0.8)
    assert judge(CLAIM, [passage(YES)], [stance]).label == "supported"
    assert judge(CLAIM, [passage(YES)], [stance], thresholds=strict).label == "not_enough_evidence"


def test_a_missing_stance_is_an_error_of_the_caller() -> None:
    with pytest.raises(InputError, match="1 passages and 0 stances"):
        judge(CLAIM, [passage(YES)], [])


def attributed(text: str, speaker: str, *, direct: bool = False) -> Claim:
    return replace(Claim.from_text(text), attribution=Attribution(speaker=speaker, cue="said", direct=direct), id="")


def test_said_and_true_are_two_answers() -> None:
    claim = attributed("The dam will open in spring.", "Minister Ana Ruiz")
    source = "Ruiz told reporters that the dam will open in spring."
    found = verdict(claim, (source, NEITHER))
    assert found.label == "not_enough_evidence"
    assert found.said is not None
    assert (found.said.outcome, found.said.speaker) == ("said", "Minister Ana Ruiz")
    assert source[found.said.start : found.said.end] == found.said.quote


def test_words_of_another_speaker_are_not_the_speakers() -> None:
    claim = attributed("“We will never sell the port to anyone”", "Ana Ruiz", direct=True)
    found = verdict(claim, ("“We will never sell the port to anyone,” Omar Haddad said.", NEITHER))
    assert found.said is not None
    assert found.said.outcome == "other_speaker"


def test_a_quotation_is_found_though_a_word_differs() -> None:
    claim = attributed("“We will never ever sell the port”", "Ana Ruiz", direct=True)
    found = verdict(claim, ("Ruiz wrote: “We will never sell the port.”", NEITHER))
    assert found.said is not None
    assert found.said.outcome == "said"


def test_words_that_no_reference_has_were_not_found() -> None:
    found = verdict(attributed("The dam will open in spring.", "Ana Ruiz"), ("Ruiz said the road is closed.", NEITHER))
    assert found.said is not None
    assert (found.said.outcome, found.said.passage) == ("not_found", None)


def test_a_claim_without_a_speaker_has_no_said() -> None:
    assert verdict(CLAIM, (YES, SUPPORTS)).said is None


def test_an_agreement_makes_support_of_what_the_model_left_open() -> None:
    claim = "The bridge cost 450 million kronor."
    open_stance = Stance(supports=0.4, refutes=0.3, nei=0.3)
    assert verdict(claim, ("The bridge cost SEK 450 million.", open_stance)).label == "supported"
    assert verdict(claim, ("The bridge was paid for by the state.", open_stance)).label == "not_enough_evidence"


def test_an_agreement_leaves_a_sure_contradiction_standing() -> None:
    claim = "The bridge was opened by the king in 1998."
    quote = "It was the queen, not the king, who opened the bridge in 1998."
    assert verdict(claim, (quote, Stance(supports=0.02, refutes=0.95, nei=0.03))).label == "refuted"


def test_beside_the_very_value_a_contradiction_without_one_counts_by_half() -> None:
    claim = "The bridge in Malmö cost 450 million kronor."
    told = ("The bridge in Malmö cost SEK 450 million.", Stance(supports=0.8, refutes=0.1, nei=0.1))
    vague = ("The bridge in Malmö cost nothing like that, critics say.", Stance(supports=0.1, refutes=0.8, nei=0.1))
    assert verdict(claim, vague).label == "refuted"
    assert verdict(claim, told, vague).label == "supported"


def test_beside_another_value_of_its_own_paragraph_support_without_a_value_is_not_heard() -> None:
    claim = "Diesel use at the port fell by half in 2024."
    calls, diesel = "The port received more ships in 2024.", "Diesel use at the port fell by 19% in 2024."
    told = Passage(document_id="ref", quote=calls, start=0, end=37, suffix=" " + diesel)
    other = Passage(document_id="ref", quote=diesel, start=38, end=38 + len(diesel), prefix=calls + " ")
    elsewhere = replace(told, document_id="another")
    assert verdict(claim, (told, SUPPORTS)).label == "supported"
    assert verdict(claim, (told, SUPPORTS), (other, SUPPORTS)).label == "refuted"
    assert verdict(claim, (elsewhere, SUPPORTS), (other, SUPPORTS)).label == "conflicting"


def test_the_text_around_a_passage_may_name_the_subject_for_a_support_and_not_for_a_contradiction() -> None:
    claim = "The Malmö Harbor Club will build a stadium with 25,000 seats."
    alone = passage("It will finance everything there.", "ref")
    around = replace(alone, prefix="The Malmö Harbor Club was asked about the stadium. ")
    assert verdict(claim, (alone, SUPPORTS)).label == "not_enough_evidence"
    assert verdict(claim, (around, SUPPORTS)).label == "supported"
    assert verdict(claim, (around, REFUTES)).label == "not_enough_evidence"


def test_a_number_of_another_kind_on_something_else_is_no_reason_to_abstain() -> None:
    claim = "The study in Malmö was paid for by two soft drink companies."
    found = verdict(claim, ("The study in Malmö looked at many foods, of which 58% were new.", NEITHER))
    assert (found.label, found.reason) == ("not_enough_evidence", "low_confidence")


def test_a_value_of_another_kind_contradicts_nothing_where_only_the_title_speaks_of_the_claim() -> None:
    claim = "The walkout left 36,000 students of the Marlow school district out of class."
    quote = "The proposal would cost an additional $58 million."
    against = Stance(supports=0.1, refutes=0.7, nei=0.2)
    title = "The walkout of teachers and the students of the Marlow school district"
    assert verdict(claim, (passage(quote, title=title), against)).label == "not_enough_evidence"
    told = "The walkout left no students of the Marlow school district out of class, and cost $58 million."
    assert verdict(claim, (passage(told, title=title), against)).label == "refuted"


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("A guard is to be kept at the gate between sunset and sunrise.", "not_enough_evidence"),
        ("A guard must stand at the gate of the depot at night.", "not_enough_evidence"),
        ("A guard must stand at the gate of the depot, and one was there that night.", "refuted"),
        ("A guard stood at the gate of the depot that night.", "refuted"),
    ],
)
def test_what_ought_to_be_contradicts_no_account_of_what_was(quote: str, label: str) -> None:
    claim = "No guard was at the gate of the depot that night."
    assert verdict(claim, (quote, Stance(supports=0.1, refutes=0.8, nei=0.1))).label == label


def test_what_must_be_contradicts_what_is_said_to_be_so() -> None:
    evidence = "Guards must stand at the gate of the depot at night."
    against = Stance(supports=0.1, refutes=0.8, nei=0.1)
    assert verdict("Guards need not stand at the gate of the depot at night.", (evidence, against)).label == "refuted"


def test_silence_on_what_a_claim_denies_is_no_support() -> None:
    leaning = Stance(supports=0.55, refutes=0.1, nei=0.35)
    denial = "The leaders did not discuss Russia or Ukraine."
    silent = "The leaders discussed the visit of a trade delegation."
    assert verdict(denial, (silent, leaning)).label == "not_enough_evidence"
    assert verdict(denial, ("The leaders left Russia aside.", leaning)).label == "supported"
    assert verdict("The leaders did not discuss the border.", (silent, leaning)).label == "supported"


def test_a_text_may_say_by_what_it_tells_that_something_was_not() -> None:
    sure = Stance(supports=0.97, refutes=0.01, nei=0.02)
    assert (
        verdict("Albert Ruddy was not born in India.", ("Albert Ruddy was born in Montreal.", sure)).label
        == "supported"
    )


def test_evidence_that_somebody_gives_need_not_name_what_it_is_about() -> None:
    claim = Claim.from_text("The Harbour Story grossed less than $300 million worldwide.")
    given = passage("It has grossed $326 million worldwide, more than any film of the series before it.")
    (by_hand, by_search) = (ask(claim, [given]), ask_found(claim, [given]))
    assert by_hand.verdict([REFUTES] * len(by_hand.pairs)).label == "refuted"
    assert by_search.verdict([REFUTES] * len(by_search.pairs)).reason == "off_topic"


def test_what_else_given_evidence_names_does_not_keep_it_from_supporting() -> None:
    claim = Claim.from_text("Kingdom Hearts is rated above 81 percent on GameRankings.")
    given = passage("Review websites GameRankings and Metacritic gave the game 82.86 percent and 78 points.")
    (by_hand, by_search) = (ask(claim, [given]), ask_found(claim, [given.evolve(dense=0.6)]))
    assert by_hand.verdict([SUPPORTS] * len(by_hand.pairs)).label == "supported"
    assert by_search.verdict([SUPPORTS] * len(by_search.pairs)).reason == "subject_mismatch"


def test_given_evidence_on_something_else_is_off_topic_where_the_model_is_silent() -> None:
    asked = ask(CLAIM, [passage("Rain fell on Lisbon.")])
    found = asked.verdict([NEITHER] * len(asked.pairs))
    assert (found.label, found.reason) == ("not_enough_evidence", "off_topic")


def test_of_several_given_passages_those_without_the_claims_words_stand_for_nothing() -> None:
    asked = ask(CLAIM, [passage(YES), *(other for other, _ in IRRELEVANT)])
    stances = [SUPPORTS, *(stance for _, stance in IRRELEVANT)]
    assert len(asked.pairs) == len(stances)
    found = asked.verdict(stances)
    assert (found.label, found.confidence) == ("supported", verdict(CLAIM, (YES, SUPPORTS)).confidence)


@pytest.mark.parametrize("stance", [SUPPORTS, REFUTES])
def test_what_another_of_its_kind_did_says_nothing_of_the_numbered_one(stance: Stance) -> None:
    claim = "Member 100 voted against the bill."
    found = verdict(claim, ("Member 101 voted for the bill.", stance))
    assert found.label == "not_enough_evidence"
    assert "about Member 101" in found.evidence[0].because
    # Its own number, in the passage or around it, tells that it may be meant.
    for quote, title in [
        ("Member 101 voted for the bill and so did 100.", ""),
        ("Member 101 voted for the bill.", "Members 100 and 101"),
    ]:
        assert verdict(claim, (passage(quote, title=title), stance)).label != "not_enough_evidence"
    # Inside a sentence the number is what is told, and not of whom.
    assert verdict("The bill was number 100.", ("The bill was number 101.", REFUTES)).label == "refuted"


def test_a_row_on_another_contradicts_nothing_whatever_the_model_says() -> None:
    row = "reservoir: Tavira Gorge; condition: half full; remarks: transfers to Quelmo suspended"
    claim = Claim.from_text("The Quelmo reservoir is empty.")
    other = Passage(document_id="t", quote=row, start=0, end=len(row), title="Condition of each reservoir")
    found = judge(claim, [other], [Stance(supports=0.05, refutes=0.9, nei=0.05)])
    assert found.label == "not_enough_evidence"
    assert found.evidence[0].because.startswith("It is the table's row on Tavira Gorge")


def test_one_row_contradicts_nothing_that_is_said_of_so_many_of_several() -> None:
    row = "region: Vessmark; residents_2015: 402760; residents_2025: 335110; change_percent: -16.8"
    told = Passage(document_id="t", quote=row, start=0, end=len(row), title="Residents by region")
    found = judge(Claim.from_text("Only two of the nine regions gained residents."), [told], [REFUTES])
    assert found.label == "not_enough_evidence"
    assert found.evidence[0].because.startswith("It is one row of a table")
    assert judge(Claim.from_text("Residents of Vessmark grew in number."), [told], [REFUTES]).label == "refuted"


def test_a_small_number_that_agrees_confirms_no_claim_with_another_value() -> None:
    text = "Four people died; they were 66, 74, 81 and 88 years old."
    passage = Passage(document_id="report", quote=text, start=0, end=len(text))
    claim = Claim.from_text("All four who died were older than 70.")
    found = judge(claim, [passage], [Stance(supports=0.4, refutes=0.3, nei=0.3)])
    assert found.label != "supported"
    assert "small number" in found.evidence[0].because
