"""A report with every label, evidence with and without an address, checks, and claims that overlap."""

from datetime import date

import pytest

from factdesk.records import (
    Attribution,
    Check,
    Claim,
    Document,
    Evidence,
    Passage,
    Report,
    Span,
    Stance,
    Verdict,
    VerdictLabel,
    Versions,
)

ARTICLE = (
    "The call lasted about 90 minutes and was about trade, the president said.\n\n"
    "Trade — whose value was nearly $600 billion in 2024 — fell. Tariffs rose to 145% in April,\n"
    "and stocks opened higher. “It went well 🙂,” he said.\n"
)
REFERENCE = "Facts. Trade with China was $582.4 billion in 2024. It fell later. The rate reached 30% in May, they said."


def passage(quote: str, **fields: object) -> Passage:
    start = REFERENCE.index(quote)
    return Passage(
        document_id="reference",
        quote=quote,
        start=start,
        end=start + len(quote),
        prefix=REFERENCE[:start],
        suffix=REFERENCE[start + len(quote) :],
        **{"title": "Trade facts", "published": date(2025, 3, 20), **fields},
    )


def claim(quote: str, text: str = "", **fields: object) -> Claim:
    start = ARTICLE.index(quote)
    return Claim(text=text or quote, quote=quote, start=start, end=start + len(quote), **fields)


def verdict(claimed: Claim, label: VerdictLabel = "supported", **fields: object) -> Verdict:
    return Verdict(claim=claimed, label=label, **{"confidence": 0.9, **fields})


def stance(supports: float, refutes: float) -> Stance:
    return Stance(supports=supports, refutes=refutes, nei=1 - supports - refutes)


@pytest.fixture
def report() -> Report:
    money = passage("Trade with China was $582.4 billion in 2024.", url="https://example.org/facts?a=1&b=2")
    rate = passage("The rate reached 30% in May", url="javascript:alert(1)")
    agrees = Check(
        kind="quantity",
        claim="nearly $600 billion",
        evidence="$582.4 billion",
        outcome="agrees",
        explanation="“nearly $600 billion” covers $582.4 billion.",
    )
    differs = Check(
        kind="quantity", claim="145%", evidence="30%", outcome="differs", explanation="The claim says 145%, not 30%."
    )
    spoken = Attribution(speaker="the president", cue="said")
    sentence = ARTICLE.index("Trade"), ARTICLE.index("fell.") + 5
    return Report(
        document=Document(
            text=ARTICLE,
            title="Trade talks",
            url="https://news.example/trade",
            published=date(2025, 6, 5),
            author="Jane Doe",
            site="The News",
        ),
        verdicts=(
            verdict(claim("The call lasted about 90 minutes and was about trade", attribution=spoken)),
            verdict(
                claim("value was nearly $600 billion in 2024", "Trade was worth nearly $600 billion in 2024."),
                explanation="The evidence gives $582.4 billion.",
                evidence=(
                    Evidence(passage=money, stance=Stance(supports=0.9, refutes=0.04, nei=0.06), checks=(agrees,)),
                ),
            ),
            verdict(
                Claim(
                    text="Trade fell.",
                    quote=ARTICLE[slice(*sentence)],
                    start=sentence[0],
                    end=sentence[1],
                    spans=(Span(start=sentence[0], end=sentence[0] + 5), Span(start=sentence[1] - 5, end=sentence[1])),
                ),
                "conflicting",
                reason="conflicting_evidence",
                explanation="One says so, one says the opposite.",
                evidence=(
                    Evidence(passage=money, stance=stance(0.8, 0.1)),
                    Evidence(passage=rate, stance=stance(0.1, 0.8)),
                ),
            ),
            verdict(
                claim("Tariffs rose to 145% in April,\nand stocks opened higher"),
                "refuted",
                explanation="The rate was another.",
                evidence=(
                    Evidence(passage=rate, stance=Stance(supports=0.02, refutes=0.95, nei=0.03), checks=(differs,)),
                ),
            ),
            verdict(
                claim("stocks opened higher"),
                "not_enough_evidence",
                reason="no_evidence",
                explanation="Nothing found.",
            ),
        ),
        versions=Versions(factdesk="0.1.0", verifier="base 1", rules="1"),
        as_of=date(2025, 6, 5),
        notes=("scan.pdf: found no text",),
    )
