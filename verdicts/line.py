"""A sentence under the reader's finger: its tokens, asked by index, and how far it has been read."""

from collections.abc import Callable, Mapping, Sequence

from factdesk.verdicts.tokens import Token, text_of


class _Words(dict[int, str]):
    """The words of a sentence by index. A reader asks some forty times for each number, so no Python runs for one."""

    def __missing__(self, index: int) -> str:
        return ""


class Line:
    """The tokens of one sentence. Any index may be asked for; one outside the sentence has empty text."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        said = [token[1] for token in tokens]
        #: the token's text in lower case, by its index
        self.lower: Callable[[int], str] = _Words(enumerate(said)).__getitem__
        #: all its words, to ask once for a sentence what would be asked at each number
        self.words = frozenset(said)
        #: where the sentence's times begin and end, once they are read; no number is read inside one
        self.times: Mapping[int, int] = {}
        #: index of the first token after the last number that was read, so that no word is read twice
        self.floor = 0

    def touches(self, index: int) -> bool:
        """Does this token begin where the one before it ends?"""
        return 0 < index < len(self.tokens) and self.tokens[index - 1][3] == self.tokens[index][2]

    def is_time(self, index: int) -> bool:
        """Does a time begin here?"""
        return index < len(self.tokens) and self.tokens[index].start in self.times

    def text(self, first: int, after: int) -> str:
        """Return these tokens as they stood, with one space wherever there was any."""
        return text_of(self.tokens[first:after])
