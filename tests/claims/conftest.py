"""A parser loaded once, and a scorer that stands in for the network: the tests here are about statements."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pytest

from factdesk.claims.detector import ClaimDetector
from factdesk.claims.parser import Language, load_parser
from factdesk.claims.statements import statements
from factdesk.claims.wording import sentence_text


class Scores:
    """Finds everything checkable but what begins with "I think"; checkworthy is the share of digits."""

    version = "scores-1"

    def predict(self, sentences: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = [(0.1 if text.startswith("I think") else 0.9, _digits(text)) for text in sentences]
        return np.array(rows, dtype=np.float32).reshape(-1, 2)


def _digits(text: str) -> float:
    return min(1.0, sum(character.isdigit() for character in text) / max(1, len(text)))


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_parser()


@pytest.fixture(scope="session")
def detector(nlp: Language) -> ClaimDetector:
    return ClaimDetector(nlp, Scores())


@pytest.fixture(scope="session")
def stated(nlp: Language) -> Callable[[str], list[str]]:
    """Return the texts of the statements of a text, before references and dates are read."""

    def texts(text: str) -> list[str]:
        return [sentence_text(found.words) for span in nlp(text).sents for found in statements(span)]

    return texts
