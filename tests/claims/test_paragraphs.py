import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.claims.paragraphs import LONGEST, paragraphs

_PIECES = st.sampled_from(
    [
        "Exports fell by 3%. ",
        "\r\n",
        "\n\n",
        "\n",
        "JANE ROE: ",
        "- ",
        "1. ",
        "🙂",
        "e\u0301",
        "שלום ",
        "\x00",
        "\u2028",
        "a" * 80,
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_every_paragraph_stands_where_it_says_and_no_word_is_lost(text: str) -> None:
    found = list(paragraphs(text))
    for paragraph in found:
        assert text[paragraph.start : paragraph.start + len(paragraph.text)] == paragraph.text
        assert paragraph.text.strip()
    starts = [paragraph.start for paragraph in found]
    assert starts == sorted(starts)
    kept = "".join(paragraph.text for paragraph in found)
    assert kept.count("Exports") == text.count("Exports")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("MILLBROOK, Vt. — The river rose.", "The river rose."),
        ("WASHINGTON (AP) — The president signed it.", "The president signed it."),
        ("LONDON, March 6 (Reuters) - Shell reported a loss.", "Shell reported a loss."),
        ("NEW YORK, Jan. 17, 2025 /PRNewswire/ -- Acme opened.", "Acme opened."),
        ("Berlin (dpa) - The train was late.", "The train was late."),
        ("ST. LOUIS — “We won,” he said.", "“We won,” he said."),
        ("NATO — the alliance — said it would.", "NATO — the alliance — said it would."),
        ("COVID-19 — A disease.", "COVID-19 — A disease."),
        ("IBM - a company - grew.", "IBM - a company - grew."),
        ("The U.S. — China and others — will pay.", "The U.S. — China and others — will pay."),
    ],
)
def test_a_dateline_is_no_part_of_what_is_told(line: str, told: str) -> None:
    assert [part.text for part in paragraphs(line)] == [told]


def test_a_line_is_a_paragraph() -> None:
    assert [part.text for part in paragraphs("One thing.\nAnother.\r\n\r\nA third.")] == [
        "One thing.",
        "Another.",
        "A third.",
    ]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "The council said on Monday that the bridge over the river\n"
        "would be closed for three weeks, and that the detour would\n"
        "add twenty minutes.\n\nA second paragraph."
    )
    assert [part.text for part in paragraphs(text)] == [text[: text.index("\n\n")], "A second paragraph."]


def test_a_speaker_is_set_apart_where_a_text_has_several_turns() -> None:
    text = "MODERATOR: Good evening.\nGOV. JANE ROE: Crime fell.\nSo did prices.\n"
    assert [(part.speaker, part.text) for part in paragraphs(text)] == [
        ("Moderator", "Good evening."),
        ("Gov. Jane Roe", "Crime fell."),
        (None, "So did prices."),
    ]


@pytest.mark.parametrize(("one", "other"), [("Trump", "Harris"), ("Q", "A"), ("Speaker 1", "Speaker 2")])
def test_single_words_that_take_turns_are_speakers(one: str, other: str) -> None:
    text = f"{one}: Crime fell.\n{other}: It rose.\n{one}: Not so.\n{other}: It did.\n"
    assert [part.speaker for part in paragraphs(text)] == [one, other, one, other]


def test_the_headings_of_a_form_are_no_speakers() -> None:
    text = "Ingredients: 3 eggs.\nMethod: Beat the eggs.\nTime: 5 minutes.\n"
    assert {part.speaker for part in paragraphs(text)} == {None}


def test_a_single_colon_makes_no_speaker() -> None:
    assert [part.speaker for part in paragraphs("BREAKING: Exports fell.\nThey fell by 3%.")] == [None, None]


@pytest.mark.parametrize("bullet", ["- ", "• ", "* ", "1. ", "(2) "])
def test_a_bullet_is_set_apart(bullet: str) -> None:
    (paragraph,) = paragraphs(f"{bullet}Exports fell.")
    assert paragraph.text == "Exports fell."


def test_a_number_that_begins_a_sentence_is_no_bullet() -> None:
    (paragraph,) = paragraphs("12. 5 million people left.")
    assert paragraph.text.endswith("12. 5 million people left.")


@pytest.mark.parametrize("filler", ["word ", "x", "Exports fell. "])
def test_a_very_long_line_is_cut(filler: str) -> None:
    text = filler * (50_000 // len(filler))
    found = list(paragraphs(text))
    assert all(len(paragraph.text) <= LONGEST for paragraph in found)
    assert sum(len(paragraph.text) for paragraph in found) >= len(text.rstrip())


def test_the_parts_of_a_fact_check_are_no_speakers() -> None:
    text = "CLAIM: A video shows a turbine.\n\nVERDICT: False. It is hot water.\n\nTHE FACTS: The clip is old."
    found = list(paragraphs(text))
    assert [part.text for part in found] == text.split("\n\n")
    assert all(part.speaker is None for part in found)


def test_a_surname_in_capitals_is_who_was_named_in_full() -> None:
    text = "SEN. MARCUS HALE: Thank you.\nGOV. DIANE WELLS: No.\nHALE: It is so.\nWELLS: It is not.\n"
    assert [part.speaker for part in paragraphs(text)] == ["Sen. Marcus Hale", "Gov. Diane Wells"] * 2


def test_what_a_flash_opens_with_is_no_part_of_it() -> None:
    assert [part.text for part in paragraphs("BREAKING: The council voted to close 3 fire stations.")] == [
        "The council voted to close 3 fire stations."
    ]


def test_the_labels_of_minutes_are_no_speakers() -> None:
    text = "RESOLVED: That the plan be adopted.\nNOTED: The report.\nRESOLVED: That it be sold.\nNOTED: Its state."
    assert [part.speaker for part in paragraphs(text)] == [None] * 4
