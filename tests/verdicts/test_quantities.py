"""Numbers as they stand in sentences: what is read of each, and which are no amounts."""

import pytest

from factdesk.verdicts.line import Line
from factdesk.verdicts.quantities import read_quantities
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.timereader import read_times
from factdesk.verdicts.tokens import tokenize


def quantities(text: str) -> list[Quantity]:
    line = Line(tokenize(text))
    return read_quantities(line, read_times(line))


def only(text: str) -> Quantity:
    found = [item for item in quantities(text) if item.role != "identifier"]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It has 1,234,567 residents.", 1_234_567),
        ("It has 48,00,000 residents.", 4_800_000),
        ("The budget was EUR 287 000 000 in 2024.", 287e6),
        ("It has 12 500 residents.", 12_500),
        ("Sales rose to 1 250 000 in all.", 1_250_000),
        ("It costs € 12 500.75 in all.", 12_500.75),
        ("It sold 10 500 million euros of it.", 10.5e9),
        ("It costs $3.5bn.", 3.5e9),
        ("It costs $35M.", 35e6),
        ("It has two hundred and five members.", 205),
        ("It has forty-two members.", 42),
        ("It has seventeen thousand five hundred members.", 17_500),
        ("It costs 2 lakh crore rupees.", 2e12),
        ("It has half a dozen members.", 6),
        ("It has 2½ million members.", 2.5e6),
        ("It has a hundred members.", 100),
    ],
)
def test_values(text: str, value: float) -> None:
    found = only(text)
    assert found.low == found.high == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "Revenue 120 300 450",
        "Number of employees 120 300 450",
        "Group 3 200 runners started.",
        "On June 12 500 people marched.",
        "Dial 020 794 600 now.",
        "In 2024 300 people came.",
        "Revenue 942 1 004 871",
    ],
)
def test_numbers_that_only_stand_beside_each_other_are_not_one(text):
    assert all(quantity.low < 1_000 for quantity in quantities(text))


@pytest.mark.parametrize(
    ("text", "unit", "base"),
    [
        ("It costs €5.", "EUR", 5),
        ("It costs C$5.", "CAD", 5),
        ("It costs 5 Australian dollars.", "AUD", 5),
        ("It costs 40 pence.", "GBP", 0.4),
        ("It is 3 sq km large.", "square kilometre", 3e6),
        ("It is 5 feet 10 inches tall.", "foot", 1.778),
        ("It lasted two hours and 30 minutes.", "hour", 9000),
        ("It lasted half an hour.", "hour", 1800),
        ("It grew 25 basis points.", "basis points", 0.25),
        ("It is 10m long.", "metre", 10),
        ("It ran at 90 km per hour.", "kilometre per hour", 25),
    ],
)
def test_units(text: str, unit: str, base: float) -> None:
    found = only(text)
    assert found.unit.name == unit
    assert found.base[0] == pytest.approx(base, rel=1e-3)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("nearly 40 people", "nearly"),
        ("just over 40 people", "just_over"),
        ("no fewer than 40 people", "at_least"),
        ("as many as 40 people", "up_to"),
        ("40 people or more came", "exact"),
        ("40 or more people", "at_least"),
        ("some 40 people", "about"),
        ("between 30 and 40 people", "range"),
        ("30-40 people", "range"),
        ("dozens of people", "vague"),
        ("40 people", "exact"),
    ],
)
def test_wordings(text: str, wording: str) -> None:
    assert only(text).wording == wording


@pytest.mark.parametrize(
    ("text", "role", "direction"),
    [
        ("Rents rose by 4 percent.", "change", 1),
        ("Rents fell 4 percent.", "change", -1),
        ("Rents fell to 4 percent.", "level", 0),
        ("There was a 4 percent drop in rents.", "change", -1),
        ("Rents are up 4 percent.", "change", 1),
        ("Rents doubled.", "factor", 1),
        ("Rents halved.", "factor", -1),
        ("The vote was 58 to 41.", "score", 0),
        ("She is 34 years old.", "age", 0),
        ("It was their third meeting.", "ordinal", 0),
        ("They met twice in the past five years.", "frame", 0),
    ],
)
def test_roles(text: str, role: str, direction: int) -> None:
    found = only(text)
    assert (found.role, found.direction) == (role, direction)


@pytest.mark.parametrize(
    "text",
    [
        "Flight 370 vanished.",
        "Article 50 was invoked.",
        "She lives at 1600 Harbor Street.",
        "Call 555-0142-7788 now.",
        "Agent 007 was there.",
        "Covid-19 spread.",
        "See No. 12 of the list.",
        "Version 2.3.1 was released.",
        "The server is 192.168.0.1 today.",
        "An F-16 crashed.",
        "It was issue #42 again.",
        "They met at 5:30 and left.",
        "It happened on 14 March 2019.",
        "It happened in 1987.",
    ],
)
def test_names_dates_and_hours_are_no_amounts(text: str) -> None:
    assert not any(item.amount for item in quantities(text))


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("It employs 600 people in Oslo.", "people"),
        ("They sold 14 million phones last year.", "phone"),
        ("About 11 percent of adults smoke.", "adult"),
        ("It has 5,000 full-time employees.", "worker"),
    ],
)
def test_what_is_counted(text: str, noun: str) -> None:
    assert only(text).head == noun


def test_a_rate_is_read_with_its_time() -> None:
    assert only("It pumps 2 million barrels a day.").per == 86400
    assert only("It pumps 2 million barrels.").per is None


def test_a_part_of_a_whole_gives_its_share() -> None:
    shares = [item for item in quantities("It dismissed 290 of its 1,200 employees.") if item.unit.dimension == "share"]
    assert [round(item.low, 4) for item in shares] == [0.2417]


def test_quantities_stand_where_they_say() -> None:
    text = "Nearly $600 billion went to 40,000 people, about 3.5 kg each."
    for item in quantities(text):
        assert text[item.start : item.end] == item.text
