"""The passages that a claim is judged by: the best that a search finds, and those further down that have its values.

A search goes by words and meaning, to which one number is as good as another: the row of a table or the sentence with
the claim's very value may stand behind four others on the same matter. The rules know it when they see it, and to hold
a claim against twenty passages takes them less time than a verifier takes over one. Only values that agree are looked
for: that two are equal tells that they are of one thing, and those that differ further down most often are not.
"""

from collections.abc import Sequence
from datetime import date
from itertools import islice

from factdesk.evidence import Searcher, search_as_of
from factdesk.records import Claim, Passage
from factdesk.verdicts.compare import comparisons
from factdesk.verdicts.comparison import confirms
from factdesk.verdicts.thresholds import DEFAULT, Thresholds

#: how far down the hits are looked at, and how many are taken from there
_DEPTH = 20
_MORE = 2


def find_passages(
    store: Searcher, claims: Sequence[Claim], k: int, as_of: date | None, *, thresholds: Thresholds = DEFAULT
) -> list[list[Passage]]:
    """Return for each claim the best ``k`` passages that were published by ``as_of``, and then two more at the most.

    Those two are of the twenty best, and have a value that agrees with the claim's and none that differs.
    """
    return [
        _chosen(claim, hits, k, as_of, thresholds)
        for claim, hits in zip(claims, search_as_of(store, claims, max(k, _DEPTH), as_of), strict=True)
    ]


def _chosen(claim: Claim, hits: Sequence[Passage], k: int, as_of: date | None, thresholds: Thresholds) -> list[Passage]:
    confirming = (hit for hit in hits[k:] if confirms(comparisons(claim, hit, as_of, thresholds)))
    return [*hits[:k], *islice(confirming, _MORE)]
