"""What must hold for every claim: irrelevant passages, other ways to write a value, and other units change nothing."""

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.records import Claim, Passage, Stance, Verdict
from factdesk.verdicts import compare, judge

MATTERS = (
    ("The storm killed 38 people in Cebu.", "In Cebu the storm killed 38 people."),
    ("The storm killed 38 people in Cebu.", "In Cebu the storm killed 61 people."),
    ("Exports rose to $2 billion in 2024.", "Exports rose to $1.98 billion in 2024."),
    ("The harbor bridge in Malmö opened to traffic.", "The harbor bridge in Malmö has never opened to traffic."),
    ("The treaty was signed in March 2019.", "The treaty was signed on 14 May 2019."),
)
IRRELEVANT = tuple(
    f"{who} {did} {what}."
    for who in ("The orchestra", "A farmer", "Anna Berg", "Saturn's moon")
    for did in ("painted", "admired")
    for what in ("9 violins", "40% of it", "a letter of 12 May 2011")
)
STANCES = st.tuples(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1)).map(
    lambda row: Stance(
        **{name: part / sum(row) for name, part in zip(("supports", "refutes", "nei"), row, strict=True)}
    )
)


def verdict(claim: str, pairs: list[tuple[str, Stance]]) -> Verdict:
    found = [Passage(document_id="d", quote=quote, start=0, end=len(quote)) for quote, _ in pairs]
    return judge(Claim.from_text(claim), found, [stance for _, stance in pairs])


@given(
    st.sampled_from(MATTERS),
    STANCES,
    st.lists(st.tuples(st.sampled_from(IRRELEVANT), STANCES), max_size=25),
    st.integers(1, 4),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None)
def test_irrelevant_passages_added_repeated_and_shuffled_change_nothing(
    matter: tuple[str, str], stance: Stance, crowd: list[tuple[str, Stance]], times: int, shuffle: random.Random
) -> None:
    claim, evidence = matter
    alone = verdict(claim, [(evidence, stance)])
    pairs = [(evidence, stance)] * times + crowd * times
    shuffle.shuffle(pairs)
    crowded = verdict(claim, pairs)
    assert crowded.label == alone.label
    assert abs(crowded.confidence - alone.confidence) <= 0.02


_WORDS = {2: "two", 5: "five", 12: "twelve", 20: "twenty", 45: "forty-five", 70: "seventy", 90: "ninety"}


@given(st.sampled_from(sorted(_WORDS)), st.sampled_from((1, 7)))
@settings(max_examples=30, deadline=None)
def test_a_value_compares_alike_however_it_is_written(number: int, other: int) -> None:
    def outcome(claim: str, evidence: str) -> str:
        text = f"The plant employs {evidence} workers."
        (check,) = compare(
            Claim.from_text(f"The plant employs {claim} workers."),
            Passage(document_id="e", quote=text, start=0, end=len(text)),
        )
        return check.outcome

    forms = (f"{number * 1000:,}", f"{number * 1000}", f"{_WORDS[number]} thousand", f"{number}k", f"{number} thousand")
    against = f"{number * 1000 * other:,}"
    assert len({outcome(form, against) for form in forms}) == 1
    assert len({outcome(against, form) for form in forms}) == 1


_SHARES = (
    ("20%", "20 percent", "a fifth", "one in five", "one-fifth"),
    ("25%", "25 per cent", "a quarter", "one in four", "25 percent"),
    ("75%", "three quarters", "three in four", "three-quarters", "75 percent"),
    ("$2 billion", "$2bn", "USD 2 billion", "2 billion dollars", "$2,000 million"),
    ("3.5 crore rupees", "35 million rupees", "Rs 3.5 crore", "₹35 million", "350 lakh rupees"),
    ("minus 12 degrees Celsius", "-12°C", "-12 degrees Celsius", "10.4 degrees Fahrenheit", "10.4°F"),
)


@given(st.sampled_from(_SHARES), st.integers(0, 4), st.integers(0, 4))
@settings(max_examples=60, deadline=None)
def test_two_ways_to_say_one_value_agree(ways: tuple[str, ...], one: int, other: int) -> None:
    text = f"The index of the harbour authority stood at {ways[other]}."
    claim = Claim.from_text(f"The index of the harbour authority stood at {ways[one]}.")
    (check,) = compare(claim, Passage(document_id="e", quote=text, start=0, end=len(text)))
    assert check.outcome == "agrees", check.explanation


_PAIRS = (
    ("metres", "kilometres", 1000.0),
    ("kilograms", "tonnes", 1000.0),
    ("minutes", "hours", 60.0),
    ("millimetres", "centimetres", 10.0),
    ("watts", "kilowatts", 1000.0),
)


@given(st.sampled_from(_PAIRS), st.integers(2, 400), st.sampled_from((1.0, 1.5, 4.0)))
@settings(max_examples=60, deadline=None)
def test_scaling_a_side_by_its_unit_changes_no_outcome(units: tuple[str, str, float], size: int, times: float) -> None:
    small, large, factor = units

    def outcome(value: str, unit: str) -> str:
        evidence = f"The device measured {size * times:g} {small} in the test."
        claim = Claim.from_text(f"The device measured {value} {unit} in the test.")
        (check,) = compare(claim, Passage(document_id="e", quote=evidence, start=0, end=len(evidence)))
        return check.outcome

    wanted = "agrees" if times == 1.0 else "differs"
    assert outcome(str(size), small) == outcome(f"{size / factor:.9f}", large) == wanted


@given(first=st.integers(1900, 1999), later=st.integers(1, 60), told=st.sampled_from(["before", "after"]))
def test_an_order_turned_round_is_the_other_outcome(first: int, later: int, told: str) -> None:
    evidence = f"The dam was completed in {first} and the stadium in {first + later}."
    passage = Passage(document_id="e", quote=evidence, start=0, end=len(evidence))
    (check,) = compare(Claim.from_text(f"The dam was completed {told} the stadium."), passage)
    (turned,) = compare(Claim.from_text(f"The stadium was completed {told} the dam."), passage)
    assert [check.outcome, turned.outcome] == (["agrees", "differs"] if told == "before" else ["differs", "agrees"])


@given(born=st.dates(date(1900, 1, 1), date(1980, 12, 31)), days=st.integers(1, 36_000))
def test_an_age_at_death_is_the_birthdays_that_were_had(born: date, days: int) -> None:
    died = born + timedelta(days=days)
    years = died.year - born.year - ((died.month, died.day) < (born.month, born.day))
    text = f"The painter was born on {born:%-d %B %Y} and died on {died:%-d %B %Y}."
    passage = Passage(document_id="e", quote=text, start=0, end=len(text))
    for said, outcome in ((years, "agrees"), (years + 3, "differs")):
        (check,) = compare(Claim.from_text(f"The painter died at the age of {said}."), passage)
        assert check.outcome == outcome
