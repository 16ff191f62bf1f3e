"""Who is said to have said it: "X said P", "according to X", quotations, "reportedly".

Of "X said P" the claim to verify is P, and it carries X. The saying is a claim of its own only where it is the news:
a direct quotation, an accusation, a denial.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from factdesk.claims.clauses import (
    RELATIVES,
    is_passive,
    is_predicate,
    own_subject,
    set_off,
    subject,
    subtree,
    took_relative,
)
from factdesk.claims.mending import mend
from factdesk.claims.parser import Token
from factdesk.claims.vocabulary import SAYING, words

#: "accused X of doing": what was said hangs on a preposition
_ACCUSING = frozenset({"accuse", "blame", "charge", "suspect", "convict", "criticize", "criticise", "fault"})
#: what is denied is no claim of who denies it, so that the denial stays in one piece
_DENYING = frozenset({"deny", "reject", "dispute", "refute", "dismiss"})
#: what is done to who is told something
_INFORMING = frozenset({"tell", "inform", "notify", "warn", "advise", "assure", "promise"})
#: moods in which speakers report a fact
_GLAD = words("happy proud pleased glad delighted sorry sad honored honoured privileged grateful excited thrilled")
_SAYINGS = words(
    """allegation accusation claim charge report rumour rumor suggestion assertion statement notion idea criticism
    argument account wrongdoing involvement responsibility"""
)
#: verbs of saying that tell nothing without what was said; "testified before parliament" does
_NEED_CONTENT = frozenset({"say", "add", "tell", "note", "state", "remark", "comment"})
#: parts of those who were asked
_SHARES = words("half third thirds quarter quarters fifth fifths tenth tenths majority plurality percent cent most")
#: what speakers do not do who say no more: "without elaborating"
_KEPT_BACK = words("give elaborate provide specify say name explain offer cite disclose identify")
_DETAILS = words("detail reason evidence proof explanation name specific figure information source comment timetable")
#: what speakers do in passing: "which, I remind you, we have cut"
_ASIDE = frozenset({"remind"})
_HEARSAY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})
_QUOTES = ("“", '"', "”")


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of an attribution as they stand in the article."""

    speaker: tuple[Token, ...]
    cue: tuple[Token, ...]


def proposition(verb: Token) -> Token | None:
    """Return the head of what a verb of saying says was said."""
    lemma = verb.lemma_.lower()
    if lemma in SAYING and not _is_polled(verb):
        for child in verb.children:
            if child.dep_ == "ccomp" and is_predicate(child) and not _asks(child) and not took_relative(child):
                return None if stands_beside(child) or _is_counted(verb, child) else child
    if lemma in _ACCUSING:
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "for", "with"}:
                return next((inner for inner in child.children if inner.dep_ == "pcomp" and inner.tag_ == "VBG"), None)
    return None


def _is_counted(verb: Token, clause: Token) -> bool:
    """Tell whether some were reported behind a colon, and not what stands before it: "... rose: 48 were reported"."""
    counted = any(child.dep_ == "nsubjpass" and child.lower_ != "it" for child in verb.children)
    return counted and any(token.text == ":" for token in verb.doc[clause.i : verb.i])


def is_said(clause: Token) -> bool:
    """Tell whether a clause is what a verb of saying says was said, or a second one: "P, and Q, a survey showed"."""
    first = proposition(clause.head)
    if first is not None and clause.dep_ == "conj" and first.dep_ == "ccomp":
        edge = clause.left_edge
        return edge.lower_ == "that" and edge.tag_ == "IN"  # "told them that P, and that Q"
    if first is None or clause.dep_ != "ccomp" or first.dep_ != "ccomp":
        return first == clause
    return clause == first or (first.i < clause.i and any(child.dep_ == "cc" for child in first.children))


def _is_polled(verb: Token) -> bool:
    """Tell whether how many say so is what is told: "61% of those asked said that", "half of the voters think"."""
    about = own_subject(verb)
    if about is None:
        return False
    in_some = (child for place in about.children if place.lower_ == "in" for child in place.children)
    if about.pos_ == "NUM" and any(other.pos_ == "NUM" for other in in_some):
        return True  # "three in four said that"
    share = about.ent_type_ == "PERCENT" or about.lower_ in _SHARES
    return share and any(child.lower_ in {"of", "in"} for child in about.children)


def stands_beside(clause: Token) -> bool:
    """Tell whether a semicolon parts a clause from the verb behind it: "one was hurt; no more has been confirmed"."""
    return any(token.text == ";" for token in clause.doc[clause.i : clause.head.i])


def _asks(clause: Token) -> bool:
    """Tell whether a clause is an indirect question, which states nothing: "said why it failed", "whether it did"."""
    first, *second = islice((token for token in clause.subtree if not token.is_space), 2)
    first = second[0] if second and first.pos_ == "ADV" and second[0].tag_ == "WRB" else first  # "show just how"
    return first.tag_ in {"WRB", "WP", "WDT"} or first.lower_ in {"whether", "if"}


def is_saying(verb: Token) -> bool:
    """Tell whether a verb says that somebody said something that has a clause of its own."""
    if proposition(verb) is None:
        return False
    return subject(verb) is not None or verb.dep_ == "advcl" or framed_saying(verb.head.head) == verb


def framed_saying(clause: Token) -> Token | None:
    """Return the verb of saying that a clause only frames: of "I am proud to say that P" it is "say"."""
    about = own_subject(clause)
    if about is None or about.lower_ not in {"i", "we"}:
        return None
    glad = [child for child in clause.children if child.dep_ == "acomp" and child.lower_ in _GLAD]
    said = (verb for mood in glad for verb in mood.children if verb.dep_ == "xcomp" and proposition(verb) is not None)
    return next(said, None)


def saying_is_news(verb: Token) -> bool:
    """Tell whether that it was said is itself worth a claim: an accusation, a direct quotation, who was told."""
    if verb.lemma_.lower() in _ACCUSING or _is_informed(verb):
        return True
    said = proposition(verb)
    return said is not None and _is_quoted(said)


def _is_informed(verb: Token) -> bool:
    """Tell whether somebody is said to have been told: "midwives were told that it would close"; not "I was told"."""
    about = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    return verb.lemma_.lower() in _INFORMING and about is not None and about.pos_ in {"NOUN", "PROPN"}


def _is_quoted(head: Token) -> bool:
    """Tell whether a clause stands in quotation marks from its first word on."""
    tokens = [token for token in head.subtree if not token.is_space]
    first = tokens[0].i
    opens = tokens[0].text in _QUOTES[:2] or (first > 0 and head.doc[first - 1].text in _QUOTES[:2])
    return opens and any(token.text in _QUOTES[1:] for token in head.doc[head.i + 1 : tokens[-1].i + 3])


def quoted_tokens(tokens: Iterable[Token]) -> frozenset[int]:
    """Return the indices of the tokens between quotation marks; an end of line closes what was left open."""
    inside: set[int] = set()
    open_since: str | None = None
    for token in tokens:
        if token.is_space and "\n" in token.text:
            open_since = None
        elif open_since is None and token.text in {"“", '"', "``"}:
            open_since = token.text
        elif open_since is not None and token.text in {"”", '"', "''"}:
            open_since = None
        elif open_since is not None:
            inside.add(token.i)
    return frozenset(inside)


def denies(verb: Token) -> bool:
    """Tell whether somebody denies what was said: "denied that", "rejected the claim"; not "was denied a visa"."""
    if verb.lemma_.lower() not in _DENYING or is_passive(verb):
        return False
    return any(
        child.dep_ in {"ccomp", "xcomp"} or (child.dep_ == "dobj" and child.lemma_.lower() in _SAYINGS)
        for child in verb.children
    )


def says_nothing(verb: Token) -> bool:
    """Tell whether a clause only says who speaks: "Trump wrote early on Wednesday", after a quotation."""
    if any(child.dep_ == "neg" for child in verb.children):
        return False
    if verb.lemma_.lower() not in _NEED_CONTENT and not _beside_quotation(verb):
        return False
    content = {"dobj", "ccomp", "xcomp", "attr", "oprd", "acomp", "nsubjpass", "prt"}
    about = {"about", "of", "against", "for", "that"}
    if verb.lemma_.lower() == "tell":
        content -= {"dobj"}
    if verb.lemma_.lower() == "add":
        content |= {"npadvmod"}  # "adds ten days to the voyage"
    return verb.lemma_.lower() in SAYING and not any(
        child.dep_ in content or (child.dep_ == "prep" and child.lower_ in about) for child in verb.children
    )


def _beside_quotation(verb: Token) -> bool:
    """Tell whether a quotation stands in the sentence of a verb or right before it."""
    sentence = verb.sent
    return any(token.is_quote for token in verb.doc[max(0, sentence.start - 2) : sentence.end])


def parenthetical_saying(verb: Token) -> bool:
    """Tell whether a verb only says who said the clause that it is put into: "The plan, Trump said, failed"."""
    return (
        verb.dep_ in {"parataxis", "npadvmod"}
        and verb.lemma_.lower() in SAYING | _ASIDE
        and own_subject(verb) is not None
        and proposition(verb) is None
    )


def keeps_back(preposition: Token) -> bool:
    """Tell whether a phrase is of who speaks, and not of what was said: ", without giving details"."""
    telling = [child for child in preposition.children if child.dep_ == "pcomp" and child.lemma_.lower() in _KEPT_BACK]
    told = (child for verb in telling for child in verb.children if child.dep_ == "dobj")
    nothing = telling and all(child.lemma_.lower() in _DETAILS for child in told)
    return preposition.lower_ == "without" and bool(nothing)


def according_to(token: Token) -> Token | None:
    """Return the head of the source when the token is the "according" of "according to X"."""
    if token.lower_ != "according":
        return None
    to = next((child for child in token.children if child.lower_ == "to"), None)
    return next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None


def source(head: Token) -> Saying | None:
    """Return who is said to have said the clause, looking outwards from its head."""
    token = head
    while True:
        for child in token.children:
            who = according_to(child)
            if who is not None and not child.is_ancestor(head):  # what is said of the source is not what it says
                return Saying(speaker=_phrase(who), cue=(child, next(c for c in child.children if c.lower_ == "to")))
            if parenthetical_saying(child):
                return _said(child)
        if token.head == token or stands_beside(token):
            break
        if is_said(token) and framed_saying(token.head.head.head) != token.head:
            return _said(token.head)
        if proposition(token.head.head) == token and token.head.dep_ == "prep":
            return _said(token.head.head)
        token = token.head
    for child in head.children:
        if child.lower_ in _HEARSAY:
            return Saying(speaker=(), cue=(child,))
    return None


def quotation_source(head: Token, quoted: frozenset[int]) -> Saying | None:
    """Return who is said to have said a quotation that runs over several sentences of a paragraph.

    A sentence that only says who speaks ("Trump wrote on Wednesday") belongs to the quotation before it; any other
    verb of saying to what follows.
    """
    doc, last = head.doc, head.sent.end
    if (closing := _closing_saying(head, quoted)) is not None:
        return _said(closing)
    before: Token | None = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > head.i:
                break
            before = None
        about = own_subject(token) if token.i not in quoted and token.lemma_.lower() in SAYING else None
        if about is None or about.i in quoted:
            continue
        if token.i < head.i:
            before = token
        elif token.sent.start == last and says_nothing(token):
            return _said(token)
    return _said(before) if before is not None else None


def _closing_saying(head: Token, quoted: frozenset[int]) -> Token | None:
    """Return the verb behind the end of a quotation: of the first of "We ask little. We ask for work," Malm said."""
    doc, at = head.doc, head.i
    while at < len(doc) and (at in quoted or doc[at].is_punct or doc[at].is_quote):
        at += 1
    if at == len(doc) or doc[at].is_space or doc[at].is_sent_start:
        return None
    for token in doc[at : doc[at].sent.end]:
        about = own_subject(token) if token.lemma_.lower() in SAYING and token.i not in quoted else None
        if about is not None and about.i not in quoted:
            return token
    return None


def measured_behind(clause: Token) -> list[Token]:
    """Return what stands behind a saying and is of what was said: "58% backed it, the union said, on a turnout of 64%".

    It is told by an amount; "on Friday" and "in a statement" are of the saying.
    """
    verb = clause.head
    if proposition(verb) != clause or verb.i < clause.i:
        return []
    behind = [child for child in verb.children if child.dep_ == "prep" and child.i > verb.i and set_off(child)]
    amounts = {"PERCENT", "MONEY", "QUANTITY", "CARDINAL"}
    return [phrase for phrase in behind if any(token.ent_type_ in amounts for token in phrase.subtree)]


def _said(verb: Token) -> Saying:
    who = subject(verb)
    if who is not None and who.dep_ == "nsubjpass":  # "I was told by X that P": X, or nobody who is named
        agents = (child for child in verb.children if child.dep_ == "agent")
        who = next((child for agent in agents for child in agent.children if child.dep_ == "pobj"), None)
    if who is not None and who.lower_ in RELATIVES and verb.dep_ == "relcl":
        who = verb.head  # "a report that warned that"
    if who is None and verb.dep_ == "acl" and verb.tag_ != "VBG":
        who = verb.head  # "Unite, which is for the staff, accused Tarn": the verb was read as a participle
    if who is None and verb.dep_ == "advcl":
        who = subject(verb.head)
        outer = source(verb.head)
        if outer is not None:
            return Saying(speaker=outer.speaker, cue=(verb,))
    return Saying(speaker=_phrase(who) if who is not None else (), cue=_cue(verb))


def _phrase(head: Token) -> tuple[Token, ...]:
    """Return a speaker without what is set off: of "the firm Optra, based in Leeds" the firm and its name.

    What hangs on something left out goes with it; the parser gives a clause's object to the noun at times.
    """
    aside = {"relcl", "acl"}
    if (named := _name_of(head)) is not None:
        return tuple(
            mend(subtree(named, lambda child: child.dep_ in aside or (child.dep_ == "appos" and set_off(child))))
        )
    left_out = [child for child in head.children if child.dep_ in aside or (child.dep_ == "appos" and set_off(child))]
    last = min((child.left_edge.i for child in left_out if child.i > head.i), default=len(head.doc))
    tokens = subtree(head, lambda child: child in left_out or child.dep_ in aside)
    return tuple(mend([token for token in tokens if token.i < last]))


def _name_of(head: Token) -> Token | None:
    """Return the name of a speaker who is else only somebody's: of "their solicitor, Helen Moss" her name."""
    of_somebody = any(child.dep_ == "poss" and child.pos_ == "PRON" for child in head.children)
    return next((name for name in named_beside(head) if name.ent_type_ == "PERSON"), None) if of_somebody else None


def named_beside(noun: Token) -> list[Token]:
    """Return the appositions of a noun and theirs: of "her son, the cellist Anders Holm" the cellist and his name."""
    found = [child for child in noun.children if child.dep_ == "appos"]
    return [*found, *(name for each in found for name in each.children if name.dep_ == "appos")]


def _cue(verb: Token) -> tuple[Token, ...]:
    """Return the verb with the place and time of the saying: "said on Truth Social"."""
    kept = {"prep", "npadvmod", "advmod", "aux", "dative", "prt", "auxpass", "neg"}
    said = proposition(verb)
    of_what_was_said = measured_behind(said) if said is not None else []
    tokens = [
        token
        for token in subtree(
            verb,
            lambda child: (
                child.dep_ == "relcl"
                or child in of_what_was_said
                or child.lower_ in {"according", "compared"}
                or (child.head == verb and child.dep_ in {"npadvmod", "advmod"} and child.tag_ == "JJR")
                or (child.head == verb and child.dep_ not in kept)
            ),
        )
        if said is None or not (token == said or said.is_ancestor(token))
    ]
    return tuple(mend([token for token in tokens if token.i >= verb.i and token.dep_ != "punct"]))
