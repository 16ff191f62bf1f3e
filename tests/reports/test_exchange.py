"""What programs are handed: JSON lines and ClaimReview."""

import json
from datetime import date

import pytest

from factdesk.records import Document, Verdict
from factdesk.reports import to_claimreview, to_jsonl

PLACE = {"url": "https://desk.example/checks/1", "author": "The Desk", "published": date(2025, 6, 6)}


def test_jsonl_is_a_verdict_a_line_with_its_document(report):
    lines = to_jsonl(report).splitlines()
    assert len(lines) == len(report.verdicts)
    for line, verdict in zip(lines, report.verdicts, strict=True):
        row = json.loads(line)
        assert row.pop("schema") == "factdesk.report/1"
        assert row.pop("report") == report.id
        assert row.pop("document")["id"] == report.document.id
        assert Verdict.from_dict(row) == verdict


def test_a_line_separator_in_a_quote_does_not_break_a_line_of_jsonl(report):
    verdict = report.verdicts[0].evolve(explanation="one\ntwo\u2028three\x85four")
    assert len(to_jsonl(report.evolve(verdicts=(verdict,))).split("\n")) == 2


def test_a_review_has_what_google_requires(report):
    text, warnings = to_claimreview(report, **PLACE)
    reviews = json.loads(text)
    assert [review["claimReviewed"] for review in reviews] == [
        verdict.claim.text for verdict in report.verdicts if verdict.label in ("supported", "refuted")
    ]
    for review in reviews:
        assert review["@context"] == "https://schema.org"
        assert review["@type"] == "ClaimReview"
        assert review["url"] == PLACE["url"]
        assert review["author"] == {"@type": "Organization", "name": "The Desk"}
        assert review["datePublished"] == "2025-06-06"
        rating = review["reviewRating"]
        assert (rating["@type"], rating["bestRating"], rating["worstRating"]) == ("Rating", 5, 1)
        assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
        claim = review["itemReviewed"]
        assert claim["@type"] == "Claim"
        assert claim["appearance"]["url"] == "https://news.example/trade"
        assert claim["appearance"]["datePublished"] == "2025-06-05"
    ratings = {review["reviewRating"]["alternateName"]: review["reviewRating"]["ratingValue"] for review in reviews}
    assert ratings == {"Supported": 5, "Refuted": 1}
    assert reviews[0]["itemReviewed"]["author"] == {"@type": "Person", "name": "the president"}
    assert reviews[1]["citation"] == [
        {"@type": "CreativeWork", "name": "Trade facts", "url": "https://example.org/facts?a=1&b=2"}
    ]
    assert warnings == ["2 of 5 verdicts abstain, so they are not published as reviews"]


def test_what_is_missing_is_warned_of_and_left_out(report):
    document = report.document.evolve(url=None)
    text, warnings = to_claimreview(report.evolve(document=document))
    for review in json.loads(text):
        assert not {"url", "author"} & review.keys()
        assert "appearance" not in review["itemReviewed"]
    assert len([warning for warning in warnings if warning.startswith("ClaimReview")]) == 2
    assert any("the article has no http(s) URL" in warning for warning in warnings)


def test_an_address_that_is_none_is_warned_of(report):
    text, warnings = to_claimreview(report, url="javascript:alert(1)", author="x")
    assert "javascript" not in text
    assert "'javascript:alert(1)' is no http(s) address" in warnings[0]


def test_a_claim_that_is_too_long_to_be_shown_whole_is_warned_of(report):
    claim = report.verdicts[0].claim.evolve(text="word " * 20)
    _, warnings = to_claimreview(report.evolve(verdicts=(report.verdicts[0].evolve(claim=claim),)), **PLACE)
    assert warnings == [f"claimReviewed has 100 characters; Google advises at most 75: {claim.text}"]


@pytest.mark.parametrize("words", ["</script><script>alert(1)</script>", "<!-- \u2028", '"quotes" \\ 🙂'])
def test_reviews_may_stand_in_a_script_element(report, words):
    verdict = report.verdicts[0].evolve(claim=report.verdicts[0].claim.evolve(text=words))
    text, _ = to_claimreview(report.evolve(verdicts=(verdict,), document=Document(text="x", title=words)), **PLACE)
    assert "<" not in text
    assert json.loads(text)[0]["claimReviewed"] == words
