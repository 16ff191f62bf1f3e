"""The gates: two values are compared only when they are of one subject, one unit family and one period.

A rule that fires on the wrong pair is worse than none, so a difference must pass stricter gates than an agreement: that
two numbers are equal is itself a sign that they are of the same thing; that they differ most often means that they are
not.
"""

from datetime import date, timedelta
from typing import Literal

from factdesk.verdicts.countries import COUNTRIES
from factdesk.verdicts.mentions import Amount, Mention, Sentence
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.rows import TOTAL
from factdesk.verdicts.subjects import DIRECTIONS, Subject, word_class
from factdesk.verdicts.times import Time
from factdesk.verdicts.tokens import words
from factdesk.verdicts.units import Unit

#: a claim about the present is not contradicted by a value older than this
STALE = timedelta(days=2 * 366)

#: words of which one excludes the others: with one in the claim and another in the evidence, the two speak of
#: different things
_CONTRASTS = tuple(
    frozenset(word_class(word) for word in line.split())
    for line in (
        "import export",
        "men women",
        "boy girl",
        "domestic foreign",
        "domestic international",
        "domestic worldwide",
        "domestic overseas",
        "north south east west",
        "northern southern eastern western",
        "goods services",
        "urban rural",
        "minimum maximum",
        "highest lowest",
        "average median",
        "net gross",
        "budget gross profit revenue loss debt deficit surplus",
        "killed injured missing displaced evacuated rescued stranded hospitalized infected arrested",
        "real nominal",
        "born died married",
        "founded closed",
        "opened closed",
        "city county province metropolitan",
        "critics users audience",
        "goals assists points",
        "wins losses draws",
        "public private",
        "primary secondary",
        "land water",
        "height width length depth weight",
        "birth death marriage",
        "income cost",
        "adults children",
        "cases deaths recoveries",
        "buy sell",
        "started ended launched",
        "local national",
        "subscribers views followers",
        "hire dismiss lay resign",
        "arrive depart",
        "back oppose",
        "back reject",
        "asset liability",
        "supply demand",
        "want offer",
        "state federal",
        "winter spring summer autumn",
        "weekday weekend",
        "daytime overnight",
        "inner outer",
        "upper lower",
        "senior junior",
        "mother father",
        "son daughter",
        "husband wife",
        "brother sister",
        "democrat republican",
        "vaccinated unvaccinated",
        "indoor outdoor",
        "old young",
        "core headline",
        "destroyed damaged",
        "produced consumed sold",
        "ordered delivered",
        "sent received",
        "applied admitted",
        "charged convicted acquitted",
    )
)

_VACCINATED = frozenset(map(word_class, words("vaccinated unvaccinated")))
_CONTRASTED = frozenset[str]().union(*_CONTRASTS)

#: words that say which statistic a number is; a difference needs the same ones on both sides
_STATISTICS = frozenset(
    map(
        word_class,
        (
            *("average", "averaged", "mean", "median", "maximum", "minimum", "peak", "capacity"),
            *("deficit", "surplus", "export", "import", "profit", "loss", "debt", "margin", "subsidy"),
            *("adjusted", "nominal", "hurdles", "steeplechase", "relay"),
        ),
    )
)

_TOPS = frozenset(map(word_class, words("peak maximum highest reached topped")))
#: how an average or a median changes is how the thing itself is said to change
_MIDDLES = frozenset(map(word_class, ("average", "averaged", "mean", "median")))

_VOTE = word_class("vote")
#: words of a vote that went against something
_AGAINST = frozenset(map(word_class, words("against fail failed reject rejected defeat defeated")))
_PEOPLE, _MEMBER = word_class("people"), word_class("members")
#: who is counted as well by what happened to them: 143 babies were born, 143 births
_TOLD_BY_EVENT = frozenset((_PEOPLE, word_class("baby")))
_IS = words("is are was were")
#: what tells that only some of it is meant
_PARTS = frozenset(map(word_class, words("alone committee subcommittee")))
_OF_PEOPLE = frozenset(map(word_class, ("population", "crowd")))
#: the whole world, where another tells of a country
_EVERYWHERE = frozenset(map(word_class, ("worldwide", "globally")))
#: with one of these before it, a thing is another one than the thing without: "the neighbouring town"
_BESIDE = frozenset(map(word_class, words("neighbouring neighboring nearby adjacent adjoining rival")))
#: and with one of these it is only part of it: youth unemployment is not unemployment, food prices are not prices
_PART_OF = frozenset(
    map(
        word_class,
        words(
            "youth child infant maternal teenage elderly female male women men black white hispanic rural urban core "
            "semi wholesale household private foreign domestic food energy fuel rental temporary partial juvenile "
            "student"
        ),
    )
)

Period = Literal["same", "missing", "nested", "apart"]


def in_one_unit(claim: Quantity, evidence: Quantity) -> bool:
    """Are two numbers of one kind, and in units that can be held against each other?"""
    if claim.role != evidence.role or (claim.per is None) != (evidence.per is None):
        return False
    return claim.unit.comparable(evidence.unit) or _is_price_each(claim.unit, evidence.unit)


def _is_price_each(one: Unit, other: Unit) -> bool:
    """Is one price told for each ("$71 a barrel") and the other without saying so ("oil at $71")?"""
    (mine, per, _), (theirs, also, _) = one.dimension.partition(" per "), other.dimension.partition(" per ")
    return mine == theirs and mine.startswith("money") and bool(per) != bool(also)


def each_of_what(claim: Amount, evidence: Amount) -> str:
    """Return what one of the two prices is for each of, where the other's clause does not speak of that."""
    for one, other in ((claim, evidence), (evidence, claim)):
        thing = one.quantity.unit.dimension.partition(" per ")[2]
        if thing and thing not in other.quantity.unit.dimension and thing not in other.near.words:
            return f"each {thing}"
    return ""


def count_one_thing(claim: Amount, evidence: Amount) -> bool:
    """May two numbers count the same thing, by the nouns behind them?"""
    mine, theirs = claim.quantity, evidence.quantity
    if mine.role == "factor":
        return True
    if mine.head and theirs.head:
        alike = mine.head == theirs.head or _counts_the_same(claim, evidence) or _is_whole_of(mine, theirs)
        return alike or (mine.unit.dimension != "count" and _name_one_stuff(mine, theirs))
    if mine.head:
        unnamed = bool(evidence.cell) and mine.unit.dimension == "share"  # a column of shares seldom says of what
        return mine.head in evidence.near.words or mine.head == "people" or unnamed
    if theirs.head:
        return theirs.head in claim.near.words or theirs.head == "people" or mine.unit.dimension != "count"
    return True


def _name_one_stuff(claim: Quantity, evidence: Quantity) -> bool:
    """Tonnes "of illegally caught bluefin tuna", "of bluefin tuna": stuff has no plural that tells which word it is."""
    mine, theirs = ({word_class(word) for word in item.noun.split()} - {""} for item in (claim, evidence))
    return not mine.isdisjoint(theirs)


def _counts_the_same(claim: Amount, evidence: Amount) -> bool:
    """Three people died, three deaths: what happened to people is counted by the people or by what happened."""
    people, other = (claim, evidence) if claim.quantity.head in _TOLD_BY_EVENT else (evidence, claim)
    return people.quantity.head in _TOLD_BY_EVENT and other.quantity.head in people.near.words


def _is_whole_of(claim: Quantity, evidence: Quantity) -> bool:
    """A share of the board is one of the board members."""
    whole, members = (claim, evidence) if evidence.head == _MEMBER else (evidence, claim)
    return members.head == _MEMBER and whole.head in map(word_class, members.noun.split()[:-1])


def surely_count_one_thing(claim: Amount, evidence: Amount) -> bool:
    """Is it certain that both count the same? A bare count says what it counts only by a label or a subject."""
    mine, theirs = claim.quantity, evidence.quantity
    if mine.unit.dimension != "count" or mine.role in ("score", "margin", "place", "age"):
        return True
    if theirs.text.lower() == "one":
        return False  # "one man" is as often just a man
    if mine.head and theirs.head:
        return mine.head == theirs.head or _counts_the_same(claim, evidence)
    if mine.head:
        return evidence.label not in ("", "of") and _speaks_of(evidence, mine.head)
    if theirs.head:
        return bool(claim.label) and _speaks_of(claim, theirs.head)
    return bool(claim.label and evidence.label and claim.near.words & evidence.near.words)


def _speaks_of(amount: Amount, head: str) -> bool:
    """Does the clause have what is counted? A population, a crowd, an attendance is one of people."""
    return head in amount.near.words or (head == _PEOPLE and not _OF_PEOPLE.isdisjoint(amount.near.words))


def _singled_out(claim: Mention, evidence: Mention, modifiers: frozenset[str]) -> str:
    """Return which of these modifiers the evidence has before one of the claim's words; empty where it has none."""
    mine = claim.sentence.subject.words
    theirs = evidence.near.words & modifiers - mine
    if not theirs:
        return ""
    apart = [words(held) & theirs for place, held in evidence.sentence.slots.items() if place in mine]
    return " ".join(sorted(frozenset[str]().union(*apart)))


def conflict(
    claim: Mention, evidence: Mention, background: Subject, known: frozenset[str], beside: frozenset[str] = frozenset()
) -> str:
    """Return what the evidence speaks of instead of the claim's subject; empty where nothing excludes that.

    ``known`` are the words of the passage, with the names of countries that it has in another form; ``beside`` are
    names that the evidence may have beside the claim's.
    """
    mine, theirs = claim.near.words & _CONTRASTED, evidence.near.words & _CONTRASTED
    # "Unvaccinated students" are "students who are not vaccinated".
    turned = claim.negated != evidence.negated and mine ^ theirs >= _VACCINATED
    for group in _CONTRASTS if mine and theirs else ():
        if group & mine and group & theirs and not group & mine & theirs and not (turned and group == _VACCINATED):
            return " and ".join(sorted(group & theirs))
    ranked = {head for head, _ in claim.ranks} & {head for head, _ in evidence.ranks} if evidence.ranks else ()
    for what in sorted(ranked):
        if not any(rank in evidence.ranks for rank in claim.ranks if rank[0] == what):
            return f"another {what}"
    if namesake := claim.near.namesake(background):
        return namesake
    if claim.negated != evidence.negated and not turned and not (claim.negated and evidence.denied_too):
        return "those it is not true of"
    voted = _VOTE in claim.near.words & evidence.near.words
    if voted and _AGAINST.isdisjoint(claim.near.words) != _AGAINST.isdisjoint(evidence.near.words):
        return "the other side of a vote"
    if other := _singled_out(claim, evidence, _BESIDE):
        return f"the {other} one"
    claimed = claim.sentence.subject.words | claim.near.names
    if (joined := evidence.sentence.together) and joined & claimed and joined - claimed:
        return f"{' '.join(sorted(joined - claimed))} as well"
    initialled = evidence.near.told_by_initials(claim.sentence.subject)
    if others := evidence.near.names - claimed - initialled - beside:
        # A clause without a name ("with a fortune of $250 billion") is of those whom its sentence names.
        owner = claim.near if claim.near.names else claim.sentence.subject
        missing = owner.names - known - owner.understood(background)
        elsewhere = owner.names - evidence.near.words - missing
        # A name of the claim that stands in another clause than the value, which has a name of its own.
        if missing or elsewhere & evidence.sentence.subject.words:
            return " ".join(sorted(others))
    actor, other = claim.sentence.actor, evidence.sentence.actor
    named = actor and other and actor not in COUNTRIES and other not in COUNTRIES
    absent = actor not in evidence.sentence.subject.words or actor in evidence.sentence.owners
    if named and other not in claimed | initialled and absent:
        return other
    return ""


def other_opening(claim: Mention, evidence: Mention, known: frozenset[str]) -> str:
    """Return what the evidence opens with in place of what the claim opens with; empty where the two may be of one."""
    opening = claim.sentence.opening
    claimed = claim.sentence.subject.words | evidence.near.told_by_initials(claim.sentence.subject)
    if not opening or evidence.sentence.opening in claimed:
        return ""
    if opening not in known:
        # A country that opens a sentence looks like any other word there, and so does who is told of beside
        # "Deliveries of Tarn Motors: 640".
        others = evidence.near.names - claimed
        under_heading = evidence.sentence.columns and not evidence.sentence.row
        elsewhere = others if under_heading else others & COUNTRIES if opening in COUNTRIES else frozenset[str]()
        return evidence.sentence.opening or " ".join(sorted(elsewhere))
    absent = opening not in evidence.sentence.subject.words or opening in evidence.sentence.owners
    if opening not in COUNTRIES and absent:
        return evidence.sentence.opening  # what the claim opens with is told of elsewhere, and this of somebody else
    return ""


def other_thing(claim: Amount, evidence: Amount) -> str:
    """What a value is said to be of: the monastery is not "the oldest manuscript kept in the monastery"."""
    told = claim.sentence.noun and evidence.label in _IS
    theirs = evidence.sentence.noun if told else frozenset[str]()
    return " ".join(sorted(theirs)) if theirs and theirs.isdisjoint(claim.sentence.subject.words) else ""


def other_speaker(claim: Sentence, evidence: Sentence) -> str:
    """Two who say two things are at odds, and neither refutes the other; what both say agrees, whoever says it."""
    apart = claim.speaker and evidence.speaker and claim.speaker.isdisjoint(evidence.speaker)
    return f"what somebody else says ({' '.join(sorted(evidence.speaker))})" if apart else ""


def other_statistic(claim: Amount, evidence: Amount) -> str:
    """An average and a maximum differ without contradiction; equal values are let through."""
    if claim.quantity.base == evidence.quantity.base:
        return ""
    statistics = _STATISTICS if claim.quantity.role == "level" else _STATISTICS - _MIDDLES
    if claim.near.words & _TOPS and evidence.near.words & _TOPS:
        statistics -= _TOPS  # "peaked at" and "the highest" are one
    words = sorted((claim.near.words ^ evidence.near.words) & statistics)
    return f"another statistic ({', '.join(words)})" if words else ""


def not_yet(claim: Amount, evidence: Amount) -> str:
    """What can be or is expected, on one side, and what is, on the other, differ without contradiction."""
    return "what may come" if claim.possible != evidence.possible else ""


def other_kind(claim: Quantity, evidence: Quantity) -> str:
    """Five Chinese soldiers and twenty Indian soldiers: the same noun, of two kinds."""
    if not claim.head or claim.head != evidence.head:
        return ""
    mine, theirs = ({word_class(word) for word in item.noun.split()} - {item.head, ""} for item in (claim, evidence))
    return evidence.noun if mine and theirs and not mine & theirs else ""


def one_part(claim: Amount, evidence: Amount) -> str:
    """Part of what the claim tells of several: one of them, or a row of a table that is not the total's own."""
    if claim.sentence.together - evidence.near.names:
        return "one of several"
    if (_PARTS & evidence.near.words) - claim.near.words:
        return "one part alone"
    if evidence.sentence.partial and not claim.sentence.partial and claim.quantity.role == "level":
        return "only some of those"
    named = evidence.sentence.row_name.words & claim.sentence.subject.words or not evidence.sentence.row_name.words
    return (
        "one row of several"
        if claim.sentence.totals and evidence.cell and not evidence.sentence.totals and not named
        else ""
    ) or _singled_out(claim, evidence, _PART_OF)


def other_row(claim: Amount, evidence: Amount) -> str:
    """Say that a cell is in a row on another than the claim names, whatever the row remarks of that one."""
    row = evidence.sentence.row_keys.words
    if not evidence.cell or not row:
        return ""
    if evidence.sentence.row_with - claim.sentence.subject.words:
        return "another row"
    # What opens the claim may be a name too, and is one of another where the row only remarks on it.
    names = claim.near.names or evidence.sentence.row_remarks.words & {claim.sentence.opening}
    return "another row" if names and names.isdisjoint(row | evidence.column) else ""


def other_column(claim: Amount, evidence: Amount) -> str:
    """Say that the claim names all that another column of the row is of, and not all of this one's."""
    said = claim.near.words | ({TOTAL} if claim.sentence.totals else set())
    if evidence.column <= said:
        return ""
    measured = evidence.quantity.unit.dimension
    meant = any(column and column <= said and what == measured for column, what in evidence.sentence.columns)
    return "another column of the row" if meant else ""


def left_out(claim: Amount, evidence: Amount) -> str:
    """Return what one sentence leaves out and the other is about: "outside North America", "in North America"."""
    for one, other in ((claim.sentence, evidence.sentence), (evidence.sentence, claim.sentence)):
        if apart := one.excluded & other.subject.words - other.excluded:
            return f"what is left without {' '.join(sorted(apart))}"
    return ""


def elsewhere(claim: Amount, evidence: Amount) -> str:
    """So many worldwide are not so many in Germany."""
    one_everywhere = (claim.near.words ^ evidence.near.words) & _EVERYWHERE
    one_somewhere = (claim.near.names ^ evidence.near.names) & COUNTRIES
    return "another part of the world" if one_everywhere and one_somewhere else ""


def other_way(claim: Amount, evidence: Amount) -> str:
    """Raised to one level and lowered to another are two events, not two accounts of one."""
    if claim.quantity.edge != "to" or evidence.quantity.edge != "to":
        return ""
    if meet_periods(claim.period, evidence.period) == "same":
        return ""  # of one quarter there is one account
    mine, theirs = claim.near.words & DIRECTIONS, evidence.near.words & DIRECTIONS
    return "a move the other way" if mine and theirs and not mine & theirs else ""


def meet_periods(claim: Time | None, evidence: Time | None) -> Period:
    """Return how the times that two values hold for lie to each other."""
    if claim is None or evidence is None:
        return "missing"
    if claim.same(evidence):
        return "same"
    return "nested" if claim.overlaps(evidence) else "apart"


def is_stale(claim: Amount, evidence: Amount, as_of: date | None) -> bool:
    """Is the claim about the present and the evidence about a time long before it?"""
    if as_of is None or not claim.sentence.present or claim.period is not None or evidence.period is None:
        return False
    return not evidence.period.yearless and not evidence.period.open_ended and evidence.period.last < as_of - STALE
