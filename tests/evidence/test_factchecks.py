import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factdesk.errors import InputError
from factdesk.evidence import EvidenceStore, from_claimreview, read_factchecks

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "datePublished": "2024-02-03T10:00:00Z",
    "url": "https://checkers.example/moon",
    "claimReviewed": "The moon is made of cheese. It is yellow.",
    "author": {"@type": "Organization", "name": "Checkers"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "A. Mouse"}},
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "False"},
}
API = {
    "claims": [
        {
            "text": REVIEW["claimReviewed"],
            "claimant": "A. Mouse",
            "claimReview": [
                {
                    "publisher": {"name": "Checkers", "site": "checkers.example"},
                    "url": REVIEW["url"],
                    "reviewDate": "2024-02-03T00:00:00Z",
                    "textualRating": "False",
                }
            ],
        }
    ]
}
FEED = {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW], "url": REVIEW["url"]}]}
ROWS = "claimReviewed,rating,url,date,author,claimant\n"
ROWS += f'"{REVIEW["claimReviewed"]}",False,{REVIEW["url"]},2024-02-03,Checkers,A. Mouse\n'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("one.json", json.dumps(REVIEW)),
        ("list.json", json.dumps([REVIEW])),
        ("graph.json", json.dumps({"@graph": [{"@type": "WebPage", "name": "x"}, REVIEW]})),
        ("lines.jsonl", json.dumps(REVIEW) + "\n\n" + json.dumps({"no": "review"})),
        ("feed.json", "\ufeff" + json.dumps(FEED)),
        ("api.json", json.dumps(API)),
        ("rows.csv", ROWS),
    ],
)
def test_every_form_gives_the_same_fact_check(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    (document,) = read_factchecks(tmp_path / name)
    assert document.text == "Rated False by Checkers: “The moon is made of cheese. It is yellow.”, said by A. Mouse"
    assert (document.url, document.published, document.site) == (REVIEW["url"], date(2024, 2, 3), "checkers.example")
    assert document.metadata == {"factcheck": "False", "claimant": "A. Mouse"}


def test_the_claim_is_never_quoted_without_its_rating() -> None:
    document = from_claimreview(REVIEW)
    assert document
    store = EvidenceStore.in_memory()
    store.add([document])
    hits = store.search(["The moon is made of cheese."])[0]
    assert [(hit.quote, hit.factcheck) for hit in hits] == [(document.text, "False")]


def test_fact_checks_alone_can_be_searched_for() -> None:
    document, other = from_claimreview(REVIEW), from_claimreview({**REVIEW, "reviewRating": {}, "rating": "True"})
    assert document
    assert other
    store = EvidenceStore.in_memory()
    store.add([document, document.evolve(id="", text="The moon is made of cheese.", sha256="", metadata={})])
    assert [hit.factcheck for hit in store.search(["moon"], factchecks=True)[0]] == ["False"]
    assert len(store.search(["moon"])[0]) == 2


@pytest.mark.parametrize(
    "review",
    [
        {},
        {"claimReviewed": "x"},
        {"claimReviewed": [], "rating": {}},
        {"rating": "False"},
        {"claimReviewed": 1, "rating": None},
    ],
)
def test_a_review_without_claim_or_rating_is_none(review: dict[str, Any]) -> None:
    assert from_claimreview(review) is None


def test_a_link_that_is_none_costs_no_fact_check() -> None:
    document = from_claimreview({**REVIEW, "url": "http://[draft]/", "author": None})
    assert document is not None
    assert (document.site, document.text) == (
        None,
        "Rated False: “The moon is made of cheese. It is yellow.”, said by A. Mouse",
    )


def test_a_rating_of_numbers_alone_is_kept() -> None:
    document = from_claimreview(
        {"claimReviewed": "Cheese.", "reviewRating": {"ratingValue": 2}, "datePublished": "soon"}
    )
    assert document
    assert (document.metadata["factcheck"], document.published) == ("2", None)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b"null", b'{"a": 1}', b"[" * 100_000])
def test_a_file_without_fact_checks_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(InputError, match=r"bad\.json"):
        list(read_factchecks(tmp_path / "bad.json"))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_factchecks(tmp_path / "none.json"))
