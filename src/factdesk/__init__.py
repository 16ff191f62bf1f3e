"""factdesk: find the checkable claims in an article, what your documents say about each, and judge them, offline."""

import sys
from typing import TYPE_CHECKING

from factdesk.errors import FactdeskError
from factdesk.records import Claim, Document, Passage, Report, Stance, Verdict

__version__ = "0.1.0"

# OpenVINO tells Google Analytics of every import of it through this package, and tells nobody where it is missing.
# factdesk opens no connection that was not asked for, so the package is missing wherever factdesk is imported first.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # None is how Python forbids an import

__all__ = ["Claim", "Document", "FactDesk", "FactdeskError", "Passage", "Report", "Stance", "Verdict", "__version__"]

if TYPE_CHECKING:
    from factdesk.desk import FactDesk
else:

    def __getattr__(name: str) -> object:
        # Loaded when asked for: the pipeline brings the models' runtimes with it.
        if name == "FactDesk":
            from factdesk.desk import FactDesk

            return FactDesk
        raise AttributeError(f"module 'factdesk' has no attribute {name!r}")
