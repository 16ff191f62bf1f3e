"""The report of a run as a page: every number of the summary, no script, nothing of the rows taken for markup."""

import re
from html.parser import HTMLParser

import pytest

from factdesk.batch.gold import Gold
from factdesk.batch.summary import ErrorKind, SlowRow, Summary
from factdesk.reports.scoring import to_html

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'claim'"

SCORES = {
    "rows": 900,
    "accuracy": 0.7,
    "balanced_accuracy": 0.6512,
    "interval": [0.6, 0.7],
    "macro_f1": 0.64,
    "recall": {"supports": 0.7},
    "auroc": None,
    "calibration_error": 0.05,
    "brier": 0.4,
    "risk_at_coverage": {"0.25": 0.1, "0.5": 0.1234, "0.75": 0.2, "1.0": 0.3},
}


def summary(**changes: object) -> Summary:
    found = Summary(
        rows=1234,
        scored=1000,
        failed=34,
        labels={"supported": 800, "refuted": 300, "not_enough_evidence": 134},
        reasons={"low_confidence": 100, "error": 34},
        confidence=(0, 0, 0, 10, 90, 200, 300, 300, 200, 100),
        seconds=10.5,
        rows_per_second=117.5,
        errors=(ErrorKind(rows=34, sample=f"pairs.jsonl, row 3: {HOSTILE}"),),
        slowest=(SlowRow(place="pairs.jsonl, row 7", claim=HOSTILE, passages=64, seconds=1.25),),
        versions={"verifier": "plain@1", "rules": "9"},
        gold=Gold(
            rows=900,
            accuracy=0.7,
            balanced_accuracy=0.6789,
            interval=(0.65, 0.7),
            recall={"supports": 0.8},
            calibration_error=0.031,
            verifier=SCORES,
            slices={"number in the claim": SCORES},
            unknown=3,
        ),
    )
    return found.evolve(**changes)


class Elements(HTMLParser):
    """Collects the names of elements and their text, and sees that each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += f"{data} "


def parsed(page: str) -> Elements:
    elements = Elements()
    elements.feed(page)
    elements.close()
    assert elements.open == []
    return elements


def test_the_page_says_what_the_summary_says() -> None:
    text = " ".join(parsed(to_html(summary(), source="pairs.jsonl")).text.split())
    for said in ("1,234 rows of pairs.jsonl", "117.5 rows a second", "1,000 scored, 200 known before, 34 failed"):
        assert said in text
    for said in ("800 supported 64.8%", "low confidence 100", "0.679", "from 0.650 to 0.700", "1.250 64", "plain@1"):
        assert said in text
    for said in ("34 rows failed", "number in the claim 900 0.651 0.640 – 0.050 0.400 0.123", "3 gold labels are"):
        assert said in text


def test_the_histogram_has_a_bar_for_each_tenth_in_proportion() -> None:
    page = to_html(summary())
    heights = [float(height) for height in re.findall(r'<rect [^>]*height="([\d.]+)"', page)]
    assert len(heights) == 10
    assert heights[6] == max(heights)
    assert heights[5] == pytest.approx(heights[6] * 2 / 3, abs=0.1)
    assert heights[:3] == [0, 0, 0]


def test_nothing_of_the_rows_becomes_markup_and_nothing_is_loaded() -> None:
    page = to_html(summary(), source=HOSTILE)
    names = parsed(page).names
    assert not {"script", "link", "img", "iframe", "object"} & set(names)
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_run_without_gold_labels_errors_or_new_rows_has_no_empty_parts() -> None:
    page = to_html(summary(gold=None, errors=(), slowest=(), failed=0, reasons={}, confidence=(0,) * 10))
    text = parsed(page).text
    for heading in ("gold", "rows failed", "Slowest", "abstain"):
        assert heading not in text
    assert "nan" not in page.casefold().replace("name", "")
