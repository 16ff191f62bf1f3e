"""How a verdict was reached, step by step: from quote to passage to stance to checks, for a person to retrace."""

from collections.abc import Iterator
from dataclasses import dataclass

from factdesk.records import Evidence, Stance, Verdict
from factdesk.reports.words import LABELS, OUTCOMES, percent, shown, source_name

SAID = {
    "said": "They said it.",
    "other_speaker": "Somebody else said it.",
    "not_found": "Not shown that they said it.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is about in a word, and what happened."""

    name: str
    text: str


def trace(verdict: Verdict) -> list[Step]:
    """Return the steps from the article's words to the verdict, in the order they were taken."""
    return [*_claim(verdict), *_passages(verdict), *_end(verdict)]


def _claim(verdict: Verdict) -> Iterator[Step]:
    claim = verdict.claim
    yield Step("Quote", f"“{shown(claim.quote)}”, characters {claim.start}:{claim.end} of the article.")
    if claim.text != claim.quote:
        read = [f"“{shown(item.phrase)}” read as “{shown(item.value)}” ({item.source})" for item in claim.resolved]
        yield Step("Claim", f"“{shown(claim.text)}”" + (f"; {', '.join(read)}." if read else "."))


def _passages(verdict: Verdict) -> Iterator[Step]:
    if not verdict.evidence:
        yield Step("Passages", "None that may be used was found.")
    for number, item in enumerate(verdict.evidence, start=1):
        passage = item.passage
        place = [source_name(passage), str(passage.published or ""), f"characters {passage.start}:{passage.end}"]
        yield Step(f"Passage {number}", f"“{shown(passage.quote)}” — {', '.join(filter(None, place))}.")
        yield Step("Model", f"The passage {stance_in_words(item.stance)}.")
        for check in item.checks:
            outcome = check.outcome.replace("_", " ")
            yield Step("Check", f"{OUTCOMES[check.outcome]} {check.kind} {outcome}: {shown(check.explanation)}")
        yield from _counts(item)


def _counts(item: Evidence) -> Iterator[Step]:
    if item.counted is not None and (item.because or item.counted != item.stance):
        yield Step("Counts", f"{shown(item.because)} So it {stance_in_words(item.counted)}.".strip())


def _end(verdict: Verdict) -> Iterator[Step]:
    if verdict.said:
        yield Step("Said", f"{SAID[verdict.said.outcome]} {shown(verdict.said.explanation)}")
    if verdict.weighed:
        yield Step("Weighed", verdict.weighed)
    label = LABELS[verdict.label]
    of_what = " (of what was said: whether it is true)" if verdict.said else ""
    text = f"{label.words}{of_what}, {percent(verdict.confidence)} sure. {shown(verdict.explanation)}"
    yield Step("Verdict", text.strip())


def stance_in_words(stance: Stance) -> str:
    """Return a stance as a reader takes it: "supports the claim 80%, refutes it 10%, says neither 10%"."""
    return (
        f"supports the claim {percent(stance.supports)}, refutes it {percent(stance.refutes)}, "
        f"says neither {percent(stance.nei)}"
    )
