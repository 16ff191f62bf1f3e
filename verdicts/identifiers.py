"""Numbers that name things and are no amounts: flights, chapters, addresses, telephone numbers, clock times, ages."""

from factdesk.verdicts.datewords import DAYS
from factdesk.verdicts.line import Line
from factdesk.verdicts.measures import currency_before, unit_at
from factdesk.verdicts.nouns import plural_follows
from factdesk.verdicts.numbers import MAGNITUDES, Number
from factdesk.verdicts.phrases import FALLING, RISING
from factdesk.verdicts.subjects import word_class
from factdesk.verdicts.tokens import words
from factdesk.verdicts.units import COUNT, CURRENCIES, Unit

_ID_WORDS = words(
    "flight article section no nos number page pages room route highway chapter version phase type grade channel "
    "episode season volume issue bus line platform gate unit model level tier stage zone district ward precinct "
    "bill resolution proposition amendment act clause paragraph rule figure table item case docket id isbn phone "
    "tel telephone extension member seat lane exit pier block apartment suite p pp zip postcode interstate covid "
    "sars area agenda protocol title psalm verse category annex appendix exhibit"
)

_ABBREVIATED = words("no nos p pp art sec fig ch vol")
#: what may make a name of the number behind it without a capital
_LABELS = _ID_WORDS | words("the - .")
#: with a capital inside a sentence these name too: "Year 7"
_ID_NAMES = words("year day week grade")
_WHO = words("it they he she we you i that which who of or and in at on by for")
_STREETS = words("street st avenue ave road rd lane ln drive dr boulevard blvd way square court place terrace")


_RACES = words(
    "race races sprint hurdles dash freestyle butterfly backstroke breaststroke relay champion championship title gold "
    "silver bronze olympic win wins won swam"
)
_RACE_LENGTHS = words("50 60 100 110 200 400 800 1500 3000 5000 10000")
_LENGTHS = words("of from to between above below away long high tall deep wide")


def names_something(line: Line, index: int, number: Number) -> bool:
    """Is the number that begins here a name or part of one: an id, a flight, an address, a version?"""
    if line.tokens[index].kind != "number":
        return False
    return (
        _has_the_form_of_a_name(line, index, number)
        or _street(line, number.after)
        or telephone_end(line, index) is not None
        or (index > 0 and not line.is_time(index - 1) and _follows_a_label(line, index, number))
    )


def _has_the_form_of_a_name(line: Line, index: int, number: Number) -> bool:
    """007, #5, 2K15, 192.168.0.1, 95% CI; and digits longer than any amount is written with."""
    text = line.tokens[index].text.replace(",", "")
    if len(text) > 15 or (len(text) > 1 and text[0] == "0" and "." not in text):
        return True
    before = line.lower(index - 1)
    if before == "#" or (before and before in "_/\\@'’" and line.touches(index)):
        return True
    after = number.after
    following = line.tokens[after] if after < len(line.tokens) else None
    if following is not None and line.touches(after):
        if following.text in ("C", "F"):  # 49.6C is a temperature, seat 12C and Paris 3F are none
            return before in _ID_WORDS or line.touches(index) or (index > 0 and line.tokens[index - 1].capital)
        if following.kind == "word" and unit_at(line, after, number)[0] is None and following.lower not in MAGNITUDES:
            return following.lower not in ("k", "m", "x")
        if following.text == "." and line.touches(after + 1):
            return line.tokens[after + 1].kind == "number"
    return line.lower(after) == "%" and line.lower(after + 1) in ("ci", "ui", "confidence", "credible")


def _follows_a_label(line: Line, index: int, number: Number) -> bool:
    """Flight 370, Article 50, No. 5, Covid-19, Boeing 737, the 737: what stands before makes it a name."""
    before, text = line.tokens[index - 1], line.tokens[index].text
    # Most numbers stand behind a plain word or a comma.
    plain = before.kind != "word" or not (before.capital or line.touches(index))
    if (plain and before.lower not in _LABELS) or before.lower in DAYS:
        return False
    if unit_at(line, number.after, number)[0] is not None or number.factor != 1.0 or "," in text:
        return False
    if currency_before(line, index)[0] is not None:
        return False
    if before.kind == "word" and line.touches(index):
        return True
    after_is_word = number.after < len(line.tokens) and line.tokens[number.after].kind == "word"
    after_is_word = after_is_word and line.lower(number.after) not in _WHO  # "the 350 it was designed for"
    if before.text == "-" and index > 1 and line.touches(index) and line.tokens[index - 2].kind == "word":
        return line.tokens[index - 2].capital
    if before.text == "." and line.lower(index - 2) in _ABBREVIATED:
        return True
    if before.lower in _ID_WORDS or (before.capital and index > 1 and before.lower in _ID_NAMES):
        return not plural_follows(line, number.after)
    if before.lower == "the" and number.low >= 100 and after_is_word and not plural_follows(line, number.after):
        return True  # "the 737 crashed"
    return (
        before.kind == "word"
        and before.capital
        and bool(word_class(before.lower))
        and before.lower not in CURRENCIES
        and before.lower not in RISING
        and before.lower not in FALLING
        and "." not in text
        and (index == 1 or not plural_follows(line, number.after))  # Windows 11 runs on ...
    )


def race_end(line: Line, index: int, number: Number) -> int | None:
    """Return the index after the name of a race ("the 100 metres", "the 400m hurdles"); None for a length."""
    after = index + 1
    named = line.lower(index - 1) == "the" or line.lower(after + 1) in _RACES
    if not named or line.tokens[index].text.replace(",", "") not in _RACE_LENGTHS:
        return None
    if line.lower(after) not in ("m", "metres", "meters", "metre", "meter", "-") or line.lower(after + 1) in _LENGTHS:
        return None
    near = range(max(0, index - 6), min(len(line.tokens), after + 6))
    return number.after if any(line.lower(position) in _RACES for position in near) else None


def _street(line: Line, after: int) -> bool:
    """1600 Pennsylvania Avenue: capitals up to a word for a street."""
    for position in range(after, min(after + 4, len(line.tokens))):
        token = line.tokens[position]
        if not token.capital:
            return False
        if token.lower in _STREETS and position > after:
            return True
    return False


def telephone_end(line: Line, index: int) -> int | None:
    """Return the index after three or more groups of digits joined by hyphens; None where there are fewer."""
    groups = 1
    position = index
    while line.lower(position + 1) in ("-", ".") and line.touches(position + 1) and line.touches(position + 2):
        if position + 2 >= len(line.tokens) or line.tokens[position + 2].kind != "number":
            break
        position, groups = position + 2, groups + 1
    return position + 1 if groups >= 3 else None


def name_end(line: Line, index: int, number: Number) -> int:
    """Return the index after a name that begins with a number, with all its groups of digits: 555-0142, 2.3.1."""
    after = telephone_end(line, index) or number.after
    while line.lower(after) == "." and line.touches(after) and line.touches(after + 1):
        if after + 1 >= len(line.tokens) or line.tokens[after + 1].kind != "number":
            break
        after += 2
    return after


def clock_at(line: Line, index: int, number: Number) -> int | None:
    """Return the index after a time of day ("5:30", "11 a.m.", "6 o'clock"); None where there is none."""
    after = number.after
    if line.lower(after) == ":" and line.touches(after) and line.touches(after + 1):
        while line.lower(after) == ":" and line.touches(after + 1):
            after += 2
        return after
    if line.lower(after) in ("a.m.", "p.m.", "am", "pm"):
        return after + 1
    if line.lower(after) == "o" and line.lower(after + 1) in ("'", "’"):
        return after + 3
    return None


_BEING = words("was just only")
#: "those under 30", "39 % of the people are under 15"
_LIMITS = words("under over above below")
_PEOPLE = words(
    "people those children adults women men girls boys pupils workers voters residents inhabitants patients "
    "population anyone everyone aged"
)


def stopwatch_end(line: Line, number: Number) -> int | None:
    """Return the index after hours, minutes and seconds that something took, "2:15:25"; None for anything else."""
    parts = [number.after + step for step in range(4)]
    digits = all(line.lower(index).isdecimal() and len(line.lower(index)) == 2 for index in parts[1::2])
    together = all(line.touches(index) for index in parts) and [line.lower(index) for index in parts[::2]] == [":", ":"]
    return parts[-1] + 1 if digits and together else None


#: ages that are told behind a name
_AGES = range(1, 111)


def _is_of_name(line: Line, index: int) -> bool:
    """Tell whether a number is all that is said of a name: "Lund is 51.", "Erik Lund, 51, resigned"."""
    digits, before, behind = line.lower(index), line.lower(index - 1), line.lower(index + 1)
    if not (digits.isdecimal() and int(digits) in _AGES and index > 1):
        return False
    named = line.tokens[index - 2].text[:1].isupper() and line.tokens[index - 2].kind == "word"
    if before == ",":
        return named and behind == "," and index > 2 and line.tokens[index - 3].text[:1].isupper()
    return named and before == "is" and behind in ("", ".")


def age_at(line: Line, index: int, after: int, unit: Unit) -> int | None:
    """Return the index after an age ("34 years old", "aged 34", "children under 5"); None where it is no age."""
    if unit.dimension == "time":
        position = after + 1 if line.lower(after) == "-" else after
        if line.lower(position) in ("old", "olds"):
            return position + 1
    before = index - 2 if line.lower(index - 1) == "of" else index - 1
    if unit is COUNT and line.lower(before) in ("aged", "age"):
        return after
    if unit is COUNT and line.lower(index - 1) in _BEING and line.lower(after) == "when":
        return after  # "was 81 when she died"
    if unit is COUNT and after == index + 1 and _is_of_name(line, index):
        return after
    limit = unit is COUNT and line.lower(index - 1) in _LIMITS and after == index + 1
    if limit and (line.lower(index - 2) in _PEOPLE or (line.lower(index - 2) == "are" and line.words & _PEOPLE)):
        return after
    return None
