"""``factdesk search``: what a store has about a claim."""

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdesk.cli import options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factdesk.records import Passage

#: A word, or a number as it is written: 3.4, 1,200.
_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+")


@click.command()
@click.argument("text")
@click.option("--store", "place", required=True, metavar="DIR", help="A store made by factdesk index.")
@click.option("-k", "count", type=click.IntRange(min=1), default=10, show_default=True, help="How many passages.")
@click.option("--before", type=options.IsoDate(), metavar="DATE", help="Published on this day or earlier, or undated.")
@click.option("--after", type=options.IsoDate(), metavar="DATE", help="Published on this day or later, or undated.")
@click.option("--site", default=None, help="From this site alone.")
@click.option("--language", default=None, help="In this language alone, such as en.")
@click.option("--factchecks", is_flag=True, help="Earlier fact-checks alone: has this been checked before?")
@click.option("--no-dense", is_flag=True, help="Search by words alone.")
@options.embedder
@click.option("--rerank", is_flag=True, help="Let the verifier judge the best hits, and put those first that it knows.")
@click.option(
    "--seconds", type=click.FloatRange(min=0), default=2.0, show_default=True, help="How long --rerank may take."
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.output
def search(
    text: str,
    place: str,
    count: int,
    before: date | None,
    after: date | None,
    site: str | None,
    language: str | None,
    factchecks: bool,
    no_dense: bool,
    embedder: str,
    rerank: bool,
    seconds: float,
    form: str,
    output: Path | None,
) -> None:
    """Show the passages of a store that speak of TEXT, best first.

    \b
    Examples:
      factdesk search "Trade with China totaled $600 billion in 2024" --store refs.store
      factdesk search "The moon is made of cheese" --store refs.store --factchecks --format json
    """
    from factdesk.errors import StoreError
    from factdesk.evidence import EvidenceStore

    if not EvidenceStore.stands_at(place):
        raise StoreError(
            f"{place}: there is no evidence store; make one with: factdesk index REFERENCES --store {place}"
        )
    store = EvidenceStore.open(place)
    if store.stats().embedder and not no_dense:
        from factdesk.models import Embedder

        store = EvidenceStore.open(place, embedder=Embedder.from_pretrained(embedder))
    verifier = None
    if rerank:
        from factdesk.models import Verifier

        verifier = Verifier.from_pretrained()
    (hits,) = store.search(
        [text],
        count,
        published_before=before,
        published_after=after,
        site=site,
        language=language,
        factchecks=factchecks,
        reranker=verifier,
        seconds=seconds,
    )
    if form == "json":
        options.write(json.dumps([hit.to_dict() for hit in hits], ensure_ascii=False, indent=2), output)
    else:
        files = {
            document.id: document.metadata.get("path") for document in store.documents(hit.document_id for hit in hits)
        }
        options.write(_to_text(hits, text, files, color=options.terminal(output)["color"]), output)


def _to_text(hits: "list[Passage]", text: str, files: "Mapping[str, str | None]", *, color: bool) -> str:
    """Return the hits, each under where it comes from, the words that it shares with the text in bold or asterisks.

    ``files`` are those that the hits' documents were read from, by the documents' ids.
    """
    from factdesk.reports.words import shown

    stems = {_stem(word) for word in _WORD.findall(text) if _says_something(word)}

    def mark(word: re.Match[str]) -> str:
        if not _says_something(word[0]) or _stem(word[0]) not in stems:
            return word[0]
        return click.style(word[0], bold=True) if color else f"*{word[0]}*"

    parts = []
    for number, hit in enumerate(hits, 1):
        facts = [hit.title, hit.url or hit.site, str(hit.published or ""), hit.factcheck and f"rated {hit.factcheck}"]
        where = f"{number}. {hit.score:.2f}  " + shown(" · ".join(fact for fact in facts if fact) or hit.document_id)
        quote = _WORD.sub(mark, shown(hit.quote))
        place = " · ".join(
            filter(None, (f"{hit.document_id}:{hit.start}-{hit.end}", shown(files[hit.document_id] or "")))
        )
        parts.append("\n".join([click.style(where, dim=True) if color else where, f"   {quote}", f"   {place}"]))
    return "\n\n".join(parts) or "nothing found"


def _says_something(word: str) -> bool:
    return len(word) > 3 or word[0].isdigit() or word[0].isupper()


def _stem(word: str) -> str:
    """Return what a word has in common with its other forms, near enough for the eye: the index has a real stemmer."""
    return word.casefold() if len(word) < 6 else word.casefold()[: max(5, len(word) - 3)]
