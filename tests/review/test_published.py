"""What the desk publishes: ClaimReview, its data feed, and the Atom feed."""

import json
from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from factdesk.errors import ReviewError
from factdesk.evidence import read_factchecks
from factdesk.review import decisions, leases
from factdesk.review.decisions import Choice
from factdesk.review.exports.atom import LONGEST_FEED, to_atom
from factdesk.review.exports.claimreview import to_claimreview, to_feed, to_script
from factdesk.review.exports.publication import Publication

DESK = Publication("The Desk", "https://desk.example/checks/")
ATOM = "{http://www.w3.org/2005/Atom}"


def test_claimreview_has_what_search_engines_require_and_leaves_the_uncheckable_out(store, decided):
    with store.reading() as session:
        reviews, warnings = to_claimreview(session, DESK)
    assert len(reviews) == 2
    for review in reviews:
        assert review["@type"] == "ClaimReview"
        assert review["claimReviewed"] == "Trade, reworded."
        assert urlsplit(review["url"]).hostname == urlsplit(review["author"]["url"]).hostname == "desk.example"
        assert review["reviewRating"]["alternateName"] == "Mostly false"
        assert review["author"]["name"] == "The Desk"
        assert review["itemReviewed"]["author"]["name"] == "Ann Lee"
    assert [review["reviewRating"]["ratingValue"] for review in reviews] == [1, 3]
    assert warnings == []


def test_what_is_too_long_to_be_shown_is_a_warning_and_no_error(store, team, fill, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        lease = leases.take(session, claim, team["ana"], now=make.now)
        choice = Choice(label="refuted", rating="Wrong in nearly every part", claim_text="Trade rose " * 10)
        decisions.decide(session, claim, lease.fence, team["ana"], choice, now=make.now)
    with store.reading() as session:
        reviews, warnings = to_claimreview(session, DESK)
    assert len(reviews) == 1
    assert "109 characters; 75 are shown" in warnings[0]
    assert "26 characters; 20 are shown" in warnings[1]


def test_the_claimreview_feed_survives_export_and_import(store, decided, make, tmp_path):
    with store.reading() as session:
        reviews, _ = to_claimreview(session, DESK)
    feed = to_feed(reviews, now=make.now)
    assert (feed["@type"], feed["dateModified"]) == ("DataFeed", "2026-11-23T12:00:00+00:00")
    (tmp_path / "feed.json").write_text(to_script(feed), encoding="utf-8")
    read = list(read_factchecks(tmp_path / "feed.json"))
    assert [document.url for document in read] == [review["url"] for review in reviews]
    assert all("Rated Mostly false by The Desk: “Trade, reworded.”, said by Ann Lee" in one.text for one in read)


def test_what_stands_in_a_page_cannot_end_its_script():
    assert "<" not in to_script({"note": "</script><script>alert(1)</script>\u2028"})


def test_the_address_of_a_published_check_outlives_a_newer_report(store, team, fill, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        lease = leases.take(session, claim, team["ana"], now=make.now)
        decisions.decide(session, claim, lease.fence, team["ana"], Choice(label="refuted"), now=make.now)
    with store.reading() as session:
        before = to_claimreview(session, DESK)[0][0]["url"]
    document = make.article("An editor\u2019s note came first.", "Claim 0 cost $1 million.")
    from factdesk.review.intake import add_report

    with store.writing() as session:
        newer = make.report(document, make.verdict(document, "Claim 0 cost $1 million.", "refuted"), version="2")
        add_report(session, newer, actor="t", now=make.now)
    with store.reading() as session:
        assert to_claimreview(session, DESK)[0][0]["url"] == before


def test_the_atom_feed_has_what_the_standard_requires_the_newest_first(store, team, fill, make):
    claims = fill(0.9, 0.8)
    for hours, (claim, label) in enumerate(zip(claims, ("refuted", "not_enough_evidence"), strict=True)):
        at = make.now + timedelta(hours=hours)
        with store.writing() as session:
            lease = leases.take(session, claim, team["ana"], now=at)
            decisions.decide(session, claim, lease.fence, team["ana"], Choice(label=label), now=at)
    with store.reading() as session:
        feed = ET.fromstring(to_atom(session, DESK, now=make.now))  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *entries):
        assert all(element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert feed.findtext(f"{ATOM}updated") == "2026-11-23T13:00:00+00:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "The Desk"
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Not enough evidence: Claim 1 cost $2 million.",
        "Refuted: Claim 0 cost $1 million.",
    ]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert {link.get("rel") for link in entries[0].findall(f"{ATOM}link")} == {"alternate", "related"}


def test_an_empty_feed_is_a_feed(store, make):
    with store.reading() as session:
        feed = ET.fromstring(to_atom(session, DESK, now=make.now))  # noqa: S314 - our own
    assert feed.findtext(f"{ATOM}updated") == "2026-11-23T12:00:00+00:00"
    assert feed.findall(f"{ATOM}entry") == []
    assert LONGEST_FEED == 100


def test_what_no_xml_can_hold_breaks_no_feed(store, team, fill, make):
    (claim,) = fill(0.9)
    with store.writing() as session:
        lease = leases.take(session, claim, team["ana"], now=make.now)
        choice = Choice(label="refuted", rating="\x00\x0b]]>", note="\ufffe <b>&amp;\U0001f642")
        decisions.decide(session, claim, lease.fence, team["ana"], choice, now=make.now)
    with store.reading() as session:
        feed = ET.fromstring(to_atom(session, DESK, now=make.now))  # noqa: S314 - our own
    assert feed.findtext(f"{ATOM}entry/{ATOM}summary") == "\ufffd <b>&amp;\U0001f642"


@pytest.mark.parametrize(
    "site",
    ["", "desk.example", "ftp://desk.example", "https://", "https://a b", 'https://a"b', "https://[", "https://a?q"],
)
def test_a_site_that_is_none_is_refused(site):
    with pytest.raises(ReviewError, match="no address of a site"):
        Publication("The Desk", site)


def test_the_api_publishes_to_editors_alone(decided, browse):
    asked = "publisher=Desk&site=https://desk.example"
    eva = browse("eva")
    feed = eva.get(f"/api/feeds/claimreview.json?{asked}")
    assert feed.headers["content-type"] == "application/ld+json"
    assert len(json.loads(feed.text)["dataFeedElement"]) == 2
    atom = eva.get(f"/api/feeds/decisions.atom?{asked}")
    assert atom.headers["content-type"].startswith("application/atom+xml")
    assert atom.text.count("<entry>") == 2
    for feed in ("claimreview.json", "decisions.atom"):
        assert browse("ana").get(f"/api/feeds/{feed}?{asked}").status_code == 403
        assert eva.get(f"/api/feeds/{feed}?publisher=Desk&site=ftp:x").status_code == 400
