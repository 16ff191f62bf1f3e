"""Let a statement stand alone: the words that could be read are replaced, the others listed as unresolved."""

from collections.abc import Sequence
from dataclasses import replace

from factdesk.claims.clauses import tensed, words_of
from factdesk.claims.inflection import may_be_past, third_person
from factdesk.claims.parser import Token
from factdesk.claims.pronouns import (
    HE,
    IT,
    ME,
    OBJECTS,
    POSSESSIVES,
    SHE,
    THEY,
    about_of,
    agrees_with_anybody,
    clause_of,
    is_empty,
)
from factdesk.claims.references import PAIRS, Meanings
from factdesk.claims.vocabulary import words as word_set
from factdesk.claims.wording import Reading, Statement, Word

_PERSONAL = HE | SHE | IT | THEY
#: words whose meaning hangs on who speaks, on another sentence, or on what is pointed at
_HANGING = frozenset({"we", "us", "our", "ours", "you", "your", "this", "that", "these", "those"})
#: nouns with a "the" that everybody knows which is meant
_UNIQUE = word_set("world public internet media economy future past sun earth moon rest way fact same time end")
#: words of the longest description that is put in place of "I"
_LONGEST_SPEAKER = 3


def stand_alone(statement: Statement, meanings: Meanings, *, speaker: str | None = None) -> Statement:
    """Return the statement with the words that could be read replaced, and those that could not listed.

    ``meanings`` are those of the statement's sentence, as ``References.read`` returns them.
    ``speaker`` is who says it in the first person, in a direct quotation or a speaker's turn.
    """
    antecedents = meanings.antecedents
    words = list(statement.words)
    readings, unresolved = list(statement.readings), list(statement.unresolved)
    said: set[int] = set()
    # All of them or none: "I step over a burst main on my way to work" is not on Teodora's way.
    told = speaker.split() if speaker else []
    if told and told[0].lower() in {"the", "a", "an"} and len(told) > _LONGEST_SPEAKER:
        speaker = None  # "the 33-year-old from Lahinch", four times in a sentence
    if not all(agrees_with_anybody(word.token) for word in words if word.token and _is_speaker(word.token)):
        speaker = None
    for at, word in enumerate(words):
        token = word.token
        if token is None or (statement.saying and token.i in meanings.quoted):
            continue
        first = _first_of(token, words[: at + 1]) if token.i in antecedents and token.pos_ != "PRON" else at
        antecedent = antecedents.get(token.i)
        text = antecedent.text if antecedent else None
        if _is_speaker(token) and speaker:
            text = speaker
        if token.lower_ == "me" and text is not None:
            text = OBJECTS.get(text.lower(), text)
        if text is None:
            if _hangs(token, words[:at], meanings.repeated):
                unresolved.append(_hanging_phrase(token))
        elif antecedent is None or not (antecedent.said_at & said):
            if token.tag_ == "PRP$" and text.lower() in POSSESSIVES:
                text, ending = POSSESSIVES[text.lower()], ""  # of a speaker who is "she" herself: "her second one"
            else:
                ending = _possessive(text) if token.tag_ == "PRP$" else ""
            replaced = tuple(part.token for part in words[first : at + 1] if part.token)
            readings.append(Reading(replaced, text + ending, "speaker" if antecedent is None else "antecedent"))
            for place in range(first, at + 1):
                words[place] = replace(words[place], text="")
            inside = any(word.text for word in words[:first])
            words[first] = replace(words[first], text=_inside(text + ending) if inside else text + ending)
            _spell_out(words, at)
            if token.lower_ == "i":
                _put_in_third_person(words, tensed(token.head))
            if antecedent is not None:
                said |= antecedent.said_at | {token.i}
                said |= {other for other, same in antecedents.items() if same.text == text}
            _mend_apostrophe(words, at, text)
        said.add(token.i)
    return replace(statement, words=tuple(words), readings=tuple(readings), unresolved=tuple(dict.fromkeys(unresolved)))


def _is_speaker(token: Token) -> bool:
    """Tell whether a word is the speaker's "I"; that of "Class I" is a number."""
    return token.lower_ in ME and token.pos_ == "PRON"


def _hangs(token: Token, before: Sequence[Word], repeated: frozenset[int]) -> bool:
    """Tell whether a word cannot be understood without what was said before or who says it."""
    lower = token.lower_
    if lower in {"that", "those"} and any(child.dep_ in {"relcl", "acl"} for child in token.children):
        return False  # "those who walk", "those asked"
    if lower == "that" and token.i > 1 and token.nbor(-1).lower_ == "before" and token.nbor(-2).ent_type_ == "DATE":
        return False  # "a year before that" is read, or left open, as a date
    if _is_speaker(token) or (lower in _HANGING and token.tag_ in {"PRP", "PRP$", "DT"}):
        return token.dep_ != "det" or token.head.ent_type_ not in {"DATE", "TIME"}
    if lower in _PERSONAL and token.dep_ != "expl":
        if lower == "it" and is_empty(token):
            return False
        people, other = lower in HE | SHE, _told_apart(token)
        return not any(
            word.token
            and word.token.i not in other
            and word.token.ent_type_ not in {"DATE", "TIME"}
            and (word.token.pos_ == "PROPN" or (not people and word.token.pos_ == "NOUN"))
            for word in before
        )
    if lower in PAIRS and _is_known_pair(token):
        return True
    if token.i not in repeated or lower in _UNIQUE or token.ent_type_ in {"DATE", "TIME"}:
        return False
    bare = [child.dep_ for child in token.children if child.dep_ not in {"case", "punct"}]
    definite = any(child.lower_ == "the" and child.dep_ == "det" for child in token.children)
    return definite and set(bare) <= {"det", "nummod"}


def _told_apart(pronoun: Token) -> frozenset[int]:
    """Return the words for whom a pronoun cannot mean: in "Pryce worked with her" and "Alpha, its best" the first."""
    whose = pronoun.head if pronoun.dep_ == "poss" else None
    about = whose.head if whose is not None and whose.dep_ == "appos" else _doer(pronoun) if whose is None else None
    if about is None:
        return frozenset()
    name = next((entity for entity in about.sent.ents if about.ent_type_ and entity.start <= about.i < entity.end), ())
    parts = (child.i for child in about.children if child.dep_ in {"compound", "nmod"})
    return frozenset({about.i, *parts, *(token.i for token in name)})


def _doer(thing: Token) -> Token | None:
    """Return what the clause of an object is about, which would be "herself" there: in "having halved it" who has."""
    if thing.dep_ not in {"dobj", "pobj", "dative"} or thing.head.lower_ == "among":
        return None
    clause, about = clause_of(thing), None
    while clause is not None and (about := about_of(clause)) is None:
        clause = clause_of(clause)
    return about if about is not None and not about.is_ancestor(thing) else None


def _is_known_pair(noun: Token) -> bool:
    """Tell whether a noun is of two that are known: "the two teams", "both teams", and not "two teams"."""
    said = {child.lower_: child for child in noun.children if child.i < noun.i and child.dep_ not in {"relcl", "appos"}}
    return "both" in said or ("two" in said and bool(said.keys() & {"the", "these", "those"}))


def _first_of(noun: Token, words: Sequence[Word]) -> int:
    """Return where the noun phrase that ends on the last of the words begins."""
    own = {token.i for token in noun.subtree if token.i <= noun.i}
    first = len(words) - 1
    while first > 0 and (token := words[first - 1].token) is not None and token.i in own:
        first -= 1
    return first


def _inside(text: str) -> str:
    """Return a phrase as it stands inside a sentence: "the bureau", though a sentence began with "The bureau"."""
    return text[:1].lower() + text[1:] if text.startswith(("The ", "A ", "An ")) else text


def _spell_out(words: list[Word], at: int) -> None:
    """Say in full the verb that leans on a pronoun which was read: "it's the best" becomes "the plan is the best"."""
    verb = words[at + 1].token if at + 1 < len(words) else None
    if verb is None or verb.dep_ == "case":
        return
    written = words[at + 1].text.replace("’", "'").lower()
    full = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will"}.get(written)
    if written == "'d" and not _may_be_had_or_would(verb.head):
        been = verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "been"
        perfect = any(child.lower_ == "have" for child in verb.head.children)
        past = (been or verb.head.tag_ in {"VBN", "VBD"}) and not perfect
        full = "had" if past else "would"
    if written == "'s":
        perfect = verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in {"been", "had", "got"}
        passive = verb.head.tag_ == "VBN" and verb.dep_ in {"aux", "auxpass"}
        full = "has" if perfect else None if passive else "is"  # "it's won" may be either
    if full is not None:
        words[at + 1] = replace(words[at + 1], text=full)


def _put_in_third_person(words: list[Word], verb: Token) -> None:
    """Say of a name what a speaker says of themselves: "I own them" becomes "Ada owns them"."""
    if verb.tag_ != "VBP":
        return
    for at, word in enumerate(words):
        if word.token == verb:
            words[at] = replace(word, text=third_person("be" if word.text == "am" else word.text.lower()))


def _may_be_had_or_would(verb: Token) -> bool:
    """Tell whether a verb is spelled alike behind "had" and "would": "he'd read", "he'd come"."""
    lemma = verb.lemma_.lower()
    return verb.lower_ == lemma and (may_be_past(lemma, lemma) or lemma in {"come", "become", "overcome", "run"})


def _possessive(text: str) -> str:
    return "’" if text.endswith("s") else "’s"


def _mend_apostrophe(words: list[Word], at: int, text: str) -> None:
    if at + 1 < len(words) and words[at + 1].text in {"'", "’"} and not text.endswith("s"):
        words[at + 1] = replace(words[at + 1], text=_possessive(text))


def _hanging_phrase(token: Token) -> str:
    if token.tag_ == "DT" and token.dep_ == "det":
        return words_of([child for child in token.head.subtree if token.i <= child.i <= token.head.i])
    if token.pos_ == "NOUN":
        return words_of([child for child in token.subtree if child.i <= token.i])
    return token.text
