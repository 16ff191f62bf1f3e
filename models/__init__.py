"""The models that run: verifier, detector, embedder; loading, runtimes, label order, calibration.

``Verifier`` says what evidence says about a claim, and ``Cascade`` lets a quick one go before it; ``Detector`` says
which sentences can be checked and are worth it, ``Embedder`` turns texts into vectors. Each has a ``version``, takes
and gives numpy, and has ``from_pretrained``, but for the cascade, which is made of two others.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factdesk.models.cascade import Cascade
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


__all__ = ["Cascade", "Detector", "Embedder", "Verifier"]
