"""Facts told in other words: documents, claims about them, and the sentences that decide each, made into pairs.

Sets of pairs give each claim the sentence that decides it, in words much like its own. A search through references
brings up something else: passages of one document on the same people, in the words of minutes and reports, most of
which are silent on the claim. A row here is a document::

    {"title": "...", "sentences": ["...", ...], "claims": [{"text": "...", "label": "refutes", "by": [3]}, ...]}

``by`` are the sentences that decide the claim or, where it is open, the one that comes nearest to that.
"""

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from datasets import Dataset

from factdesk.errors import InputError
from factdesk.models.labels import label_named

#: Sentences around those that decide, before and behind, in the passage that they are read in.
_AROUND = 2
_COLUMNS = ("title", "sentences", "claims")
_WORD = re.compile(r"\w{4,}")


def pairs_told(documents: Iterable[Mapping[str, Any]], *, seed: int = 0) -> Dataset:
    """Return labelled pairs, as a search would have them, with the columns ``claim, evidence, label, group``.

    Of each claim the deciding sentences alone and in their place, under the document's title, with its label; of a
    claim that is decided also the passage elsewhere in the document that has most of its words, as ``nei``. Raises
    InputError for a row that is no such document, a label that is not known, or sentences that are not there.
    """
    draw = random.Random(seed)  # noqa: S311 - it draws rows, not secrets
    columns: dict[str, list[str]] = {name: [] for name in ("claim", "evidence", "label", "group")}
    for document in documents:
        if missing := [name for name in _COLUMNS if name not in document]:
            raise InputError(f"a document without {', '.join(missing)}; wanted {', '.join(_COLUMNS)} (preset 'told')")
        for claim in document["claims"]:
            for sentences, label in _passages(claim, document["sentences"], draw):
                columns["claim"].append(claim["text"])
                columns["evidence"].append(f"{document['title'].rstrip('.')}. {' '.join(sentences)}")
                columns["label"].append(label)
                columns["group"].append(document["title"])
    return Dataset.from_dict(columns)


def _passages(
    claim: Mapping[str, Any], sentences: Sequence[str], draw: random.Random
) -> Iterator[tuple[Sequence[str], str]]:
    """Yield the passages of a document that a claim is held against, each with what it says of it."""
    if not claim["by"] or not set(claim["by"]) <= set(range(len(sentences))):
        raise InputError(
            f"{claim['text']!r} is decided by sentences {claim['by']}; wanted some of 0 to {len(sentences) - 1}"
        )
    label = label_named(claim["label"])
    if label is None:
        raise InputError(f"{claim['text']!r} is labelled {claim['label']!r}; wanted supports, refutes or nei")
    first, last = min(claim["by"]), max(claim["by"])
    yield sentences[first : last + 1], label
    yield _in_place(sentences, first, last, range(len(sentences)), draw), label
    before, behind = range(first), range(last + 1, len(sentences))
    if label == "nei" or not (before or behind):
        return
    words = set(_WORD.findall(claim["text"].casefold()))
    nearest = max((*before, *behind), key=lambda it: len(words & set(_WORD.findall(sentences[it].casefold()))))
    side = before if nearest in before else behind
    if draw.random() < 0.5:
        yield [sentences[nearest]], "nei"
    else:
        yield _in_place(sentences, nearest, nearest, side, draw), "nei"


def _in_place(sentences: Sequence[str], first: int, last: int, within: range, draw: random.Random) -> Sequence[str]:
    """Return sentences with some of those around them, as far as those are within a range."""
    start = max(within.start, first - draw.randint(0, _AROUND))
    stop = min(within.stop, last + 1 + draw.randint(0, _AROUND))
    if (start, stop) == (first, last + 1):
        start, stop = max(within.start, first - 1), min(within.stop, last + 2)
    return sentences[start:stop]
