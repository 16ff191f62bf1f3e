"""How a value of the claim meets one of the evidence at each gate, and what that allows to be said of the two.

A gate is looked at when it is asked for, and once. Most pairs are told apart by the first, and a passage with many
numbers makes many pairs.
"""

from datetime import date
from functools import cached_property

from factdesk.verdicts.countries import told_by_adjective
from factdesk.verdicts.gates import (
    Period,
    conflict,
    count_one_thing,
    each_of_what,
    elsewhere,
    in_one_unit,
    is_stale,
    left_out,
    meet_periods,
    not_yet,
    one_part,
    other_column,
    other_kind,
    other_opening,
    other_row,
    other_speaker,
    other_statistic,
    other_thing,
    other_way,
    surely_count_one_thing,
)
from factdesk.verdicts.mentions import Amount, Mention
from factdesk.verdicts.slots import counted_as_well, replaced
from factdesk.verdicts.subjects import DIRECTIONS, Subject, weight, word_class
from factdesk.verdicts.units import COUNT

#: the share of the claim's words around the number that must stand around the evidence's number
AGREE_COVERAGE = 0.5
DIFFER_COVERAGE = 0.6
#: the same where both name the same period in so many words, which is half of sameness already
DATED_COVERAGE = 0.5
#: a cell of a table is the claim's only when row and column together have this share of the claim's words
ROW_COVERAGE = 0.75
#: a value of at least so many times its last digit that was meant is seldom told of two things by chance
TELLING = 10
#: and of this many times, hardly ever
SURELY_TELLING = 100
#: of so many times, so seldom that a few of the claim's words are enough
HARDLY_CHANCE = 1000
SURE_COVERAGE = 0.2
#: a word that stands only elsewhere in the passage counts this much
FAR = 0.5

_PEOPLE, _POPULATION = word_class("people"), word_class("population")


class Meeting:
    """The words around a value of the claim and around one of the evidence, held against each other.

    ``background`` is all that the passage speaks of.
    """

    def __init__(self, claim: Mention, evidence: Mention, background: Subject) -> None:
        self._mentions = claim, evidence
        self._background = background
        asked, names = claim.near.words, claim.near.names
        # A direction is part of the change and not of what changes; "the rate rose" has no other words.
        self._wanted = (asked - DIRECTIONS or asked) - claim.near.understood(background)
        # Names that the passage has in another form are known too: countries by their adjectives, others by initials.
        self._there = background.words | claim.near.told_by_initials(background)
        self._known = self._there | told_by_adjective(names | {claim.sentence.opening}, background)
        #: share of the claim's words that the evidence has: its clause in full, the rest of the passage in part; and
        #: the same share of its clause alone
        self.coverage, self.near_coverage = self._covered(self._wanted)

    def _covered(self, wanted: frozenset[str]) -> tuple[float, float]:
        claim, evidence = self._mentions
        names = claim.near.names
        there = wanted & self._known
        # A name that stands anywhere in the passage is as good as one beside the value.
        near = wanted & evidence.near.words | names & there
        if _POPULATION in evidence.near.words and _PEOPLE in wanted:
            near |= {_PEOPLE}  # the town has so many people: its population is so many
        total = weight(wanted, names) or 1
        found = weight(near, names)
        return (found + FAR * len(there - near)) / total, found / total

    @cached_property
    def plain_coverage(self) -> float:
        """The share of the claim's words that are no names which the evidence's clause has."""
        claim, evidence = self._mentions
        # "GDP grew" has no other words than a name and the direction.
        plain = self._wanted - claim.near.names or claim.near.words & DIRECTIONS
        return len(plain & evidence.near.words) / (len(plain) or 1)

    @cached_property
    def conflict(self) -> str:
        """What the evidence speaks of instead, where the two speak of different somebodies or somethings."""
        return conflict(*self._mentions, self._background, self._known) or other_opening(*self._mentions, self._known)

    @cached_property
    def instead(self) -> str:
        """What the evidence has in place of one of the claim's words: two different things where the values differ."""
        claim, evidence = (mention.sentence for mention in self._mentions)
        return other_speaker(claim, evidence) or replaced(
            claim.slots, evidence.slots, claim.subject.words, self._background.words
        )

    @cached_property
    def may_agree(self) -> bool:
        """Are the gates passed far enough that equal values confirm each other?"""
        return self._enough and not self.conflict

    @property
    def _enough(self) -> bool:
        return self.coverage >= AGREE_COVERAGE


class AmountMeeting(Meeting):
    """A quantity of the claim and one of the evidence, held against each other at every gate."""

    def __init__(self, claim: Amount, evidence: Amount, background: Subject, as_of: date | None) -> None:
        super().__init__(claim, evidence, background)
        self._amounts = claim, evidence
        self._as_of = as_of

    @cached_property
    def conflict(self) -> str:
        """What the evidence speaks of instead, where the two speak of different somebodies or somethings."""
        return (
            self._other_subject
            or other_way(*self._amounts)
            or elsewhere(*self._amounts)
            or left_out(*self._amounts)
            or other_column(*self._amounts)
        )

    @cached_property
    def instead(self) -> str:
        """What the evidence has in place of one of the claim's words: two different things where the values differ."""
        claim, evidence = self._amounts
        return (
            super().instead
            or other_statistic(claim, evidence)
            or other_kind(claim.quantity, evidence.quantity)
            or not_yet(claim, evidence)
            or one_part(claim, evidence)
            or other_row(claim, evidence)
            or other_thing(claim, evidence)
            or counted_as_well(claim.near.words, evidence.sentence.slots)
            or each_of_what(claim, evidence)
        )

    @property
    def _other_subject(self) -> str:
        claim, evidence = self._amounts
        said, row = claim.quantity, evidence.sentence
        equal = (
            self.same_unit and said.role == "level" and said.low == said.high and said.base == evidence.quantity.base
        )
        # Of an equal value a row may name more than the claim does: who sold the player, besides who bought him.
        told_more = equal and row.row and row.row_name.words and row.row_name.words <= claim.sentence.subject.words
        beside = row.row_keys.words if told_more and said.low >= TELLING * said.step else frozenset[str]()
        other = conflict(claim, evidence, self._background, self._known, beside)
        # And one of three digits is told of one thing, whatever its sentence opens with: "Main rate: 52.95 pence".
        counted = said.unit is not COUNT or bool(said.head)  # else it may be a year
        if other or (equal and counted and not evidence.sentence.noun and said.low >= SURELY_TELLING * said.step):
            return other
        return other_opening(claim, evidence, self._known)

    @cached_property
    def same_unit(self) -> bool:
        """Are both of one kind, and in units that can be held against each other?"""
        claim, evidence = self._amounts
        return in_one_unit(claim.quantity, evidence.quantity)

    @cached_property
    def same_head(self) -> bool:
        """Is the noun that is counted the same, or does neither count anything?"""
        return count_one_thing(*self._amounts)

    @cached_property
    def period(self) -> Period:
        """How the times that the two hold for lie to each other."""
        claim, evidence = self._amounts
        return meet_periods(claim.period, evidence.period)

    @cached_property
    def stale(self) -> bool:
        """Is the claim about the present and the evidence about a time long before it?"""
        return is_stale(*self._amounts, self._as_of)

    @cached_property
    def may_agree(self) -> bool:
        """Are the gates passed far enough that equal values confirm each other?"""
        return self.same_unit and self.period != "apart" and self.same_head and super().may_agree

    @cached_property
    def may_be_told_otherwise(self) -> bool:
        """Are all gates but those of words and nouns passed, by a value that is not told of everything?

        In a text whose meaning is near the claim's it is then the claim's, whatever it has for "14,212 runners".
        """
        claim, _ = self._amounts
        said = claim.quantity
        telling = said.role == "level" and said.low == said.high >= TELLING * said.step
        return telling and self.same_unit and self.period != "apart" and not self.conflict

    @cached_property
    def may_differ(self) -> bool:
        """Are all gates passed, so that unequal values contradict each other?"""
        claim, evidence = self._amounts
        row = evidence.sentence.row
        needed = ROW_COVERAGE if row else DATED_COVERAGE if self.period == "same" else DIFFER_COVERAGE
        return (
            self.may_agree
            and (self.period in ("same", "missing") or self._lasted_within)
            and self.near_coverage >= needed
            and self.plain_coverage >= DATED_COVERAGE
            and surely_count_one_thing(claim, evidence)
            and not self.stale
            and not self.instead
            and self._all_named
            and self._tells_what
        )

    @property
    def _lasted_within(self) -> bool:
        """Is it how long something lasted, in the year that the claim names: six days in 2021, three in August 2021?"""
        claim, evidence = self._amounts
        lasted = claim.quantity.unit.dimension == "time" and claim.quantity.per is None
        mine, theirs = claim.period, evidence.period
        within = mine is not None and theirs is not None and mine.first <= theirs.first and theirs.last <= mine.last
        return lasted and within

    @property
    def _tells_what(self) -> bool:
        """Does the claim say what has come so far, and not only whose it is: "Acme would raise that to 17%"?"""
        claim, evidence = self._amounts
        if claim.quantity.edge != "to":
            return True
        opening = {claim.sentence.opening} & self._background.names
        return bool(self._wanted - claim.near.names - opening) or bool(evidence.cell)

    @property
    def _enough(self) -> bool:
        """Of equal values it is enough that the words are the same but for the circumstances, if they are no places."""
        claim, _ = self._amounts
        if claim.quantity.role == "place":
            return self.near_coverage >= ROW_COVERAGE and not self.instead
        told_more = claim.core is not claim.near
        if self._is_hardly_chance:
            return self.coverage >= SURE_COVERAGE
        return super()._enough or (told_more and self._covered(self._wanted & claim.core.words)[0] >= AGREE_COVERAGE)

    @property
    def _is_hardly_chance(self) -> bool:
        """Have both the same four digits and more, and a name: "2:06:31" of Kiprop is Kiprop's time."""
        claim, evidence = self._amounts
        said, near = claim.quantity, evidence.near
        told = said.low == said.high >= HARDLY_CHANCE * said.step and said.base == evidence.quantity.base
        counted = said.unit is not COUNT or bool(said.head)  # else it may be a year
        return told and counted and self.same_unit and not near.names.isdisjoint(claim.near.names)

    @property
    def _all_named(self) -> bool:
        """Has the passage, with its title, every name of the claim's clause?"""
        claim, _ = self._mentions
        return claim.near.names & self._wanted <= self._there
