"""Reads whole documents for claims and counts what may not happen; says how fast it was, where the time went, and how
much memory it took.

    python benchmarks/articles.py --data FOLDER [--every N] [--from I] [--words N] [--minutes N]
        [--detector NAME|none] [--json]

FOLDER holds ``articles/*.parquet`` with columns id, title and text. ``--every 10 --from 3`` reads documents 3, 13, 23
... of all files, so that a long walk can be cut into short ones; ``--words`` and ``--minutes`` end it after so many.
``--detector none`` finds every statement checkable and runs no network.

Counted: claims whose offsets do not give their quote, claims with a word that is neither the document's nor resolved
nor a repair, and crashes. The parser and the network run side by side, so that their shares of the time may come to
more than the whole; sentences a CPU second tell what a busy machine hides. Memory is the process's high-water mark,
after the first 100,000 words and at the end.
"""

import argparse
import json
import math
import re
import resource
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from factdesk.claims.detector import ClaimDetector, Scorer
from factdesk.claims.inflection import base, finite
from factdesk.claims.parser import Doc, Language, load_parser
from factdesk.claims.vocabulary import EMPTY
from factdesk.errors import InputError
from factdesk.records import Claim, Document

#: words that a repair may put in
REPAIRS = EMPTY | {"is", "are", "was", "were", "will", "would", "s", "the"}
REPAIRS |= {"morning", "afternoon", "evening", "night", "week"}
WARM = 100_000
#: documents read in one go
AT_ONCE = 16

_WORD = re.compile(r"[^\W_]+")


class Everything:
    """Finds every statement checkable, so that extraction is measured alone."""

    version = "everything"

    def predict(self, sentences: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.ones((len(sentences), 2), dtype=np.float32)


class TimedParser:
    """A pipeline that keeps count of its seconds and sentences."""

    def __init__(self, nlp: Language) -> None:
        self.nlp, self.meta, self.seconds, self.sentences = nlp, nlp.meta, 0.0, 0

    def pipe(self, texts: Iterable[tuple[str, Any]], **options: Any) -> Iterator[tuple[Doc, Any]]:
        parsed = self.nlp.pipe(texts, **options)
        while True:
            began = time.perf_counter()
            found = next(parsed, None)
            self.seconds += time.perf_counter() - began
            if found is None:
                return
            self.sentences += sum(1 for _ in found[0].sents)
            yield found


class TimedScorer:
    """A network that keeps count of its seconds."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer, self.version, self.seconds, self.statements = scorer, scorer.version, 0.0, 0

    def predict(self, sentences: Sequence[str]) -> npt.NDArray[np.float32]:
        began = time.perf_counter()
        found = self.scorer.predict(sentences)
        self.seconds += time.perf_counter() - began
        self.statements += len(sentences)
        return found


def documents(folder: Path, every: int, start: int) -> Iterator[tuple[str, Document]]:
    number = 0
    for path in sorted((folder / "articles").glob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(batch_size=16, columns=["id", "title", "text"]):
            for row in batch.to_pylist():
                if number % every == start:
                    yield str(row["id"]), Document(text=str(row["text"]), title=str(row["title"] or ""))
                number += 1


def invented(claim: Claim, vocabulary: frozenset[str]) -> set[str]:
    """Return the words of a claim that are neither the document's, nor resolved, nor a repair."""
    resolved = {word.lower() for reading in claim.resolved for word in _WORD.findall(reading.value)}
    words = {word.lower() for word in _WORD.findall(claim.text)} - vocabulary - resolved - REPAIRS
    return {word for word in words if not _inflected(word, vocabulary)}


def _inflected(word: str, vocabulary: frozenset[str]) -> bool:
    """Tell whether the document has the word as a participle: "killed" of "killing", "went" of "going"."""
    for participle in vocabulary:
        if participle.endswith("ing"):
            for lemma in (participle[:-3], f"{participle[:-3]}e", participle[:-4], f"{participle[:-4]}ie"):
                forms = {
                    finite(participle, lemma, tense, plural=many) for tense in ("past", "present") for many in (0, 1)
                }
                if word in forms | {base(participle, lemma)}:
                    return True
    return False


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def walk(
    nlp: Language, scorer: Scorer, chosen: Iterator[tuple[str, Document]], words: float, minutes: float, *, quiet: bool
) -> dict[str, float]:
    """Read the documents, and count what may not happen."""
    parser, network = TimedParser(nlp), TimedScorer(scorer)
    detector = ClaimDetector(parser, network)  # type: ignore[arg-type]  # a pipeline's pipe() and meta are all it needs
    names = (
        "documents",
        "words",
        "claims",
        "broken_offsets",
        "invented",
        "crashes",
        "not_english",
        "seconds",
        "cpu_seconds",
    )
    counts = dict.fromkeys((*names, "peak_mb_warm"), 0.0)
    detector.detect(Document(text="The bridge was built in 1932."))  # loading is not timed
    parser.seconds = network.seconds = 0.0
    parser.sentences = network.statements = 0
    # Some at a time: what is counted here is counted while nothing is read.
    while some := list(islice(chosen, AT_ONCE)):
        began, worked = time.perf_counter(), time.process_time()
        found = list(detector.detect_each(document for _, document in some))
        counts["seconds"] += time.perf_counter() - began
        counts["cpu_seconds"] += time.process_time() - worked
        for (name, document), claims in zip(some, found, strict=True):
            counts["documents"] += 1
            counts["words"] += len(document.text.split())
            if isinstance(claims, Exception):
                refused = isinstance(claims, InputError)
                counts["not_english" if refused else "crashes"] += 1
                if not refused:
                    print(f"crash on {name}: {claims!r}")
                continue
            counts["claims"] += len(claims)
            vocabulary = frozenset(word.lower() for word in _WORD.findall(document.text))
            for claim in claims:
                counts["broken_offsets"] += document.text[claim.start : claim.end] != claim.quote
                strange = invented(claim, vocabulary)
                counts["invented"] += bool(strange)
                if strange and not quiet:
                    print(f"invented in {name}: {sorted(strange)} in {claim.text!r}")
        if counts["words"] >= WARM and not counts["peak_mb_warm"]:
            counts["peak_mb_warm"] = peak_mb()
        if counts["words"] >= words or counts["seconds"] >= 60 * minutes:
            break
    seconds = max(counts["seconds"], 1e-9)
    return counts | {
        "sentences": parser.sentences,
        "statements": network.statements,
        "peak_mb_end": peak_mb(),
        "sentences_per_second": parser.sentences / seconds,
        "sentences_per_cpu_second": parser.sentences / max(counts["cpu_seconds"], 1e-9),
        "words_per_second": counts["words"] / seconds,
        "share_parsing": parser.seconds / seconds,
        "share_network": network.seconds / seconds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="read each so-many-th document")
    parser.add_argument("--from", dest="start", type=int, default=0, help="the first of them, from 0")
    parser.add_argument("--words", type=float, default=math.inf, help="end after so many words")
    parser.add_argument("--minutes", type=float, default=math.inf, help="end after so many minutes of reading")
    parser.add_argument("--detector", default="default", help="a detector's name or folder, or none")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    scorer: Scorer = Everything()
    if options.detector != "none":
        from factdesk.models import Detector

        scorer = Detector.from_pretrained(options.detector)
    chosen = documents(options.data, options.every, options.start % options.every)
    metrics = walk(load_parser(), scorer, chosen, options.words, options.minutes, quiet=options.json)
    if options.json:
        print(json.dumps({"articles": metrics}))
        return
    for name, value in metrics.items():
        print(f"{name:24} {value:14,.3f}" if value < 10 else f"{name:24} {value:14,.0f}")


if __name__ == "__main__":
    main()
