"""The spaCy component: ``nlp.add_pipe("factdesk_claims")`` gives ``doc._.claims``.

For people who have a pipeline of their own. It needs what the detector needs of a parse: tags, lemmas, dependencies
and entities. spaCy finds it through the entry point ``spacy_factories``, without an import of factdesk.
"""

from datetime import date

from factdesk.claims.detector import ClaimDetector
from factdesk.claims.parser import Doc, Language
from factdesk.claims.sentences import sentences
from factdesk.records import Document

NAME = "factdesk_claims"


class ClaimsComponent:
    """Sets ``doc._.claims`` to the claims of a parsed doc; their offsets are those of ``doc.text``."""

    def __init__(self, detector: ClaimDetector, as_of: date | None = None) -> None:
        self.detector = detector
        self.as_of = as_of
        if not Doc.has_extension("claims"):
            Doc.set_extension("claims", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Return the doc with its claims set."""
        document = Document(text=doc.text)
        doc._.claims = tuple(self.detector.claims(document, sentences(doc), as_of=self.as_of))
        return doc


@Language.factory(
    NAME,
    default_config={"model": "default", "as_of": None},
    requires=["token.tag", "token.dep", "token.lemma", "doc.ents", "doc.sents"],
    assigns=["doc._.claims"],
)
def make_claims_component(nlp: Language, name: str, model: str, as_of: str | None) -> ClaimsComponent:
    """Make the component. ``model`` names the detector network, ``as_of`` (ISO 8601) the day that dates are read by."""
    from factdesk.models import Detector  # only who adds the component loads the network

    detector = ClaimDetector(nlp, Detector.from_pretrained(model))
    return ClaimsComponent(detector, as_of=date.fromisoformat(as_of) if as_of else None)
