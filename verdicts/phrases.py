"""The words around a number that say how it is meant: "nearly", "at least", "rose by", "a fall of"."""

from typing import Literal

from factdesk.verdicts.line import Line
from factdesk.verdicts.numbers import ONE_AHEAD
from factdesk.verdicts.tokens import words
from factdesk.verdicts.units import COUNT, UNITS, Unit

Wording = Literal[
    "exact", "about", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most", "up_to", "range", "vague"
]

#: ``margin``: by how much one side was ahead ("won by 12 points", "a 17-vote majority")
#: ``frame``: a stretch of time that something else falls into ("over the past two years"); ``gap``: one that lies
#: between two events ("three days before the election"), its direction -1 for before and 1 for after
#: ``place``: where in an order something stands ("ranked fifth", "came second"); ``interval``: how long it is from one
#: time to the next ("every 15 minutes")
Role = Literal[
    "level", "change", "factor", "score", "place", "ordinal", "identifier", "age", "frame", "gap", "margin", "interval"
]
Edge = Literal["", "from", "to"]

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
                "just short of",
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
            *("higher than", "beyond", "far more than", "longer than", "well above", "faster than", "heavier than"),
            *("taller than", "bigger than", "wider than", "deeper than", "hotter than", "warmer than"),
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
            *("slower than", "lighter than", "colder than", "cooler than"),
            "well under",
            "not even",
            "nowhere near",
            "short of",
            "far from",
        ),
        "less_than",
    ),
    **dict.fromkeys(
        ("at most", "no more than", "not more than", "a maximum of", "maximum", "not exceed", "not exceeding"),
        "at_most",
    ),
    **dict.fromkeys(("up to", "as many as", "as much as"), "up_to"),
    **dict.fromkeys(("exactly", "precisely", "only", "just", "an estimated", "estimated"), "exact"),
}

#: of these, "over" is a part, and no bound of the number behind it: "extends over 48 hectares", "a row over $2 million"
_HAVE_OVER = words(
    "extend extends extended extending spread spreads spreading hand hands handed handing turn turns turned preside "
    "presides presided presiding row dispute argument battle concern concerns"
)

#: of these, "up" is a part before "to": "went up to 4 percent"
_GO_UP = words("went go goes going gone shot moved pushed edged ticked crept")

_WORDING_ENDS = frozenset(phrase.rsplit(" ", 1)[-1] for phrase in _WORDINGS)

RISING = words(
    "rose rise rises risen rising increased increase increases increasing grew grow grows grown growing growth "
    "climbed climb climbs climbing jumped jump jumps jumping surged surge surges surging gained gain gains soared "
    "soar soars soaring expanded expand expands expansion up raised raise raises raising hiked hike hikes higher more "
    "larger boosted boosts lifted lifts swelled rocketed"
)

FALLING = words(
    "fell fall falls fallen falling dropped drop drops dropping declined decline declines declining decreased "
    "decrease decreases decreasing shrank shrink shrinks shrunk shrinking dipped dip slumped slump plunged plunge "
    "plunges plunging plummeted slid slide slides down cut cuts cutting reduced reduce reduces reduction reducing "
    "lowered lower lowers fewer less slipped slips slashed slashes sank sinks contracted contracts contraction lost "
    "narrowed narrows"
)

#: after these a number is by how much, even without "by"; others ("cut 500 jobs", "raised $5 million") take an object
_INTRANSITIVE = words(
    "rose rise rises risen rising increased increases increasing grew grow grows grown growing climbed climbs "
    "climbing jumped jumps surged surges soared gained gains up expanded fell fall falls fallen falling dropped "
    "drops declined declines declining decreased decreases shrank dipped slumped plunged plummeted slid down "
    "slipped sank contracted"
)

_CHANGE_NOUNS = words(
    "increase increases rise growth gain jump surge hike expansion decline decrease drop fall reduction cut "
    "plunge slump dip contraction"
)

#: what is "up 300" is so by one of these; other verbs make "up" their own, and the number their object
_MOVES = words("is are was were be been being s went go goes going moved moves ended ,")

#: of these, "up" is a part: "women make up 40%", "picked up 34 percent"
_HAVE_UP = words("make makes made making take takes took taking pick picks picked picking give gives gave giving")

#: "lost 60 percent of its water" tells of a fall by so much
_LOSING = words("lost loses lose losing shed sheds shedding")

#: "shares lost 8% on Tuesday" does so too; those on a diet just "lost 2%", which is what they lost
_BEHIND_LOSS = words("of its their his her on in after since this last during to")

_WINNING = words(
    "won win wins winning beat beats beating beaten defeated defeats defeating lost lose loses led lead leads leading "
    "ahead trailed trails trailing behind failed fails fail"
)
_BEFORE_VERBS = words("will would could can may might should must to did does not")
_MARGINS = words("margin majority lead victory")
#: behind one of these, "in two hours" tells how long it took
_FINISHING = words(
    "finished finish finishes finishing completed completes complete clocked ran run runs swam swims covered covers "
    "climbed crossed sailed rowed cycled walked solved won"
)
#: days are what a journey or a work took behind one of these: "crossed the ocean in six days"
_TRAVELLING = words("finished completed crossed sailed rowed cycled walked climbed swam circled hiked paddled")
#: what "ended after 118 days" went on for 118 days
_ENDING = words("ended ends end ending finished finishes concluded closed")
_FRAMES = words("in within during past last next previous coming first following every after before")
#: what a stretch of days is called: "in a seven-day week", "a 30-day period"
_STRETCHED = words("week month year period")
#: "lasted three years before it failed" tells how long, not how long before
_LASTING = words("lasted last lasts took take takes spent spend for waited wait ran served lived survived")
_MORE = words(
    "more higher larger bigger longer taller greater older heavier faster wider deeper warmer hotter dearer costlier"
)

_COMPARATIVES = _MORE | words("fewer less lower smaller shorter lighter slower younger narrower colder cooler cheaper")
#: a sum behind one of these comes on top of what there was
_ADDED = words("extra additional")
#: without one of these right before a number or right behind it, it tells of no change
_CHANGING_BEFORE = _INTRANSITIVE | _LOSING | _ADDED | words("by of from to")
_CHANGING_BEHIND = _CHANGE_NOUNS | _COMPARATIVES


def wording_before(line: Line, first: int) -> tuple[Wording, int]:
    """Return the wording that stands before this index ("nearly", "at least"), and the index where it begins."""
    if line.lower(first - 1) in ("a", "an") and line.lower(first - 2) in _WORDING_ENDS and first - 2 >= line.floor:
        return wording_before(line, first - 1)  # "over a 2-hour run"
    if first - 1 < line.floor or line.lower(first - 1) not in _WORDING_ENDS:
        return "exact", first
    for length in (4, 3, 2, 1):
        begin = first - length
        if begin < line.floor:
            continue
        phrase = " ".join(line.lower(position) for position in range(begin, first))
        said = _WORDINGS.get(phrase)
        if phrase == "over" and line.lower(begin - 1) in _HAVE_OVER:
            return "exact", first
        if phrase == "up to" and line.lower(begin - 1) in _GO_UP:
            return "exact", first
        if said is not None:
            if said == "exact" and begin - 1 >= line.floor and line.lower(begin - 1) in _WORDING_ENDS and length == 1:
                return wording_before(line, begin)
            return said, begin
    return "exact", first


def frames(line: Line, first: int, after: int, unit: Unit) -> bool:
    """Is the duration that stands here a stretch that something falls into, rather than how long something took?"""
    if unit.dimension != "time":
        return False
    if line.lower(first + 1) == "-" and line.lower(first + 3) in _STRETCHED:
        return True
    if line.lower(first - 1) not in _FRAMES:
        return False
    if line.lower(first - 1) == "after" and line.lower(first - 2) in _ENDING:
        return False
    hours = unit.factor <= UNITS["hour"].factor and line.lower(after) == "of"
    if hours and line.lower(first - 1) in ("after", "following") and line.lower(first - 2) != "the":
        return False  # "following nearly seven hours of talks" tells how long they went on
    if line.lower(first - 1) == "last" and line.lower(first - 2) in _BEFORE_VERBS:
        return False  # "will last 48 hours"
    done = _FINISHING if unit.factor <= UNITS["hour"].factor else _TRAVELLING
    return not (line.lower(first - 1) == "in" and any(line.lower(first - back) in done for back in range(2, 10)))


def is_margin(line: Line, first: int, after: int, unit: Unit) -> bool:
    """Is the number by how much one side is ahead: "won by 12", "a margin of 17", "a 17-vote lead"?"""
    if unit is not COUNT and unit.dimension != "points":
        return False
    before = line.lower(first - 1)
    if line.lower(after) == "to":
        return False  # "by a margin of two to one"
    if before == "by" and line.lower(after) in ONE_AHEAD:
        return True  # "approved by 58 votes" tells how many there were
    if before == "by":
        return any(line.lower(first - back) in _WINNING for back in range(2, 9))
    return (before == "of" and line.lower(first - 2) in _MARGINS) or (
        line.lower(after) == "-" and line.lower(after + 2) in _MARGINS
    )


def gap_at(line: Line, first: int, after: int, unit: Unit) -> int:
    """Return -1 where a duration is followed by "before" and something, 1 for "after", 0 for neither."""
    if unit.dimension != "time" or after + 1 >= len(line.tokens) or line.lower(first - 1) in _LASTING:
        return 0
    return {"before": -1, "after": 1}.get(line.lower(after), 0) if line.tokens[after + 1].kind != "mark" else 0


def change_at(line: Line, first: int, after: int, unit: Unit, *, after_from: bool) -> tuple[Role, int, Edge]:
    """Tell a level ("fell to 4%") from a change ("fell by 4%", "a 4% fall"), and the edges of "from 3% to 5%"."""
    before = line.lower(first - 1)
    if unit.dimension == "share" and "lost" in line.words and _were_lost(line, after):
        return "change", -1, ""
    if before not in _CHANGING_BEFORE and line.lower(after) not in _CHANGING_BEHIND and unit.dimension != "points":
        return "level", 0, ""
    if before == "by" and (direction := _direction_before(line, first - 1)):
        return "change", direction, ""
    if before in _ADDED and unit.dimension.startswith("money"):
        return "change", 1, ""
    if before in _INTRANSITIVE and line.lower(first) in ("above", "below"):
        return "level", 0, "to"
    if before in _INTRANSITIVE and not (before in ("up", "down") and _no_move(line, first, unit)):
        return "change", (1 if before in RISING else -1), ""
    if before in _LOSING and unit.dimension == "share" and line.lower(after) in _BEHIND_LOSS:
        return "change", -1, ""
    if before == "of" and line.lower(first - 2) in _CHANGE_NOUNS:
        return "change", (1 if line.lower(first - 2) in RISING else -1), ""
    if line.lower(after) in _CHANGE_NOUNS and unit is not COUNT:
        return "change", (1 if line.lower(after) in RISING else -1), ""
    if line.lower(after) in _COMPARATIVES and (unit is not COUNT or _than_follows(line, after)):
        return "change", (1 if line.lower(after) in _MORE else -1), ""
    if unit.dimension == "points":
        direction = _direction_before(line, first)
        return ("change", direction, "") if direction else ("level", 0, "")
    if before in ("from", "to") and (before == "from" or _direction_before(line, first - 1) or after_from):
        return "level", 0, "from" if before == "from" else "to"
    return "level", 0, ""


def _were_lost(line: Line, after: int) -> bool:
    """Does "was lost" follow, or "of the crops were lost"? So much of them was lost, as by who lost it."""
    if line.lower(after) in ("was", "were", "is", "are") and line.lower(after + 1) == "lost":
        return True
    return line.lower(after) == "of" and any(
        line.lower(index) == "lost" and line.lower(index - 1) in ("was", "were", "been")
        for index in range(after, after + 8)
    )


def _no_move(line: Line, first: int, unit: Unit) -> bool:
    """Is "up" (or "down") before this index no move: "up to 40", or part of a verb, "brought up 17 miners"?"""
    verb = line.lower(first - 2)
    return line.lower(first) == "to" or verb in _HAVE_UP or (unit is COUNT and verb not in _MOVES)


def _than_follows(line: Line, index: int) -> bool:
    return any(line.lower(position) == "than" for position in range(index, index + 5))


def _direction_before(line: Line, index: int) -> int:
    """Return the direction of the nearest verb of change before this index in the same clause."""
    for position in range(index - 1, max(-1, index - 10), -1):
        word = line.lower(position)
        if word in (";", ":", ".") or (word == "," and index - position > 6):
            return 0
        if word in ("more", "less", "fewer", "lower", "higher", "up", "larger") and line.lower(position + 1) in (
            "than",
            "to",
        ):
            continue
        if word in RISING:
            return 1
        if word in FALLING:
            return -1
    return 0
