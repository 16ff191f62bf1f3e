"""A fourth round of claims and evidence with a careful reader's outcome, all written before any of them was run."""

from collections.abc import Callable
from datetime import date

import pytest

JUNE = date(2025, 6, 5)
Row = tuple[str, str, str] | tuple[str, str, str, date]

WORDING: list[Row] = [
    (
        "Farm subsidies came to almost €50 billion in 2023.",
        "Farm subsidies amounted to €47.8 billion in 2023.",
        "agrees",
    ),
    (
        "Farm subsidies came to almost €50 billion in 2023.",
        "Farm subsidies amounted to €31 billion in 2023.",
        "differs",
    ),
    (
        "Farm subsidies came to almost €50 billion in 2023.",
        "Farm subsidies amounted to €52 billion in 2023.",
        "imprecise",
    ),
    (
        "Farm subsidies came to almost €50 billion in 2023.",
        "Farm subsidies were €47.8 billion in 2017.",
        "not_comparable",
    ),
    ("Farm subsidies came to almost €50 billion in 2023.", "The farm ministry employs 50 people.", "not_comparable"),
    (
        "Farm subsidies came to almost €50 billion in 2023.",
        "Farm subsidies were $47.8 billion in 2023.",
        "not_comparable",
    ),
    (
        "More than 15,000 runners finished the race.",
        "Organisers counted 16,240 runners who finished the race.",
        "agrees",
    ),
    (
        "More than 15,000 runners finished the race.",
        "Organisers counted 14,100 runners who finished the race.",
        "differs",
    ),
    ("At least a third of the pupils were absent.", "Some 41% of pupils were absent.", "agrees"),
    ("At least a third of the pupils were absent.", "Some 22% of pupils were absent.", "differs"),
    ("Fewer than 200 whales remain.", "Scientists estimate that 170 whales remain.", "agrees"),
    ("Fewer than 200 whales remain.", "Scientists estimate that 340 whales remain.", "differs"),
    ("The vaccine costs just over $20 a dose.", "The vaccine costs $20.50 a dose.", "agrees"),
    ("The vaccine costs just over $20 a dose.", "The vaccine costs $37 a dose.", "differs"),
    ("Around 700 flats were flooded.", "The flood damaged 712 flats, the city said.", "agrees"),
    ("Around 700 flats were flooded.", "In all, 250 flats were flooded.", "differs"),
]

NUMERALS: list[Row] = [
    ("The island has a population of 120,000.", "The population of the island is 12,000.", "differs"),
    ("The island has a population of 120,000.", "The island's population is 119,800.", "agrees"),
    ("The railway carries three million passengers a year.", "The railway carries 3m passengers a year.", "agrees"),
    ("The airline cut four hundred jobs.", "The airline cut 400 jobs.", "agrees"),
    ("The airline cut four hundred jobs.", "The airline cut 4,000 jobs.", "differs"),
    ("Seventeen miners were rescued.", "Rescuers brought up 17 miners.", "agrees"),
    ("Seventeen miners were rescued.", "In the end 11 miners were rescued.", "differs"),
    ("Pakistan's budget is 17 trillion rupees.", "Pakistan's budget amounts to 17 lakh crore rupees.", "agrees"),
    ("The scheme covers 80 crore people.", "The scheme covers 800 million people.", "agrees"),
    ("The scheme covers 80 crore people.", "The scheme covers 80 million people.", "differs"),
    ("The landslide buried dozens of houses.", "The landslide buried 45 houses.", "agrees"),
    ("The landslide buried dozens of houses.", "The landslide buried 3 houses.", "differs"),
    ("Thousands of tourists were stranded.", "Some 5,500 tourists were stranded.", "agrees"),
    ("Hundreds of trees were felled.", "The city felled 14 trees.", "differs"),
    ("The bank earned $1.5bn.", "The bank earned 1.5 billion dollars.", "agrees"),
    ("The film took half a billion dollars.", "The film took $500 million.", "agrees"),
]

SHARES: list[Row] = [
    ("One in three teachers plans to quit.", "33 percent of teachers plan to quit.", "agrees"),
    ("One in three teachers plans to quit.", "About 12 percent of teachers plan to quit.", "differs"),
    ("A quarter of the budget goes to schools.", "Schools receive 25% of the budget.", "agrees"),
    ("A quarter of the budget goes to schools.", "Schools receive 9% of the budget.", "differs"),
    ("Four in ten drivers were speeding.", "40% of drivers were speeding.", "agrees"),
    ("Nine of 45 judges abstained.", "A fifth of the judges abstained.", "agrees"),
    ("About 60 percent of the crew fell ill.", "Of the 200 crew members, 118 fell ill.", "agrees"),
    ("The motion was carried by 34 votes to 12.", "The motion was carried 34-12.", "agrees"),
    ("The motion was carried by 34 votes to 12.", "The motion was carried 29-17.", "differs"),
]

UNITS: list[Row] = [
    ("The pipeline is 3.2 kilometres long.", "The pipeline has a length of 3,200 metres.", "agrees"),
    ("The pipeline is 3.2 kilometres long.", "The pipeline has a length of 3,200 feet.", "differs"),
    ("The statue weighs 4 tonnes.", "The statue weighs 4,000 kilograms.", "agrees"),
    ("The statue weighs 4 tonnes.", "The statue weighs 400 kilograms.", "differs"),
    ("The hearing lasted about two hours.", "The hearing lasted 125 minutes.", "agrees"),
    ("The hearing lasted about two hours.", "The hearing lasted half an hour.", "differs"),
    ("The trip takes a week and a half.", "The trip takes ten days.", "agrees"),
    ("The reservoir holds 5 million litres.", "The reservoir holds 5,000 cubic metres.", "agrees"),
    ("The crater is 300 metres wide.", "The crater is 984 feet wide.", "agrees"),
    ("The mine produces 1.2 million tonnes a year.", "The mine produces 100,000 tonnes a month.", "agrees"),
    ("The mine produces 1.2 million tonnes a year.", "The mine produces 20,000 tonnes a month.", "differs"),
]

CHANGES: list[Row] = [
    ("Inflation fell to 3%.", "The inflation rate stood at 3.0 percent after the fall.", "agrees"),
    ("Inflation fell to 3%.", "The inflation rate fell to 3.6 percent.", "differs"),
    ("The share rose by 4 percentage points.", "The share rose from 8% to 12%.", "agrees"),
    ("The share rose by 4 percent.", "The share rose from 8% to 12%.", "differs"),
    ("Bookings tripled last year.", "Bookings rose from 10,000 in 2023 to 30,000 in 2024.", "agrees", date(2025, 2, 1)),
    (
        "Bookings tripled last year.",
        "Bookings rose from 10,000 in 2023 to 13,000 in 2024.",
        "differs",
        date(2025, 2, 1),
    ),
    ("Rents have halved.", "Rents fell from $2,000 to $1,000 a month.", "agrees"),
    ("The deficit grew by $10 billion.", "The deficit grew from $30 billion to $40 billion.", "agrees"),
    ("The deficit grew by $10 billion.", "The deficit grew from $30 billion to $33 billion.", "differs"),
    ("Output dropped by a tenth.", "Output dropped from 500 units to 450 units.", "agrees"),
    ("Output dropped by a tenth.", "Output dropped from 500 units to 300 units.", "differs"),
    ("Prices rose 5% in May.", "Prices fell 5% in May.", "differs"),
]

TIMES: list[Row] = [
    ("The accord was signed in October 2021.", "The accord was signed on 6 October 2021.", "agrees"),
    ("The accord was signed in October 2021.", "The accord was signed on 6 December 2021.", "differs"),
    ("The inquiry opened last month.", "The inquiry opened on May 19, 2025.", "agrees", JUNE),
    ("The inquiry opened last month.", "The inquiry opened on January 19, 2025.", "differs", JUNE),
    ("The ban took effect in 2016.", "The ban took effect on 1 March 2016.", "agrees"),
    ("The ban took effect in 2016.", "The ban took effect on 1 March 2019.", "differs"),
    ("The envoy arrived on Monday.", "The envoy arrived on June 2, 2025.", "agrees", JUNE),
    ("The plant was closed two years ago.", "The plant was closed in 2023.", "agrees", JUNE),
    ("The vote was held in the second quarter of 2022.", "The vote was held on 11 May 2022.", "agrees"),
    ("It was the fourth outage this year.", "In 2023 the operator reported four outages.", "not_comparable", JUNE),
]

GATES: list[Row] = [
    ("Volvo sold 700,000 cars.", "Renault sold 1.5 million cars.", "not_comparable"),
    ("Juror 7 was dismissed.", "Juror 9 was dismissed.", "not_comparable"),
    ("Section 230 protects websites.", "The law has 12 sections.", "not_comparable"),
    ("Profit rose by $12M.", "Traffic fell by 12%.", "not_comparable"),
    ("The inflation rate is between 4% and 5%.", "Inflation was 4.4%.", "agrees"),
    ("The inflation rate is between 4% and 5%.", "Inflation was 6.1%.", "differs"),
    ("Denmark exported 3 million pigs.", "Denmark imported 40,000 pigs.", "not_comparable"),
    ("The hospital treated 90 children.", "The hospital treated 400 adults.", "not_comparable"),
    ("The tower has 40 floors.", "The tower is 180 metres tall.", "not_comparable"),
    ("The fund paid $8 million in fees.", "The fund paid $31 million in bonuses.", "not_comparable"),
    ("Boeing's revenue was $66 billion in 2022.", "Airbus's revenue was $62 billion in 2022.", "not_comparable"),
    ("Unemployment in Spain is 11%.", "Unemployment in Greece is 10%.", "not_comparable"),
]

CASES = [row for group in (WORDING, NUMERALS, SHARES, UNITS, CHANGES, TIMES, GATES) for row in group]


@pytest.mark.parametrize("case", CASES, ids=[f"{row[0]} / {row[1]}" for row in CASES])
def test_the_outcome_is_a_careful_readers(case: Row, require_outcome: Callable[..., None]) -> None:
    require_outcome(*case)
