"""Each passage as it counts for a claim: whether it is about the claim, and what the checks leave of its stance."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from factdesk.records import CheckOutcome, Claim, Evidence, Passage, Stance
from factdesk.verdicts.compare import comparisons
from factdesk.verdicts.comparison import Comparison, confirms
from factdesk.verdicts.numbered import another_of_its_kind
from factdesk.verdicts.remembered import remembered
from factdesk.verdicts.statements import read_statements, row_of
from factdesk.verdicts.subjects import CALENDAR, Subject, content_of, denials, opening_noun, subject_of
from factdesk.verdicts.thresholds import Thresholds
from factdesk.verdicts.tokens import tokenize, words
from factdesk.verdicts.weighing import weigh

_DUTIES = words("must shall should ought")
_IS_TO_BE = frozenset((verb, "to", "be") for verb in ("is", "are", "required"))
#: what any text has that tells a duty: most have none, and need not be read for it
_MAY_TELL_DUTY = re.compile("|".join((*sorted(_DUTIES), r"\sto\s+be")))
_PAST = words("was were had did been")


@dataclass(frozen=True, slots=True)
class Reading:
    """One passage as it counts: its stance as the model gave it, and what the checks leave of each side."""

    passage: Passage
    stance: Stance
    found: tuple[Comparison, ...]
    #: how far the passage speaks of what the claim does, with what stands around it and by its own words
    relevance: float
    own: float
    supports: float
    refutes: float
    because: str

    @property
    def evidence(self) -> Evidence:
        """The passage as a verdict shows it."""
        counted = Stance(supports=self.supports, refutes=self.refutes, nei=max(0.0, 1.0 - self.supports - self.refutes))
        return Evidence(
            passage=self.passage,
            stance=self.stance,
            checks=tuple(item.check for item in self.found),
            counted=counted,
            because=self.because,
        )

    @property
    def fired(self) -> bool:
        """Did any comparison pass its gates?"""
        return _fired(self.found)

    @property
    def confirms(self) -> bool:
        """Does a value agree and none differ?"""
        return confirms(self.found)

    @property
    def differs(self) -> bool:
        """Does a value differ and none agree?"""
        return "differs" in self._outcomes and "agrees" not in self._outcomes

    @property
    def _outcomes(self) -> set[CheckOutcome]:
        return {item.check.outcome for item in self.found}

    @property
    def order(self) -> tuple[object, ...]:
        """Of passages that count alike, those that speak most of the claim by their own words come first; the rest of
        the key is content alone, so that no verdict depends on the order of its input.
        """
        return (-self.own, self.passage.quote, self.passage.document_id, self.passage.start)


def once(pairs: Iterable[tuple[Passage, Stance]]) -> list[tuple[Passage, Stance]]:
    """Keep one of the passages that say the same words, whichever order they came in."""
    kept: dict[str, tuple[Passage, Stance]] = {}
    for passage, stance in sorted(pairs, key=_canonical):
        kept.setdefault(" ".join(passage.quote.casefold().split()), (passage, stance))
    return list(kept.values())


def _canonical(pair: tuple[Passage, Stance]) -> tuple[object, ...]:
    passage, stance = pair
    place = (passage.document_id, passage.start, passage.end, passage.sha256, passage.title, passage.url or "")
    return (*place, str(passage.published), stance.supports, stance.refutes, passage.score)


def read(claim: Claim, passage: Passage, stance: Stance, as_of: date | None, thresholds: Thresholds) -> Reading:
    """Return one passage as it counts."""
    found = comparisons(claim, passage, as_of, thresholds)
    about, text = subject_of(claim.text), subject_of(passage.premise)
    relevance = relevance_of(about, text)
    in_context = _relevance_in_context(about, text, passage, thresholds)
    fired = _fired(found)
    if in_context < thresholds.heard and not fired:
        because = f"It has {in_context:.0%} of what the claim speaks of: too little to stand for either side."
        if thresholds.is_far(passage):
            because = "Its meaning is far from the claim's: it stands for neither side."
        return Reading(passage, stance, found, in_context, relevance, 0.0, 0.0, because)
    counted, because = weigh(stance, found, thresholds)
    refutes = counted.refutes
    plain = Subject(about.words - about.names)
    enough = thresholds.same_matter_for(passage, stance)
    if not fired and refutes and (plain.coverage(text) < enough or relevance < thresholds.heard):
        refutes = 0.0
        because = "It has too little of what the claim speaks of: a contradiction by the model is not heard."
    elif not fired and refutes and _tells_duty(passage.quote) and _tells_past(claim.text):
        refutes = 0.0
        because = "It tells what ought to be, which contradicts no account of what was."
    elif found and not fired and refutes and plain.coverage(subject_of(passage.quote)) < enough:
        refutes = 0.0
        because = "Only its title speaks of the claim's matter: its values contradict nothing."
    elif found and not fired and refutes and thresholds.vetoed_by_others and _lacks_opening(claim, text):
        refutes = 0.0
        because = "It does not speak of the claim's subject: its values contradict nothing."
    elif not fired and refutes and (other := _row_of_another(claim, about, passage)):
        refutes = 0.0
        because = f"It is the table's row on {other}, which contradicts nothing that is said of another."
    elif not fired and refutes and _is_one_of_several(claim, passage):
        refutes = 0.0
        because = "It is one row of a table, which contradicts nothing that is said of so many of several."
    elif not fired and refutes and row_of(passage.quote) and any(map(_is_of_another_time, found)):
        refutes = 0.0
        because = "It is a table's row of another time, which contradicts nothing."
    supports = counted.supports
    if not fired and found and (other := another_of_its_kind(claim, passage, as_of)):
        supports = refutes = 0.0
        because = f"It is about {other}, which is another one than the claim's: it stands for neither side."
    if not fired and supports and _is_silent(claim, text, passage):
        supports /= supports + (1.0 - supports) * thresholds.silence
        because = (
            "It names nothing of what the claim says was not: support from silence counts "
            f"{thresholds.silence:g} times less."
        )
    return Reading(passage, stance, found, in_context, relevance, supports, refutes, because)


def _is_of_another_time(item: Comparison) -> bool:
    return item.check.kind == "time" and item.check.outcome == "not_comparable"


def _lacks_opening(claim: Claim, text: Subject) -> bool:
    """Does the claim open with a thing ("the hotel") that the passage does not speak of?"""
    opening = opening_noun(claim.text)
    return bool(opening) and opening.isdisjoint(text.words)


def _row_of_another(claim: Claim, about: Subject, passage: Passage) -> str:
    """Return what the passage is a row on where a claim that names somebody names nothing of that; else empty."""
    row = row_of(passage.quote)
    if row is None or not row.name or about.words & subject_of(row.keys).words:
        return ""
    opening = next((item.word for item in content_of(tokenize(claim.text)) if item.word), "")
    return row.name if about.names - CALENDAR or opening in subject_of(row.remarks).words else ""


def _is_one_of_several(claim: Claim, passage: Passage) -> bool:
    """Is a passage one row, where the claim says of how many something holds: "two of the nine regions"?"""
    if row_of(passage.quote) is None:
        return False
    return any(amount.quantity.parts for said in read_statements(claim.text) for amount in said.amounts)


def heard(claim: Claim, passage: Passage, as_of: date | None, thresholds: Thresholds) -> bool:
    """Return whether a passage may stand for a side at all, whatever a verifier would say of it.

    One that was published later is set aside, and one that is off topic counts for neither side: neither need be shown
    to a verifier.
    """
    if as_of is not None and passage.published is not None and passage.published > as_of:
        return False
    relevance = _relevance_in_context(subject_of(claim.text), subject_of(passage.premise), passage, thresholds)
    return relevance >= thresholds.heard or _fired(comparisons(claim, passage, as_of, thresholds))


def _is_silent(claim: Claim, text: Subject, passage: Passage) -> bool:
    """Does the claim deny something by name of which neither the passage nor what stands around it names anything?"""
    names = _denied(claim.text)
    if not names or names & text.words:
        return False
    return not names & subject_of(f"{passage.prefix} {passage.suffix}").words


@remembered(4096)
def _denied(text: str) -> frozenset[str]:
    """Return the names that stand behind the first negation of a text: "Russia" in "they did not discuss Russia"."""
    tokens = tokenize(text)
    first = next(iter(denials(tokens)), len(tokens))
    behind = content_of(tokens)[first + 1 :]
    return frozenset(item.word for item in behind if item.name and item.word not in CALENDAR)


def _tells_duty(text: str) -> bool:
    """Does a text tell what is to be done, and not what was done as well?"""
    if not _MAY_TELL_DUTY.search(text.lower()):
        return False
    said = [token.lower for token in tokenize(text)]
    duty = not _DUTIES.isdisjoint(said) or any(
        pair in _IS_TO_BE for pair in zip(said, said[1:], said[2:], strict=False)
    )
    return duty and not _tells_past(text)


def _tells_past(text: str) -> bool:
    return not _PAST.isdisjoint([token.lower for token in tokenize(text)])


def beside_confirmed(readings: Sequence[Reading], thresholds: Thresholds) -> list[Reading]:
    """Where one passage supports the claim by its very value, hear contradictions without a value less."""
    if not any(reading.confirms and reading.supports >= thresholds.decide for reading in readings):
        return list(readings)
    because = "Another passage has the claim's very value: a contradiction without one counts by half."
    return [
        reading
        if reading.fired or not reading.refutes
        else replace(reading, refutes=reading.refutes * thresholds.beside_agreement, because=because)
        for reading in readings
    ]


def beside_differing(readings: Sequence[Reading]) -> list[Reading]:
    """Where one passage has another value than the claim, do not hear support from what stands around it without one.

    Such a passage was read in its place too, and what supports the claim there may be that very value.
    """
    differing = [reading.passage for reading in readings if reading.differs]
    because = "A sentence beside it has another value than the claim: support without a value is not heard."
    return [
        replace(reading, supports=0.0, because=because)
        if reading.supports
        and not reading.fired
        and any(stands_around(reading.passage, other) or stands_around(other, reading.passage) for other in differing)
        else reading
        for reading in readings
    ]


def stands_around(passage: Passage, other: Passage) -> bool:
    """Does a passage stand within what surrounds another one of the same text?"""
    begin, end = other.start - len(other.prefix), other.end + len(other.suffix)
    same_text = (passage.document_id, passage.sha256) == (other.document_id, other.sha256)
    return same_text and begin <= passage.start and passage.end <= end


def _relevance_in_context(about: Subject, text: Subject, passage: Passage, thresholds: Thresholds) -> float:
    """Return how far a passage speaks of what the claim does, what stands around it included.

    "The club will build it" names nobody; the sentence before it may. "Outlays on old-age pensions" has no word of
    "Pension spending" but one, and its meaning is near; two texts that share "company" and "2024" may mean nothing
    alike.
    """
    if thresholds.is_far(passage):
        return 0.0
    relevance = relevance_of(about, text)
    if passage.prefix or passage.suffix:
        relevance = max(relevance, relevance_of(about, text | subject_of(f"{passage.prefix} {passage.suffix}")))
    return max(relevance, thresholds.heard) if thresholds.is_near(passage) else relevance


def _fired(found: Iterable[Comparison]) -> bool:
    return any(item.check.outcome != "not_comparable" for item in found)


def relevance_of(about: Subject, found: Subject) -> float:
    """Return how far a passage speaks of what the claim does: at most half where it has none of the claim's names."""
    coverage = about.coverage(found)
    return coverage / 2 if about.names - CALENDAR and not about.names & found.words else coverage
