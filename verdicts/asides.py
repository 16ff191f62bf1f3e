"""What a sentence says by the way, between commas: "The lake, which is 62 metres deep, covers 90 square kilometres".

An aside has values of its own and its words are not those of the values around it. It is told by how it opens and, for
"a village known for its cheese", by a verb that goes on behind it.
"""

from collections.abc import Sequence

from factdesk.verdicts.datewords import MONTHS
from factdesk.verdicts.line import Line
from factdesk.verdicts.tokens import words

_RELATIVES = words("which who whose where whom")
_BEFORE_RELATIVES = words("of on in at for from with to by after during under")
#: participles are told by their ending and by what stands behind them; these have another ending
_PARTICIPLES = words("built born found made held led set known sold bought drawn hit sent seen told")
_BEHIND_PARTICIPLES = words("by in with for as from to on at of near after during under since")
_NO_PARTICIPLES = words("during including excluding according following morning evening beijing spring king depending")
_APPOSITIONS = words("a an the one once now home part")
_VERBS = words(
    "is was are were has had have will would can could may might did does rose fell grew won lost took came went made "
    "cost hit held ran became began stood drew sold paid got gave put set spent met left found said weighs covers"
)
#: no longer stretch between commas is by the way
_LONGEST = 18


def asides_of(line: Line) -> list[range]:
    """Return the token ranges of a sentence's asides, commas left out."""
    commas = [index for index, token in enumerate(line.tokens) if token[0] == "," and not _in_date(line, index)]
    if not commas:
        return []
    end = len(line.tokens) - 1 if line.tokens[-1].kind == "mark" else len(line.tokens)
    found = []
    if commas[0] <= _LONGEST and _participle(line, 0) and line.tokens[0].capital:
        found.append(range(commas[0]))
    for comma, following in zip(commas, [*commas[1:], end], strict=True):
        if following - comma > _LONGEST and (following != end or line.lower(comma + 1) not in _RELATIVES):
            continue
        # Behind a participle by the way the next one is the verb: "the bill, sponsored by Cole, failed in committee".
        goes_on = bool(found) and found[-1].stop == comma and found[-1].start > 0 and _is_past(line, comma + 1)
        if not goes_on and _by_the_way(line, comma + 1, following, closed=following != end):
            found.append(range(comma + 1, following))
    return found


def _in_date(line: Line, comma: int) -> bool:
    """Does the comma stand before the year of a day, or behind it ("on January 16, 2023, by eight votes")?"""
    return _is_year(line, comma + 1) or (_is_year(line, comma - 1) and line.lower(comma - 2) == ",")


def _is_year(line: Line, index: int) -> bool:
    """Do a month, its day and a comma stand before these four digits?"""
    digits = line.lower(index)
    return len(digits) == 4 and digits.isdigit() and line.lower(index - 2).isdigit() and line.lower(index - 3) in MONTHS


def _by_the_way(line: Line, first: int, after: int, *, closed: bool) -> bool:
    word = line.lower(first)
    if word in _RELATIVES or (word in _BEFORE_RELATIVES and line.lower(first + 1) in _RELATIVES):
        return True
    joined = closed and line.lower(after + 1) in ("and", "or", "but")
    if joined:
        return False
    if _participle(line, first):
        return True
    told = _VERBS.isdisjoint([line.lower(index) for index in range(first, after)])
    return closed and word in _APPOSITIONS and told and _goes_on(line.lower(after + 1))


def _participle(line: Line, index: int) -> bool:
    word = line.lower(index)
    if word.endswith("ing") and len(word) > 5 and word not in _NO_PARTICIPLES:
        return True
    return line.lower(index + 1) in _BEHIND_PARTICIPLES and _is_past(line, index)


def _is_past(line: Line, index: int) -> bool:
    """Is it a past participle, or a verb in the past?"""
    word = line.lower(index)
    return word in _PARTICIPLES or (word.endswith("ed") and len(word) > 4)


def _goes_on(word: str) -> bool:
    """Is it a verb, by a list or by its ending?"""
    return word in _VERBS or (word.endswith("ed") and len(word) > 4)


def holding(asides: Sequence[range], index: int) -> range | None:
    """Return the aside that a token stands in, or None."""
    return next((aside for aside in asides if index in aside), None)
