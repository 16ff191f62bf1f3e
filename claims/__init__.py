"""Article to claims: sentences, what is checkable and worth checking, statements inside sentences."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factdesk.claims.detector import ClaimDetector, Scorer
else:

    def __getattr__(name: str) -> Any:
        """Load spaCy only for who wants the detector (PEP 562)."""
        if name in __all__:
            from factdesk.claims import detector

            return getattr(detector, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["ClaimDetector", "Scorer"]
