"""What kind of statement a claim is, and why it was picked, in words that a person accepts."""

import re
from collections.abc import Sequence

from factdesk.claims.statements import Statement
from factdesk.records import Attribution, ClaimKind

#: kinds that are no claims; listed only when everything is asked for
NO_CLAIMS: frozenset[ClaimKind] = frozenset({"opinion", "question", "greeting", "boilerplate"})

_AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LAW", "FAC", "EVENT", "PRODUCT", "LOC"})


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_FRACTION = _words(
    r"half|(?:a|one|two|three) (?:third|quarter|fifth|tenth)s?|doubled|tripled|halved|dozens?|(?:hundred|thousand|million|billion|trillion)s?"
)
_RANK = _words(
    r"record(?:-\w+)?|(?:first|second|third|fourth|last|only|\w+st|\w+nd|\w+rd|\w+th)(?:-| )(?:ever|time|largest|biggest|highest|lowest|most|woman|man|president|country|state|person)|"
    r"(?:largest|biggest|highest|lowest|smallest|oldest|youngest|fastest|slowest|longest|shortest|greatest|worst|best|richest|poorest|deadliest|leading|top|fewest)|"
    r"no\. ?\d+|number one|most \w+|unprecedented|never before"
)
_COMPARES = _words(
    r"(?:more|less|fewer|\w+er|worse|better) than(?! \$?\d)|compared (?:with|to)|twice|as \w+ as|outpac\w+|exceed\w*|unlike|(?:higher|lower|larger|smaller|faster)\b"
)
_CAUSE = _words(
    r"because(?: of)?|caus(?:e[sd]?|ing)|led to|leads to|due to|result(?:ed|s|ing)? (?:in|from)|as a result of|thanks to|contribut\w+ to|responsible for|blam\w+|in retaliation|trigger(?:ed|s)"
)
_PREDICTION = _words(
    r"will|won't|won’t|shall|going to|(?:is|are|was|were) (?:expected|set|due|projected|forecast|likely|slated|scheduled|poised) to|forecasts?|projects?|by 20[3-9]\d|next (?:year|month|week|decade)|upcoming"
)
_VAGUE = _words(r"may|might|could|should|perhaps|maybe|probably")
_POSITION = _words(
    r"promis\w+|pledg\w+|vow\w+|commit(?:ted|s|ment)|support(?:s|ed)?|oppos\w+|back(?:s|ed)|favou?r(?:s|ed)|vot(?:ed|es?) (?:for|against)|endors\w+|want(?:s|ed)? to|plan(?:s|ned)? to|call(?:s|ed) (?:for|on)|refus\w+|agre(?:e[sd]?|ed)|intend(?:s|ed)? to|view(?:s|ed)?|express(?:ed|es)"
)
_OPINION = _words(
    r"i (?:think|believe|feel|hope|wish|want|love|like|am (?:proud|honou?red|grateful|pleased|happy|sure|glad)|doubt|guess|suppose)|we (?:must|should|need|believe|hope|want|can|cannot)|let (?:us|me)|let[’']s|"
    r"should|must|ought|need(?:s)? to|great|terrible|wonderful|beautiful|amazing|awful|disgrac\w+|horrible|fantastic|best|worst|bright|proud|tough|nice|sad|unfortunately|hopefully|surely|clearly|obviously"
)
_OFFICIAL = _words(
    r"ministry|minister|department|government|agency|bureau|office|commission|commissioner|administration|authority|white house|police|court|judge|congress\w*|senat\w+|parliament|president|secretary|governor|mayor|embassy|spokes\w+|officials?|federal|central bank|fed|council|army|military|nato|united nations|u\.n\.|who|cdc|fda|fbi"
)
_HEALTH = _words(
    r"health\w*|vaccin\w+|disease\w*|virus\w*|covid\S*|cancer\w*|hospital\w*|patients?|doctors?|drugs?|medic\w+|infect\w+|pandemic|epidemic|deaths?|died|symptom\w*|therap\w+|obes\w+|diabet\w+|abortion\w*|nurs\w+"
)
_MONEY = _words(
    r"tax\w*|tariff\w*|dut(?:y|ies)|trade|budget\w*|deficit\w*|debt\w*|econom\w+|job\w*|wage\w*|salar\w+|inflation|price\w*|cost\w*|stock\w*|market\w*|revenue\w*|profit\w*|invest\w+|bank\w*|income|spend\w*|export\w*|import\w*|unemploy\w+|fund\w*|dollar\w*|euro\w*|gdp|pay|paid"
)
_CRIME = _words(
    r"crim\w+|murder\w*|killed|shoot\w*|shot|arrest\w+|convict\w+|prison\w*|jail\w*|police|terror\w*|violen\w+|assault\w*|illegal\w*|fraud\w*|charged"
)


def kind_of(statement: Statement, text: str) -> ClaimKind:
    """Return what a statement states, the most specific first."""
    if statement.saying:
        return "quote"
    if _PREDICTION.search(text) and not _past_only(statement):
        return "prediction"
    if _RANK.search(text):
        return "rank"
    if _amounts(statement, text):
        return "quantity"
    if _COMPARES.search(text):
        return "comparison"
    if _CAUSE.search(text):
        return "cause"
    if _POSITION.search(text):
        return "position"
    if statement.head.lemma_ == "be" and any(child.dep_ == "attr" for child in statement.head.children):
        return "definition"
    if statement.head.dep_ == "appos":
        return "definition"
    return "event"


def reasons_for(statement: Statement, text: str, kind: ClaimKind, attribution: Attribution | None) -> tuple[str, ...]:
    """Return why a person should look at the statement, or why not, in plain words."""
    entities = {token.ent_type_ for token in statement.tokens()}
    told = text if attribution is None else f"{text} {attribution.speaker}"
    found = [
        (_amounts(statement, text), "states a number"),
        (kind == "rank", "claims a rank or a record"),
        (bool(_COMPARES.search(text)), "compares"),
        (kind == "cause", "states a cause"),
        (kind == "position", "states a position or a promise"),
        (kind == "prediction", "is a prediction"),
        (kind == "quote", "reports what somebody said"),
        (attribution is not None and attribution.direct, "is a direct quotation"),
        (attribution is not None and not attribution.speaker, "is hearsay"),
        (attribution is not None and bool(_OFFICIAL.search(attribution.speaker)), "names an official source"),
        (bool(entities & {"DATE", "TIME"}), "says when"),
        (bool(_HEALTH.search(told)), "about health"),
        (bool(_MONEY.search(text)) or "MONEY" in entities, "about money"),
        (bool(_CRIME.search(text)), "about crime"),
        (bool(entities & _NAMES), "names somebody or something"),
    ]
    return tuple(reason for holds, reason in found if holds)


def rejected_kind(text: str, kind: ClaimKind) -> ClaimKind:
    """Return what a statement is that the detector does not take for checkable."""
    return "opinion" if _OPINION.search(text) or kind in {"event", "definition", "position"} else kind


def prediction_without_substance(statement: Statement, text: str) -> bool:
    """Tell whether a prediction has nothing that could be checked: no amount, no date, no name of who will do it."""
    entities = {token.ent_type_ for token in statement.tokens()}
    if _VAGUE.search(text):
        return not _amounts(statement, text)
    return not (entities & {"DATE", "TIME", *_AMOUNTS, *_NAMES})


def _amounts(statement: Statement, text: str) -> bool:
    tokens: Sequence = statement.tokens()
    return bool(_FRACTION.search(text)) or any(
        token.ent_type_ in _AMOUNTS and (token.like_num or token.text in "%$£€") for token in tokens
    )


def _past_only(statement: Statement) -> bool:
    return statement.head.tag_ == "VBD"
