"""A sentence under the reader's finger: its tokens, asked by index, and how far it has been read."""

from collections.abc import Sequence

from factdesk.verdicts.times import Time
from factdesk.verdicts.tokens import Token


class Line:
    """The tokens of one sentence. Any index may be asked for; one outside the sentence has empty text."""

    def __init__(self, tokens: Sequence[Token], times: Sequence[Time] = ()) -> None:
        self.tokens = tokens
        self._lower = [token[1] for token in tokens]
        self._length = len(tokens)
        #: where the sentence's times begin and end; no number is read inside one
        self.times = {time.start: time.end for time in times}
        #: index of the first token after the last number that was read, so that no word is read twice
        self.floor = 0

    def lower(self, index: int) -> str:
        """Return the token's text in lower case."""
        return self._lower[index] if 0 <= index < self._length else ""

    def touches(self, index: int) -> bool:
        """Does this token begin where the one before it ends?"""
        return 0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start

    def is_time(self, index: int) -> bool:
        """Does a time begin here?"""
        return index < len(self.tokens) and self.tokens[index].start in self.times

    def text(self, first: int, after: int) -> str:
        """Return these tokens as they stood, with one space wherever there was any."""
        parts = [self.tokens[first].text]
        for index in range(first + 1, after):
            parts.append(("" if self.touches(index) else " ") + self.tokens[index].text)
        return "".join(parts)
