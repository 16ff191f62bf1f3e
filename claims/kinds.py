"""What kind of statement a claim is, and why it was picked, in words that a person accepts."""

import re

from factdesk.claims.clauses import subject
from factdesk.claims.parser import Token
from factdesk.claims.vocabulary import BODIES, FIRMS, PERSONS, PUBLIC_BODIES, words
from factdesk.claims.wording import Statement
from factdesk.records import Attribution, ClaimKind

#: kinds that are no claims; listed only when everything is asked for
NO_CLAIMS: frozenset[ClaimKind] = frozenset({"opinion", "question", "greeting", "boilerplate"})

_AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LAW", "FAC", "EVENT", "PRODUCT", "LOC"})
#: who has plans
_DOERS = PERSONS | FIRMS | PUBLIC_BODIES | BODIES | words("museum club church dealer state city town")
#: numbers that count nothing by themselves: "the two leaders", "one of them"
_FEW = frozenset({"one", "two", "both"})


def _any_of(*patterns: str) -> re.Pattern[str]:
    """Return a pattern for any of the phrases as whole words; ``*`` stands for any ending."""
    phrases = "|".join(phrase.replace("*", r"\w*") for phrase in " | ".join(patterns).split(" | "))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


_FRACTION = _any_of(
    "half | (?:a|one|two|three) (?:third|quarter|fifth|tenth)s? | doubled | tripled | halved | dozens?",
    "(?:hundred|thousand|million|billion|trillion)s?",
)
_RANK = _any_of(
    "(?<!criminal )(?<!medical )(?<!track )(?<!police )record(?:-\\w+)? | the most",
    "no\\. ?\\d+ | number one | unprecedented | never before | for the first time",
    "(?:largest|biggest|highest|lowest|smallest|oldest|youngest|fastest|slowest|longest|shortest|greatest|worst)",
    "best(?![- ](?:by|before))",
    "(?:richest|poorest|deadliest|fewest|strongest|weakest)",
    "(?:first|second|third|fourth|only|\\d+(?:st|nd|rd|th)) (?:ever|time|largest|biggest|highest|lowest|most)",
    "(?:first|only) (?:woman|man|person|country|state|city|team|club|player|company) (?:to|in|since|ever)",
)
_COMPARES = _any_of(
    "(?:more|less|fewer|\\w+er|worse|better) than(?! [$£€]?\\d) | compared (?:with|to) | outpac* | exceed*",
    "as (?:many|much|high|low|large|big|often|old|fast) as | higher | lower | larger | smaller | faster",
    "twice (?:as|the)",
)
_CAUSE = _any_of(
    "because(?: of)? | led to | leads to | due to | result(?:ed|s|ing)? (?:in|from)",
    "as a result of | thanks to | contribut* to | responsible for | blam* | in retaliation | trigger(?:ed|s)",
)
_PREDICTION = _any_of(
    "(?:(?-i:may)|might)(?! have)",
    "will | won't | won’t | shall | going to | forecasts? | by 20[3-9]\\d | next (?:year|month|week|decade)",
    "(?:is|are|was|were) (?:expected|set|due|projected|forecast|likely|slated|scheduled|poised) to",
)
_VAGUE = _any_of("(?-i:may) | might | could | should | perhaps | maybe | probably")
#: how a writer gives a view of their own
_OWN_VIEW = _any_of(
    "for my money | in my (?:view|opinion|book|eyes) | to my (?:mind|eyes) | if you ask me",
    "(?:few|no) (?:sadder|sweeter|lovelier|finer|better|worse|stranger|crueller|nobler|happier) \\w+ than",
)
#: verbs by which somebody takes a position; and with what after them, others do ("voted for", "plans to")
_TAKES_POSITION = words(
    "promise pledge vow commit support oppose back favor favour endorse refuse agree disagree intend express view"
)
_POSITION_WITH = {"vote": {"for", "against"}, "call": {"for", "on"}, "want": {"to"}, "plan": {"to"}}
_OFFICIAL = _any_of(
    "ministry | minister | department | government | agency | bureau | commission | commissioner | administration",
    "authority | white house | police | court | judge | congress* | senat* | parliament | president | secretary",
    "governor | mayor | embassy | spokes* | officials? | federal | central bank | council | army | military",
    "nato | united nations | u\\.n\\. | treasury | cdc | fda | fbi",
)
_HEALTH = _any_of(
    "health* | vaccin* | disease* | virus* | covid* | cancer* | hospital* | patients? | doctors? | drugs? | medic*",
    "infect* | pandemic | epidemic | symptom* | therap* | obes* | diabet* | abortion* | nurs*",
)
_MONEY = _any_of(
    "tax* | tariff* | dut(?:y|ies) | trade | budget* | deficit* | debt* | econom* | wage* | salar* | inflation",
    "price* | cost* | stock* | revenue* | profit* | invest* | bank* | income | spending | exports? | imports?",
    "unemploy* | fund(?:s|ed|ing) | dollar* | euros? | gdp | paid",
)
_CRIME = _any_of("crim* | murder* | arrest* | convict* | prison* | jail* | terror* | assault* | illegal* | fraud*")


def kind_of(statement: Statement, text: str) -> ClaimKind:
    """Return what a statement states, the most specific first."""
    if statement.saying:
        return "quote"
    if _OWN_VIEW.search(text) and not _states_amount(statement, text):
        return "opinion"
    if _PREDICTION.search(text) and not _has_happened(statement.head):
        return "prediction"
    if _RANK.search(text):
        return "rank"
    if _states_amount(statement, text):
        return "quantity"
    if _COMPARES.search(text):
        return "comparison"
    if _states_cause(statement, text):
        return "cause"
    if _takes_position(statement.head):
        return "position"
    return "definition" if _defines(statement) else "event"


def _has_happened(verb: Token) -> bool:
    """Tell whether a verb is of what was or has been, whatever else its sentence tells of the future."""
    perfect = verb.tag_ == "VBN" and any(child.lower_ in {"has", "have", "’ve", "'ve"} for child in verb.lefts)
    return verb.tag_ == "VBD" or (perfect and not any(child.tag_ == "MD" for child in verb.lefts))


def reasons_for(statement: Statement, text: str, kind: ClaimKind, attribution: Attribution | None) -> tuple[str, ...]:
    """Return why a person should look at the statement, or why not, in plain words."""
    entities = {token.ent_type_ for token in statement.tokens()}
    speaker = attribution.speaker if attribution is not None else None
    found = (
        (kind == "question", "is a question"),
        (kind == "greeting", "is a greeting"),
        (kind == "boilerplate", "belongs to the page, not to the article"),
        (_states_amount(statement, text), "states a number"),
        (kind == "rank", "claims a rank or a record"),
        (bool(_COMPARES.search(text)), "compares"),
        (_states_cause(statement, text), "states a cause"),
        (kind == "position", "states a position or a promise"),
        (kind == "prediction", "is a prediction"),
        (kind == "quote", "reports what somebody said"),
        (attribution is not None and attribution.direct, "is a direct quotation"),
        (speaker == "", "is hearsay"),
        (bool(speaker and _OFFICIAL.search(speaker)), "names an official source"),
        (bool(entities & {"DATE", "TIME"}), "says when"),
        (bool(_HEALTH.search(text)), "about health"),
        (bool(_MONEY.search(text)) or "MONEY" in entities, "about money"),
        (bool(_CRIME.search(text)), "about crime"),
        (bool(entities & _NAMES), "names somebody or something"),
    )
    return tuple(reason for holds, reason in found if holds)


def can_be_checked(statement: Statement, text: str) -> bool:
    """Tell whether a prediction has something to check: an amount, a date, or who will do it, and no "may"."""
    entities = {token.ent_type_ for token in statement.tokens()}
    if _VAGUE.search(text):
        return _states_amount(statement, text)
    return bool(entities & {"DATE", "TIME", *_AMOUNTS, *_NAMES}) or _plans(statement, text)


def _plans(statement: Statement, text: str) -> bool:
    """Tell whether somebody who is known will do something, which is a plan: "the heirs will pay nothing"."""
    head, about = statement.head, subject(statement.head)
    if about is None or about.dep_ != "nsubj" or all(token.tag_ != "MD" for token in statement.tokens()):
        return False
    read_as = (reading.value for reading in statement.readings if reading.tokens[-1] in about.subtree)
    named = any(value.split()[-1][:1].isupper() for value in read_as)
    which = {child.lower_ for child in about.children if child.dep_ in {"det", "poss"}}
    known = about.lemma_.lower() in _DOERS and (which <= {"the"} if which else about.tag_ == "NNS")
    deed = head.lemma_ != "be" and any(child.dep_ in {"dobj", "prep", "xcomp"} for child in head.children)
    return (named or known) and (deed or _RANK.search(text) is not None)


def _states_amount(statement: Statement, text: str) -> bool:
    return bool(_FRACTION.search(text)) or any(
        token.ent_type_ in _AMOUNTS and token.lower_ not in _FEW and (token.like_num or token.text in "%$£€")
        for token in statement.tokens()
    )


def _states_cause(statement: Statement, text: str) -> bool:
    return bool(_CAUSE.search(text)) or any(
        token.lemma_.lower() == "cause" and token.pos_ == "VERB" for token in statement.tokens()
    )


def _takes_position(verb: Token) -> bool:
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    lemma = verb.lemma_.lower()
    after = {child.lower_ for child in verb.children if child.dep_ == "prep"}
    after |= {helper.lower_ for child in verb.children if child.dep_ == "xcomp" for helper in child.children}
    return lemma in _TAKES_POSITION or bool(_POSITION_WITH.get(lemma, set[str]()) & after)


def _defines(statement: Statement) -> bool:
    head = statement.head
    if head.dep_ == "appos":
        return True
    is_now = head.lower_ in {"is", "are"}
    return is_now and any(child.dep_ == "attr" and child.pos_ in {"NOUN", "PROPN"} for child in head.children)
