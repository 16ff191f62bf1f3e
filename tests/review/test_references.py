"""Evidence in its document: where the text came with the report it is shown whole, and else that is said."""

import re

import pytest

from factdesk.records import Document
from factdesk.review.intake import add_report
from factdesk.review.references import LONGEST_REFERENCE
from factdesk.review.tables import ReferenceText

REFERENCE = Document(
    text="The office met.\n\nIt said trade came to $582.4 billion in 2024. Fish were fewer. Prices fell.",
    title="Trade table",
)


@pytest.fixture
def put(store, make):
    """Put a report into the queue whose evidence is these quotes of a reference."""

    def filled(*quotes, reference=REFERENCE, references=(REFERENCE,)):
        document = make.article("Trade rose.")
        verdict = make.verdict(document, "Trade rose.")
        found = verdict.evidence[0]
        pieces = []
        for quote in quotes:
            start = reference.text.index(quote)
            place = {"quote": quote, "start": start, "end": start + len(quote), "sha256": reference.sha256}
            pieces.append(found.evolve(passage=found.passage.evolve(title=reference.title, **place)))
        report = make.report(document, verdict.evolve(evidence=tuple(pieces))).evolve(references=tuple(references))
        with store.writing() as session:
            return add_report(session, report, actor="t", now=make.now)

    return filled


def test_a_piece_of_evidence_is_marked_in_its_whole_document(browse, put):
    put("trade came to $582.4 billion in 2024", "Prices fell.")
    ana = browse("ana")
    assert 'href="/claims/1/evidence/1#evidence"' in ana.get("/claims/1").text
    page = ana.get("/claims/1/evidence/1").text
    assert re.search(
        r'The office met.<span class="gap"></span>It said <mark class="asked" id="evidence" tabindex="-1">trade came',
        page,
    )
    assert "Fish were fewer. <mark>Prices fell.</mark>" in page
    assert "did not come with the report" not in page


def test_a_piece_in_its_document_is_shown_with_its_checks_and_told_with_them(browse, put):
    put("trade came to $582.4 billion in 2024", "Prices fell.")
    ana = browse("ana")
    for page in (ana.get("/claims/1").text, ana.get("/claims/1/evidence/1").text):
        assert "quantity agrees</span> <bdi>nearly $600 billion</bdi> / <bdi>$582.4 billion</bdi>: Close." in page
        assert "supports 90% · refutes 3% · says neither 7%" in page
    told = ana.get("/api/claims/1/evidence/1").json()
    assert [check["outcome"] for check in told["evidence"]["checks"]] == ["agrees"]


def test_pieces_that_overlap_are_marked_once_each(browse, put):
    put("Fish were fewer. Prices fell.", "Prices fell.")
    page = browse("ana").get("/claims/1/evidence/2").text
    assert (
        '<mark>Fish were fewer. </mark><mark class="asked" id="evidence" tabindex="-1">Prices fell.</mark></div>'
        in page
    )


def test_where_the_text_did_not_come_along_that_is_said_and_the_surroundings_are_shown(browse, put):
    put("Prices fell.", references=())
    page = browse("ana").get("/claims/1/evidence/1").text
    assert "did not come with the report" in page
    assert ">Prices fell.</mark>. It had been $575 billion …" in page


def test_a_text_comes_with_a_later_copy_of_the_report_too(browse, put):
    put("Prices fell.", references=())
    assert put("Prices fell.").known
    assert "Fish were fewer." in browse("ana").get("/claims/1/evidence/1").text


@pytest.mark.parametrize(
    "reference",
    [
        REFERENCE.evolve(text="Another text."),
        Document(text="Nothing cites this. Prices fell."),
        Document(text="Prices fell. " + "x" * LONGEST_REFERENCE),
    ],
    ids=["under another's hash", "cited by nothing", "too long"],
)
def test_a_text_is_not_kept(store, browse, put, reference):
    cited = reference if len(reference.text) > LONGEST_REFERENCE else REFERENCE
    put("Prices fell.", reference=cited, references=(reference,))
    with store.reading() as session:
        assert session.query(ReferenceText).count() == 0
    assert "did not come with the report" in browse("ana").get("/claims/1/evidence/1").text


def test_of_a_long_document_what_is_near_is_shown_and_the_rest_is_counted(browse, put):
    long = Document(text="a" * 300_000 + " Prices fell. " + "b" * 300_000)
    put("Prices fell.", reference=long, references=(long,))
    page = browse("ana").get("/claims/1/evidence/1").text
    assert "100,001 characters before this are not shown." in page
    assert "100,001 characters after this are not shown." in page
    assert len(page) < 500_000


def test_a_hostile_document_is_shown_as_text(browse, put):
    hostile = Document(
        text="<script>alert(1)</script> {{7*7}} Prices fell. </div><img src=x onerror=a()>\0", title="<b>"
    )
    put("Prices fell.", reference=hostile, references=(hostile,))
    page = browse("ana").get("/claims/1/evidence/1").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in page
    assert "<script>alert" not in page
    assert "<img" not in page


def test_the_api_tells_the_text_and_where_the_evidence_stands(browse, put):
    put("trade came to $582.4 billion in 2024", "Prices fell.")
    told = browse("ana").api("GET", "/api/claims/1/evidence/2").json()
    assert told["passage"]["quote"] == "Prices fell."
    assert told["text"] == REFERENCE.text
    assert [told["text"][start:end] for start, end in told["spans"]] == [
        "trade came to $582.4 billion in 2024",
        "Prices fell.",
    ]


def test_a_claim_has_no_evidence_of_another(browse, put):
    put("Prices fell.")
    ana = browse("ana")
    for path in ("/claims/1/evidence/9", "/claims/9/evidence/1"):
        assert ana.get(path).status_code == 404
        assert ana.api("GET", f"/api{path}").status_code == 404
