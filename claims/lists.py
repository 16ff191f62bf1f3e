"""Lists inside statements: "won a Grammy and two Oscars" is two statements.

Only a list of objects whose members each carry their own article, number or name is taken apart. What acts together
("between", "Trump and Xi spoke"), what is an alternative ("or") and what shares its words ("food and water") is not.
"""

from dataclasses import replace

from factdesk.claims.parser import Token
from factdesk.claims.wording import Statement

_TOGETHER = frozenset(
    {"between", "among", "amongst", "with", "from", "both", "respectively", "combined", "together", "total"}
)
_OBJECTS = frozenset({"dobj", "attr", "oprd"})
#: members of the longest list that is taken apart
_LONGEST = 6


def members(statement: Statement) -> list[Statement]:
    """Return the statement once for each member of its list, or as it is where it has none."""
    shown = {word.token.i for word in statement.words if word.token is not None}
    group = next((found for first in _objects(statement.head) if (found := _list(first, shown))), None)
    if group is None or statement.saying or any(word.text.lower() in _TOGETHER for word in statement.words):
        return [statement]
    own = [_own(member, group) for member in group]
    everything = frozenset().union(*own)
    joints = {
        child.i
        for member in group
        for child in member.children
        if child.dep_ in {"cc", "punct"} and child.i > member.i and child.i < group[-1].i
    }
    return [_without(statement, (everything - tokens) | joints) for tokens in own]


def _without(statement: Statement, dropped: frozenset[int]) -> Statement:
    kept = (word for word in statement.words if word.token is None or word.token.i not in dropped)
    return replace(statement, words=tuple(kept))


def _objects(head: Token) -> list[Token]:
    found = [child for child in head.children if child.dep_ in _OBJECTS]
    prepositions = [child for child in head.children if child.dep_ == "prep"]
    return found + [child for preposition in prepositions for child in preposition.children if child.dep_ == "pobj"]


def _list(first: Token, shown: set[int]) -> list[Token] | None:
    group = [first]
    while (following := next((child for child in group[-1].children if child.dep_ == "conj"), None)) is not None:
        group.append(following)
    joined = {child.lower_ for member in group for child in member.children if child.dep_ == "cc"}
    whole = all(member.i in shown and _stands_alone(member) for member in group)
    return group if 1 < len(group) <= _LONGEST and joined == {"and"} and whole else None


def _stands_alone(member: Token) -> bool:
    own = any(child.dep_ in {"det", "poss", "nummod"} for child in member.children)
    return member.pos_ == "PROPN" or (member.pos_ == "NOUN" and own)


def _own(member: Token, group: list[Token]) -> frozenset[int]:
    """Return the indices of the tokens that are this member's alone."""
    later = {token.i for other in group if other.i > member.i for token in other.subtree}
    return frozenset(token.i for token in member.subtree) - later
