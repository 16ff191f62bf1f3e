"""Passages that support a claim only together: each has a part of it, and none the whole.

Read as one, they may support the claim, never contradict it: what two sources say of different things makes no
contradiction. The values are compared over all of them, so that a change from a level in one passage to a level in
another is calculated, and a stated total is held against the sum of a table's rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from factdesk.records import Claim, Passage, Stance
from factdesk.verdicts.compare import comparisons_over, is_row, value_count
from factdesk.verdicts.statements import read_statements, subject_of_passage
from factdesk.verdicts.subjects import DIRECTIONS, Subject, subject_of, union
from factdesk.verdicts.thresholds import DEFAULT, Thresholds

#: passages that are tried together, and the most that one claim may rest on; rows of a table may be more
_TRIED, _AT_MOST = 5, 3
#: a further passage must bring at least this share of the claim's words that the others lack, or a value
_BRINGS = 0.15


@dataclass(frozen=True, slots=True)
class Together:
    """Passages read as one, and the model's stance on them so read (``joint_premise`` is what it was given)."""

    passages: tuple[Passage, ...]
    stance: Stance


def complementary(
    claim: Claim, passages: Sequence[Passage], *, as_of: date | None = None, thresholds: Thresholds = DEFAULT
) -> tuple[Passage, ...]:
    """Return the fewest passages that together have what the claim says though none has it alone; empty for none."""
    if len(passages) < 2:
        return ()
    about = subject_of_passage(read_statements(claim.text, as_of), "")
    about = Subject(about.words - DIRECTIONS or about.words, about.names)  # "fell" is what the levels show
    usable = {
        " ".join(passage.quote.casefold().split()): passage
        for passage in sorted(passages, key=_order)
        if passage.quote.strip()
        and passage.factcheck is None  # it speaks by its rating, alone
        and not (as_of and passage.published and passage.published > as_of)
    }
    subjects = {passage: subject_of(passage.premise) for passage in usable.values()}
    shares = {passage: about.coverage(subject) for passage, subject in subjects.items()}
    relevant = [item for item in sorted(shares, key=lambda it: (-shares[it], *_order(it))) if shares[item] >= _BRINGS]
    groups = [group for size in range(2, _AT_MOST + 1) for group in combinations(relevant[:_TRIED], size)]
    rows = tuple(passage for passage in relevant if is_row(passage))
    groups += [rows] if len(rows) > _AT_MOST else []
    covered = {group: about.coverage(union(subjects[passage] for passage in group)) for group in groups}
    groups = [group for group in groups if covered[group] >= thresholds.same_words]
    if not groups:
        return ()  # comparing values is what costs, and only a group with the claim's words is worth it
    alone = {passage: _agreed(claim, (passage,), as_of, thresholds) for passage in relevant}
    best_values = max(alone.values())
    best_words = max((shares[passage] for passage, values in alone.items() if values >= 0), default=0.0)
    all_agree_in_one = best_values == value_count(claim, as_of)
    for group in groups:
        further_words = covered[group] >= best_words + _BRINGS
        if all_agree_in_one and not further_words:
            continue
        values = _agreed(claim, group, as_of, thresholds)
        if values > best_values or (values == best_values >= 0 and further_words):
            return tuple(sorted(group, key=_order))
    return ()


def _agreed(claim: Claim, passages: Sequence[Passage], as_of: date | None, thresholds: Thresholds) -> int:
    """Return how many of the claim's values agree with these passages; -1 where one does not."""
    outcomes = [item.check.outcome for item in comparisons_over(claim, passages, as_of, thresholds)]
    return -1 if {"differs", "imprecise"} & set(outcomes) else outcomes.count("agrees")


def _order(passage: Passage) -> tuple[object, ...]:
    return (passage.document_id, passage.start, passage.end, passage.quote, passage.title, str(passage.published))
