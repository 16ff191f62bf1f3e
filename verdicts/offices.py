"""Who holds which office: "the labour minister, Sven Otto" against "Sven Otto, minister for schools".

Offices are read where news writes them, beside a name: before it ("finance minister Ana Ruiz", "Director: Ana Ruiz"),
behind it between commas, or behind "is". Two offices of one person differ only where both name a field of government
or of a firm that no one office has ("foreign", "trade"), or a rank ("deputy"); a person may hold two others at once.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from factdesk.records import CheckOutcome, Passage
from factdesk.verdicts.comparison import Comparison
from factdesk.verdicts.tokens import Token, sentences, text_of, words

#: an office's last word, as it is written, by what it is
_HEADS: dict[str, str] = {
    **dict.fromkeys(words("minister secretary"), "minister"),
    **dict.fromkeys(words("chair chairman chairwoman chairperson"), "chair"),
    **dict.fromkeys(words("officer chief"), "chief"),
    "ceo": "chief executive",
    "executive": "chief",
    **{word: word for word in words("president director head mayor governor coach captain manager commissioner")},
    **{word: word for word in words("ambassador speaker chancellor prosecutor dean rector principal editor premier")},
}
#: fields of which one office has one, each by its words
_FIELDS = (
    words("foreign external"),
    words("interior home"),
    words("finance financial treasury exchequer"),
    words("defence defense war"),
    words("health medical"),
    words("education school schools"),
    words("labour labor employment work"),
    words("environment climate"),
    words("transport transportation railways"),
    words("justice"),
    words("agriculture farming food rural"),
    words("trade commerce business industry"),
    words("energy"),
    words("culture"),
    words("fisheries"),
    words("housing"),
    words("operating operations"),
    words("scientific science"),
    words("technology technical"),
    words("legal"),
)
_FIELD_OF = {word: number for number, field in enumerate(_FIELDS) for word in field}
_RANKS = words("deputy vice assistant associate")
_PAST = words("former formerly ex then")
#: words of which an office is made besides: "chief", "senior"
_OTHERS = words("chief general first senior junior acting interim national state federal regional permanent prime")
_TITLES = words("mr mrs ms dr prof sir dame lord lady professor")
_COPULAS = words("is was are were")
_STARTS = words("the a an its their his her our")
_OF = words("of for at in")
#: where a passage tells of a change, another holder is the one before or after
_CHANGES = words(
    "until predecessor successor succeeded succeeds replaced replaces replacing appointed new next named elected "
    "outgoing"
)
#: how long after a passage an office may be another
_TERM = timedelta(days=366)
#: words that may stand between a name and the head of its office, and behind the head
_LONGEST = 10
_LONGEST_NAME = 3
#: words that a claim about an office has besides name, office and verb
_MOST_OTHERS = 1


class Office(NamedTuple):
    """An office that a text gives somebody."""

    holder: str
    head: str
    fields: frozenset[int]
    ranks: frozenset[str]
    #: of what it is an office: "museum" of "director of the museum"
    of: frozenset[str]
    past: bool
    #: as it is written
    text: str
    #: words that the name and the office take
    length: int
    #: it is what is said of somebody or of the office: "Ana Ruiz is the mayor", not "Mayor Ana Ruiz is ill"
    stated: bool

    @property
    def surname(self) -> str:
        """The last word of the holder's name, in small letters."""
        return self.holder.rpartition(" ")[2].casefold()


@lru_cache(maxsize=16)  # a claim is held against one passage after the other
def office_of(claim: str) -> Office | None:
    """Return the office that a claim is about: "Ana Ruiz is the mayor of Leeds"."""
    told = sentences(claim)
    if len(told) != 1 or not any(token.lower in _COPULAS for token in told[0]):
        return None
    found = list(offices_in(claim))
    besides = sum(token.kind == "word" and token.lower not in _COPULAS | _STARTS | _OF for token in told[0])
    if len(found) != 1 or not found[0].stated or besides - found[0].length > _MOST_OTHERS:
        return None
    return found[0]


def compare_office(said: Office, passage: Passage, as_of: date | None) -> Comparison | None:
    """Hold the office that a claim is about against those that a passage tells of; None where none decides.

    Who else holds it may be told beside the passage: "Foreword by the Chief Medical Officer, Tom Ekberg." Offices are
    held for a time: a passage that was published long before is of another.
    """
    if passage.published and as_of and as_of - passage.published > _TERM:
        return None
    offices, place = list(offices_in(passage.quote)), f"{passage.prefix}{passage.quote}{passage.suffix}"
    own = [office for office in offices if office.surname == said.surname and office.past == said.past]
    words_in = frozenset(token.lower for tokens in sentences(f"{passage.title} {place}") for token in tokens)
    outcomes = [_held_against(said, office, words_in) for office in own]
    if "agrees" in outcomes:
        office = own[outcomes.index("agrees")]
        return _found(said, office, "agrees", f"The evidence, too, has {office.holder} as “{office.text}”.")
    if "differs" in outcomes:
        office = own[outcomes.index("differs")]
        why = f"The evidence has {office.holder} as “{office.text}”, the claim as “{said.text}”."
        return _found(said, office, "differs", why)
    around = list(offices_in(place))
    held = [office for office in around if office.surname == said.surname]
    other = next((office for office in around if _holds_the_same(said, office, words_in)), None)
    if other is None or said.past or any(office.head == said.head for office in held):
        return None
    if said.surname in words_in and not held:
        return None  # the passage tells of the holder as well, and of what office was not read
    why = f"In the evidence “{other.text}” is {other.holder}, in the claim {said.holder}."
    return _found(said, other, "differs", why)


def offices_in(text: str) -> Iterator[Office]:
    """Yield the offices that a text gives to those it names."""
    for tokens in sentences(text):
        for first, after in _names(tokens):
            yield from _offices_of(tokens, first, after)


def _found(said: Office, office: Office, outcome: CheckOutcome, why: str) -> Comparison:
    held, wanted = f"{office.holder}, {office.text}", f"{said.holder}, {said.text}"
    return Comparison.of("office", wanted, held, outcome, why)


def _held_against(said: Office, office: Office, words_in: frozenset[str]) -> CheckOutcome | None:
    """Hold two offices of one person against each other; None where both may be held at once."""
    if said.head != office.head:
        return None
    if said.ranks != office.ranks:
        return "differs"
    if said.fields and office.fields:
        return "differs" if said.fields.isdisjoint(office.fields) else "agrees"
    if said.head == "chief":
        return None  # of what, one of the two does not say
    return "agrees" if not said.of or said.of & (office.of or words_in) else None


def _holds_the_same(said: Office, office: Office, words_in: frozenset[str]) -> bool:
    """Does somebody else hold the very office, of the same body, with no word of a change?"""
    same = (said.head, said.fields, said.ranks, said.past) == (office.head, office.fields, office.ranks, office.past)
    if not same or not said.of or said.surname in office.holder.casefold().split() or not said.of <= words_in:
        return False
    of_it = bool(office.of & said.of) or (said.head == "chief" and not office.of)
    person = len(office.holder.split()) <= _LONGEST_NAME
    return of_it and person and not words_in & _CHANGES


def _names(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where names stand, of one word behind "Mr", without the capitals of an office before them."""
    index = 0
    while index < len(tokens):
        after = index
        while after < len(tokens) and tokens[after].kind == "word" and tokens[after].capital:
            after += 1
        first = index
        for place in range(index, after):
            if _is_of_office(tokens[place]) or tokens[place].lower in _TITLES | _STARTS:
                first = place + 1
        titled = first < after and any(token.lower in _TITLES for token in tokens[max(first - 2, 0) : first])
        if after - first > 1 or titled:
            yield first, after
        index = max(after, index + 1)


def _is_of_office(token: Token) -> bool:
    return token.lower in _HEADS or token.lower in _FIELD_OF or token.lower in _RANKS | _PAST | _OTHERS


def _offices_of(tokens: Sequence[Token], first: int, after: int) -> Iterator[Office]:
    holder = text_of(tokens[first:after])
    before = _before(tokens, first)
    if before is not None:
        yield _office(holder, after - first, tokens, *before)
    behind = _behind(tokens, after)
    if behind is not None:
        yield _office(holder, after - first, tokens, *behind)


def _before(tokens: Sequence[Token], first: int) -> tuple[int, int, int] | None:
    """Return where the office before a name begins, has its last word, and ends."""
    end = first
    while end > 0 and (tokens[end - 1].lower in _TITLES or (tokens[end - 1].text == "." and end > 1)):
        end -= 1
    apart = end > 0 and (tokens[end - 1].text in {",", ":"} or tokens[end - 1].lower in _COPULAS)
    end -= apart
    heads = [at for at in range(max(end - _LONGEST, 0), end) if tokens[at].lower in _HEADS]
    head = heads[-1] if heads else None
    if head is None:
        return None
    between = tokens[head + 1 : end]
    if between and not (apart and between[0].lower in _OF and not any(token.kind == "mark" for token in between)):
        return None
    return _start(tokens, head), head, end


def _behind(tokens: Sequence[Token], after: int) -> tuple[int, int, int] | None:
    """Return where the office behind a name begins, has its last word, and ends."""
    if after >= len(tokens) or not (tokens[after].text in {",", "("} or tokens[after].lower in _COPULAS):
        return None
    limit = min(after + 1 + _LONGEST, len(tokens))
    stop = next((at for at in range(after + 1, limit) if tokens[at].kind == "mark" and tokens[at].text != "-"), limit)
    head = next((at for at in range(after + 1, stop) if tokens[at].lower in _HEADS), None)
    while head is not None and head + 1 < stop and _is_of_office(tokens[head + 1]):
        head += 1  # "chief medical officer"
    if head is None or tokens[head].lower not in _HEADS:
        return None
    start, behind = _start(tokens, head), tokens[head + 1 : stop]
    closed = stop == limit or tokens[stop].text in {",", ")", ".", ";", "—", "–"}
    if not closed or (behind and behind[0].lower not in _OF):
        return None
    return (start, head, stop) if all(map(_may_be_owner, tokens[after + 1 : start])) else None


def _may_be_owner(token: Token) -> bool:
    """May a token stand between a name and its office, being of whose office it is: "is the Museum's director"?"""
    return (token.capital and token.lower not in _OF) or token.kind == "clitic" or token.lower in _STARTS


def _start(tokens: Sequence[Token], head: int) -> int:
    first = head
    while first > 0 and (_is_of_office(tokens[first - 1]) or tokens[first - 1].text == "-"):
        first -= 1
    return first


def _office(holder: str, named: int, tokens: Sequence[Token], start: int, head: int, end: int) -> Office:
    behind = tokens[head + 1 : end]
    own = [token.lower for token in (*tokens[start:head], *behind)]
    owner = _owner(tokens, start)
    kind = _HEADS[tokens[head].lower]
    if kind == "chief" and "executive" in (*own, tokens[head].lower):
        kind = "chief executive"
    fields = frozenset(_FIELD_OF[word] for word in own if word in _FIELD_OF)
    past = any(token.lower in _PAST for token in tokens[max(start - 1, 0) : head])
    body = {token.lower for token in behind if token.kind == "word"} | set(owner)
    of = frozenset(body) - _STARTS - _OF - words("and") - _FIELD_OF.keys()
    return Office(
        holder,
        kind if kind != "minister" or "prime" not in own else "premier",
        fields,
        frozenset(own) & _RANKS,
        of,
        past,
        text_of(tokens[start:end]),
        named + sum(token.kind == "word" for token in tokens[start:end]) + len(owner),
        _is_stated(tokens, start, end),
    )


def _owner(tokens: Sequence[Token], start: int) -> list[str]:
    """Return the words of whose office it is: "the museum's director", "Calvex chief executive"."""
    first = start - 2 if start > 1 and tokens[start - 1].text in {"'s", "’s", "'", "’"} else start
    while first > 0 and tokens[first - 1].kind == "word" and tokens[first - 1].capital:
        first -= 1
    return [token.lower for token in tokens[first:start] if token.kind == "word" and token.lower not in _STARTS]


def _is_stated(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Does a form of "be" stand before an office and its owner, or behind it?"""
    before = start - 1
    while before > 0 and (tokens[before].capital or tokens[before].kind == "clitic" or tokens[before].lower in _STARTS):
        before -= 2 if tokens[before].kind == "clitic" else 1
    return any(0 <= at < len(tokens) and tokens[at].lower in _COPULAS for at in (before, end))
