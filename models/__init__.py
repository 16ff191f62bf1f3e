"""The models that run: verifier, detector, embedder; loading, runtimes, label order, calibration.

``Verifier`` says what evidence says about a claim, ``Detector`` which sentences can be checked and are worth it,
``Embedder`` turns texts into vectors. Each has ``from_pretrained`` and a ``version``; each takes and gives numpy.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factdesk.models.detector import Detector
    from factdesk.models.embedder import Embedder
    from factdesk.models.verifier import Verifier
else:
    # The classes bring openvino and tokenizers with them: only those who use one pay for it.
    def __getattr__(name):
        """Import a class of this room when it is first asked for."""
        from importlib import import_module

        if name in __all__:
            return getattr(import_module(f"factdesk.models.{name.lower()}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["Detector", "Embedder", "Verifier"]
