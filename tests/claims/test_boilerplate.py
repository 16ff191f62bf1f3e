import pytest

from factdesk.claims.boilerplate import is_boilerplate
from factdesk.claims.detector import ClaimDetector
from factdesk.records import Document

BOILERPLATE = [
    "Please refresh for updates.",
    "This is a developing story.",
    "— The Herald’s Ann Lee and Bo Diaz contributed to this report.",
    "Credit: Source link",
    "Photo: Ann Lee/Getty Images",
    "By Ann Lee and Bo Diaz",
    "By Ann Lee, Staff Writer",
    "Reporting by Ann Lee; editing by Bo Diaz",
    "Sign up for our free daily newsletter.",
    "Sign up here for Harbour Notes, delivered every Friday.",
    "Subscribe now.",
    "Get the latest stories delivered to your inbox.",
    "Subscribe to our newsletter to read more.",
    "We use cookies to improve your experience.",
    "Read more: What the new tariffs mean",
    "© 2025 Herald Media. All rights reserved.",
    "Published: June 5, 2025",
    "Updated June 5, 2025 at 3 p.m.",
    "5 min read",
    "Follow her on Twitter.",
    "newsroom@example.org",
    "https://example.org/story",
    "Advertisement",
    "* * *",
    "",
]
PROSE = [
    "By 2020 the number had doubled.",
    "By Monday, Lopez had left.",
    "The company published its report on Monday.",
    "The source said that 40 people died.",
    "Data from the bureau showed a rise of 3%.",
    "Bakers sold 3 million cookies.",
    "The newsletter has 40,000 readers.",
    "Patients sign up here for the trial.",
    "Registered here in 1921, the ship has 40 cabins.",
    "The video showed the police.",
    "Photos from the scene showed smoke.",
    "Lopez contributed $3 million to the campaign.",
    "Reporting on the war cost 40 lives.",
    "The story of the dam began in 1932.",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_what_belongs_to_the_page_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", PROSE)
def test_what_belongs_to_the_article_is_not(line: str) -> None:
    assert not is_boilerplate(line)


def test_no_claim_comes_from_boilerplate_and_everything_lists_it_as_such(detector: ClaimDetector) -> None:
    document = Document(text="\n".join(["Exports fell by 3%.", *BOILERPLATE]))
    assert [claim.text for claim in detector.detect(document)] == ["Exports fell by 3%."]
    kinds = {claim.kind for claim in detector.detect(document, everything=True)[1:]}
    assert kinds == {"boilerplate"}


def test_a_prompt_in_a_paragraph_leaves_the_rest_of_it(detector: ClaimDetector) -> None:
    document = Document(text="Exports fell by 3%. Sign up for our newsletter.")
    assert [claim.text for claim in detector.detect(document)] == ["Exports fell by 3%."]


def test_a_forecast_that_somebody_compiled_is_no_credit() -> None:
    assert not is_boilerplate("Profit was above a forecast of 3.8 trillion won compiled by LSEG from 21 estimates.")
    assert is_boilerplate("Compiled by Ana Ruiz and Bo Katz.")


@pytest.mark.parametrize(
    "line",
    [
        "A spokesman for Blue Mesa declined to comment.",
        "The ministry did not immediately respond to a request for comment.",
        "Hale did not return two calls.",
        "Email newsdesk@wendcourier.example or call our newsroom.",
    ],
)
def test_who_did_not_answer_and_whom_to_write_to_are_no_claims(line: str) -> None:
    assert is_boilerplate(line)


def test_what_stands_beside_a_silence_is_stated() -> None:
    assert not is_boilerplate("The firm declined to comment, but filings show that it lost 3 million euros.")
    assert not is_boilerplate("The council did not respond to the flood for two days.")
