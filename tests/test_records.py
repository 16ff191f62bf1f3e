"""Records: frozen, checked, and JSON both ways without loss."""

import json
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import UTC, date, datetime

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk import records
from factdesk.records import (
    Attribution,
    Check,
    Claim,
    Decision,
    Document,
    Evidence,
    Passage,
    Report,
    Resolution,
    Span,
    Stance,
    Verdict,
    Versions,
    report_schema,
)

texts = st.text(st.characters(codec="utf-8"), max_size=40)
days = st.none() | st.dates()
shares = st.floats(0, 1)
spans = st.builds(Span, start=st.integers(0, 9), end=st.integers(9, 99))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    quote, start = draw(texts), draw(st.integers(0, 1000))
    return Claim(
        text=draw(texts),
        quote=quote,
        start=start,
        end=start + len(quote),
        spans=tuple(draw(st.lists(spans, max_size=2))),
        mentions=tuple(draw(st.lists(spans, max_size=2))),
        kind=draw(st.sampled_from(["quantity", "event", "opinion"])),
        checkable=draw(shares),
        checkworthy=draw(shares),
        reasons=tuple(draw(st.lists(texts, max_size=2))),
        attribution=draw(st.none() | st.builds(Attribution, speaker=texts, cue=texts, direct=st.booleans())),
        resolved=tuple(
            draw(
                st.lists(
                    st.builds(Resolution, phrase=texts, value=texts, source=texts, start=st.just(0), end=st.just(1)),
                    max_size=2,
                )
            )
        ),
        unresolved=tuple(draw(st.lists(texts, max_size=2))),
    )


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    quote, start = draw(texts), draw(st.integers(0, 1000))
    return Passage(
        document_id=draw(texts), quote=quote, start=start, end=start + len(quote), published=draw(days),
        score=draw(shares), dense=draw(st.none() | shares), prefix=draw(texts),
    )  # fmt: skip


@st.composite
def stances(draw: st.DrawFn) -> Stance:
    supports = draw(shares)
    refutes = draw(st.floats(0, 1 - supports))
    return Stance(supports=supports, refutes=refutes, nei=max(0.0, 1 - supports - refutes))


checks = st.builds(
    Check,
    kind=st.sampled_from(["quantity", "time"]),
    claim=texts,
    evidence=texts,
    outcome=st.just("agrees"),
    explanation=texts,
)
evidence = st.builds(Evidence, passage=passages(), stance=stances(), checks=st.lists(checks, max_size=2).map(tuple))
verdicts = st.builds(
    Verdict, claim=claims(), label=st.sampled_from(["supported", "conflicting"]), confidence=shares,
    reason=st.none() | st.just("off_topic"), explanation=texts, evidence=st.lists(evidence, max_size=2).map(tuple),
)  # fmt: skip
documents = st.builds(
    Document,
    text=texts,
    title=texts,
    url=st.none() | texts,
    published=days,
    metadata=st.dictionaries(texts, texts, max_size=2),
)
reports = st.builds(
    Report,
    document=documents,
    verdicts=st.lists(verdicts, max_size=2).map(tuple),
    versions=st.builds(Versions, verifier=texts),
    as_of=days,
)


@given(reports)
def test_a_report_survives_json(report: Report) -> None:
    assert Report.from_json(report.to_json()) == report
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report


@given(reports)
def test_a_reports_json_fits_the_published_schema(report: Report) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(report.to_json()))


SCHEMA = report_schema()


def test_the_schema_is_a_valid_draft_2020_12_schema_with_a_version() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["properties"]["schema"]["const"] == "factdesk.report/1"


def test_the_schema_refuses_a_label_that_does_not_exist() -> None:
    report = Report(
        document=Document(text="x"), verdicts=(Verdict(claim=Claim.from_text("x"), label="refuted", confidence=1),)
    )
    wrong = report.to_dict()
    wrong["verdicts"][0]["label"] = "mostly true"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(wrong)
    with pytest.raises(ValueError, match="mostly true"):
        Report.from_dict(wrong)


def test_fields_that_a_newer_version_added_are_ignored() -> None:
    data = Claim.from_text("It rained.").to_dict() | {"mood": "wet"}
    assert Claim.from_dict(data) == Claim.from_text("It rained.")


def test_a_decision_survives_json() -> None:
    decision = Decision(
        verdict_id="v", claim_id="c", label="not_checkable", reviewer="r", decided=datetime(2025, 6, 5, 12, tzinfo=UTC)
    )
    assert Decision.from_json(decision.to_json()) == decision


def test_the_same_content_has_the_same_id_and_other_content_another() -> None:
    one, same, other = Document(text="a", title="t"), Document(text="a", title="t"), Document(text="b", title="t")
    assert one.id == same.id != other.id
    assert Claim.from_text("a").id != Claim.from_text("b").id
    assert len(one.id) == 16
    assert one.sha256 == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"


def test_every_record_is_frozen() -> None:
    kinds = [kind for kind in vars(records).values() if is_dataclass(kind)]
    assert len(kinds) >= 12
    document = Document(text="a", published=date(2025, 6, 5))
    with pytest.raises(FrozenInstanceError):
        document.text = "b"  # type: ignore[misc]  # that it cannot be set is the test
    for kind in kinds:
        assert kind.__dataclass_params__.frozen, kind
        assert fields(kind)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.1, 1.1])
def test_a_confidence_outside_0_to_1_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        Verdict(claim=Claim.from_text("x"), label="supported", confidence=value)


def test_a_stance_that_does_not_add_to_one_is_refused() -> None:
    with pytest.raises(ValueError, match="add to"):
        Stance(supports=0.5, refutes=0.1, nei=0.1)


def test_a_quote_that_does_not_fill_its_span_is_refused() -> None:
    with pytest.raises(ValueError, match="spans 3:9"):
        Claim(text="abc", quote="abc", start=3, end=9)


@pytest.mark.parametrize(
    ("title", "premise"),
    [
        ("The bridge", "The bridge. It opened."),
        ("COVID-19", "COVID-19. It opened."),
        ("", "It opened."),
        ("03-report", "It opened."),
        ("teams_2024, row 2", "It opened."),
    ],
)
def test_a_verifier_reads_a_passage_under_its_title_but_under_no_name_of_a_file(title: str, premise: str) -> None:
    assert Passage(document_id="d", quote="It opened.", start=0, end=10, title=title).premise == premise


@pytest.mark.parametrize(
    ("text", "hypothesis"),
    [
        ("The council met on {day}.", "The council met."),
        ("A judge on {day}, refused to order it.", "A judge refused to order it."),
        ("On {day}, the council met.", "The council met."),
        ("They spoke on the afternoon of {day}, by phone.", "They spoke by phone."),
        ("The river rose late on {day}.", "The river rose."),
        ("Schools stay closed through {day}.", "Schools stay closed through {day}."),
        ("The {day}, call was short.", "The {day}, call was short."),
        ("On {day}.", "On {day}."),
    ],
)
def test_a_verifier_reads_a_claim_without_the_day_that_a_weekday_was_read_as(text: str, hypothesis: str) -> None:
    day = "Thursday, June 5, 2025"
    article = "It was on Thursday."
    read = Resolution(phrase="Thursday", value=day, source="published date", start=10, end=18)
    claim = Claim(text=text.format(day=day), quote=article, start=0, end=len(article), resolved=(read,))
    assert claim.hypothesis == hypothesis.format(day=day)
    assert Claim.from_text(claim.text).hypothesis == claim.text
