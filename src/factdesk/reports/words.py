"""How a report says things: labels in words with a sign, so that no colour is needed, and where evidence stands."""

import re
from dataclasses import dataclass

from factdesk.records import CheckOutcome, Document, Passage, Verdict, VerdictLabel


@dataclass(frozen=True, slots=True)
class Label:
    """A verdict's label as a person reads it."""

    name: VerdictLabel
    sign: str
    words: str


LABELS: dict[VerdictLabel, Label] = {
    "supported": Label("supported", "✓", "Supported"),
    "refuted": Label("refuted", "✗", "Refuted"),
    "conflicting": Label("conflicting", "≠", "Conflicting"),
    "not_enough_evidence": Label("not_enough_evidence", "?", "Not enough evidence"),
}

OUTCOMES: dict[CheckOutcome, str] = {
    "agrees": "✓",
    "differs": "✗",
    "imprecise": "≈",
    "not_comparable": "–",
}

#: C0 and C1 controls, and the characters that change the direction of the text after them.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(text: str) -> str:
    """Return the text on one line, without what could move a terminal's cursor or turn the text around."""
    return " ".join(_UNSAFE.sub("\ufffd", text).split())


def counts(verdicts: tuple[Verdict, ...]) -> dict[VerdictLabel, int]:
    """Return how many verdicts have each label, all labels named."""
    return {name: sum(verdict.label == name for verdict in verdicts) for name in LABELS}


def summary(verdicts: tuple[Verdict, ...]) -> str:
    """Return the sentence that closes a report: "3 claims: 2 supported, 1 refuted, ..."."""
    parts = [f"{count} {LABELS[name].words.lower()}" for name, count in counts(verdicts).items()]
    return f"{len(verdicts)} claim{'' if len(verdicts) == 1 else 's'}: {', '.join(parts)}"


def why(verdict: Verdict) -> str:
    """Return the sentence that says why a verdict abstains; another is explained by its evidence and its checks."""
    if verdict.reason is None:
        return "" if verdict.evidence else verdict.explanation
    return verdict.explanation or verdict.reason.replace("_", " ").capitalize()


_READ_AS = {"supports": "supporting the claim", "refutes": "contradicting it", "nei": "saying neither"}
_SIDES = {"supported": "supports", "refuted": "refutes"}
_MISMATCHES = ("period_mismatch", "unit_mismatch", "subject_mismatch")


def overruled(verdict: Verdict) -> str:
    """Return the sentence that says how the model alone read the best passage, where the verdict is another.

    Empty where they agree, and where no comparison came between them.
    """
    if not verdict.evidence or verdict.label == "conflicting":
        return ""
    best = verdict.evidence[0]
    heard = verdict.reason in _MISMATCHES or any(check.outcome != "not_comparable" for check in best.checks)
    shares = {"supports": best.stance.supports, "refutes": best.stance.refutes, "nei": best.stance.nei}
    read = max(shares, key=lambda side: shares[side])
    if read == _SIDES.get(verdict.label, "nei") or not heard:
        return ""
    told = f"The model alone read this passage as {_READ_AS[read]} ({percent(shares[read])})"
    return f"{told}; the comparison {'kept it from an answer' if verdict.reason else 'decided'}."


def speaks_of_it(verdict: Verdict) -> bool:
    """Tell whether the passages are worth a reader's time: they are not when none speaks of the claim."""
    return verdict.reason not in ("no_evidence", "off_topic")


def percent(share: float) -> str:
    """Return a probability as a whole percentage; 99 % is as sure as it gets, short of certainty."""
    return f"{round(share * 100)}%" if share in (0.0, 1.0) else f"{min(99, max(1, round(share * 100)))}%"


def source_name(passage: Passage) -> str:
    """Return what a reader calls the document that a passage stands in."""
    return shown(passage.title) or (passage.url or "") or passage.document_id


def headline(document: Document) -> str:
    """Return what a reader calls the article."""
    return shown(document.title) or "Untitled article"
