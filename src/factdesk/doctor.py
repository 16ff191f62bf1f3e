"""What is installed here, what runs, and where things lie: the answers a bug report needs."""

import importlib.metadata
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec

from factdesk import __version__

#: The packages whose versions decide what factdesk does.
PACKAGES = ("spacy", "lancedb", "openvino", "tokenizers", "torch", "transformers", "sentence-transformers", "datasets")

#: What each extra brings, told by one package of it.
EXTRAS = {"review": "fastapi", "ray": "ray", "train": "nncf", "mcp": "mcp", "onnx": "onnxruntime"}

#: The verifiers that ship. ``factdesk check`` has the small one drop what says nothing and the base one judge the rest.
VERIFIERS = ("base", "small")


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One line of the diagnosis."""

    subject: str
    state: str
    well: bool = True


def examine() -> list[Finding]:
    """Look at everything once. Loads the models that ship, so that what is reported is what was seen to run."""
    return [
        Finding(subject="factdesk", state=__version__),
        Finding(subject="python", state=f"{platform.python_version()} on {platform.platform()} ({sys.executable})"),
        *(_package(name) for name in PACKAGES),
        *(_extra(extra, package) for extra, package in EXTRAS.items()),
        _trial("reading a web page", _reading),
        _trial("evidence store", _store),
        _trial("english pipeline", _pipeline),
        *(_trial(f"verifier {name}", partial(_verifier, name)) for name in VERIFIERS),
        _trial("detector", _detector),
        _trial("embedder", _embedder),
        _trial("runtime of what ships", _runtime),
        _trial("device for torch models", _device),
        _trial("cache of the Hub", _cache),
        Finding(subject="network", state="none used; only a URL or a Hub name that you give is fetched"),
    ]


def _package(name: str) -> Finding:
    try:
        return Finding(subject=name, state=importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(subject=name, state="not installed; run: pip install factdesk", well=False)


def _extra(extra: str, package: str) -> Finding:
    if find_spec(package) is None:
        return Finding(subject=f"extra {extra}", state=f"not installed (optional); pip install 'factdesk[{extra}]'")
    return Finding(subject=f"extra {extra}", state="installed")


def _trial(subject: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(subject=subject, state=attempt())
    except Exception as error:  # noqa: BLE001 - whatever is wrong here is the finding
        return Finding(subject=subject, state=f"{type(error).__name__}: {error}", well=False)


def _reading() -> str:
    from factdesk.documents.raw import Raw
    from factdesk.documents.reading import documents_of

    sentence = "The bridge over the strait opened in May 2009, the port authority said in its report."
    page = f"<html><body><nav>Menu</nav><article><h1>The bridge</h1><p>{sentence}</p></article></body></html>"
    (document,) = documents_of(Raw(data=page.encode(), name="page", stem="page", suffix=".html"))
    if isinstance(document, Exception):
        raise document
    return f"{len(document.text)} characters of a page of {len(page)}"


def _store() -> str:
    from factdesk.evidence import EvidenceStore
    from factdesk.records import Document

    store = EvidenceStore.in_memory()
    store.add([Document(text="The bridge opened in 2009.")])
    ((passage,),) = store.search(["When did the bridge open?"], 1)
    return f"found {passage.quote!r} among one"


def _pipeline() -> str:
    from factdesk.claims import ClaimDetector

    return ClaimDetector.from_pretrained().version


def _verifier(name: str) -> str:
    from factdesk.models import Verifier

    verifier = Verifier.from_pretrained(name)
    supports, refutes, _ = verifier.predict([("The bridge opened in 2009.", "The bridge opened in 2009.")])[0]
    return f"{verifier.version} (of a text about itself: supports {supports:.2f}, refutes {refutes:.2f})"


def _detector() -> str:
    from factdesk.models import Detector

    return Detector.from_pretrained().version


def _embedder() -> str:
    from factdesk.models import Embedder

    return Embedder.from_pretrained().version


def _runtime() -> str:
    import openvino

    core = openvino.Core()
    return f"OpenVINO on {core.get_property('CPU', 'FULL_DEVICE_NAME')}"


def _device() -> str:
    import torch

    if torch.cuda.is_available():
        return f"cuda ({torch.cuda.get_device_name()})"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _cache() -> str:
    from huggingface_hub.constants import HF_HUB_CACHE

    return f"{HF_HUB_CACHE} (only for models named by their Hub id)"
