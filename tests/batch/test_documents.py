"""Whole documents as input: claims are told where they stand, and a file that cannot be read stops nothing."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from factdesk.batch import Columns, Scorer
from factdesk.batch.ci import sarif
from factdesk.batch.documents import documents, line_of
from factdesk.batch.run import run
from factdesk.documents import read
from factdesk.errors import InputError
from factdesk.records import Claim, Document, Passage


class Sentences:
    """Finds a claim in each sentence."""

    def detect_each(self, documents: Iterable[Document], *, as_of: date | None = None) -> Iterator[list[Claim]]:
        return map(self._detect, documents)

    def _detect(self, document: Document) -> list[Claim]:
        found = []
        for sentence in filter(None, (part.strip() for part in document.text.split("."))):
            start = document.text.index(sentence)
            end = start + len(sentence)
            found.append(Claim(text=f"{sentence}.", quote=sentence, start=start, end=end))
        return found


class Empty:
    """A store that has nothing."""

    def search(self, claims: Sequence[Claim], k: int, **_: object) -> list[list[Passage]]:
        return [[] for _ in claims]


def rows_of(folder: Path) -> list[tuple[str, int | None]]:
    return [(row.source, row.line) for one in documents(str(folder), read) for row in one.rows(Columns())]


def test_each_claim_of_a_document_is_told_at_its_line(tmp_path: Path, plain: Callable) -> None:
    docs = tmp_path / "docs"
    (docs / "more").mkdir(parents=True)
    (docs / "a.md").write_text("# Arle\n\nArle has two\n**bridges**. Arle has a\nharbour.\n")
    (docs / "more" / "b.txt").write_text("Vey is a port.\n\nVey has a mill.\n")
    (docs / "picture.png").write_bytes(b"\x89PNG\r\n")
    (docs / ".hidden.md").write_text("Nobody sees it.")
    output = tmp_path / "out.jsonl"
    with sarif(tmp_path / "out.sarif") as watcher:
        scorer = Scorer(plain(), Empty(), detector=Sentences())
        summary = run(documents(str(docs), read), output, lambda: scorer, columns=Columns(), watchers=[watcher])
    rows = [json.loads(line) for line in output.read_text().splitlines()]
    assert summary.failed == 1
    assert [row["error"] for row in rows if row["error"]] == [f"{docs}/picture.png: found a picture; give its text"]
    found = json.loads((tmp_path / "out.sarif").read_text())["runs"][0]["results"]
    told = {}
    for one in found:
        place = one["locations"][0]["physicalLocation"]
        claim = one["message"]["text"].partition(".:")[0]
        told[claim] = (Path(place["artifactLocation"]["uri"]).name, place.get("region", {}).get("startLine"))
    assert told["Arle has a harbour"] == ("a.md", 4)
    assert told["Vey is a port"] == ("b.txt", 1)
    assert told["Vey has a mill"] == ("b.txt", 3)
    assert not any("Nobody" in claim for claim in told)


def test_a_quote_is_found_over_line_ends_and_not_where_it_does_not_stand() -> None:
    assert line_of("one\ntwo  three\n four", "three four") == 2
    assert line_of("one\ntwo", "three") is None
    assert line_of("one (two) [three]", "(two) [three]") == 1
    assert line_of("one", "") is None


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="wanted a file, folder or glob of documents"):
        documents(str(tmp_path), read)
    (tmp_path / ".hidden").write_text("x")
    with pytest.raises(InputError, match="hidden files alone"):
        documents(str(tmp_path), read)
    assert len(documents(str(tmp_path / ".hidden"), read)) == 1
