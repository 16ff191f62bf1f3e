"""A contradiction by the model that rests on another time or on something else is set aside; any other stands.

Each pair was written before the rules it tests. The model is sure of the contradiction each time.
"""

from datetime import date

import pytest

from factdesk.records import Claim, Passage, Stance, Verdict
from factdesk.verdicts import judge

AGAINST = Stance(supports=0.03, refutes=0.92, nei=0.05)
JUNE = date(2025, 6, 5)


def contradicted(claim: str, evidence: str, title: str = "") -> Verdict:
    passage = Passage(document_id="d", quote=evidence, start=0, end=len(evidence), title=title)
    return judge(Claim.from_text(claim), [passage], [AGAINST], as_of=JUNE)


ANOTHER_TIME_OR_THING = [
    ("The harbour opened in 1840.", "The first terminal opened in May 2009."),
    ("The museum opened in 1995.", "The museum's new wing opened in 2014."),
    ("The company was founded in 1998.", "The company's German subsidiary was founded in 2006."),
    ("The bridge was closed in 2015 for repairs.", "The tunnel was closed in 2018 for repairs."),
    ("The school closed in June 2011.", "The kindergarten closed in July 2016."),
    ("The club won the title in 2011.", "The club won the title in 2016."),
    ("The minister visited Berlin in May 2022.", "The minister visited Berlin in October 2024."),
    ("The village had 900 residents in 1901.", "The village had 2,300 residents in 2001."),
    ("The town has 9,000 residents.", "In 1950 the town had 4,000 residents."),
    ("Inflation was 9% in 2022.", "Inflation was 3% in 2024."),
    ("The hotel has 12 rooms.", "The museum has 40 rooms."),
    ("The harbour handled 5 million containers.", "The terminal handled 2 million containers."),
    ("The stadium cost $40 million.", "The parking garage cost $9 million."),
    ("The first edition appeared in 1962.", "The second edition appeared in 1971."),
    ("The law was passed in 2004.", "An amendment was passed in 2015."),
]

STANDS = [
    ("The harbour opened in 1840.", "The harbour opened in May 2009."),
    ("The harbour opened in 1840.", "The harbour was never opened; its terminal was finished in May 2009."),
    ("The museum opened in 1995.", "The museum first opened to visitors in 2003."),
    ("The mayor resigned in 2019.", "The mayor stayed in office until her death in 2023."),
    ("The governor signed the bill in March 2020.", "The governor vetoed the bill in April 2020."),
    ("The band released an album in 2004.", "The band has never released an album; a single came out in 2006."),
    ("The plant closed in 2015.", "The plant is still open and hired 40 workers in 2021."),
    ("The bridge was built of stone in 1890.", "The bridge was built of steel in 1932."),
    ("The hotel has 12 rooms.", "The hotel has 40 rooms."),
    ("The harbour handled 5 million containers.", "The harbour handled 2 million containers."),
    ("The village had 900 residents in 1901.", "The village was uninhabited until 1950."),
    ("Unemployment fell to 4% in 2019.", "Unemployment rose to 7% in 2019."),
    ("The senator voted for the bill in 2017.", "The senator voted against the bill in 2017."),
    ("The library burned down in 1911.", "The library was torn down in 1925 and never burned."),
    ("The company was founded in 1998.", "The company was set up in 2004."),
]


@pytest.mark.parametrize(("claim", "evidence"), ANOTHER_TIME_OR_THING)
def test_what_is_told_of_another_time_or_thing_contradicts_nothing(claim: str, evidence: str) -> None:
    found = contradicted(claim, evidence)
    assert found.label == "not_enough_evidence", found.explanation
    assert found.evidence[0].stance == AGAINST, "the model's own stance stays on show"


@pytest.mark.parametrize(("claim", "evidence"), STANDS)
def test_a_contradiction_of_the_same_thing_stands(claim: str, evidence: str) -> None:
    found = contradicted(claim, evidence)
    assert found.label == "refuted", found.explanation
