"""What a dependency parse says about clauses: their subject, tense, connectives, and which tokens are theirs.

Token labels are those of spaCy's English pipelines (ClearNLP dependencies, Penn Treebank tags).
"""

from collections.abc import Callable, Iterable

from factdesk.claims.parser import Token
from factdesk.claims.vocabulary import SAYING, words

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
AUXILIARIES = frozenset({"aux", "auxpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: what the tagger takes a finite verb for: with a subject and no auxiliary "brought" is no participle, "spawn" no noun
_MISTAGGED = frozenset({"VB", "VBN", "NN", "NNS"})
#: relative pronouns that stand at the head of their clause, and ask nothing in the middle of another
_MARKS_OF_RELATIVES = frozenset({"which", "whose"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
#: what sets a phrase off from the words before it
BREAKS = frozenset({",", "—", "–", "-", "--", "(", "[", ";", ":"})
NEGATIONS = frozenset({"n't", "n’t"})
#: verbs whose past is spelled like their base, which the tagger takes it for
ITS_OWN_PAST = words("let put set cut hit cost shut hurt split spread cast quit shed bet burst thrust beat")
#: pronouns of several
_MANY = frozenset({"we", "they", "you", "these", "those"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM"})


def is_predicate(token: Token) -> bool:
    """Tell whether a token heads a clause: a verb, or what the parser took for one since it has a subject."""
    return token.pos_ in {"VERB", "AUX"} or any(child.dep_ in _SUBJECTS for child in token.children)


def is_nominal(token: Token) -> bool:
    """Tell whether a token can head a noun phrase."""
    return token.pos_ in _NOUNS


def own_subject(head: Token) -> Token | None:
    """Return the head of the clause's own subject."""
    found: Token | None = None
    for child in head.children:
        if child.dep_ not in _SUBJECTS or is_of_another(child):
            continue
        if found is None or found.dep_ == "expl" or _is_named(child, before=found):
            found = child
    return found


def _is_named(name: Token, *, before: Token) -> bool:
    """Tell whether of two subjects the second is meant: "a clerk's son, Hill left school", "Friends, today I say"."""
    if name.i > name.head.i or not any(token.text == "," for token in name.doc[before.i : name.i]):
        return False
    told = is_nominal(name) and before.pos_ == "NOUN" and name.left_edge.nbor(-1).text == ","
    return told or (name.lower_ in {"i", "we"} and before.lower_ not in {"i", "we"})


def is_of_another(child: Token) -> bool:
    """Tell whether what the parser took for a joined verb's subject stands before the "and" that joins the verb.

    "The line flies 194 jets, all of them new, and employs 13,000": it is the line that employs.
    """
    verb = child.head
    if verb.dep_ != "conj" or child.dep_ not in _SUBJECTS or child.i + 1 >= verb.i:
        return False
    return child.doc[verb.i - 1].tag_ == "CC"


def subject(head: Token) -> Token | None:
    """Return the head of the clause's subject, its own or the one that it shares with the clause before it."""
    found = own_subject(head)
    while found is None and head.dep_ == "conj":
        head = head.head
        found = own_subject(head)
    return found


def took_relative(head: Token) -> bool:
    """Tell whether the parser gave a main clause what a relative one has, and with it the words before.

    "Ash outbid Birch, a carrier whose offer was rejected", where "rejected" was read as the main verb: a "whose" or a
    "which" that stands in the middle of its clause is another's.
    """
    if head.dep_ in {"relcl", "acl", "pcomp"}:
        return False
    for token in head.subtree:
        if token.lower_ not in _MARKS_OF_RELATIVES or next(filter(_is_main_verb, token.ancestors), None) != head:
            continue
        opens = all(before.is_punct for before in head.doc[head.left_edge.i : token.i])
        if head.dep_ == "ccomp" and opens and token.i > head.head.i and set_off(head):
            return True  # "goes to England, whose budget will grow"
        argument = next((each for each in token.ancestors if each.head == head), token)
        fronted = token.head.dep_ == "prep" and token.head.i < token.head.head.i and is_nominal(token.head.head)
        before = head.doc[head.left_edge.i : argument.left_edge.i]
        if fronted or any(not (each.is_punct or each.dep_ in {"cc", "mark", "advmod"}) for each in before):
            return True
    return False


def _is_main_verb(token: Token) -> bool:
    return is_predicate(token) and token.dep_ not in AUXILIARIES


def auxiliaries(head: Token) -> list[Token]:
    """Return the clause's auxiliaries in order."""
    return [child for child in head.children if child.dep_ in AUXILIARIES]


def tensed(head: Token) -> Token:
    """Return the word that has a clause's tense and number: its first auxiliary, or the verb."""
    return next(iter(auxiliaries(head)), head)


def is_passive(head: Token) -> bool:
    """Tell whether a verb has a helper of its own that makes it passive: "was denied"."""
    return any(child.dep_ == "auxpass" for child in head.children)


def is_finite(head: Token) -> bool:
    """Tell whether the clause has a tense, its own or one shared with the clause it is joined to."""
    own = auxiliaries(head)
    if any(token.tag_ == "TO" for token in own) and own[0].tag_ not in FINITE:  # "has until Monday to act" has a tense
        return False
    if head.tag_ in FINITE or any(token.tag_ in FINITE for token in own):
        return True
    if head.dep_ in {"ROOT", "relcl"} and head.tag_ in _MISTAGGED and not own:
        return own_subject(head) is not None
    if head.dep_ == "ccomp" and head.tag_ == "VBN" and not own and head.head.lemma_.lower() in SAYING:
        if head.head.lemma_ == "find" and head.n_rights == 0 and not marks(head):
            return False  # "arrived to find the doors locked"
        return own_subject(head) is not None  # "testified that the hatches leaked", "said it regretted this"
    if head.dep_ == "ccomp" and head.lower_ in ITS_OWN_PAST and not own and head.head.lemma_.lower() in SAYING:
        return own_subject(head) is not None  # "the heat let people settle there, she said"
    return head.dep_ == "conj" and not own and is_predicate(head.head) and is_finite(head.head)


def is_past(head: Token) -> bool:
    """Tell whether the clause speaks of the past (a finite past tense; "has risen" is present)."""
    tense = next((token for token in auxiliaries(head) if token.tag_ in FINITE), head)
    return tense.tag_ == "VBD" or (tense is head and head.tag_ == "VBN")


def in_brackets(head: Token) -> bool:
    """Tell whether the phrase stands in brackets."""
    before = head.left_edge.i - 1
    inside = before >= 0 and head.doc[before].text in {"(", "["}
    return inside or head.left_edge.text in {"(", "["}


def is_indefinite(noun: Token) -> bool:
    """Tell whether a noun has "a" or "an": one of a kind, and not one that is known already."""
    return any(child.dep_ == "det" and child.lower_ in {"a", "an"} for child in noun.children)


def is_plural(head: Token) -> bool:
    """Tell whether a noun phrase stands for several."""
    joined = any(child.dep_ == "conj" for child in head.children)
    either = any(child.dep_ == "cc" and child.lower_ in {"or", "nor"} for child in head.children)
    return head.tag_ in {"NNS", "NNPS"} or head.lower_ in _MANY or (joined and not either)


def agrees(about: Token, head: Token) -> bool:
    """Tell whether the form of a clause's verb fits a subject that it does not stand beside."""
    verb = tensed(head)
    if about.pos_ == "PRON" and about.lower_ not in {"he", "she", "it", "they"}:
        return True
    many = is_plural(about) or about.lower_ == "they"
    if verb.lower_ in {"was", "is", "has"} or verb.tag_ == "VBZ":
        return not many
    return many or not (verb.lower_ in {"were", "are", "have"} or verb.tag_ == "VBP")


def marks(head: Token) -> list[Token]:
    """Return the words that tie the clause to another: "that", "while", "even as"."""
    found = [child for child in head.children if child.dep_ == "mark" and child.i < head.i and not _hedges(child)]
    if found:
        found = [child for child in head.children if child.lower_ == "even" and child.i + 1 == found[0].i] + found
    return found


def _hedges(mark: Token) -> bool:
    """Tell whether an "if" only hedges an amount: "few if any", "hard if not impossible"."""
    return mark.lower_ == "if" and mark.i + 1 < len(mark.doc) and mark.nbor().lower_ in {"any", "not", "anything"}


def set_off(head: Token) -> bool:
    """Tell whether punctuation stands before the first word of the subtree, as before a non-restrictive clause."""
    first = next((token for token in head.subtree if not token.is_punct and not token.is_space), head)
    before = first.i - 1
    while before >= 0 and (first.doc[before].is_space or first.doc[before].is_quote):
        before -= 1
    if before > head.sent.start and first.doc[before].dep_ == "cc" and first.doc[before - 1].text == "(":
        return True  # "Brandywine (and who once sat on the board)"
    return before >= head.sent.start and first.doc[before].text in BREAKS


def words_of(tokens: Iterable[Token]) -> str:
    """Return the tokens as the article has them, in one line."""
    text, last = "", None
    for token in tokens:
        gap = last is not None and (bool(last.whitespace_) or last.i + 1 != token.i)
        text += f" {token.text}" if gap and not _leans(token) else token.text
        last = token
    return " ".join(text.split())


def _leans(token: Token) -> bool:
    return token.text in {",", ".", "’s", "'s", "’", "'", ")", "”"} and not token.doc[token.i - 1].whitespace_


def subtree(head: Token, leave_out: Callable[[Token], bool]) -> list[Token]:
    """Return the head and what hangs on it in order, without the branches that are left out."""
    found, stack = [], [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(child for child in token.children if not leave_out(child))
    return with_negations(found)


def with_negations(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens in order, each with the "n't" that leans on it, wherever the parser hung that."""
    found = {token.i: token for token in tokens}
    for token in list(found.values()):
        if token.tag_[:1] in {"M", "V"} and not token.whitespace_ and token.i + 1 < len(token.doc):
            after = token.nbor()
            if after.lower_ in NEGATIONS:
                found[after.i] = after
    return [found[at] for at in sorted(found)]
