"""Claim, evidence and the outcome a careful reader gives: news prose, written before any rule was tried on it."""

from datetime import date
from typing import NamedTuple

import pytest

from factdesk.records import Claim, Passage
from factdesk.verdicts import compare


class Case(NamedTuple):
    claim: str
    evidence: str
    outcome: str
    as_of: date | None = None


def _cases(*rows: tuple[str, str, str] | tuple[str, str, str, date]) -> list[Case]:
    return [Case(*row) for row in rows]


JUNE = date(2025, 6, 5)

WORDING = _cases(
    ("The dam cost nearly $2 billion.", "The dam cost $1.94 billion to build.", "agrees"),
    ("The dam cost nearly $2 billion.", "The dam cost $2.07 billion to build.", "imprecise"),
    ("The dam cost nearly $2 billion.", "The dam cost $1.2 billion to build.", "differs"),
    ("Just over 500 pupils enrolled at the school.", "The school enrolled 512 pupils.", "agrees"),
    ("Just over 500 pupils enrolled at the school.", "The school enrolled 340 pupils.", "differs"),
    ("About 3,000 homes lost power.", "The utility said 3,120 homes lost power.", "agrees"),
    ("About 3,000 homes lost power.", "The utility said 9,400 homes lost power.", "differs"),
    ("Fewer than 100 patients took part in the trial.", "The trial had 84 patients.", "agrees"),
    ("Fewer than 100 patients took part in the trial.", "The trial had 131 patients.", "differs"),
    ("The museum drew at least 2 million visitors.", "The museum drew 2.3 million visitors.", "agrees"),
    ("The museum drew at least 2 million visitors.", "The museum drew 1.4 million visitors.", "differs"),
    ("Up to 40 flights were cancelled.", "The airport said 37 flights were cancelled.", "agrees"),
    ("Up to 40 flights were cancelled.", "The airport said 58 flights were cancelled.", "differs"),
    ("The fire burned roughly 12,000 acres.", "The fire has burned 11,800 acres.", "agrees"),
    ("Almost a third of the seats were empty.", "Some 31 percent of the seats were empty.", "agrees"),
    ("Almost a third of the seats were empty.", "Some 52 percent of the seats were empty.", "differs"),
    ("The fund holds $612 million.", "The fund holds more than $700 million.", "differs"),
    ("The river rose more than four metres.", "The river rose 4.6 metres.", "agrees"),
    ("The mayor spent no more than $50,000 on travel.", "The mayor spent $81,300 on travel.", "differs"),
    ("Over 60 percent of teachers joined the strike.", "The strike was joined by 47 percent of teachers.", "differs"),
)

NUMERALS = _cases(
    ("The factory employs 2k workers.", "The factory employs two thousand workers.", "agrees"),
    ("The factory employs 2,000 workers.", "The factory employs 12,000 workers.", "differs"),
    ("The film grossed $1.2bn.", "The film grossed $1.2 billion.", "agrees"),
    ("The film grossed $1.2bn.", "The film grossed $740 million.", "differs"),
    ("A dozen soldiers were injured.", "The army said 12 soldiers were injured.", "agrees"),
    ("Twenty-five villages were flooded.", "The ministry said 25 villages were flooded.", "agrees"),
    ("Twenty-five villages were flooded.", "The ministry said 52 villages were flooded.", "differs"),
    ("The state spent 3.5 crore rupees on the road.", "The state spent 35 million rupees on the road.", "agrees"),
    ("The state spent 3.5 crore rupees on the road.", "The state spent 350 million rupees on the road.", "differs"),
    ("Hundreds of thousands of people marched in Lisbon.", "Some 300,000 people marched in Lisbon.", "agrees"),
    ("Thousands of fish died in the lake.", "Officials counted 6,400 fish that died in the lake.", "agrees"),
    ("Thousands of fish died in the lake.", "Officials counted 150 fish that died in the lake.", "differs"),
    ("Half a million tourists visited the island.", "The island was visited by 500,000 tourists.", "agrees"),
    ("Three and a half million doses were delivered.", "The agency delivered 3.5 million doses.", "agrees"),
)

SHARES = _cases(
    ("One in four households owns a dog.", "A quarter of households own a dog.", "agrees"),
    ("One in four households owns a dog.", "Some 40 percent of households own a dog.", "differs"),
    ("Two-thirds of members voted yes.", "In the ballot, 66.7% of members voted yes.", "agrees"),
    ("Nine out of 10 dentists recommend it.", "It is recommended by 90 percent of dentists.", "agrees"),
    ("About 24 percent of employees were dismissed.", "It dismissed 290 of its 1,200 employees.", "agrees"),
    ("Half of the employees were dismissed.", "The firm dismissed 290 of 1,200 employees.", "differs"),
    ("A fifth of the forest has burned.", "Fire has burned 19.6% of the forest.", "agrees"),
    ("A fifth of the forest has burned.", "Fire has burned 4% of the forest.", "differs"),
)

UNITS = _cases(
    ("The tunnel is 57 kilometres long.", "The tunnel has a length of 35.4 miles.", "agrees"),
    ("The tunnel is 57 kilometres long.", "The tunnel has a length of 57 miles.", "differs"),
    ("The whale weighed 40 tonnes.", "The whale weighed 40,000 kilograms.", "agrees"),
    ("The park covers 200 hectares.", "The park covers 2 square kilometres.", "agrees"),
    ("The flight lasted two and a half hours.", "The flight lasted 150 minutes.", "agrees"),
    ("The flight lasted two and a half hours.", "The flight lasted 40 minutes.", "differs"),
    ("The journey takes three days.", "The journey takes 72 hours.", "agrees"),
    ("The tank holds 500 litres.", "The tank holds 500 kilograms.", "not_comparable"),
    ("The bridge cost $40 million.", "The bridge cost 40 million yen.", "not_comparable"),
    ("The plant consumes 2 million litres a day.", "The plant consumes 730 million litres a year.", "agrees"),
    ("The plant consumes 2 million litres a day.", "The plant consumes 90 million litres a year.", "differs"),
    ("The athlete is 1.88 metres tall.", "The athlete's height is 6 feet 2 inches.", "agrees"),
    ("The temperature reached 40 degrees Celsius.", "The temperature reached 104 degrees Fahrenheit.", "agrees"),
)

CHANGES = _cases(
    ("Enrolment fell by nearly a fifth.", "Enrolment fell from 212,000 to 171,000.", "agrees"),
    ("Enrolment fell by nearly half.", "Enrolment fell from 212,000 to 171,000.", "differs"),
    ("Enrolment rose by 19 percent.", "Enrolment fell by 19 percent.", "differs"),
    ("Profits tripled.", "Profits rose from $4 million in 2021 to $12 million in 2023.", "agrees"),
    ("Profits tripled.", "Profits rose from $4 million in 2021 to $5 million in 2023.", "differs"),
    ("Exports doubled.", "Exports rose by 100 percent.", "agrees"),
    ("Exports doubled.", "Exports rose by 8 percent.", "differs"),
    ("The deficit shrank by $20 billion.", "The deficit shrank from $90 billion to $70 billion.", "agrees"),
    ("The deficit shrank by $20 billion.", "The deficit shrank from $90 billion to $85 billion.", "differs"),
    ("The tax was raised by five percentage points.", "The tax was raised from 20% to 25%.", "agrees"),
    ("Support dropped to 38%.", "Support dropped from 45% to 38%.", "agrees"),
    ("Support dropped to 38%.", "Support dropped from 45% to 41%.", "differs"),
    ("Rents increased 12% in Dublin.", "Rents in Dublin increased by 12.1%.", "agrees"),
    ("Rents increased 12% in Dublin.", "Rents in Dublin increased by 3%.", "differs"),
    ("Traffic halved.", "Traffic fell from 80,000 vehicles in 2019 to 40,000 in 2020.", "agrees"),
)

VOTES = _cases(
    ("The Senate passed the bill 58 to 41.", "The Senate passed the bill by a vote of 58-41.", "agrees"),
    ("The Senate passed the bill 58 to 41.", "The Senate passed the bill by a vote of 51-48.", "differs"),
    ("Leeds beat Derby 3-1.", "Leeds won 3-1 against Derby.", "agrees"),
)

RANGES = _cases(
    ("All readings were between 80% and 90%.", "The readings were 85%, 86% and 89.4%.", "agrees"),
    ("All readings were between 80% and 90%.", "The readings were 85%, 86% and 97%.", "differs"),
    ("The repairs will cost 5 to 10 million euros.", "The repairs will cost 7.5 million euros.", "agrees"),
    ("The repairs will cost 5 to 10 million euros.", "The repairs will cost 32 million euros.", "differs"),
)

TIMES = _cases(
    ("The museum opened in June 1997.", "The museum opened on 12 June 1997.", "agrees"),
    ("The museum opened in June 1997.", "The museum opened on 12 June 2003.", "differs"),
    ("The senator resigned last week.", "The senator resigned on May 28, 2025.", "agrees", JUNE),
    ("The senator resigned last week.", "The senator resigned on January 9, 2025.", "differs", JUNE),
    ("The embassy closed yesterday.", "The embassy closed on 4 June 2025.", "agrees", JUNE),
    ("The pact was signed in the first quarter of 2020.", "The pact was signed on 3 February 2020.", "agrees"),
    ("The pact was signed in the first quarter of 2020.", "The pact was signed on 3 August 2020.", "differs"),
    ("The ferry sank in 1994.", "The ferry sank on 28 September 1994.", "agrees"),
    ("The ferry sank in 1994.", "The ferry sank on 28 September 1987.", "differs"),
    ("The minister was appointed three years ago.", "The minister was appointed in 2022.", "agrees", JUNE),
    ("The strike began on Tuesday.", "The strike began on June 3, 2025.", "agrees", JUNE),
)

GATES = _cases(
    ("The fund holds $600 billion.", "The fund holds $600 million.", "not_comparable"),
    ("Exports totaled $40 billion in 2024.", "Exports totaled $31 billion in 2018.", "not_comparable"),
    ("Nissan built 300,000 cars.", "Toyota built 900,000 cars.", "not_comparable"),
    (
        "The region imported 5 million tonnes of wheat.",
        "The region exported 9 million tonnes of wheat.",
        "not_comparable",
    ),
    ("Flight 370 carried 239 people.", "Flight 17 carried 298 people.", "not_comparable"),
    ("Route 66 was closed.", "Route 40 was closed.", "not_comparable"),
    ("The law has 12 articles.", "Article 50 of the law was repealed.", "not_comparable"),
    ("The suspect is 34 years old.", "The suspect lived there for 12 years.", "not_comparable"),
    ("Some 400 men were arrested.", "Some 90 women were arrested.", "not_comparable"),
    ("It was the third strike this year.", "In 2023 the union held five strikes.", "not_comparable", JUNE),
    ("Revenue rose by 8%.", "Revenue was $8 million.", "not_comparable"),
    ("The hotline is 555-0142-7788.", "The hotline took 9,000 calls.", "not_comparable"),
    ("The office is at 1600 Harbor Street.", "The office employs 40 people.", "not_comparable"),
    ("Turnout was 61 percent.", "Turnout was never 80 percent.", "not_comparable"),
    ("The average wage is $30,000.", "The minimum wage is $15,000.", "not_comparable"),
)

TABLES = _cases(
    ("Hale Irwin has 45 wins.", "Rank: 1; Player: Hale Irwin; Earnings: 24920665; Wins: 45", "agrees"),
    ("Hale Irwin has 11 wins.", "Rank: 1; Player: Hale Irwin; Earnings: 24920665; Wins: 45", "differs"),
    ("Norway's population is 5.5 million.", "Country: Norway; Capital: Oslo; Population: 5,550,000", "agrees"),
    ("Norway's population is 9 million.", "Country: Norway; Capital: Oslo; Population: 5,550,000", "differs"),
    ("Sweden's population is 9 million.", "Country: Norway; Capital: Oslo; Population: 5,550,000", "not_comparable"),
    ("Police recorded a total of 500 crimes.", "Crimes: burglary: 120; theft: 300; fraud: 80", "agrees"),
    ("Police recorded a total of 900 crimes.", "Crimes: burglary: 120; theft: 300; fraud: 80", "not_comparable"),
)

CASES = [
    pair for group in (WORDING, NUMERALS, SHARES, UNITS, CHANGES, VOTES, RANGES, TIMES, GATES, TABLES) for pair in group
]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.claim} / {case.evidence}" for case in CASES])
def test_the_outcome_is_a_careful_readers(case: Case) -> None:
    passage = Passage(document_id="e", quote=case.evidence, start=0, end=len(case.evidence))
    found = compare(Claim.from_text(case.claim), passage, case.as_of)
    assert found, "nothing was compared"
    assert found[0].outcome == case.outcome, found[0].explanation
    outcomes = {check.outcome for check in found}
    assert not {"agrees", "differs"} <= outcomes
