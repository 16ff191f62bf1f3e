"""Whole articles as rows: a result for each claim, at its place, with the article's columns."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pytest

from factdesk.batch import Columns, score
from factdesk.records import Attribution, Claim, Document

ARTICLE = "The town of Arle has stone bridges. Mayor Vey said it has a harbour. What now?"


class Sentences:
    """Finds a claim in each sentence that ends with a full stop."""

    def detect_each(
        self, documents: Iterable[Document], *, as_of: date | None = None
    ) -> Iterator[list[Claim] | Exception]:
        return map(self._detect, documents)

    def _detect(self, document: Document) -> list[Claim] | Exception:
        if "poison" in document.text:
            return RuntimeError("the detector choked")
        claims = []
        for sentence in document.text.split(". "):
            if not sentence.endswith("?") and sentence:
                start = document.text.index(sentence)
                said = Attribution(speaker="Mayor Vey", cue="said") if "said" in sentence else None
                end = start + len(sentence)
                claims.append(Claim(text=f"{sentence}.", quote=sentence, start=start, end=end, attribution=said))
        return claims


def test_an_article_gives_a_result_for_each_of_its_claims(plain: Callable) -> None:
    rows = [{"text": ARTICLE, "evidence": "The town of Arle has stone bridges. It has a harbour.", "url": "u"}]
    results = list(score(rows, verifier=plain(), detector=Sentences(), columns=Columns(article="text")))
    assert [one["quote"] for one in results] == [ARTICLE[one["start"] : one["end"]] for one in results]
    assert [one["label"] for one in results] == ["supported", "not_enough_evidence"]
    assert [one["url"] for one in results] == ["u", "u"]
    assert results[0]["said"] is None
    assert results[1]["said"]["speaker"] == "Mayor Vey"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("What now?", "row 1: found no claim in the article that can be checked"),
        ("poison", "row 1: RuntimeError: the detector choked"),
        (None, "row 1: column 'text': found nothing; wanted text"),
        ("x" * 1_000_001, "row 1: column 'text': found 1,000,001 characters; at most 1,000,000"),
    ],
)
def test_an_article_that_gives_no_claim_says_why_and_the_next_goes_on(
    plain: Callable, text: str | None, error: str
) -> None:
    rows = [{"text": text, "id": 1}, {"text": ARTICLE, "id": 2}]
    first, *rest = score(rows, verifier=plain(), detector=Sentences(), columns=Columns(article="text"))
    assert (first["error"], first["claim"], first["id"]) == (error, None, 1)
    assert [one["id"] for one in rest] == [2, 2]
