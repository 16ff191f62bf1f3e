"""Results as continuous integration shows them, so that a job can check claims against their evidence.

JUnit has a test case for each row: refuted and conflicting ones fail, those without enough evidence are skipped. SARIF
has a finding for each row that is not supported, at its line of the input.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO
from xml.etree import ElementTree

from factdesk.batch.outputs import appearing
from factdesk.batch.scoring import Scored
from factdesk.errors import InputError

#: What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\\t\\n\\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ELEMENTS = {"refuted": "failure", "conflicting": "failure", "not_enough_evidence": "skipped", "error": "error"}

_SARIF = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}
_LEVELS = {"refuted": "error", "conflicting": "warning", "not_enough_evidence": "note", "error": "error"}
#: The line of the first row of a text file; Parquet has no lines.
_FIRST_LINES = {".jsonl": 1, ".ndjson": 1, ".csv": 2, ".tsv": 2}


@contextmanager
def junit(path: Path) -> Iterator[Callable[[Scored], None]]:
    """Give a watcher that writes a JUnit file, which appears when all results are there. Raises InputError."""
    with _written(path) as stream:
        stream.write('<?xml version="1.0" encoding="utf-8"?>\n<testsuites><testsuite name="factdesk score">\n')

        def watch(scored: Scored) -> None:
            stream.write(ElementTree.tostring(_test_case(scored), "unicode") + "\n")

        yield watch
        stream.write("</testsuite></testsuites>\n")


@contextmanager
def sarif(path: Path) -> Iterator[Callable[[Scored], None]]:
    """Give a watcher that writes a SARIF 2.1.0 file, which appears when all results are there. Raises InputError."""
    rules = [{"id": name, "defaultConfiguration": {"level": level}} for name, level in _LEVELS.items()]
    start = json.dumps({**_SARIF, "runs": [{"tool": {"driver": {"name": "factdesk", "rules": rules}}, "results": []}]})
    with _written(path) as stream:
        stream.write(start.removesuffix("]}]}"))
        between = ""

        def watch(scored: Scored) -> None:
            nonlocal between
            if _outcome(scored) != "supported":
                stream.write(f"{between}\n{json.dumps(_finding(scored), ensure_ascii=False)}")
                between = ","

        yield watch
        stream.write("]}]}\n")


def _test_case(scored: Scored) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=_xml(scored.row.place), name=_xml(_claim(scored)))
    outcome = _outcome(scored)
    if element := _ELEMENTS.get(outcome):
        ElementTree.SubElement(case, element, type=outcome, message=_xml(_message(scored)))
    return case


def _finding(scored: Scored) -> dict[str, Any]:
    row, outcome = scored.row, _outcome(scored)
    place: dict[str, Any] = {"artifactLocation": {"uri": row.source}}
    if first := _FIRST_LINES.get(Path(row.source).suffix.lower()):
        place["region"] = {"startLine": row.number - 1 + first}
    return {
        "ruleId": outcome,
        "level": _LEVELS[outcome],
        "message": {"text": f"{_claim(scored)}: {_message(scored)}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"factdesk/key": scored.columns["key"]},
    }


def _outcome(scored: Scored) -> str:
    return "error" if scored.columns["error"] is not None else str(scored.columns["label"])


def _claim(scored: Scored) -> str:
    return scored.row.claim.text if scored.row.claim else "(no claim)"


def _message(scored: Scored) -> str:
    return str(scored.columns["error"] or scored.columns["explanation"])


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


@contextmanager
def _written(path: Path) -> Iterator[TextIO]:
    try:
        with appearing(path) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror or error}); is its folder there?") from error
