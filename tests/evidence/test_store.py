from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from factdesk.errors import StoreError
from factdesk.evidence import Encoder, EvidenceStore
from factdesk.records import Document

Article = Callable[..., Document]


def everything(store: EvidenceStore) -> list[tuple[str, str]]:
    found = store.search(["port ships workers painted mayor pier fishing boats"], 100)[0]
    return sorted((passage.document_id, passage.quote) for passage in found)


def test_adding_again_adds_nothing(store: EvidenceStore, article: Article) -> None:
    documents = [article(number) for number in range(5)]
    first = store.add(documents)
    before = everything(store)
    again = store.add(documents)
    assert (first.documents, first.unchanged) == (5, 0)
    assert (again.documents, again.passages, again.unchanged) == (0, 0, 5)
    assert everything(store) == before
    assert store.stats().passages == first.passages == len(before)


def test_the_same_document_twice_in_one_call_is_added_once(store: EvidenceStore, article: Article) -> None:
    assert store.add([article(1), article(1)]).documents == 1
    assert len(everything(store)) == store.stats().passages


def test_a_changed_document_takes_the_place_of_the_older_one(store: EvidenceStore, article: Article) -> None:
    store.add([article(1, url="https://harbour.example/1"), article(2)])
    changed = Document(text="The pier was opened in June, not in May.", url="https://harbour.example/1")
    added = store.add([changed])
    assert (added.documents, added.replaced) == (1, 1)
    assert {document for document, _ in everything(store)} == {changed.id, article(2).id}


def test_a_file_is_known_by_its_path(store: EvidenceStore) -> None:
    old, new = (Document(text=text, metadata={"path": "a.txt"}) for text in ("The pier is long.", "The pier is short."))
    store.add([old])
    assert store.add([new]).replaced == 1
    assert [passage.quote for passage in store.search(["pier"])[0]] == ["The pier is short."]


def test_rows_of_one_file_stand_side_by_side_until_one_is_gone(store: EvidenceStore) -> None:
    rows = [Document(text=f"Ship {name} sank.", metadata={"path": "ships.csv"}) for name in ("Anna", "Berta", "Clara")]
    assert store.add(rows).replaced == 0
    assert store.add(rows[:2]).replaced == 1
    assert store.stats().documents == 2


def test_sync_forgets_what_is_not_given(store: EvidenceStore, article: Article) -> None:
    store.add([article(number) for number in range(4)])
    added = store.add([article(0), article(2), article(9)], sync=True)
    assert (added.documents, added.unchanged, added.forgotten) == (1, 2, 2)
    assert {document for document, _ in everything(store)} == {article(0).id, article(2).id, article(9).id}


def test_removed_documents_are_not_found(store: EvidenceStore, article: Article) -> None:
    store.add([article(1), article(2)])
    assert store.remove([article(1).id, "no such id", "'; DROP TABLE documents; --"]) == 1
    assert {document for document, _ in everything(store)} == {article(2).id}


@pytest.mark.parametrize("text", ["", "  \n ", "***", "half a pair \ud83d stands here"])
def test_a_document_without_text_is_skipped_with_a_reason(store: EvidenceStore, article: Article, text: str) -> None:
    added = store.add([Document(text=text, title="Empty"), article(1)])
    assert added.documents == 1
    assert [skipped.document for skipped in added.skipped] == ["Empty"]
    assert added.skipped[0].reason


def test_a_store_on_disk_is_the_same_when_it_is_opened_again(tmp_path: Path, article: Article) -> None:
    place = tmp_path / "a store with a space"
    assert not EvidenceStore.stands_at(place)
    store = EvidenceStore.open(place)
    store.add([article(1), article(2)])
    assert EvidenceStore.stands_at(place)
    assert EvidenceStore.stands_at(str(place))
    assert everything(EvidenceStore.open(place)) == everything(store)


def test_a_reader_sees_what_a_writer_has_finished(tmp_path: Path, article: Article) -> None:
    reader, writer = EvidenceStore.open(tmp_path / "store"), EvidenceStore.open(tmp_path / "store")
    assert reader.search(["port"]) == [[]]
    writer.add([article(1)])
    assert len(everything(reader)) == writer.stats().passages
    writer.remove([article(1).id])
    assert reader.search(["port"]) == [[]]


def test_in_memory_stores_do_not_share_anything(article: Article) -> None:
    one, other = EvidenceStore.in_memory(), EvidenceStore.in_memory()
    one.add([article(1)])
    assert other.stats().documents == 0


def test_a_second_writer_is_refused(tmp_path: Path, article: Article) -> None:
    store, other = EvidenceStore.open(tmp_path / "store"), EvidenceStore.open(tmp_path / "store")

    def documents() -> Iterator[Document]:
        with pytest.raises(StoreError, match="another process is writing"):
            other.add([article(2)])
        yield article(1)

    assert store.add(documents()).documents == 1
    assert other.add([article(2)]).documents == 1


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"notes\.txt"):
        EvidenceStore.open(tmp_path)
    with pytest.raises(StoreError, match="is a file"):
        EvidenceStore.open(tmp_path / "notes.txt")


def test_a_broken_store_is_one_clear_error(tmp_path: Path, article: Article) -> None:
    EvidenceStore.open(tmp_path / "store").add([article(1)])
    for manifest in (tmp_path / "store" / "passages.lance" / "_versions").iterdir():
        manifest.write_bytes(b"no manifest")
    with pytest.raises(StoreError, match="store"):
        EvidenceStore.open(tmp_path / "store").search(["port"])


def test_another_cutter_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    EvidenceStore.open(tmp_path / "store")
    monkeypatch.setattr("factdesk.evidence.store.CUTTER_VERSION", "next")
    with pytest.raises(StoreError, match="version next"):
        EvidenceStore.open(tmp_path / "store")


def test_a_store_of_another_format_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    EvidenceStore.open(tmp_path / "s").add([Document(text="Ships sail.")])
    monkeypatch.setattr("factdesk.evidence.tables.FORMAT", "3")
    with pytest.raises(StoreError, match="format 2, and this factdesk reads format 3; index the references into a new"):
        EvidenceStore.open(tmp_path / "s")


def test_another_embedder_is_refused(tmp_path: Path, article: Article, embedders: Callable[[str], Encoder]) -> None:
    EvidenceStore.open(tmp_path / "store", embedder=embedders("one")).add([article(1)])
    with pytest.raises(StoreError, match=r"embedder one, this is other"):
        EvidenceStore.open(tmp_path / "store", embedder=embedders("other"))


def test_a_store_with_vectors_is_searched_by_words_alone_too(
    tmp_path: Path, article: Article, embedder: Encoder
) -> None:
    EvidenceStore.open(tmp_path / "store", embedder=embedder).add([article(1)])
    store = EvidenceStore.open(tmp_path / "store")
    assert [passage.dense for passage in store.search(["ships"])[0]] == [None]
    with pytest.raises(StoreError, match="open it with that"):
        store.add([article(2)])


def test_vectors_are_added_to_a_store_of_words(tmp_path: Path, article: Article, embedder: Encoder) -> None:
    EvidenceStore.open(tmp_path / "store").add([article(number) for number in range(5)])
    store = EvidenceStore.open(tmp_path / "store", embedder=embedder)
    before = everything(store)
    assert store.stats().embedded == 0
    store.add([article(7)])
    stats = store.stats()
    assert (stats.embedded, stats.embedder) == (stats.passages, embedder.version)
    assert set(everything(store)) > set(before)
    assert len(everything(store)) == stats.passages


def test_copies_of_a_document_are_one_family(store: EvidenceStore) -> None:
    text = " ".join(
        f"Ship {number} left the harbour of Antwerp at {number} o'clock with grain." for number in range(20)
    )
    other = " ".join(f"Plane {number} came to Riga on day {number} of a long winter." for number in range(20))
    store.add([Document(text=text), Document(text=f"By Ada Alder. {text}"), Document(text=other)])
    assert store.stats().documents == 3
    assert store.stats().families == 2


def test_progress_is_told_what_is_in(store: EvidenceStore, article: Article) -> None:
    told: list[tuple[int, int]] = []
    added = store.add([article(1), article(2)], progress=lambda documents, passages: told.append((documents, passages)))
    assert told[-1] == (added.documents, added.passages)


def test_a_document_comes_back_as_it_was_added(store: EvidenceStore) -> None:
    document = Document(
        text="The pier is long.\nIt's “old”.", title="Pier", url="https://a.example/", published=date(2025, 1, 2),
        metadata={"factcheck": "False"},
    )  # fmt: skip
    other = Document(text="Ships sail.")
    store.add([document, other])
    assert store.documents([other.id, "nothing", document.id, other.id]) == [other, document]
