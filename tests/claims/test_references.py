import pytest

from factdesk.claims.detector import ClaimDetector
from factdesk.records import Claim, Document


def _last(detector: ClaimDetector, text: str) -> Claim:
    return detector.detect(Document(text=text))[-1]


@pytest.mark.parametrize(
    ("text", "expected", "phrase"),
    [
        pytest.param(
            "Maria Lopez won the race in 2019. She raised taxes by 3% in 2020.",
            "Maria Lopez raised taxes by 3% in 2020.",
            "She",
            id="she",
        ),
        pytest.param(
            "Acme Corporation opened a plant in Leeds. It employs 300 people there.",
            "Acme Corporation employs 300 people there.",
            "It",
            id="it",
        ),
        pytest.param(
            "Teachers went on strike on 3 May 2021. They asked for a raise of 5%.",
            "Teachers asked for a raise of 5%.",
            "They",
            id="they",
        ),
        pytest.param(
            "Joe Biden met Rishi Sunak in Belfast. The two leaders spoke for 40 minutes.",
            "Joe Biden and Rishi Sunak spoke for 40 minutes.",
            "The two leaders",
            id="the two leaders",
        ),
        pytest.param(
            "France and Spain signed a treaty in 2019. The two countries share 3,000 troops.",
            "France and Spain share 3,000 troops.",
            "The two countries",
            id="the two countries",
        ),
        pytest.param(
            "The Northern Transport Authority fined the firm. Drivers owe the authority $3 million.",
            "Drivers owe The Northern Transport Authority $3 million.",
            "the authority",
            id="the authority",
        ),
    ],
)
def test_a_reference_with_one_reading_is_replaced_and_recorded(
    detector: ClaimDetector, text: str, expected: str, phrase: str
) -> None:
    claim = _last(detector, text)
    assert claim.text.lower() == expected.lower()
    (resolution,) = claim.resolved
    assert (resolution.phrase, resolution.source) == (phrase, "antecedent")
    assert text[resolution.start : resolution.end] == phrase
    assert claim.unresolved == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("John met Peter in Rome. He paid 300 euros.", "He", id="two men"),
        pytest.param("It is raining. They owe $3 million.", "They", id="nobody named"),
        pytest.param("He was arrested in 2019.", "He", id="first word of the text"),
        pytest.param("Joe Biden met Rishi Sunak and Emmanuel Macron. The two leaders spoke for 40 minutes.",
                     "The two leaders", id="three leaders"),
        pytest.param("We cut taxes by 3%.", "We", id="who speaks is not known"),
        pytest.param("It is one of the five ports of the country.", "It", id="the port is meant"),
        pytest.param("That agreement failed in 2019.", "That agreement", id="pointing"),
    ],
)  # fmt: skip
def test_a_reference_with_two_readings_or_none_is_left_and_listed(
    detector: ClaimDetector, text: str, word: str
) -> None:
    claim = _last(detector, text)
    assert word in claim.unresolved
    assert claim.text.startswith(word)
    assert claim.resolved == ()


def test_a_woman_is_not_he(detector: ClaimDetector) -> None:
    claim = _last(detector, "Mary Jones met Peter Brown in Rome. He paid 300 euros.")
    assert claim.text == "Peter Brown paid 300 euros."


def test_a_pronoun_beside_its_name_is_left_alone(detector: ClaimDetector) -> None:
    claim = _last(detector, "Acme sold its plant in Leeds for $3 million.")
    assert claim.text == "Acme sold its plant in Leeds for $3 million."
    assert (claim.resolved, claim.unresolved) == ((), ())


def test_an_i_in_a_quotation_is_who_speaks(detector: ClaimDetector) -> None:
    claims = detector.detect(Document(text="“I paid $300 in taxes,” Anna Smith said."))
    assert "Anna Smith paid $300 in taxes." in [claim.text for claim in claims]


def test_a_quotation_is_told_in_its_own_words(detector: ClaimDetector) -> None:
    claims = detector.detect(Document(text="Anna Smith resigned. “I paid $300 last week,” she said."))
    saying = next(claim for claim in claims if claim.kind == "quote")
    assert saying.text == "“I paid $300 last week,” Anna Smith said."


def test_a_speaker_whom_no_list_of_names_has_is_a_rival_of_the_one_named_before(detector: ClaimDetector) -> None:
    text = (
        "Union President Yolanda Pruitt told a crowd outside City Hall that talks had failed. Superintendent Mark "
        "Delaney said the district could not afford the union's demands, which he said would add $58 million to it."
    )
    found = [claim.text for claim in detector.detect(Document(text=text)) if "$58 million" in claim.text]
    assert found
    assert not any("Pruitt" in claim for claim in found)


def test_a_possessive_of_a_list_is_its_first_members(detector: ClaimDetector) -> None:
    claim = _last(detector, "Paul Rowan left. Two of the dead were a father and his son.")
    assert "Rowan" not in claim.text


def test_it_is_not_what_belongs_to_what_it_may_mean(detector: ClaimDetector) -> None:
    claim = _last(detector, "The institute's advice is a catch of zero. In 2019 it recommended 6,000 tonnes.")
    assert claim.text == "In 2019 it recommended 6,000 tonnes."


def test_a_verb_that_leans_on_a_pronoun_is_said_in_full(detector: ClaimDetector) -> None:
    claim = _last(detector, "The bridge opened in 1932. It's the longest in the country.")
    assert claim.text == "The bridge is the longest in the country."


def test_a_phrase_with_a_capital_loses_it_inside_a_sentence(detector: ClaimDetector) -> None:
    claim = _last(detector, "The mayor won in 2019. In 2023 her party lost 9 seats.")
    assert "The mayor" not in claim.text[1:]


def test_two_of_a_kind_that_are_new_are_no_known_pair(detector: ClaimDetector) -> None:
    assert _last(detector, "There were two teams from Syria.").unresolved == ()


def test_an_it_before_a_duty_and_a_privilege_stands_for_nothing(detector: ClaimDetector) -> None:
    claim = _last(detector, "History called in 1941. It is both our duty and our privilege to fight.")
    assert "History" not in claim.text
