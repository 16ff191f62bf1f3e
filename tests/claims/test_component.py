import subprocess
import sys
from pathlib import Path

from factdesk.claims.component import ClaimsComponent
from factdesk.claims.detector import ClaimDetector
from factdesk.claims.parser import Language


def test_a_doc_gets_the_claims_of_its_text(nlp: Language, detector: ClaimDetector) -> None:
    doc = ClaimsComponent(detector)(nlp("Exports rose 7.4% while imports fell by a fifth. Good evening."))
    assert [claim.text for claim in doc._.claims] == ["Exports rose 7.4%.", "Imports fell by a fifth."]
    assert all(doc.text[claim.start : claim.end] == claim.quote for claim in doc._.claims)


def test_spacy_finds_the_component_by_its_name(tmp_path: Path) -> None:
    program = (
        "from factdesk.claims.parser import load_parser\n"
        "nlp = load_parser()\n"
        "nlp.add_pipe('factdesk_claims', config={'as_of': '2025-06-05'})\n"
        "print([claim.text for claim in nlp('Exports fell by 3% last month.')._.claims])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, cwd=tmp_path)
    assert done.stdout.strip() == "['Exports fell by 3% in May 2025.']", done.stderr
