import re

import pytest

from factdesk.records import Document, Report, Stance
from factdesk.reports import claims_to_text, to_html, to_text, verdict_to_text


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_every_claim_has_its_label_confidence_evidence_and_place(report, width):
    text = to_text(report, width=width)
    assert all(len(line) <= width for line in text.split("\n"))
    for label in ("✓ SUPPORTED", "✗ REFUTED", "≠ CONFLICTING"):
        assert label in text
    shown = words(text)
    assert "NOT ENOUGH" in shown
    assert "90% sure" in shown
    for verdict in report.verdicts:
        assert f"article {verdict.claim.start}:{verdict.claim.end}" in shown
    assert "$582.4 billion in 2024.”" in shown
    assert "“nearly $600 billion” covers" in shown
    assert shown.endswith("5 claims: 2 supported, 1 refuted, 1 conflicting, 1 not enough evidence")


def test_an_abstention_says_why_and_a_conflict_shows_both_sides(report):
    shown = words(to_text(report, width=100))
    assert "Why Nothing found." in shown
    conflict = words(verdict_to_text(report.verdicts[2], width=100))
    assert conflict.count("Evidence") == 2


def test_a_comparison_that_overruled_the_model_is_told(report):
    verdict = report.verdicts[3]
    (item,) = verdict.evidence
    believed = verdict.evolve(evidence=(item.evolve(stance=Stance(supports=0.8, refutes=0.1, nei=0.1)),))
    assert "Model The model alone read this passage as supporting the claim (80%)" in words(verdict_to_text(believed))
    assert "The model alone" not in verdict_to_text(verdict)
    # A time of something else was what kept it back, not a lack of belief.
    kept = believed.evolve(label="not_enough_evidence", reason="period_mismatch")
    assert "the comparison kept it from an answer." in words(verdict_to_text(kept))


def test_a_claim_that_was_given_alone_stands_in_no_article(report):
    assert "article" not in verdict_to_text(report.verdicts[0])


def test_colour_is_there_only_when_asked_for(report):
    assert "\x1b" not in to_text(report)
    assert "\x1b[" in to_text(report, color=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", to_text(report, color=True)) == to_text(report)


def test_no_text_can_steer_the_terminal(report):
    bad = "\x1b[2J\x9b31m\u202egnorw [bold]not markup[/bold] :smile:\r\n"
    verdict = report.verdicts[1]
    item = verdict.evidence[0]
    hostile = verdict.evolve(
        claim=verdict.claim.evolve(text=bad),
        explanation=bad,
        evidence=(item.evolve(passage=item.passage.evolve(title=bad)),),
    )
    text = to_text(report.evolve(verdicts=(hostile,), document=Document(text="x", title=bad, url=bad)))
    assert not set(text) & set("\x1b\x9b\u202e\r")
    assert "[bold]not markup[/bold] :smile:" in words(text)


def test_an_article_without_claims_says_so():
    text = to_text(Report(document=Document(text="Hello."), verdicts=()))
    assert "No checkable claim was found" in text
    assert "0 claims" in text


def test_claims_are_listed_with_kind_worth_and_place(report):
    claims = [verdict.claim for verdict in report.verdicts]
    text = words(claims_to_text(report.document, claims, width=80))
    for claim in claims:
        assert f"article {claim.start}:{claim.end}" in text
    assert "said by the president" in text
    assert text.endswith("5 claims")


def test_an_earlier_fact_check_is_marked_as_one_with_its_rating_and_link(report):
    verdict = report.verdicts[1]
    item = verdict.evidence[0]
    checked = item.passage.evolve(factcheck="Mostly False", url="https://checkers.example/1")
    cited = verdict.evolve(evidence=(item.evolve(passage=checked),))
    shown = words(verdict_to_text(cited))
    assert "earlier fact-check, rated Mostly False" in shown
    assert "https://checkers.example/1" in shown
    assert "fact-check" not in words(verdict_to_text(verdict))
    page = to_html(report.evolve(verdicts=(cited,)))
    assert "<b>earlier fact-check</b>, rated <bdi>Mostly False</bdi>" in page
    assert '<a href="https://checkers.example/1"' in page
