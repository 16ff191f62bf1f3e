"""What the numbers of a sentence are: value, unit, wording, direction, rate, and what they count.

``read_quantities`` reads a tokenized sentence once, left to right, in time linear in its length. Numbers that name
things (ids, flights, chapters, addresses, telephone numbers), ordinals and ages are read too, typed as such, so that no
rule mistakes them for amounts.
"""

from collections.abc import Sequence

from factdesk.verdicts.identifiers import age_at, clock_at, name_end, names_something, race_end, stopwatch_end
from factdesk.verdicts.line import Line
from factdesk.verdicts.measures import (
    compound,
    currency_before,
    in_celsius,
    minus_before,
    per_thing,
    rate_at,
    unit_at,
    unit_of,
)
from factdesk.verdicts.nouns import head_at
from factdesk.verdicts.numbers import MAGNITUDES, Number, read_number
from factdesk.verdicts.pairs import rating_at, score_at, share_at
from factdesk.verdicts.phrases import FALLING, RISING, Wording, change_at, frames, gap_at, is_margin, wording_before
from factdesk.verdicts.places import place_at
from factdesk.verdicts.quantity import Quantity, quantity_of
from factdesk.verdicts.ranges import range_at
from factdesk.verdicts.subjects import TENSE, word_class
from factdesk.verdicts.times import Time
from factdesk.verdicts.tokens import words
from factdesk.verdicts.units import COUNT, PERCENT, POINTS, SHARE, TIMES, UNITS, Unit
from factdesk.verdicts.votes import ballot_at

_FACTORS = {
    "doubled": 2.0,
    "doubling": 2.0,
    "tripled": 3.0,
    "trebled": 3.0,
    "quadrupled": 4.0,
    "halved": 0.5,
    "halving": 0.5,
}

#: factors where whose double it is follows: "more than double its budget"; "to double it" may come
_MULTIPLES = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0}
_WHOSE = words("the its his her their our what that those")

_FOLDS = {"twofold": 2.0, "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0, "sixfold": 6.0, "tenfold": 10.0}


#: "500 or more", "500 or so"
_BEHIND: dict[str, Wording] = {"more": "at_least", "so": "about", "fewer": "at_most", "less": "at_most"}
_AFTER_HALF = words("of the its their all a his her")
_ALL = words("all each both")
#: who was counted before
_THOSE = words("them these those whom which")
_COUNTED_SINGLY = words("person people death man woman child case seat vote")
_NUMBER_STARTERS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety a an half dozen dozens "
    "scores hundreds thousands millions billions trillions lakhs crores tens first second third fourth fifth "
    "sixth seventh eighth ninth tenth eleventh twelfth"
)

_TIMES = {**_FACTORS, **_MULTIPLES, **_FOLDS, "twice": 2.0}
#: the words and signs that a quantity may begin with
_STARTERS = _NUMBER_STARTERS | frozenset("½¼¾⅓⅔⅕⅛") | _TIMES.keys()

#: tokens between two changes that one verb tells
_JOINED = 8
#: seconds that no person lives
_OLDEST = 150 * UNITS["year"].factor
_TELLS_DURATION = words(
    "lasted last lasts lasting took takes take for within spent about nearly almost over under than has have had"
)


def read_quantities(line: Line, times: Sequence[Time] = ()) -> list[Quantity]:
    """Return the quantities of one sentence in order; the tokens of its times are passed over."""
    line.times = starts = {time.start: time.end for time in times}
    begins = [
        index
        for index, (_, word, start, _, kind) in enumerate(line.tokens)
        if kind == "number" or word in _STARTERS or start in starts
    ]
    return _Reader(line).read(begins) if begins else []


class _Reader:
    """One pass over the tokens of a sentence."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.found: list[Quantity] = []

    def read(self, begins: Sequence[int]) -> list[Quantity]:
        """Read what begins at each of these tokens, where it was not read before."""
        times = self.line.times
        read_to = 0
        for index in begins:
            token = self.line.tokens[index]
            if index < read_to:
                continue
            if token[2] in times:
                end = times[token[2]]
                read_to = next(
                    (on for on, item in enumerate(self.line.tokens[index:], index) if item[2] >= end),
                    len(self.line.tokens),
                )
                self.line.floor = read_to
            elif token[1] not in _TIMES:
                read_to = max(self._number_at(index), index + 1)
                if self.found and self.found[-1].end > token[2]:
                    self.line.floor = max(self.line.floor, read_to)
            else:
                self._factor(index)
        return self.found

    def _number_at(self, index: int) -> int:
        number = read_number(self.line.tokens, index)
        if number is None:
            return self._with_article(index)
        if (place := place_at(self.line, index, number)) is not None:
            self.found.append(place[0])
            return place[1]
        if number.form == "ordinal":
            return self._ordinal(index, number)
        pair = (
            rating_at(self.line, index, number)
            or score_at(self.line, index, number)
            or ballot_at(self.line, index, number)
        )
        if pair is not None:
            self.found.append(pair[0])
            return pair[1]
        if (race := race_end(self.line, index, number)) is not None:
            self.found.append(quantity_of(self.line,
                index, race, number.low, number.high, number.step, COUNT, "identifier", "exact", head="race"
            ))  # fmt: skip
            return race
        if names_something(self.line, index, number):
            first = max(index - 1, self.line.floor, 0)
            end = name_end(self.line, index, number)
            self.found.append(
                quantity_of(self.line, first, end, number.low, number.high, number.step, COUNT, "identifier", "exact")
            )
            return end
        if (stop := stopwatch_end(self.line, number)) is not None:
            return self._stopwatch(index, number, stop)
        if (clock := clock_at(self.line, index, number)) is not None:
            return clock
        if (share := share_at(self.line, index, number)) is not None:
            self.found += share[0]
            return share[1]
        if number.form == "fraction":
            if (after := self._fraction_of_unit(index, number)) is not None:
                return after
            if self._in_half(index):
                return index + 1
            if self._half_of_nothing(index, number):
                return index + 1
        if self.line.lower(index) == "one" and number.after == index + 1 and not self._one_of_something(number.after):
            return index + 1  # "one" is as often a pronoun
        return self._quantity(index, number)

    def _stopwatch(self, index: int, number: Number, end: int) -> int:
        """Read how long something took, "2:15:25"; "at 14:05:33" it is a time of the day."""
        said, first = wording_before(self.line, index)
        if self.line.lower(first - 1) not in ("at", "until", "from"):
            minutes, seconds = (float(self.line.lower(place)) for place in (end - 3, end - 1))
            hours = number.low + minutes / 60 + seconds / 3600
            unit = UNITS["hour"]
            self.found.append(quantity_of(self.line, first, end, hours, hours, 1 / 3600, unit, "level", said))
        return end

    def _one_of_something(self, after: int) -> bool:
        return (
            unit_at(self.line, after, Number(1, 1, 1, after))[0] is not None
            or self.line.lower(after) in _COUNTED_SINGLY
        )

    def _half_of_nothing(self, index: int, number: Number) -> bool:
        """The second half, half-time: a half that is no share of anything named."""
        if self.line.lower(index) != "half":
            return False
        before = self.line.lower(index - 1)
        if before in ("first", "second", "latter", "other", "top", "bottom", "final"):
            return True
        told = before in ("by", "to", "in") or wording_before(self.line, index)[1] < index
        return not told and self.line.lower(number.after) not in _AFTER_HALF

    def _quantity(self, index: int, number: Number) -> int:
        """Read the unit, the range, the wording, the direction, the noun and the rate around a number."""
        if number.form == "vague" and self.line.lower(index - 1) == "in" and self.line.lower(number.after) == "of":
            return number.after  # "amounts are in millions of dollars" tells no amount
        prefix, first = currency_before(self.line, index)
        unit, after, number = unit_of(self.line, index, number, prefix)
        below_zero = minus_before(self.line, first)
        first -= below_zero
        low, high, step = number.low, number.high, number.step
        wording: Wording = "vague" if number.form == "vague" else "exact"
        ranged = range_at(self.line, first, after, number, unit)
        if ranged is not None:
            low, high, step, unit, after = ranged
            wording = "range"
        else:
            low, high, step, unit, after = compound(self.line, low, high, step, unit, after)
        said, first = wording_before(self.line, first)
        if wording == "exact":
            wording = said
        if wording == "range" and self.line.lower(first - 1) in ("between", "from"):
            first -= 1
        behind = _BEHIND.get(self.line.lower(after + 1)) if self.line.lower(after) == "or" else None
        if wording == "exact" and behind is not None:
            wording, after = behind, after + 2
        elif self.line.lower(after) == "+" and self.line.touches(after):
            wording, after = "at_least", after + 1
        age = age_at(self.line, index, after, unit)
        if age is not None and low * unit.factor > _OLDEST and unit.dimension == "time":
            after, age = age, None  # a fossil's is how long it has been there
        if age is not None:
            # Nobody rounds an age: 100 is no 97.
            self.found.append(quantity_of(self.line, first, age, low, high, min(step, 1), unit, "age", wording))
            return age
        times = self._times_as(after, unit, number)
        if times is not None:
            self.found.append(quantity_of(self.line, first, times, low, high, step, TIMES, "factor", wording))
            return times
        head, noun, rest = head_at(self.line, after, unit)
        if not head and unit is COUNT and self._of_those(first, after):
            head, noun = next(((item.head, item.noun) for item in reversed(self.found) if item.head), ("", ""))
        per, rest = rate_at(self.line, rest, unit)
        if unit.dimension in ("time",) and per is not None and noun == "":
            per = None  # "90 minutes a day" is a rate; "a year" after a plain duration seldom is
        one, (unit, rest) = unit, per_thing(self.line, rest, unit)
        read_to = after if unit is one else rest
        if unit is not one and per is None:
            per, read_to = rate_at(self.line, rest, unit)  # "120 litres per person per day"
        after_from = "from" in [item.edge for item in self.found[-2:]]
        role, direction, edge = change_at(self.line, first, after, unit, after_from=after_from)
        if role == "level" and not edge and (change := self._goes_on_changing(first, after, unit)):
            role, direction = "change", change.direction
        if unit.dimension == "time" and self.line.lower(first - 1) == "every":
            role = "interval"
        elif self._for_every(first) and self.line.lower(first - 4) in ("one", "a", "an") and unit is COUNT:
            whom = self.line.lower(first - 3)  # "one teacher for every 15 pupils" is 15 pupils a teacher
            unit = Unit(f" per {whom}", f"count per {word_class(whom)}")
        elif frames(self.line, first, after, unit) or self._for_every(first):
            role = "frame"
        elif way := gap_at(self.line, first, after, unit):
            role, direction = "gap", way
        elif is_margin(self.line, first, after, unit):
            role, direction, edge = "margin", 0, ""
        if role == "level":
            low, high = (-high, -low) if below_zero else (low, high)
            low, high, step, unit = in_celsius(low, high, step, unit)
        every = not _ALL.isdisjoint(self.line.words) and self._every(first)
        self.found.append(quantity_of(self.line,
            first, after, low, high, step, unit, role, wording,
            direction=direction, head=head, noun=noun, per=per, edge=edge, every=every,
        ))  # fmt: skip
        return read_to

    def _of_those(self, first: int, after: int) -> bool:
        """Are they some of those that were counted before: "rescued 500 people, 48 of them by helicopter"?"""
        behind = self.line.lower(after) == "of" and self.line.lower(after + 1) in _THOSE
        return behind or (self.line.lower(first - 1) in _THOSE and self.line.lower(first - 2) == "of")

    def _goes_on_changing(self, first: int, after: int, unit: Unit) -> Quantity | None:
        """Return the change that a share goes on with.

        "Rose by 13 cents, or 0.4 percent"; "rose 1% in May and 3% in June".
        """
        change = self.found[-1] if self.found else None
        if change is None or change.role != "change" or unit.dimension != "share" or self.line.lower(after) == "of":
            return None
        begun = self.line.tokens[first].start
        between = [token.lower for token in self.line.tokens if change.end <= token.start < begun]
        if between in (["or"], [",", "or"], ["("]):
            return change
        joined = between[-1:] == ["and"] and len(between) <= _JOINED and "," not in between
        return change if joined and (TENSE | RISING | FALLING).isdisjoint(between) else None

    def _for_every(self, first: int) -> bool:
        """Does the number say of how many there is one: "a teacher for every 15 pupils"?"""
        return self.line.lower(first - 1) in ("every", "each") and self.line.lower(first - 2) in ("for", "to")

    def _every(self, first: int) -> bool:
        """Is the number that begins here said of all or each of several?"""
        near = [token[1] for token in self.line.tokens[max(0, first - 6) : first]]
        return "all" in near or "each" in near[:-1] or "both" in near[:-1]

    def _ordinal(self, index: int, number: Number) -> int:
        head, noun, _ = head_at(self.line, number.after, COUNT)
        if head and self.line.lower(index - 1) == "every":  # every second pupil
            share, one = 1 / number.low, self.line.lower(number.after)
            self.found.append(quantity_of(self.line,
                index - 1, number.after, share, share, share / 10, SHARE, "level", "exact",
                head=word_class(one), noun=one,
            ))  # fmt: skip
        elif head:
            text = self.line.text(index, number.after)
            token = self.line.tokens[index]
            end = self.line.tokens[number.after - 1].end
            self.found.append(
                Quantity(text, token.start, end, number.low, number.high, 1, COUNT, "ordinal", head=head, noun=noun)
            )
        return number.after

    def _fraction_of_unit(self, index: int, number: Number) -> int | None:
        """Half an hour, half a million, three quarters of an hour, a quarter point."""
        after = number.after
        points, end = unit_at(self.line, after, number)
        joint = self.line.lower(after) in ("-", "of")
        if points == POINTS or self.line.lower(after + joint) in ("point", "points"):
            return self._points(index, number, end if points == POINTS else after + joint + 1)
        if self.line.lower(after) == "of":
            after += 1
        if self.line.lower(after) not in ("a", "an"):
            return None
        if (factor := MAGNITUDES.get(self.line.lower(after + 1))) is not None:
            value = number.low * factor
            return self._quantity(index, Number(value, value, number.step * factor, after + 2, factor=factor))
        points, end = unit_at(self.line, after + 1, number)
        if points in (POINTS, PERCENT):
            return self._points(index, number, end, points)
        unit = UNITS.get(self.line.lower(after + 1))
        if unit is None:
            return None
        said, first = wording_before(self.line, index)
        self.found.append(
            quantity_of(self.line, first, after + 2, number.low, number.high, number.step, unit, "level", said)
        )
        return after + 2

    def _points(self, index: int, number: Number, after: int, unit: Unit = POINTS) -> int:
        """A quarter of a percentage point, half a percent."""
        said, first = wording_before(self.line, index)
        after_from = "from" in [item.edge for item in self.found[-2:]]
        role, direction, edge = change_at(self.line, first, after, unit, after_from=after_from)
        self.found.append(quantity_of(self.line,
            first, after, number.low, number.high, number.step, unit, role, said, direction=direction, edge=edge
        ))  # fmt: skip
        return after

    def _in_half(self, index: int) -> bool:
        """Cut in half, fell by half: half of what it was, read as a factor."""
        if self.line.lower(index) != "half" or self.line.lower(index - 1) != "in":
            return False
        if not any(self.line.lower(index - back) in FALLING for back in range(2, 6)):
            return False
        self.found.append(quantity_of(self.line,
            index, index + 1, 0.5, 0.5, 0.05, TIMES, "factor", "exact", direction=-1
        ))  # fmt: skip
        return True

    def _with_article(self, index: int) -> int:
        """An hour and a half, a foot and a half, a week: an article before a unit is one where a measure is told."""
        dimension = UNITS.get(self.line.lower(index + 1), COUNT).dimension
        measured = dimension in ("length", "mass", "area", "volume")
        by = self.line.lower(index - 1) == "by" and measured
        half = [self.line.lower(index + on) for on in (2, 3, 4)] in (["and", "a", "half"], ["and", "a", "quarter"])
        if self.line.lower(index) not in ("a", "an") or not (dimension == "time" or by or (measured and half)):
            return index + 1
        if self.line.floor == index and self.found:
            return index + 1  # "2 million a day"
        if self.line.lower(index + 1) == "second" and word_class(self.line.lower(index + 2)):
            return index + 1  # "a second terminal"
        unit = UNITS[self.line.lower(index + 1)]
        after = index + 2
        if self.line.lower(after) in ("ago", "earlier", "previously"):
            return after  # "8% more than a year ago"
        told = any(self.line.lower(index - back) in _TELLS_DURATION for back in (1, 2, 3))
        if not half and not told and not by:
            return index + 1
        value = 1.0
        if half:
            value, after = (1.5 if self.line.lower(after + 2) == "half" else 1.25), after + 3
        low, high, step, unit, after = compound(self.line, value, value, 0.1, unit, after)
        said, first = wording_before(self.line, index)
        role, direction, edge = change_at(self.line, first, after, unit, after_from=False)
        if frames(self.line, first, after, unit):
            role = "frame"
        self.found.append(quantity_of(self.line,
            first, after, low, high, step, unit, role, said, direction=direction, edge=edge
        ))  # fmt: skip
        return after

    def _factor(self, index: int) -> None:
        """Doubled, tripled, halved, tenfold; twice as many."""
        word = self.line.lower(index)
        if word == "twice" and self.line.lower(index + 1) not in ("as", "the"):
            return  # it happened twice
        said, first = wording_before(self.line, index)
        if word in _MULTIPLES and (self.line.lower(index + 1) not in _WHOSE or self.line.lower(first - 1) == "to"):
            return
        value = _TIMES[word]
        self.found.append(quantity_of(self.line,
            first, index + 1, value, value, value / 10, TIMES, "factor", said, direction=1 if value > 1 else -1
        ))  # fmt: skip

    def _times_as(self, after: int, unit: Unit, number: Number) -> int | None:
        """Three times as many, 2.5 times higher."""
        if unit is not COUNT or self.line.lower(after) not in ("times", "x"):
            return None
        return (
            after + 1
            if self.line.lower(after + 1) in ("as", "more", "higher", "larger", "bigger", "the", "greater")
            else None
        )
