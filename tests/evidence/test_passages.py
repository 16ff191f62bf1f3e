import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.evidence.passages import MAX_CHARACTERS, cut, sections
from factdesk.records import Document


def quotes(text: str, title: str = "") -> list[str]:
    return [passage.quote for passage in cut(Document(text=text, title=title))]


PIECES = st.sampled_from(
    [
        "Trade totaled $582.4 billion in 2024.", "He left.", "It rose.", "\r\n", "\n\n", "\r", " ", "\t", "| a | b |",
        "- item", "😀👩‍👩‍👧", "e\u0301a\u0308", "שלום עולם.", "مرحبا بالعالم.", "这是一个句子。", "U.S.",
        "Mr. Smith", "x" * 950, "\ufeff", "\u2028",
        "\x00", "\ud83d", "\ude00", "Copyright 2025", "# Heading", "1. first", "“Why?”", ".", "...", "\u200f", "\x85",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map(" ".join), st.text())


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_every_passage_is_the_span_it_names(text: str) -> None:
    document = Document(text=text, title="A title that is not in the text")
    for passage in cut(document):
        assert text[passage.start : passage.end] == passage.quote
        assert passage.quote == passage.quote.strip()
        assert 0 < len(passage.quote) <= MAX_CHARACTERS
        assert text[: passage.start].endswith(passage.prefix)
        assert text[passage.end :].startswith(passage.suffix)
        assert (passage.document_id, passage.sha256) == (document.id, document.sha256)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_text_with_words_has_a_passage(text: str) -> None:
    if any(character.isalpha() for character in text):
        assert quotes(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "U.S. total goods trade with China were an estimated $582.4 billion in 2024.",
        "Mr. Smith met J. R. Ewing of Acme Inc. on Jan. 17.",
        "It fell by 5.8 percent, i.e. $16.3 billion, according to Dr. Jones.",
        "“Where is it?” she asked on Sept. 5.",
    ],
)
def test_abbreviations_and_decimals_do_not_end_a_sentence(sentence: str) -> None:
    assert quotes(f"{sentence} Nobody at the harbour knew why.")[0] == sentence


def test_each_sentence_is_a_passage() -> None:
    text = "Mexico sold goods worth $839.9 billion. Canada sold goods worth $762.1 billion."
    assert quotes(text) == ["Mexico sold goods worth $839.9 billion.", "Canada sold goods worth $762.1 billion."]


def test_a_sentence_that_leans_on_the_one_before_takes_it_along() -> None:
    text = "The rate on Chinese goods was raised in April. It reached 145% on April 10. Nobody was pleased about that."
    assert quotes(text) == [
        "The rate on Chinese goods was raised in April.",
        "The rate on Chinese goods was raised in April. It reached 145% on April 10.",
        "Nobody was pleased about that.",
    ]


def test_no_passage_has_more_than_three_sentences() -> None:
    text = "Alder opened the pier in May. He was late to it. He spoke at length there. He left before the rain came."
    assert quotes(text)[-1] == "He was late to it. He spoke at length there. He left before the rain came."


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n"])
def test_list_items_and_table_rows_stay_whole(ending: str) -> None:
    rows = ["| Mexico. Total | 839.9 |", "- Canada. It sold goods worth 762.1.", "1. The Union. Goods worth 975.9."]
    wanted = ["| Mexico. Total | 839.9 |", "Canada. It sold goods worth 762.1.", "The Union. Goods worth 975.9."]
    assert quotes(ending.join(rows)) == wanted


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    text = (
        "The port of Antwerp said on Monday that it had handled more than\n"
        "two million containers in the first quarter of the year, which is\n"
        "more than it ever had before in its long history of handling them."
    )
    assert quotes(text) == [text]


def test_boilerplate_and_repetitions_are_left_out() -> None:
    lines = [
        "Ships waited for a week.",
        "Subscribe now to our newsletter",
        "Ships waited for a week.",
        "© 2025 Harbour",
    ]
    assert quotes("\n\n".join(lines)) == ["Ships waited for a week."]


def test_the_title_again_is_left_out() -> None:
    assert quotes("Ships wait\n\nTwelve ships waited for a week.", title="Ships wait!") == [
        "Twelve ships waited for a week."
    ]


@pytest.mark.parametrize("text", ["Photo: a whale in the Hudson", "The same as the title"])
def test_a_document_of_one_line_keeps_it_whatever_it_is(text: str) -> None:
    assert quotes(text, title="The same as the title") == [text]


@pytest.mark.parametrize(
    "sentence",
    [
        "Milton made landfall near Siesta Key at about 8:30 p.m. EDT on October 9, 2024.",
        "The polls close at 8 p.m. Eastern in all but two states of the union.",
        "The doors opened at 9 a.m. Monday, and the last ticket was sold by noon.",
    ],
)
def test_the_stop_of_a_time_of_day_ends_no_sentence(sentence: str) -> None:
    assert quotes(sentence) == [sentence]


def test_a_sentence_may_end_on_a_time_of_day() -> None:
    text = "The polls in the capital closed at 8 p.m. The count began an hour later."
    assert quotes(text) == ["The polls in the capital closed at 8 p.m.", "The count began an hour later."]


@pytest.mark.parametrize("text", ["", " \n\t", "***", "—", "😀"])
def test_a_text_without_words_has_no_passage(text: str) -> None:
    assert quotes(text) == []


def test_the_speaker_of_a_line_stays_with_it() -> None:
    text = "ALDER: We closed the pier in May.\nBIRCH: Nobody told the fishermen.\nALDER: We wrote to them twice."
    assert quotes(text)[0] == "ALDER: We closed the pier in May."


def test_a_speaker_in_capitals_stays_with_what_was_said() -> None:
    text = "SEN. MARCUS HALE: The plan costs $780 billion.\nGOV. DIANE WELLS: It does not.\nHALE: It is in the record."
    assert [passage.quote for passage in cut(Document(text=text))] == text.split("\n")


def test_a_line_of_a_million_characters_is_cut_at_spaces() -> None:
    found = quotes(" ".join(f"word{number}" for number in range(100_000)))
    assert max(map(len, found)) <= MAX_CHARACTERS
    assert all(word.startswith("word") for quote in found for word in quote.split())


def test_a_receipt_shows_the_text_around_it() -> None:
    passage = cut(Document(text="Ships waited outside. Twelve of them left on Sunday. Rain fell all day."))[1]
    assert (passage.prefix, passage.suffix) == ("Ships waited outside. ", " Rain fell all day.")


def test_what_stands_around_a_passage_is_two_whole_sentences_or_lines_on_each_side() -> None:
    text = "\n".join(f"Line {number} of the list. It goes on." for number in range(9))
    passage = next(item for item in cut(Document(text=text)) if "Line 4" in item.quote)
    around = passage.prefix + passage.quote + passage.suffix
    assert "Line 3" in around
    assert "Line 5" in around
    assert "Line 1" not in around
    assert "Line 7" not in around


def test_sentences_too_long_to_be_read_with_a_passage_do_not_stand_around_it() -> None:
    long = "The ship " + "and the ship " * 60 + "left."
    first, _, last = cut(Document(text=f"Ada came to the pier. {long} Ben went home again."))
    assert (first.suffix, last.prefix) == ("", "")


def test_sections_follow_each_other_and_stay_short() -> None:
    passages = cut(
        Document(text="\n\n".join(f"Paragraph number {n} says something about ship {n}." for n in range(200)))
    )
    numbers = sections(passages)
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(numbers[-1] + 1))
    for number in range(numbers[-1] + 1):
        inside = [passage for passage, section in zip(passages, numbers, strict=True) if section == number]
        assert inside[-1].end - inside[0].start <= 2000
