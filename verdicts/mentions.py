"""A value of a sentence among the words that it stands among: what the gates hold against each other."""

from typing import NamedTuple, Protocol

from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.slots import Slots
from factdesk.verdicts.subjects import Subject
from factdesk.verdicts.times import Time


class Sentence(NamedTuple):
    """What all values of a sentence have in common."""

    #: the content words of the whole sentence
    subject: Subject
    #: class of the sentence's first word where that is a content word, or of a name after "the": most often what it is
    #: about
    opening: str
    #: the words of the common noun that it opens with ("the parking garage"); empty for any other opening
    noun: frozenset[str]
    #: class of the last word of the name that the sentence is of, as far as its place tells; empty for none
    actor: str
    #: those of whom it names only what is theirs ("Brightwell's main rival")
    owners: frozenset[str]
    #: its values are some of what there is: "four more bodies, on top of 26", "inside the park"
    partial: bool
    #: the sentence tells of the present ("is", "has"), so that an old value may be stale
    present: bool
    #: the sentence states a total of several
    totals: bool
    #: the names of which it tells something together ("in Spain and Portugal combined")
    together: frozenset[str]
    #: it is a row of a table, and what the row is about by its first cell without a number
    row: bool
    row_name: Subject
    #: the words behind a "with" or the like in that: the row "Standard with ads" is not that of the standard
    row_with: frozenset[str]
    #: what its short cells without a number name, and its long ones, which may speak of others
    row_keys: Subject
    row_remarks: Subject
    #: of each of a row's numbers, the words of its column's name, units and years left out, and what it measures
    columns: frozenset[tuple[frozenset[str], str]]
    #: what it leaves out: "outside North America", "without seasonal adjustment"
    excluded: frozenset[str]
    #: the places of the sentence and the words in them
    slots: Slots
    #: what each word is told of ("opened" of the harbour)
    bearers: Slots
    #: the words that say who says so; empty where it is told as plain fact
    speaker: frozenset[str]


class Mention(Protocol):
    """The words that a value stands among."""

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""

    @property
    def near(self) -> Subject:
        """The content words of its clause."""

    @property
    def negated(self) -> bool:
        """Is its clause negated?"""

    @property
    def denied_too(self) -> bool:
        """Is something denied of the same besides: "12 people had a job but were not at work"?"""

    @property
    def ranks(self) -> frozenset[tuple[str, float]]:
        """The ranks in its clause, each with what is ranked: ("phase", 2)."""


class Amount(NamedTuple):
    """A quantity of a sentence, among its words."""

    sentence: Sentence
    near: Subject
    negated: bool
    denied_too: bool
    ranks: frozenset[tuple[str, float]]
    quantity: Quantity
    #: the words of its clause but for the circumstances told behind it ("when it ran aground")
    core: Subject
    #: the time it holds for, where one was said
    period: Time | None
    #: where a table has it ("row “Mexico”, column “2024”"); empty in prose
    cell: str
    #: the words of its column's name, units and years left out
    column: frozenset[str]
    #: for a gap, what it lies before or after ("the election"); empty for other numbers
    anchor: Subject
    #: the word before a number that is told of what stands before it ("was", ":"); empty for other numbers
    label: str
    #: it stands in a bracket with nothing but a time: what was said before it, as it was then ("(2023: 18.2 billion)")
    then: bool
    #: it was so "once", "originally" or the like
    once: bool
    #: a value before it is compared with it, as it was at an earlier time ("against 9.1 million in the previous one")
    earlier: bool
    #: "can", "expected" or the like stands right before: what is told may come, and need not be so
    possible: bool
    #: its clause says "now", and the sentence nothing of what will be: it is later than any other time of the sentence
    now: bool
    #: seconds of the time that an adjective before it tells ("a yearly cost of 24 million"), or "each day" behind it
    pace: float | None


class Moment(NamedTuple):
    """A time of a sentence, among the words that tell what happened then."""

    sentence: Sentence
    near: Subject
    negated: bool
    denied_too: bool
    ranks: frozenset[tuple[str, float]]
    time: Time
    #: the words between the time before it and this one, or behind it where it opens the sentence
    own: Subject
    #: it is the time that a row of a table is of ("year: 2009"): what the row tells may be so at others too
    of_row: bool
