"""One claim and one text, by hand: no article, no store, no parser."""

from datetime import date

from factdesk.models.predictor import Predictor
from factdesk.records import Document, Passage, Stance, Verdict
from factdesk.verdicts import ask, typed


def verify(claim: str, evidence: str, *, verifier: Predictor, as_of: date | None = None) -> Verdict:
    """Judge one claim by one text that somebody asserts to be about it.

    Of "X said P" two answers are given: the label says whether P is true, ``said`` whether the text has X saying it.
    """
    source = Document(text=evidence)
    passage = Passage(
        document_id=source.id, quote=evidence, start=0, end=len(evidence), sha256=source.sha256, score=1.0
    )
    question = ask(typed(claim), [passage] if evidence.strip() else [], as_of=as_of)
    return question.verdict([Stance.from_row(row) for row in verifier.predict(question.pairs)])
