"""What a verifier is given of the passages that were found for a claim, and what a passage says by it.

A sentence out of its paragraph has lost who "the club" is, and what the next sentence adds; in its paragraph a model
loses the sentence. So a passage is read twice, alone and in its place. It supports a claim where either reading does:
what it says alone it says, whatever stands around it. It contradicts a claim where both do: what the sentences around
it contradict, they are heard on themselves, as passages.
"""

from collections.abc import Sequence
from datetime import date
from itertools import chain

from factdesk.records import Claim, Passage, Stance
from factdesk.verdicts.readings import heard, stands_around
from factdesk.verdicts.reworded import reworded
from factdesk.verdicts.thresholds import DEFAULT, Thresholds


def premises(claim: Claim, passages: Sequence[Passage]) -> list[tuple[str, ...]]:
    """Return the premises of each passage: its quote and, where it stands in a text, the sentences around it with it.

    Both stand under the document's title, and their values have the claim's words where they are the same. Passages
    that stand around a better one (by its score) have that one's place in common: a verifier judges equal texts once.
    """
    asked = [
        ((passage, passage.quote), (place, place.prefix + place.quote + place.suffix))
        for passage, place in zip(passages, _places(passages), strict=True)
    ]
    texts = {each: _premise(claim, *each) for each in set(chain.from_iterable(asked))}
    return [tuple(dict.fromkeys(texts[each] for each in both)) for both in asked]


def premises_heard(
    claim: Claim, passages: Sequence[Passage], *, as_of: date | None = None, thresholds: Thresholds = DEFAULT
) -> list[tuple[str, ...]]:
    """Return the premises of each passage that a search found; none of one that ``judge`` would not hear.

    Much of what a search brings up shares a name or a word with the claim and no more: a verifier need not read it.
    """
    return [
        texts if heard(claim, passage, as_of, thresholds) else ()
        for passage, texts in zip(passages, premises(claim, passages), strict=True)
    ]


def stance_over(stances: Sequence[Stance]) -> Stance:
    """Return what a passage says from what each of its premises says: the most support, the least contradiction.

    A passage of which nothing was read says nothing.
    """
    supports = max((stance.supports for stance in stances), default=0.0)
    refutes = min((stance.refutes for stance in stances), default=0.0)
    return Stance(supports=supports, refutes=refutes, nei=max(0.0, 1.0 - supports - refutes))


def joint_premise(claim: Claim, passages: Sequence[Passage]) -> str:
    """Return what a verifier reads of passages taken as one: the quotes, each under its document's title."""
    return " ".join(_premise(claim, passage, passage.quote).rstrip(" .;") + "." for passage in passages)


def _places(passages: Sequence[Passage]) -> list[Passage]:
    """Return of each passage the best one that it stands around, or itself."""
    best: list[Passage] = []
    found: dict[Passage, Passage] = {}
    for passage in sorted(passages, key=lambda item: (-item.score, item.document_id, item.start, item.end)):
        place = next((better for better in best if stands_around(passage, better)), passage)
        if place is passage:
            best.append(passage)
        found[passage] = place
    return [found[passage] for passage in passages]


def _premise(claim: Claim, passage: Passage, text: str) -> str:
    if passage.factcheck is not None:
        return passage.premise  # the claim that was checked: no sentence around it is about that
    return passage.under_title(reworded(claim, " ".join(text.split()), passage.published))
