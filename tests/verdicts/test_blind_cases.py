"""Two more rounds of claims and evidence with a careful reader's outcome, all written before any of them was run."""

from collections.abc import Callable
from datetime import date

import pytest

from factdesk.records import Attribution, Claim, Passage, Stance
from factdesk.verdicts import compare, judge

JUNE = date(2025, 6, 5)
Row = tuple[str, str, str] | tuple[str, str, str, date]

WORDING: list[Row] = [
    ("The plant will cost just under €3 billion.", "The plant will cost €2.9 billion.", "agrees"),
    ("The plant will cost just under €3 billion.", "The plant will cost €3.4 billion.", "differs"),
    ("Well over 200 schools were closed.", "The ministry closed 263 schools.", "agrees"),
    ("Well over 200 schools were closed.", "The ministry closed 150 schools.", "differs"),
    ("No fewer than 15 ministers resigned.", "Eleven ministers resigned.", "differs"),
    ("The rebate is worth up to $7,500.", "The rebate is worth $7,500.", "agrees"),
    ("As many as 300 homes were destroyed.", "The fire destroyed 412 homes.", "differs"),
    ("The army deployed upwards of 5,000 troops.", "The army deployed 5,600 troops.", "agrees"),
    ("The hospital has 1,050 beds.", "The hospital has over 1,000 beds.", "not_comparable"),
    ("The hospital has 800 beds.", "The hospital has more than 1,000 beds.", "differs"),
    ("More than 1,000 people were evacuated.", "At least 1,400 people were evacuated.", "agrees"),
    ("Fewer than 20 tigers remain in the park.", "Between 25 and 30 tigers remain in the park.", "differs"),
    ("Millions of voters were purged.", "The state purged 48,000 voters.", "differs"),
    ("Mortgage rates are at 6.8%.", "Mortgage rates stand at 6.81 percent.", "agrees"),
    (
        "The clean-up could cost up to $100 billion.",
        "The clean-up could cost between $60 billion and $80 billion.",
        "imprecise",
    ),
    ("Up to 500 jobs could go.", "Up to 60 jobs could go.", "differs"),
    ("Up to 500 jobs could go.", "Between 300 and 500 jobs could go.", "agrees"),
]

UNITS: list[Row] = [
    ("The pipeline is some 1,200 km long.", "The pipeline has a length of 746 miles.", "agrees"),
    ("The drug costs $2,000 a month.", "The drug costs $24,000 a year.", "agrees"),
    (
        "The airline carries 3 million passengers a month.",
        "The airline carries 36.4 million passengers a year.",
        "agrees",
    ),
    ("The company makes 500 cars a day.", "The company makes 182,500 cars a year.", "agrees"),
    ("The port handles 4 million containers a year.", "The port handled 4.05 million containers in 2024.", "agrees"),
    ("The port handles 4 million containers a year.", "The port handled 1.2 million containers in 2024.", "differs"),
    ("A litre of petrol costs 1.85 euros.", "A litre of petrol costs €2.35.", "differs"),
    ("The tower is 828 metres tall.", "The tower's height is 2,717 feet.", "agrees"),
    ("The package weighs 5 pounds.", "The package weighs 5 kilograms.", "differs"),
    ("The farm covers 640 acres.", "The farm covers one square mile.", "agrees"),
    (
        "The city raised 1.2 crore rupees for flood relief.",
        "The city raised 12 million rupees for flood relief.",
        "agrees",
    ),
    ("Ticket prices start at 45 pounds.", "Tickets start at £45.", "agrees"),
    ("The spacecraft travelled 2.4 million kilometres.", "The spacecraft travelled 1.5 million miles.", "agrees"),
    ("The bank cut rates by a quarter of a percentage point.", "The bank cut rates by 25 basis points.", "agrees"),
    ("The bank cut rates by a quarter of a percentage point.", "The bank cut rates by 50 basis points.", "differs"),
]

SHARES_AND_VOTES: list[Row] = [
    ("One in ten children is overweight.", "10.3% of children are overweight.", "agrees"),
    ("Two in five renters are behind on payments.", "Some 22 percent of renters are behind on payments.", "differs"),
    ("Three quarters of the reef is dead.", "75 percent of the reef is dead.", "agrees"),
    ("Half a dozen ships were seized.", "Six ships were seized.", "agrees"),
    ("The council approved the plan 9-4.", "The council approved the plan by 9 votes to 4.", "agrees"),
    (
        "The House rejected the amendment 221 to 204.",
        "The amendment was rejected by the House, ayes 204, noes 221.",
        "agrees",
    ),
    ("The motion passed 312 to 288.", "The motion passed: ayes 312, noes 288.", "agrees"),
    ("The motion passed 312 to 288.", "The motion passed: ayes 301, noes 299.", "differs"),
]

DERIVED: list[Row] = [
    ("Membership shrank by about a quarter.", "Membership shrank from 8,200 to 6,100.", "agrees"),
    ("Car production more than doubled.", "Car production went from 410,000 in 2015 to 905,000 in 2023.", "agrees"),
    ("Car production more than doubled.", "Car production rose from 410,000 in 2015 to 690,000 in 2023.", "differs"),
    (
        "Home prices are up 40% since 2019.",
        "The median home price was $250,000 in 2019 and $350,000 in 2024.",
        "agrees",
        JUNE,
    ),
    ("Roughly one in three applicants was rejected.", "Of 2,400 applicants, 790 were rejected.", "agrees"),
    ("Roughly one in three applicants was rejected.", "Of 2,400 applicants, 190 were rejected.", "differs"),
    (
        "The lake lost 60 percent of its water.",
        "The lake's water volume fell from 10 cubic kilometres to 4 cubic kilometres.",
        "agrees",
    ),
    ("The workforce fell by 1,800.", "The workforce fell from 12,000 to 10,200.", "agrees"),
    ("Wages rose 12 percent.", "Wages rose from $25 an hour to $28 an hour.", "agrees"),
    ("Wages rose 12 percent.", "Wages rose from $25 an hour to $26 an hour.", "differs"),
    ("The budget gap widened by €3 billion.", "The budget gap widened from €4 billion to €9 billion.", "differs"),
    ("The party lost 18 seats.", "The party went from 61 seats to 43 seats.", "agrees"),
    (
        "The unemployment rate dropped by 1.5 percentage points.",
        "The unemployment rate dropped from 7.1% to 5.6%.",
        "agrees",
    ),
    ("Smoking has been cut in half since 2000.", "Smoking fell from 28% in 2000 to 14% in 2022.", "agrees"),
    ("The population quadrupled.", "The population grew from 1.1 million in 1960 to 4.4 million in 2020.", "agrees"),
]

GATES: list[Row] = [
    ("Inflation in Turkey is 60%.", "Inflation in Argentina is 211%.", "not_comparable"),
    ("The firm paid $40 million in taxes.", "The firm paid $65 million in dividends.", "not_comparable"),
    ("Ohio has 11.8 million residents.", "Idaho has 1.9 million residents.", "not_comparable"),
    ("The vaccine is 94% effective.", "The booster is 60% effective.", "not_comparable"),
    ("Room 212 was searched.", "Police searched 40 rooms.", "not_comparable"),
    ("Bus 42 hit a tree.", "The bus carried 38 passengers.", "not_comparable"),
    (
        "In 2023, exports to Japan reached $75 billion.",
        "In 2023, exports to Mexico reached $323 billion.",
        "not_comparable",
    ),
    (
        "The company earned $3 billion in the second quarter of 2024.",
        "The company earned $11 billion in 2024.",
        "not_comparable",
    ),
    ("Unemployment among women is 5%.", "Unemployment among men is 7%.", "not_comparable"),
    ("The bridge carries 40,000 vehicles a day.", "The bridge carries 40,000 pedestrians a year.", "not_comparable"),
    ("The company has 3,000 employees.", "The company's 3,000th store opened in Oslo.", "not_comparable"),
    ("The average age of the fleet is 12 years.", "The fleet has 12 ships.", "not_comparable"),
    ("Premium members pay $15 a month.", "Basic members pay $8 a month.", "not_comparable"),
    ("The rescue saved 12 dogs.", "The rescue saved 30 cats.", "not_comparable"),
    ("Real wages rose 2%.", "Nominal wages rose 6%.", "not_comparable"),
    ("The oldest member is 91 years old.", "The youngest member is 24 years old.", "not_comparable"),
    ("Hotel prices rose 9% in Madrid.", "Hotel prices rose 4% in Barcelona.", "not_comparable"),
    (
        "The first phase of the project costs $80 million.",
        "The second phase of the project costs $140 million.",
        "not_comparable",
    ),
    ("Article 370 was revoked.", "The constitution has 395 articles.", "not_comparable"),
    ("Jordan scored 38 points in Game 5.", "Jordan scored 45 points in Game 6.", "not_comparable"),
    (
        "Nearly 30,000 people died in the earthquake.",
        "Nearly 30,000 people were displaced by the earthquake.",
        "not_comparable",
    ),
    (
        "The senator from Vermont received 1,820 votes.",
        "The senator from Maine received 2,400 votes.",
        "not_comparable",
    ),
    ("A barrel of oil costs $82.", "A barrel of whisky costs $1,500.", "not_comparable"),
    ("Joe Biden signed 42 orders.", "Biden signed 42 orders.", "agrees"),
    ("Joe Biden signed 42 orders.", "Biden signed 17 orders.", "differs"),
    ("Joe Biden signed 42 orders.", "Hunter Biden signed 17 orders.", "not_comparable"),
    ("Angela Merkel governed for 16 years.", "Merkel governed for 16 years.", "agrees"),
]

TIMES: list[Row] = [
    ("The harbour opened in 1840, the mayor said.", "The harbour opened in 1840.", "agrees"),
    ("The airport opened in May 2012.", "The airport was opened on 9 May 2012.", "agrees"),
    ("The airport opened in May 2012.", "The airport opened on 31 October 2020.", "differs"),
    (
        "The verdict came three days before the election.",
        "The verdict came on 2 November, and the election was on 5 November.",
        "agrees",
    ),
    (
        "The verdict came three days before the election.",
        "The verdict came on 20 October; the election was held on 5 November.",
        "differs",
    ),
    ("The ceasefire began two weeks ago.", "The ceasefire began on 22 May 2025.", "agrees", JUNE),
    ("The factory closed in the third quarter of 2023.", "The factory closed in August 2023.", "agrees"),
    ("The factory closed in the third quarter of 2023.", "The factory closed in February 2023.", "differs"),
    ("The war lasted more than four years.", "The war lasted 51 months.", "agrees"),
    ("The blackout lasted 36 hours.", "The blackout lasted a day and a half.", "agrees"),
    ("Work on the dam began in the 1960s.", "Work on the dam began in 1964.", "agrees"),
    ("Work on the dam began in the 1960s.", "Work on the dam began in 1978.", "differs"),
    ("The law took effect last year.", "The law took effect on 1 January 2024.", "agrees", JUNE),
    ("The law took effect last year.", "The law took effect on 1 July 2022.", "differs", JUNE),
    ("The first case was reported in December 2019.", "The first case was reported on 17 November 2019.", "differs"),
    ("The summit will take place next month.", "The summit will take place on 14 July 2025.", "agrees", JUNE),
    ("The club won the title in 2015.", "The club won the title in 2019.", "not_comparable"),
    ("The treaty came into force in 2005.", "The treaty was signed in 1997.", "not_comparable"),
    ("The company was founded in 1998.", "The company went public in 2004.", "not_comparable"),
    ("The president took office on January 20, 2021.", "The president took office on Jan. 20, 2021.", "agrees"),
    ("Elections were held on 12 March.", "Elections were held on March 12.", "agrees"),
    ("The tax has been in force since 2010.", "The tax came into force in 2010.", "agrees"),
    ("The strike ended on Friday.", "The strike ended on May 30, 2025.", "agrees", JUNE),
]

#: these differ to a reader, but the words that say so are not all there: the rules stay silent rather than guess
SILENT: list[Row] = [("Voter turnout was 67.2%.", "Turnout was 62.7 percent.", "differs")]

#: a third round, when the rules for the first two stood
THIRD: list[Row] = [
    ("The stadium seats nearly 60,000 spectators.", "The stadium has seats for 58,700 spectators.", "agrees"),
    ("The stadium seats nearly 60,000 spectators.", "The stadium has seats for 41,000 spectators.", "differs"),
    ("The stadium seats nearly 60,000 spectators.", "The stadium has seats for 63,000 spectators.", "imprecise"),
    ("The fund manages $1.2 trillion in assets.", "Assets managed by the fund amount to $1,200 billion.", "agrees"),
    ("The fund manages $1.2 trillion in assets.", "Assets managed by the fund amount to $940 billion.", "differs"),
    ("More than two-thirds of lawmakers voted for the reform.", "71% of lawmakers voted for the reform.", "agrees"),
    ("More than two-thirds of lawmakers voted for the reform.", "58% of lawmakers voted for the reform.", "differs"),
    ("Three in four commuters drive to work.", "75% of commuters drive to work.", "agrees"),
    ("Three in four commuters drive to work.", "Some 48% of commuters drive to work.", "differs"),
    ("The company hired 1,500 engineers.", "The company hired fifteen hundred engineers.", "agrees"),
    ("The company hired 1,500 engineers.", "The company hired 150 engineers.", "differs"),
    ("The marathon is 42.2 kilometres long.", "The marathon is 26.2 miles long.", "agrees"),
    ("The marathon is 42.2 kilometres long.", "The marathon is 42.2 miles long.", "differs"),
    ("The bag weighs 2 kilograms.", "The bag weighs 2,000 grams.", "agrees"),
    ("Unemployment rose to 6.1%.", "The unemployment rate rose to 6.1 percent in May.", "agrees"),
    ("Unemployment rose to 6.1%.", "The unemployment rate rose to 5.2 percent.", "differs"),
    ("Support rose by 4 percentage points.", "Support rose from 38% to 42%.", "agrees"),
    ("Support rose by 4 percent.", "Support rose from 38% to 42%.", "differs"),
    (
        "Profits fell by a third last year.",
        "Profits fell from $9 billion in 2023 to $6 billion in 2024.",
        "agrees",
        JUNE,
    ),
    (
        "Profits fell by a third last year.",
        "Profits fell from $9 billion in 2023 to $8.5 billion in 2024.",
        "differs",
        JUNE,
    ),
    ("Deaths tripled.", "Deaths rose from 400 in 2019 to 1,200 in 2020.", "agrees"),
    ("Deaths tripled.", "Deaths rose from 400 in 2019 to 520 in 2020.", "differs"),
    ("The law was passed in July 2018.", "The law was passed on 3 July 2018.", "agrees"),
    ("The law was passed in July 2018.", "The law was passed on 3 September 2018.", "differs"),
    ("The minister resigned last month.", "The minister resigned on May 20, 2025.", "agrees", JUNE),
    ("The minister resigned last month.", "The minister resigned on February 20, 2025.", "differs", JUNE),
    ("Rainfall was between 40 and 50 millimetres.", "Rainfall was 44 millimetres.", "agrees"),
    ("Rainfall was between 40 and 50 millimetres.", "Rainfall was 71 millimetres.", "differs"),
    ("The festival drew tens of thousands of visitors.", "The festival drew 46,000 visitors.", "agrees"),
    ("The festival drew tens of thousands of visitors.", "The festival drew 3,000 visitors.", "differs"),
    ("The flight took about three hours.", "The flight took 175 minutes.", "agrees"),
    ("The flight took about three hours.", "The flight took fifty minutes.", "differs"),
    ("Platform 9 was closed.", "Platform 12 was closed.", "not_comparable"),
    ("It was the third strike this year.", "In 2022 the union called three strikes.", "not_comparable", JUNE),
    ("Honda recalled 2 million vehicles.", "Ford recalled 600,000 vehicles.", "not_comparable"),
    ("Exports rose by $12 billion.", "Absenteeism rose by 12%.", "not_comparable"),
    ("The debt totaled $34 trillion in 2024.", "The debt totaled $23 trillion in 2019.", "not_comparable"),
    ("The debt totaled $34 trillion in 2024.", "The debt totaled €34 trillion in 2024.", "not_comparable"),
    ("At least 200 people were injured.", "The hospital treated 230 injured people.", "agrees"),
    ("At least 200 people were injured.", "Officials said 85 people were injured.", "differs"),
    ("Kenya's budget is 3.9 trillion shillings.", "Kenya's budget amounts to 3,900 billion shillings.", "agrees"),
    ("The loan is worth 5 lakh rupees.", "The loan is worth 500,000 rupees.", "agrees"),
    ("Fewer than one in ten firms failed.", "7% of firms failed.", "agrees"),
    ("Fewer than one in ten firms failed.", "16% of firms failed.", "differs"),
]

CASES = [row for group in (WORDING, UNITS, SHARES_AND_VOTES, DERIVED, GATES, TIMES, THIRD) for row in group]


@pytest.mark.parametrize("case", CASES, ids=[f"{row[0]} / {row[1]}" for row in CASES])
def test_the_outcome_is_a_careful_readers(case: Row, require_outcome: Callable[..., None]) -> None:
    require_outcome(*case)


@pytest.mark.parametrize("case", SILENT)
def test_what_is_not_certain_is_left_to_the_model(case: Row) -> None:
    passage = Passage(document_id="e", quote=case[1], start=0, end=len(case[1]))
    assert [check.outcome for check in compare(Claim.from_text(case[0]), passage)] == ["not_comparable"]


#: what was said, by whom it is claimed to be said, in quotation marks or not, what the reference has, what follows
SPOKEN = [
    ("The dam is safe.", "Elena Marsh", False, "Marsh insisted the dam is safe.", "said"),
    ("The dam is safe.", "Elena Marsh", False, "Inspector Tom Hale said the dam is safe.", "other_speaker"),
    (
        "“We had no choice but to close the plant”",
        "Ines Duarte",
        True,
        "“We had no choice but to close the plant,” said Duarte.",
        "said",
    ),
    (
        "“We had no choice but to close the plant”",
        "Ines Duarte",
        True,
        "“We had every reason to sell the fleet,” said Duarte.",
        "not_found",
    ),
    (
        "Taxes will not rise before 2027.",
        "the finance ministry",
        False,
        "The finance ministry said taxes will not rise before 2027.",
        "said",
    ),
    ("Taxes will not rise.", "Paul Orban", False, "Prime Minister Paul Orban said taxes will rise.", "not_found"),
    ("The harbour opened in 1840.", "the mayor", False, "The mayor said the harbour opened in 1840.", "said"),
    (
        "Losses reached $3 billion.",
        "a company spokesman",
        False,
        "A spokesman for the company said losses reached $3 billion.",
        "said",
    ),
    (
        "The bill would cost jobs.",
        "Dana Cole",
        False,
        "Amir Shah, a rival of Dana Cole, said the bill would cost jobs.",
        "other_speaker",
    ),
    ("“I will resign”", "Lena Ott", True, "Reporters asked Lena Ott whether she would resign.", "not_found"),
]


@pytest.mark.parametrize(("text", "speaker", "direct", "evidence", "outcome"), SPOKEN)
def test_who_said_it_is_a_careful_readers(text: str, speaker: str, direct: bool, evidence: str, outcome: str) -> None:
    claim = Claim.from_text(text).evolve(attribution=Attribution(speaker=speaker, cue="said", direct=direct))
    passage = Passage(document_id="e", quote=evidence, start=0, end=len(evidence))
    said = judge(claim, [passage], [Stance(supports=0.1, refutes=0.1, nei=0.8)]).said
    assert said is not None
    assert said.outcome == outcome, said.explanation
