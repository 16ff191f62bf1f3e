"""What a number counts: the noun after it, without a parser, by plural endings and closed lists."""

from factdesk.verdicts.line import Line
from factdesk.verdicts.subjects import word_class
from factdesk.verdicts.tokens import words
from factdesk.verdicts.units import COUNT, Unit

_IRREGULAR_PLURALS = words(
    "people men women children police deaths staff personnel crew troops fish sheep deer aircraft species series "
    "data media teeth feet mice geese cattle youth alumni criteria households"
)

_SKIP_BEFORE_HEAD = words(
    "of the its their his her all different other such more new these those additional extra our my"
)

#: words in -s that stand before what is counted ("71 measles cases"), where English has the singular of others
_STAND_BEFORE_NOUNS = words("measles mumps rabies diabetes sales sports arms goods savings customs rights news tropics")

#: verbs in -s among them: "a quarter of the budget goes to schools"
_NOT_HEADS = words("pm am percent times old ago goes comes makes takes gets gives belongs depends owns needs wants")

_NOUNS_IN_ED = words("seed breed weed speed feed need deed reed bed shed sled biped newlywed")
_PREPOSITIONS = words("with of in on at for from by to as")
_DETERMINERS = words("the a an this that these those its his her their")
_PLAIN_HEADS = words("people years")


def head_at(line: Line, after: int, unit: Unit) -> tuple[str, str, int]:
    """Return the class of the noun that is counted, its words, and the index after them."""
    position = after
    if unit is not COUNT and line.lower(position) not in ("of", "-"):
        return "", "", after
    if line.lower(position) == "-" and line.touches(position):
        position += 1
    farthest = position + 3
    while position < farthest and (line.lower(position) in _SKIP_BEFORE_HEAD or _initials(line, position)):
        position += 1
    position = _past_the_whole(line, after, position)
    run: list[str] = []
    end = position
    while end < len(line.tokens) and len(run) < 5:
        token = line.tokens[end]
        if token.kind == "mark" and token.text == "-" and run and line.touches(end):
            end += 1
            continue
        if token.lower in ("and", "or") and run and plural_follows(line, end + 1):
            end += 1  # "134 state and local roads"
            continue
        if (
            token.kind != "word"
            or line.is_time(end)
            or token.lower in _NOT_HEADS
            or not (word_class(token.lower) or token.lower in _PLAIN_HEADS)
        ):
            break
        run.append(token.lower)
        end += 1
        if plural(token.lower) and not (token.lower in _STAND_BEFORE_NOUNS and plural(line.lower(end))):
            return word_class(token.lower) or token.lower, " ".join(run), end
    alone = len(run) == 1 and (end >= len(line.tokens) or line.lower(end) in (".", ",", ";"))
    if not run or (run[0].endswith("ed") and run[0] not in _NOUNS_IN_ED and (alone or line.lower(end) in _DETERMINERS)):
        return "", "", after  # "81,365 watched the final" names nobody that it counts
    # Of stuff all its words are read past: "300 tonnes of carbon dioxide a day".
    return word_class(run[0]) or run[0], run[0], position + 1 if unit is COUNT else end


def _past_the_whole(line: Line, after: int, position: int) -> int:
    """Nine of Vermont's 14 counties, a quarter of the city's buses: what is counted is behind its owner and number."""
    if line.lower(after) != "of":
        return position
    owned = position
    for index in range(position, min(position + 4, len(line.tokens))):
        token = line.tokens[index]
        if token.kind == "number":
            return index + 1
        if token.text in ("'s", "’s"):
            owned = index + 1
        elif token.kind not in ("word", "initials") and token.text not in ("'", "’"):
            break
    return owned


def _initials(line: Line, index: int) -> bool:
    return index < len(line.tokens) and line.tokens[index].kind == "initials"


def plural_follows(line: Line, index: int) -> bool:
    """Does a plural noun stand here, at most two words on?"""
    for token in line.tokens[index : index + 3]:
        if token.kind != "word" or token.lower in _PREPOSITIONS:
            return False  # of "a Category 4 hurricane with winds" no winds are counted
        if plural(token.lower):
            return True
    return False


def plural(word: str) -> bool:
    """Is this the plural of a noun, by its ending?"""
    return word in _IRREGULAR_PLURALS or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "was", "has"))
    )
