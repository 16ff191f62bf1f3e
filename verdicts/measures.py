"""The unit around a number: currencies before and after it, units, compounds, rates."""

from collections.abc import Sequence

from factdesk.verdicts.line import Line
from factdesk.verdicts.nouns import head_at
from factdesk.verdicts.numbers import MAGNITUDES, Number, read_number
from factdesk.verdicts.subjects import word_class
from factdesk.verdicts.tokens import Token, words
from factdesk.verdicts.units import (
    ADVERBS,
    AMBIGUOUS_CURRENCIES,
    CODES,
    COUNT,
    CURRENCIES,
    NATIONAL,
    PERCENT,
    PERIODS,
    POINTS,
    SHARE,
    UNITS,
    Unit,
    powered,
)

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

CELSIUS = Unit("°C", "temperature")
FAHRENHEIT = Unit("°F", "temperature", 1 / 1.8)
_SCALES = {"c": CELSIUS, "celsius": CELSIUS, "centigrade": CELSIUS, "f": FAHRENHEIT, "fahrenheit": FAHRENHEIT}
#: what is told in kelvins below this is a difference
_MOST_WARMER = 50
_POWERS = {"²": 2, "³": 3}
_POWERED = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
#: a time behind a stroke: "171 cu ft/s"
_SHORT_PERIODS = {"s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day", "yr": "year"}
#: countries of two words: "Hong Kong dollars"
_FIRST_OF_TWO = words("hong new south sri saudi")
#: what has a price each, besides measures: "$40 a head"
_SOLD_BY = words(
    "dozen head person share ticket piece copy unit seat night bottle bushel pint cup loaf box bag visit visitor"
)
PACES = {word: time for word, time in ADVERBS.items() if word != "annually"} | {"annual": "year"}
_EACH = words("every each")
#: what comes, goes or is made so much in a time
_FLOWS = words(
    "cost costs wage wages pay salary salaries rent rents fee fees income incomes budget revenue revenues sales "
    "spending expenditure output production consumption turnover premium premiums payment payments pension earnings "
    "loss losses profit profits emissions imports exports"
)
_KINDS_OF_DAYS = words("school working business calendar trading consecutive straight full whole")
_WARMTH = words("temperature temperatures mercury thermometer froze freezes warming heat - minus")
#: behind "5p" one of these is of pence
_CUTS = words("cut rise increase drop tax levy duty coin")
#: near these, pounds are money
_PAID = words("cost costs costing price prices priced pay pays paid spend spent fee fees worth earn earned earns sold")
#: the words and signs that a currency before a number may end with
_MONEY_BEFORE = frozenset(map(str.lower, (*CODES, *_ATTACHED_CURRENCIES, *CURRENCIES)))
#: the words and signs that a unit may begin with, but for what ends in a power and initials ("U.S. dollars")
_PERCENT_WORDS = words("% percent percentage pct cent")
_UNIT_STARTERS = (
    words(
        "- % pct percent percentage per pp p points point basis metric square sq cubic cu ° degrees degree º c f light "
        "m celsius centigrade fahrenheit k"
    )
    | _KINDS_OF_DAYS
    | _FIRST_OF_TWO
    | frozenset(UNITS)
    | frozenset(CURRENCIES)
    | frozenset(map(str.lower, CODES))
    | frozenset(country for country, _ in NATIONAL)
)
_METRE_NOUNS = words("long high tall deep wide race sprint above below from away thick dash hurdles freestyle final")


def currency_before(line: Line, index: int) -> tuple[Unit | None, int]:
    """Return the currency written before a number, and the index where it begins."""
    before = line.lower(index - 1)
    if before not in _MONEY_BEFORE:
        return None, index
    if index - 1 >= max(line.floor, 0) and (coded := CODES.get(line.tokens[index - 1].text)) is not None:
        return coded, index - 1
    if index and line.touches(index) and line.tokens[index - 1].text in _ATTACHED_CURRENCIES:
        text = line.tokens[index].text
        if "," in text or "." in text or line.lower(index + 1) in MAGNITUDES:  # R1.3 trillion, not the road R40
            return CURRENCIES[_ATTACHED_CURRENCIES[line.tokens[index - 1].text]], index - 1
    if index == 0 or index - 1 < line.floor or before not in CURRENCIES or before in AMBIGUOUS_CURRENCIES:
        return None, index
    token = line.tokens[index - 1]
    if token.kind == "word" and not (token.text.isupper() or before in ("rs", "ksh", "kshs")):
        return None, index
    country = line.lower(index - 2).replace(".", "")
    if before == "$" and country in _DOLLARS and (line.touches(index - 1) or country == "us"):
        return Unit(_DOLLARS[country], f"money {_DOLLARS[country]}"), index - 2
    return CURRENCIES[before], index - 1


def unit_of(line: Line, index: int, number: Number, prefix: Unit | None) -> tuple[Unit, int, Number]:
    """Return the unit of a number, the index after it, and the number, in metres where its "m" meant those."""
    if prefix is not None:
        return prefix, number.after, number
    if number.letter == "m" and _means_metres(line, index, number):
        small = number._replace(low=number.low / 1e6, high=number.high / 1e6, step=number.step / 1e6, letter="")
        return UNITS["metre"], number.after, small
    unit, after = unit_at(line, number.after, number)
    if unit is None:
        return (SHARE if number.form == "fraction" and number.high <= 1 else COUNT), number.after, number
    return unit, after, number


def in_celsius(low: float, high: float, step: float, unit: Unit) -> tuple[float, float, float, Unit]:
    """Return a level in degrees Celsius where it is in Fahrenheit; a change counts from no zero, and stays as it is."""
    if unit is not FAHRENHEIT:
        return low, high, step, unit
    return (low - 32) / 1.8, (high - 32) / 1.8, step / 1.8, CELSIUS


def minus_before(line: Line, first: int) -> bool:
    """Does a minus, as a sign or as a word, stand before the number that begins here, and no hyphen?"""
    if line.lower(first - 1) not in ("minus", "-", "−"):
        return False
    if first - 1 < line.floor or (first > 1 and line.tokens[first - 2].kind == "number"):
        return False
    if line.lower(first - 1) == "minus":
        return True
    opened = not line.touches(first - 1) or line.lower(first - 2) in ("(", "~")
    return line.lower(first - 1) in ("-", "−") and line.touches(first) and opened


def _means_metres(line: Line, index: int, number: Number) -> bool:
    following = line.lower(number.after)
    return line.tokens[number.after - 1].text == "m" and (
        following in _METRE_NOUNS or (following in ("", ".", ",", "-") and number.low < 1e10 and _lengthy(line, index))
    )


def _lengthy(line: Line, index: int) -> bool:
    near = range(max(0, index - 8), index)
    return any(word_class(line.lower(position)) in ("long", "high", "wide", "deep") for position in near)


def unit_at(line: Line, after: int, number: Number) -> tuple[Unit | None, int]:
    """Return the unit that stands at this index, and the index after it; None where there is none."""
    if line.lower(after) == "-" and line.touches(after) and line.lower(after + 1) in UNITS:
        after += 1
    word = line.lower(after)
    if word not in _UNIT_STARTERS and word[-1:] not in _POWERS and "." not in word:
        return None, after
    following = line.lower(after + 1)
    if word in ("%", "pct"):
        return (POINTS, after + 2) if following in ("points", "point") else (PERCENT, after + 1)
    if word in ("percent", "percentage") or (word == "per" and following == "cent"):
        after += 2 if word == "per" else 1
        if line.lower(after) == "-":
            after += 1
        return (POINTS, after + 1) if line.lower(after) in ("points", "point") else (PERCENT, after)
    if word == "pp":
        return POINTS, after + 1
    if word in ("points", "point") and number.step < 1 and not line.words.isdisjoint(_PERCENT_WORDS):
        return POINTS, after + 1  # "38.4%, down 3.1 points"
    if word == "p" and line.touches(after) and _is_pence(line, after, number):
        return CURRENCIES["pence"], after + 1  # and no 1080p
    if word == "basis" and following in ("points", "point"):
        return Unit("basis points", "points", 0.01), after + 2
    if word == "metric" and following in ("ton", "tons", "tonne", "tonnes"):
        return UNITS[following], after + 2
    if word in _POWERED:
        position = after + 2 if following == "." else after + 1
        length = UNITS.get(line.lower(position))
        area = None if length is None else powered(length, _POWERED[word])
        return (area, position + 1) if area is not None else (None, after)
    if word[-1:] in _POWERS and (length := UNITS.get(word[:-1])) is not None:
        area = powered(length, _POWERS[word[-1]])
        return (area, after + 1) if area is not None else (None, after)
    if word in ("°", "degrees", "degree", "º"):
        scale = _SCALES.get(following)
        return (scale, after + 2) if scale is not None else (Unit("degrees", "degrees"), after + 1)
    if word == "k" and line.tokens[after].text == "K" and number.low < _MOST_WARMER and _warmth(line, after):
        return CELSIUS, after + 1  # "1.4 K higher": a difference in kelvins
    if word in _SCALES and word not in ("c", "f"):
        return _SCALES[word], after + 1
    if word in ("c", "f") and line.tokens[after].text in ("C", "F") and (line.touches(after) or _warmth(line, after)):
        return _SCALES[word], after + 1
    if word == "light" and following == "-" and line.lower(after + 2) in ("year", "years"):
        return Unit("light-year", "light-years"), after + 3
    if word in _KINDS_OF_DAYS and UNITS.get(following, COUNT).dimension == "time":
        return UNITS[following], after + 2
    if word == "m" and number.letter == "":
        power = line.lower(after + 1) if line.touches(after + 1) else ""
        area = powered(UNITS["metre"], int(power)) if power in ("2", "3") else None
        return (area, after + 2) if area is not None else (UNITS["metre"], after + 1)
    if word in UNITS:
        return _named_unit(line, word, after, number)
    if (national := NATIONAL.get((word.replace(".", ""), following))) is not None:
        return national, after + 2
    if (national := NATIONAL.get((following, line.lower(after + 2)))) is not None and word in _FIRST_OF_TWO:
        return national, after + 3
    if after < len(line.tokens) and (coded := CODES.get(line.tokens[after].text)) is not None:
        return coded, after + 1
    if word in CURRENCIES and (word not in AMBIGUOUS_CURRENCIES or number.low >= 1000):
        return CURRENCIES[word], after + 1
    return None, after


def _is_pence(line: Line, after: int, number: Number) -> bool:
    """Is a "p" behind a number what something costs: "costs 95p", "52.95p", "60p a litre", "a 5p cut"?"""
    paid = any(line.lower(after - back) in _PAID for back in range(2, 8))
    a_thing = line.lower(after + 1) in ("a", "per") and line.lower(after + 2) in UNITS
    return paid or number.step < 1 or a_thing or line.lower(after + 1) in _CUTS


def _warmth(line: Line, index: int) -> bool:
    return any(line.lower(position) in _WARMTH for position in range(max(0, index - 10), index))


def _named_unit(line: Line, word: str, after: int, number: Number) -> tuple[Unit | None, int]:
    paid = word in ("pound", "pounds") and any(line.lower(after - back) in _PAID for back in range(2, 10))
    if word in ("pound", "pounds") and (number.low >= 1e6 or paid or line.lower(after + 1) == "sterling"):
        return CURRENCIES["gbp"], after + (2 if line.lower(after + 1) == "sterling" else 1)
    unit = UNITS[word]
    following = line.tokens[after + 1] if after + 1 < len(line.tokens) else None
    if following is not None and (following.text == "²" or (following.text == "2" and line.touches(after + 1))):
        return powered(unit, 2) or unit, after + 2
    each = line.lower(after + 1) in ("per", "/", "an", "a")
    if unit.dimension == "length" and each and line.lower(after + 2) in ("hour", "h"):
        return Unit(f"{unit.name} per hour", "speed", unit.factor / 3600), after + 3
    return unit, after + 1


def compound(
    line: Line, low: float, high: float, step: float, unit: Unit, after: int
) -> tuple[float, float, float, Unit, int]:
    """Two hours and 30 minutes, 5 feet 10 inches, two hours and a half: one value in the first unit."""
    if unit.dimension not in ("time", "length", "mass") or low != high:
        return low, high, step, unit, after
    position = after + 1 if line.lower(after) in ("and", ",") else after
    if line.lower(after) == "and" and line.lower(position) == "a" and line.lower(position + 1) in ("half", "quarter"):
        part = 0.5 if line.lower(position + 1) == "half" else 0.25
        return low + part, high + part, 0.1, unit, position + 2
    if position >= len(line.tokens) or line.is_time(position):
        return low, high, step, unit, after
    second = read_number(line.tokens, position)
    if second is None or second.form not in ("cardinal", "fraction") or second.low != second.high:
        return low, high, step, unit, after
    smaller, end = unit_at(line, second.after, second)
    if smaller is None and unit.name == "minute" and line.lower(second.after) == "s":
        smaller, end = UNITS["second"], second.after + 1  # "8 min 10 s"
    if smaller is None or smaller.dimension != unit.dimension or smaller.factor >= unit.factor:
        return low, high, step, unit, after
    ratio = smaller.factor / unit.factor
    if second.low * ratio >= 1:
        return low, high, step, unit, after
    total = low + second.low * ratio
    least, most, step, _, end = compound(line, second.low, second.low, second.step, smaller, end)
    total = low + most * ratio if least == most else total
    return total, total, step * ratio, unit, end


def rate_at(line: Line, index: int, unit: Unit) -> tuple[float | None, int]:
    """A day, per year, each month, daily: seconds of the time a number is given for."""
    word, following = line.lower(index), line.lower(index + 1)
    if word in ("a", "an") and line.lower(index + 2) in ("ago", "earlier", "before", "later", "previously"):
        return None, index  # "$3 billion a year earlier"
    if word in ("a", "an", "per", "each", "every", "/") and following in PERIODS:
        return PERIODS[following], index + 2
    if word == "/" and following in _SHORT_PERIODS:
        return PERIODS[_SHORT_PERIODS[following]], index + 2
    if word in ADVERBS:
        return PERIODS[ADVERBS[word]], index + 1
    return None, index


def paces(tokens: Sequence[Token]) -> list[tuple[int, float]]:
    """Return where an adjective tells what time a cost, a wage or an output is of ("the hourly wage"), in seconds."""
    if tokens[0][1] in _EACH and len(tokens) > 2 and tokens[1][1] in PERIODS and tokens[2][0] == ",":
        return [(1, PERIODS[tokens[1][1]])]  # "Every day, 700 cars are built"
    return [
        (index, PERIODS[PACES[token[1]]])
        for index, token in enumerate(tokens)
        if token[1] in PACES and any(word[1] in _FLOWS for word in tokens[index + 1 : index + 4])
    ]


def told_for_each(tokens: Sequence[Token]) -> list[tuple[int, float]]:
    """Return where a sentence tells what time the numbers before are of ("40,000 come each day"), in seconds."""
    return [
        (index, PERIODS[tokens[index + 1][1]])
        for index, token in enumerate(tokens[:-1])
        if index and token[1] in _EACH and tokens[index + 1][1] in PERIODS
    ]


def _is_sold(thing: str) -> bool:
    return UNITS.get(thing, COUNT).dimension in ("mass", "volume", "area") or thing in _SOLD_BY


def per_thing(line: Line, index: int, unit: Unit) -> tuple[Unit, int]:
    """Per capita, per 100,000 people, $71 a barrel: a dimension of its own, brought to one of the thing."""
    word = line.lower(index)
    sold_by = word in ("a", "an") and unit.dimension.startswith("money") and _is_sold(line.lower(index + 1))
    if word != "per" and not sold_by and (word != "for" or line.lower(index + 1) != "every"):
        return unit, index
    position = index + 2 if line.lower(index) == "for" else index + 1
    if position >= len(line.tokens):
        return unit, index
    if line.lower(position) in _POWERED:
        size, end = unit_at(line, position, Number(1, 1, 1, position))
        if size is not None:
            dimension = f"{unit.dimension} per {size.dimension}"
            return Unit(f"{unit.name} per {size.name}", dimension, unit.factor / size.factor), end
    number = read_number(line.tokens, position) if line.lower(position) != "dozen" else None  # so much a dozen
    count = number.low if number is not None and number.low > 0 else 1.0
    counted, end = "", position + 1
    if number is not None:
        counted, _, end = head_at(line, number.after, COUNT)
    said = counted or line.lower(number.after if number is not None else position)
    thing = "people" if said in ("capita", "head") else word_class(said) or said
    if not thing.isalpha():
        return unit, index
    shown = "person" if thing == "people" else said
    return Unit(f"{unit.name} per {shown}", f"{unit.dimension} per {thing}", unit.factor / count), end
