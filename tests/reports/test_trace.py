from factdesk.records import Said
from factdesk.reports import explained_to_text, to_claimreview, to_html, to_text
from factdesk.reports.trace import trace


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_trace_goes_from_quote_to_passage_to_stance_to_checks_to_verdict(report):
    verdict = next(verdict for verdict in report.verdicts if any(item.checks for item in verdict.evidence))
    names = [step.name for step in trace(verdict)]
    order = [names.index(name) for name in ("Quote", "Passage 1", "Model", "Check", "Verdict")]
    assert order == sorted(order)


def test_what_the_checks_left_of_a_stance_is_a_step_of_its_own(report):
    verdict = next(verdict for verdict in report.verdicts if verdict.evidence)
    item = verdict.evidence[0].evolve(
        counted=verdict.evidence[0].stance.evolve(supports=0.0, refutes=0.9, nei=0.1), because="A value differs."
    )
    steps = {step.name: step.text for step in trace(verdict.evolve(evidence=(item,), weighed="Support 0.00."))}
    assert steps["Counts"] == "A value differs. So it supports the claim 0%, refutes it 90%, says neither 10%."
    assert steps["Weighed"] == "Support 0.00."


def test_a_verdict_without_evidence_says_that_none_was_found(report):
    verdict = next(verdict for verdict in report.verdicts if not verdict.evidence)
    assert "None that may be used was found." in [step.text for step in trace(verdict)]


def test_the_page_and_the_explained_table_hold_every_step(report):
    page, table = words(to_html(report)), words(explained_to_text(report, width=120))
    assert page.count("How this verdict was reached") == len(report.verdicts)
    for verdict in report.verdicts:
        for step in trace(verdict):
            assert step.name in page
            assert step.name in table


def test_said_and_true_are_two_parts_of_every_report(report):
    said = Said(speaker="Ana Ruiz", outcome="other_speaker", explanation="The words are Omar Haddad's.")
    spoken = report.evolve(verdicts=(report.verdicts[0].evolve(said=said),))
    text, page = words(to_text(spoken)), words(to_html(spoken))
    assert "Said Somebody else said it. The words are Omar Haddad's." in text
    assert "True Supported: the label is of what was said." in text
    assert "Said: Somebody else said it." in page
    assert "True: supported." in page
    assert "Omar Haddad" in to_claimreview(spoken, url="https://example.org/check")[0]
