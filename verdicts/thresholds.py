"""Every number that a verdict depends on, in one frozen record, each with what it means."""

import math
from dataclasses import dataclass, replace
from typing import Self

from factdesk.records import Passage, Stance


@dataclass(frozen=True, kw_only=True, slots=True)
class Thresholds:
    """When a verdict answers and when it abstains. Higher ``decide``: fewer answers, fewer of them wrong."""

    #: A passage stands for a side when its probability for that side, after the checks, is at least this. The setting
    #: for "at most so many wrong among those answered": ``benchmarks/verdicts.py`` prints the risk at each value.
    decide: float = 0.5
    #: Both sides stand, and neither outweighs the other by this much: the evidence is conflicting.
    outweigh: float = 0.3
    #: A passage is about the claim when it has at least this share of the claim's content words (a name counts twice).
    relevant: float = 0.3
    #: A passage that a search brought up is heard from this share of them on.
    heard: float = 0.3
    #: So is one whose meaning is at least so near the claim's, in whatever words, and none whose meaning is not even so
    #: near, whatever words they share: cosines by the embedder that ships. Another's mean something else: ``by_words``.
    near: float = 0.4
    far: float = 0.25
    #: The model's contradiction counts only on a passage with this share of the claim's words that are no names: two
    #: statements about the same people do not contradict each other.
    same_matter: float = 0.4
    #: From this probability on, and where the passage's meaning is near, no more of them than is heard at all:
    #: "activated 150 soldiers of the National Guard" contradicts "called up 250 members of the National Guard".
    sure: float = 0.75
    #: How far a comparison that passed every gate is believed against the model (its measured precision, rounded down).
    check: float = 0.9
    #: How many times likelier support becomes, against either other answer, once a value agrees and none differs: the
    #: likelihood ratio on 860 pairs of eight development sets (2 to 8 by set; docs/verdicts.md).
    agreement: float = 4.0
    #: The same once several values agree: two are 16 times likelier where a claim is supported, one is 4.3 times (of
    #: 2,231 claims with a number, docs/verdicts.md); part of that the model knows already.
    agreements: float = 10.0
    #: How many times less likely support becomes by a passage that names nothing of what the claim says was not: most
    #: of what a search brings up is silent on it, and few texts say by what they tell that something was not.
    silence: float = 4.0
    #: Does a passage whose value is of something else that it names support nothing? Of given evidence its giver knows.
    vetoed_by_others: bool = True
    #: Passages are read as one when between them they have at least this share of the claim's words.
    same_words: float = 0.8
    #: What remains of a contradiction by the model without a value beside a passage that supports by the very value.
    beside_agreement: float = 0.5
    #: A claim with less than this share of letters in the Latin alphabet is not in a language the models read.
    latin: float = 0.5
    #: Evidence shown with a verdict, and with an abstention.
    shown: int = 5
    shown_abstaining: int = 3

    def of_given(self) -> Self:
        """Return them for one passage that somebody gives for a claim: it is about the claim, whatever its words.

        "It grossed $326 million" names no film, and who gives it knows of which it tells. On seven development sets
        some half as many rows again are answered so, and hardly more of the answers are wrong (docs/verdicts.md).
        """
        return replace(self, heard=0.0, same_matter=0.0, vetoed_by_others=False)

    def by_words(self) -> Self:
        """Return them for passages that another embedder than the one that ships found: words alone tell the topic."""
        return replace(self, near=math.inf, far=-math.inf)

    def is_near(self, passage: Passage) -> bool:
        """Is the passage's meaning near the claim's, as far as the search that found it measured that?"""
        return passage.dense is not None and passage.dense >= self.near

    def same_matter_for(self, passage: Passage, stance: Stance) -> float:
        """Return which share of the claim's words a passage must have for the model's contradiction to count."""
        return self.heard if self.is_near(passage) and stance.refutes >= self.sure else self.same_matter

    def is_far(self, passage: Passage) -> bool:
        """Is its meaning far from the claim's?"""
        return passage.dense is not None and passage.dense < self.far


DEFAULT = Thresholds()
