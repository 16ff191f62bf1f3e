"""The main job as a person does it: factdesk check on the example that ships, with the models that ship."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from factdesk.cli.check import check
from factdesk.desk import VERIFIER
from factdesk.records import Report, report_schema

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = str(ROOT / "examples" / "article.html")
REFERENCES = str(ROOT / "examples" / "references")
CHECK = ("check", ARTICLE, "--against", REFERENCES, "--as-of", "2025-09-18")

#: What is checked, and by the quicker verifier, where it does not matter what is found.
SENTENCE = "The council voted 31 to 14 for the second terminal.\n"
CHECK_SENTENCE = ("check", "-", "--against", REFERENCES, "--verifier", "small")

#: Run before factdesk in the same process: any connection, name lookup or listening port ends the program. (urllib3,
#: which spaCy and trafilatura import, asks the kernel once whether it has IPv6, by a socket that goes nowhere.)
NO_SOCKETS = """
import socket, sys
def refuse(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg", "socket.listen"):
        raise SystemExit(f"used the network: {event} {arguments}")
    if event == "socket.connect" and arguments[0].family in (socket.AF_INET, socket.AF_INET6):
        raise SystemExit(f"used the network: {event} {arguments}")
    if event == "socket.bind" and arguments[1] != ("::1", 0):
        raise SystemExit(f"used the network: {event} {arguments}")
sys.addaudithook(refuse)
"""


def run(*arguments: str, code: int = 0, before: str = "", text: str | None = None) -> subprocess.CompletedProcess[str]:
    program = f"{before}\nfrom factdesk.cli import main\nmain()"
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "FORCE_COLOR"}}
    ran = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", program, *arguments],
        capture_output=True, text=True, input=text, env=environment, check=False, encoding="utf-8",
    )  # fmt: skip
    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr
    return ran


#: Run before factdesk: says at the end what of the heavy libraries was loaded.
SAY_WHAT_IS_LOADED = """
import atexit, sys
heavy = ("torch", "transformers")
atexit.register(lambda: print("loaded:", *(name for name in heavy if name in sys.modules), file=sys.stderr))
"""


@pytest.fixture(scope="module")
def ran() -> subprocess.CompletedProcess[str]:
    return run(*CHECK, "--format", "json", before=NO_SOCKETS + SAY_WHAT_IS_LOADED)


@pytest.fixture(scope="module")
def report(ran: subprocess.CompletedProcess[str]) -> Report:
    return Report.from_json(ran.stdout)


def labels(report: Report, words: str) -> set[str]:
    return {verdict.label for verdict in report.verdicts if words in verdict.claim.text}


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("nearly 600,000 tonnes", "supported"),
        ("31 to 14", "supported"),
        ("by half", "refuted"),
        ("€84 million", "conflicting"),
        ("opened lower", "not_enough_evidence"),
    ],
)
def test_the_example_shows_each_label(report: Report, words: str, label: str) -> None:
    assert labels(report, words) == {label}


def test_the_statement_inside_a_sentence_is_found_with_its_exact_span(report: Report) -> None:
    quote = "combined freight traffic totaled nearly 600,000 tonnes in 2024"
    claim = next(verdict.claim for verdict in report.verdicts if verdict.claim.quote == quote)
    assert report.document.text[claim.start : claim.end] == quote
    assert claim.text != quote


def test_every_claim_is_a_span_of_the_article(report: Report) -> None:
    assert report.verdicts
    for verdict in report.verdicts:
        claim = verdict.claim
        assert report.document.text[claim.start : claim.end] == claim.quote


def test_navigation_footers_and_prompts_do_not_become_claims(report: Report) -> None:
    said = " ".join(verdict.claim.quote for verdict in report.verdicts)
    for words in ("Subscribe", "Copyright", "Sign up", "check back"):
        assert words not in said


def test_the_report_fits_the_schema(report: Report) -> None:
    jsonschema.Draft202012Validator(report_schema()).validate(report.to_dict())
    assert all(getattr(report.versions, name) for name in ("factdesk", "verifier", "detector", "embedder", "rules"))


def test_no_verdict_without_evidence_is_a_pass(report: Report) -> None:
    for verdict in report.verdicts:
        if verdict.label in {"supported", "refuted", "conflicting"}:
            assert verdict.evidence
        else:
            assert verdict.reason


def test_the_default_check_needs_no_torch(ran: subprocess.CompletedProcess[str]) -> None:
    assert ran.stderr == "loaded:\n"


def test_text_is_plain_when_piped_and_ends_with_a_count() -> None:
    ran = run(*CHECK_SENTENCE, text=SENTENCE)
    assert "\x1b" not in ran.stdout
    assert "supported" in ran.stdout.lower().splitlines()[-1]
    assert ran.stderr == ""


def test_html_is_written_where_asked_and_has_no_script_and_the_exit_code_says_what_was_found(tmp_path: Path) -> None:
    target = tmp_path / "a report.html"
    options = ("--format", "html", "-o", str(target), "--fail-on", "supported")
    ran = run(*CHECK_SENTENCE, *options, text=SENTENCE, code=1)
    page = target.read_text(encoding="utf-8")
    assert ran.stdout == ""
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "31 to 14" in page


def test_claimreview_has_what_search_engines_require_and_notes_what_is_missing() -> None:
    options = ("--publisher", "Strait Courier", "--fail-on", "refuted")
    ran = run(*CHECK_SENTENCE, "--format", "claimreview", *options, text=SENTENCE)
    (review,) = json.loads(ran.stdout)
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"]
    assert review["author"]["name"] == "Strait Courier"
    assert {"ratingValue", "bestRating", "worstRating", "alternateName"} <= review["reviewRating"].keys()
    assert "url" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "no-such-file.txt", "--against", REFERENCES), "no-such-file.txt"),
        (("check", ARTICLE, "--against", "no-such-folder"), "no-such-folder"),
        (("check", ARTICLE), "--against"),
        (("check", ARTICLE, "--against", REFERENCES, "--as-of", "yesterday"), "yesterday"),
        (("check", ARTICLE, "--against", REFERENCES, "--verifier", "no-such-model"), "no-such-model"),
        (("check", ARTICLE, "--against", REFERENCES, "-o", "no-such-folder/report.txt"), "no-such-folder"),
        (("verify", "--claim", "x"), "--evidence"),
        (("frobnicate",), "frobnicate"),
    ],
)  # fmt: skip
def test_bad_usage_and_bad_input_exit_with_2_and_one_clear_line(arguments: Sequence[str], words: str) -> None:
    ran = run(*arguments, code=2)
    assert words in ran.stderr
    assert ran.stdout == ""


def test_one_bad_reference_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The council voted 31 to 14 for the second terminal.", encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00\xff" * 50)
    ran = run(
        "check",
        "-",
        "--against",
        str(tmp_path),
        "--format",
        "jsonl",
        "--verifier",
        "small",
        text="The council voted 31 to 14 for the terminal.\n",
    )
    assert "bad.pdf" in ran.stderr
    assert json.loads(ran.stdout.splitlines()[0])["label"] == "supported"


def test_an_empty_article_is_an_error_not_an_empty_pass() -> None:
    ran = run("check", "-", "--against", REFERENCES, text="", code=2)
    assert "empty" in ran.stderr.lower()


def test_verify_opens_no_socket() -> None:
    assert run("verify", "--claim", "It cost 5 euros.", "--evidence", "It cost 9 euros.", before=NO_SOCKETS).stdout


def test_claims_lists_spans_that_are_exact_and_opens_no_socket() -> None:
    ran = run("claims", ARTICLE, "--format", "jsonl", before=NO_SOCKETS)
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(rows) >= 8
    assert all(row["end"] - row["start"] == len(row["quote"]) for row in rows)


@pytest.mark.parametrize(
    ("claim", "evidence", "label"),
    [
        ("The city has a population of 999 million.", "The population of the city is 67 million.", "refuted"),
        ("The bridge opened in 2009.", "", "not_enough_evidence"),
        ("", "The bridge opened in 2009.", "not_enough_evidence"),
        ("x", "The bridge opened in 2009.", "not_enough_evidence"),
        ("Мост открылся в 2009 году.", "The bridge opened in 2009.", "not_enough_evidence"),
    ],
)
def test_verify_judges_one_pair_and_abstains_with_a_reason(claim: str, evidence: str, label: str) -> None:
    verdict = json.loads(run("verify", "--claim", claim, "--evidence", evidence, "--format", "json").stdout)
    assert verdict["label"] == label
    assert (verdict["reason"] is None) == (label == "refuted")


def test_schema_prints_a_schema() -> None:
    assert json.loads(run("schema").stdout) == report_schema()


def test_the_command_judges_by_what_a_desk_judges_by():
    options = {option.name: option.default for option in check.params}
    assert options["verifier"] == VERIFIER
