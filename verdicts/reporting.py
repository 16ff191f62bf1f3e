"""Who a sentence is told by: "the mayor said", "according to the ministry". Such words are no part of what is told."""

from collections.abc import Sequence

from factdesk.records import Attribution, Claim
from factdesk.verdicts.line import Line
from factdesk.verdicts.tokens import Token, sentences, words

_SAYS = words("said says")
_SAYS_THAT = _SAYS | words("stated added noted announced wrote claimed argued insisted warned explained")
#: papers show a thing behind a comma ("..., official figures showed"); what shows it before one is told as well
_SHOWS = words("show shows showed")
_CUES = _SAYS_THAT | _SHOWS | {"according"}
#: a speaker's name and office take no more tokens
_SPEAKER = 8
#: a speaker's label in a transcript, with the office in brackets, takes no more
_LABEL = 24
_ENDS = frozenset(".!;")


def reporting_frame(line: Line) -> range:
    """Return the tokens that tell who says the sentence, empty where nobody is said to."""
    tokens = line.tokens
    if tokens[0].text.isupper() and ":" in line.words and (label := _label(tokens)):
        return label
    if line.words.isdisjoint(_CUES):
        return range(0)
    for index in [index for index, token in enumerate(tokens) if token[1] in _CUES]:
        token = tokens[index]
        if token.lower == "according" and index + 2 < len(tokens) and tokens[index + 1].lower == "to":
            return _according(tokens, index)
        if token.lower in _SAYS_THAT:
            return _before(tokens, index) or _behind(tokens, index)
        if token.lower in _SHOWS and (shown := _behind(tokens, index)):
            return shown
    return range(0)


def _label(tokens: Sequence[Token]) -> range:
    """MS HELKE TRAND (Director of Projects): ...: who speaks in minutes and transcripts, in capitals."""
    bracket = False
    for index, token in enumerate(tokens[:_LABEL]):
        if token.text == ":" and not bracket:
            return range(index + 1) if index and len(tokens) > index + 2 else range(0)
        bracket = token.text == "(" or (bracket and token.text != ")")
        if not bracket and token.kind != "mark" and not token.text.isupper():
            return range(0)
    return range(0)


def typed(text: str) -> Claim:
    """Return the claim that somebody typed; of "X said P" the claim is P, and X its speaker.

    An article's claims are taken apart with a parser before they come here; this reads the plain forms of one sentence.
    """
    found = sentences(text)
    frame = reporting_frame(Line(found[0])) if len(found) == 1 else range(0)
    if not frame or (frame.start and frame.stop < len(found[0]) - 1):
        return Claim.from_text(text)
    tokens = found[0]
    told = tokens[frame.stop :] if not frame.start else tokens[: frame.start]
    while told and told[0].text == ",":
        told = told[1:]
    inside = [tokens[index] for index in frame]
    cue = [token for token in inside if token.lower in _SAYS_THAT or token.lower in ("according", "to")]
    speaker = [token for token in inside if token not in cue and token.kind != "mark" and token.lower != "that"]
    if not any(token.kind == "word" for token in told) or not speaker or not cue:
        return Claim.from_text(text)
    said = text[told[0].start : told[-1].end].strip("\"“”' ,")
    said = said[0].upper() + said[1:] + ("" if said[-1] in ".!?" else ".")
    attribution = Attribution(
        speaker=text[speaker[0].start : speaker[-1].end],
        cue=text[cue[0].start : cue[-1].end],
        direct=told[0].text in '"“',
    )
    return Claim(text=said, quote=text, start=0, end=len(text), attribution=attribution)


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
