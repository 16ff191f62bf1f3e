"""Two numbers that are one quantity: scores and votes (58 to 41), ratings (4.5 out of 5), shares (290 of 1,200)."""

from factdesk.verdicts.identifiers import telephone_end
from factdesk.verdicts.line import Line
from factdesk.verdicts.measures import currency_before, unit_at
from factdesk.verdicts.nouns import head_at, plural_follows
from factdesk.verdicts.numbers import Number, read_number
from factdesk.verdicts.phrases import wording_before
from factdesk.verdicts.quantity import Quantity, quantity_of
from factdesk.verdicts.subjects import word_class
from factdesk.verdicts.tokens import words
from factdesk.verdicts.units import COUNT, SHARE, Unit

_VOTES = words(
    "vote votes voted voting passed won win wins lost beat beaten defeated defeat victory approved rejected score "
    "led tied draw drew tie lead loss failed fails carried adopted ruled "
    "ruling decision upheld overturned ended finished final"
)

_ALONE = words("only just")
#: what ratings are out of; "4.5 out of 5 stars" is comparable only with another rating out of 5
_RATINGS = frozenset({4.0, 5.0, 10.0, 100.0})
#: of so many, shares are told in round ones: "one in five" is 22% too
_SMALL = 10

#: what is dealt out, so that "one in eight" of it is a share
_DEALT = frozenset({"volume", "mass"})


def score_at(line: Line, index: int, number: Number) -> tuple[Quantity, int] | None:
    """58 to 41, 3-1: two whole counts set against each other, in a sentence of votes or games."""
    joint, other = number.after, number.after + 1
    if (
        line.lower(joint) not in ("to", "-", "–", "—")
        or other >= len(line.tokens)
        or line.lower(index - 1) in ("from", "between")
        or telephone_end(line, index) is not None
    ):
        return None
    second = read_number(line.tokens, other)
    if (
        second is None
        or second.form != "cardinal"
        or number.form != "cardinal"
        or unit_at(line, second.after, second)[0]
    ):
        return None
    if number.low != int(number.low) or second.low != int(second.low) or currency_before(line, index)[0]:
        return None
    near = range(max(0, index - 6), min(len(line.tokens), second.after + 3))
    if number.low <= second.low and not any(line.lower(position) in _VOTES for position in near):
        return None
    if not any(line.lower(position) in _VOTES for position in near) and not (line.touches(joint) and number.low < 1000):
        return None
    low, high = sorted((number.low, second.low))
    parts = (number.low, second.low)
    return quantity_of(line, index, second.after, low, high, 1, COUNT, "score", "exact", parts=parts), second.after


def rating_at(line: Line, index: int, number: Number) -> tuple[Quantity, int] | None:
    """4.5 out of 5 stars, 5.3/10: a value on a scale, comparable only on the same scale."""
    position = index + 1 if line.lower(index + 1) == "/" else number.after
    if line.lower(position) == "/":
        after = position + 1
    elif line.lower(position) == "out" and line.lower(position + 1) == "of":
        after = position + 2
    else:
        return None
    whole = read_number(line.tokens, after) if after < len(line.tokens) else None
    if number.form != "cardinal" and line.tokens[index].kind != "number":
        return None
    value = number.low if number.form == "cardinal" else float(line.tokens[index].text.replace(",", ""))
    if whole is None or whole.low not in _RATINGS or value > whole.low:
        return None
    end = whole.after
    if line.lower(end) in ("star", "stars", "points"):
        end += 1
    elif line.lower(end) == "of" or (word_class(line.lower(end)) and plural_follows(line, end)):
        return None
    said, first = wording_before(line, index)
    unit = Unit(f"out of {whole.low:g}", f"rating out of {whole.low:g}")
    step = 0.1 if value % 1 else 1.0
    return quantity_of(line, first, end, value, value, step, unit, "level", said, parts=(value, whole.low)), end


def share_at(line: Line, index: int, number: Number) -> tuple[list[Quantity], int] | None:
    """One in five, 9 out of 10, 290 of the 1,200 employees."""
    if number.form != "cardinal":
        return None
    if line.lower(index) == "one" and line.lower(index + 1) == "of" and line.lower(index - 1) not in _ALONE:
        return None  # "one of the ten largest" is no share, and "only one of the five" is
    after = number.after
    joint = line.lower(after)
    if joint == "out" and line.lower(after + 1) == "of":
        joint, after = "of", after + 2
    elif joint in ("in", "of"):
        after += 1
    else:
        return None
    if currency_before(line, index)[0]:
        return None
    while line.lower(after) in ("every", "the", "its", "their", "all", "some", "about", "a"):
        if line.lower(after) == "a" and line.lower(after + 1) != "total":
            break
        after += 2 if line.lower(after) == "a" else 1
        if line.lower(after) == "of":
            after += 1
    if after >= len(line.tokens) or line.is_time(after):
        return None
    whole = read_number(line.tokens, after)
    if whole is None or whole.form != "cardinal" or not 0 < number.low < whole.low or line.lower(after) in ("a", "an"):
        return None
    unit = unit_at(line, whole.after, whole)[0]
    # "One in eight barrels" is a share of them, "scored one in eight minutes" is none.
    told = joint == "in" and unit and unit.dimension in _DEALT and line.lower(index) == "one"
    if (unit and not told) or (joint == "in" and (number.low > 20 or whole.low > 1e5)):
        return None
    share = number.low / whole.low
    head, noun, _ = head_at(line, whole.after, COUNT)
    said, first = wording_before(line, index)
    if said == "exact" and joint == "in" and number.low == 1 and whole.low <= _SMALL:
        said = "about"  # as one tells 22%
    step = share * max(number.step / number.low, whole.step / whole.low) if joint == "of" else share / 10
    rounded = joint == "in" or whole.low <= 10  # "nine in ten" is how one tells 91%; "290 of 1,200" is exact
    found: list[Quantity] = []
    if joint == "of":
        # The part counts only those that something is true of, so it has no noun of its own.
        for begin, part, counted in ((first, number, ""), (after, whole, head)):
            found.append(
                quantity_of(
                    line, begin, part.after, part.low, part.high, part.step, COUNT, "level", "exact", head=counted
                )
            )
    found.append(
        quantity_of(
            line, first, whole.after, share, share, step if rounded else min(step, 0.01), SHARE, "level", said,
            head=head, noun=noun, parts=(number.low, whole.low),
        )
    )  # fmt: skip
    return found, whole.after
