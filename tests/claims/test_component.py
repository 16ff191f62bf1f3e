import subprocess
import sys

from factdesk.claims.component import ClaimsComponent
from factdesk.claims.detector import ClaimDetector
from factdesk.claims.parser import Language


def test_a_doc_gets_the_claims_of_its_text(nlp: Language, detector: ClaimDetector) -> None:
    doc = ClaimsComponent(detector)(nlp("Exports rose 7.4% while imports fell by a fifth. Good evening."))
    assert [claim.text for claim in doc._.claims] == ["Exports rose 7.4%.", "Imports fell by a fifth."]
    assert all(doc.text[claim.start : claim.end] == claim.quote for claim in doc._.claims)


def test_spacy_finds_the_component_by_its_name() -> None:
    program = "import spacy; print(spacy.blank('en').has_factory('factdesk_claims'))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "True", done.stderr
