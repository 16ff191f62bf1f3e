"""Numbers as news writes them: digits, words, magnitudes, fractions, "one in five", "dozens".

``read_number`` reads the number that begins at a token. It knows nothing of what is counted: units, bounds and subjects
are read around it by factdesk.verdicts.quantities.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from factdesk.verdicts.tokens import Token, words

_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TO_NINETY = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
_TO_TWELFTH = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ONES = {word: value for value, word in enumerate(_TO_NINETEEN.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TO_NINETY.split()) if value > 1}
_ORDINALS = {word: value for value, word in enumerate(_TO_TWELFTH.split()) if value}
#: words that multiply what stands before them; "hundred" only inside a spelled number
MAGNITUDES = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "lac": 1e5,
    "crore": 1e7,
    "dozen": 12.0,
    "bn": 1e9,
    "mn": 1e6,
    "mln": 1e6,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
}
#: letters that multiply only when they touch the digits ("35M", "2k")
_ATTACHED = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_FRACTIONS = {
    "half": 1 / 2,
    "halves": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fourth": 1 / 4,
    "fifth": 1 / 5,
    "sixth": 1 / 6,
    "seventh": 1 / 7,
    "eighth": 1 / 8,
    "ninth": 1 / 9,
    "tenth": 1 / 10,
}
_FRACTIONS |= {f"{word}s": value for word, value in _FRACTIONS.items() if word not in ("half", "halves")}
#: "a third" is a share where one of these follows, and a rank before a noun
_AFTER_FRACTION = words(
    "of . , ; ) in on since from over between to last this next during after before within compared and or while when "
    "as by at"
) | {""}
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}
#: vague plurals and the counts they may be used of
_VAGUE = {
    "dozens": (24, 99),
    "scores": (40, 199),
    "hundreds": (200, 999),
    "thousands": (2e3, 9999),
    "millions": (2e6, 999e6),
    "billions": (2e9, 999e9),
    "trillions": (2e12, 999e12),
    "lakhs": (2e5, 99e5),
    "crores": (2e7, 999e7),
}
_OF_THOUSANDS = {"tens": (20, 99), "dozens": (24, 99), "hundreds": (200, 999)}
#: by one of these, a side is ahead: "by a single vote"
ONE_AHEAD = words("vote point goal seat run stroke shot")
#: what leads up to a number in a sentence
_LEADS_UP = words(
    "to of at by between about over than nearly almost around some under roughly from only was were is are reached "
    "totalled totaled cost costs : $ € £ ¥ ~"
)
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})

NumberForm = Literal["cardinal", "fraction", "vague", "ordinal"]


class Number(NamedTuple):
    """A number that was read: its value or (vague) range, the step of its last significant digit, where it ends."""

    low: float
    high: float
    #: the place value of the last digit that was meant: 100 for 600, 0.1 for 582.4 and, in billions, 1e8
    step: float
    #: index of the first token after it
    after: int
    form: NumberForm = "cardinal"
    #: an attached single letter multiplied it ("35M"); with "m" it may still have meant metres
    letter: str = ""
    #: what its magnitude words multiplied it by; "5 to 10 million" lends it to the first number
    factor: float = 1.0


def read_number(tokens: Sequence[Token], index: int) -> Number | None:
    """Return the number that begins at this token, or None."""
    token = tokens[index]
    if token.kind == "number":
        return _digits(tokens, index)
    if token.kind == "mark":
        return None
    word = token.lower
    if word in _SIGNS:
        read = _magnified(tokens, _SIGNS[word], _SIGNS[word] / 10, index + 1)
        return read if read.factor > 1.0 else read._replace(form="fraction")
    if word in _VAGUE or word == "tens":
        return _vague(tokens, index)
    if word in _ONES or word in _TENS:
        return _words(tokens, index)
    if word in ("a", "an"):
        return _with_article(tokens, index)
    if word == "half":
        return Number(0.5, 0.5, 0.05, index + 1, "fraction")
    if word in MAGNITUDES and word == "dozen":
        return Number(12, 12, 1, index + 1)
    if word in _ORDINALS:
        value = float(_ORDINALS[word])
        return Number(value, value, 1, index + 1, "ordinal")
    return None


def _lower(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].lower if index < len(tokens) else ""


def _touches(tokens: Sequence[Token], index: int) -> bool:
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start


def _digits(tokens: Sequence[Token], index: int) -> Number:
    text, after = _in_groups(tokens, index) or (tokens[index].text.replace(",", ""), index + 1)
    value = float(text)
    step = _step(text)
    following = _lower(tokens, after)
    if following in _SUFFIXES and _touches(tokens, after) and "." not in text:
        return Number(value, value, 1, after + 1, "ordinal")
    if following in _SIGNS:
        value += _SIGNS[following]
        step = min(step, 0.05)
        after += 1
    elif (
        following == "/" and after + 1 < len(tokens) and tokens[after + 1].kind == "number" and _touches(tokens, after)
    ):
        below = float(tokens[after + 1].text.replace(",", ""))
        if 1 < below <= 16 and value < below and "." not in text and _touches(tokens, after + 1):
            return Number(value / below, value / below, value / below / 10, after + 2, "fraction")
    elif following in _ATTACHED and _touches(tokens, after) and not _digit_follows(tokens, after):
        letter = following
        factor = _ATTACHED[letter]
        return Number(value * factor, value * factor, step * factor, after + 1, "cardinal", letter, factor)
    elif following == "and" and _lower(tokens, after + 1) == "a" and _lower(tokens, after + 2) == "half":
        value, step, after = value + 0.5, 0.05, after + 3
    return _magnified(tokens, value, step, after)


def _in_groups(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    """Return the digits of a number whose thousands stand apart, "EUR 287 000 000", and where it ends; None for others.

    The columns of a table look like it where their borders are lost. So something has to lead up to the number, or a
    word has to follow that it may count, and no other number.
    """
    text, after = tokens[index].text, index + 1
    if len(text) > 3 or not text.isdecimal() or text[0] == "0":
        return None
    while after < len(tokens) and tokens[after].start == tokens[after - 1].end + 1:
        group, point, _ = tokens[after].text.partition(".")
        if len(group) != 3 or not group.isdecimal():
            break
        text, after = text + tokens[after].text, after + 1
        if point:
            break
    before = tokens[index - 1 : index]
    following = tokens[after : after + 1]
    if after == index + 1 or any(token.kind == "number" for token in (*before, *following)):
        return None
    named = any(token.kind == "word" and token.capital for token in before)  # "Group 3 200 runners"
    counts = not named and any(token.kind == "word" and not token.capital for token in following)
    led = any(token.lower in _LEADS_UP or (len(token.text) == 3 and token.text.isupper()) for token in before)
    return (text, after) if led or counts else None


def _digit_follows(tokens: Sequence[Token], index: int) -> bool:
    """Do digits touch this token from behind, as in the name 2K15?"""
    return _touches(tokens, index + 1) and tokens[index + 1].kind == "number"


def _step(text: str) -> float:
    """Return the place value of the last digit that was meant: 582.4 -> 0.1, 600 -> 100, 43517 -> 1."""
    if "." in text:
        return float(10.0 ** -(len(text) - text.index(".") - 1))
    stripped = text.rstrip("0")
    return float(10.0 ** (len(text) - len(stripped))) if stripped else 1.0


def _magnified(tokens: Sequence[Token], value: float, step: float, after: int) -> Number:
    """Apply the magnitude words that follow, also one after the other: "48 lakh crore"."""
    total = 1.0
    for _ in range(2):
        position = after + (_lower(tokens, after) == "-")
        factor = MAGNITUDES.get(_lower(tokens, position))
        if factor is None:
            break
        total, after = total * factor, position + 1
    return Number(value * total, value * total, step * total, after, factor=total)


def _words(tokens: Sequence[Token], index: int) -> Number | None:
    """Read a spelled number: "two thousand five hundred", "twenty-five", "three quarters", "one in five"."""
    total = 0.0
    current = 0.0
    smallest = 1.0
    after = index
    last_magnitude = float("inf")
    while after < len(tokens):
        word = tokens[after].lower
        if word in _TENS and (after == index or current % 100 == 0):
            current += _TENS[word]
            smallest = 10.0
        elif word in _ONES and (
            after == index or (current % 10 == 0 and _ONES[word] < 10 and current > 0) or (current % 100 == 0)
        ):
            current += _ONES[word]
            smallest = 1.0 if _ONES[word] % 10 or not _ONES[word] else 10.0
        elif word == "hundred" and 0 < current < 100:
            current *= 100
            smallest = 100.0
        elif word in MAGNITUDES and current > 0 and last_magnitude > MAGNITUDES[word]:
            last_magnitude = MAGNITUDES[word]
            total += current * last_magnitude
            smallest *= last_magnitude
            current = 0.0
        elif (word == "-" or (word == "and" and (current % 100 == 0 or current == 0))) and _continues(
            tokens, after + 1
        ):
            pass
        else:
            break
        after += 1
    value = total + current
    if tokens[after - 1].lower == "zero":
        smallest = 1.0
    following = _lower(tokens, after)
    if following == "-" and _lower(tokens, after + 1) in _FRACTIONS and 0 < value < 20:
        after, following = after + 1, _lower(tokens, after + 1)
    if following in _FRACTIONS and 0 < value < 20 and (value > 1) == following.endswith("s"):
        share = value * _FRACTIONS[following]
        return Number(share, share, share / 10, after + 1, "fraction")
    if following == "and" and _lower(tokens, after + 1) == "a" and _lower(tokens, after + 2) in ("half", "quarter"):
        part = _FRACTIONS[_lower(tokens, after + 2)]
        return _magnified(tokens, value + part, part / 10, after + 3)
    if following == "-" and [_lower(tokens, after + step) for step in range(1, 6)] == ["and", "-", "a", "-", "half"]:
        return _magnified(tokens, value + 0.5, 0.05, after + 6)
    if following == "point" and _lower(tokens, after + 1) in _ONES:
        return _magnified(tokens, value + _ONES[_lower(tokens, after + 1)] / 10, 0.1, after + 2)
    return Number(value, value, smallest, after, factor=last_magnitude if total else 1.0)


def _continues(tokens: Sequence[Token], index: int) -> bool:
    """Does a spelled number go on here? "One hundred and five" does, "five and a half" does not."""
    return _lower(tokens, index) in _TENS or _lower(tokens, index) in _ONES


def _with_article(tokens: Sequence[Token], index: int) -> Number | None:
    """Read "a dozen", "a hundred", "a million", "a fifth", "by a single vote"; an article alone is none."""
    word = _lower(tokens, index + 1)
    if word == "single" and _lower(tokens, index + 2) in ONE_AHEAD and index > 0 and tokens[index - 1].lower == "by":
        return Number(1, 1, 1, index + 2)
    if word == "hundred":
        return _magnified(tokens, 100, 100, index + 2)
    if word in MAGNITUDES and len(word) > 3:
        return Number(MAGNITUDES[word], MAGNITUDES[word], MAGNITUDES[word], index + 2)
    if word in _FRACTIONS and word != "second" and not word.endswith("s"):
        follows = _lower(tokens, index + 2)
        if word in ("half", "quarter") or follows in _AFTER_FRACTION:
            value = _FRACTIONS[word]
            if follows in MAGNITUDES:
                return _magnified(tokens, value, value / 10, index + 2)
            return Number(value, value, value / 10, index + 2, "fraction")
    return None


def _vague(tokens: Sequence[Token], index: int) -> Number | None:
    word = tokens[index].lower
    after = index + 1
    if _lower(tokens, after) == "of" and _lower(tokens, after + 1) in ("thousands", "millions", "billions", "crores"):
        if word not in _OF_THOUSANDS:
            return None
        few, many = _OF_THOUSANDS[word]
        factor = MAGNITUDES[_lower(tokens, after + 1)[:-1]]
        return Number(few * factor, many * factor + factor - 1, few * factor, after + 2, "vague")
    if word not in _VAGUE:
        return None
    low, high = _VAGUE[word]
    return Number(low, high, low, after, "vague")
