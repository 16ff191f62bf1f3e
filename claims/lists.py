"""Lists inside statements: "won a Grammy and two Oscars" is two statements.

A list is taken apart where what is said of all is said of each: its members each carry a word of their own ("a Grammy
and two Oscars"), or are three or more ("wrote poems, plays and songs"). What acts together ("between", "both"), what is
counted together ("40 cows and sheep", "the cost of roads and rails"), what is denied together ("no"), what is an
alternative ("or") and what shares its words ("food and water") is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from factdesk.claims.clauses import marks, own_subject, set_off
from factdesk.claims.owners import is_of_several
from factdesk.claims.parser import Token
from factdesk.claims.vocabulary import words
from factdesk.claims.wording import Statement, Word

_TOGETHER = frozenset({"both", "respectively", "combined", "together", "total", "jointly", "either", "neither", "each"})
_DENIED = frozenset({"no", "without", "never", "nor"})
#: prepositions whose nouns act as one
_JOINING = frozenset({"between", "among", "amongst", "from", "with"})
#: prepositions of place, which are listed beside one another: "in meadows and along roads"
_PLACING = words("in on at along near under over through across inside outside around within beside behind")
#: nouns that count what follows their "of" as one
_COUNTING = words(
    """number total sum amount lot pair mix mixture combination series group set variety range average half rest
    majority minority most some share"""
)
#: shares of all that is listed: "most of the cuts are in Spain and Peru", "were mainly in Spain and Peru"
_SHARES = words("most half majority bulk third quarter fifth rest")
_MAINLY = words("mostly mainly chiefly largely primarily predominantly")
#: verbs that several do to one another
_MUTUAL = words(
    """meet agree sign share form merge marry divorce combine unite compete compare differ speak talk negotiate argue
    fight join split divide separate include comprise constitute surround border total account outnumber"""
)
#: verbs of what is done to several together
_PAIRING = words("link connect combine merge unite separate divide mix pair compare")
#: what may be two of at once: "a black and white flag"
_COLOURS = words("black white red blue green yellow brown grey gray orange pink purple gold silver")
_JOINS = frozenset({"and", "&", "as"})
_SETS_APART = frozenset({"only", "just", "even"})
#: units that one amount is said in together: "two months and 10 days", "six feet and two inches"
_UNITS = (
    words("century decade year month week day night hour minute second"),
    words("mile kilometre kilometer metre meter centimetre centimeter yard foot inch"),
    words("tonne ton kilogram kilo gram stone pound ounce"),
    words("dollar cent euro pound penny pence franc rupee paisa"),
)
_ROLES = frozenset({"prep", "dobj", "attr", "oprd", "pobj", "acomp", "amod", "nsubj", "nsubjpass"})
_OWN = frozenset({"det", "poss", "nummod", "amod", "compound", "nmod"})
#: "a foot and a half" is one measure
_FRACTIONS = frozenset({"half", "quarter", "third"})
#: what is of all members of a list before it
_OF_ALL = frozenset({"they", "them", "their", "themselves"})
_QUOTES = frozenset({"“", "”", '"'})
_DETERMINERS = frozenset({"det", "poss", "nummod"})
#: a verb's form with several subjects, and with one
_ONE = {"are": "is", "were": "was", "have": "has", "’re": "is", "'re": "is"}
#: members of the longest list that is taken apart
_LONGEST = 12
#: statements that one statement's lists are taken apart into
_MOST = 12


@dataclass(frozen=True, slots=True)
class _List:
    """The heads of a list's members, the tokens that are each one's alone, and the commas and "and" between them."""

    heads: tuple[Token, ...]
    own: tuple[frozenset[int], ...]
    joints: frozenset[int]


def members(statement: Statement) -> list[Statement]:
    """Return the statement once for each member of its lists, or as it is where it has none."""
    told = {word.text.lower() for word in statement.words}
    denied = any(word.token is not None and word.token.dep_ == "neg" for word in statement.words)
    if statement.saying or denied or told & (_TOGETHER | _DENIED):
        return [statement]
    found = [statement]
    for group in _lists(statement):
        made = [part for each in found for part in _each(each, group)]
        found = made if len(made) <= _MOST else found
    return found


def _each(statement: Statement, group: _List) -> list[Statement]:
    shown = _shown(statement)
    if not all(head.i in shown for head in group.heads):
        return [statement]  # the list stands in a member that this statement leaves out
    everything = frozenset().union(*group.own)
    acts = group.heads[0].dep_ in {"nsubj", "nsubjpass"} and group.heads[0].head == statement.head
    return [
        _without(statement, (everything - own) | group.joints, one=acts and head.tag_ not in {"NNS", "NNPS"})
        for head, own in zip(group.heads, group.own, strict=True)
    ]


def _without(statement: Statement, dropped: frozenset[int], *, one: bool) -> Statement:
    kept = [word for word in statement.words if word.token is None or word.token.i not in dropped]
    if one:
        kept = [replace(word, text=_ONE[word.text]) if _is_verb_of(word, statement.head) else word for word in kept]
    pairs = zip(kept, (*kept[1:], None), strict=True)
    return replace(statement, words=tuple(_article(word, after) for word, after in pairs))


def _is_verb_of(word: Word, head: Token) -> bool:
    token = word.token
    return word.text in _ONE and token is not None and (token == head or (token.head == head and token.pos_ == "AUX"))


def _article(word: Word, after: Word | None) -> Word:
    """Return the article in the form that the word after it wants, where that word has changed."""
    if word.token is None or word.text.lower() not in {"a", "an"} or after is None:
        return word
    if after.token is not None and after.token.i == word.token.i + 1:
        return word
    vowel = after.text[:1].lower() in "aeiou" and not after.text.lower().startswith(("uni", "eu", "use", "one"))
    return replace(word, text=word.text[0] + ("n" if vowel else ""))


def _shown(statement: Statement) -> set[int]:
    return {word.token.i for word in statement.words if word.token is not None and word.quoted}


def _lists(statement: Statement) -> Iterator[_List]:
    shown = _shown(statement)
    for word in statement.words:
        if word.token is not None and word.quoted and word.token.dep_ in _ROLES:
            if _is_in_condition(word.token, statement.head):
                continue
            group = _list(word.token, shown, statement.head)
            if group is not None and not _is_counted(statement, group) and not _is_left_behind(statement, group):
                yield group


def _is_in_condition(token: Token, head: Token) -> bool:
    """Tell whether a word stands in a clause that the statement depends on: "if it buys steel, wood and glass, ..."."""
    for ancestor in token.ancestors:
        if ancestor == head:
            return False
        if ancestor.dep_ == "advcl" and (marks(ancestor) or any(child.tag_ == "WRB" for child in ancestor.children)):
            return True
    return False


def _is_counted(statement: Statement, group: _List) -> bool:
    """Tell whether a number or a share stands outside the list: 40 arrests in three towns are not 40 in each."""
    inside = frozenset().union(*group.own)
    tokens = [word.token for word in statement.words if word.token is not None and word.token.i not in inside]
    if any(_is_share(token) for token in tokens):
        return True
    numbers = (word.token for word in statement.words if word.token is not None and word.token.pos_ == "NUM")
    return any(number.i not in inside and number.ent_type_ not in {"DATE", "TIME", "ORDINAL"} for number in numbers)


def _is_left_behind(statement: Statement, group: _List) -> bool:
    """Tell whether a statement of one member would not be what is said: quoted, or with a "their" for all of them."""
    own, last = frozenset().union(*group.own), group.heads[-1].i
    after = (word for word in statement.words if word.token and word.token.i > last and word.token.i not in own)
    return _is_quoted(statement, group) or any(word.text.lower() in _OF_ALL for word in after)


def _is_quoted(statement: Statement, group: _List) -> bool:
    """Tell whether a list stands in quotation marks: what is quoted is quoted as it was said."""
    opened = False
    for word in statement.words:
        if word.token is not None and word.token.i == group.heads[0].i:
            return opened
        if word.text in _QUOTES:
            opened = word.text == "“" or (word.text == '"' and not opened)
    return False


def _is_share(token: Token) -> bool:
    """Tell whether a word says that a part of something is or does what all of the list's members share."""
    of = any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children)
    return token.lower_ in _MAINLY or (token.lower_ in _SHARES and of and token.dep_ in {"nsubj", "nsubjpass"})


def _list(first: Token, shown: set[int], predicate: Token) -> _List | None:
    heads = _chain(first)
    joined = {child.lower_ for head in heads for child in head.children if child.dep_ == "cc"}
    if not (1 < len(heads) <= _LONGEST and len(joined) == 1 and joined <= _JOINS):
        return None
    if not all(head.i in shown for head in heads) or _is_one_name(heads) or not _is_of_each(heads, predicate):
        return None
    if any(child.lower_ in _SETS_APART for child in first.children):
        return None  # "only Rome, Oslo and Bern were dearer": so each was, and no other
    if first.dep_ == "amod" and first.head.dep_ == "pobj" and first.head.head.lower_ == "between":
        return None  # "between bad arithmetic and bad policy"
    if first.dep_ in {"dobj", "nsubjpass"} and first.head.lemma_.lower() in _PAIRING:
        return None  # "trains link Leeds and York"
    if _is_aside_of_subject(first) or any(child.lower_ == "by" and child.i > heads[-1].i for child in first.children):
        return None  # "weak confidence and discounting by rivals": whose "by" it is, the parser does not know
    if _is_one_amount(heads) or _is_range(heads) or heads[-1].lower_ in _FRACTIONS:
        return None
    if _shares_too_much(heads) or _goes_on_outside(heads, predicate):
        return None
    own, joints = [], set[int]()
    for head in heads:
        kept, dropped = _own(head, heads)
        own.append(frozenset(kept))
        joints |= dropped
    own[-1] |= _said_of_last(heads)
    return _List(tuple(heads), tuple(own), frozenset(joints))


def _said_of_last(heads: list[Token]) -> frozenset[int]:
    """Return what is of the second of a pair alone, after a comma: "16 weeks of pay, and insurance until May"."""
    first, last = heads[0], heads[-1]
    if len(heads) != 2 or last.doc[last.left_edge.i - 2].text != ",":
        return frozenset()
    behind = (child for child in first.head.children if child.left_edge.i == last.right_edge.i + 1)
    return frozenset(token.i for child in behind if child.dep_ == "prep" for token in child.subtree)


def _is_aside_of_subject(first: Token) -> bool:
    """Tell whether a list between commas tells where each of several is: "Two pools, in Ayr and Wick, will shut"."""
    preposition = first.head
    placing = first.dep_ == "pobj" and preposition.lower_ in _PLACING
    aside = placing and preposition.i > 0 and preposition.nbor(-1).text == ","
    about = own_subject(preposition.head) if aside and preposition.i < preposition.head.i else preposition.head
    return aside and about is not None and about.tag_ in {"NNS", "NNPS"} and about.i < preposition.i


def _chain(head: Token) -> list[Token]:
    """Return the heads of a list's members in order.

    In "finance, trade and development, and history", the second member is a pair of its own. The parser takes some
    members for appositions: "a cow, a dog and a cat".
    """
    heads = [head]
    joined = [child for child in head.children if child.dep_ == "conj" or _is_member(child)]
    for child in joined:
        if child is joined[-1] or child.doc[child.left_edge.i - 1].dep_ != "cc":
            heads += _chain(child)
    return heads


def _is_member(head: Token) -> bool:
    """Tell whether an apposition is a list's member, rather than saying what the noun before it is."""
    goes_on = any(child.dep_ == "conj" for child in head.children)
    owner = head.head
    alike = head.pos_ == owner.pos_ and not any(child.dep_ == "nummod" for child in owner.children)
    return (
        head.dep_ == "appos" and head.i > owner.i and goes_on and alike and head.doc[head.left_edge.i - 1].text != ":"
    )


def _shares_too_much(heads: list[Token]) -> bool:
    """Tell whether what follows a member cannot be told to be its own.

    "Silver going to Poland and bronze to Armenia" leaves a verb out; in "Danes and Frisians, a people of the coast" the
    parser hangs what is said of the last on the first.
    """
    first, last = heads[0], heads[-1]
    governor = first.head.lower_ if first.dep_ == "pobj" else None
    gapped = any(child.dep_ == "prep" and child.lower_ == governor for head in heads[1:] for child in head.children)
    # "Ann of the Greens and Bo of the Reds", "sold as A in Spain and B in Peru": the parser joins the wrong nouns.
    after = last.doc[last.i + 1 : last.i + 2].text.lower()
    gapped = gapped or (len(heads) == 2 and governor is not None and after == governor)
    # "58% of the calories in Spain and 20% in Brazil": of the second it is not said again what it is a share of.
    shares = [any(child.dep_ == "prep" and child.lower_ == "of" for child in head.children) for head in heads]
    # "Italy sent two planes and France a helicopter": the second verb is left out.
    after_all = [child for child in first.head.children if child.dep_ == "dobj" and child.i > last.i]
    gapped = gapped or (first.dep_ == "dobj" and bool(after_all))
    gapped = gapped or (first.text == "%" and shares[0] and not all(shares))
    said_of_both = any(child.dep_ == "appos" and child.i > last.i for child in first.children if child not in heads)
    return gapped or said_of_both or _are_described_behind(last)


def _are_described_behind(last: Token) -> bool:
    """Tell whether a list is followed by what its members are: "of Ayr and Wick, towns that have lost people"."""
    behind = last.doc[last.i + 1 : last.sent.end]
    kinds = (token for token in behind if token.dep_ == "appos" and is_of_several(token))
    return behind.text.startswith(",") and any(kind.left_edge.i == last.i + 2 for kind in kinds)


def _goes_on_outside(heads: list[Token], predicate: Token) -> bool:
    """Tell whether the members are those of the list that a relative clause stands in.

    "The Warriors, who moved to San Francisco, the Raiders, who left, and the Athletics": nobody moved to the Raiders.
    """
    more = (child for head in heads[1:] for child in head.children if child.dep_ == "relcl")
    return predicate.dep_ == "relcl" and any(set_off(child) for child in more)


def _is_one_name(heads: list[Token]) -> bool:
    """Tell whether the list is a name: "Trinidad and Tobago", "the Ministry of Health and Labour"."""
    return any(head.ent_type_ and head.ent_iob_ == "I" and head.doc[head.i - 1].dep_ == "cc" for head in heads[1:])


def _is_one_amount(heads: list[Token]) -> bool:
    """Tell whether the members are one amount in a larger and a smaller unit: "two months and 10 days"."""
    units = {head.lemma_.lower() for head in heads}
    counted = all(any(child.dep_ == "nummod" for child in head.children) for head in heads)
    return counted and len(units) == len(heads) and any(units <= of_one for of_one in _UNITS)


def _is_range(heads: list[Token]) -> bool:
    """Tell whether the members are the ends of a range, however its preposition hangs: "between $1 and $2"."""
    return any(child.lower_ in {"between", "from"} and child.i < heads[0].i for child in heads[0].subtree)


def _is_of_each(heads: list[Token], predicate: Token) -> bool:
    """Tell whether what is said of the list is said of each of its members."""
    first = heads[0]
    if first.dep_ in {"nsubj", "nsubjpass"}:
        return len(heads) > 2 and _acts_alone(first.head) and all(_is_noun(head) for head in heads)
    if _in_subject(first, predicate):
        return False
    about = own_subject(first.head)
    if first.dep_ == "attr" and first.head.lower_ in {"are", "were"} and about is not None and about.dep_ != "expl":
        return False  # "the winners were Ann and Bo" were both
    if first.dep_ == "prep":
        alike = {head.lower_ for head in heads}  # "by Belgium and to the east by Germany" is no list
        return (
            (len(alike) == 1 or alike <= _PLACING)
            and not alike & _JOINING
            and all(h.pos_ == "ADP" and h.n_rights > 0 for h in heads)
        )
    if first.dep_ in {"amod", "acomp"}:
        pair = first.dep_ == "amod" and not any(head.lower_ in _COLOURS for head in heads)
        return all(head.pos_ == "ADJ" for head in heads) and (pair or len(heads) > 2)
    if first.pos_ == "PROPN" and any(child.dep_ == "compound" and child.tag_ == "NNS" for child in first.children):
        return False  # "by brothers Neil and Graham Oxley"
    if first.ent_type_ in {"MONEY", "PERCENT"} and any(head.ent_type_ != first.ent_type_ for head in heads):
        return False  # "sales of $1.9 billion and 5,800 workers"
    if first.dep_ == "pobj" and not first.ent_type_ and any(head.ent_type_ == "MONEY" for head in heads):
        return False  # "adds ten days to a voyage and $1 million in fuel"
    if first.dep_ == "pobj" and not _governs_each(first.head, len(heads)):
        return False
    if any(child.dep_ == "nummod" for child in first.children) and not all(_has_own(head) for head in heads):
        return False  # "12 men and women" are twelve together
    return all(_is_noun(head) for head in heads) and (len(heads) > 2 or all(_has_own(head) for head in heads))


def _is_noun(head: Token) -> bool:
    return head.pos_ in {"NOUN", "PROPN", "NUM"}


def _has_own(head: Token) -> bool:
    return head.pos_ == "PROPN" or any(child.dep_ in _OWN for child in head.children)


def _in_subject(token: Token, predicate: Token) -> bool:
    while token not in {token.head, predicate}:
        if token.dep_ in {"nsubj", "nsubjpass", "csubj"}:
            return True
        token = token.head
    return False


def _governs_each(preposition: Token, size: int) -> bool:
    name, owner = preposition.lower_, preposition.head
    if name in _JOINING:
        return size > 2 and name == "with" and owner.lemma_.lower() not in _MUTUAL
    counted = owner.like_num or owner.lemma_.lower() in _COUNTING or any(c.dep_ == "nummod" for c in owner.children)
    return name != "of" or not counted


def _acts_alone(verb: Token) -> bool:
    """Tell whether each of several subjects does it, and the verb can be said of one without a new form."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    plural = verb.tag_ == "VBP" and not helpers and verb.lower_ not in _ONE
    several = any(child.dep_ == "attr" and child.tag_ in {"NNS", "NNPS"} for child in verb.children)
    mutual = verb.lemma_.lower() in _MUTUAL or any(helper.lower_ == "do" for helper in helpers)
    return own_subject(verb) is not None and not (plural or several or mutual)


def _own(head: Token, heads: list[Token]) -> tuple[set[int], set[int]]:
    """Return the indices of the tokens that are this member's alone, and of those that join it to the next one.

    A bare noun goes with the first one's article: "an actor and singer" are an actor and a singer.
    """
    later = {token.i for other in heads if other.i > head.i for token in other.subtree}
    shared = heads[-1].right_edge.i if head is not heads[-1] else len(head.doc)  # "steel, wood and glass from Asia"
    own = [token for token in head.subtree if token.i not in later and token.i <= shared]
    joins: set[int] = set()
    while head is not heads[-1] and len(own) > 1 and _joins(own[-1]):
        joins.add(own.pop().i)
    indices = {token.i for token in own}
    if head is not heads[0] and head.tag_ == "NN" and not any(child.dep_ in _DETERMINERS for child in head.children):
        indices |= {child.i for child in heads[0].children if child.dep_ in {"det", "poss"} and child.n_lefts == 0}
    return indices, joins


def _joins(token: Token) -> bool:
    return token.dep_ == "cc" or token.head.dep_ == "cc" or token.text in {",", ";"}
