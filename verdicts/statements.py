"""A text as statements: each sentence with its quantities and times, and each of these with the words it stands among.

This is what the gates read. A quantity's own words are those of its clause; the words of the sentence and, last, of the
whole passage stand farther off and count for less. In a row of a table ("Player: Irwin; Wins: 45") a number's own words
are its column's and those of the cells that hold no number: what the row is about.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from factdesk.verdicts.asides import asides_of, holding
from factdesk.verdicts.line import Line
from factdesk.verdicts.measures import PACES, paces, told_for_each
from factdesk.verdicts.mentions import Amount, Moment
from factdesk.verdicts.quantities import read_quantities
from factdesk.verdicts.quantity import Quantity
from factdesk.verdicts.remembered import remembered
from factdesk.verdicts.reporting import reporting_frame
from factdesk.verdicts.rows import Row
from factdesk.verdicts.subjects import (
    NEGATIONS,
    TENSE,
    Content,
    Subject,
    content_of,
    denials,
    subject_of,
    union,
    word_class,
)
from factdesk.verdicts.timereader import read_times
from factdesk.verdicts.times import Time
from factdesk.verdicts.tokens import Token, sentences, tokenize, words
from factdesk.verdicts.wholes import sentence_of

_SIDES = {"before": -1.0, "after": 1.0}
#: what is counted off from a beginning, in hours: "in its first week" is not "in its first year"
_STRETCHES = {"hour": 1.0, "day": 24.0, "weekend": 48.0, "week": 168.0, "month": 730.0, "year": 8766.0}
#: of whom a sentence tells, where it tells of one age group alone: "Among people aged 60 to 69, 12% ..."
_AGE_GROUP = "age group"
_ONCE = words("once formerly originally previously initially")
_AND_OLDER = words("over older above under younger below up")
_WHOSE = words("its his her their our the")
_POSSIBLE = words(
    "can could might able expected expects forecast forecasts projected planned predicted budgeted designed intended "
    "meant sought demanded requested asked"
)
_FORESEEING = words("consensus forecast forecasts outlook guidance projection projections expectations estimates")
_NOW = words("now currently presently today latest")
_TO_COME = words("will shall would going")
_TELLING_PACES = PACES.keys() | {"every", "each"}
#: what tells that a number is only possible or expected stands at most so many tokens before it, and twice as many
#: where one of these stands between
_BESIDE = 6
_LINKS = words("would will")
#: a number after one of these tells of what stands before: "a population of 67 million", "Teams: 12", "the toll was 38"
_LABELS = words(
    ": is are was were of at to as reached hit totaled totalled totals stood exceeded had has be been amounted"
)
_BORDERS = words(", ; and but while whereas compared versus vs ( with based")
#: "by a quarter point, to 4.25%", "by 13 cents, or 0.4 percent"
_LEADING_ON = words("to from or")
#: verbs that say no more than when, how likely or that not
_HELPERS = TENSE | words("do does did can could should may might")
#: what is denied before one of these is not what is told behind it: "could not afford it, which would add 40"
_DENIED_APART = words(", ; but which who whose where")
#: nor is what is denied behind one of these: "a veteran of 14 years whose name was not released"
_ENDING_DENIAL = _BORDERS | {"whose"}
#: what tells that a value is only there to compare with, and that it is the earlier one
_COMPARING = words("compared against versus vs having")
_EARLIER = words("previous previously prior earlier preceding corresponding original originally before ago last having")
_TEMPERATURE = word_class("temperature")
#: how far before a number, and behind it, these stand
_COMPARED, _AS_BEFORE = 6, 9
#: what opens a clause that tells when, why or in spite of what
_CIRCUMSTANCES = words(
    "when as after before because while since although though despite amid following if once until thanks "
    "helped driven boosted fuelled fueled lifted squeezing"
)
#: the words that tell what happened at a time stand within so many tokens of it
_AROUND = 9
#: a time this many characters behind a number is the number's own
_CLOSE = 60


class Statement(NamedTuple):
    """One sentence."""

    amounts: tuple[Amount, ...]
    moments: tuple[Moment, ...]
    subject: Subject
    #: all times that it names; a question, which has no moments, may name some too
    times: tuple[Time, ...] = ()


@remembered(4096)
def read_statements(text: str, anchor: date | None = None) -> tuple[Statement, ...]:
    """Return the statements of a text; relative times are anchored to the given day."""
    return tuple(_statement(tokens, anchor) for tokens in sentences(text))


def _statement(tokens: Sequence[Token], anchor: date | None) -> Statement:
    line = Line(tokens)
    times = read_times(line, anchor)
    quantities = read_quantities(line, times)
    if tokens[-1].text == "?" or not (times or quantities):  # a question states nothing
        subject = Subject.from_content(content_of(tokens, reporting_frame(line)))
        return Statement((), (), subject, tuple(times))
    return _Reader(line, times, quantities).statement()


class _Reader:
    """The parts of one sentence while its statement is made."""

    def __init__(self, line: Line, spans: Sequence[Time], quantities: list[Quantity]) -> None:
        self.tokens = tokens = line.tokens
        self.starts = [token[2] for token in tokens]
        self.words = words_in = line.words
        self.spans = spans
        self.times = [time for time in spans if not time.named]
        self.quantities = quantities
        self.table_row = Row(tokens) if self.quantities and ":" in words_in else None
        if self.table_row:
            self._into_cells(self.table_row)
        self.asides = asides_of(line) if "," in words_in and not self.table_row else []
        self.apart = frozenset(index for aside in self.asides for index in aside)
        self.quantity_starts = sorted(item.start for item in self.quantities)
        masked = {
            index
            for start, end in [(item.start, item.end) for item in spans] + [(q.start, q.end) for q in self.quantities]
            for index in range(self.index(start), self.index(end))
        }
        frame = reporting_frame(line)
        self.content = content_of(tokens, masked | set(frame) if frame else masked)
        # What has a number for a name ("Flight 370") is somebody: another number there is somebody else.
        named = frozenset(
            item.text.lower() for item in self.quantities if item.role == "identifier" and item.text[0].isalpha()
        )
        self.named = Subject(named, named)
        self.negations = (
            [] if NEGATIONS.isdisjoint(words_in) else [index for index in denials(tokens) if index not in masked]
        )
        self.clauses = self._clauses()
        self.clause_starts = [first for first, _ in self.clauses]
        self.nears: dict[int, Subject] = {}
        self.row = self._row() if ";" in words_in else Subject()
        self.ranks = [
            (self.index(item.start), rank) for item in self.quantities if (rank := self._rank(item)) is not None
        ]
        if len(self.times) < len(spans):
            self.ranks = sorted([*self.ranks, *self._editions()])
        self.ranked = [index for index, _ in self.ranks]
        groups = frozenset(rank for _, rank in self.ranks if rank[0] == _AGE_GROUP)
        self.throughout = groups if len(groups) == 1 else frozenset[tuple[str, float]]()
        self.sentence = sentence_of(
            line,
            self.content,
            masked,
            [(item, self.index(item.start), self.index(item.end)) for item in self.quantities],
            row=self.table_row,
            named=self.named,
            is_row=bool(self.row.words),
            frame=frame,
            timed=bool(self.times),
        )
        self.sided = not words_in.isdisjoint(_SIDES)
        self.compares = not words_in.isdisjoint(_COMPARING) and not words_in.isdisjoint(_EARLIER)
        # A row of a table has no clauses.
        tells_more = not (self.table_row or words_in.isdisjoint(_CIRCUMSTANCES))
        self.circumstances = [on for on, token in enumerate(tokens) if token[1] in _CIRCUMSTANCES] if tells_more else []
        #: the words that only the circumstances between two places of the sentence have
        self.told: dict[tuple[int, int], frozenset[str]] = {}
        self.begun = "first" in words_in and not words_in.isdisjoint(_STRETCHES)
        self.possible = not _POSSIBLE.isdisjoint(words_in) or "built" in words_in
        self.foreseen = _is_foreseen(tokens) if ":" in words_in and not _FORESEEING.isdisjoint(words_in) else False
        told_now = not _NOW.isdisjoint(words_in) and _TO_COME.isdisjoint(words_in)
        self.now = [index for index, token in enumerate(tokens) if token[1] in _NOW] if told_now else []
        told_paces = not words_in.isdisjoint(_TELLING_PACES)
        self.paces, self.each = (paces(tokens), told_for_each(tokens)) if told_paces else ([], [])
        self.brackets = _brackets(tokens) if "(" in words_in else ([0], [-1])
        self.quantity_brackets = {self._bracket(item.start) for item in self.quantities} - {-1}

    def index(self, character: int) -> int:
        """Return the index of the first token that does not begin before this character."""
        return bisect_left(self.starts, character)

    def statement(self) -> Statement:
        return Statement(
            tuple(self._of_quantity(quantity) for quantity in self.quantities),
            tuple(self._of_time(time) for time in self.times),
            self.sentence.subject,
            tuple(self.spans),
        )

    def _of_quantity(self, quantity: Quantity) -> Amount:
        position = self.index(quantity.start)
        first, after = self.clauses[bisect_right(self.clause_starts, position) - 1]
        if aside := holding(self.asides, position):
            near = self._subject_of_aside(aside, first)
            first, after = aside.start, aside.stop
        else:
            near = self._near(first, after)
        bracket = self._bracket(quantity.start)
        then = bracket >= 0 and not any(item.word for item in self.content[bracket:position])
        if then:
            near = near | Subject.from_content(self.content[:bracket])
        # What degrees measure need not be said: "the thermometer stood at 46.8 °C".
        counted = _TEMPERATURE if quantity.unit.dimension == "temperature" else quantity.head
        if counted and counted not in near.words:
            near = near | Subject(frozenset({counted}))
        before = self.tokens[position - 1].lower if position else ""
        # What is denied before a comma, or behind one or an "and", is something else.
        begun, told = first, after
        if self.negations:
            begun = next((on for on in range(position, first, -1) if self.tokens[on].lower in _DENIED_APART), first)
            ends = range(self.index(quantity.end), after)
            told = next((index for index in ends if self.tokens[index].lower in _ENDING_DENIAL), after)
        now = any(first <= index < after for index in self.now)
        return Amount(
            sentence=self.sentence,
            quantity=quantity,
            period=self._period(quantity, first, after, now=now),
            now=now,
            anchor=self._anchor(quantity, after),
            cell=self.table_row.place(position) if self.table_row else "",
            column=self.table_row.column(position) if self.table_row else frozenset(),
            label=before if before in _LABELS else "",
            then=then,
            once=not self.words.isdisjoint(_ONCE)
            and any(token.lower in _ONCE for token in self.tokens[first:position]),
            possible=self.foreseen or (self.possible and self._is_possible(first, position)),
            near=near,
            core=self._core(near, position, after),
            earlier=self.compares and self._is_earlier(first, position),
            negated=any(begun <= index < told for index in self.negations),
            denied_too=self._is_denied_too(told),
            ranks=self._ranks(first, after) | self._sides(first, after) | self._first_stretches(first, after),
            pace=self._pace(first, position, after),
        )

    def _pace(self, first: int, position: int, after: int) -> float | None:
        """Return the seconds of the time that a clause tells a number at a place for; None where it tells none."""
        before = [pace for index, pace in self.paces if first <= index < position]
        return next(iter([*reversed(before), *(pace for index, pace in self.each if position < index < after)]), None)

    def _is_denied_too(self, border: int) -> bool:
        """Is the same denied something behind a "but" or an "and": "had a job but were not at work"?"""
        if border not in range(len(self.tokens) - 2) or self.tokens[border].lower not in ("but", "and"):
            return False
        return self.tokens[border + 1].lower in _HELPERS and border + 2 in self.negations

    def _rank(self, item: Quantity) -> tuple[str, float] | None:
        """Return which of several a number names: the second phase, Flight 370, those under 18."""
        if item.head and item.role in ("ordinal", "identifier"):
            return item.head, item.low
        if item.role != "age":
            return None
        behind = self.index(item.end)
        limited = item.wording != "exact" or {token.lower for token in self.tokens[behind : behind + 2]} & _AND_OLDER
        return (_AGE_GROUP, 1000 * item.low + item.high) if limited else None

    def _editions(self) -> Iterator[tuple[int, tuple[str, float]]]:
        """Yield which of several a year in a name tells: "the 2016 Championship" is not that of 2012."""
        for time in self.spans:
            if time.named:
                index = self.index(time.end)
                while index < len(self.tokens) and self.content[index].name:
                    yield index, (self.content[index].word, float(time.first.year))
                    index += 1

    def _is_possible(self, first: int, position: int) -> bool:
        """Does something before a number tell that it may be, or is what a thing was built for?"""
        begun = position - _BESIDE
        if any(token.lower in _LINKS for token in self.tokens[max(first, begun) : position]):
            begun -= _BESIDE  # "forecast that the economy would grow by 2%"
        for token in reversed(self.tokens[max(first, begun) : position]):
            if token.text == ",":
                break
            if token.lower in _POSSIBLE:
                return True
        return position > 1 and (self.tokens[position - 2].lower, self.tokens[position - 1].lower) == ("built", "for")

    def _is_earlier(self, first: int, position: int) -> bool:
        """Is a number compared with, as it was before: "against 9.1 million tonnes gathered in the previous one"?"""
        begun = max(first - 1, position - _COMPARED, 0)
        cue = next((index for index in range(begun, position) if self.tokens[index].lower in _COMPARING), None)
        if cue is None:
            return False
        return any(token.lower in _EARLIER for token in self.tokens[cue : position + _AS_BEFORE])

    def _core(self, near: Subject, position: int, after: int) -> Subject:
        """Return the words of a clause without those behind a number that tell when, why or in spite of what."""
        border = next((index for index in self.circumstances if position < index < after), None)
        if border is None:
            return near
        if (border, after) not in self.told:
            told = frozenset([item.word for item in self.content[border:after]])
            self.told[border, after] = told - {item.word for item in self.content[:border]}
        dropped = self.told[border, after]
        return Subject(near.words - dropped, near.names - dropped, near.first_names)

    def _sides(self, first: int, after: int) -> frozenset[tuple[str, float]]:
        """Return on which side of what a clause's number was: "before the war", "after the war"."""
        if not self.sided:
            return frozenset()
        found = []
        for index in range(first, after - 2):
            side = _SIDES.get(self.tokens[index].lower)
            if side is not None and self.tokens[index + 1].lower == "the" and self.content[index + 2].word:
                found.append((f"time before or after the {self.tokens[index + 2].lower}", side))
        return frozenset(found)

    def _first_stretches(self, first: int, after: int) -> frozenset[tuple[str, float]]:
        """Return the stretch from a beginning that a clause's number was reached in: "in its first week"."""
        if not self.begun:
            return frozenset()
        found = []
        for index in range(max(first, 1), after - 1):
            hours = _STRETCHES.get(self.tokens[index + 1].lower)
            told = self.tokens[index].lower == "first" and self.tokens[index - 1].lower in _WHOSE
            if told and hours and not self.content[min(index + 2, after - 1)].word:
                found.append(("stretch from the beginning", hours))
        return frozenset(found)

    def _near(self, first: int, after: int) -> Subject:
        """Return the words of a clause, which are those of all its numbers, with what the row or the name adds."""
        if first not in self.nears:
            alone = len(self.clauses) == 1 and not self.asides
            words = self.sentence.subject if alone else self._main_subject(first, after)
            self.nears[first] = words | self.row | self.named
        return self.nears[first]

    def _main_subject(self, first: int, after: int) -> Subject:
        """Return the words of a stretch but for what it says by the way."""
        if not self.asides:
            return Subject.from_content(self.content[first:after])
        content = self.content[first:after]
        return Subject.from_content([item for index, item in enumerate(content, first) if index not in self.apart])

    def _subject_of_aside(self, aside: range, first: int) -> Subject:
        """Return an aside's words, and those right before it, of which it tells; "of which 12" tells of a part."""
        own = Subject.from_content(self.content[aside.start : aside.stop])
        if self.tokens[aside.start].lower == "of":
            return own
        begun = max(first, aside.start - _AROUND)
        before = self._main_subject(begun, aside.start) if aside.start else self._main_subject(0, len(self.content))
        return own | before | self.row | self.named

    def _of_time(self, time: Time) -> Moment:
        position = self.index(time.start)
        first, after = max(0, position - _AROUND), self._so_far_behind(self.index(time.end))
        aside = holding(self.asides, position)
        return Moment(
            sentence=self.sentence,
            time=time,
            own=self._own(time),
            near=(self._subject_of_aside(aside, 0) if aside else self._main_subject(first, after)) | self.row,
            negated=any(first <= index < after for index in self.negations),
            denied_too=False,
            ranks=self._ranks(first, after),
            of_row=self.table_row is not None and self.table_row.tells_when(position),
        )

    def _so_far_behind(self, index: int) -> int:
        """Return the index up to which words are a time's that ends here; what is said by the way does not count."""
        left = _AROUND
        while left and index < len(self.tokens):
            left -= index not in self.apart
            index += 1
        return index

    def _into_cells(self, row: Row) -> None:
        """Leave only the numbers under a column's name, in the unit that the name gives."""
        placed = [(quantity, self.index(quantity.start)) for quantity in self.quantities]
        self.quantities = [row.in_units(quantity, position) for quantity, position in placed if row.holds(position)]

    def _anchor(self, quantity: Quantity, after: int) -> Subject:
        """Return what stands behind "three days before", up to the next comma."""
        if quantity.role != "gap":
            return Subject()
        first = self.index(quantity.end)
        border = next((index for index in range(first, after) if self.tokens[index].text == ","), after)
        return Subject.from_content(self.content[first:border])

    def _own(self, time: Time) -> Subject:
        if aside := holding(self.asides, self.index(time.start)):
            return Subject.from_content(self.content[aside.start : aside.stop])
        times = [item for item in self.times if self.index(item.start) not in self.apart]
        place = times.index(time)
        first = self.index(times[place - 1].end) if place else 0
        own = self._main_subject(first, self.index(time.start))
        if own.words:
            return own
        after = self.index(times[place + 1].start) if place + 1 < len(times) else len(self.tokens)
        return self._main_subject(self.index(time.end), after)

    def _ranks(self, first: int, after: int) -> frozenset[tuple[str, float]]:
        low, high = bisect_left(self.ranked, first), bisect_left(self.ranked, after)
        return frozenset([rank for _, rank in self.ranks[low:high]]) | self.throughout

    def _clauses(self) -> list[tuple[int, int]]:
        """Cut the sentence where a comma, "and" or the like stands between two quantities; return token ranges."""
        borders = [0]
        # "Of the 620 buses, 38% are electric": what the sentence begins with is what all its numbers are of.
        opens = self.tokens[0].lower in ("of", "among")
        whole = next((index for index, token in enumerate(self.tokens) if token[0] == ","), -1) if opens else -1
        main = [item for item in self.quantities if self.index(item.start) not in self.apart]
        for before, after in pairwise(main):
            for index in range(self.index(before.end), self.index(after.start)):
                if self.tokens[index][1] in _BORDERS and index != whole and not self._by_an_aside(index):
                    borders.append(index)
                    break
        # What has no words of its own ("by a quarter point, to 4.25%", "by 1% and 3%") is told in those before it.
        kept = [0]
        for border, end in pairwise([*borders[1:], len(self.tokens)]):
            led = self.tokens[border][0] == "," and self.tokens[border + 1][1] in _LEADING_ON
            led = led or (self.tokens[border][1] == "and" and self.tokens[border + 1].kind == "number")
            if not led or any(item.word for item in self.content[border:end]):
                kept.append(border)
        return list(pairwise([*kept, len(self.tokens)]))

    def _by_an_aside(self, index: int) -> bool:
        """Does a token stand in an aside, or is it one of its commas?"""
        return any(aside.start - 1 <= index <= aside.stop for aside in self.asides)

    def _row(self) -> Subject:
        """Return what a row of a table is about: the words of its cells that hold no number; empty outside tables."""
        texts = [token[0] for token in self.tokens]
        cells = [0, *(index + 1 for index, text in enumerate(texts) if text == ";"), len(texts)]
        if len(cells) < 3 or texts.count(":") < len(cells) - 2:
            return Subject()
        content: list[Content] = []
        for first, after in pairwise(cells):
            if not any(token.kind == "number" for token in self.tokens[first:after]):
                content += self.content[first:after]
        return Subject.from_content(content)

    def _period(self, quantity: Quantity, first: int, after: int, *, now: bool) -> Time | None:
        """Return the time a quantity holds for: the one behind it, else the nearest in its clause or sentence."""
        times = self._times_of(quantity)
        if not times:
            return None
        next_one = bisect_left(self.quantity_starts, quantity.end)
        following = [*self.quantity_starts[next_one : next_one + 1], self.tokens[-1].end][0]
        for time in times:
            behind = 0 <= time.start - quantity.end < _CLOSE and time.start < following
            if behind and self.index(time.start) < after:
                return time
        if quantity.edge == "from":
            return None  # the time of "from 3% to 5% in 2024" is when it reached 5%
        inside: Sequence[Time] = [time for time in times if first <= self.index(time.start) < after]
        if now and not inside:
            return None  # "cost €25 last year, now cost €30"
        return min(
            inside or times, key=lambda time: min(abs(time.start - quantity.end), abs(quantity.start - time.end))
        )

    def _times_of(self, quantity: Quantity) -> Sequence[Time]:
        """Return the times that may be a quantity's: "3.1 billion (2023: 4.2 billion)" has 2023 for the other alone."""
        times = self.times
        if self.table_row:
            return self._times_of_cell(self.table_row, self.index(quantity.start))
        if self.asides:
            mine = holding(self.asides, self.index(quantity.start))
            apart = [time for time in times if holding(self.asides, self.index(time.start)) == mine]
            times = apart or (times if mine else [])
        if not self.quantity_brackets:
            return times
        others = self.quantity_brackets - {self._bracket(quantity.start)}
        return [time for time in times if self._bracket(time.start) not in others]

    def _times_of_cell(self, row: Row, position: int) -> Sequence[Time]:
        """Return the times of a column's name, else those that tell when the row was so: "completed: 1958" does not."""
        own = [time for time in self.times if self.index(time.start) in row.cell_at(position)]
        return own or [time for time in self.times if row.tells_when(self.index(time.start))]

    def _bracket(self, character: int) -> int:
        """Return the index of the bracket that is open at this character; -1 where none is."""
        places, opened = self.brackets
        return opened[bisect_right(places, self.index(character)) - 1]


def _is_foreseen(tokens: Sequence[Token]) -> bool:
    """Do the tokens stand under a heading that calls them foreseen: "Consensus before the results: profit 3.8"?"""
    heading = tokens[: next(index for index, token in enumerate(tokens) if token[0] == ":")]
    foreseen = any(token[1] in _FORESEEING for token in heading)
    return foreseen and not any(token.kind == "number" for token in heading)


def _brackets(tokens: Sequence[Token]) -> tuple[list[int], list[int]]:
    """Return where brackets begin and end, and the index of the one that is open from each place on; -1 for none."""
    opened, places, found = [-1], [0], [-1]
    for index in [index for index, token in enumerate(tokens) if token[0] in ("(", ")")]:
        if tokens[index][0] == "(":
            opened.append(index)
        elif len(opened) > 1:
            opened.pop()
        places.append(index + 1)
        found.append(opened[-1])
    return places, found


def row_of(text: str) -> Row | None:
    """Return a text as a row of a table; None for prose."""
    return Row(tokenize(text)) or None if ":" in text and ";" in text else None


def is_whole_table(statements: Sequence[Statement]) -> bool:
    """Has a passage several rows of a table?"""
    return sum(any(amount.cell for amount in statement.amounts) for statement in statements) > 1


def under_title(statements: Sequence[Statement], title: str) -> Sequence[Statement]:
    """Return the statements with a table's title among the words of each of its cells: it says what they measure."""
    if not title or not any(amount.cell for statement in statements for amount in statement.amounts):
        return statements
    subject = subject_of(title)
    return [
        statement._replace(
            amounts=tuple(
                amount._replace(near=amount.near | subject) if amount.cell else amount for amount in statement.amounts
            )
        )
        for statement in statements
    ]


def subject_of_passage(statements: Sequence[Statement], title: str) -> Subject:
    """Return all that a passage speaks of, with the title of the document it is from: for names and pronouns."""
    return union([subject_of(title), *(statement.subject for statement in statements)])
