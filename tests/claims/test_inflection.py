import pytest

from factdesk.claims.inflection import base, finite


@pytest.mark.parametrize(
    ("participle", "lemma", "past", "present"),
    [
        ("killing", "kill", "killed", "kills"),
        ("raising", "raise", "raised", "raises"),
        ("stopping", "stop", "stopped", "stops"),
        ("offering", "offer", "offered", "offers"),
        ("referring", "refer", "referred", "refers"),
        ("panicking", "panic", "panicked", "panics"),
        ("carrying", "carry", "carried", "carries"),
        ("tying", "tie", "tied", "ties"),
        ("hoping", "hop", "hoped", "hopes"),
        ("hopping", "hop", "hopped", "hops"),
        ("leaving", "leave", "left", "leaves"),
        ("having", "have", "had", "has"),
        ("being", "be", "was", "is"),
        ("reaching", "reach", "reached", "reaches"),
        ("costing", "cost", "cost", "costs"),
    ],
)
def test_a_participle_becomes_a_finite_verb(participle: str, lemma: str, past: str, present: str) -> None:
    assert finite(participle, lemma, "past", plural=False) == past
    assert finite(participle, lemma, "present", plural=False) == present


def test_several_take_the_plural() -> None:
    assert finite("being", "be", "past", plural=True) == "were"
    assert finite("reaching", "reach", "present", plural=True) == "reach"
    assert finite("having", "have", "present", plural=True) == "have"


def test_after_will_the_base_is_used() -> None:
    assert base("raising", "raise") == "raise"
    assert base("hoping", "hop") == "hope"
