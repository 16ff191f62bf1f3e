"""What the numbers of a sentence are: value, unit, wording, direction, rate, and what they count.

``read_quantities`` reads a tokenized sentence once, left to right, in time linear in its length. Numbers that name
things (ids, flights, chapters, addresses, telephone numbers), ordinals and ages are read too, typed as such, so that no
rule mistakes them for amounts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from factdesk.verdicts.identifiers import age_at, clock_at, name_end, names_something, telephone_end
from factdesk.verdicts.line import Line
from factdesk.verdicts.measures import compound, currency_before, per_thing, rate_at, unit_at, unit_of
from factdesk.verdicts.nouns import head_at, plural_follows
from factdesk.verdicts.numbers import MAGNITUDES, Number, read_number
from factdesk.verdicts.phrases import Edge, Role, Wording, change_at, frames, wording_before
from factdesk.verdicts.subjects import word_class
from factdesk.verdicts.times import Time
from factdesk.verdicts.tokens import Token, words
from factdesk.verdicts.units import COUNT, CURRENCIES, SHARE, TIMES, UNITS, Unit

_FACTORS = {
    "doubled": 2.0,
    "doubling": 2.0,
    "tripled": 3.0,
    "trebled": 3.0,
    "quadrupled": 4.0,
    "halved": 0.5,
    "halving": 0.5,
}

_FOLDS = {"twofold": 2.0, "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0, "sixfold": 6.0, "tenfold": 10.0}

_VOTES = words(
    "vote votes voted voting passed won win wins lost beat beaten defeated defeat victory approved rejected score "
    "led tied draw drew tie lead loss"
)

#: what ratings are out of; "4.5 out of 5 stars" is comparable only with another rating out of 5
_RATINGS = frozenset({4.0, 5.0, 10.0, 100.0})

#: "500 or more", "500 or so"
_BEHIND: dict[str, Wording] = {"more": "at_least", "so": "about", "fewer": "at_most", "less": "at_most"}
_AFTER_HALF = words("of the its their all a his her")
_COUNTED_SINGLY = words("person people death man woman child case seat vote")
_NUMBER_STARTERS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety a an half dozen dozens "
    "scores hundreds thousands millions billions trillions lakhs crores tens first second third fourth fifth "
    "sixth seventh eighth ninth tenth eleventh twelfth"
)

_TELLS_DURATION = words(
    "lasted last lasts lasting took takes take for within spent about nearly almost over under than"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a sentence as it was meant. ``low`` and ``high`` are in ``unit``; equal unless a range was said."""

    text: str
    start: int
    end: int
    low: float
    high: float
    #: place value of the last digit that was meant, in ``unit``
    step: float
    unit: Unit = COUNT
    role: Role = "level"
    wording: Wording = "exact"
    #: 1 for a rise, -1 for a fall, 0 where no direction was said
    direction: int = 0
    #: class of the noun that is counted ("people"), and its words as written; empty where a subject stands elsewhere
    head: str = ""
    noun: str = ""
    #: seconds of the time it is given for ("a day"); None for what is no rate
    per: float | None = None
    #: the two numbers of a score, or of "290 of 1,200"
    parts: tuple[float, float] | None = None
    #: it stands after "from" (or "to") in a sentence that tells of a change
    edge: Edge = ""
    #: the claim says "all" or "each" of several
    every: bool = False

    @property
    def base(self) -> tuple[float, float]:
        """Low and high in the base unit of the dimension, and for a rate per second."""
        factor = self.unit.factor / (self.per or 1.0)
        return self.low * factor, self.high * factor

    @property
    def amount(self) -> bool:
        """Is it an amount at all, rather than a name, a rank, an age or a score?"""
        return self.role in ("level", "change", "factor")


def read_quantities(tokens: Sequence[Token], times: Sequence[Time] = ()) -> list[Quantity]:
    """Return the quantities of one sentence in order; the tokens of its times are passed over."""
    return _Reader(tokens, times).read()


class _Reader:
    """One pass over the tokens of a sentence."""

    def __init__(self, tokens: Sequence[Token], times: Sequence[Time]) -> None:
        self.line = Line(tokens, times)
        self.found: list[Quantity] = []

    def read(self) -> list[Quantity]:
        index = 0
        while index < len(self.line.tokens):
            token = self.line.tokens[index]
            if token.start in self.line.times:
                end = self.line.times[token.start]
                while index < len(self.line.tokens) and self.line.tokens[index].start < end:
                    index += 1
                self.line.floor = index
            elif token.kind == "number" or token.lower in _NUMBER_STARTERS or token.text in "½¼¾⅓⅔⅕⅛":
                index = max(self._number_at(index), index + 1)
                self.line.floor = (
                    max(self.line.floor, index) if self.found and self.found[-1].end > token.start else self.line.floor
                )
            elif token.lower in _FACTORS or token.lower in _FOLDS:
                self._factor(index)
                index += 1
            else:
                index += 1
        return self.found

    def _number_at(self, index: int) -> int:
        number = read_number(self.line.tokens, index)
        if number is None:
            return self._with_article(index)
        if number.form == "ordinal":
            return self._ordinal(index, number)
        if (rating := self._rating(index, number)) is not None:
            return rating
        if (score := self._score(index, number)) is not None:
            return score
        if names_something(self.line, index, number):
            first = max(index - 1, self.line.floor, 0)
            end = name_end(self.line, index, number)
            self._append(first, end, number.low, number.high, number.step, COUNT, "identifier", "exact")
            return end
        if (clock := clock_at(self.line, index, number)) is not None:
            return clock
        if (share := self._share(index, number)) is not None:
            return share
        if number.form == "fraction":
            if (after := self._fraction_of_unit(index, number)) is not None:
                return after
            if self._half_of_nothing(index, number):
                return index + 1
        if self.line.lower(index) == "one" and number.after == index + 1 and not self._one_of_something(number.after):
            return index + 1  # "one" is as often a pronoun
        return self._quantity(index, number)

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
        prefix, first = currency_before(self.line, index)
        unit, after, number = unit_of(self.line, index, number, prefix)
        low, high, step = number.low, number.high, number.step
        wording: Wording = "vague" if number.form == "vague" else "exact"
        ranged = self._range(first, after, number, unit)
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
        if (age := age_at(self.line, index, after, unit)) is not None:
            self._append(first, age, low, high, step, unit, "age", wording)
            return age
        times = self._times_as(after, unit, number)
        if times is not None:
            self._append(first, times, low, high, step, TIMES, "factor", wording)
            return times
        head, noun, rest = head_at(self.line, after, unit)
        per, rest = rate_at(self.line, rest, unit)
        if unit.dimension in ("time",) and per is not None and noun == "":
            per = None  # "90 minutes a day" is a rate; "a year" after a plain duration seldom is
        unit, rest = per_thing(self.line, rest, unit)
        after_from = any(item.edge == "from" for item in self.found[-2:])
        role, direction, edge = change_at(self.line, first, after, unit, after_from=after_from)
        if frames(self.line, first, unit):
            role = "frame"
        near = [self.line.lower(position) for position in range(max(0, first - 6), first)]
        every = "all" in near or "each" in near[:-1] or "both" in near[:-1]
        self._append(
            first, after, low, high, step, unit, role, wording,
            direction=direction, head=head, noun=noun, per=per, edge=edge, every=every,
        )  # fmt: skip
        return after

    def _append(
        self,
        first: int,
        after: int,
        low: float,
        high: float,
        step: float,
        unit: Unit,
        role: Role,
        wording: Wording,
        *,
        direction: int = 0,
        head: str = "",
        noun: str = "",
        per: float | None = None,
        parts: tuple[float, float] | None = None,
        edge: Edge = "",
        every: bool = False,
    ) -> None:
        text = self.line.text(first, after)
        start, end = self.line.tokens[first].start, self.line.tokens[after - 1].end
        self.found.append(
            Quantity(
                text, start, end, low, high, step, unit, role, wording, direction, head, noun, per, parts, edge, every
            )
        )

    def _ordinal(self, index: int, number: Number) -> int:
        head, noun, _ = head_at(self.line, number.after, COUNT)
        if head:
            text = self.line.text(index, number.after)
            token = self.line.tokens[index]
            end = self.line.tokens[number.after - 1].end
            self.found.append(
                Quantity(text, token.start, end, number.low, number.high, 1, COUNT, "ordinal", head=head, noun=noun)
            )
        return number.after

    def _score(self, index: int, number: Number) -> int | None:
        """58 to 41, 3-1: two whole counts set against each other, in a sentence of votes or games."""
        if telephone_end(self.line, index) is not None:
            return None
        joint, other = number.after, number.after + 1
        if (
            self.line.lower(joint) not in ("to", "-", "–", "—")
            or other >= len(self.line.tokens)
            or self.line.lower(index - 1) in ("from", "between")
        ):
            return None
        second = read_number(self.line.tokens, other)
        if (
            second is None
            or second.form != "cardinal"
            or number.form != "cardinal"
            or unit_at(self.line, second.after, second)[0]
        ):
            return None
        if number.low != int(number.low) or second.low != int(second.low) or currency_before(self.line, index)[0]:
            return None
        near = range(max(0, index - 6), min(len(self.line.tokens), second.after + 3))
        if number.low <= second.low and not any(self.line.lower(position) in _VOTES for position in near):
            return None
        if not any(self.line.lower(position) in _VOTES for position in near) and not (
            self.line.touches(joint) and number.low < 1000
        ):
            return None
        low, high = sorted((number.low, second.low))
        self._append(index, second.after, low, high, 1, COUNT, "score", "exact", parts=(number.low, second.low))
        return second.after

    def _rating(self, index: int, number: Number) -> int | None:
        """4.5 out of 5 stars, 5.3/10: a value on a scale, comparable only on the same scale."""
        position = index + 1 if self.line.lower(index + 1) == "/" else number.after
        if self.line.lower(position) == "/":
            after = position + 1
        elif self.line.lower(position) == "out" and self.line.lower(position + 1) == "of":
            after = position + 2
        else:
            return None
        whole = read_number(self.line.tokens, after) if after < len(self.line.tokens) else None
        if number.form != "cardinal" and self.line.tokens[index].kind != "number":
            return None
        value = number.low if number.form == "cardinal" else float(self.line.tokens[index].text.replace(",", ""))
        if whole is None or whole.low not in _RATINGS or value > whole.low:
            return None
        end = whole.after
        if self.line.lower(end) in ("star", "stars", "points"):
            end += 1
        elif self.line.lower(end) == "of" or plural_follows(self.line, end):
            return None
        said, first = wording_before(self.line, index)
        unit = Unit(f"out of {whole.low:g}", f"rating out of {whole.low:g}")
        step = 0.1 if value % 1 else 1.0
        self._append(first, end, value, value, step, unit, "level", said, parts=(value, whole.low))
        return end

    def _share(self, index: int, number: Number) -> int | None:
        """One in five, 9 out of 10, 290 of the 1,200 employees."""
        if number.form != "cardinal" or currency_before(self.line, index)[0]:
            return None
        if self.line.lower(index) == "one" and self.line.lower(index + 1) == "of":
            return None  # "one of the ten largest" is no share
        after = number.after
        joint = self.line.lower(after)
        if joint == "out" and self.line.lower(after + 1) == "of":
            joint, after = "of", after + 2
        elif joint in ("in", "of"):
            after += 1
        else:
            return None
        while self.line.lower(after) in ("every", "the", "its", "their", "all", "some", "about", "a"):
            if self.line.lower(after) == "a" and self.line.lower(after + 1) != "total":
                break
            after += 2 if self.line.lower(after) == "a" else 1
            if self.line.lower(after) == "of":
                after += 1
        if after >= len(self.line.tokens) or self.line.is_time(after):
            return None
        whole = read_number(self.line.tokens, after)
        if (
            whole is None
            or whole.form != "cardinal"
            or not 0 < number.low < whole.low
            or self.line.lower(after) in ("a", "an")
        ):
            return None
        if unit_at(self.line, whole.after, whole)[0] or (joint == "in" and (number.low > 20 or whole.low > 1e5)):
            return None
        share = number.low / whole.low
        head, noun, _ = head_at(self.line, whole.after, COUNT)
        said, first = wording_before(self.line, index)
        step = share * max(number.step / number.low, whole.step / whole.low) if joint == "of" else share / 10
        if joint == "of":
            # The part counts only those that something is true of, so it has no noun of its own.
            for begin, part, counted in ((first, number, ""), (after, whole, head)):
                self._append(begin, part.after, part.low, part.high, part.step, COUNT, "level", "exact", head=counted)
        self._append(
            first, whole.after, share, share, min(step, 0.01), SHARE, "level", said,
            head=head, noun=noun, parts=(number.low, whole.low),
        )  # fmt: skip
        return whole.after

    def _fraction_of_unit(self, index: int, number: Number) -> int | None:
        """Half an hour, half a million, three quarters of an hour."""
        after = number.after
        if self.line.lower(after) == "of":
            after += 1
        if self.line.lower(after) not in ("a", "an"):
            return None
        if (factor := MAGNITUDES.get(self.line.lower(after + 1))) is not None:
            value = number.low * factor
            return self._quantity(index, Number(value, value, number.step * factor, after + 2, factor=factor))
        unit = UNITS.get(self.line.lower(after + 1))
        if unit is None:
            return None
        said, first = wording_before(self.line, index)
        self._append(first, after + 2, number.low, number.high, number.step, unit, "level", said)
        return after + 2

    def _with_article(self, index: int) -> int:
        """An hour and a half, a week: an article before a unit of time is one of it where a duration is told."""
        if (
            self.line.lower(index) not in ("a", "an")
            or UNITS.get(self.line.lower(index + 1), COUNT).dimension != "time"
        ):
            return index + 1
        if self.line.floor == index and self.found:
            return index + 1  # "2 million a day"
        if self.line.lower(index + 1) == "second" and word_class(self.line.lower(index + 2)):
            return index + 1  # "a second terminal"
        unit = UNITS[self.line.lower(index + 1)]
        after = index + 2
        half = (
            self.line.lower(after) == "and"
            and self.line.lower(after + 1) == "a"
            and self.line.lower(after + 2) in ("half", "quarter")
        )
        told = any(self.line.lower(index - back) in _TELLS_DURATION for back in (1, 2, 3))
        if not half and not told:
            return index + 1
        value = 1.0
        if half:
            value, after = (1.5 if self.line.lower(after + 2) == "half" else 1.25), after + 3
        low, high, step, unit, after = compound(self.line, value, value, 0.1, unit, after)
        said, first = wording_before(self.line, index)
        self._append(first, after, low, high, step, unit, "level", said)
        return after

    def _factor(self, index: int) -> None:
        """Doubled, tripled, halved, tenfold."""
        word = self.line.lower(index)
        value = _FACTORS.get(word) or _FOLDS[word]
        said, first = wording_before(self.line, index)
        self._append(
            first, index + 1, value, value, value / 10, TIMES, "factor", said, direction=1 if value > 1 else -1
        )  # fmt: skip

    def _times_as(self, after: int, unit: Unit, number: Number) -> int | None:
        """Three times as many, 2.5 times higher."""
        if unit is not COUNT or self.line.lower(after) not in ("times", "x"):
            return None
        return (
            after + 1
            if self.line.lower(after + 1) in ("as", "more", "higher", "larger", "bigger", "the", "greater")
            else None
        )

    def _range(
        self, first: int, after: int, number: Number, unit: Unit
    ) -> tuple[float, float, float, Unit, int] | None:
        """Between 2% and 3%, 5 to 10 million people, 10–15 kg."""
        joint = self.line.lower(after)
        opened = self.line.lower(wording_before(self.line, first)[1] - 1)
        if joint not in ("and", "to", "-", "–", "—") or (joint == "and" and opened != "between"):
            return None
        if opened == "from" and not _tells_range(self.line, first):
            return None
        position = after + 1
        while self.line.lower(position) in CURRENCIES and not self.line.lower(position).isalpha():
            position += 1
        if position >= len(self.line.tokens) or self.line.is_time(position):
            return None
        second = read_number(self.line.tokens, position)
        if second is None or second.form not in ("cardinal", "fraction"):
            return None
        prefix, _ = currency_before(self.line, position)
        other, end, second = unit_of(self.line, position, second, prefix)
        if other is COUNT and unit is not COUNT:
            other = unit
        low, step = number.low, number.step
        if unit is COUNT or unit == other:
            if number.factor == 1.0 and second.factor > 1.0 and low < second.low / second.factor:
                low, step = low * second.factor, step * second.factor
        elif unit.dimension != other.dimension:
            return None
        else:
            low = low * unit.factor / other.factor
        if not low < second.low:
            return None
        return low, second.high, min(step, second.step), other, end


def _tells_range(line: Line, first: int) -> bool:
    near = range(max(0, first - 5), first)
    return any(line.lower(position).startswith(("rang", "var", "spann")) for position in near)
