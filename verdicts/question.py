"""What a verifier is asked about a claim, and the verdict that its answers come to.

Everything is asked at once, what passages say when they are read as one included, though that is heard only where none
decides alone: a claim is then one round, whether an article's claims are judged or a million rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from factdesk.records import Claim, Passage, Stance, Verdict
from factdesk.verdicts.judge import judge
from factdesk.verdicts.premises import joint_premise, premises, premises_heard, stance_over
from factdesk.verdicts.subjects import subject_of
from factdesk.verdicts.thresholds import DEFAULT, Thresholds
from factdesk.verdicts.together import Together, complementary


@dataclass(frozen=True, slots=True)
class Question:
    """A claim with its passages, as a verifier reads them. ``ask`` and ``ask_found`` make it."""

    claim: Claim
    passages: Sequence[Passage]
    #: of each passage, the texts that it is read in
    premises: Sequence[tuple[str, ...]]
    #: passages that have the claim between them though none has it alone; most often none
    together: tuple[Passage, ...]
    as_of: date | None
    thresholds: Thresholds

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The (evidence, claim) pairs to be judged, in the order that ``verdict`` wants their stances in."""
        texts = [text for each in self.premises for text in each]
        if self.together:
            texts.append(joint_premise(self.claim, self.together))
        hypothesis = self.claim.hypothesis
        return [(text, hypothesis) for text in texts]

    def verdict(self, stances: Sequence[Stance]) -> Verdict:
        """Return the verdict from one stance for each of the ``pairs``."""
        given = iter(stances)
        alone = [stance_over(list(islice(given, len(each)))) for each in self.premises]
        together = Together(passages=self.together, stance=next(given)) if self.together else None
        return judge(self.claim, self.passages, alone, as_of=self.as_of, thresholds=self.thresholds, together=together)


def ask(
    claim: Claim, passages: Sequence[Passage], *, as_of: date | None = None, thresholds: Thresholds = DEFAULT
) -> Question:
    """Return what a verifier is to be asked about a claim by the evidence that somebody gives: all of it.

    Who gives one passage says that it is about the claim, so that it need not have the claim's words to be heard; which
    of several are, their words must tell.
    """
    heard = thresholds.of_given() if len(passages) == 1 else thresholds
    return _question(claim, passages, premises(claim, passages), as_of, heard)


def ask_found(
    claim: Claim, passages: Sequence[Passage], *, as_of: date | None = None, thresholds: Thresholds = DEFAULT
) -> Question:
    """Return what a verifier is to be asked about a claim by what a search brought up: what may count."""
    texts = premises_heard(claim, passages, as_of=as_of, thresholds=thresholds)
    return _question(claim, passages, texts, as_of, thresholds)


def _question(
    claim: Claim,
    passages: Sequence[Passage],
    texts: Sequence[tuple[str, ...]],
    as_of: date | None,
    thresholds: Thresholds,
) -> Question:
    # What judging asks of the same texts once their stances are known, while their tokens are at hand.
    for text in (claim.text, *(passage.premise for passage in passages)):
        subject_of(text)
    together = complementary(claim, passages, as_of=as_of, thresholds=thresholds)
    return Question(
        claim=claim, passages=passages, premises=texts, together=together, as_of=as_of, thresholds=thresholds
    )
