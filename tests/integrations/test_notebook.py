"""Reports and verdicts as a notebook shows them: IPython's own formatter, and a parser reading as a browser would."""

import lxml.html
import pytest
from IPython.core.formatters import HTMLFormatter

from factdesk.records import Claim, Document, Evidence, Passage, Report, Stance, Verdict

HOSTILE = "<script>alert(1)</script>\"' onload=x <img src=x onerror=alert(1)> </td></table>"


def verdict(text: str) -> Verdict:
    passage = Passage(document_id="d", title=text, quote=text, start=0, end=len(text))
    evidence = Evidence(passage=passage, stance=Stance(supports=0.1, refutes=0.8, nei=0.1))
    return Verdict(
        claim=Claim.from_text(text), label="refuted", confidence=0.83, explanation=text, evidence=(evidence,)
    )


def shown(record: Report | Verdict) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(HTMLFormatter()(record), create_parent="div")


@pytest.mark.parametrize("of", ["verdict", "report"])
def test_a_notebook_shows_label_claim_and_evidence(of: str) -> None:
    one = verdict("Exports fell.")
    record = one if of == "verdict" else Report(document=Document(text="Exports fell."), verdicts=(one, one))
    page = shown(record)
    assert len(page.findall(".//tr")) == (1 if of == "verdict" else 2)
    assert "refuted" in page.text_content()
    assert "83% sure" in page.text_content()
    assert "“Exports fell.”" in page.text_content()


@pytest.mark.parametrize("of", ["verdict", "report"])
def test_hostile_text_stays_text(of: str) -> None:
    one = verdict(HOSTILE)
    page = shown(one if of == "verdict" else Report(document=Document(text=HOSTILE, title=HOSTILE), verdicts=(one,)))
    assert {element.tag for element in page.iter()} <= {"div", "p", "b", "br", "table", "tbody", "tr", "td"}
    assert {name for element in page.iter() for name in element.attrib} <= {"style", "dir"}
    assert HOSTILE in page.text_content()
