"""The detector as a whole, on texts written for it: what comes out stands where it says, and nothing is invented."""

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factdesk.claims.detector import ClaimDetector
from factdesk.claims.language import require_english
from factdesk.claims.parser import Language
from factdesk.claims.vocabulary import EMPTY
from factdesk.errors import InputError
from factdesk.records import Claim, Document

SENTENCES = [
    "Maria Lopez, the mayor of Springfield, said on Monday that crime fell by 12% last year.",
    "The deal between the two ports, whose traffic reached 4 million containers in 2023, is in doubt.",
    "She also accused the council of hiding a report on the bridge, built in 1932.",
    "“We closed two schools and sold the stadium,” the mayor said, adding that rents rose in May.",
    "A storm hit the coast on Thursday night, killing 12 people and leaving 3,000 without power.",
    "According to the ministry, exports rose 7.4% while imports fell by a fifth.",
    "France and Spain signed a treaty three years ago; the two countries share 300 troops.",
    "The fund — which holds $2 trillion — sold its coal shares, even as it bought oil.",
    "Unemployment (the rate for adults) fell to 4%, the lowest since 1999, because firms hired.",
    "He will visit Paris next month, prior to the summit.",
    "Oxfam, founded in 1942 and based in Oxford, works in Mali, Chad and Niger; it employs 5,000 people.",
    "Built in 1932, the bridge is a toll bridge that opened in May, linking France, Spain and Italy.",
    "Is that so?",
    "Good evening, everybody.",
    "I think taxes are too high.",
    "By Ann Lee",
]
TODAY = date(2025, 6, 5)

#: words that a repair may put in: forms of "be", articles, prepositions of dates
_REPAIRS = {"is", "are", "was", "were", "s", "on", "in", "the", "of"}
_WORDS = re.compile(r"[^\W_]+")


def _texts(draw_from: list[str]) -> st.SearchStrategy[str]:
    noise = [
        "\r\n",
        "\n\n",
        " ",
        "🙂 ",
        "e\u0301 ",
        "שלום עולם ",
        "\u200f",
        "العربية ",
        "\u00a0",
        "…",
        "“",
        '"',
        "(",
        "\t",
    ]
    return st.lists(st.sampled_from([*draw_from, *noise]), max_size=8).map("".join).filter(_mostly_latin)


def _mostly_latin(text: str) -> bool:
    """What is mostly in another alphabet is refused: see test_another_alphabet_is_refused_however_short."""
    return sum(character.isascii() for character in text) >= len(text) / 2


def _invented(claim: Claim, text: str) -> set[str]:
    """Return the content words of a claim that are neither in the document nor in what was resolved."""
    allowed = {word.lower() for word in _WORDS.findall(text)} | _REPAIRS | EMPTY
    for resolution in claim.resolved:
        allowed |= {word.lower() for word in _WORDS.findall(resolution.value)}
    return {word.lower() for word in _WORDS.findall(claim.text)} - allowed


def _is_english(text: str) -> bool:
    try:
        require_english(Document(text=text))
    except InputError:
        return False
    return True


def test_a_condition_turned_round_is_read(detector: ClaimDetector) -> None:
    text = "Had Petitioner pled guilty to that offense or been convicted of it, he could have been jailed for one year."
    assert detector.detect(Document(text=text), everything=True)


def test_a_question_is_listed_with_its_mark(detector: ClaimDetector) -> None:
    (question,) = detector.detect(Document(text="Did taxes rise by 3%?"), everything=True)
    assert question.text == "Did taxes rise by 3%?"


@settings(max_examples=40, deadline=None)
@given(text=_texts(SENTENCES), everything=st.booleans())
def test_every_quote_stands_in_the_document(detector: ClaimDetector, text: str, everything: bool) -> None:
    assume(_is_english(text))
    for claim in detector.detect(Document(text=text), as_of=TODAY, everything=everything):
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote.strip()
        for span in claim.spans:
            assert claim.start <= span.start < span.end <= claim.end
        for place in (*claim.mentions, *claim.resolved):
            assert 0 <= place.start < place.end <= len(text)
        for resolution in claim.resolved:
            assert text[resolution.start : resolution.end] == resolution.phrase


@settings(max_examples=25, deadline=None)
@given(st.permutations(SENTENCES))
def test_nothing_is_invented(detector: ClaimDetector, order: list[str]) -> None:
    text = " ".join(order)
    for claim in detector.detect(Document(text=text), as_of=TODAY):
        # a participle's finite form ("killing" -> "killed") is the one change of a word
        stems = {
            word for word in _invented(claim, text) if f"{word.removesuffix('ed').removesuffix('e')}ing" not in text
        }
        assert stems <= {"left", "links"}, claim.text  # of "leaving" and "linking"


def test_claims_read_like_sentences(detector: ClaimDetector) -> None:
    for claim in detector.detect(Document(text=" ".join(SENTENCES)), as_of=TODAY):
        first = next(character for character in claim.text if character.isalnum())
        assert first.isupper() or first.isdigit()
        assert claim.text.endswith((".", "!", "?", "”"))
        assert not re.search(r" [,.;:)]|\( |,[.,]|  ", claim.text), claim.text


def test_the_owner_of_a_relative_clause_is_recorded_and_the_quote_is_the_clause(detector: ClaimDetector) -> None:
    text = "The deal between the two ports — whose traffic reached 4 million containers in 2023 — is in doubt."
    claims = detector.detect(Document(text=text))
    claim = next(claim for claim in claims if "containers" in claim.text)
    assert claim.text == "The two ports' traffic reached 4 million containers in 2023."
    assert claim.quote == "traffic reached 4 million containers in 2023"
    assert [(found.phrase, found.source) for found in claim.resolved] == [("whose", "owner")]


def test_a_statement_in_two_pieces_keeps_both(detector: ClaimDetector) -> None:
    text = "The call lasted 90 minutes and focused on trade."
    claim = detector.detect(Document(text=text))[-1]
    assert [text[span.start : span.end] for span in claim.spans] == ["The call", "focused on trade"]


def test_everything_lists_what_is_no_claim_as_what_it_is(detector: ClaimDetector) -> None:
    text = (
        "Good evening.\nDid exports fall?\nI think so, and so do you.\nExports fell by 3%.\nSign up for our newsletter."
    )
    document = Document(text=text)
    assert [claim.kind for claim in detector.detect(document)] == ["quantity"]
    kinds = [claim.kind for claim in detector.detect(document, everything=True)]
    assert kinds == ["greeting", "question", "opinion", "quantity", "boilerplate"]


def test_near_duplicates_are_one_claim_with_all_its_places(detector: ClaimDetector) -> None:
    text = "Exports fell by 3% in 2023.\nOil rose.\nIn 2023, exports fell by 3%.\nExports fell by 4% in 2023."
    claims = detector.detect(Document(text=text))
    expected = ["Exports fell by 3% in 2023.", "Oil rose.", "Exports fell by 4% in 2023."]
    assert [claim.text for claim in claims] == expected
    assert [text[place.start : place.end] for place in claims[0].mentions] == ["In 2023, exports fell by 3%"]


def test_members_of_a_long_list_are_no_near_duplicates(detector: ClaimDetector) -> None:
    text = (
        "The competition (For Inspiration and Recognition of Young Talent) was founded by Dean Kamen to encourage "
        "interest in applied science, technology and mathematics in young people."
    )
    found = [claim.text.partition("interest in ")[2] for claim in detector.detect(Document(text=text))]
    assert found == [
        "applied science in young people.",
        "technology in young people.",
        "mathematics in young people.",
    ]


def test_a_denial_does_not_merge_with_what_it_denies(detector: ClaimDetector) -> None:
    claims = detector.detect(
        Document(text="The minister visited the plant in May 2023. The minister did not visit the plant in May 2023.")
    )
    assert len(claims) == 2


def test_the_headline_is_not_said_twice(detector: ClaimDetector) -> None:
    headline, body = "Crime falls by 12% in Springfield", "Crime fell by 12% last year, the mayor said."
    document = Document(text=f"{headline}\n{body}", title=headline, published=TODAY)
    assert {claim.start >= len(headline) for claim in detector.detect(document)} == {True}


def test_a_first_line_without_a_full_stop_is_the_headline_of_a_long_text_and_part_of_a_short_one(
    detector: ClaimDetector,
) -> None:
    line, body = "Exports fall by 3% in May", "The bridge was built in 1932 and carries eight lanes.\n"
    assert detector.detect(Document(text=f"{line}\n{body * 20}"))[0].start > len(line)
    assert detector.detect(Document(text=f"{line}\n{body}"))[0].start == 0


def test_the_threshold_decides_what_is_kept(detector: ClaimDetector) -> None:
    document = Document(text="Exports fell by 3%.")
    strict = ClaimDetector(detector.parser, detector.scorer, threshold=0.95)
    assert strict.detect(document) == []
    assert [claim.kind for claim in strict.detect(document, everything=True)] == ["opinion"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\r\n", "a", "1", "🙂", "\u0301", "\ufeff", "א", "?", "“", "\x00", "\ud800"]
)
def test_next_to_nothing_has_no_claim(detector: ClaimDetector, text: str) -> None:
    assert detector.detect(Document(text=text)) == []


@pytest.mark.parametrize("filler", ["x", "((((", "Exports fell and ", "“", "a“"])
def test_a_very_long_line_is_read(detector: ClaimDetector, filler: str) -> None:
    text = filler * (10_000 // len(filler))
    try:
        claims = detector.detect(Document(text=text))
    except InputError:
        claims = []
    assert all(text[claim.start : claim.end] == claim.quote for claim in claims)


def test_each_of_several_documents_has_the_claims_that_it_has_alone(detector: ClaimDetector) -> None:
    documents = [Document(text=" ".join(SENTENCES[start:])) for start in range(6)]
    alone = [detector.detect(document, as_of=TODAY) for document in documents]
    assert list(detector.detect_each(documents, as_of=TODAY)) == alone
    assert list(detector.detect_each([])) == []


def test_a_document_that_fails_stops_no_other(nlp: Language) -> None:
    class Choking:
        version = "choking-1"

        def predict(self, sentences: Sequence[str]) -> npt.NDArray[np.float32]:
            if any("poison" in sentence for sentence in sentences):
                raise RuntimeError("the network choked")
            return np.ones((len(sentences), 2), np.float32)

    texts = (
        "The bridge was built in 1932.",
        "Мост был построен в 1932 году.",
        "The poison was sold in 1932.",
        "The road was built in 1940.",
    )
    found = list(ClaimDetector(nlp, Choking()).detect_each(Document(text=text) for text in texts))
    told = [one if isinstance(one, Exception) else [claim.text for claim in one] for one in found]
    assert [told[0], told[3]] == [["The bridge was built in 1932."], ["The road was built in 1940."]]
    assert isinstance(told[1], InputError)
    assert str(told[2]) == "the network choked"


def test_documents_are_drawn_two_ahead_at_most(detector: ClaimDetector) -> None:
    drawn: list[int] = []
    documents = (
        Document(text=f"The bridge was built in {1900 + number}.") for number in range(9) if not drawn.append(number)
    )
    for number, _ in enumerate(detector.detect_each(documents)):
        assert len(drawn) <= number + 3
    assert len(drawn) == 9


def test_another_language_gets_a_clear_message(detector: ClaimDetector) -> None:
    german = "Die Ausfuhren sind im vergangenen Jahr um drei Prozent gesunken, teilte das Ministerium mit. " * 5
    with pytest.raises(InputError, match="does not read like English"):
        detector.detect(Document(text=german, title="Bericht"))
    with pytest.raises(InputError, match="marked as 'de'"):
        detector.detect(Document(text="Exports fell.", language="de"))


@pytest.mark.parametrize(
    "text", ["Совет проголосовал за терминал.", "议会投票赞成建设第二个码头。", "صوت المجلس لصالح المحطة."]
)
def test_another_alphabet_is_refused_however_short(detector: ClaimDetector, text: str) -> None:
    with pytest.raises(InputError, match="not written in the English alphabet"):
        detector.detect(Document(text=text))


def test_english_that_quotes_another_alphabet_is_read(detector: ClaimDetector) -> None:
    detector.detect(Document(text="Exports fell by 3 percent last year, the ministry (министерство) said."))


@pytest.mark.parametrize(
    "text",
    [
        "Die Ausfuhren sind im vergangenen Jahr um drei Prozent gesunken, und das Defizit ist gewachsen.",
        "Les exportations ont baissé dans le pays, et la dette est montée.",
    ],
    ids=["German", "French"],
)
def test_a_few_sentences_of_another_language_are_enough_to_tell(detector: ClaimDetector, text: str) -> None:
    with pytest.raises(InputError, match="Claims are found in English only"):
        detector.detect(Document(text=text, title="Report"))


def test_english_with_foreign_names_is_english(detector: ClaimDetector) -> None:
    text = "Die Zeit and El País reported that Ursula von der Leyen met Luiz Inácio Lula da Silva in São Paulo in 2023."
    assert detector.detect(Document(text=text))


def test_the_version_names_the_scorer_and_the_parser(detector: ClaimDetector) -> None:
    assert detector.version.startswith("scores-1+core_web_sm")


def test_the_same_article_has_the_same_ids(detector: ClaimDetector) -> None:
    document = Document(text=" ".join(SENTENCES))
    assert detector.detect(document) == detector.detect(document)


def test_thanks_to_somebody_is_no_greeting(detector: ClaimDetector) -> None:
    (claim,) = detector.detect(Document(text="Thanks to the work of the police, 300 men have been arrested."))
    assert claim.kind == "quantity"


def test_the_first_line_of_a_post_is_no_headline(detector: ClaimDetector) -> None:
    first = "The council just voted to hand $48 million to the owners of the Hawks"
    rest = "It closed 3 fire stations in May. " * 12
    found = detector.detect(Document(text=f"{first} 🤬\n\n{rest}", title=f"{first} 🤬"))
    assert found[0].text == f"{first}."
    told = detector.detect(Document(text=f"{first}\n\n{rest} The vote cost $48 million.", title=first))
    assert found[0].text not in [claim.text for claim in told]


def test_that_somebody_said_an_opinion_word_for_word_is_no_claim(detector: ClaimDetector) -> None:
    text = '"I think taxes are high," Ana Ruiz said. "Taxes rose 4% in May," Tom Ekberg said.'
    found = detector.detect(Document(text=text))
    assert [claim.text for claim in found] == ['"Taxes rose 4% in May," Tom Ekberg said.', "Taxes rose 4% in May."]
    listed = detector.detect(Document(text=text), everything=True)
    assert [claim.kind for claim in listed[:2]] == ["opinion", "opinion"]
    assert all(claim.reasons.count("is an opinion") == 1 for claim in listed[:2])
