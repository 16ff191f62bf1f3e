"""frame.factdesk and series.factdesk, with pandas itself and the models that ship."""

from pathlib import Path

import pandas as pd
import pytest

import factdesk.pandas  # noqa: F401 - importing it is how the accessor comes
from factdesk.errors import InputError
from factdesk.evidence import EvidenceStore
from factdesk.records import Document

COUNTS = {
    "claim": ["The city has a population of 999 million.", "The city has a population of 67 million.", None],
    "evidence": ["The city has a population of 67 million."] * 3,
}


def test_each_row_gets_a_verdict_on_its_own_index() -> None:
    verdicts = pd.DataFrame(COUNTS, index=["b", "a", "c"]).factdesk.score()
    assert list(verdicts.index) == ["b", "a", "c"]
    assert list(verdicts["label"]) == ["refuted", "supported", "not_enough_evidence"]


def test_a_row_that_cannot_be_judged_says_why_and_is_no_pass() -> None:
    bad = pd.DataFrame(COUNTS).factdesk.score().iloc[2]
    assert "claim" in bad["error"]
    assert pd.isna(bad["confidence"])
    assert bad["reason"] == "error"


def test_columns_may_have_other_names_and_the_frame_is_left_alone() -> None:
    frame = pd.DataFrame(COUNTS).rename(columns={"claim": "statement", "evidence": "source"}).assign(label="mine")
    before = frame.copy()
    verdicts = frame.factdesk.score(claim="statement", evidence="source")
    assert list(verdicts["label"])[:2] == ["refuted", "supported"]
    pd.testing.assert_frame_equal(frame, before)


def test_claims_without_evidence_are_judged_by_a_store(tmp_path: Path) -> None:
    store = EvidenceStore.open(tmp_path / "facts")
    store.add([Document(text="The council voted 31 to 14 for the second terminal.", title="Minutes")])
    frame = pd.DataFrame({"claim": ["The council voted 31 to 14 for the second terminal."]})
    (verdict,) = frame.factdesk.score(store=store).itertuples()
    assert verdict.label == "supported"
    assert verdict.evidence[0]["passage"]["title"] == "Minutes"


def test_an_empty_frame_gives_an_empty_frame_with_the_same_columns() -> None:
    full, empty = pd.DataFrame(COUNTS), pd.DataFrame(COUNTS).head(0)
    assert list(empty.factdesk.score().columns) == list(full.factdesk.score().columns)
    assert empty.factdesk.score().empty


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    with pytest.raises(InputError, match=r"'statement'.*wanted 'claim'"):
        pd.DataFrame({"statement": ["x"]}).factdesk.score()


def test_claims_of_articles_keep_the_index_and_the_exact_span() -> None:
    texts = pd.Series(["The port handled 600,000 tonnes in 2024.", "What a day!"], index=["one", "two"])
    claims = texts.factdesk.claims()
    assert set(claims.index) == {"one"}
    for place, claim in claims.iterrows():
        assert texts[place][claim["start"] : claim["end"]] == claim["quote"]


def test_an_article_that_is_no_text_is_named() -> None:
    with pytest.raises(InputError, match="row 1"):
        pd.Series(["The port handled 600,000 tonnes in 2024.", None]).factdesk.claims()
