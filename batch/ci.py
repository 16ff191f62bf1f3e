"""Results as continuous integration shows them, so that a job can check claims against their evidence.

JUnit has a test case for each row: refuted and conflicting ones fail, those without enough evidence are skipped. SARIF
has a finding for each row that is not supported, at its line of the input, for a claim of a document at its own line.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote
from xml.etree import ElementTree

from factdesk.batch.outputs import appearing
from factdesk.batch.scoring import Scored
from factdesk.errors import InputError

#: What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\\t\\n\\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ELEMENTS = {"refuted": "failure", "conflicting": "failure", "not_enough_evidence": "skipped", "error": "error"}

_SARIF = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}
_LEVELS = {"refuted": "error", "conflicting": "warning", "not_enough_evidence": "note", "error": "error"}
#: Characters of an attribute with a count in a JUnit file, so that the count can be written in its place when known.
_COUNT = 28


@contextmanager
def junit(path: Path) -> Iterator[Callable[[Scored], None]]:
    """Give a watcher that writes a JUnit file, which appears when all results are there. Raises InputError."""
    counts: Counter[str] = Counter()
    with _written(path) as stream:
        stream.write(_head(counts))

        def watch(scored: Scored) -> None:
            counts["tests"] += 1
            if element := _ELEMENTS.get(_outcome(scored)):
                counts[element] += 1
            stream.write(ElementTree.tostring(_test_case(scored), "unicode") + "\n")

        yield watch
        stream.write("</testsuite></testsuites>\n")
        # Many readers go by the counts alone, which stand before the first row and are known after the last.
        stream.seek(0)
        stream.write(_head(counts))


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


def _head(counts: Counter[str]) -> str:
    """Return how a JUnit file begins, as long whatever the counts are."""
    names = {"tests": "tests", "failure": "failures", "error": "errors", "skipped": "skipped"}
    told = "".join(f' {name}="{counts[element]}"'.ljust(_COUNT) for element, name in names.items())
    return f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites><testsuite name="factdesk score"{told}>\n'


def _test_case(scored: Scored) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=_xml(scored.row.place), name=_xml(_claim(scored)))
    outcome = _outcome(scored)
    if element := _ELEMENTS.get(outcome):
        ElementTree.SubElement(case, element, type=outcome, message=_xml(_message(scored)))
    return case


def _finding(scored: Scored) -> dict[str, Any]:
    row, outcome = scored.row, _outcome(scored)
    # A URI: a path with a space or an umlaut in it is refused by those who read it, and so is one from the root.
    path = Path(row.source)
    place: dict[str, Any] = {
        "artifactLocation": {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}
    }
    if row.line is not None:
        place["region"] = {"startLine": row.line}
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
