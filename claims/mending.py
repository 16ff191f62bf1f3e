"""What is left of a sentence when parts of it are taken out, mended: no loose comma, no half of a pair of brackets."""

from collections.abc import Iterator, Sequence
from unicodedata import category

from factdesk.claims.clauses import BREAKS, NEGATIONS
from factdesk.claims.parser import Token


def mend(tokens: Sequence[Token]) -> list[Token]:
    """Drop the white space and the punctuation that a gap left hanging, and what stands loose at both ends."""
    kept = [token for token in tokens if not token.is_space]
    kept = _balanced([token for before, token, after in _neighbours(kept) if not _hangs(before, token, after)])
    kept = _closed(_without_empty_brackets(kept))
    while kept and _loose(kept[0]):
        kept.pop(0)
    while kept and _loose(kept[-1]) and not _closes(kept):
        kept.pop()
    kept = _balanced(kept)
    inside = kept[1:-1]
    if len(kept) > 2 and _is_quotation(kept[0], kept[-1]) and not any(token.text in '“”"' for token in inside):
        return mend(inside)
    return kept


def _is_quotation(first: Token, last: Token) -> bool:
    return (first.text, last.text) in {("“", "”"), ('"', '"')}


def _neighbours(tokens: Sequence[Token]) -> Iterator[tuple[Token | None, Token, Token | None]]:
    if tokens:
        yield from zip((None, *tokens[:-1]), tokens, (*tokens[1:], None), strict=True)


def _hangs(before: Token | None, token: Token, after: Token | None) -> bool:
    if token.lower_ in NEGATIONS:
        return before is None or before.i + 1 != token.i  # of a "do" that went with another clause
    if token.text not in BREAKS - {"(", "[", "-"}:
        return False
    if token.text == "," and after is not None and after.i == token.i + 1 and _opens_apposition(after):
        return False  # "Ruiz, 48, the son of a miner and a nurse, won", without the age
    if token.text == "," and before is not None and after is not None and _compares_behind(before, token, after):
        return False
    gap_before = before is not None and before.i + 1 < token.i and not before.nbor().is_space
    gap_after = after is not None and token.i + 1 < after.i and not token.nbor().is_space
    return gap_before or gap_after


def _compares_behind(before: Token, comma: Token, after: Token) -> bool:
    """Tell whether a comma closes what was left out before a comparison: "18 million, the agency said, more than"."""
    opened = before.text == "," or before.nbor().text == ","
    left_out = opened and before.i + 1 < comma.i and after.i == comma.i + 1
    return left_out and (after.tag_ in {"JJR", "RBR", "JJS"} or after.lower_ in {"up", "down", "almost", "nearly"})


def _closed(tokens: Sequence[Token]) -> list[Token]:
    """Put the comma behind what is left of an aside: "Her husband, Alan, will" of "Her husband, Alan, 57, will"."""
    closed: list[Token] = []
    for _, token, after in _neighbours(tokens):
        closed.append(token)
        gap = after is not None and after.i > token.i + 1 and not after.is_punct
        if not gap or after is None or after.nbor(-1).text != ",":
            continue
        if _opened_by(_first_of_name(token), closed) or _ends_aside(token, after, closed):
            closed.append(after.nbor(-1))
    return closed


def _opened_by(first: Token | None, before: Sequence[Token]) -> bool:
    """Tell whether a comma before the first word of an aside is among the words kept."""
    return first is not None and first.i > 0 and first.nbor(-1).text == "," and first.nbor(-1) in before


def _first_of_name(token: Token) -> Token | None:
    """Return the first word of a name between commas that ends on a token: "the largest, LOH, which has"."""
    before = token.nbor(-1) if token.i else token
    if token.pos_ == "PROPN" and before.text == "," and before.head == token:
        return token
    second = token.dep_ == "nsubj" and any(other.dep_ == "nsubj" and other.i < token.i for other in token.head.children)
    return token.left_edge if token.dep_ == "appos" or second else None  # "her second, Karl Nyman, a baker, died"


def _ends_aside(token: Token, verb: Token, before: Sequence[Token]) -> bool:
    """Tell whether a phrase between commas ends here, of which the second was lost: "the boy, from Leeds, had"."""
    if verb.tag_[:1] not in {"V", "M"} or token.text == ",":
        return False
    phrases = (each for each in token.ancestors if each.dep_ == "prep" and verb in {each.head, each.head.head.head})
    opened = next((each.nbor(-1) for each in phrases if each.i > 0 and each.nbor(-1).text == ","), None)
    return opened is not None and opened in before and verb.i > token.i


def _opens_apposition(token: Token) -> bool:
    return any(each.dep_ == "appos" and each.left_edge == token for each in (token, *token.ancestors))


def _loose(token: Token) -> bool:
    if category(token.text[0]) == "So":  # a smiley
        return True
    return token.text in BREAKS or token.text in {".", "!", "?", "…", "...", ")", "]", "/", "*", "“”", '""'}


def _closes(tokens: Sequence[Token]) -> bool:
    """Tell whether the last token is a bracket whose other half is among the others."""
    opening = {")": "(", "]": "["}.get(tokens[-1].text)
    return opening is not None and any(token.text == opening for token in tokens[1:-1])


_PAIRS = frozenset({("(", ")"), ("[", "]"), ("“", "”"), ('"', '"')})


def _without_empty_brackets(tokens: list[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in tokens:
        if kept and (kept[-1].text, token.text) in _PAIRS:
            kept.pop()
        elif len(kept) > 1 and kept[-1].text == "." and (kept[-2].text, token.text) in _PAIRS:
            del kept[-2:]  # the full stop of what was quoted, of which the words are gone
        else:
            kept.append(token)
    return kept


_CLOSES = {"“": "”", "(": ")", "[": "]", "‘": "’"}
_PAIRED = frozenset({*_CLOSES, *_CLOSES.values(), '"'})


def _balanced(tokens: list[Token]) -> list[Token]:
    """Drop quotation marks and brackets whose other half is not there."""
    if not any(token.text in _PAIRED for token in tokens):
        return tokens
    drop: set[int] = set()
    for opening, closing in _CLOSES.items():
        open_at: list[int] = []
        for token in tokens:
            if token.text == opening:
                open_at.append(token.i)
            elif token.text == closing and opening != "‘":
                if open_at:
                    open_at.pop()
                elif not token.i or opening not in token.nbor(-1).text:  # the "7-6(5" of "7-6(5)" is one token
                    drop.add(token.i)
        if opening != "‘":
            drop.update(open_at)
    if tokens and any(token.text == '"' for token in tokens):
        straight = [token.i for token in tokens[0].sent if token.text == '"']
        there = {token.i for token in tokens}
        for first, second in zip(straight[::2], [*straight[1::2], -1], strict=False):
            if not {first, second} <= there:
                drop |= {first, second}
    return [token for token in tokens if token.i not in drop]
