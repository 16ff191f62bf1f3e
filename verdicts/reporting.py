"""Who a sentence is told by: "the mayor said", "according to the ministry". Such words are no part of what is told."""

from collections.abc import Sequence

from factdesk.verdicts.tokens import Token, words

_SAYS = words("said says")
_SAYS_THAT = _SAYS | words("stated added noted announced wrote claimed argued insisted warned explained")
#: a speaker's name and office take no more tokens
_SPEAKER = 8
_ENDS = frozenset(".!;")


def reporting_frame(tokens: Sequence[Token]) -> range:
    """Return the tokens that tell who says the sentence, empty where nobody is said to."""
    for index, token in enumerate(tokens):
        if token.lower == "according" and index + 2 < len(tokens) and tokens[index + 1].lower == "to":
            return _according(tokens, index)
        if token.lower in _SAYS_THAT:
            return _before(tokens, index) or _behind(tokens, index)
    return range(0)


def _according(tokens: Sequence[Token], index: int) -> range:
    after = index + 2
    while after < len(tokens) and tokens[after].text not in ",.;" and after - index < _SPEAKER + 2:
        after += 1
    return range(index, after)


def _before(tokens: Sequence[Token], verb: int) -> range:
    """The mayor said (that) ...: who speaks stands first, and a clause follows."""
    after = verb + 1
    if not 0 < verb <= _SPEAKER or after >= len(tokens) or any(token.text == "," for token in tokens[:verb]):
        return range(0)
    if tokens[after].lower == "that":
        return range(after + 1)
    clause = tokens[verb].lower in _SAYS and tokens[after].text not in ",.;" and len(tokens) - after > 2
    return range(after) if clause else range(0)


def _behind(tokens: Sequence[Token], verb: int) -> range:
    """..., the mayor said; ..., said the mayor."""
    comma = next((index for index in range(verb - 1, max(-1, verb - _SPEAKER), -1) if tokens[index].text == ","), None)
    if comma is None or comma < 2:
        return range(0)
    end = next((index for index in range(verb, len(tokens)) if tokens[index].text in _ENDS), len(tokens))
    if end - verb > _SPEAKER or any(token.text == "," for token in tokens[verb:end]):
        return range(0)
    return range(comma, end)
