"""What the numbers of a sentence are: value, unit, wording, direction, rate, and what they count.

``read_quantities`` reads a tokenized sentence once, left to right, in time linear in its length. Numbers that name things
(ids, flights, chapters, addresses, telephone numbers), ordinals and ages are read too, typed as such, so that no rule
mistakes them for amounts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from factdesk.verdicts.numbers import MAGNITUDES, Number, read_number
from factdesk.verdicts.subjects import word_class
from factdesk.verdicts.times import Time
from factdesk.verdicts.tokens import Token, words
from factdesk.verdicts.units import (
    ADVERBS,
    AMBIGUOUS_CURRENCIES,
    COUNT,
    CURRENCIES,
    PERCENT,
    PERIODS,
    POINTS,
    SHARE,
    TIMES,
    UNITS,
    Unit,
    powered,
)

Role = Literal["level", "change", "factor", "score", "ordinal", "identifier", "age"]
Wording = Literal[
    "exact", "about", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most", "range", "vague"
]

_WORDINGS: dict[str, Wording] = {
    **dict.fromkeys(
        (
            "about",
            "around",
            "roughly",
            "approximately",
            "approx",
            "some",
            "circa",
            "in the region of",
            "somewhere around",
        ),
        "about",
    ),
    **dict.fromkeys(
        (
            *(
                "nearly",
                "almost",
                "close to",
                "approaching",
                "not quite",
                "just under",
                "just below",
                "nearing",
                "just shy of",
            ),
            *("slightly less than", "slightly under", "a little under", "a little less than", "just less than"),
        ),
        "nearly",
    ),
    **dict.fromkeys(
        (
            *("just over", "slightly more than", "slightly over", "a little over", "a little more than", "just above"),
            *("slightly above", "just more than"),
        ),
        "just_over",
    ),
    **dict.fromkeys(
        (
            *("more than", "over", "above", "exceeding", "exceeded", "exceeds", "exceed", "upwards of", "north of"),
            *(
                "in excess of",
                "greater than",
                "surpassed",
                "surpassing",
                "topped",
                "topping",
                "well over",
                "larger than",
            ),
            *("higher than", "beyond", "far more than", "longer than", "well above"),
        ),
        "more_than",
    ),
    **dict.fromkeys(
        ("at least", "no less than", "no fewer than", "not less than", "a minimum of", "minimum"), "at_least"
    ),
    **dict.fromkeys(
        (
            "less than",
            "fewer than",
            "less",
            "fewer",
            "under",
            "below",
            "lower than",
            "smaller than",
            "shorter than",
            "well under",
        ),
        "less_than",
    ),
    **dict.fromkeys(
        ("at most", "up to", "no more than", "not more than", "as many as", "as much as", "a maximum of", "maximum"),
        "at_most",
    ),
    **dict.fromkeys(("exactly", "precisely", "only", "just", "an estimated", "estimated"), "exact"),
}
_WORDING_ENDS = frozenset(phrase.rsplit(" ", 1)[-1] for phrase in _WORDINGS)

RISING = words(
    "rose rise rises risen rising increased increase increases increasing grew grow grows grown growing growth climbed climb "
    "climbs climbing jumped jump jumps jumping surged surge surges surging gained gain gains soared soar soars soaring expanded "
    "expand expansion up raised raise raising hiked hike hikes higher more larger boosted lifted swelled rocketed"
)
FALLING = words(
    "fell fall falls fallen falling dropped drop drops dropping declined decline declines declining decreased decrease decreases "
    "decreasing shrank shrink shrunk shrinking dipped dip slumped slump plunged plunge plunging plummeted slid slide down cut cuts "
    "cutting reduced reduce reduction reducing lowered lower fewer less slipped slashed sank contracted contraction lost narrowed"
)
#: after these a number is by how much, even without "by"; others ("cut 500 jobs", "raised $5 million") take an object
_INTRANSITIVE = words(
    "rose rise rises risen rising increased increases increasing grew grow grows grown growing climbed climbs climbing jumped "
    "jumps surged surges soared gained gains up expanded fell fall falls fallen falling dropped drops declined declines declining "
    "decreased decreases shrank dipped slumped plunged plummeted slid down slipped sank contracted"
)
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

_ID_WORDS = words(
    "flight article section no nos number page pages room route highway chapter version phase type grade channel episode season "
    "volume issue bus line platform gate unit model level tier stage zone district ward precinct bill resolution proposition "
    "amendment act clause paragraph rule figure table item case docket id isbn phone tel telephone extension member seat lane exit "
    "pier block apartment suite p pp zip postcode interstate covid sars area agenda protocol title psalm verse"
)
_STREETS = words("street st avenue ave road rd lane ln drive dr boulevard blvd way square court place terrace")
_VOTES = words(
    "vote votes voted voting passed won win wins lost beat beaten defeated defeat victory approved rejected score led tied draw drew tie lead loss"
)
_IRREGULAR_PLURALS = words(
    "people men women children police deaths staff personnel crew troops fish sheep deer aircraft species series data media teeth "
    "feet mice geese cattle youth alumni criteria households"
)
#: what ratings are out of; "4.5 out of 5 stars" is comparable only with another rating out of 5
_RATINGS = frozenset({4.0, 5.0, 10.0, 100.0})
_CANADIAN = {
    "us": "USD",
    "american": "USD",
    "canadian": "CAD",
    "australian": "AUD",
    "singapore": "SGD",
    "zealand": "NZD",
}
_ATTACHED_CURRENCIES = {"R": "zar", "N": "ngn", "KSh": "kes", "Ksh": "kes", "Kshs": "kes", "Rs": "inr"}
_DOLLARS = {
    "us": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "r": "BRL",
}
_METRE_NOUNS = words("long high tall deep wide race sprint above below from away thick dash hurdles freestyle final")
_SKIP_BEFORE_HEAD = words(
    "of the its their his her all different other such more new these those additional extra our my"
)
_NOT_HEADS = words("pm am percent times old ago")
_NUMBER_STARTERS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety a an half dozen dozens scores hundreds thousands millions "
    "billions trillions lakhs crores tens first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
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
    edge: Literal["", "from", "to"] = ""
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
        self.tokens = tokens
        self.taken = {time.start: time.end for time in times}
        self.found: list[Quantity] = []
        #: index of the first token after the last quantity, so that none is read twice
        self.floor = 0

    def read(self) -> list[Quantity]:
        index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.start in self.taken:
                end = self.taken[token.start]
                while index < len(self.tokens) and self.tokens[index].start < end:
                    index += 1
                self.floor = index
            elif token.kind == "number" or token.lower in _NUMBER_STARTERS or token.text in "½¼¾⅓⅔⅕⅛":
                index = max(self._number_at(index), index + 1)
                self.floor = max(self.floor, index) if self.found and self.found[-1].end > token.start else self.floor
            elif token.lower in _FACTORS or token.lower in _FOLDS:
                self._factor(index)
                index += 1
            else:
                index += 1
        return self.found

    # What stands where.

    def lower(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def touches(self, index: int) -> bool:
        """Does this token begin where the one before it ends?"""
        return 0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start

    def is_time(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].start in self.taken

    def text(self, first: int, after: int) -> str:
        parts = [self.tokens[first].text]
        for index in range(first + 1, after):
            parts.append(("" if self.touches(index) else " ") + self.tokens[index].text)
        return "".join(parts)

    # One number.

    def _number_at(self, index: int) -> int:
        number = read_number(self.tokens, index)
        if number is None:
            return self._with_article(index)
        if number.form == "ordinal":
            return self._ordinal(index, number)
        if (rating := self._rating(index, number)) is not None:
            return rating
        if (score := self._score(index, number)) is not None:
            return score
        if self._names_something(index, number):
            first = max(index - 1, self.floor, 0)
            self._append(
                first, number.after, number.low, number.high, number.step, COUNT, "identifier", "exact"
            )  # fmt: skip
            return number.after
        if (clock := self._clock(index, number)) is not None:
            return clock
        if (share := self._share(index, number)) is not None:
            return share
        if number.form == "fraction":
            if (after := self._fraction_of_unit(index, number)) is not None:
                return after
            if self.lower(index) == "half" and (
                self.lower(number.after) not in ("of", "the", "its", "their", "all", "a", "his", "her")
                and self._wording(index)[1] == index
                and self.lower(index - 1) not in ("by", "to", "in")
                or self.lower(index - 1) in ("first", "second", "latter", "other", "top", "bottom", "final")
            ):
                return index + 1
        if self.lower(index) == "one" and number.after == index + 1 and not self._unit(number.after, number)[0]:
            if self.lower(number.after) not in (
                "person",
                "people",
                "death",
                "man",
                "woman",
                "child",
                "case",
                "seat",
                "vote",
            ):
                return index + 1
        return self._quantity(index, number)

    def _quantity(self, index: int, number: Number) -> int:
        """Read the unit, the range, the wording, the direction, the noun and the rate around a number."""
        prefix, first = self._currency_before(index)
        unit, after, number = self._unit_or_range(index, number, prefix)
        low, high, step, wording = number.low, number.high, number.step, "vague" if number.form == "vague" else "exact"
        ranged = self._range(first, after, number, unit)
        if ranged is not None:
            low, high, step, unit, after = ranged
            wording = "range"
        else:
            low, high, step, unit, after = self._compound(low, high, step, unit, after)
        said, first = self._wording(first)
        if wording == "exact":
            wording = said
        if wording == "range" and self.lower(first - 1) in ("between", "from"):
            first -= 1
        if (
            wording == "exact"
            and self.lower(after) == "or"
            and self.lower(after + 1) in ("more", "so", "fewer", "less")
        ):
            wording = {"more": "at_least", "so": "about", "fewer": "at_most", "less": "at_most"}[self.lower(after + 1)]
            after += 2
        elif self.lower(after) == "+" and self.touches(after):
            wording, after = "at_least", after + 1
        if (age := self._age(index, after, unit)) is not None:
            self._append(first, age, low, high, step, unit, "age", wording)
            return age
        times = self._times_as(after, unit, number)
        if times is not None:
            self._append(first, times, low, high, step, TIMES, "factor", wording)
            return times
        head, noun, rest = self._head(after, unit)
        per, rest = self._rate(rest, unit)
        if unit.dimension in ("time",) and per is not None and noun == "":
            per = None  # "90 minutes a day" is a rate; "a year" after a plain duration seldom is
        unit, rest = self._per_thing(rest, unit)
        role, direction, edge = self._change(first, after, rest, unit)
        near = [self.lower(position) for position in range(max(0, first - 6), first)]
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
        edge: Literal["", "from", "to"] = "",
        every: bool = False,
    ) -> None:
        text = self.text(first, after)
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        self.found.append(
            Quantity(
                text, start, end, low, high, step, unit, role, wording, direction, head, noun, per, parts, edge, every
            )
        )

    # Numbers that are no amounts.

    def _ordinal(self, index: int, number: Number) -> int:
        head, noun, _ = self._head(number.after, COUNT)
        if head:
            text = self.text(index, number.after)
            token = self.tokens[index]
            end = self.tokens[number.after - 1].end
            self.found.append(
                Quantity(text, token.start, end, number.low, number.high, 1, COUNT, "ordinal", head=head, noun=noun)
            )
        return number.after

    def _names_something(self, index: int, number: Number) -> bool:
        token = self.tokens[index]
        if token.kind != "number":
            return False
        before = self.tokens[index - 1] if index else None
        following = self.tokens[number.after] if number.after < len(self.tokens) else None
        if len(token.text.replace(",", "")) > 15 or (
            len(token.text) > 1 and token.text[0] == "0" and "." not in token.text
        ):
            return True
        if before is not None and (before.text == "#" or (before.text in "_/\\@'’" and self.touches(index))):
            return True
        if following is not None and self.touches(number.after):
            if (
                following.kind == "word"
                and not self._unit(number.after, number)[0]
                and following.lower not in MAGNITUDES
            ):
                return following.lower not in ("k", "m", "x")
            if following.text == "." and number.after + 1 < len(self.tokens) and self.touches(number.after + 1):
                return self.tokens[number.after + 1].kind == "number"  # 192.168.0.1, v2.3.1
        if self.lower(number.after) == "%" and self.lower(number.after + 1) in ("ci", "ui", "confidence", "credible"):
            return True
        if self._street(number.after) or self._telephone(index):
            return True
        if before is None or self.is_time(index - 1):
            return False
        if self._unit(number.after, number)[0] or number.factor != 1.0 or "," in token.text:
            return False
        if self._currency_before(index)[0]:
            return False
        if self.touches(index) and before.kind == "word":
            return True
        if before.text == "-" and index > 1 and self.touches(index) and self.tokens[index - 2].kind == "word":
            return self.tokens[index - 2].capital  # F-16, Covid-19
        if (
            before.text == "."
            and index > 1
            and self.lower(index - 2) in ("no", "nos", "p", "pp", "art", "sec", "fig", "ch", "vol")
        ):
            return True
        if before.lower in _ID_WORDS or (
            before.capital and index > 1 and before.lower in ("year", "day", "week", "grade")
        ):
            return not self._plural_follows(number.after)
        return (
            before.kind == "word"
            and before.capital
            and bool(word_class(before.lower))
            and before.lower not in CURRENCIES
            and "." not in token.text
            and not self._plural_follows(number.after)
            and before.lower not in RISING
            and before.lower not in FALLING
        )

    def _plural_follows(self, index: int) -> bool:
        for token in self.tokens[index : index + 3]:
            if token.kind != "word":
                return False
            if _plural(token.lower):
                return True
        return False

    def _street(self, after: int) -> bool:
        """1600 Pennsylvania Avenue: capitals up to a word for a street."""
        for position in range(after, min(after + 4, len(self.tokens))):
            token = self.tokens[position]
            if not token.capital:
                return False
            if token.lower in _STREETS and position > after:
                return True
        return False

    def _telephone(self, index: int) -> bool:
        """Groups of digits joined by hyphens that are neither a date nor a score nor a range."""
        groups = 1
        position = index
        while self.lower(position + 1) in ("-", ".") and self.touches(position + 1) and self.touches(position + 2):
            if position + 2 >= len(self.tokens) or self.tokens[position + 2].kind != "number":
                break
            position, groups = position + 2, groups + 1
        return groups >= 3 or (
            index > 1 and self.lower(index - 1) == "-" and self.found != [] and self.found[-1].role == "identifier"
        )

    def _clock(self, index: int, number: Number) -> int | None:
        after = number.after
        if self.lower(after) == ":" and self.touches(after) and self.touches(after + 1):
            while self.lower(after) == ":" and self.touches(after + 1):
                after += 2
            return after
        if self.lower(after) in ("a.m.", "p.m.", "am", "pm"):
            return after + 1
        if self.lower(after) == "o" and self.lower(after + 1) in ("'", "’"):
            return after + 3
        return None

    def _score(self, index: int, number: Number) -> int | None:
        """58 to 41, 3-1: two whole counts set against each other, in a sentence of votes or games."""
        joint, other = number.after, number.after + 1
        if (
            self.lower(joint) not in ("to", "-", "–", "—")
            or other >= len(self.tokens)
            or self.lower(index - 1) in ("from", "between")
        ):
            return None
        second = read_number(self.tokens, other)
        if (
            second is None
            or second.form != "cardinal"
            or number.form != "cardinal"
            or self._unit(second.after, second)[0]
        ):
            return None
        if number.low != int(number.low) or second.low != int(second.low) or self._currency_before(index)[0]:
            return None
        near = range(max(0, index - 6), min(len(self.tokens), second.after + 3))
        if number.low <= second.low and not any(self.lower(position) in _VOTES for position in near):
            return None
        if not any(self.lower(position) in _VOTES for position in near) and not (
            self.touches(joint) and number.low < 1000
        ):
            return None
        low, high = sorted((number.low, second.low))
        self._append(index, second.after, low, high, 1, COUNT, "score", "exact", parts=(number.low, second.low))
        return second.after

    # Ratings and shares.

    def _rating(self, index: int, number: Number) -> int | None:
        """4.5 out of 5 stars, 5.3/10: a value on a scale, comparable only on the same scale."""
        position = index + 1 if self.lower(index + 1) == "/" else number.after
        if self.lower(position) == "/":
            after = position + 1
        elif self.lower(position) == "out" and self.lower(position + 1) == "of":
            after = position + 2
        else:
            return None
        whole = read_number(self.tokens, after) if after < len(self.tokens) else None
        if number.form != "cardinal" and self.tokens[index].kind != "number":
            return None
        value = number.low if number.form == "cardinal" else float(self.tokens[index].text.replace(",", ""))
        if whole is None or whole.low not in _RATINGS or value > whole.low:
            return None
        end = whole.after
        if self.lower(end) in ("star", "stars", "points"):
            end += 1
        elif self.lower(end) == "of" or self._plural_follows(end):
            return None
        said, first = self._wording(index)
        unit = Unit(f"out of {whole.low:g}", f"rating out of {whole.low:g}")
        step = 0.1 if value % 1 else 1.0
        self._append(first, end, value, value, step, unit, "level", said, parts=(value, whole.low))
        return end

    def _share(self, index: int, number: Number) -> int | None:
        """One in five, 9 out of 10, 290 of the 1,200 employees."""
        if number.form != "cardinal" or self._currency_before(index)[0]:
            return None
        if self.lower(index) == "one" and self.lower(index + 1) == "of":
            return None  # "one of the ten largest" is no share
        after = number.after
        joint = self.lower(after)
        if joint == "out" and self.lower(after + 1) == "of":
            joint, after = "of", after + 2
        elif joint in ("in", "of"):
            after += 1
        else:
            return None
        while self.lower(after) in ("every", "the", "its", "their", "all", "some", "about", "a"):
            if self.lower(after) == "a" and self.lower(after + 1) != "total":
                break
            after += 2 if self.lower(after) == "a" else 1
            if self.lower(after) == "of":
                after += 1
        if after >= len(self.tokens) or self.is_time(after):
            return None
        whole = read_number(self.tokens, after)
        if (
            whole is None
            or whole.form != "cardinal"
            or not 0 < number.low < whole.low
            or self.lower(after) in ("a", "an")
        ):
            return None
        if self._unit(whole.after, whole)[0] or (joint == "in" and (number.low > 20 or whole.low > 1e5)):
            return None
        share = number.low / whole.low
        head, noun, _ = self._head(whole.after, COUNT)
        said, first = self._wording(index)
        step = share * max(number.step / number.low, whole.step / whole.low) if joint == "of" else share / 10
        if joint == "of":
            # Of how many is certain; the part counts only those that something is true of, so it has no noun of its own.
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
        if self.lower(after) == "of":
            after += 1
        if self.lower(after) not in ("a", "an"):
            return None
        if (factor := MAGNITUDES.get(self.lower(after + 1))) is not None:
            return self._quantity(index, replace(number, low=number.low * factor, high=number.high * factor,
                                                 step=number.step * factor, after=after + 2, form="cardinal"))  # fmt: skip
        unit = UNITS.get(self.lower(after + 1))
        if unit is None:
            return None
        said, first = self._wording(index)
        self._append(first, after + 2, number.low, number.high, number.step, unit, "level", said)
        return after + 2

    def _with_article(self, index: int) -> int:
        """An hour and a half, a week: an article before a unit of time is one of it where a duration is told."""
        if self.lower(index) not in ("a", "an") or UNITS.get(self.lower(index + 1), COUNT).dimension != "time":
            return index + 1
        if self.floor == index and self.found:
            return index + 1  # "2 million a day"
        unit = UNITS[self.lower(index + 1)]
        after = index + 2
        half = (
            self.lower(after) == "and" and self.lower(after + 1) == "a" and self.lower(after + 2) in ("half", "quarter")
        )
        told = any(self.lower(index - back) in _TELLS_DURATION for back in (1, 2, 3))
        if not half and not told:
            return index + 1
        value = 1.0
        if half:
            value, after = (1.5 if self.lower(after + 2) == "half" else 1.25), after + 3
        low, high, step, unit, after = self._compound(value, value, 0.1, unit, after)
        said, first = self._wording(index)
        self._append(first, after, low, high, step, unit, "level", said)
        return after

    def _factor(self, index: int) -> None:
        """Doubled, tripled, halved, tenfold."""
        word = self.lower(index)
        value = _FACTORS.get(word) or _FOLDS[word]
        said, first = self._wording(index)
        self._append(
            first, index + 1, value, value, value / 10, TIMES, "factor", said, direction=1 if value > 1 else -1
        )  # fmt: skip

    def _times_as(self, after: int, unit: Unit, number: Number) -> int | None:
        """Three times as many, 2.5 times higher."""
        if unit is not COUNT or self.lower(after) not in ("times", "x"):
            return None
        return (
            after + 1
            if self.lower(after + 1) in ("as", "more", "higher", "larger", "bigger", "the", "greater")
            else None
        )

    # Units.

    def _currency_before(self, index: int) -> tuple[Unit | None, int]:
        """Return the currency written before a number, and the index where it begins."""
        before = self.lower(index - 1)
        if index and self.touches(index) and self.tokens[index - 1].text in _ATTACHED_CURRENCIES:
            text = self.tokens[index].text
            if "," in text or "." in text or self.lower(index + 1) in MAGNITUDES:  # R1.3 trillion, not the road R40
                return CURRENCIES[_ATTACHED_CURRENCIES[self.tokens[index - 1].text]], index - 1
        if index == 0 or index - 1 < self.floor or before not in CURRENCIES or before in AMBIGUOUS_CURRENCIES:
            return None, index
        token = self.tokens[index - 1]
        if token.kind == "word" and not (token.text.isupper() or before in ("rs", "ksh", "kshs")):
            return None, index
        if before == "$" and (code := _DOLLARS.get(self.lower(index - 2).replace(".", ""))) is not None:
            if self.touches(index - 1) or self.lower(index - 2).replace(".", "") == "us":
                return Unit(code, f"money {code}"), index - 2
        return CURRENCIES[before], index - 1

    def _unit_or_range(self, index: int, number: Number, prefix: Unit | None) -> tuple[Unit, int, Number]:
        """Return the unit of a number, the index after it, and the number, in metres where its "m" meant those."""
        if prefix is not None:
            return prefix, number.after, number
        if number.letter == "m" and self._means_metres(index, number):
            small = replace(number, low=number.low / 1e6, high=number.high / 1e6, step=number.step / 1e6, letter="")
            return UNITS["metre"], number.after, small
        unit, after = self._unit(number.after, number)
        if unit is None:
            return (SHARE if number.form == "fraction" and number.high <= 1 else COUNT), number.after, number
        if unit.name.startswith("°F"):
            celsius = replace(
                number, low=(number.low - 32) / 1.8, high=(number.high - 32) / 1.8, step=number.step / 1.8
            )
            return replace(unit, name="°C"), after, celsius
        return unit, after, number

    def _means_metres(self, index: int, number: Number) -> bool:
        following = self.lower(number.after)
        return self.tokens[number.after - 1].text == "m" and (
            following in _METRE_NOUNS or following in ("", ".", ",", "-") and number.low < 1e10 and self._lengthy(index)
        )

    def _lengthy(self, index: int) -> bool:
        near = range(max(0, index - 8), index)
        return any(word_class(self.lower(position)) in ("long", "high", "wide", "deep") for position in near)

    def _unit(self, after: int, number: Number) -> tuple[Unit | None, int]:
        """Return the unit that stands at this index, and the index after it; None where there is none."""
        if self.lower(after) == "-" and self.touches(after) and self.lower(after + 1) in UNITS:
            after += 1
        word = self.lower(after)
        following = self.lower(after + 1)
        if word in ("%", "pct"):
            return (POINTS, after + 2) if following in ("points", "point") else (PERCENT, after + 1)
        if word in ("percent", "percentage") or (word == "per" and following == "cent"):
            after += 2 if word == "per" else 1
            if self.lower(after) == "-":
                after += 1
            return (POINTS, after + 1) if self.lower(after) in ("points", "point") else (PERCENT, after)
        if word == "pp":
            return POINTS, after + 1
        if word == "basis" and following in ("points", "point"):
            return Unit("basis points", "points", 0.01), after + 2
        if word in ("square", "sq", "cubic"):
            position = after + 2 if following == "." else after + 1
            length = UNITS.get(self.lower(position))
            area = None if length is None else powered(length, 3 if word == "cubic" else 2)
            return (area, position + 1) if area is not None else (None, after)
        if word in ("°", "degrees", "degree", "º"):
            scale = following[:1] if following in ("c", "f", "celsius", "fahrenheit", "centigrade") else ""
            if scale:
                return Unit(f"°{scale.upper()}", "temperature"), after + 2
            return Unit("degrees", "degrees"), after + 1
        if word == "light" and following == "-" and self.lower(after + 2) in ("year", "years"):
            return Unit("light-year", "light-years"), after + 3
        if word == "m" and number.letter == "":
            return UNITS["metre"], after + 1
        if word in UNITS:
            return self._named_unit(word, after, number)
        if (code := _CANADIAN.get(word.replace(".", ""))) is not None and following in ("dollars", "dollar"):
            return Unit(code, f"money {code}"), after + 2
        if word in CURRENCIES and (word not in AMBIGUOUS_CURRENCIES or number.low >= 1000):
            return CURRENCIES[word], after + 1
        return None, after

    def _named_unit(self, word: str, after: int, number: Number) -> tuple[Unit | None, int]:
        if word in ("pound", "pounds") and (number.low >= 1e6 or self.lower(after + 1) == "sterling"):
            return CURRENCIES["gbp"], after + (2 if self.lower(after + 1) == "sterling" else 1)
        unit = UNITS[word]
        following = self.tokens[after + 1] if after + 1 < len(self.tokens) else None
        if following is not None and (following.text == "²" or (following.text == "2" and self.touches(after + 1))):
            return powered(unit, 2) or unit, after + 2
        if (
            unit.dimension == "length"
            and self.lower(after + 1) in ("per", "/")
            and self.lower(after + 2) in ("hour", "h")
        ):
            return Unit(f"{unit.name} per hour", "speed", unit.factor / 3600), after + 3
        return unit, after + 1

    def _compound(
        self, low: float, high: float, step: float, unit: Unit, after: int
    ) -> tuple[float, float, float, Unit, int]:
        """Two hours and 30 minutes, 5 feet 10 inches, two hours and a half: one value in the first unit."""
        if unit.dimension not in ("time", "length", "mass") or low != high:
            return low, high, step, unit, after
        position = after + 1 if self.lower(after) in ("and", ",") else after
        if (
            self.lower(after) == "and"
            and self.lower(position) == "a"
            and self.lower(position + 1) in ("half", "quarter")
        ):
            part = 0.5 if self.lower(position + 1) == "half" else 0.25
            return low + part, high + part, 0.1, unit, position + 2
        if position >= len(self.tokens) or self.is_time(position):
            return low, high, step, unit, after
        second = read_number(self.tokens, position)
        if second is None or second.form not in ("cardinal", "fraction") or second.low != second.high:
            return low, high, step, unit, after
        smaller, end = self._unit(second.after, second)
        if smaller is None or smaller.dimension != unit.dimension or smaller.factor >= unit.factor:
            return low, high, step, unit, after
        ratio = smaller.factor / unit.factor
        if second.low * ratio >= 1:
            return low, high, step, unit, after
        total = low + second.low * ratio
        return total, total, second.step * ratio, unit, end

    def _range(
        self, first: int, after: int, number: Number, unit: Unit
    ) -> tuple[float, float, float, Unit, int] | None:
        """Between 2% and 3%, 5 to 10 million people, 10–15 kg."""
        joint = self.lower(after)
        opened = self.lower(self._wording(first)[1] - 1)
        if joint not in ("and", "to", "-", "–", "—") or (joint == "and" and opened != "between"):
            return None
        if opened == "from" and not self._tells_range(first):
            return None
        position = after + 1
        while self.lower(position) in CURRENCIES and not self.lower(position).isalpha():
            position += 1
        if position >= len(self.tokens) or self.is_time(position):
            return None
        second = read_number(self.tokens, position)
        if second is None or second.form not in ("cardinal", "fraction"):
            return None
        prefix, _ = self._currency_before(position)
        other, end, second = self._unit_or_range(position, second, prefix)
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

    def _tells_range(self, first: int) -> bool:
        near = range(max(0, first - 5), first)
        return any(self.lower(position).startswith(("rang", "var", "spann")) for position in near)

    # Wording, direction, noun, rate.

    def _wording(self, first: int) -> tuple[Wording, int]:
        """Return the wording that stands before this index ("nearly", "at least"), and the index where it begins."""
        if self.lower(first - 1) in ("a", "an") and self.lower(first - 2) in _WORDING_ENDS and first - 2 >= self.floor:
            return self._wording(first - 1)  # "over a 2-hour run"
        if first - 1 < self.floor or self.lower(first - 1) not in _WORDING_ENDS:
            return "exact", first
        for length in (4, 3, 2, 1):
            begin = first - length
            if begin < self.floor:
                continue
            phrase = " ".join(self.lower(position) for position in range(begin, first))
            said = _WORDINGS.get(phrase)
            if said is not None:
                if (
                    said == "exact"
                    and begin - 1 >= self.floor
                    and self.lower(begin - 1) in _WORDING_ENDS
                    and length == 1
                ):
                    return self._wording(begin)
                return said, begin
        return "exact", first

    def _age(self, index: int, after: int, unit: Unit) -> int | None:
        if unit.dimension == "time":
            position = after + 1 if self.lower(after) == "-" else after
            if self.lower(position) in ("old", "olds"):
                return position + 1
        before = index - 2 if self.lower(index - 1) == "of" else index - 1
        if unit is COUNT and self.lower(before) in ("aged", "age"):
            return after
        return None

    def _head(self, after: int, unit: Unit) -> tuple[str, str, int]:
        """Return the class of the noun that is counted, its words, and the index after them."""
        position = after
        if unit is not COUNT and self.lower(position) not in ("of", "-"):
            return "", "", after
        if self.lower(position) == "-" and self.touches(position):
            position += 1
        for _ in range(3):
            if self.lower(position) in _SKIP_BEFORE_HEAD or self._initials(position):
                position += 1
        run: list[str] = []
        end = position
        while end < len(self.tokens) and len(run) < 5:
            token = self.tokens[end]
            if token.kind == "mark" and token.text == "-" and run and self.touches(end):
                end += 1
                continue
            if (
                token.kind != "word"
                or self.is_time(end)
                or token.lower in _NOT_HEADS
                or not (word_class(token.lower) or token.lower in _PLAIN_HEADS)
            ):
                break
            run.append(token.lower)
            end += 1
            if _plural(token.lower):
                return word_class(token.lower) or token.lower, " ".join(run), end
        if not run:
            return "", "", after
        return word_class(run[0]) or run[0], run[0], position + 1

    def _initials(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].kind == "initials"

    def _rate(self, index: int, unit: Unit) -> tuple[float | None, int]:
        """A day, per year, each month, daily: seconds of the time a number is given for."""
        word, following = self.lower(index), self.lower(index + 1)
        if word in ("a", "an", "per", "each", "every", "/") and following in PERIODS:
            return PERIODS[following], index + 2
        if word in ADVERBS:
            return PERIODS[ADVERBS[word]], index + 1
        return None, index

    def _per_thing(self, index: int, unit: Unit) -> tuple[Unit, int]:
        """Per capita, per 100,000 people: a dimension of its own, brought to one of the thing."""
        if self.lower(index) not in ("per", "for") or (self.lower(index) == "for" and self.lower(index + 1) != "every"):
            return unit, index
        position = index + 2 if self.lower(index) == "for" else index + 1
        if position >= len(self.tokens):
            return unit, index
        number = read_number(self.tokens, position)
        count = number.low if number is not None and number.low > 0 else 1.0
        position = number.after if number is not None else position
        thing = self.lower(position)
        if thing in ("capita", "head", "person", "inhabitant", "resident"):
            thing = "person"
        else:
            thing = word_class(thing) or thing
        if not thing.isalpha():
            return unit, index
        return Unit(f"{unit.name} per {thing}", f"{unit.dimension} per {thing}", unit.factor / count), position + 1

    def _change(self, first: int, after: int, rest: int, unit: Unit) -> tuple[Role, int, Literal["", "from", "to"]]:
        """Tell a level ("fell to 4%") from a change ("fell by 4%", "a 4% fall"), and the edges of "from 3% to 5%"."""
        before = self.lower(first - 1)
        if before == "by" and (direction := self._direction_before(first - 1)):
            return "change", direction, ""
        if before in _INTRANSITIVE and not (before in ("up", "down") and self.lower(first) == "to"):
            return "change", (1 if before in RISING else -1), ""
        if before == "of" and self.lower(first - 2) in _CHANGE_NOUNS:
            return "change", (1 if self.lower(first - 2) in RISING else -1), ""
        if self.lower(after) in _CHANGE_NOUNS and unit is not COUNT:
            return "change", (1 if self.lower(after) in RISING else -1), ""
        if self.lower(after) in _COMPARATIVES and (unit is not COUNT or self._than_follows(after)):
            return "change", (1 if self.lower(after) in _MORE else -1), ""
        if unit is POINTS or unit.dimension == "points":
            direction = self._direction_before(first)
            return ("change", direction, "") if direction else ("level", 0, "")
        if before in ("from", "to") and (
            before == "from" or self._direction_before(first - 1) or self._from_before(first)
        ):
            return "level", 0, "from" if before == "from" else "to"
        return "level", 0, ""

    def _than_follows(self, index: int) -> bool:
        return any(self.lower(position) == "than" for position in range(index, index + 5))

    def _direction_before(self, index: int) -> int:
        """Return the direction of the nearest verb of change before this index in the same clause."""
        for position in range(index - 1, max(-1, index - 10), -1):
            word = self.lower(position)
            if word in (";", ":", ".") or (word == "," and index - position > 6):
                return 0
            if word in ("more", "less", "fewer", "lower", "higher", "up", "larger") and self.lower(position + 1) in (
                "than",
                "to",
            ):
                continue
            if word in RISING:
                return 1
            if word in FALLING:
                return -1
        return 0

    def _from_before(self, index: int) -> bool:
        return any(item.edge == "from" for item in self.found[-2:])


_CHANGE_NOUNS = words(
    "increase increases rise growth gain jump surge hike expansion decline decrease drop fall reduction cut plunge slump dip "
    "contraction"
)
_MORE = words("more higher larger bigger longer taller greater older heavier faster wider deeper")
_COMPARATIVES = _MORE | words("fewer less lower smaller shorter lighter slower younger narrower")
_PLAIN_HEADS = words("people years")
_TELLS_DURATION = words(
    "lasted last lasts lasting took takes take for within spent about nearly almost over under than"
)


def _plural(word: str) -> bool:
    return word in _IRREGULAR_PLURALS or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "was", "has"))
    )
