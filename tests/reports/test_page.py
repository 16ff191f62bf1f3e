import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.records import (
    Attribution,
    Check,
    Claim,
    Document,
    Evidence,
    Passage,
    Report,
    Span,
    Stance,
    Verdict,
    Versions,
)
from factdesk.reports import to_html
from factdesk.reports.highlight import runs

HOSTILE = (
    "</script><script>alert(1)</script> \" ' onload=x <img src=x onerror=alert(1)> {{ 7*7 }} \u202e\u2066 &amp; --> ]]>"
)


class Tags(HTMLParser):
    """All tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def article_text(page: str) -> str:
    return lxml.html.document_fromstring(page).find_class("text")[0].text_content()


def require_harmless(page: str) -> None:
    allowed = {"style", "a", "svg", "rect"}
    for tag, attributes in Tags(page).tags:
        assert tag not in {"script", "img", "iframe", "object", "embed", "link", "base", "form", "input", "video"}
        assert not {name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset")}
        if "href" in attributes:
            assert tag in allowed
            assert re.match(r"#|https?://", attributes["href"] or "")
    # The one style sheet is ours and asks for nothing.
    assert page.count("<style>") == 1
    assert "url(" not in page.partition("<style>")[2].partition("</style>")[0]


def test_the_articles_text_stands_on_the_page_character_for_character(report):
    assert article_text(to_html(report)) == report.document.text


def test_each_claim_is_marked_where_it_stands_and_leads_to_its_card(report):
    page = lxml.html.document_fromstring(to_html(report))
    for number, verdict in enumerate(report.verdicts, start=1):
        card = page.get_element_by_id(f"verdict-{number}")
        assert verdict.claim.text.split("\n")[0] in card.text_content()
        assert f"characters {verdict.claim.start}:{verdict.claim.end}" in card.text_content()
        assert verdict.label in card.get("class").split()
        mark = page.get_element_by_id(f"mark-{number}")
        assert verdict.claim.quote.startswith(mark.text_content()[:5])
    marked = [link.text_content() for link in page.find_class("claim")]
    assert marked == [
        "The call lasted about 90 minutes and was about trade",
        "Trade",
        "value was nearly $600 billion in 2024",
        "fell.",
        "Tariffs rose to 145% in April,",
        "and ",
        "stocks opened higher",
    ]


def test_a_card_shows_its_evidence_in_its_surroundings_and_where_that_stands(report):
    card = lxml.html.document_fromstring(to_html(report)).get_element_by_id("verdict-2")
    passage = report.verdicts[1].evidence[0].passage
    assert card.find(".//mark").text == passage.quote
    quoted = " ".join(card.find(".//blockquote").text_content().split())
    assert quoted.startswith("Facts. Trade with China was $582.4 billion in 2024. It fell later.")
    assert f"characters {passage.start}:{passage.end}" in card.text_content()
    assert "“nearly $600 billion” covers $582.4 billion." in card.text_content()
    assert "supports 90%, refutes 4%, says neither 6%" in card.text_content()
    assert card.find(".//cite/a").get("href") == passage.url


@pytest.mark.parametrize("outcome", ["differs", "not_comparable"])
def test_a_card_says_when_a_comparison_and_not_the_model_decided(report, outcome):
    refuted = report.verdicts[3]
    (item,) = refuted.evidence
    check = item.checks[0].evolve(outcome=outcome)
    believed = item.evolve(stance=Stance(supports=0.8, refutes=0.1, nei=0.1), checks=(check,))
    page = to_html(report.evolve(verdicts=(refuted.evolve(evidence=(believed,)),)))
    told = "The model alone read this passage as supporting the claim (80%); the comparison decided."
    assert (told in page) == (outcome == "differs")
    assert "read this passage as" not in to_html(report)


def test_a_headline_that_the_text_begins_with_is_shown_once(report):
    document = Document(text=f"Trade talks\n\n{report.document.text}", title="Trade talks")
    page = to_html(Report(document=document, verdicts=()))
    assert article_text(page) == document.text
    first, second, *_ = lxml.html.document_fromstring(page).find_class("text")[0]
    assert (first.get("hidden"), second.get("hidden")) == ("", None)


def test_only_addresses_of_the_web_become_links(report):
    page = to_html(report)
    assert 'href="https://example.org/facts?a=1&amp;b=2"' in page
    assert "javascript:" not in page
    require_harmless(page)


def test_the_page_allows_nothing_but_its_own_style(report):
    page = to_html(report)
    [policy] = [a["content"] for t, a in Tags(page).tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy


def test_the_page_has_landmarks_a_language_and_one_heading_for_each_claim(report):
    page = lxml.html.document_fromstring(to_html(report))
    assert page.get("lang") == "en"
    for landmark in ("main", "header", "footer", "section"):
        assert page.find(f".//{landmark}") is not None
    assert len(page.findall(".//h1")) == 1
    assert len(page.findall(".//h3")) == len(report.verdicts)
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for link in page.iter("a"):
        if link.get("href").startswith("#"):
            assert link.get("href")[1:] in ids


def test_versions_notes_and_the_count_of_each_label_are_on_the_page(report):
    text = lxml.html.document_fromstring(to_html(report)).text_content()
    for words in ("base 1", "scan.pdf: found no text", "read as of 2025-06-05", report.document.sha256):
        assert words in text
    assert "5 claims: 2 supported, 1 refuted, 1 conflicting, 1 not enough evidence" in text


def test_a_report_without_claims_is_a_page_that_says_so():
    page = to_html(Report(document=Document(text="Hello."), verdicts=()))
    assert "No checkable claim was found" in page
    assert article_text(page) == "Hello."


@pytest.mark.parametrize(
    "words",
    [
        HOSTILE,
        "a\r\nb\rc",
        "\0 \x1b[31m \ud800 \ufffe",
        "مرحبا \u202b بالعالم",
        "e\u0301 \U0001f469\u200d\U0001f469\u200d\U0001f467 \u2028",
    ],
)
def test_hostile_words_anywhere_stay_words(words):
    text = f"{words}\n\n{words} and {words}"
    claim = Claim(
        text=words,
        quote=text[: len(words) + 3],
        start=0,
        end=len(words) + 3,
        attribution=Attribution(speaker=words, cue=words),
    )
    passage = Passage(
        document_id=words,
        quote=words,
        start=0,
        end=len(words),
        title=words,
        url="https://x.org/" + words,
        prefix=words,
        suffix=words,
        site=words,
        factcheck=words,
    )
    check = Check(kind="speaker", claim=words, evidence=words, outcome="differs", explanation=words)
    evidence = Evidence(passage=passage, stance=Stance(supports=1, refutes=0, nei=0), checks=(check,))
    report = Report(
        document=Document(text=text, title=words, url="javascript:" + words, author=words, site=words, language=words),
        verdicts=(Verdict(claim=claim, label="refuted", confidence=1.0, explanation=words, evidence=(evidence,) * 4),),
        versions=Versions(factdesk=words, verifier=words),
        as_of=date(2025, 6, 5),
        notes=(words,),
    )
    page = to_html(report)
    page.encode("utf-8")
    require_harmless(page)
    assert "javascript:" not in page.replace(words, "")
    expected = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe]", "\ufffd", text)
    assert article_text(page) == expected


SPANS = st.lists(st.tuples(st.integers(-3, 40), st.integers(0, 40)), max_size=8)


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("ab \n\r<&é🙂\u0301\u202e"), max_size=40), spans=SPANS)
def test_runs_are_the_text_and_know_which_claims_cover_them(text, spans):
    claims = [
        Claim(text="c", quote="x" * length, start=max(0, start), end=max(0, start) + length) for start, length in spans
    ]
    position = 0
    for run in runs(text, claims):
        assert text[position : position + len(run.text)] == run.text
        for number, claim in enumerate(claims):
            covered = claim.start <= position and position + len(run.text) <= claim.end and claim.start < claim.end
            assert (number in run.claims) == covered
        position += len(run.text)
    assert position == len(text)


@settings(max_examples=30, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("ab \n<&\"'é🙂\u0301\u202eا"), min_size=1, max_size=60), data=st.data())
def test_any_article_with_any_claims_keeps_every_character(text, data):
    places = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4))
    verdicts = tuple(
        Verdict(
            claim=Claim(
                text=text,
                quote=text[min(a, b) : max(a, b)],
                start=min(a, b),
                end=max(a, b),
                mentions=(Span(start=0, end=1),),
            ),
            label="supported",
            confidence=0.5,
        )
        for a, b in places
    )
    page = to_html(Report(document=Document(text=text), verdicts=verdicts))
    assert article_text(page) == text
    ids = [attributes["id"] for _, attributes in Tags(page).tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def luminance(color: str) -> float:
    channels = [int(color[position : position + 2], 16) / 255 for position in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_their_ground_as_wcag_asks(report, scheme):
    colors = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", to_html(report).split(":root {")[1 + scheme]))
    labels = ("supported", "refuted", "conflicting", "not_enough_evidence")
    pairs = [(label, f"{label}-tint") for label in labels]
    pairs += [(label, "card") for label in labels]
    pairs += [("ink", f"{label}-tint") for label in labels]
    pairs += [(word, ground) for word in ("ink", "soft", "link") for ground in ("paper", "card")] + [
        ("ink", "evidence")
    ]
    for word, ground in pairs:
        lighter, darker = sorted((luminance(colors[word]), luminance(colors[ground])), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (word, ground)
