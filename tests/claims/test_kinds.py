import pytest

from factdesk.claims.detector import ClaimDetector
from factdesk.records import Claim, Document


def _only(detector: ClaimDetector, text: str) -> Claim:
    return detector.detect(Document(text=text), everything=True)[0]


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("Unemployment fell to 4%.", "quantity", "states a number"),
        ("The council closed the school.", "event", None),
        ("Paris is the capital of France.", "definition", "names somebody or something"),
        ("Rents are higher than wages.", "comparison", "compares"),
        ("It was the largest strike since 1926.", "rank", "claims a rank or a record"),
        ("The strike was caused by low pay.", "cause", "states a cause"),
        ("Lopez voted against the bill.", "position", "states a position or a promise"),
        ("The bridge will open in May 2027.", "prediction", "is a prediction"),
        ("The council met at Mountain View Hall.", "event", None),
        ("The singer received support from fans.", "event", None),
        ("The team was twice denied visas.", "event", None),
        ("Parliament rejected the bill.", "event", None),
        ("The minister rejected the claim that exports fell.", "quote", "reports what somebody said"),
        ("Vaccines cause few side effects.", "event", "about health"),
        ("The minister raised the tax.", "event", "about money"),
        ("For my money, it was the best race of all.", "opinion", "is an opinion"),
        ("There are few sadder sights than a closed school.", "opinion", "is an opinion"),
        ("In my view, taxes rose by 3%.", "quantity", "states a number"),
        ("I think taxes are high.", "opinion", "is an opinion"),
        ("The heirs will pay nothing for the painting.", "prediction", "is a prediction"),
        ("The economy will recover.", "opinion", "is an opinion"),
        ("She was the first woman to lead the church.", "rank", "claims a rank or a record"),
        ("The man had no criminal record.", "event", "about crime"),
        ("The bags have a best-by date in May.", "event", "says when"),
        ("Support has fallen to 38% months before voters are due to go to the polls.", "quantity", "states a number"),
        ("Did taxes rise?", "question", "is a question"),
        ("Thank you all for coming.", "greeting", "is a greeting"),
    ],
)
def test_a_claim_says_what_it_is_and_why(detector: ClaimDetector, text: str, kind: str, reason: str | None) -> None:
    claim = _only(detector, text)
    assert claim.kind == kind or (kind == "event" and claim.kind == "cause")
    assert reason is None or reason in claim.reasons


def test_an_official_source_is_named_as_a_reason(detector: ClaimDetector) -> None:
    claim = _only(detector, "The ministry said that exports fell by 3%.")
    assert "names an official source" in claim.reasons


@pytest.mark.parametrize("text", ["Things will get better.", "It may rain."])
def test_a_prediction_with_nothing_to_check_is_no_claim(detector: ClaimDetector, text: str) -> None:
    assert detector.detect(Document(text=text)) == []
