"""Read relative dates against a day: "Thursday", "last month", "Jan. 17", "a decade earlier".

Each phrase becomes what a reader who does not know when the article appeared would need ("in May 2025"), or stays as
it is and is listed as unresolved. A phrase with two usual readings ("last April" in June) is never guessed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factdesk.claims.clauses import ITS_OWN_PAST, auxiliaries, is_past, is_plural, is_predicate, subject
from factdesk.claims.parser import Token
from factdesk.claims.vocabulary import words as word_set
from factdesk.claims.wording import Reading, Statement, lay_out
from factdesk.records.months import DAYS, MONTH_NUMBERS, MONTHS

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20}  # fmt: skip
_YEARS_IN = {"year": 1, "decade": 10, "century": 100}
_STEPS = {"last": -1, "this": 0, "next": 1}
_NEAR_DAYS = {"yesterday": -1, "tomorrow": 1}

#: what is done to a day on which something is to be
_PUT_OFF = word_set("move postpone reschedule delay push defer shift adjourn")
#: what is bought now for a month to come: "wheat for September delivery"
_TRADED_AHEAD = frozenset({"delivery", "futures", "settlement"})
#: words before a date that already say how it stands in the sentence
_PREPOSITIONS = word_set(
    "on in at since by until till before after from through during for of to between as than with least"
)
#: a date that is the subject of a verb or said to be something, or that stands before a noun, has no preposition: "Last
#: month was the driest", "its August estimate"
_WITHOUT_PREPOSITION = frozenset({"nsubj", "nsubjpass", "attr", "compound", "nmod", "appos"})
#: verbs that a day is the object of, whatever the parser makes of it: "the week included Oct. 12"
_OF_DAYS = word_set("include exclude cover mark")
_BEING = re.compile(r"\s+(?:was|were|is|will be|has been|had been|marked|saw|brought)\b")
#: what is announced for a day that may be the day of the announcement
_ANNOUNCING = word_set("declare call announce schedule plan set fix propose")
_TO_COME = word_set("holiday strike election vote referendum meeting hearing protest rally march walkout summit")
_DETERMINERS = word_set("the every each any most a an some")
#: what makes "a decade ago" a bound, of which no day can be told: "more than a decade ago"; "from a year ago" is most
#: often of the same month or quarter
_HEDGES = word_set("than about nearly almost over least roughly some around approximately under")
#: days that are named and not dated: "Black Friday", "Super Tuesday"
_FEASTS = word_set("Black Good Bloody Super Ash Easter Cyber Holy Palm Shrove Maundy Fat")
#: prepositions of how long something is to last
_ENDING = frozenset({"until", "till", "through"})
#: months in which "a year ago" may be of the year before last, and how far before a date "the same" stands
_EARLY, _BESIDE = 3, 5
#: verbs whose infinitive happened when they did: "appeared to shift", "managed to win"
_FACTUAL = frozenset({"appear", "seem", "manage", "begin", "start", "continue", "come", "use", "fail", "help"})

_WEEKDAY = "|".join(DAYS)
_MONTH = "|".join((*MONTHS, *(rf"{month[:3]}\." for month in MONTHS), r"Sept\."))
_PART = r"(?: (?P<part>morning|afternoon|evening|night))?"
_OWNER = r"(?P<owner>['’]s\b)?"
#: the year that a date is said to be of: "in March last year", "in May of this year"
_OF_YEAR = r"(?:,? (?:of )?(?P<of>last|this|next) year\b)?"
#: a month that shares such a year with the one behind it, which is not taken apart: "in March and April last year"
_SHARES_YEAR = rf"(?! (?:and|or|to|through|until) (?:{_MONTH}) (?:of )?(?:last|this|next) year)"
#: the last day of several in a month: "between Nov. 18 and 25"
_TO_DAY = r"(?: (?:and|to) \d\d?(?=[,.;:)]|$))?"
#: a month without a day or a year behind it
_BARE_MONTH = re.compile(rf"\b(?P<month>{_MONTH})(?!\w|,? ?\d)")
#: before the end of a stretch of time that is over
_ENDED = re.compile(r"\b(?:year|months|quarter|period) (?:to|ended|ending)(?: in| on)?(?: the end of)?$")
#: a year that news tells of; other numbers of four digits are amounts more often
#: what stands before a month whose value only shows how much has changed
_COMPARED = re.compile(r"\b(?:from|than|against)(?: \S+){0,3} in $")
_WEEK_OF = re.compile(r"the week of (?P<month>\w+) (?P<day>\d+), (?P<year>\d{4})")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Today:
    """The day that relative dates are read against, and where that day was taken from."""

    day: date
    source: str


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the reading of a phrase depends on besides its words."""

    day: date | None
    #: the sentence speaks of what is to come; None where that cannot be told ("agreed to meet")
    future: bool | None
    #: the only year that the sentence names before the phrase
    anchor: int | None
    #: a year other than today's is named shortly before: a date without a year may be of that year
    elsewhen: bool
    #: the sentence says what always is ("the sea is warmest in August")
    timeless: bool
    #: it stands before a noun: "its March forecast"
    attributive: bool
    #: the phrase tells how long something is to last
    ends: bool
    #: what is told is compared with "the same period" of then
    same: bool
    #: the months that the sentence names without a year, in order
    months: tuple[int, ...]


#: Returns the date in full, with the preposition it takes ("on", "in"), or None where no reading is safe.
_Reader = Callable[[re.Match[str], _Setting], tuple[str, str] | None]


def read_dates(statement: Statement, today: Today | None, *, verbatim: frozenset[int] = frozenset()) -> Statement:
    """Return the statement with its relative dates said in full; those that cannot be read safely are listed.

    ``verbatim`` are the indices of tokens that stay as they are, being quoted.
    """
    text, starts = lay_out(statement.words)
    words = list(statement.words)
    readings, unresolved = list(statement.readings), list(statement.unresolved)
    for match, reader in _phrases(text):
        at = [place for place, begin in enumerate(starts) if match.start() <= begin < match.end() and words[place].text]
        tokens = tuple(token for place in at if (token := words[place].token) is not None)
        lead = re.findall(r"[\w'’]+", text[: match.start()])[-1:] or [""]
        if len(tokens) != len(at) or not tokens or not _is_date(match, tokens[0], lead[0]):
            continue
        if tokens[0].i in verbatim:
            continue
        setting = _setting(tokens[0], today)
        open_ended = "ago" in match[0] and (lead[0] in _HEDGES or (lead[0] == "from" and "year" in match[0]))
        read = None if open_ended else reader(match, setting)
        if read is None:
            unresolved.append(match[0])
            continue
        named = text[: match.start()].lower().endswith("day, ")  # "on the busiest day, May 2, they numbered"
        bare = named or _is_bare(tokens) or (not text[: match.start()].strip() and _BEING.match(text, match.end()))
        value = _in_place(read, match, lead[0], bare=bool(bare))
        source = today.source if today and reader is not _from_anchor else f"the year {setting.anchor}"
        readings.append(Reading(tokens, value, source))
        follows = text[match.end() :].lstrip()[:1]
        comma = "," if re.search(r", \d{4}$", value) and follows.isalnum() else ""
        words[at[0]] = replace(words[at[0]], text=value + comma)
        for place in at[1:]:
            words[place] = replace(words[place], text="")
    return replace(statement, words=tuple(words), readings=tuple(readings), unresolved=tuple(dict.fromkeys(unresolved)))


def _is_bare(phrase: Sequence[Token]) -> bool:
    head = next((token for token in phrase if token.head not in phrase), phrase[-1])
    if head.dep_ == "compound" and phrase[0].is_sent_start and head.ent_type_ == "DATE":
        return False  # "Last year work began on 900 homes"
    if head.dep_ == "conj" and head.head.dep_ == "pobj":
        return True  # "between April and July" has its preposition
    return head.dep_ in _WITHOUT_PREPOSITION or (head.dep_ in {"npadvmod", "dobj"} and head.head.lemma_ in _OF_DAYS)


def _in_place(read: tuple[str, str], match: re.Match[str], lead: str, *, bare: bool) -> str:
    preposition, value = read
    part = match.groupdict().get("part")
    if match["owner"]:
        value = value.removeprefix(next((f"{day}, " for day in DAYS if value.startswith(day)), ""))
        if week := _WEEK_OF.fullmatch(value):  # "next week's trip": "the November 23-29, 2026, trip"
            monday = date(int(week["year"]), _month_number(week["month"]), int(week["day"]))
            sunday = monday + timedelta(days=6)
            last = f"{sunday.day}" if sunday.month == monday.month else f"{MONTHS[sunday.month - 1]} {sunday.day}"
            value = f"{week['month']} {monday.day}-{last}, {sunday.year}"
        return f"the {value}," if re.search(r", \d{4}$", value) else f"the {value}"
    if part:
        value = f"the {part} of {value}"
    if lead.lower() == "than" and preposition == "in":
        return f"in {value}"  # "more than this year"
    return value if bare or lead.lower() in _PREPOSITIONS else f"{preposition} {value}"


def _phrases(text: str) -> Iterator[tuple[re.Match[str], _Reader]]:
    taken: list[range] = []
    found = [(match, reader) for pattern, reader in _PATTERNS for match in pattern.finditer(text)]
    for match, reader in found:
        if not any(place.start < match.end() and match.start() < place.stop for place in taken):
            taken.append(range(*match.span()))
            yield match, reader


def _is_date(match: re.Match[str], token: Token, lead: str) -> bool:
    """Tell whether the phrase is a date here: not a modal "May", a "Black Friday" or "every Thursday"."""
    if lead in _FEASTS or (lead.lower() in _DETERMINERS and match[0].split()[0] in (*DAYS, *MONTHS)):
        return False
    if match[0] in MONTHS and any(child.dep_ == "det" or child.tag_ == "JJS" for child in token.children):
        return False  # "the driest July since 1976"
    if match[0] in DAYS and any(child.lower_ in _DETERMINERS for child in token.children):
        return False  # "an average Sunday"
    if match[0] in {"May", "March", "August", "April", "June"}:
        return token.ent_type_ in {"DATE", "TIME"} and token.tag_ in {"NNP", "NN"}
    return True


def _setting(token: Token, today: Today | None) -> _Setting:
    before = [int(year) for year in _YEAR.findall(token.sent.text[: max(0, token.idx - token.sent.start_char)])]
    nearby = [int(year) for year in _YEAR.findall(token.doc.text[max(0, token.idx - 400) : token.idx])]
    return _Setting(
        day=today.day if today else None,
        future=_speaks_of_future(token),
        anchor=before[0] if len(set(before)) == 1 and not _is_aside(before[0], token) else None,
        elsewhen=today is not None and any(_is_of(year, today.day, token) for year in nearby),
        timeless=_is_timeless(token),
        attributive=token.dep_ in {"compound", "nmod"} and token.head.lower_ not in _TRADED_AHEAD,
        ends=token.head.lower_ in _ENDING,
        same="same" in {word.lower_ for word in token.doc[max(token.sent.start, token.i - _BESIDE) : token.i]},
        months=_months_told(token.sent.text),
    )


def _months_told(sentence: str) -> tuple[int, ...]:
    """Return the months that a sentence tells of in turn; that of "in October, down from 3.3% in June" came before."""
    found = _BARE_MONTH.finditer(sentence)
    return tuple(_month_number(match["month"]) for match in found if not _COMPARED.search(sentence[: match.start()]))


def _is_of(year: int, today: date, token: Token) -> bool:
    """Tell whether a date without a year may be of a year named before it; what "will" be is of no year gone by."""
    clause = next((ancestor for ancestor in token.ancestors if is_predicate(ancestor)), None)
    to_come = clause is not None and any(helper.lower_ in {"will", "shall"} for helper in auxiliaries(clause))
    if clause is not None and not to_come and is_past(clause):
        return year < today.year
    return year > today.year if to_come else year != today.year


def _is_timeless(token: Token) -> bool:
    clause = next((ancestor for ancestor in token.ancestors if is_predicate(ancestor)), None)
    return clause is not None and clause.lemma_ in {"be", "have"} and clause.tag_ in {"VBZ", "VBP"}


def _is_aside(year: int, token: Token) -> bool:
    """Tell whether a year stands in a clause behind a noun that the phrase is not in: "Ruiz, elected in 2021, said"."""
    named = next(other for other in token.sent if other.text.startswith(str(year)) or str(year) in other.text)
    asides = (ancestor for ancestor in (named, *named.ancestors) if ancestor.dep_ in {"relcl", "acl", "appos"})
    return any(not aside.is_ancestor(token) for aside in asides)


def _speaks_of_future(token: Token) -> bool | None:
    if token.head.lower_ in _TRADED_AHEAD:
        return True
    before = [word.lower_ for word in token.doc[max(token.sent.start, token.i - 6) : token.i]]
    if _ENDED.search(" ".join(before)):
        return False  # "covers the year to the end of September"
    if "closing" in before[-4:]:
        return False  # "will pay a premium to its closing price on Friday"
    announced = token.head.head if token.dep_ == "pobj" else token
    if announced.lemma_ in _ANNOUNCING and any(child.lower_ in _TO_COME for child in announced.children):
        return None  # "declared a public holiday on Monday": it was declared then, or the holiday is
    event = token.head.head if token.dep_ == "pobj" else token
    if any(child.dep_ == "relcl" and is_past(child) for noun in (event, token) for child in noun.children):
        return False  # "will vote after a referendum on Sunday in which 54% backed it"
    put_off = token.head.head if token.dep_ == "pobj" else token
    if put_off.lower_ == "backdated":
        return False
    if put_off.lemma_ in _PUT_OFF and token.head.lower_ in {"to", "until", "from"}:
        # What was put off was to come, unless it came since: "had been moved to May 4". From when, either may be.
        told_later = any(helper.lower_ in {"had", "’d", "'d"} for helper in auxiliaries(put_off))
        return None if told_later or token.head.lower_ == "from" else True
    infinitive = False
    for clause in token.ancestors:
        if not is_predicate(clause):
            continue
        helpers = {helper.lower_ for helper in auxiliaries(clause)}
        if helpers & {"will", "shall", "’ll", "'ll", "wo", "would", "can", "may", "might"}:
            return True
        if "to" in helpers:
            infinitive = True
            continue
        if helpers & {"has", "have", "had", "’ve", "'ve"} or is_past(clause):
            return None if infinitive and clause.lemma_ not in _FACTUAL else False
        if clause.tag_ == "VBP" and clause.lower_ in ITS_OWN_PAST and not helpers:
            about = subject(clause)  # "the programme cut rations in September"
            return None if about is None or is_plural(about) else False
        of_whom = any(child.dep_ == "prep" and child.i < clause.i for child in clause.children)
        if clause.dep_ == "relcl" and of_whom and not helpers:
            return None  # "cut rations for refugees, of whom Chad hosts 860,000, in September"
        if clause.tag_ in {"VBZ", "VBP"} or helpers:
            return True
    return False


def _day(day: date) -> str:
    return f"{DAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"


def _month(year: int, month: int) -> str:
    """Return a month by its number, which may run over the year's end either way."""
    return f"{MONTHS[(month - 1) % 12]} {year + (month - 1) // 12}"


def _weekday(match: re.Match[str], setting: _Setting) -> tuple[str, str] | None:
    which = (match["which"] or "").lower()
    if setting.day is None:
        return None
    back = (setting.day.weekday() - DAYS.index(match["weekday"])) % 7
    if setting.future is None and not which and back:
        return None  # "was told to leave on Tuesday": the last one or the next, unless it is this very day
    if which in {"last", "next"}:
        # The nearest such day, or that of the next week? Read where both are one.
        day = setting.day + timedelta(days=-(back or 7) if which == "last" else 7 - back)
        monday = setting.day - timedelta(days=setting.day.weekday())
        other_week = day < monday if which == "last" else day >= monday + timedelta(weeks=1)
        return ("on", _day(day)) if other_week else None
    step = (7 - back) % 7 if setting.future or which == "this" else -back
    return "on", _day(setting.day + timedelta(days=step))


def _near_day(match: re.Match[str], setting: _Setting) -> tuple[str, str] | None:
    if setting.day is None:
        return None
    return "on", _day(setting.day + timedelta(days=_NEAR_DAYS[match["near"].lower()]))


def _period(match: re.Match[str], setting: _Setting) -> tuple[str, str] | None:
    if setting.day is None:
        return None
    step = _STEPS[match["which"].lower()]
    unit = match["unit"]
    if unit == "week":
        monday = setting.day - timedelta(days=setting.day.weekday()) + timedelta(weeks=step)
        return "in", f"the week of {MONTHS[monday.month - 1]} {monday.day}, {monday.year}"
    if unit == "month":
        return "in", _month(setting.day.year, setting.day.month + step)
    return "in", str(setting.day.year + step)


def _date_without_year(match: re.Match[str], setting: _Setting) -> tuple[str, str] | None:
    if setting.day is None:
        return None
    comma = "" if match["written"].endswith(match["month"]) else ","
    if match["of"]:
        return "on", f"{match['written']}{comma} {_said_year(match, setting.day)}"
    if setting.future is None or setting.elsewhen:
        return None
    month = _month_number(match["month"])
    try:
        days = [date(setting.day.year + step, month, int(match["day"])) for step in (-1, 0, 1)]
    except ValueError:  # 30 February, or 29 February beside a year that has none
        return None
    if weekday := match["weekday"]:
        days = [day for day in days if DAYS[day.weekday()] == weekday]
    future = [day for day in days if day >= setting.day]
    past = [day for day in days if day <= setting.day]
    ahead, gone = min(future, default=None), max(past, default=None)
    chosen = ahead if setting.future else gone
    if setting.ends and ahead is not None and (gone is None or ahead - setting.day < setting.day - gone):
        chosen = ahead  # "canceled classes until Oct. 9", said in September
    return ("on", f"{match['written']}{comma} {chosen.year}") if chosen else None


def _month_without_year(match: re.Match[str], setting: _Setting) -> tuple[str, str] | None:
    if setting.day is None:
        return None
    if match["which"]:  # "last December" said in December; in March, "last February" may be of either year
        gone = match["which"].lower() == "last" and _month_number(match["month"]) >= setting.day.month
        return ("in", f"{match['written']} {setting.day.year - 1}") if gone else None
    if match["of"]:
        return "in", f"{match['written']} {_said_year(match, setting.day)}"
    if setting.future is None or setting.elsewhen:
        return None
    if setting.attributive and setting.future:
        return None  # "expects more than in its March forecast"
    month, today = _month_number(match["month"]), setting.day
    told = [(today.year - (other > today.month), other) for other in setting.months]
    if setting.timeless or (not setting.future and told != sorted(told)):
        return None  # "tore a ligament in March and did not play until August": of which years?
    year = today.year + (month < today.month) if setting.future else today.year - (month > today.month)
    return "in", f"{match['written']} {year}"


def _said_year(match: re.Match[str], today: date) -> int:
    return today.year + _STEPS[match["of"]]


def _month_number(name: str) -> int:
    return MONTH_NUMBERS[name[:3].lower()]


def _ago(match: re.Match[str], setting: _Setting) -> tuple[str, str] | None:
    number = _count(match["count"])
    if setting.day is None or number is None:
        return None
    unit = match["unit"]
    if unit == "year" and setting.same and setting.day.month <= _EARLY:
        return None  # "the same period a year ago", said in January, is most often of the year before that
    if unit == "day":
        return ("on", _day(setting.day - timedelta(days=number))) if number <= 14 else None
    if unit == "month":
        return ("in", _month(setting.day.year, setting.day.month - number)) if number <= 24 else None
    years = number * _YEARS_IN[unit]
    return ("in", str(setting.day.year - years)) if years <= 200 and unit == "year" else None


def _from_anchor(match: re.Match[str], setting: _Setting) -> tuple[str, str] | None:
    number = _count(match["count"])
    if setting.anchor is None or number is None:
        return None
    years = number * _YEARS_IN[match["unit"]]
    return "in", str(setting.anchor + (years if match["way"] in {"later", "after"} else -years))


def _nowhere(match: re.Match[str], setting: _Setting) -> None:
    """Read no date: "a day later" hangs on a day that the sentence before names."""


def _count(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) < 4 else _NUMBERS.get(text.lower())


#: Where two match the same words the first is taken: a date with its day before its weekday or its month alone.
_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            rf"\b(?P<written>(?:(?P<weekday>{_WEEKDAY}),? )?(?P<month>{_MONTH}) (?P<day>\d\d?)(?:st|nd|rd|th)?"
            rf"{_TO_DAY})(?!\d|[-–]\d|,? ?\d{{4}}){_OF_YEAR}{_OWNER}",
            _date_without_year,
        ),
        (
            rf"\b(?P<written>(?:(?P<weekday>{_WEEKDAY}),? )?(?P<day>\d\d?)(?:st|nd|rd|th)? (?P<month>{_MONTH}))"
            rf"(?!\w|[-–]\d|,? ?\d{{4}}){_OF_YEAR}{_OWNER}",
            _date_without_year,
        ),
        (
            rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?(?P<weekday>{_WEEKDAY})\b(?!,? (?:{_MONTH})){_PART}{_OWNER}",
            _weekday,
        ),
        (rf"\b(?P<near>[Yy]esterday|[Tt]omorrow)\b{_PART}{_OWNER}", _near_day),
        (
            rf"\b(?:(?P<which>last|next|this) )?(?P<written>(?:(?:early|mid|late)[- ])?(?P<month>{_MONTH}))"
            rf"(?!\w|,? ?\d){_SHARES_YEAR}{_OF_YEAR}{_OWNER}",
            _month_without_year,
        ),
        (rf"(?<!the )\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<unit>week|month|year)\b{_OWNER}", _period),
        (rf"(?<![\d.,])\b(?P<count>\w+) (?P<unit>day|month|year|decade)s? ago\b{_OWNER}", _ago),
        (
            rf"(?<![\d.,])\b(?P<count>[Aa]n?|\w+) (?P<unit>year|decade)s? "
            # "for 30 years before it came loose" is a stretch of time, and "two years earlier than planned" no date
            rf"(?P<way>earlier|later|before(?! (?!that(?:[.,;]|$)|and |but )\w))\b"
            rf"(?! than)(?: that(?=[.,;]|$))?{_OWNER}",
            _from_anchor,
        ),
        (r"\b(?:[Aa]n?|\w+) (?:hour|day|week|month)s? (?:earlier|later)\b", _nowhere),
        (r"\b[Tt]he (?:next|following) (?:day|week|month|year)\b", _nowhere),
    )
)
