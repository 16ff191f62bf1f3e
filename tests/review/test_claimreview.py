"""ClaimReview out: what search engines require of it, and that it comes back in as the fact-check it was."""

import json
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from factdesk.cli import factdesk
from factdesk.evidence import from_claimreview, read_factchecks
from factdesk.records.addresses import web_address
from factdesk.review import decisions, leases
from factdesk.review.addresses import is_site
from factdesk.review.decisions import Choice
from factdesk.review.exports.claimreview import to_claimreview
from factdesk.review.exports.publication import Publication
from factdesk.review.intake import add_report

SITE = "https://desk.example/checks"

#: https://developers.google.com/search/docs/appearance/structured-data/factcheck: what it requires, and the forms of
#: what it recommends
REQUIRED = Draft202012Validator(
    {
        "type": "object",
        "required": ["@context", "@type", "claimReviewed", "reviewRating", "url"],
        "properties": {
            "@context": {"const": "https://schema.org"},
            "@type": {"const": "ClaimReview"},
            "claimReviewed": {"type": "string", "minLength": 1},
            "url": {"type": "string", "pattern": "^https?://[^ ]+$"},
            "datePublished": {"type": "string", "format": "date"},
            "author": {
                "type": "object",
                "required": ["@type", "name"],
                "properties": {"@type": {"enum": ["Organization", "Person"]}, "name": {"type": "string"}},
            },
            "reviewRating": {
                "type": "object",
                "required": ["@type", "alternateName"],
                "properties": {
                    "@type": {"const": "Rating"},
                    "alternateName": {"type": "string", "minLength": 1},
                    "ratingValue": {"type": "number", "minimum": 1, "maximum": 5},
                    "bestRating": {"const": 5},
                    "worstRating": {"const": 1},
                },
                "dependentRequired": {"ratingValue": ["bestRating", "worstRating"]},
            },
            "itemReviewed": {
                "type": "object",
                "required": ["@type"],
                "properties": {
                    "@type": {"const": "Claim"},
                    "appearance": {"type": "object", "properties": {"url": {"pattern": "^https?://"}}},
                    "datePublished": {"type": "string", "format": "date"},
                },
            },
            "citation": {"type": "array", "items": {"type": "string", "pattern": "^https?://"}},
        },
    },
    format_checker=FormatChecker(),
)


def publish(store, team, make, *, url="https://news.example/trade", speaker="", source="https://s.example/", **choice):
    """Decide one more claim and return its ClaimReview, and the warnings."""
    with store.writing() as session:
        number = len(to_claimreview(session, Publication("The Desk", SITE))[0])
        document = make.article(f"Claim {number} cost a million.", url=url)
        verdict = make.verdict(document, document.text, speaker=speaker, url=source)
        add_report(session, make.report(document, verdict), actor="t", now=make.now)
        lease = leases.take_next(session, team["ana"], now=make.now)
        decisions.decide(session, lease.claim_id, lease.fence, team["ana"], Choice(**choice), now=make.now)
        reviews, warnings = to_claimreview(session, Publication("The Desk", SITE))
        session.rollback()
    return reviews[-1], warnings


@pytest.mark.parametrize("label", [label for label in decisions.LABELS if label != "not_checkable"])
def test_every_label_has_what_search_engines_require(store, team, make, label):
    review, warnings = publish(store, team, make, label=label)
    assert list(REQUIRED.iter_errors(review)) == []
    assert urlsplit(review["url"])[:2] == urlsplit(SITE)[:2]
    assert ("ratingValue" in review["reviewRating"]) == (label != "not_enough_evidence")
    assert warnings == []


def test_a_claim_longer_than_is_shown_is_a_warning_and_is_published_whole(store, team, make):
    wording = "The trade between the two countries came to more than 582.4 billion dollars in 2024"
    review, (warning,) = publish(store, team, make, label="refuted", claim_text=wording)
    assert review["claimReviewed"] == wording
    assert f"{len(wording)} characters; 75" in warning


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "https://", "http://[::1", ""]
)
def test_an_address_that_is_not_of_the_web_is_neither_cited_nor_linked(store, team, make, url):
    review, _ = publish(store, team, make, label="refuted", url=url or None, source=url or None)
    assert "citation" not in review
    assert "appearance" not in review["itemReviewed"]


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=80)
visible = texts.map(lambda text: " ".join(text.split())).filter(bool)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(wording=visible, rating=visible, speaker=visible, note=texts, label=st.sampled_from(decisions.LABELS[:4]))
def test_whatever_was_written_survives_export_and_import(store, team, make, wording, rating, speaker, note, label):
    words = {"claim_text": wording, "rating": rating, "note": note}
    review, _ = publish(store, team, make, label=label, speaker=speaker, **words)
    assert list(REQUIRED.iter_errors(review)) == []
    document = from_claimreview(json.loads(json.dumps(review)))
    assert document.metadata == {"factcheck": rating, "claimant": speaker}
    assert f"“{wording}”" in document.text
    assert (document.url, document.published) == (review["url"], make.now.date())
    assert document.site == "desk.example"


def test_what_the_command_writes_is_read_as_factchecks_and_may_stand_in_a_page(tmp_path, store, team, place, make):
    document = make.article("Trade rose.")
    with store.writing() as session:
        add_report(session, make.report(document, make.verdict(document, "Trade rose.")), actor="t", now=make.now)
        lease = leases.take_next(session, team["ana"], now=make.now)
        choice = Choice(label="refuted", note="</script><script>alert(1)</script>")
        decisions.decide(session, lease.claim_id, lease.fence, team["ana"], choice, now=make.now)
    out = tmp_path / "checks.json"
    arguments = ["review", "export", "--queue", place, "--format", "claimreview", "-o", str(out)]
    answer = CliRunner().invoke(factdesk, [*arguments, "--publisher", "The Desk", "--site", SITE])
    assert answer.exit_code == 0, answer.output
    assert "<" not in out.read_text()
    (review,) = json.loads(out.read_text())
    assert review["reviewBody"] == "</script><script>alert(1)</script>"
    (found,) = read_factchecks(out)
    assert found.text == "Rated Refuted by The Desk: “Trade rose.”"


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://desk.example", True),
        ("https://desk.example/checks/", True),
        ("http://desk.example:8080/a", True),
        ("https://desk.example/?page=1", False),
        ("https://desk.example/#top", False),
        ("https://user@desk.example/", False),
        ("https://[", False),
        ("https://desk.example:port/", False),
        ("https://desk example/", False),
        ("ftp://desk.example", False),
        ("desk.example", False),
    ],
)
def test_pages_are_published_under_a_plain_address(url, site):
    assert is_site(url) == site
    assert not site or web_address(url) == url
