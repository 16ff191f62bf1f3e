from collections.abc import Callable

import pytest

from factdesk.claims.detector import ClaimDetector
from factdesk.records import Attribution, Claim, Document

Find = Callable[[str], list[Claim]]


@pytest.fixture
def find(detector: ClaimDetector) -> Find:
    return lambda text: detector.detect(Document(text=text))


@pytest.mark.parametrize(
    ("text", "said", "attribution"),
    [
        pytest.param(
            "The mayor said on Monday that the bridge cost $40 million.",
            "The bridge cost $40 million.",
            Attribution(speaker="The mayor", cue="said on Monday"),
            id="said that",
        ),
        pytest.param(
            "The bridge cost $40 million, the mayor said.",
            "The bridge cost $40 million.",
            Attribution(speaker="the mayor", cue="said"),
            id="said after",
        ),
        pytest.param(
            "According to the ministry, exports fell by 3% in 2023.",
            "Exports fell by 3% in 2023.",
            Attribution(speaker="the ministry", cue="According to"),
            id="according to",
        ),
        pytest.param(
            "Exports fell by 3% in 2023, according to the ministry.",
            "Exports fell by 3% in 2023.",
            Attribution(speaker="the ministry", cue="according to"),
            id="according to after",
        ),
        pytest.param(
            "The fund reportedly lost $2 billion.",
            "The fund reportedly lost $2 billion.",
            Attribution(speaker="", cue="reportedly"),
            id="reportedly",
        ),
        pytest.param(
            "“The bridge cost $40 million,” the mayor said.",
            "The bridge cost $40 million.",
            Attribution(speaker="the mayor", cue="said", direct=True),
            id="quotation before its speaker",
        ),
        pytest.param(
            'The mayor said: "The bridge cost $40 million."',
            "The bridge cost $40 million.",
            Attribution(speaker="The mayor", cue="said", direct=True),
            id="quotation after its speaker",
        ),
        pytest.param(
            "“The bridge cost $40 million,” the mayor said. “The tunnel cost $90 million.”",
            "The tunnel cost $90 million.",
            Attribution(speaker="the mayor", cue="said", direct=True),
            id="quotation that goes on after its speaker",
        ),
        pytest.param(
            "“The tunnel cost $90 million!” The mayor wrote early on Monday.",
            "The tunnel cost $90 million.",
            Attribution(speaker="The mayor", cue="wrote early on Monday", direct=True),
            id="speaker in a sentence of its own",
        ),
    ],
)
def test_what_was_said_carries_who_said_it(find: Find, text: str, said: str, attribution: Attribution) -> None:
    found = {claim.text: claim.attribution for claim in find(text)}
    assert found.get(said) == attribution


def test_a_quotation_is_not_said_by_who_spoke_before(find: Find) -> None:
    claims = find('China said the talks failed. "They did not fail in May," Petra Holm said.')
    (saying,) = [claim for claim in claims if claim.kind == "quote"]
    assert saying.attribution is None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ('"We built 300 vans," Hill told staff on Monday, according to two guests.', "told on Monday"),
        ("Beef cost $6.54 in May, government figures show, 14% more than a year earlier.", "show"),
        ("Stocks fell by 3 million barrels, the agency said, compared with a forecast rise.", "said"),
    ],
)
def test_a_cue_is_when_and_where_and_to_whom(find: Find, text: str, cue: str) -> None:
    assert cue in {claim.attribution.cue for claim in find(text) if claim.attribution is not None}


def test_the_first_of_two_quoted_sentences_is_said_by_who_is_named_behind_the_second(find: Find) -> None:
    first, *_ = find('"We asked for 9%. We got 4.5%," union leader Johanna Malm said.')
    assert first.attribution is not None
    assert first.attribution.speaker == "union leader Johanna Malm"


def test_the_second_of_two_clauses_is_said_too(find: Find) -> None:
    claims = find("Tenants pay £1,480 a month, and one in nine has been evicted since 2023, a survey showed.")
    assert [claim.attribution.speaker for claim in claims if claim.attribution] == ["a survey", "a survey"]


def test_who_found_something_is_who_stands_before_the_verb(find: Find) -> None:
    (claim, *_) = find(
        "First-time buyers now need to earn more than £60,000 a year to buy a typical home in Bristol, nearly double "
        "the average local wage, research by the property portal Nestbox has found."
    )
    assert claim.attribution is not None
    assert claim.attribution.speaker == "research by the property portal Nestbox"


def test_what_a_court_heard_was_said_there(find: Find) -> None:
    claim = find("The manager withdrew £84,300 in two years, Leicester Crown Court heard.")[0]
    assert claim.text == "The manager withdrew £84,300 in two years."
    assert claim.attribution is not None
    assert claim.attribution.speaker == "Leicester Crown Court"


def test_a_quotation_with_who_said_it_is_told_in_its_own_words(find: Find) -> None:
    claims = find('Webb needs 41 points. "I didn\'t know that until you told me," he said in Leeds.')
    assert not any("Webb didn't" in claim.text for claim in claims)


def test_officials_do_not_do_what_they_tell(find: Find) -> None:
    claims = find("A fire near Udaipur killed 26 passengers before dawn, railway officials said, and injured 41.")
    assert not any(claim.text.startswith("Railway officials") for claim in claims)


def test_a_plain_saying_is_no_claim_of_its_own(find: Find) -> None:
    assert [claim.kind for claim in find("The mayor said that the bridge cost $40 million.")] == ["quantity"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("China accused Japan of dumping cheap steel.", "Japan was dumping cheap steel."),
        ("“The bridge cost $40 million,” the mayor said.", "The bridge cost $40 million."),
        ("The mayor denied that the bridge cost $40 million.", None),
        ("Midwives were told in April that the centre would close.", "The centre would close."),
    ],
)
def test_an_accusation_a_denial_a_quotation_and_who_was_told_are_claims_that_lead_to_what_was_said(
    find: Find, text: str, said: str | None
) -> None:
    claims = find(text)
    saying = next(claim for claim in claims if claim.kind == "quote")
    proposition = next((claim for claim in claims if claim.id == saying.proposition), None)
    assert (proposition.text if proposition else None) == said


def test_an_indirect_question_is_not_stated_by_who_asks_it(find: Find) -> None:
    assert [claim.text for claim in find("The mayor did not say why the bridge cost $40 million.")] == [
        "The mayor did not say why the bridge cost $40 million."
    ]


def test_a_speaker_in_a_transcript_is_who_says_it(find: Find) -> None:
    claims = find("MODERATOR: Welcome to the debate.\nJANE ROE: Crime fell by 12% last year.\nMODERATOR: Thank you.\n")
    assert [(claim.text, claim.attribution and claim.attribution.speaker) for claim in claims] == [
        ("Crime fell by 12% last year.", "Jane Roe")
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Exports fell by 3%, according to the research firm Optra.", "the research firm Optra"),
        ("The mayor ignored a 2021 report that warned that the walls were too low.", "a 2021 report"),
    ],
)
def test_a_speaker_is_told_in_full(detector: ClaimDetector, text: str, speaker: str) -> None:
    claims = detector.detect(Document(text=text))
    assert speaker in {claim.attribution.speaker for claim in claims if claim.attribution}


def test_that_somebody_commented_is_no_claim(find: Find) -> None:
    assert [claim.text for claim in find("The bridge cost $40 million. The mayor of Leeds commented.")] == [
        "The bridge cost $40 million."
    ]


def test_a_source_is_not_said_by_itself(find: Find) -> None:
    claims = find("According to her coach, Daniel Rotich, Chebet ran 30 km a day.")
    said = {claim.text: claim.attribution for claim in claims}
    assert said["Chebet ran 30 km a day."] is not None
    assert said["Her coach was Daniel Rotich."] is None


def test_who_speaks_on_is_read_as_who_spoke_before(find: Find) -> None:
    text = "Anna Smith resigned. “I paid $300,” she said. “My firm paid $900.”"
    assert ("Anna Smith’s firm paid $900.", "Anna Smith") in [
        (claim.text, claim.attribution and claim.attribution.speaker) for claim in find(text)
    ]
