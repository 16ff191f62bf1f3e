"""The queue's claims as import files of annotation tools, in a ZIP file: what is to be labelled, what the machine said
of it, and what was decided.

Label Studio (checked with label-studio-sdk 2.1): ``labels.xml`` is the labelling interface to paste into a new project,
``tasks.json`` is what to import. The machine's verdict is a prediction, a decision is an annotation.

Argilla (checked with argilla 2.8): unpack, and ``rg.Dataset.from_disk(folder)`` makes the data set. The decision, or
else the machine's verdict, is the suggestion: a response would have to name a user of that server.
"""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from sqlalchemy.orm import Session

from factdesk.review.decisions import LABELS
from factdesk.review.exports.found import every, found_by_machine, passages
from factdesk.review.tables import ClaimRow, DecisionRow

#: characters of the article around the claim
_AROUND = 400

_CHOICES = "\n".join(f"    <Choice value={quoteattr(label)}/>" for label in LABELS)

_LABELS_XML = f"""\
<View>
  <Header value="Claim"/>
  <Text name="claim" value="$claim"/>
  <Choices name="verdict" toName="claim" choice="single" required="true" showInLine="true">
{_CHOICES}
  </Choices>
  <Header value="Evidence"/>
  <Text name="evidence" value="$evidence"/>
  <Header value="In the article"/>
  <Text name="context" value="$context"/>
  <TextArea name="note" toName="claim" placeholder="Why" rows="3" editable="true"/>
</View>
"""


@dataclass(frozen=True)
class _Item:
    """One claim as annotators see it."""

    number: int
    claim: str
    evidence: str
    #: the claim among the words around it in the article
    context: str
    article: str
    article_url: str
    verdict: str
    confidence: float
    verifier: str
    #: empty until people decide
    decided: str
    note: str


def write_label_studio(session: Session, out: BinaryIO, queue: str | None = None) -> None:
    """Write the ZIP file for Label Studio."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("labels.xml", _LABELS_XML)
        tasks = [_label_studio(item) for item in _items(session, queue)]
        archive.writestr("tasks.json", _json(tasks))


def write_argilla(session: Session, out: BinaryIO, queue: str | None = None) -> None:
    """Write the ZIP file for Argilla."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(".argilla/dataset.json", _json({"name": "factdesk", "status": "draft"}))
        archive.writestr(".argilla/settings.json", _json(_ARGILLA))
        archive.writestr("records.json", _json([_argilla(item) for item in _items(session, queue)]))


def _items(session: Session, queue: str | None) -> Iterator[_Item]:
    for claim, decision in every(session, queue):
        verdict = claim.verdicts[-1]
        rests_on = passages(decision) if decision else found_by_machine(verdict)
        yield _Item(
            number=claim.id,
            claim=_worded(claim, decision),
            evidence="\n\n".join(passage.premise for passage in rests_on) or "No evidence was found.",
            context=_context(claim),
            article=claim.article.title,
            article_url=claim.article.url or "",
            verdict=verdict.label,
            confidence=verdict.confidence,
            verifier=verdict.report.versions.get("verifier", "") or "factdesk",
            decided=decision.label if decision else "",
            note=decision.note if decision else "",
        )


def _worded(claim: ClaimRow, decision: DecisionRow | None) -> str:
    return (decision.claim_text if decision else None) or claim.text


def _context(claim: ClaimRow) -> str:
    start, end = claim.record["start"], claim.record["end"]
    return claim.article.text[max(0, start - _AROUND) : end + _AROUND]


def _label_studio(item: _Item) -> dict[str, object]:
    def answer(kind: str, name: str, value: dict[str, object]) -> dict[str, object]:
        return {"from_name": name, "to_name": "claim", "type": kind, "value": value}

    data = {name: getattr(item, name) for name in ("claim", "evidence", "context", "article", "article_url")}
    verdict = answer("choices", "verdict", {"choices": [item.verdict]})
    task: dict[str, object] = {
        "data": {**data, "claim_number": item.number},
        "predictions": [{"model_version": item.verifier, "score": item.confidence, "result": [verdict]}],
    }
    if item.decided:
        result = [answer("choices", "verdict", {"choices": [item.decided]})]
        result += [answer("textarea", "note", {"text": [item.note]})] if item.note else []
        task["annotations"] = [{"result": result}]
    return task


def _argilla(item: _Item) -> dict[str, object]:
    label = (
        {"value": item.decided, "score": None, "agent": "reviewers"}
        if item.decided
        else {"value": item.verdict, "score": item.confidence, "agent": item.verifier}
    )
    note = {"note": {"value": item.note, "score": None, "agent": "reviewers"}} if item.note else {}
    known = {name: getattr(item, field) for name, _, field in _ARGILLA_METADATA}
    return {
        "id": str(item.number),
        "fields": {"claim": item.claim, "evidence": item.evidence, "context": item.context},
        "metadata": {name: value for name, value in known.items() if value != ""},
        "suggestions": {"verdict": label, **note},
        "responses": {},
        "vectors": {},
    }


#: name, kind, and the field of an item; Argilla wants names that no question has
_ARGILLA_METADATA = (
    ("article", "terms", "article"),
    ("article_url", "terms", "article_url"),
    ("machine_verdict", "terms", "verdict"),
    ("machine_confidence", "float", "confidence"),
    ("decision", "terms", "decided"),
)


def _argilla_field(name: str, title: str) -> dict[str, object]:
    settings = {"type": "text", "use_markdown": False}
    return {"name": name, "title": title, "required": True, "settings": settings}


def _argilla_metadata(name: str, kind: str) -> dict[str, object]:
    settings = {"type": kind, "visible_for_annotators": True}
    return {"name": name, "title": name.replace("_", " "), "settings": settings, "visible_for_annotators": True}


_ARGILLA = {
    "guidelines": "Read the claim in the article, then what the evidence says of it. Choose what the evidence shows.",
    "fields": [
        _argilla_field("claim", "Claim"),
        _argilla_field("evidence", "Evidence"),
        _argilla_field("context", "In the article"),
    ],
    "questions": [
        {
            "name": "verdict",
            "title": "What does the evidence show?",
            "required": True,
            "settings": {
                "type": "label_selection",
                "options": [{"value": label, "text": label.replace("_", " ").capitalize()} for label in LABELS],
            },
        },
        {"name": "note", "title": "Why", "required": False, "settings": {"type": "text", "use_markdown": False}},
    ],
    "metadata": [_argilla_metadata(name, kind) for name, kind, _ in _ARGILLA_METADATA],
    "vectors": [],
    "allow_extra_metadata": False,
    "distribution": {"strategy": "overlap", "min_submitted": 1},
    "mapping": None,
}


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1)
